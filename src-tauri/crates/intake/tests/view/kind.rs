//! What originals look like, told by their content.

use crate::{cases, kind_of, zip_of};
use juzheng_intake::view::Kind::{self, Archive, Other, Pages, Picture, Table, Text};

fn check(bytes: &[u8], want: Kind) {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
    assert_eq!(kind_of(bytes), want, "{start}");
}

#[test]
fn bills_and_chats_are_tables_but_for_json() {
    for (name, bytes) in cases() {
        let want = if name.contains("json") { Text } else { Table };
        assert_eq!(kind_of(&bytes), want, "{name}");
    }
}

#[test]
fn pictures_pages_archives_and_the_rest() {
    let rows: &[(&[u8], Kind)] = &[
        (b"\x89PNG\r\n\x1a\n", Picture),
        (b"\xff\xd8\xff\xe0", Picture),
        (b"GIF89a", Picture),
        (b"BM\0\0\0\0\0\0\0\0", Picture),
        (b"RIFF\0\0\0\0WEBP", Picture),
        (b"II*\0", Picture),
        (b"MM\0*", Picture),
        (b"\0\0\0\x20ftypheic", Other),
        (b"\0\0\0\x20ftypisom", Other),
        (b"%PDF-1.7\n", Pages),
        (b"{\\rtf1", Other),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Other),
        (b"Rar!\x1a\x07", Other),
        (b"\0\x01\x02\x03\x04\x05", Other),
    ];
    rows.iter().for_each(|(bytes, want)| check(bytes, *want));
    check(&zip_of(&[("bill.csv", b"x")]), Archive);
    check(&zip_of(&[]), Archive);
    check(&zip_of(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]), Other);
    check(&zip_of(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]), Table);
    let letter = zip_of(&[("mimetype", b""), ("META-INF/manifest.xml", b"")]);
    check(&letter, Other);
}

#[test]
fn delimited_text_is_a_table_and_other_text_is_none() {
    let long = "交易号,商家订单号,金额\n1,2,3\n".repeat(20_000);
    let alipay = "支付宝交易记录明细查询\n账号:[a]\n起始日期:[2020-01-01]    终止日期:[2021-01-01]\n\
        -----交易记录明细列表-----\n交易号 ,商家订单号 ,交易创建时间 ,金额（元）,\n\
        1\t,2\t,2020-01-01 10:00:00 ,5.00 ,\n-----\n共1笔记录\n导出时间:[2020-01-01],    用户:甲\n";
    let tables = [
        "a,b,c\n1,2,3\n",
        "a\tb\n1\t2\n3\t4\n",
        "姓名;金额;日期\n甲;1,00;1.1.\n乙;2,00;2.1.\n",
        "时间,内容\n1,\"a\nb,c\"\n2,\"x\"\n",
        alipay,
        &long,
    ];
    tables.iter().for_each(|text| check(text.as_bytes(), Table));
    let (gb18030, _, _) = encoding_rs::GB18030.encode(alipay);
    check(&gb18030, Table);
    let utf16: Vec<u8> =
        "\u{feff}时间\t内容\n1\t2\n3\t4\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf16, Table);

    let texts = [
        "",
        "   \n",
        "一句话",
        "a,b,c\n",
        "你好，借我5000, 行吗\n好的\n",
        "借条\n今借到张三人民币伍仟元整, 于2024年1月1日归还, 特此为据。\n借款人: 李四, 身份证号略\n2023年5月1日\n",
        "2023-05-01 14:32:10 张三\n你好, 在吗\n\n2023-05-01 14:33:00 李四\n在\n",
        "{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3,\n \"d\": 4\n}\n",
        "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n",
        "<!DOCTYPE html><p>a,b\n<p>a,b\n<p>a,b\n",
        "<?xml version=\"1.0\"?>\n<a>1,2</a>\n<a>1,2</a>\n<a>1,2</a>\n",
        "int main() {\n  one();\n  two();\n  three();\n  return 0;\n}\n",
        "import os\n\ndef f():\n    g(1)\n    h(1)\n    i(1)\n    j(1, 2, 3)\n    k(1, 2, 3)\n    l(1)\n    m(1)\n\
         n(1)\no(1)\np(1)\nq(1)\nr(1)\ns(1)\nt(1)\nu(1)\nv(1)\n",
        "Dear Li,\nI lent you the money in May, as you know.\nPlease pay it back, or call me, or write.\nYours, Zhang\n",
    ];
    texts.iter().for_each(|text| check(text.as_bytes(), Text));
}
