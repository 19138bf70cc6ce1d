//! A JSON value as a cell: text, number, flag or nothing, whatever the exporter should have written.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, fmt};

/// A value that is no error wherever it stands, so that one odd value does not cost the message.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Scalar<'r> {
    /// Missing or null.
    #[default]
    Nothing,
    /// A text.
    Text(Cow<'r, str>),
    /// A whole number.
    Whole(i64),
    /// A number that is not whole, or too large.
    Float(f64),
    /// A flag.
    Flag(bool),
    /// A list or object.
    Nested,
}

impl<'r> Scalar<'r> {
    /// The text, or what a number or flag prints as; empty for nothing and nested values.
    pub(crate) fn text(self) -> Cow<'r, str> {
        match self {
            Scalar::Text(text) => text,
            Scalar::Whole(number) => Cow::Owned(number.to_string()),
            Scalar::Float(number) => Cow::Owned(number.to_string()),
            Scalar::Flag(flag) => Cow::Owned(flag.to_string()),
            Scalar::Nothing | Scalar::Nested => Cow::Borrowed(""),
        }
    }

    /// A whole number, also one written as text.
    pub(crate) fn whole(&self) -> Option<i64> {
        match self {
            Scalar::Whole(number) => Some(*number),
            Scalar::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A flag, also one written as 0 or 1.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Scalar::Flag(flag) => Some(*flag),
            _ => self.whole().filter(|number| matches!(number, 0 | 1)).map(|number| number == 1),
        }
    }
}

impl<'de: 'r, 'r> Deserialize<'de> for Scalar<'r> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar<'de>, E> {
        Ok(i64::try_from(number).map_or(Scalar::Float(number as f64), Scalar::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Float(number))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_unit<E>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }
}
