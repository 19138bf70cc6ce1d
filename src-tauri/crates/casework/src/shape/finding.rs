//! FINDING: something a person should look at, in the JSON of the contract.

use crate::words::{self, Lang};
use juzheng_model::{Code, Id, Origin, Severity};
use serde::Serialize;

/// Something a person should look at.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)] // the contract is the documentation
pub struct FindingShape {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub hint: String,
    pub origin: Option<Origin>,
    pub about: Vec<Id>,
    /// What the words are made of, for a face in another language.
    #[serde(skip)]
    pub args: Vec<String>,
}

impl FindingShape {
    /// A finding in the words of the JSON, which are Chinese whatever the language of the face.
    pub(crate) fn new(code: Code, args: Vec<String>, origin: Option<Origin>, about: Vec<Id>) -> FindingShape {
        let (message, hint) = words::finding(code, &args, Lang::Zh);
        FindingShape { code: code.word(), severity: code.severity(), message, hint, origin, about, args }
    }

    /// Message and hint in a language.
    pub fn words(&self, lang: Lang) -> (String, String) {
        match (lang, Code::from_word(self.code)) {
            (Lang::En, Some(code)) => words::finding(code, &self.args, Lang::En),
            _ => (self.message.clone(), self.hint.clone()),
        }
    }
}
