//! The shapes of the contract: every field that it names is there and is what it says.

use serde_json::Value;

/// What a field is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// At least 12 lower-case hex digits.
    Id,
    /// 64 lower-case hex digits.
    Digest,
    /// RFC 3339 with offset.
    Time,
    /// Any text.
    Text,
    /// A whole number.
    Whole,
    /// True or false.
    Bool,
    /// One of these words, parted by `|`.
    Word(&'static str),
    /// A span.
    Span,
    /// An origin.
    Origin,
    /// An object with `min_s` and `max_s`.
    Gap,
    /// A list of any length.
    Each(&'static Form),
    /// Whatever it is.
    Any,
    /// This, or null.
    Or(&'static Form),
}

use Form::{Bool, Digest, Each, Gap, Id, Or, Origin, Span, Text, Time, Whole, Word};

type Shape = &'static [(&'static str, Form)];

pub(crate) const ARTIFACT: Shape = &[
    ("id", Id),
    ("name", Text),
    ("path", Text),
    ("parent", Or(&Id)),
    (
        "kind",
        Word(
            "bill|chat|chat-screenshot|bill-screenshot|voucher|document|image|audio|video|archive|receipt|other",
        ),
    ),
    ("media_type", Text),
    ("size", Whole),
    ("sha256", Digest),
    ("sm3", Digest),
    ("added_at", Time),
    ("owner", Or(&Text)),
    ("messages", Whole),
    ("transfers", Whole),
];

pub(crate) const MESSAGE: Shape = &[
    ("id", Id),
    ("source_id", Or(&Text)),
    ("conversation", Text),
    ("when", Or(&Span)),
    ("side", Word("me|other|system|unknown")),
    ("sender", Text),
    (
        "kind",
        Word(
            "text|transfer|red-packet|image|voice|video|file|link|quote|location|sticker|call|recalled|system|other",
        ),
    ),
    ("text", Text),
    ("amount_fen", Or(&Whole)),
    ("card", Or(&Word("sent|receipt|returned|expired"))),
    ("transfer_id", Or(&Text)),
    ("origins", Each(&Origin)),
];

pub(crate) const TRANSFER: Shape = &[
    ("id", Id),
    ("transaction_id", Or(&Text)),
    ("merchant_id", Or(&Text)),
    ("when", Or(&Span)),
    ("accepted", Or(&Span)),
    ("returned", Or(&Span)),
    ("returned_fen", Or(&Whole)),
    ("direction", Or(&Word("out|in|neutral"))),
    ("amount_fen", Or(&Whole)),
    ("counterparty", Or(&Text)),
    ("kind", Word("transfer|refund|red-packet|qr|group|withdrawal|top-up|purchase|other")),
    ("type_text", Text),
    ("status", Word("completed|returned|partly-returned|failed|unknown")),
    ("status_text", Text),
    ("memo", Or(&Text)),
    ("note", Or(&Text)),
    ("method", Or(&Text)),
    ("origins", Each(&Origin)),
];

pub(crate) const LINK: Shape = &[
    ("id", Id),
    ("transfer", Id),
    ("message", Or(&Id)),
    ("message_source_id", Or(&Text)),
    ("basis", Word("id|card|red-packet|nearest|user|none")),
    ("clock", Or(&Word("sent|accepted"))),
    ("gap", Or(&Gap)),
    ("order", Or(&Word("before|after|overlap"))),
    ("shift_s", Or(&Whole)),
    ("verdict", Word("within|over|undetermined|no-message")),
    ("ambiguous", Bool),
    ("reasons", Each(&Text)),
    ("note", Or(&Text)),
    ("decided", Word("proposed|confirmed|rejected")),
];

pub(crate) const FINDING: Shape = &[
    ("code", Text),
    ("severity", Word("note|check|serious")),
    ("message", Text),
    ("hint", Text),
    ("origin", Or(&Origin)),
    ("about", Each(&Id)),
];

pub(crate) const CUSTODY: Shape = &[
    ("seq", Whole),
    ("at", Time),
    ("actor", Text),
    ("action", Text),
    ("subjects", Each(&Form::Any)),
    ("previous", Form::Any),
    ("digest", Digest),
];

/// Checks one object.
pub(crate) fn check(value: &Value, shape: Shape) {
    for (key, form) in shape {
        let field = value.get(key).unwrap_or_else(|| panic!("field `{key}` is missing: {value}"));
        assert!(form.holds(field), "field `{key}` is not {form:?}: {value}");
    }
}

/// Checks every object of a list, which must not be empty.
pub(crate) fn check_all(values: &[Value], shape: Shape) {
    assert!(!values.is_empty(), "there is something to check");
    for value in values {
        check(value, shape);
    }
}

impl Form {
    fn holds(self, value: &Value) -> bool {
        let hex = |least: usize, most: usize| {
            let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            value.as_str().is_some_and(|t| (least..=most).contains(&t.len()) && t.bytes().all(digit))
        };
        match self {
            Form::Any => true,
            Id => hex(12, 64),
            Digest => hex(64, 64),
            Time => value.as_str().is_some_and(is_time),
            Text => value.is_string(),
            Whole => value.is_i64() || value.is_u64(),
            Bool => value.is_boolean(),
            Word(words) => value.as_str().is_some_and(|word| words.split('|').any(|w| w == word)),
            Gap => ["min_s", "max_s"].iter().all(|key| value[key].as_i64().is_some_and(|s| s >= 0)),
            Each(form) => value.as_array().is_some_and(|list| list.iter().all(|item| form.holds(item))),
            Or(form) => value.is_null() || form.holds(value),
            Span => {
                Time.holds(&value["earliest"])
                    && Time.holds(&value["latest"])
                    && Word("bill|export|label|between-labels|user|file").holds(&value["basis"])
                    && Word("stated|assumed").holds(&value["zone"])
            }
            Origin => {
                let place = &value["place"];
                let pair = |of: &Value| of.as_array().is_some_and(|ends| ends.len() == 2);
                let somewhere = place["row"].as_u64().is_some_and(|row| row > 0) || pair(&place["bytes"]);
                let reader = value["reader"].as_str().and_then(|reader| reader.split_once('/'));
                let versioned = reader.is_some_and(|(_, version)| version.parse::<u32>().is_ok());
                Id.holds(&value["artifact"]) && somewhere && versioned
            }
        }
    }
}

/// `2023-05-01T14:32:10+08:00`
fn is_time(text: &str) -> bool {
    let pattern = "dddd-dd-ddTdd:dd:dd+dd:dd";
    let fits = |(byte, want): (u8, u8)| match want {
        b'd' => byte.is_ascii_digit(),
        b'+' => byte == b'+' || byte == b'-',
        other => byte == other,
    };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}
