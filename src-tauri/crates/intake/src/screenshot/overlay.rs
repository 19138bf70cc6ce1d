//! What WeChat lays over a conversation for a moment: the menu of a pressed message, and the dark notice that something was
//! done. It hides messages and runs into them; it is taken away before the page is looked at, and what it may hide is marked.
//! The button for new messages at the right edge hides a part of a row and runs into its words.

use super::{
    canvas::{Rect, apart},
    page::Line,
    pairs,
    stage::Stage,
};
use image::{Rgb, RgbImage};
use std::collections::HashMap;

/// The words of menus, in folded spelling.
const MENU: [&str; 34] = [
    "复制",
    "转发",
    "收藏",
    "删除",
    "多选",
    "引用",
    "提醒",
    "翻译",
    "搜一搜",
    "搜索",
    "撤回",
    "编辑",
    "回复",
    "更多",
    "转文字",
    "转为文字",
    "转换为文字",
    "听筒播放",
    "扬声器播放",
    "静音播放",
    "另存为",
    "另存为...",
    "转发...",
    "添加到表情",
    "Copy",
    "Forward",
    "Favorites",
    "Delete",
    "Select",
    "Multi-Select",
    "Quote",
    "Remind",
    "Translate",
    "Recall",
];
/// What such notices say.
const DONE: [&str; 9] =
    ["已复制", "已收藏", "已删除", "已转发", "已发送", "已保存", "已添加", "已保存到系统相册", "Copied"];
/// So many words of a menu in one row are one.
const WORDS: usize = 3;
/// So far the grounds of the words of a menu may lie apart: what is under it shows through.
const ALIKE: u8 = 24;

/// Something that lies over a conversation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overlay {
    /// Its extent, in pixels of the picture.
    pub(crate) rect: Rect,
    /// Whether it is the button for new messages, which is small and round: what was read beside its words may be a message's.
    pub(crate) button: bool,
}

/// Where menus, notices and the button for new messages lie.
pub(super) fn find(stage: &Stage, lines: &[Line]) -> Vec<Overlay> {
    let inside = |line: &&Line| stage.content.holds((line.middle().0 as i32, line.middle().1 as i32));
    let mut found = menus(stage, lines.iter().filter(inside).filter(|line| is_menu(&line.folded)));
    found.extend(lines.iter().filter(inside).filter_map(|line| notice(stage, line)));
    let buttons = lines.iter().filter(inside).filter_map(|line| button(stage, line, lines));
    let plain = found.into_iter().map(|rect| Overlay { rect, button: false });
    plain.chain(buttons.map(|rect| Overlay { rect, button: true })).collect()
}

/// Where in a line the words of the button for new messages begin: `86条新消息`. Characters from the front.
fn new_messages(line: &Line) -> Option<usize> {
    let text: Vec<char> = line.read.text.chars().collect();
    let words = [["条新消息", "條新訊息"], ["new messages", "new message"]].concat();
    let from = words.iter().find_map(|word| {
        let word: Vec<char> = word.chars().collect();
        let from = text.len().checked_sub(word.len())?;
        (text[from..] == word[..]).then_some(from)
    })?;
    let counts = |c: &char| c.is_ascii_digit() || *c == '+' || *c == ' ';
    let counted = text[..from].iter().rev().take_while(|c| counts(c)).count();
    let begins = from - counted + text[from - counted..from].iter().take_while(|c| **c == ' ').count();
    (begins < from).then_some(begins)
}

/// The button for new messages at the right, where words of a message run into its own or stand under it; else it is a piece
/// of its own.
fn button(stage: &Stage, line: &Line, lines: &[Line]) -> Option<Rect> {
    let (em, rect) = (stage.em, Rect::of_bounds(line.read.bounds));
    let begins = new_messages(line)?;
    if rect.x1 < stage.content.x1 - 2 * em {
        return None;
    }
    let first = line.read.glyphs.get(begins).map_or(rect.x0, |glyph| glyph.x as i32 - em / 2);
    let over = Rect {
        x0: first - 2 * em,
        y0: rect.y0 - em * 8 / 10,
        x1: stage.content.x1,
        y1: rect.y1 + em * 8 / 10,
    };
    let under = |other: &Line| {
        let other = Rect::of_bounds(other.read.bounds);
        other != rect && over.rows_shared(other) > 0 && over.columns_shared(other) > 0
    };
    (begins > 2 || lines.iter().any(under)).then_some(over)
}

/// Whether a line holds nothing but words of a menu.
fn is_menu(folded: &str) -> bool {
    !folded.is_empty() && folded.split(' ').all(|word| MENU.contains(&word))
}

/// The menus that these words stand on: several words in a row, on one dark or pale ground that is not the conversation's.
fn menus<'l>(stage: &Stage, words: impl Iterator<Item = &'l Line>) -> Vec<Rect> {
    let em = stage.em;
    let mut groups: Vec<(Rect, Vec<&Line>)> = Vec::new();
    for line in words {
        let rect = Rect::of_bounds(line.read.bounds);
        // Rows of a menu with icons above the words stand far apart.
        let near = |(group, _): &&mut (Rect, Vec<&Line>)| {
            let near = Rect {
                x0: group.x0 - 4 * em,
                y0: group.y0 - 4 * em,
                x1: group.x1 + 4 * em,
                y1: group.y1 + 4 * em,
            };
            near.covers(rect, 0)
        };
        match groups.iter_mut().find(near) {
            Some((group, lines)) => {
                *group = group.with(rect);
                lines.push(line);
            }
            None => groups.push((rect, vec![line])),
        }
    }
    let menu = |lines: &[&Line]| {
        let mut different: Vec<&str> = lines.iter().flat_map(|line| line.folded.split(' ')).collect();
        different.sort_unstable();
        different.dedup();
        // Messages stand below one another, and in one message words do not stand apart.
        let beside =
            |line: &&&Line| lines.iter().filter(|other| pairs::one_row(line, other)).count() >= WORDS;
        let in_row = lines.iter().any(|line| beside(&line)) || different.len() > 2 * WORDS;
        different.len() >= WORDS && in_row && is_one_ground(stage, lines)
    };
    groups.into_iter().filter(|(_, lines)| menu(lines)).map(|(words, _)| extent(stage, words)).collect()
}

/// Whether lines stand on one colour that is not the ground of the conversation.
fn is_one_ground(stage: &Stage, lines: &[&Line]) -> bool {
    let canvas = &stage.canvas;
    let mut grounds = lines.iter().map(|line| canvas.ground(canvas.small(Rect::of_bounds(line.read.bounds))));
    let Some(first) = grounds.next() else { return false };
    let alike = |region: usize| apart(canvas.regions[region].colour, canvas.regions[first].colour) <= ALIKE;
    first != stage.ground && grounds.all(|region| region != stage.ground && alike(region))
}

/// The dark notice that a line stands on, in the middle of the screen.
fn notice(stage: &Stage, line: &Line) -> Option<Rect> {
    let (em, rect) = (stage.em, Rect::of_bounds(line.read.bounds));
    let known = DONE.contains(&line.folded.as_str());
    if !known || stage.off_middle(rect.middle().0) > em {
        return None;
    }
    let canvas = &stage.canvas;
    let region = canvas.ground(canvas.small(rect));
    let dark = canvas.regions[region].colour.iter().all(|share| *share < 110);
    (dark && region != stage.ground).then(|| extent(stage, rect))
}

/// How far what these words stand on reaches, with its arrow.
fn extent(stage: &Stage, words: Rect) -> Rect {
    let (em, canvas) = (stage.em, &stage.canvas);
    let least =
        Rect { x0: words.x0 - em, y0: words.y0 - em * 6 / 10, x1: words.x1 + em, y1: words.y1 + em * 6 / 10 };
    let region = canvas.ground(canvas.small(words));
    let found = canvas.large(canvas.regions[region].extent);
    let most =
        Rect { x0: words.x0 - 6 * em, y0: words.y0 - 5 * em, x1: words.x1 + 6 * em, y1: words.y1 + 5 * em };
    let whole = if region != stage.ground && most.covers(found, 0) { found.with(least) } else { least };
    let arrow = em * 55 / 100;
    Rect { x0: whole.x0 - 3, y0: whole.y0 - arrow, x1: whole.x1 + 3, y1: whole.y1 + arrow }
}

/// The lines that do not stand on what was taken away.
pub(super) fn uncovered(lines: Vec<Line>, overlays: &[Overlay]) -> Vec<Line> {
    let on = |over: &Overlay, line: &Line| {
        let (x, y) = (line.middle().0 as i32, line.middle().1 as i32);
        over.rect.holds((x, y)) && (!over.button || new_messages(line).is_some_and(|begins| begins < 3))
    };
    let kept = lines.into_iter().filter(|line| !overlays.iter().any(|over| on(over, line)));
    kept.map(|line| without_button(line, overlays)).filter(|line| !line.folded.is_empty()).collect()
}

/// A line of a message without the words of the button that it runs into.
fn without_button(mut line: Line, overlays: &[Overlay]) -> Line {
    let beside =
        |over: &&Overlay| over.button && over.rect.rows_shared(Rect::of_bounds(line.read.bounds)) > 0;
    if let (Some(begins), Some(over)) = (new_messages(&line), overlays.iter().find(beside)) {
        let edge = over.rect.x0.max(0) as u32;
        line.read.glyphs.truncate(begins);
        line.read.text = line.read.text.chars().take(begins).collect::<String>().trim_end().to_owned();
        line.read.bounds[2] = edge.saturating_sub(line.read.bounds[0]);
        return Line::new(line.read);
    }
    line
}

/// The picture with the colour of the ground in place of what lies over it.
pub(super) fn without(stage: &Stage, picture: &RgbImage, overlays: &[Overlay]) -> RgbImage {
    let mut bare = picture.clone();
    let plain = stage.canvas.regions.get(stage.ground).map(|region| Rgb(region.colour));
    for over in overlays {
        let [x, y, w, h] = over.rect.bounds();
        let (x1, y1) = ((x + w).min(bare.width()), (y + h).min(bare.height()));
        if x >= x1 || y >= y1 {
            continue;
        }
        let ground = plain.unwrap_or_else(|| beside(picture, y, y1));
        for (x, y) in (y..y1).flat_map(|y| (x..x1).map(move |x| (x, y))) {
            bare.put_pixel(x, y, ground);
        }
    }
    bare
}

/// The colour that most of the picture has in the rows around something.
fn beside(picture: &RgbImage, y0: u32, y1: u32) -> Rgb<u8> {
    let high = y1 - y0;
    let rows = y0.saturating_sub(high * 2)..(y1 + high * 2).min(picture.height());
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    for y in rows.filter(|y| *y < y0 || *y >= y1) {
        for x in (0..picture.width()).step_by(5) {
            *counts.entry(picture.get_pixel(x, y).0).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(colour, count)| (*count, *colour));
    Rgb(most.map_or([0; 3], |(colour, _)| colour))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    const GROUND: [u8; 3] = [237; 3];
    const MENU_BOX: [u32; 4] = [40, 100, 150, 40];

    /// A conversation with a dark box on it.
    fn page(dark: [u32; 4]) -> Sketch {
        Sketch::new(240, 400)
            .paint([0, 0, 240, 400], GROUND)
            .paint([40, 60, 120, 30], [255; 3])
            .line([46, 68, 100, 12], "别忘了带身份证")
            .line([100, 40, 40, 10], "13:07")
            .paint(dark, [76; 3])
    }

    #[test]
    fn a_menu_is_found_by_its_words_and_taken_away() {
        let words = [(50, "复制"), (80, "转发"), (110, "收藏"), (140, "删除")];
        let sketch = words.iter().fold(page(MENU_BOX), |page, (x, word)| page.line([*x, 115, 20, 10], word));
        sketch.show(|page| {
            let stage = Stage::find(page);
            let found = find(&stage, &page.lines);
            assert_eq!(found.len(), 1);
            assert!(found[0].rect.covers(Rect::of_bounds(MENU_BOX), 0), "{found:?}");
            let left = uncovered(page.lines.clone(), &found);
            assert_eq!(
                left.iter().map(|line| line.folded.as_str()).collect::<Vec<_>>(),
                ["13:07", "别忘了带身份证"]
            );
            let picture = RgbImage::from_raw(240, 400, page.pixels.rgb.to_vec()).unwrap();
            assert_eq!(without(&stage, &picture, &found).get_pixel(100, 120).0, GROUND);
            let stage = stage.under(found);
            assert!(stage.is_under(Rect { x0: 40, y0: 60, x1: 160, y1: 100 }));
            assert!(!stage.is_under(Rect { x0: 40, y0: 200, x1: 160, y1: 240 }));
        });
    }

    #[test]
    fn the_button_for_new_messages_is_taken_away_and_words_beside_it_stay() {
        let lone = page([0; 4]).line([186, 120, 54, 10], "86条新消息");
        lone.show(|page| assert!(find(&Stage::find(page), &page.lines).is_empty(), "a piece of its own"));
        let button = page([0; 4]).line([186, 70, 54, 10], "久86条新消息").line([160, 78, 30, 12], "不用");
        button.show(|page| {
            let found = find(&Stage::find(page), &page.lines);
            assert_eq!(found.len(), 1);
            let left = uncovered(page.lines.clone(), &found);
            assert_eq!(left.len(), 3, "{left:?}");
        });
        let run = page([0; 4]).line([46, 120, 190, 12], "Hi, did you get it 59条新消息");
        run.show(|page| {
            let found = find(&Stage::find(page), &page.lines);
            let left = uncovered(page.lines.clone(), &found);
            assert_eq!(left.last().map(|line| line.folded.as_str()), Some("Hi, did you get it"));
        });
        let said = page([0; 4]).line([46, 120, 90, 12], "我有59条新消息");
        said.show(|page| assert!(find(&Stage::find(page), &page.lines).is_empty()));
        let both =
            page([0; 4]).line([186, 70, 54, 10], "86条新消息").line([46, 200, 90, 12], "我有59条新消息");
        both.show(|page| {
            let found = find(&Stage::find(page), &page.lines);
            let left = uncovered(page.lines.clone(), &found);
            assert_eq!(left.last().map(|line| line.folded.as_str()), Some("我有59条新消息"));
        });
    }

    #[test]
    fn messages_of_such_words_are_no_menu() {
        // As close as messages of one person stand.
        let rows = [(110, "复制"), (142, "转发"), (174, "删除")];
        let said = rows.iter().fold(page([0; 4]), |page, (y, word)| {
            page.paint([40, y - 8, 40, 28], [255; 3]).line([46, *y, 20, 12], word)
        });
        said.show(|page| assert!(find(&Stage::find(page), &page.lines).is_empty()));
        let one = page([0; 4]).paint([40, 110, 120, 28], [255; 3]).line([46, 118, 90, 12], "复制 转发 删除");
        one.show(|page| assert!(find(&Stage::find(page), &page.lines).is_empty()));
        let two = page([0; 4]).line([46, 120, 20, 12], "复制").line([80, 120, 20, 12], "转发给我吧");
        two.show(|page| assert!(find(&Stage::find(page), &page.lines).is_empty()));
    }

    #[test]
    fn a_dark_notice_in_the_middle_is_taken_away_and_a_bubble_is_not() {
        let of = |box_of: [u32; 4], x: u32| {
            let sketch = page(box_of).line([x, 118, 40, 10], "已复制");
            sketch.show(|page| find(&Stage::find(page), &page.lines).len())
        };
        assert_eq!(of([80, 100, 80, 44], 100), 1);
        assert_eq!(of([0; 4], 100), 0, "on the ground it is a notice of the conversation");
        assert_eq!(of([10, 100, 80, 44], 30), 0, "at the side it is a message");
    }
}
