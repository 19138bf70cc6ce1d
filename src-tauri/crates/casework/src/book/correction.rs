//! What the user corrected in records: laid over the reading, never written into it.

use crate::error::Error;
use juzheng_model::{
    Card, Direction, Fen, Id, MessageKind, Moment, Offset, Side, Status, TransferKind, Zone,
    decision::Decision,
};
use std::collections::HashMap;

/// A corrected field of a record, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    /// `amount_fen` (fen) of a message or transfer.
    Amount(Option<Fen>),
    /// `when`: RFC 3339, or a wall-clock time in the case's offset.
    When(Option<Moment>),
    /// `text` of a message.
    Text(String),
    /// `sender` of a message.
    Sender(String),
    /// `side` of a message.
    Side(Side),
    /// `kind` of a message.
    MessageKind(MessageKind),
    /// `direction` of a transfer.
    Direction(Option<Direction>),
    /// `kind` of a transfer.
    TransferKind(TransferKind),
    /// `status` of a transfer.
    Status(Status),
    /// `counterparty` of a transfer.
    Counterparty(Option<String>),
    /// `memo` of a transfer.
    Memo(Option<String>),
    /// `note` of a transfer.
    Note(Option<String>),
    /// `card` of a message.
    Card(Option<Card>),
    /// `transaction_id` of a transfer.
    TransactionId(Option<String>),
    /// `merchant_id` of a transfer.
    MerchantId(Option<String>),
    /// `accepted` of a transfer.
    Accepted(Option<Moment>),
    /// `returned` of a transfer.
    Returned(Option<Moment>),
    /// `method` of a transfer.
    Method(Option<String>),
}

/// The fields of a message that can be corrected.
pub(crate) const OF_MESSAGES: [&str; 7] = ["amount_fen", "when", "text", "sender", "side", "kind", "card"];
/// The fields of a transfer that can be corrected.
pub(crate) const OF_TRANSFERS: [&str; 13] = [
    "amount_fen",
    "when",
    "direction",
    "kind",
    "status",
    "counterparty",
    "memo",
    "note",
    "transaction_id",
    "merchant_id",
    "accepted",
    "returned",
    "method",
];

impl Field {
    /// Checks a value for a field of a message (`is_message`) or a transfer; an empty value takes it away.
    ///
    /// # Errors
    /// [`Error::BadValue`]: there is no such field, or it cannot have the value.
    pub(crate) fn check(
        is_message: bool,
        field: &str,
        value: Option<&str>,
        offset: Offset,
    ) -> Result<Field, Error> {
        let bad = || Error::BadValue { field: field.to_owned(), value: value.unwrap_or_default().to_owned() };
        let value = value.filter(|value| !value.is_empty());
        let known: &[&str] = if is_message { &OF_MESSAGES } else { &OF_TRANSFERS };
        if !known.contains(&field) {
            return Err(Error::UnknownField { field: field.to_owned() });
        }
        let owned = || value.map(str::to_owned);
        let time = || value.map(|text| moment(text, offset).ok_or_else(bad)).transpose();
        // As people type it off a picture, in groups: an order number has digits and letters only.
        let number = || {
            let bare = value.map(|text| text.split_whitespace().collect::<String>());
            bare.map(|id| Some(id).filter(|id| is_number(id)).ok_or_else(bad)).transpose()
        };
        Ok(match (field, is_message) {
            ("amount_fen", _) => Field::Amount(match value {
                Some(text) => Some(text.parse().ok().and_then(Fen::new).ok_or_else(bad)?),
                None => None,
            }),
            ("when", _) => Field::When(time()?),
            ("accepted", false) => Field::Accepted(time()?),
            ("returned", false) => Field::Returned(time()?),
            ("transaction_id", false) => Field::TransactionId(number()?),
            ("merchant_id", false) => Field::MerchantId(number()?),
            ("method", false) => Field::Method(owned()),
            ("card", true) => Field::Card(match value {
                Some(_) => Some(one_of(value, &Card::ALL).ok_or_else(bad)?),
                None => None,
            }),
            ("text", true) => Field::Text(owned().unwrap_or_default()),
            ("sender", true) => Field::Sender(owned().unwrap_or_default()),
            ("side", true) => Field::Side(one_of(value, &Side::ALL).ok_or_else(bad)?),
            ("kind", true) => Field::MessageKind(one_of(value, &MessageKind::ALL).ok_or_else(bad)?),
            ("kind", false) => Field::TransferKind(one_of(value, &TransferKind::ALL).ok_or_else(bad)?),
            ("status", false) => Field::Status(one_of(value, &Status::ALL).ok_or_else(bad)?),
            ("direction", false) => Field::Direction(match value {
                Some(_) => Some(one_of(value, &Direction::ALL).ok_or_else(bad)?),
                None => None,
            }),
            ("counterparty", false) => Field::Counterparty(owned()),
            ("memo", false) => Field::Memo(owned()),
            ("note", false) => Field::Note(owned()),
            _ => return Err(bad()),
        })
    }
}

/// Whether it can be an order number.
fn is_number(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// The variant whose word in the JSON this is.
fn one_of<T: Copy + serde::Serialize>(word: Option<&str>, all: &[T]) -> Option<T> {
    all.iter().copied().find(|one| serde_json::to_value(one).is_ok_and(|value| value.as_str() == word))
}

/// RFC 3339, or a wall-clock time in `offset`.
fn moment(text: &str, offset: Offset) -> Option<Moment> {
    match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(time) => {
            let minutes = i16::try_from(time.offset().local_minus_utc() / 60).ok()?;
            Moment::wall(time.naive_local(), 0, Zone::Stated(Offset::from_minutes(minutes)?))
        }
        Err(_) => Moment::parse_wall(text, Zone::Stated(offset)),
    }
}

/// The corrections in force, by record; of one field the last counts.
#[derive(Debug, Default)]
pub(crate) struct Corrections(HashMap<Id, Vec<(String, Option<String>)>>);

impl Corrections {
    /// Takes the corrections out of the decisions. What was corrected at a place of a message that is not its record counts
    /// for the record, by `shown_as`.
    pub(crate) fn new(decisions: &[Decision], shown_as: &HashMap<Id, Id>) -> Corrections {
        let mut by_record: HashMap<Id, Vec<(String, Option<String>)>> = HashMap::new();
        for decision in decisions {
            if let Decision::Correct { record, field, value } = decision {
                let record = shown_as.get(record).unwrap_or(record);
                let fields = by_record.entry(*record).or_default();
                fields.retain(|(known, _)| known != field);
                fields.push((field.clone(), value.clone()));
            }
        }
        Corrections(by_record)
    }

    /// The corrected fields of a record. A stored value that no longer checks is passed over.
    pub(crate) fn of(&self, record: Id, is_message: bool, offset: Offset) -> Vec<(String, Field)> {
        let Some(fields) = self.0.get(&record) else { return Vec::new() };
        let checked = fields.iter().filter_map(|(field, value)| {
            Some((field.clone(), Field::check(is_message, field, value.as_deref(), offset).ok()?))
        });
        checked.collect()
    }

    /// Whether the user corrected this record.
    pub(crate) fn touches(&self, record: Id) -> bool {
        self.0.contains_key(&record)
    }

    /// Whether the user corrected this field of the record.
    pub(crate) fn changes(&self, record: Id, field: &str) -> bool {
        self.0.get(&record).is_some_and(|fields| fields.iter().any(|(known, _)| known == field))
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
