//! A merged-forward page (聊天记录): every message with its sender and its own time at the right, all on the left.
//!
//! The order is the forwarder's. Times of day belong to the date divider above them, `2018-3-31`; they are no labels of
//! the chat that the page was forwarded in.

mod head;

use super::{
    canvas::{Rect, spread},
    chat::{
        Drawn, Row, again, file,
        panel::{self, Panel},
        rows, sort, voice,
    },
    fold, ink, label,
    page::{COLOURED, Line, Page},
    pairs,
    stage::{ARROWS, Stage},
};
use head::{HEAD_SURE, Head};
use juzheng_model::{MessageKind, Side, Unsure, screen::Device};
use std::io;

/// So many heads without a name are looked at, at most.
const MOST: usize = 24;
/// Under this confidence, in thousandths, one or two characters at the foot may be signs.
const SIGN_SURE: u16 = 700;
/// What the three signs of the bar at the foot of an Android screen come out as.
const SIGNS: [char; 14] = ['□', '口', 'O', '0', 'o', '○', '〇', '◁', '<', '△', '▽', '|', 'I', ' '];

/// The messages of the page, each after the label that gives its time.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(stage: &Stage, page: &Page<'_>) -> io::Result<Vec<Row>> {
    let lines = &page.lines;
    let (y0, em) = (stage.content.y0, stage.em);
    // The ground may begin below the first rows; nothing stands between the title and them.
    let title = |line: &&Line| {
        stage.title.as_deref().is_some_and(|title| fold::name(line.read.text.trim()).ends_with(title))
    };
    let top = lines.iter().find(title).map_or(y0, |title| y0.min(title.bottom() as i32 + em / 2));
    let on_page = |ix: &usize| (lines[*ix].top() as i32) >= top - em / 2;
    let indices: Vec<usize> =
        (0..lines.len()).filter(on_page).filter(|ix| !is_range(stage, &lines[*ix])).collect();
    let heads: Vec<Head> = indices.iter().filter_map(|ix| Head::of(stage, lines, &indices, *ix)).collect();
    let high = |panel: &Panel| panel.rect.height() > 2 * stage.em;
    let (pictures, cards): (Vec<Panel>, Vec<Panel>) =
        panel::find_among_rows(stage, lines).into_iter().filter(high).partition(|panel| {
            // A card is grey; what has a colour and says nothing is a part of a picture.
            let coloured = panel.lines.is_empty() && spread(panel.colour) > 24;
            !panel.even
                || coloured
                || sort::is_page(panel, &rows::of(&panel.lines, lines), stage.em, stage.em)
        });
    let dividers: Vec<usize> = indices.iter().copied().filter(|ix| is_divider(stage, &lines[*ix])).collect();
    let mut out: Vec<(i32, Row)> =
        dividers.iter().map(|ix| (lines[*ix].top() as i32, Row::Label(*ix))).collect();
    out.extend(beheaded(stage, lines, &indices, &heads, &dividers));
    let usual = middle_height(heads.iter().map(|head| head.time), lines);
    let high = middle_height(indices.iter().copied(), lines);
    let mut nameless = 0;
    for (at, head) in heads.iter().enumerate() {
        let next = heads.get(at + 1).map_or(i32::MAX, |next| next.top);
        let divider = dividers.iter().map(|ix| lines[*ix].top() as i32).find(|top| *top > head.top);
        let below = head.bottom - stage.em / 3
            ..next.min(divider.unwrap_or(i32::MAX)).min(stage.content.y1) - stage.em / 3;
        let last = at + 1 == heads.len();
        // What the edge leaves of a row nobody can read.
        let edge = stage.content.y1 - 3 * stage.em;
        let sliced = |ix: &usize| {
            let low = last && lines[*ix].bottom() as i32 > edge && is_lowest(*ix, lines);
            low && is_sliced(&lines[*ix], high)
        };
        let mut torn = false;
        let body: Vec<usize> = indices
            .iter()
            .copied()
            .filter(|ix| below.contains(&(lines[*ix].top() as i32)) && is_of_body(stage, page, head, *ix))
            .inspect(|ix| torn |= sliced(ix))
            .filter(|ix| !sliced(ix))
            .collect();
        let here = |panels: &[Panel]| {
            panels.iter().find(|panel| below.contains(&panel.rect.middle().1)).map(|p| p.rect)
        };
        let drawn = [here(&pictures), here(&cards)];
        // A head that the edge cuts shows a time that nobody can rely on.
        let low = lines[head.time].height() * 100 < usual * 85 && head.bottom > edge;
        if last && body.is_empty() && drawn == [None, None] && !torn && low {
            out.push((head.top, Row::Slice(head.rect(lines))));
            continue;
        }
        out.push((head.top, Row::Label(head.time)));
        // Of a head at the lower edge the message is not shown; under the last one there may be the telephone's home bar.
        let room = if last && drawn[0].is_none() { 4 } else { 2 };
        let hidden = || head.bottom + stage.em * room > stage.content.y1 && !shows_emoji(stage, page, head);
        if body.is_empty() && (torn || hidden()) {
            out.push((head.top, Row::Slice(head.rect(lines))));
            continue;
        }
        // What nobody can read, as an emoji alone, stands below its head all the same.
        let foot = (below.end - stage.em / 2).min(head.bottom + stage.em * 9 / 4);
        let mut said = message(stage, lines, head, &body, drawn, foot);
        if torn {
            said.unsure = said.unsure.with(Unsure::CUT);
        }
        if head.name.is_none() && nameless < MOST {
            nameless += 1;
            said.sender = head.missed_name(stage, page)?;
        }
        if body.is_empty() && drawn == [None, None] {
            missed(stage, page, head, foot, &mut said)?;
        }
        out.push((head.top, Row::Message(said)));
    }
    out.sort_by_key(|(top, _)| *top);
    Ok(out.into_iter().map(|(_, row)| row).collect())
}

/// Whether a line below a head, or the head itself, is of the message's words.
fn is_of_body(stage: &Stage, page: &Page<'_>, head: &Head, ix: usize) -> bool {
    let (em, line) = (stage.em, &page.lines[ix]);
    if ix == head.time || Some(ix) == head.name || line.is_emoji(page.pixels) {
        return false;
    }
    // A drawing at the beginning of the name is no part of its frame.
    let aside = line.left() as i32 + em < head.left.min(stage.content.x0 + em * 7 / 2);
    // The arrow of a bar below, or its three signs.
    let arrow = line.folded.chars().all(|c| ARROWS.contains(&c));
    let low = line.bottom() as i32 + 3 * em > page.height() as i32;
    let wavers = line.folded.chars().count() < 3 && line.read.confidence < SIGN_SURE;
    let sign = wavers || line.folded.chars().all(|c| SIGNS.contains(&c));
    let of_bar = low && sign && stage.device == Device::Android;
    // The head of the next message, of which the edge leaves a strip.
    let strip = (line.height() as i32) < em * 62 / 100 && line.bottom() as i32 >= stage.content.y1 - em / 4;
    !(aside || arrow || of_bar || strip)
}

/// A message of which nothing was read, looked at closer: a lone character is easily missed.
fn missed(stage: &Stage, page: &Page<'_>, head: &Head, foot: i32, said: &mut Drawn) -> io::Result<()> {
    let em = stage.em;
    let place =
        Rect { x0: head.left - em / 4, y0: head.bottom + em / 6, x1: head.left + em * 6, y1: foot + em / 4 };
    if place.height() < em {
        return Ok(());
    }
    let written = |line: &Line| {
        !line.drawn && !line.is_emoji(page.pixels) && line.folded.chars().any(char::is_alphanumeric)
    };
    if let Some(line) = again::look(page, place)?.filter(written) {
        said.text = line.read.text.trim().to_owned();
        said.kind = MessageKind::Text;
        said.confidence = line.least();
        said.unsure = Unsure::TEXT;
    } else if let Some(points) = ink::points(page.pixels, place.bounds(), em as u32) {
        // Typed points and those of an ellipsis look alike in a row that nothing else stands in.
        (said.kind, said.text) = (MessageKind::Text, again::dotted(points.count, true));
        said.unsure = Unsure::TEXT;
    } else if said.kind == MessageKind::Other && shows_emoji(stage, page, head) && is_bare(stage, place) {
        said.kind = MessageKind::Text;
    }
    Ok(())
}

/// Whether nothing is drawn in the lowest part of a place, below what would be one row: a sticker is higher.
fn is_bare(stage: &Stage, place: Rect) -> bool {
    stage.busy(Rect { y0: place.y0 + stage.em * 16 / 10, ..place }) == 0
}

/// Whether something in colours stands whole in the row below a head: an emoji.
fn shows_emoji(stage: &Stage, page: &Page<'_>, head: &Head) -> bool {
    let (em, top) = (stage.em, head.bottom + stage.em / 6);
    let place = Rect { x0: head.left - em / 6, y0: top, x1: head.left + em * 2, y1: top + em * 5 / 4 };
    let bounds = place.bounds();
    place.y1 < stage.content.y1
        && place.x0 > 0
        && ink::coloured(page.pixels, bounds, ink::ground(page.pixels, bounds)) >= COLOURED
}

/// How high some lines usually are.
fn middle_height(indices: impl Iterator<Item = usize>, lines: &[Line]) -> u32 {
    let mut heights: Vec<u32> = indices.map(|ix| lines[ix].height()).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().unwrap_or(0)
}

/// Whether no line stands below this one but what is drawn in a bar at the foot of a screen.
fn is_lowest(ix: usize, lines: &[Line]) -> bool {
    let written = |line: &Line| line.folded.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    lines.iter().all(|line| line.top() < lines[ix].bottom() || !written(line))
}

/// Whether a line is so much lower than others, which are `usual` high, and so badly read that it is a part of one.
fn is_sliced(line: &Line, usual: u32) -> bool {
    line.height() * 100 < usual * 75 && line.read.confidence < HEAD_SURE
}

/// What stands above the first head: the rest of a message whose head the title hides.
fn beheaded(
    stage: &Stage,
    lines: &[Line],
    indices: &[usize],
    heads: &[Head],
    dividers: &[usize],
) -> Option<(i32, Row)> {
    let (em, first) = (stage.em, heads.first()?);
    let above: Vec<usize> = indices
        .iter()
        .copied()
        .filter(|ix| lines[*ix].bottom() as i32 <= first.top + em / 4 && !dividers.contains(ix))
        .collect();
    // The rest of the head has something at the right, as heads have.
    let at_the_right = |ix: &usize| {
        let line = &lines[*ix];
        line.right() as i32 > stage.content.x1 - 3 * em && line.left() as i32 > stage.content.middle().0
    };
    let times: Vec<usize> = above.iter().copied().filter(at_the_right).collect();
    // What stands above the rest of a head belongs to another message.
    let under = times.iter().map(|ix| lines[*ix].middle().1).max().unwrap_or(0);
    let of_head = |ix: &usize| times.iter().any(|time| pairs::one_row(&lines[*time], &lines[*ix]));
    let is_body = |ix: &usize| {
        let line = &lines[*ix];
        (line.left() as i32 - first.left).abs() < em
            && !of_head(ix)
            && line.top() >= under
            && (line.height() as i32) * 100 >= em * 80
            && line.read.confidence >= HEAD_SURE
    };
    let body: Vec<usize> = above.iter().copied().filter(is_body).collect();
    let top = body.iter().map(|ix| lines[*ix].top() as i32).min()?;
    let head = Head { name: None, time: first.time, left: first.left, top, bottom: top + em / 4 };
    let said = message(stage, lines, &head, &body, [None, None], top + em);
    // Of a line that is lower than others, and begins at the title, a part is hidden.
    let high = middle_height(indices.iter().copied(), lines);
    let hidden = |ix: &usize| {
        lines[*ix].height() * 100 < high * 88 && lines[*ix].top() as i32 <= stage.content.y0 + em / 4
    };
    match body[..] {
        [one] if hidden(&one) => Some((top, Row::Slice(said.rect))),
        _ => Some((top, Row::Message(Drawn { unsure: said.unsure.with(Unsure::CUT), ..said }))),
    }
}

/// Whether a text is what stands in the place of a voice message, with its length or without: `[语音] 36"`.
fn is_spoken(text: &str) -> bool {
    let length = text.strip_prefix("[语音]").map(str::trim_start);
    length.is_some_and(|length| length.is_empty() || voice::seconds(&fold::words(length)).is_some())
}

fn is_divider(stage: &Stage, line: &Line) -> bool {
    is_centred(stage, line) && label::parse(&line.folded).is_some()
}

fn is_centred(stage: &Stage, line: &Line) -> bool {
    (line.middle().0 as i32 - stage.content.middle().0).abs() <= stage.em * 2
}

/// Whether a line says from which day to which the page goes: it stands above all rows and dates none of them.
fn is_range(stage: &Stage, line: &Line) -> bool {
    let two = line.folded.split_once(['~', '～', '〜', '–', '—', '至']);
    let day = |text: &str| label::parse(text.trim()).is_some_and(|label| label.clock.is_none());
    is_centred(stage, line) && two.is_some_and(|(from, to)| day(from) && day(to))
}

fn message(
    stage: &Stage,
    lines: &[Line],
    head: &Head,
    body: &[usize],
    drawn: [Option<Rect>; 2],
    foot: i32,
) -> Drawn {
    let rows = rows::of(body, lines);
    let [picture, card] =
        drawn.map(|place| place.filter(|rect| rows.iter().all(|row| rect.holds(row.rect.middle()))));
    let full =
        rows.iter().map(|row| row.rect.x1).max().filter(|right| *right > stage.content.x1 - 4 * stage.em);
    let text = rows::text(&rows, full, stage.em);
    let rect = rows.iter().map(|row| row.rect).chain(picture).chain(card).fold(head.rect(lines), Rect::with);
    let least = body.iter().chain(&head.name).map(|ix| lines[*ix].least()).min();
    let nothing = rows.is_empty() && picture.is_none();
    let rect = if nothing { Rect { y1: rect.y1.max(foot), ..rect } } else { rect };
    let kind = match text.trim() {
        _ if picture.is_some() => MessageKind::Image,
        "[图片]" => MessageKind::Image,
        "[视频]" => MessageKind::Video,
        spoken if is_spoken(spoken) => MessageKind::Voice,
        // In one line there is an emoji that nobody reads.
        "" if foot - head.bottom < stage.em * 2 => MessageKind::Text,
        "" => MessageKind::Other,
        // Only cards have a ground of their own here: what is typed stands on the page.
        _ => match sort::of_words(&rows) {
            MessageKind::Text if card.is_some() && rows.len() > 1 => MessageKind::Link,
            MessageKind::Call => MessageKind::Text,
            kind => kind,
        },
    };
    let text = if kind == MessageKind::File { file(&rows) } else { text };
    let cut = rect.y1 >= stage.content.y1 - stage.em / 3;
    let unsure = match body.iter().any(|ix| lines[*ix].drawn) {
        _ if nothing => Unsure::KIND.with(Unsure::TEXT),
        true => Unsure::TEXT,
        false => Unsure::default(),
    };
    Drawn {
        rect,
        side: Side::Unknown,
        sender: head.name.map(|ix| lines[ix].read.text.trim().to_owned()),
        kind,
        card: None,
        amount: None,
        text,
        unsure: if cut { unsure.with(Unsure::CUT) } else { unsure },
        confidence: least.unwrap_or(1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    /// The page of a forwarded conversation with two messages, and more.
    fn page(more: &[([u32; 4], &str)]) -> Sketch {
        let rows = [
            ([90, 30, 120, 16], "群聊的聊天记录"),
            ([60, 120, 50, 14], "Cathy"),
            ([250, 120, 36, 14], "16:00"),
            ([60, 142, 140, 16], "我这个月工资还没发"),
            ([60, 190, 40, 14], "小鱼"),
            ([250, 190, 36, 14], "16:05"),
            ([60, 212, 70, 16], "没事不急"),
        ];
        Sketch::new(300, 300).lines(&rows).lines(more)
    }

    /// What the rows are: the text of a message (with `+` where it is cut), `-` for a slice.
    fn told(sketch: &Sketch) -> Vec<String> {
        let of = |row: Row| match row {
            Row::Label(_) => None,
            Row::Message(said) if said.unsure.has(Unsure::CUT) => Some(format!("{}+", said.text)),
            Row::Message(said) => Some(said.text),
            Row::Slice(_) => Some("-".to_owned()),
        };
        sketch.show(|page| {
            let stage = Stage::find(page);
            read(&stage, page).unwrap().into_iter().filter_map(of).collect()
        })
    }

    #[test]
    fn what_is_left_of_a_message_whose_head_is_hidden_is_one() {
        assert_eq!(told(&page(&[])), ["我这个月工资还没发", "没事不急"]);
        let beheaded =
            [([60, 64, 30, 12], "陈款"), ([250, 64, 36, 12], "15.59"), ([60, 84, 100, 16], "我转给大姐")];
        assert_eq!(told(&page(&beheaded)), ["我转给大姐+", "我这个月工资还没发", "没事不急"]);
    }

    #[test]
    fn what_the_foot_cuts_is_a_slice_and_dates_nothing() {
        let head = [([60, 268, 40, 9], "口平亦"), ([250, 268, 36, 9], "11:20")];
        assert_eq!(told(&page(&head)), ["我这个月工资还没发", "没事不急", "-"]);
        let body = [([60, 250, 40, 14], "老周"), ([250, 250, 36, 14], "16:20")];
        let sliced = page(&body).line([60, 274, 90, 9], "太工山陀").sure(748);
        assert_eq!(told(&sliced), ["我这个月工资还没发", "没事不急", "-"]);
    }

    #[test]
    fn an_emoji_alone_is_a_text_that_nobody_reads_and_a_sticker_is_none() {
        let kind = |high: u32| {
            let next = [([60, 230, 40, 14], "阿强"), ([250, 230, 36, 14], "16:09")];
            let page = page(&next).paint([62, 250, 14, high], [250, 190, 30]);
            page.show(|page| {
                let of = |row: Row| if let Row::Message(said) = row { Some(said) } else { None };
                let all: Vec<Drawn> =
                    read(&Stage::find(page), page).unwrap().into_iter().filter_map(of).collect();
                (all[2].kind, all[2].text.clone(), all[2].unsure.has(Unsure::TEXT))
            })
        };
        assert_eq!(kind(14), (MessageKind::Text, String::new(), true));
        assert_eq!(kind(40), (MessageKind::Other, String::new(), true));
    }

    #[test]
    fn a_voice_message_is_known_with_its_length() {
        assert!(is_spoken("[语音] 36\""));
        assert!(is_spoken("[语音]"));
        assert!(!is_spoken("[语音] 我发了36\"的语音"));
    }
}
