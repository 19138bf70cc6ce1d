//! Which column of a bill is which, by the names of its header row; and which rows are header rows.

use crate::table::header;

/// The title of every official file, in its first cell.
pub(super) const TITLE: &str = "微信支付账单明细";

/// The columns of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Column {
    Time,
    Kind,
    Counterparty,
    Goods,
    Direction,
    Amount,
    Method,
    Status,
    Transaction,
    Merchant,
    Note,
}

/// Their names, unchanged from 2018 to 2026.
const NAMES: [&str; 11] = [
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
];
/// Other spellings of the amount's name, from files that passed through other hands.
const AMOUNT_NAMES: [&str; 2] = ["金额（元）", "金额"];
/// Names that no WeChat bill has and its neighbours (Alipay, merged tables) do.
const FOREIGN: [&str; 5] = ["交易分类", "交易订单号", "对方账号", "商品说明", "交易状态"];
/// Known names that make a header row under the title.
const KNOWN_UNDER_TITLE: usize = 3;

/// Where each column stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    at: [Option<usize>; 11],
    /// Cells of the header row.
    pub(super) width: usize,
}

impl Columns {
    /// The columns of a header row; `None` where it is none. Without the title above it, a row has to be unmistakable.
    pub(super) fn of(cells: &[impl AsRef<str>], titled: bool) -> Option<Columns> {
        let mut at = header::find(cells, NAMES);
        let [wide, bare] = header::find(cells, AMOUNT_NAMES);
        let amount = &mut at[Column::Amount as usize];
        *amount = amount.or(wide).or(bare);
        let known = at.iter().flatten().count();
        let columns = Columns { at, width: cells.len() };
        let has = |column| columns.index(column).is_some();
        let enough = match titled {
            true => known >= KNOWN_UNDER_TITLE,
            false => {
                has(Column::Kind)
                    && has(Column::Direction)
                    && (has(Column::Status) || has(Column::Transaction))
            }
        };
        let foreign = header::find(cells, FOREIGN).iter().any(Option::is_some);
        (has(Column::Time) && enough && !foreign).then_some(columns)
    }

    /// The index of a column's cell.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// The names of the columns that are not there.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        NAMES.iter().zip(self.at).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect()
    }
}

impl Column {
    /// Its official name.
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, titled: bool, want: bool) {
        let cells: Vec<&str> = header.split(',').collect();
        assert_eq!(Columns::of(&cells, titled).is_some(), want, "{header}");
    }

    #[test]
    fn headers_of_bills_are_told_from_their_neighbours() {
        check(&NAMES.join(","), false, true);
        check("备注,交易单号,当前状态,收/支,交易类型,交易时间", false, true);
        check("交易时间,交易类型,收/支,金额(元),当前状态", false, true);
        check("交易时间,收/支,金额(元),当前状态", true, true);
        check("交易时间,收/支,金额(元),当前状态", false, false);
        check("交易时间,交易类型,收/支,当前状态", true, true);
        check(
            "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号",
            false,
            false,
        );
        check(
            "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,来源,是否退款",
            false,
            false,
        );
        check("日期,金额,交易对方,收支类型,交易单号", false, false);
        check(
            "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注",
            false,
            false,
        );
        check("交易时间,交易类型,金额,余额,交易对方", false, false);
    }

    #[test]
    fn the_amount_has_three_spellings_and_the_official_goes_first() {
        let columns = Columns::of(&["交易时间", "金额", "金额(元)", "收/支"], true).expect("a header");
        assert_eq!(columns.index(Column::Amount), Some(2));
        let columns = Columns::of(&["交易时间", "金额（元）", "收/支"], true).expect("a header");
        assert_eq!(columns.index(Column::Amount), Some(1));
        assert_eq!(columns.missing().len(), 8);
    }
}
