//! What sort of message a bubble, a card or a picture is, by its words and by what is drawn on it.

use super::{item::Piece, papered, picture, rows::Row, side};
use crate::screenshot::{
    canvas::Rect,
    page::Line,
    stage::{PAPER, Stage},
};
use juzheng_model::MessageKind;

/// The words with which a bubble says how a call went.
pub(super) const CALLS: [&str; 13] = [
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
    "Call duration",
    "Duration:",
];

/// The kind of a bubble by its words.
pub(super) fn of_words(rows: &[Row]) -> MessageKind {
    let Some(first) = rows.first().map(|row| row.folded.as_str()) else { return MessageKind::Text };
    // The telephone before the words may come out as a character.
    let bare = first.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii_lowercase()).trim_start();
    let first = if first.chars().count() <= bare.chars().count() + 3 { bare } else { first };
    let call = |word: &str| first.starts_with(word) && first.chars().count() <= word.chars().count() + 9;
    if rows.len() == 1 && CALLS.iter().any(|word| call(word)) {
        return MessageKind::Call;
    }
    let size = |text: &str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        digits.len() < text.len() && ["B", "K", "M", "G", "KB", "MB", "GB"].contains(&digits)
    };
    let ending = |row: &Row| {
        row.folded.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (2..=5).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_alphanumeric())
                && end.bytes().any(|b| b.is_ascii_alphabetic())
        })
    };
    let named = rows.iter().any(ending);
    if named && rows.iter().any(|row| size(&row.folded)) {
        return MessageKind::File;
    }
    let last = rows.last().map_or("", |row| row.folded.as_str());
    match last {
        "个人名片" | "公众号名片" | "Contact Card" | "名片" => MessageKind::Other,
        "小程序" | "公众号" | "视频号" | "服务号" if rows.len() > 1 => MessageKind::Link,
        _ => MessageKind::Text,
    }
}

/// The kind of a white card that no words tell: a place has a map below its name, a link a picture at its right.
pub(super) fn of_card(stage: &Stage, piece: &Piece, lines: &[Line]) -> MessageKind {
    let panel = piece.panel.rect;
    let pictures = picture::on_panel(stage, &piece.panel, lines);
    let wide = |rect: &Rect| rect.width() * 10 > panel.width() * 7;
    let at_right = |rect: &Rect| rect.middle().0 > panel.middle().0 && rect.width() * 2 < panel.width();
    match () {
        // Cards are white or grey on both sides; what is green was typed.
        () if side::is_green(&piece.panel) || panel.width() < stage.em * 9 => MessageKind::Text,
        () if piece.panel.lines.len() <= 4 && pictures.iter().any(wide) => MessageKind::Location,
        () if pictures.iter().any(at_right) => MessageKind::Link,
        () => MessageKind::Text,
    }
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
    let plays = |row: &Row| {
        let clock = row.folded.split_once(':');
        clock.is_some_and(|(m, s)| m.parse::<u32>().is_ok() && s.len() == 2 && s.parse::<u32>().is_ok())
    };
    // How long a video is stands in its lower corner, whatever else is written on it.
    let panel = piece.panel.rect;
    let at_foot = |row: &Row| panel.y1 - row.rect.y1 < stage.em && row.rect.height() < stage.em * 2;
    match () {
        () if is_place(stage, piece, rows) => MessageKind::Location,
        () if rows.len() > 1 && rows.last().is_some_and(|row| row.folded == "小程序") => MessageKind::Link,
        () if rows.iter().any(|row| plays(row) && (rows.len() <= 2 || at_foot(row))) => MessageKind::Video,
        () if jagged => MessageKind::Sticker,
        () => MessageKind::Image,
    }
}
