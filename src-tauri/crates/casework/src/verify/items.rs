//! How each artifact stands: 一致, 不一致, 缺失, 多出 or 无法验证.

use super::Problem;
use crate::seal::StandingShape;
use juzheng_model::{Artifact, Id};
use serde::Serialize;

/// An artifact that was checked, or a file that should not be there.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckedItem {
    /// Its id; `null` of a file that should not be there.
    pub artifact: Option<Id>,
    /// Its file name.
    pub name: String,
    /// Where it lies in a package; `null` where it does not, and in a case.
    pub path: Option<String>,
    /// How it stands.
    pub standing: StandingShape,
    /// `original`, `derivative` or `withheld`; of a case always `original`.
    pub state: &'static str,
    /// The volume in which it lies, where that is another one.
    pub elsewhere: Option<u32>,
}

/// The artifacts of a case by what was found wrong with them.
pub(super) fn of_case(artifacts: &[Artifact], problems: &[Problem]) -> Vec<CheckedItem> {
    let standing = |id: Id| {
        let mut of_this = problems.iter().filter(|problem| problem.artifact == Some(id));
        let codes: Vec<&str> = of_this.by_ref().map(|problem| problem.code.as_str()).collect();
        match codes.first() {
            _ if codes.contains(&"original-missing") => StandingShape::Missing,
            _ if codes.contains(&"original-unreadable") => StandingShape::Unverifiable,
            Some(_) => StandingShape::Differs,
            None => StandingShape::Same,
        }
    };
    let known = artifacts.iter().map(|artifact| CheckedItem {
        artifact: Some(artifact.id),
        name: artifact.name.clone(),
        path: None,
        standing: standing(artifact.id),
        state: "original",
        elsewhere: None,
    });
    let extra = problems.iter().filter(|problem| problem.code == "original-extra");
    let extra = extra.map(|problem| CheckedItem {
        artifact: None,
        name: problem.args.first().cloned().unwrap_or_default(),
        path: None,
        standing: StandingShape::Extra,
        state: "original",
        elsewhere: None,
    });
    known.chain(extra).collect()
}
