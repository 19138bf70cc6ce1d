//! Notices in the middle of a conversation: what WeChat itself says.

use super::{
    message::{Drawn, QUOTES, TEXT_SURE},
    rows, sort,
};
use crate::screenshot::{canvas::Rect, page::Line};
use juzheng_model::{Side, Unsure};

/// A notice in the middle of the screen.
pub(super) fn of(indices: &[usize], lines: &[Line]) -> Drawn {
    let indices = without_icon(indices, lines);
    let rows = rows::of(&indices, lines);
    // Its rows are broken by the width of the screen.
    let high = rows.iter().map(|row| row.rect.height()).max().unwrap_or(0);
    let text = one_quote(without_packet(rows::text(&rows, Some(0), high)));
    // The last word has a colour of its own, and its end may be lost.
    let broken = text.contains("领取了") && text.ends_with("的红");
    let text = if broken { format!("{text}包") } else { text };
    let (kind, card) = crate::wechat_chat::notice::read(&text);
    let rect = rows.iter().map(|row| row.rect).reduce(Rect::with);
    let confidence = indices.iter().map(|ix| lines[*ix].least()).min().unwrap_or(1_000);
    let drawn = indices.iter().any(|ix| lines[*ix].drawn);
    let unsure = if confidence < TEXT_SURE || drawn || broken { Unsure::TEXT } else { Unsure::default() };
    Drawn {
        rect: rect.unwrap_or(Rect { x0: 0, y0: 0, x1: 0, y1: 0 }),
        side: Side::System,
        sender: None,
        kind,
        card,
        amount: None,
        text,
        unsure,
        confidence,
    }
}

/// Whether rows say all that a notice says, and the next begins another: windows draw one close below the other.
pub(super) fn is_whole(rows: &[usize], next: &Line, lines: &[Line]) -> bool {
    const ENDINGS: [&str; 4] = ["撤回了一条消息", "recalled a message", "的红包", "拍了拍我"];
    let Some(last) = rows.last().map(|ix| &lines[*ix]) else { return false };
    let bare = last.folded.trim_end();
    let tickled = bare.contains("拍了拍") && bare.ends_with(['"', '”', '我', '己']);
    let begins = next.folded.starts_with(['"', '“', '你', '我']) || next.folded.contains("领取了");
    let below = next.middle().1 > last.bottom();
    below && begins && (tickled || ENDINGS.iter().any(|words| bare.ends_with(words)))
}

/// The lines of a notice without what the red packet before the words that one was opened came out as.
fn without_icon(indices: &[usize], lines: &[Line]) -> Vec<usize> {
    let opened = indices.iter().any(|ix| lines[*ix].folded.ends_with("领取了你的红包"));
    let first = indices.iter().copied().min_by_key(|ix| lines[*ix].left());
    let icon = |ix: &usize| {
        // A Chinese character is a name, or its beginning.
        let folded = lines[*ix].folded.as_str();
        let sign = folded.chars().all(|c| c.is_ascii()) || sort::ICONS.contains(&folded);
        opened && indices.len() > 1 && folded.chars().count() == 1 && sign && Some(*ix) == first
    };
    indices.iter().copied().filter(|ix| !icon(ix)).collect()
}

/// The notice that a red packet was opened, without the packet drawn before it.
fn without_packet(text: String) -> String {
    let sign = |c: char| !c.is_alphabetic() || c.is_ascii() || sort::ICONS.contains(&c.to_string().as_str());
    match text.split_once("你领取了") {
        Some((drawn, rest))
            if rest.contains("红包") && drawn.chars().count() < 3 && drawn.chars().all(sign) =>
        {
            format!("你领取了{rest}")
        }
        _ => text,
    }
}

/// WeChat draws both quotes of a name alike, but engines mix them up: those of a pair that differ become straight ones. Where
/// their number is odd all do.
fn one_quote(text: String) -> String {
    let marks: Vec<char> = text.chars().filter(|c| QUOTES.contains(c)).collect();
    let paired = |pair: &[char]| match pair {
        ['“', '”'] => ['“', '”'],
        _ => ['"', '"'],
    };
    let settled = match marks.len().is_multiple_of(2) {
        true => marks.chunks(2).flat_map(paired).collect(),
        false => vec!['"'; marks.len()],
    };
    let mut settled = settled.into_iter();
    text.chars().map(|c| if QUOTES.contains(&c) { settled.next().unwrap_or(c) } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    #[test]
    fn notices_close_below_one_another_are_told_by_how_they_end_and_begin() {
        let whole = |above: &str, below: &str| {
            let sketch = Sketch::new(400, 200).line([100, 40, 120, 14], above).line([80, 62, 160, 14], below);
            sketch.show(|page| is_whole(&[0], &page.lines[1], &page.lines))
        };
        assert!(whole("我拍了拍\"孔永刚\"", "\"孔永刚\" 撤回了一条消息"));
        assert!(whole("你撤回了一条消息", "你领取了张三的红包"));
        assert!(!whole("\"蓝天白云\"通过扫描\"天道酬勤\"分享", "的二维码加入群聊"));
        assert!(!whole("\"天道酬勤\"修改群名为“17级会计2", "班”"));
        assert!(!whole("收款方24小时内未接收你的转账，", "已过期"));
    }

    #[test]
    fn the_end_of_a_notice_that_a_packet_was_opened_is_known() {
        let said = |text: &str| {
            let sketch = Sketch::new(400, 200).line([100, 40, 160, 14], text);
            sketch.show(|page| of(&[0], &page.lines)).text
        };
        assert_eq!(said("你领取了许春梅的红"), "你领取了许春梅的红包");
        assert_eq!(said("许春梅领取了你的红包"), "许春梅领取了你的红包");
    }

    #[test]
    fn the_packet_before_a_notice_is_no_character_and_a_name_is_none_either() {
        let said = |first: &str| {
            let sketch = Sketch::new(300, 40).line([60, 10, 16, 16], first);
            sketch.line([84, 10, 150, 16], "彭文博领取了你的红包").show(|page| of(&[0, 1], &page.lines).text)
        };
        assert_eq!(said("O"), "彭文博领取了你的红包");
        assert_eq!(said("李"), "李彭文博领取了你的红包");
        assert_eq!(without_packet("O你领取了老默的红包".to_owned()), "你领取了老默的红包");
        assert_eq!(without_packet("他说你领取了老默的红包".to_owned()), "他说你领取了老默的红包");
    }

    #[test]
    fn quotes_of_notices_are_alike_in_pairs() {
        let rows = [
            ("“张三\"撤回了一条消息", "\"张三\"撤回了一条消息"),
            ("\"张三\"将群名修改为“对账”", "\"张三\"将群名修改为“对账”"),
            ("“张三”邀请“李四”", "“张三”邀请“李四”"),
            ("“张三撤回了一条消息", "\"张三撤回了一条消息"),
        ];
        for (read, want) in rows {
            assert_eq!(one_quote(read.to_owned()), want, "{read}");
        }
    }
}
