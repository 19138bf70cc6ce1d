//! What two sources of one transfer say, field by field: the same, or not.

use super::is_sure_of_id;
use juzheng_model::{Basis, Moment, Offset, Status, Transfer, Unsure, party::normal};

/// What a picture and another source say differently, as (field, the picture, the other).
pub(super) fn differences(
    picture: &Transfer,
    other: &Transfer,
    offset: Offset,
) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    let mut compare = |field, here: Option<String>, there: Option<String>, same: bool| {
        if let (Some(here), Some(there)) = (here, there)
            && !same
        {
            found.push((field, here, there));
        }
    };
    let yuan = |t: &Transfer| t.amount.map(|amount| amount.yuan_text());
    compare("amount_fen", yuan(picture), yuan(other), picture.amount == other.amount);
    let word = |t: &Transfer| t.direction.map(|direction| word(&direction));
    compare("direction", word(picture), word(other), picture.direction == other.direction);
    let paper = |when: Option<Moment>| when.map(|when| when.span(Basis::Bill, offset).paper());
    for (field, here, there) in [
        ("when", picture.when, other.when),
        ("accepted", picture.accepted, other.accepted),
        ("returned", picture.returned, other.returned),
    ] {
        compare(field, paper(here), paper(there), may_be_one(here, there, offset));
    }
    let names = (picture.counterparty.clone(), other.counterparty.clone());
    let same = same_name(names.0.as_deref(), names.1.as_deref());
    compare("counterparty", names.0, names.1, same);
    let status = |t: &Transfer| Some(self::word(&t.status)).filter(|_| t.status != Status::Unknown);
    compare("status", status(picture), status(other), picture.status == other.status);
    let returned = |t: &Transfer| t.returned_amount.map(|amount| amount.yuan_text());
    let same = picture.returned_amount == other.returned_amount;
    compare("returned_fen", returned(picture), returned(other), same);
    if is_sure_of_id(picture) && picture.transaction_id == other.transaction_id {
        let same = picture.merchant_id == other.merchant_id;
        compare("merchant_id", picture.merchant_id.clone(), other.merchant_id.clone(), same);
    }
    if !picture.seen.is_some_and(|seen| seen.unsure.has(Unsure::TEXT)) {
        let (here, there) = (picture.memo.clone(), other.memo.clone());
        let same = here.as_deref().map(letters) == there.as_deref().map(letters);
        compare("memo", here, there, same);
        let (here, there) = (picture.method.clone(), other.method.clone());
        let same = same_method(here.as_deref(), there.as_deref());
        compare("method", here, there, same);
    }
    found
}

/// Letters and digits alone: blanks, marks and emoji come out of a picture in more than one way.
fn letters(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether two ways of paying may be one: of a card a page may say more or less than the bill, but its last digits.
fn same_method(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (letters(a), letters(b));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match (digits(&a), digits(&b)) {
        (ours, theirs) if ours.len() == 4 && theirs.len() == 4 => ours == theirs,
        (ours, theirs) if ours.len() == 4 || theirs.len() == 4 => {
            a.trim_end_matches(|c: char| c.is_ascii_digit()).contains(b.as_str())
                || b.trim_end_matches(|c: char| c.is_ascii_digit()).contains(a.as_str())
        }
        _ => a == b,
    }
}

/// Whether two times may be the same.
pub(super) fn may_be_one(a: Option<Moment>, b: Option<Moment>, offset: Offset) -> bool {
    let span = |when: Moment| when.span(Basis::Bill, offset);
    match (a.map(span), b.map(span)) {
        (Some(a), Some(b)) => a.earliest <= b.latest && b.earliest <= a.latest,
        _ => true,
    }
}

/// Whether two names may be one person's. A page shows more or less of a name than the bill (转账-转给周某, **某): only
/// names of which neither stands in the other differ.
pub(super) fn same_name(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (normal(a), normal(b));
    a.contains(&b) || b.contains(&a) || a.contains('*') || b.contains('*')
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
