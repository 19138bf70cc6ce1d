//! The title bar of a conversation: which line is the title, what stands beside it, and the clock above.

use super::{
    ARROWS, Stage,
    words::{is_back, without_back},
};
use crate::screenshot::{
    amount,
    canvas::{Rect, apart},
    fold,
    kind::is_history,
    label,
    page::Line,
    status_bar,
};
use juzheng_model::port::Glyph;

/// The last character of a title, or a piece beside it, that is read with less confidence than this, in thousandths, is a sign
/// or a drawing.
const TITLE_SURE: u16 = 600;
/// What the bell of a conversation without sound comes out as.
const BELLS: [char; 8] = ['日', '口', '回', '目', '曰', '囗', '又', '凶'];
/// The word that ends choosing messages.
const CANCEL: &str = "取消";

impl Stage {
    /// The title bar: a row with something small at both ends; the status bar stands above it.
    pub(super) fn find_head(&mut self, lines: &[Line]) {
        let limit = self.content.y0.max(0) + 7 * self.em;
        let chosen_from = self.chosen_from(lines, limit);
        let title = lines.iter().enumerate().filter(|(_, line)| (line.middle().1 as i32) < limit);
        let mut titles = title.filter(|(_, line)| self.is_title(line, lines)).map(|(ix, _)| ix);
        let first = titles.next();
        // A count of what waits elsewhere may come out as a letter.
        let letter = |ix: usize| {
            let text = lines[ix].folded.trim_start_matches(ARROWS);
            text.chars().count() < 2 || is_back(text)
        };
        let level =
            |a: usize, b: usize| lines[a].middle().1.abs_diff(lines[b].middle().1) < lines[b].height() / 2;
        let found = chosen_from.or_else(|| {
            first.map(|first| match letter(first) {
                true => titles.find(|ix| level(first, *ix) && !letter(*ix)).unwrap_or(first),
                false => first,
            })
        });
        let above = match found {
            Some(ix) => {
                let bottom = lines[ix].bottom() as i32;
                let edge = self.edge(bottom, bottom + self.em * 26 / 10).unwrap_or(bottom + self.em / 4);
                self.content.y0 = self.content.y0.max(edge);
                lines[ix].top() as i32
            }
            None => self.content.y0.max(2 * self.em),
        };
        self.title = found.map(|ix| self.title_row(ix, lines));
        let bare = |ix: usize| !lines[ix].folded.starts_with(ARROWS) && !self.has_arrow(&lines[ix]);
        self.pane_only = found.is_some_and(|ix| self.begins_pane(&lines[ix], lines) && bare(ix));
        let status = lines.iter().filter(|line| (line.middle().1 as i32) < above);
        self.clock = status.filter_map(|line| status_bar::clock(&line.folded)).next();
    }

    /// The title while messages are being chosen, which stands beside the word that ends it; the circles for choosing stand in
    /// a column at the left.
    fn chosen_from(&mut self, lines: &[Line], limit: i32) -> Option<usize> {
        let em = self.em;
        let ends = |line: &&Line| {
            let (x, y) = (line.left() as i32 - self.content.x0, line.middle().1 as i32);
            x < 3 * em && (em..limit).contains(&y) && line.folded.starts_with(CANCEL)
        };
        let cancel = lines.iter().find(ends)?;
        let title = |line: &&Line| {
            let level = line.middle().1.abs_diff(cancel.middle().1) < line.height() / 2;
            let mostly =
                (line.right() as i32) < self.content.x1 - 3 * em && line.read.confidence >= TITLE_SURE;
            let written = line.folded.chars().any(char::is_alphanumeric);
            level && mostly && written && line.left() >= cancel.right().saturating_sub(line.height() / 4)
        };
        let beside = lines.iter().filter(title).min_by_key(|line| line.left()).unwrap_or(cancel);
        let circle = |rect: Rect| {
            let (size, right) = (em * 6 / 10..em * 18 / 10, rect.x1 - self.content.x0);
            size.contains(&rect.width()) && size.contains(&rect.height()) && right < em * 23 / 10
        };
        let mut below = self.canvas.regions.iter().map(|region| self.canvas.large(region.extent));
        let chosen = below.any(|rect| rect.y0 > cancel.bottom() as i32 && circle(rect));
        if beside.folded == CANCEL || self.content.width() > 30 * em || !chosen {
            return None;
        }
        self.choosing = em * 5 / 2;
        lines.iter().position(|line| std::ptr::eq(line, beside))
    }

    /// The title with what else stands in its row: emoji cut a line in two.
    fn title_row(&self, found: usize, lines: &[Line]) -> String {
        let line = &lines[found];
        let reach = 2 * self.em;
        let mut row: Vec<&Line> = vec![line];
        let at_left = (line.left() as i32) < self.content.x0 + 6 * self.em
            && (line.middle().0 as i32 - self.content.middle().0).abs() > 2 * self.em;
        let beside = |other: &&Line| {
            let level = (other.middle().1 as i32 - line.middle().1 as i32).abs() < self.em / 2;
            // Beside the arrow stands how many messages wait in other conversations.
            let bare = other.folded.trim_start_matches(ARROWS).trim_start_matches('个');
            let count = bare.chars().all(|c| c.is_ascii_digit() || c == '+');
            let waiting = count && other.right() <= line.left() + line.height() / 2;
            level
                && !waiting
                // A drawing that was found by itself comes out as anything.
                && other.read.confidence >= TITLE_SURE
                && !(other.left() > line.left() && is_bell(other))
                && !std::ptr::eq(*other, line)
                && other.folded.chars().any(char::is_alphanumeric)
        };
        let mut others: Vec<&Line> = lines.iter().filter(beside).collect();
        others.sort_by_key(|other| (other.middle().0 as i32 - line.middle().0 as i32).abs());
        for other in others {
            let (left, right) = row.iter().fold((i32::MAX, 0), |(left, right), line| {
                (left.min(line.left() as i32), right.max(line.right() as i32))
            });
            let gap = (other.left() as i32 - right).max(left - other.right() as i32);
            let whole = (left.min(other.left() as i32) + right.max(other.right() as i32)) / 2;
            let least = self.content.x0 + if at_left { 1 } else { 4 } * self.em;
            let middle = (whole - self.content.middle().0).abs() < 4 * self.em
                || at_left && (other.right() as i32) < self.content.x1 - 4 * self.em;
            if gap < reach && middle && other.left() as i32 > least {
                row.push(other);
            }
        }
        row.sort_by_key(|line| line.left());
        let texts = row.iter().enumerate();
        let mut whole: String = texts
            .map(|(ix, line)| if ix == 0 { self.behind_count(line) } else { line.read.text.trim() })
            .collect();
        // Behind the title may stand a sign: no sound, an emoji.
        let glyphs = row.last().map_or(&[][..], |line| &line.read.glyphs);
        let sign = |[before, glyph]: &[&Glyph; 2]| {
            let apart = glyph.x.saturating_sub(before.x) as i32 * 10 > self.em * 14;
            let letter = glyph.char.is_ascii() || apart;
            let mark = ['？', '?', '！', '!'].contains(&glyph.char);
            let faint = || self.is_faint(row[row.len() - 1], glyph, before);
            glyph.confidence < TITLE_SURE && (glyph.char.is_alphanumeric() && letter || mark)
                || mark && (apart || faint())
                || BELLS.contains(&glyph.char) && faint()
        };
        if let [.., before, last] = glyphs
            && sign(&[before, last])
            && whole.chars().count() > 2
        {
            whole.pop();
        }
        let whole = if self.choosing > 0 { whole.trim_start_matches(CANCEL).trim_start() } else { &whole };
        fold::name(without_back(whole.trim_start_matches(ARROWS)).trim_end())
    }

    /// Whether a character is drawn much fainter than the one before it.
    fn is_faint(&self, line: &Line, glyph: &Glyph, before: &Glyph) -> bool {
        let canvas = &self.canvas;
        let ground = canvas.ground(canvas.small(Rect::of_bounds(line.read.bounds)));
        let Some(ground) = canvas.regions.get(ground).map(|region| region.colour) else { return false };
        let (half, y0, y1) = (line.height() as i32 * 3 / 10, line.top() as i32, line.bottom() as i32);
        let strongest = |glyph: &Glyph| {
            let rect = canvas.small(Rect { x0: glyph.x as i32 - half, y0, x1: glyph.x as i32 + half, y1 });
            let inside = (rect.y0..rect.y1).flat_map(|y| (rect.x0..rect.x1).map(move |x| (x, y)));
            inside.map(|(x, y)| u32::from(apart(canvas.colour(x, y), ground))).max().unwrap_or(0)
        };
        strongest(glyph) * 100 < strongest(before) * 66
    }

    /// A title without the count of what waits elsewhere, which stands between the arrow and it.
    fn behind_count<'l>(&self, line: &'l Line) -> &'l str {
        let text = line.read.text.trim();
        let count = |c: char| c.is_ascii_digit() || c == '+' || c == '个';
        let bare = text.trim_start_matches(ARROWS);
        let rest = bare.trim_start_matches(count);
        let drawn = || line.read.glyphs.iter().filter(|glyph| !ARROWS.contains(&glyph.char));
        let last = drawn().take_while(|glyph| count(glyph.char)).last();
        let next = drawn().find(|glyph| !count(glyph.char));
        let apart = last
            .zip(next)
            .is_some_and(|(last, next)| next.x.saturating_sub(last.x) as i32 * 10 > self.em * 12);
        // The arrow itself may come out as 个, which no title has before a number.
        let arrow =
            bare.strip_prefix('个').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if rest.len() < bare.len() && !rest.trim().is_empty() && (apart || arrow) {
            rest.trim_start()
        } else {
            text
        }
    }

    /// Whether something is drawn left of a line, where phones have an arrow.
    fn has_arrow(&self, line: &Line) -> bool {
        let em = self.em;
        self.busy(self.beside(line, self.content.x0 + em / 4, line.left() as i32 - em / 4)) > 0
    }

    /// What lies in the row of a line between two columns.
    fn beside(&self, line: &Line, x0: i32, x1: i32) -> Rect {
        let (y, half) = (line.middle().1 as i32, self.em * 6 / 10);
        Rect { x0, y0: y - half, x1, y1: y + half }
    }

    /// Whether a line stands at the upper left of a picture, above all others, as the title of a window's pane does: on a phone an
    /// arrow stands there.
    pub(super) fn begins_pane(&self, line: &Line, lines: &[Line]) -> bool {
        let (em, pane) = (self.em, self.content);
        let left = (em / 2..em * 5 / 2).contains(&(line.left() as i32 - pane.x0));
        let first =
            |other: &Line| (other.left() as i32) < pane.x0 || other.top() + line.height() / 2 >= line.top();
        left && lines.iter().all(first) && (line.middle().1 as i32) < 4 * em
    }

    /// Whether a line is a title: centred or right of the arrow, with icons at both ends of its row.
    fn is_title(&self, line: &Line, lines: &[Line]) -> bool {
        let (em, pane) = (self.em, self.content);
        let (x, y) = (line.middle().0 as i32, line.middle().1 as i32);
        let letters = line.folded.chars().filter(|c| c.is_alphanumeric()).count();
        // Beside the arrow stands how many messages wait in other conversations.
        let count = line.folded.trim_start_matches(ARROWS).trim_start_matches('个');
        let arrow = line.folded.starts_with(ARROWS);
        let waiting = count.bytes().all(|b| b.is_ascii_digit() || b == b'+')
            && (line.right() as i32) < pane.x0 + 7 * em;
        // What stands beside the clock is the status bar's: signs, the name of the carrier.
        let beside_clock = lines.iter().any(|other| {
            let level = (other.middle().1 as i32 - y).abs() < em * 4 / 10;
            level && y < 4 * em && status_bar::clock(&other.folded).is_some()
        });
        if letters == 0
            || waiting
            || beside_clock
            || y < em
            || amount::parse(&line.folded).is_some()
            || !is_surnamed(&line.folded) && label::parse(&line.folded).is_some()
            || status_bar::clock(&line.folded).is_some()
        {
            return false;
        }
        let text = (line.left() as i32 - em / 4, line.right() as i32 + em / 4);
        // The bar goes on behind it; a bubble does not.
        let on_bar = || {
            let ground = |x0: i32, x1: i32| self.canvas.ground(self.canvas.small(self.beside(line, x0, x1)));
            ground(text.0, text.1) == ground(text.1, pane.x1 - em / 4)
        };
        if pane.width() > 30 * em {
            // A window: the title stands at the left end, alone in its row, above everything else.
            let first = |other: &&Line| {
                (other.middle().0 as i32) > pane.x0
                    && (other.middle().1 as i32) < y - em
                    && other.left() as i32 > pane.x0
                    // The window's buttons stand above it at the right.
                    && (other.left() as i32) < pane.x1 - 12 * em
            };
            // The buttons of a window may stand left of it.
            let left = (line.left() as i32 - pane.x0) < 6 * em && line.left() as i32 >= pane.x0;
            if left && y < pane.y0.max(0) + 5 * em && lines.iter().filter(first).count() == 0 && on_bar() {
                return true;
            }
            // A tablet's title stands in the middle, as a telephone's does.
            if pane.x0 > em {
                return false;
            }
        }
        // An emoji cuts a title in two.
        let own = Rect::of_bounds(line.read.bounds);
        let level = lines.iter().map(|other| Rect::of_bounds(other.read.bounds)).filter(|other| {
            let gap = (other.x0 - own.x1).max(own.x0 - other.x1);
            (other.middle().1 - y).abs() < em / 2 && (0..2 * em).contains(&gap) && other.x0 > pane.x0 + 4 * em
        });
        let whole = level.fold(own, Rect::with).middle().0;
        let centred = [x, whole].iter().any(|x| (x - pane.middle().0).abs() < em * 3 / 2);
        let after_arrow = (line.left() as i32 - pane.x0) < 6 * em;
        let busy = |x0: i32, x1: i32| self.busy(self.beside(line, x0, x1));
        let left_end = busy(pane.x0 + em / 4, (pane.x0 + em * 28 / 10).min(text.0));
        let right_end = busy((pane.x1 - em * 32 / 10).max(text.1), pane.x1 - em / 4);
        let icon = |busy: u32| (8..560).contains(&busy);
        // The frame of the line may take in the arrow, which then comes out as nothing.
        let around_arrow =
            (line.left() as i32 - pane.x0) < em * 12 / 10 && line.right() as i32 - pane.x0 > em * 4;
        let left = arrow || around_arrow || icon(left_end);
        if self.begins_pane(line, lines) && icon(right_end) && left_end == 0 && on_bar() {
            return true;
        }
        // While messages are being chosen, nothing stands at the right.
        (centred || after_arrow) && left && icon(right_end)
            || centred && icon(left_end) && right_end == 0 && on_bar()
            // That of a forwarded conversation says so, and may have nothing at the right.
            || after_arrow && right_end == 0 && is_history(&line.folded.replace(' ', "")) && on_bar()
    }
}

/// Whether what may be a weekday is a person's name as well: 周三.
fn is_surnamed(folded: &str) -> bool {
    folded.starts_with('周') && folded.chars().count() == 2
}

/// Whether a line is nothing but the bell of a conversation without sound.
fn is_bell(line: &Line) -> bool {
    let mut chars = line.folded.chars();
    chars.next().is_some_and(|c| BELLS.contains(&c)) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    /// A screen of a telephone with two messages and these lines in its head.
    fn screen(head: &[([u32; 4], &str)]) -> Sketch {
        let lines = [([80, 120, 60, 14], "好的好的"), ([80, 180, 90, 14], "明天一定还你")];
        Sketch::new(300, 600).lines(head).lines(&lines)
    }

    #[test]
    fn while_messages_are_chosen_the_title_stands_beside_the_word_that_ends_it() {
        const CIRCLE: ([u32; 4], [u8; 3]) = ([8, 118, 14, 14], [7, 193, 96]);
        let head = [([10, 30, 30, 14], "取消"), ([60, 31, 110, 14], "表哥表姐们(67)")];
        let find = |sketch: &Sketch| sketch.show(|page| Stage::find(page));
        let stage = find(&screen(&head).paint(CIRCLE.0, CIRCLE.1));
        assert_eq!(stage.title.as_deref(), Some("表哥表姐们(67)"));
        assert!(stage.choosing > 0 && stage.content.x0 == stage.choosing);
        // Labels may stand in the middle of the screen or of what the circles leave of it.
        assert_eq!((stage.off_middle(150), stage.off_middle(150 + stage.choosing / 2)), (0, 0));
        assert!(stage.off_middle(190) > 20);
        let one = [([10, 30, 160, 14], "取消 表哥表姐们(67)")];
        let stage = find(&screen(&one).paint(CIRCLE.0, CIRCLE.1));
        assert_eq!(stage.title.as_deref(), Some("表哥表姐们(67)"));
        assert_eq!(find(&screen(&head)).choosing, 0, "without circles nothing is chosen");
    }

    #[test]
    fn the_title_of_a_forwarded_conversation_needs_nothing_at_its_right() {
        let title = |text: &str| screen(&[([14, 30, 150, 14], text)]).show(|page| Stage::find(page)).title;
        assert_eq!(title("郑超和龙艳的聊天记录").as_deref(), Some("郑超和龙艳的聊天记录"));
        assert_eq!(title("Chat History").as_deref(), Some("Chat History"));
        assert_eq!(title("你欠我的54800，打算怎么办"), None);
    }

    #[test]
    fn a_title_that_an_emoji_cuts_in_two_is_one() {
        let head = [([88, 30, 60, 14], "周末羽毛球"), ([168, 31, 44, 14], "(112)")];
        let icons = |sketch: Sketch| sketch.paint([10, 32, 6, 10], [20; 3]).paint([270, 36, 16, 3], [20; 3]);
        let stage = icons(screen(&head)).show(|page| Stage::find(page));
        assert_eq!(stage.title.as_deref(), Some("周末羽毛球(112)"));
    }

    #[test]
    fn a_faint_bell_behind_a_title_is_not_of_it_and_a_character_as_dark_as_the_others_is() {
        let icons = |sketch: Sketch| sketch.paint([10, 32, 6, 10], [20; 3]).paint([270, 36, 16, 3], [20; 3]);
        // Six characters, 15 pixels each; the last but one and the last are drawn.
        let title = |last: [u8; 3]| {
            let page = screen(&[([105, 30, 90, 14], "张三的公司日")]);
            let page = icons(page.paint([168, 33, 9, 9], [25; 3]).paint([183, 33, 9, 9], last));
            page.show(|page| Stage::find(page)).title
        };
        assert_eq!(title([175; 3]).as_deref(), Some("张三的公司"));
        assert_eq!(title([25; 3]).as_deref(), Some("张三的公司日"));
    }
}
