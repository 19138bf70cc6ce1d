//! Words in both languages: what findings, reasons and errors say, and what to do about them.

mod custody;
mod error;
mod finding;
mod io;
mod kind;
mod picture;
mod problem;
mod reason;
mod span;
mod stamp;
mod term;
mod window;

pub use custody::{custody, decision};
pub use error::error;
pub use finding::finding;
pub(crate) use io::io_word;
pub use kind::{artifact_kind, custody_action};
pub use picture::{capture_source, screen_kind, unchecked};
pub use problem::problem;
pub use reason::reason;
pub use span::duration;
pub use stamp::stamp_fault;
pub use term::term;
pub use window::{GAP_CAUSES, advice_in_window, changed, scope};

/// The language of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// The one of two texts that is in this language.
    pub fn of<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// Fills `{0}`, `{1}`… with arguments; a missing one is a dash.
fn fill(template: &str, args: &[String]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let (number, after) = rest[open + 1..].split_once('}').unwrap_or(("", ""));
        let arg = number.parse().ok().and_then(|ix: usize| args.get(ix)).map_or("—", String::as_str);
        out.push_str(arg);
        rest = after;
    }
    out.push_str(rest);
    out
}
