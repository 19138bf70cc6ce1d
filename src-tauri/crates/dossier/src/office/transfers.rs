//! The transfers of a case as a sheet.

use super::{Cell, Column, Sheet};
use crate::{exhibits::Exhibits, figures, words};
use juzheng_model::{
    Id,
    snapshot::{Snapshot, TransferView},
};

const COLUMNS: [(&str, u32); 12] = [
    ("序号", 6),
    ("时间", 23),
    ("方向", 7),
    ("账单所载对方", 14),
    ("金额（元）", 14),
    ("交易类型", 12),
    ("当前状态", 14),
    ("附言或备注", 22),
    ("交易单号", 30),
    ("商户单号", 30),
    ("来源", 24),
    ("对应的聊天消息", 34),
];

/// Every transfer of the parties, with what it corresponds to in the chat. `left_out` are the files that are no exhibits by
/// choice, as in the dossier.
pub fn transfers(snapshot: &Snapshot, left_out: &[Id]) -> Sheet {
    let exhibits = Exhibits::of(snapshot, left_out);
    Sheet {
        name: "收付明细",
        title: snapshot.title.clone(),
        columns: COLUMNS.map(|(title, width)| Column { title, width }).to_vec(),
        rows: (1..)
            .zip(&snapshot.transfers)
            .map(|(number, transfer)| row(snapshot, &exhibits, number, transfer))
            .collect(),
        notes: vec![
            format!("{}。单号照录；时间未另注时区的为 {}。", words::SUMS_ARE_NO_DEBT, snapshot.offset),
            words::UNCHECKED_EXPLAINED.to_owned(),
        ],
        is_wide: true,
    }
}

fn row(snapshot: &Snapshot, exhibits: &Exhibits, number: usize, transfer: &TransferView) -> Vec<Cell> {
    let text = |text: String| Cell::Text(text);
    let given = |text: &Option<String>| Cell::Text(text.clone().unwrap_or_default());
    let mut status = transfer.status_text.clone();
    if transfer.unchecked {
        status.push_str(&format!("（{}）", words::UNCHECKED));
    }
    let said: Vec<&str> =
        [&transfer.memo, &transfer.note].into_iter().flatten().map(String::as_str).collect();
    let amount = match transfer.amount {
        Some(amount) => Cell::Amount(amount),
        None => text(words::NO_AMOUNT.to_owned()),
    };
    vec![
        text(number.to_string()),
        text(figures::time(transfer.when, snapshot.offset)),
        text(words::bill_direction(transfer.direction).to_owned()),
        given(&transfer.counterparty),
        amount,
        text(transfer.type_text.clone()),
        text(status),
        text(said.join("；")),
        given(&transfer.transaction_id),
        given(&transfer.merchant_id),
        text(
            transfer
                .origins
                .iter()
                .map(|(id, place)| format!("{} {}", exhibits.name(*id), figures::place(place)))
                .collect::<Vec<_>>()
                .join("；"),
        ),
        text(message(snapshot, transfer)),
    ]
}

fn message(snapshot: &Snapshot, transfer: &TransferView) -> String {
    let Some(link) = &transfer.link else { return String::new() };
    let Some(message) = &link.message else { return words::NO_MESSAGE.to_owned() };
    let mark = if message.unchecked { format!("；{}", words::UNCHECKED) } else { String::new() };
    format!(
        "{} {}：{}（{}{mark}）",
        figures::time(message.when, snapshot.offset),
        message.sender,
        message.text,
        words::decided(link.decided)
    )
}
