//! What the user corrected in a transfer, beside the value as it was read: nothing on paper passes for the bill's own.

use super::quoted;
use crate::words;
use juzheng_model::{money::yuan_text, snapshot::TransferView};

/// 「用户更正金额，原读作“5,000.00”」, for each corrected field.
pub(super) fn of(transfer: &TransferView) -> impl Iterator<Item = String> + '_ {
    transfer.corrected.iter().map(|(field, read)| {
        let name = words::field(field);
        match as_read(field, read) {
            Some(read) if read.is_empty() => format!("用户更正{name}，原读作空"),
            Some(read) => format!("用户更正{name}，原读作“{}”", quoted::field(&read)),
            None => format!("用户更正{name}"),
        }
    })
}

/// The old value in words; `None` where the bill's own text is printed anyhow.
fn as_read(field: &str, read: &str) -> Option<String> {
    match field {
        "amount_fen" => Some(read.parse().map_or_else(|_| read.to_owned(), yuan_text)),
        "direction" => Some(words::direction_word(read).to_owned()),
        "kind" | "status" => None,
        _ => Some(read.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_values_are_words() {
        let rows = [
            ("amount_fen", "500000", Some("5,000.00")),
            ("amount_fen", "", Some("")),
            ("direction", "in", Some("收入")),
            ("memo", "借款", Some("借款")),
            ("status", "completed", None),
        ];
        for (field, read, want) in rows {
            assert_eq!(as_read(field, read).as_deref(), want, "{field} {read}");
        }
    }
}
