//! What sort of message a bubble, a card or a picture is, by its words and by what is drawn on it.

use super::{
    again,
    item::Piece,
    panel::{Panel, is_bubble_colour},
    papered, picture,
    rows::Row,
    side,
};
use crate::screenshot::{
    canvas::{Rect, spread},
    page::Line,
    stage::{PAPER, Stage},
};
use juzheng_model::MessageKind;

/// The words with which a bubble says how a call went.
pub(super) const CALLS: [&str; 24] = [
    "通话时长",
    "聊天时长",
    "已取消",
    "对方已取消",
    "已拒绝",
    "对方已拒绝",
    "对方无应答",
    "未接听",
    "未应答",
    "通话中断",
    "忙线未接听",
    "忙线未应答",
    "对方忙线中",
    "Call duration",
    "Duration:",
    "Canceled by caller",
    "Canceled",
    "Call canceled",
    "Declined",
    "Call declined",
    "No answer",
    "No response",
    "Line busy",
    "Call not answered",
];

/// Characters smaller than this, in hundredths of those of bubbles, are those of notes and slips.
pub(super) const SMALL: i32 = 82;

/// A map that is as pale as its card is told by so many parts.
const PARTS: usize = 3;

/// What the telephone or camera before or behind the words of a call comes out as.
pub(super) const ICONS: [&str; 6] = ["口", "回", "日", "目", "凸", "□"];

/// The kind of a bubble by its words.
pub(in crate::screenshot) fn of_words(rows: &[Row]) -> MessageKind {
    let Some(first) = rows.first().map(|row| row.folded.as_str()) else { return MessageKind::Text };
    // The telephone before the words may come out as a character.
    let bare = first.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii_lowercase()).trim_start();
    let first = if first.chars().count() <= bare.chars().count() + 3 { bare } else { first };
    let after = |word: &str| {
        let (icon, rest) = first.split_once(word)?;
        (icon.len() <= 1 || ICONS.contains(&icon)).then_some(rest)
    };
    // Behind an English word whatever goes on in small letters was typed.
    let typed = |word: &str, rest: &str| {
        word.is_ascii() && !word.ends_with(':') && rest.contains(|c: char| c.is_ascii_lowercase())
    };
    let of_a_call = |word: &&str| after(word).is_some_and(|rest| is_of_a_call(rest) && !typed(word, rest));
    if rows.len() == 1 && CALLS.iter().any(of_a_call) {
        return MessageKind::Call;
    }
    let ending = |row: &Row| {
        without_type(&row.folded).rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (2..=5).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_alphanumeric())
                && end.bytes().any(|b| b.is_ascii_alphabetic())
        })
    };
    let is_ending =
        |text: &str| (2..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    // A long name may go on in the next row behind its point.
    let parted = rows.windows(2).any(|pair| {
        let above = &pair[0].folded;
        above.ends_with('.') && !above.ends_with("..") && is_ending(pair[1].folded.trim())
    });
    // The middle or the end of one that is too long is left out.
    let sized = |row: &Row| size(row).is_some_and(|size| size.ends_with('B'));
    let shortened = rows
        .windows(2)
        .enumerate()
        .any(|(ix, pair)| ix + 3 >= rows.len() && pair[0].folded.ends_with("...") && sized(&pair[1]));
    let named = parted || shortened || rows.iter().any(ending);
    if named && rows.iter().any(is_size) {
        return MessageKind::File;
    }
    let last = rows.last().map_or("", |row| row.folded.as_str());
    match last {
        "个人名片" | "公众号名片" | "Contact Card" | "名片" => MessageKind::Other,
        "小程序" | "公众号" | "视频号" | "服务号" if rows.len() > 1 => MessageKind::Link,
        _ => MessageKind::Text,
    }
}

/// A row with the name of a file, without the type that stands beside it on the icon: `借条.pdf PDF`.
pub(super) fn without_type(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((name, kind))
            if kind.len() <= 4 && kind.bytes().all(|b| b.is_ascii_uppercase()) && name.contains('.') =>
        {
            name
        }
        _ => text,
    }
}

/// Whether what follows a word of a call is its length, a telephone or camera that came out as characters, or nothing.
fn is_of_a_call(rest: &str) -> bool {
    let rest = rest.trim();
    let clock = rest.trim_start_matches([':', ' ']);
    let length = clock.starts_with(|c: char| c.is_ascii_digit()) && clock.contains(':');
    // Of a length at most one sign behind it comes out as a character that is written.
    let written = rest.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    match length {
        true => rest.chars().count() <= 14 && written <= 1,
        false => rest.chars().count() <= 4 && (written == 0 || ICONS.contains(&rest)),
    }
}

/// Whether a row is the size of a file: `31 KB`, `2.1 MB`.
fn is_size(row: &Row) -> bool {
    size(row).is_some()
}

/// The size of a file that a row is, without the type that stands beside it on the icon: `13.3 MB PDF`.
pub(super) fn size(row: &Row) -> Option<&str> {
    let text = row.folded.trim();
    let (before, rest) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    let unit_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ' ')?;
    let of_unit = &rest[unit_at..];
    let unit = ["KB", "MB", "GB", "B", "K", "M", "G"].into_iter().find(|unit| of_unit.starts_with(unit))?;
    let (size, after) = rest.split_at(unit_at + unit.len());
    let icon = |text: &str| {
        let kind = text.trim();
        kind.len() <= 4 && kind.bytes().all(|b| b.is_ascii_uppercase())
    };
    let parted = after.is_empty() || after.starts_with(' ');
    (icon(before) && icon(after) && parted).then_some(size)
}

/// Whether a panel without a kind shows a page (a slip, a note, the screen of another program) rather than says something:
/// its words are smaller than `body`, those of bubbles, and do not begin with a heading at the left as those of cards do.
pub(in crate::screenshot) fn is_page(panel: &Panel, rows: &[Row], em: i32, body: i32) -> bool {
    let letters = |row: &Row| row.folded.chars().count();
    let small = |row: &Row| row.is_smaller(body, SMALL);
    // Rows that cannot tell do not count.
    let telling = || rows.iter().filter(|row| row.size().is_some());
    let all: usize = telling().map(letters).sum();
    let smaller: usize = telling().filter(|row| small(row)).map(letters).sum();
    let Some(first) = rows.first() else { return false };
    let centred = first.rect.x0 - panel.rect.x0 > em * 16 / 10
        && (first.rect.middle().0 - panel.rect.middle().0).abs() < em;
    // Paper is paler than cards of money and warmer than any other.
    let paper = (8..34).contains(&spread(panel.colour)) && first.size().is_none();
    let large = panel.rect.height() > 4 * em && panel.rect.width() > 4 * em;
    let mine = side::is_green(panel) && is_bubble_colour(panel.colour);
    large && !mine && all > 3 && smaller * 3 >= all * 2 && (small(first) || centred || paper)
}

/// Whether a panel shows a slip: a page with a heading in its middle, or of pairs at both edges.
pub(super) fn is_slip(panel: &Panel, rows: &[Row], em: i32, body: i32) -> bool {
    let paired = rows.iter().filter(|row| row.lines.len() > 1 && row.rect.width() > panel.rect.width() / 2);
    is_page(panel, rows, em, body) && paired.count() >= 3
}

/// The kind of a white card that no words tell: a place has a map below its name, a link a picture at its right.
pub(super) fn of_card(stage: &Stage, piece: &Piece, lines: &[Line]) -> MessageKind {
    let panel = piece.panel.rect;
    let pictures = picture::on_panel(stage, &piece.panel, lines);
    let wide = |rect: &Rect| rect.width() * 10 > panel.width() * 7;
    // Of a map that is as pale as the card only parts are told: together they fill what is below the words.
    let foot = piece.panel.lines.iter().map(|ix| lines[*ix].bottom() as i32).max().unwrap_or(panel.y1);
    let parts: Vec<Rect> = pictures.iter().copied().filter(|rect| rect.y0 >= foot).collect();
    let whole = parts.iter().copied().reduce(Rect::with);
    let is_map =
        parts.len() >= PARTS && whole.is_some_and(|rect| wide(&rect) && rect.height() > 3 * stage.em);
    let at_right = |rect: &Rect| rect.middle().0 > panel.middle().0 && rect.width() * 2 < panel.width();
    match () {
        // Cards are white or grey on both sides; what is green was typed.
        () if side::is_green(&piece.panel) || panel.width() < stage.em * 9 => MessageKind::Text,
        () if piece.panel.lines.len() <= 4 && (is_map || pictures.iter().any(wide)) => MessageKind::Location,
        () if pictures.iter().any(at_right) => MessageKind::Link,
        () => MessageKind::Text,
    }
}

/// Whether a line stands on a picture at the right of a card, as the type of a file does on its icon.
pub(super) fn is_on_icon(stage: &Stage, piece: &Piece, line: &Line) -> bool {
    let (canvas, panel) = (&stage.canvas, piece.panel.rect);
    let rect = Rect::of_bounds(line.read.bounds);
    if !piece.panel.even || piece.panel.lines.len() < 2 || rect.middle().0 < panel.middle().0 {
        return false;
    }
    let own = canvas.ground(canvas.small(rect));
    let icon = canvas.large(canvas.regions[own].extent);
    own != stage.ground
        && own != canvas.ground(canvas.small(panel))
        && panel.covers(icon, stage.em / 4)
        && icon.width() * 3 < panel.width()
        && icon.height() * 10 < panel.height() * 9
        && icon.height() > rect.height()
}

/// Whether a row is so short that it may be a stroke of a drawing.
pub(super) fn is_stray(row: &Row) -> bool {
    row.folded.chars().filter(|c| c.is_alphanumeric()).count() < 2
}

/// Whether a picture is the map of a place: its name and address on a strip above it, or an address on it.
fn is_place(stage: &Stage, piece: &Piece, rows: &[Row]) -> bool {
    let (canvas, panel) = (&stage.canvas, piece.panel.rect);
    // A street of the map may come out as a letter.
    let said: Vec<&Row> = rows.iter().filter(|row| !is_stray(row)).collect();
    let [name, address] = said[..] else { return false };
    let ground = canvas.ground(canvas.small(name.rect));
    let strip = canvas.large(canvas.regions[ground].extent);
    let above = address.rect.y1 < panel.middle().1 && strip.width() * 10 > panel.width() * 7;
    const PLACES: [char; 12] = ['省', '市', '区', '县', '镇', '乡', '村', '路', '街', '道', '号', '巷'];
    let says = address.folded.chars().filter(|c| PLACES.contains(c)).count() >= 2;
    above || says && address.rect.y0 > panel.middle().1
}

/// Whether a row is the foot of the card of a mini program.
pub(super) fn is_mini_program(folded: &str) -> bool {
    matches!(folded.trim(), "小程序" | "Mini Program")
}

/// A photograph, a sticker, a video or a map, by its shape and the words on it.
pub(super) fn of_picture(stage: &Stage, piece: &Piece, rows: &[Row]) -> MessageKind {
    let (canvas, rect) = (&stage.canvas, stage.canvas.small(piece.panel.rect));
    let corner = |x: i32, y: i32| {
        let square = Rect { x0: x.max(0), y0: y.max(0), x1: x + 3, y1: y + 3 };
        canvas.foreign(square, stage.ground) < 500
    };
    let corners =
        [(rect.x0, rect.y0), (rect.x1 - 3, rect.y0), (rect.x0, rect.y1 - 3), (rect.x1 - 3, rect.y1 - 3)];
    let jagged = match stage.ground {
        // A wallpaper goes on around a sticker, and ends at the sides of a photograph.
        PAPER => [rect.x0, rect.x1].into_iter().any(|x| {
            let rows = rect.y0 + 2..rect.y1 - 2;
            (x - 2..=x + 2).map(|x| papered::upright(canvas, x, rows.clone())).max().unwrap_or(0) < 50
        }),
        _ => corners.into_iter().filter(|(x, y)| corner(*x, *y)).count() >= 2,
    };
    // How long a video is stands in its lower corner, whatever else is written on it.
    let panel = piece.panel.rect;
    let at_foot = |row: &Row| panel.y1 - row.rect.y1 < stage.em && row.rect.height() < stage.em * 2;
    match () {
        () if rows.len() > 1 && rows.last().is_some_and(|row| is_mini_program(&row.folded)) => {
            MessageKind::Link
        }
        () if is_place(stage, piece, rows) => MessageKind::Location,
        () if rows.iter().any(|row| again::is_clock(&row.folded) && (rows.len() <= 2 || at_foot(row))) => {
            MessageKind::Video
        }
        () if jagged => MessageKind::Sticker,
        () => MessageKind::Image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        let rect = Rect { x0: 0, y0: 0, x1: 100, y1: 20 };
        Row {
            text: text.to_owned(),
            folded: crate::screenshot::fold::words(text),
            rect,
            wide: 100,
            lines: Vec::new(),
        }
    }

    #[test]
    fn calls_and_files_are_known_by_their_words() {
        let rows: [(&[&str], MessageKind); 18] = [
            (&["通话时长 01:03:54 □4"], MessageKind::Call),
            (&["G通话时长15:39"], MessageKind::Call),
            (&["已取消"], MessageKind::Call),
            (&["对方无应答口"], MessageKind::Call),
            (&["已取消订单"], MessageKind::Text),
            (&["对方已拒绝了"], MessageKind::Text),
            (&["通话时长我记得很久"], MessageKind::Text),
            (&["会议纪要0612.doc", "31 KB"], MessageKind::File),
            (&["微信图片_2021081509", "3012.jpg", "2.1 MB"], MessageKind::File),
            (&["股权转让协议书(草稿).", "docx", "166.4 KB"], MessageKind::File),
            (&["我给你发了.", "ok", "再说"], MessageKind::Text),
            (&["见附件a.doc"], MessageKind::Text),
            (&["小店", "小程序"], MessageKind::Link),
            (&["报价单_锦绣花园12-", "1-602_第三次修改...", "96.0 KB"], MessageKind::File),
            (&["Canceled by caller"], MessageKind::Call),
            (&["No answer yet"], MessageKind::Text),
            (&["Canceled it"], MessageKind::Text),
            (&["我最多……", "5K", "行吗"], MessageKind::Text),
        ];
        for (texts, want) in rows {
            let rows: Vec<Row> = texts.iter().map(|text| row(text)).collect();
            assert_eq!(of_words(&rows), want, "{texts:?}");
        }
    }

    #[test]
    fn the_size_of_a_file_stands_without_its_icon() {
        let sizes = [
            ("31 KB", Some("31 KB")),
            ("2.1MB", Some("2.1MB")),
            ("PDF 13.3 MB", Some("13.3 MB")),
            ("13.3 MB PDF", Some("13.3 MB")),
            ("3 MBA", None),
            ("共31 KB", None),
            ("31元", None),
        ];
        for (text, want) in sizes {
            assert_eq!(size(&row(text)), want, "{text}");
        }
    }

    #[test]
    fn a_slip_is_a_page_and_a_card_with_a_heading_is_none() {
        let em = 24;
        let at = |text: &str, x0: i32, wide: i32| {
            let rect = Rect { x0, y0: 0, x1: x0 + wide, y1: 20 };
            Row { rect, wide, ..row(text) }
        };
        let panel = |colour| Panel {
            rect: Rect { x0: 100, y0: 0, x1: 400, y1: 200 },
            colour,
            even: true,
            lines: Vec::new(),
        };
        let (white, green) = ([255; 3], [149, 236, 105]);
        let slip =
            [at("收款收据", 220, 60), at("付款人：邓超然", 110, 100), at("金额：七千五百元整", 110, 130)];
        let card = [
            at("如何写一份借条", 115, 172),
            at("出借人、借款人、金额、日期", 115, 180),
            at("一个都不能少", 115, 84),
        ];
        let said = [at("我把账给你理一下", 115, 196), at("你核对一下这个", 115, 172)];
        assert!(is_page(&panel(white), &slip, em, em));
        assert!(!is_page(&panel(green), &slip, em, em), "what is green was typed");
        assert!(is_page(&panel([11, 122, 90]), &slip, em, em), "but not what is green as no bubble is");
        assert!(!is_page(&panel(white), &card, em, em));
        assert!(!is_page(&panel(white), &said, em, em));
    }
}
