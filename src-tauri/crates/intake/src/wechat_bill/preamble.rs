//! What stands above the table: owner, period, declared counts and sums, notes. Colons of either width.

use super::columns::TITLE;
use crate::table::Row;
use juzheng_model::{Fen, Moment, Offset, Place, Zone};

/// The preamble as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// Whether the title stands there.
    pub(super) titled: bool,
    /// The text within the brackets of 微信昵称.
    pub(super) owner: Option<String>,
    /// The period, verbatim.
    pub(super) period: Option<(String, String)>,
    /// The text within the brackets of 导出类型.
    pub(super) export_type: Option<String>,
    /// The counts and sums that the file declares of itself.
    pub(super) declared: Vec<Declared>,
    /// Notes on what the file is worth, verbatim, and where they stand.
    pub(super) notes: Vec<(String, Place)>,
    /// The offset that the file states for its times.
    pub(super) offset: Option<Offset>,
}

/// A count, and mostly a sum, that the file declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    /// Of which rows: `共`, `收入`, `支出`, `中性交易`.
    pub(super) of: &'static str,
    /// How many rows.
    pub(super) rows: Option<u64>,
    /// Their sum: not declared, unreadable (`xxxx.34`), or an amount.
    pub(super) sum: Sum,
    /// Where it stands.
    pub(super) place: Place,
}

/// A declared sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// None stands there (`共16笔记录`).
    Absent,
    /// Something else than an amount stands there.
    Unreadable,
    /// An amount.
    Of(Fen),
}

/// What a note must hold to bear on what the file proves: records deleted by the user are missing from it; it is for
/// personal reconciliation only.
const WEIGHTY_NOTES: [&str; 2] = ["已删除的记录", "个人对账"];

impl Preamble {
    /// Takes a line above the table. Lines that mean nothing to us are the preamble's own words and need no finding.
    pub(super) fn take(&mut self, row: &Row<'_>) {
        // An unquoted comma in a nickname parts it into cells.
        let cells: Vec<_> = (0..row.len()).map(|index| row.text(index)).collect();
        let line = cells.join(",");
        let line = line.trim_end_matches(|c: char| c == ',' || c.is_whitespace()).trim_start();
        self.take_line(line, row.place());
    }

    fn take_line(&mut self, line: &str, place: Place) {
        if line.trim_start_matches('\u{feff}') == TITLE {
            self.titled = true;
        } else if let Some(value) = after(line, "微信昵称") {
            self.owner = bracketed(value).map(str::to_owned).filter(|owner| !owner.is_empty());
        } else if let Some(value) = after(line, "导出类型") {
            self.export_type = bracketed(value).map(str::to_owned);
        } else if let Some(period) = period_of(line) {
            self.period = Some(period);
        } else if let Some(declared) = Declared::of_line(line, place.clone()) {
            self.declared.push(declared);
        } else if WEIGHTY_NOTES.iter().any(|words| line.contains(words)) {
            self.notes.push((line.to_owned(), place));
        } else if let Some((_, offset)) = line.split_once("UTC") {
            self.offset = offset.get(..6).and_then(Offset::parse).or(self.offset);
        }
    }

    /// Whether the file holds all kinds of rows: 导出类型 is `[全部]`, `[全部账单]` or not said.
    pub(super) fn holds_everything(&self) -> bool {
        self.export_type.as_deref().is_none_or(|word| matches!(word, "全部" | "全部账单"))
    }

    /// The zone of its times: as the file states it, else +08:00 as in every bill.
    pub(super) fn zone(&self) -> Zone {
        self.offset.map_or(Zone::Known(Offset::CHINA), Zone::Stated)
    }

    /// The period as instants, both inclusive; `None` where none is declared or it is no time.
    pub(super) fn period_seconds(&self) -> Option<(i64, i64)> {
        let (from, to) = self.period.as_ref()?;
        let second = |text: &str, of_day: &str| {
            let dated = Moment::parse_wall(&format!("{text} {of_day}"), self.zone());
            Moment::parse_wall(text, self.zone()).or(dated)
        };
        let (from, to) = (second(from, "00:00:00")?, second(to, "23:59:59")?);
        Some((from.at, to.at + i64::from(to.open_s)))
    }
}

impl Declared {
    /// `共16笔记录`, `收入：7笔 1530.37元`.
    pub(super) fn of_line(line: &str, place: Place) -> Option<Declared> {
        let of = ["共", "收入", "支出", "中性交易"].into_iter().find(|of| line.starts_with(of))?;
        let rest = line[of.len()..].trim_start_matches([':', '：']).trim_start();
        let (rows, sum) = rest.split_once('笔')?;
        let sum = match sum.trim() {
            "" | "记录" => Sum::Absent,
            text => Fen::parse_yuan(text).map_or(Sum::Unreadable, Sum::Of),
        };
        let rows = rows.trim();
        let counted = rows.parse().ok();
        let redacted = !rows.is_empty() && rows.chars().all(|c| matches!(c, 'x' | 'X' | '*'));
        (counted.is_some() || redacted).then_some(Declared { of, rows: counted, sum, place })
    }
}

/// What follows a label and its colon.
fn after<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    line.strip_prefix(label)?.trim_start().strip_prefix([':', '：'])
}

/// What stands between the first opening and the last closing bracket: a nickname may hold brackets itself.
fn bracketed(value: &str) -> Option<&str> {
    let open = value.find('[')?;
    let close = value.rfind(']')?;
    value.get(open + 1..close)
}

/// `起始时间：[a] 终止时间：[b]`, or `账单起止时间:[a - b]`.
fn period_of(line: &str) -> Option<(String, String)> {
    if let Some((from, to)) = line.split_once("终止时间") {
        after(from, "起始时间")?;
        return Some((bracketed(from)?.to_owned(), bracketed(to)?.to_owned()));
    }
    let (_, both) = line.split_once("起止时间")?;
    let (from, to) = bracketed(both)?.split_once(" - ")?;
    Some((from.trim().to_owned(), to.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preamble(lines: &[&str]) -> Preamble {
        let mut preamble = Preamble::default();
        for (line, row) in lines.iter().zip(1..) {
            preamble.take_line(line, Place::Row { row });
        }
        preamble
    }

    #[test]
    fn owner_and_period_are_read_with_either_colon() {
        let rows = [
            (
                "微信昵称：[a[b],c😀]",
                "起始时间：[2025-01-01 00:00:00] 终止时间：[2025-06-30 23:59:59]",
                1_735_660_800,
            ),
            ("微信昵称:[a[b],c😀]", "账单起止时间:[2025-01-01 - 2025-06-30]", 1_735_660_800),
        ];
        for (owner, period, start) in rows {
            let preamble = preamble(&[owner, period]);
            assert_eq!(preamble.owner.as_deref(), Some("a[b],c😀"));
            assert_eq!(preamble.period_seconds(), Some((start, start + 181 * 86_400 - 1)), "{period}");
        }
    }

    #[test]
    fn declared_lines_survive_redaction() {
        let rows = [
            ("共16笔记录", Some(("共", Some(16), Sum::Absent))),
            ("收入：7笔 1530.37元", Some(("收入", Some(7), Sum::Of(Fen::new(153_037).expect("an amount"))))),
            ("支出:66笔 xxxx.60元", Some(("支出", Some(66), Sum::Unreadable))),
            ("中性交易：x笔 0.00元", Some(("中性交易", None, Sum::Of(Fen::ZERO)))),
            ("共同好友", None),
        ];
        for (line, want) in rows {
            let got = Declared::of_line(line, Place::Row { row: 1 });
            assert_eq!(got.map(|d| (d.of, d.rows, d.sum)), want, "{line}");
        }
    }

    #[test]
    fn notes_and_zone_are_kept() {
        let preamble = preamble(&[
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
            "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
            "3. 本明细仅供个人对账使用",
            "4. 本账单中所有时间均为UTC+08:00时间",
        ]);
        assert_eq!(preamble.notes.iter().map(|(_, place)| place.order()).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(preamble.zone(), Zone::Stated(Offset::CHINA));
    }
}
