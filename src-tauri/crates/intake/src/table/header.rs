//! Finding columns by their names, whatever their order.

use super::row::is_blank;

/// For each wanted name the index of the first cell that is exactly it, trimmed and without BOM.
pub(crate) fn find<const N: usize>(cells: &[impl AsRef<str>], wanted: [&str; N]) -> [Option<usize>; N] {
    wanted.map(|name| cells.iter().position(|cell| cell.as_ref().trim_matches(is_blank) == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let cells = ["\u{feff}交易时间 ", "\t备注", "金额(元)", "备注"];
        assert_eq!(find(&cells, ["备注", "交易时间", "商品"]), [Some(1), Some(0), None]);
    }
}
