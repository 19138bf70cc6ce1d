//! JSON lists of any length in bounded memory: an own scanner finds the elements, serde_json reads each.

mod elements;
mod scalar;
mod value;

pub(crate) use elements::{Elements, What};
pub(crate) use scalar::Scalar;

/// The keys of the first element of the list that `head` begins with; empty where there is none.
pub(crate) fn first_keys(head: &[u8]) -> Vec<&[u8]> {
    let first = match elements::list_start(head) {
        Some(start) => value::skip_blanks(head, start + 1, false),
        None => elements::first_byte(head),
    };
    let element = head.get(first..).unwrap_or_default();
    value::keys(element).into_iter().map(|(key, _)| key).collect()
}
