//! Signs that a page is not WeChat's own: generators of pictures, exporters' viewers, tools that show other programs.

use super::{
    page::{Line, Page},
    stamp::{self, Stamp},
};
use juzheng_model::{Code, Finding, Place, ScreenKind};

/// Words of programs that make such pictures, in their menus and forms. Two of them are no chance.
const GENERATOR: [&str; 12] = [
    "预览效果",
    "外观设置",
    "内容设置",
    "生成图片",
    "保存图片并去水印",
    "微信对话生成器",
    "微信转账生成器",
    "生成截图",
    "点击进行设置",
    "点击选择",
    "去水印",
    "对话生成",
];
/// Words of tools that show the parts of another program's screen.
const INSPECTOR: [&str; 6] =
    ["Node Detail", "resource-id", "content-desc", "long-clickable", "checkable", "focusable"];

/// Words of the other large wallet's bills, which WeChat's have not.
const ALIPAY: [&str; 7] = ["账单管理", "账单分类", "余额宝", "花呗", "支付宝", "蚂蚁", "联系对方"];

/// A finding for each sign, with what shows it: `generator`, `inspector`, `alipay` or `label-with-seconds`.
pub(crate) fn findings(page: &Page<'_>, kind: ScreenKind) -> Vec<Finding> {
    let lines_with = |words: &[&str]| {
        let is = |line: &&Line| words.iter().any(|word| line.folded.contains(word));
        page.lines.iter().filter(is).collect::<Vec<_>>()
    };
    let seconds = |line: &&Line| {
        let time = stamp::of(&line.folded) == Some(Stamp::Time) && line.folded.matches(':').count() == 2;
        time && line.middle().0 > page.width() / 5 && line.middle().0 < page.width() * 4 / 5
    };
    let labels = match kind {
        ScreenKind::Chat => page.lines.iter().filter(seconds).collect(),
        _ => Vec::new(),
    };
    let signs = [
        ("generator", lines_with(&GENERATOR), 2),
        ("inspector", lines_with(&INSPECTOR), 2),
        ("alipay", if kind == ScreenKind::BillDetail { lines_with(&ALIPAY) } else { Vec::new() }, 2),
        // WeChat's labels have minutes only.
        ("label-with-seconds", labels, 1),
    ];
    let told = signs.into_iter().filter(|(_, lines, least)| lines.len() >= *least);
    let finding = |(sign, lines, _): (&str, Vec<&Line>, usize)| {
        Some(Finding::at(Code::SignNotWechat, Place::Box { bounds: lines.first()?.read.bounds }, [sign]))
    };
    told.filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::Sketch, *};

    fn check(lines: &[([u32; 4], &str)], kind: ScreenKind, want: &[&str]) {
        let found = Sketch::new(480, 852).lines(lines).show(|page| findings(page, kind));
        let signs: Vec<&str> = found.iter().map(|finding| finding.args[0].as_str()).collect();
        assert_eq!(signs, want);
    }

    #[test]
    fn pages_of_other_programs_are_told() {
        let menu = [
            ([43, 821, 74, 26], "外观设置"),
            ([204, 821, 73, 25], "内容设置"),
            ([364, 821, 73, 25], "预览效果"),
        ];
        check(&menu, ScreenKind::TransferDetail, &["generator"]);
        check(&[([43, 821, 74, 26], "内容设置")], ScreenKind::Other, &[]);
        check(&[([160, 235, 157, 18], "2023-08-27 11:01:38")], ScreenKind::Chat, &["label-with-seconds"]);
        check(&[([160, 235, 157, 18], "2023-08-27 11:01")], ScreenKind::Chat, &[]);
        check(&[([160, 235, 157, 18], "2023-08-27 11:01:38")], ScreenKind::BillDetail, &[]);
        let node = [([300, 576, 135, 32], "Node Detail"), ([300, 677, 136, 31], "resource-id")];
        check(&node, ScreenKind::Chat, &["inspector"]);
    }
}
