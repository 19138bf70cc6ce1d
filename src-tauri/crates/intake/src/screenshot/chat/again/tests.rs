//! What a second look finds: names, last rows, missed characters, lengths, and what it leaves alone.

use super::*;
use crate::screenshot::{
    chat::{
        panel::Panel,
        picture::tests::{plain, rect},
        rows,
        side::Sided,
    },
    sketch::Sketch,
};
use juzheng_model::Side;

const WHITE: [u8; 3] = [255; 3];

/// A bubble of the other's with these lines on it.
fn bubble(of: Rect, lines: &[usize]) -> Piece {
    let panel = Panel { rect: of, colour: WHITE, even: true, lines: lines.to_vec() };
    let sided = Sided { side: Side::Other, avatar: true, sure: true };
    Piece { panel, sided, sender: None, beside: Vec::new(), below: Vec::new() }
}

fn stage_of(of: Rect) -> Stage {
    plain(&[(of, WHITE)])
}

fn drawn(of: Rect) -> Drawn {
    Drawn {
        rect: of,
        side: Side::Other,
        sender: None,
        kind: MessageKind::Text,
        card: None,
        amount: None,
        text: String::new(),
        unsure: Unsure::default(),
        confidence: 1_000,
    }
}

#[test]
fn a_name_is_looked_for_above_its_bubble() {
    let of = rect(45, 60, 90, 28);
    let (stage, piece) = (stage_of(of), bubble(of, &[]));
    let above = [46, 46, 20, 9];
    let named = Sketch::new(240, 240).missed(above, "小吴");
    let found = named.show(|page| missed_sender(&stage, page, &piece)).expect("read");
    assert_eq!(found.as_deref(), Some("小吴"));
    let known = Sketch::new(240, 240).missed(above, "小吴").line([60, 45, 60, 10], "一行字");
    let found = known.show(|page| missed_sender(&stage, page, &piece)).expect("read");
    assert_eq!(found, None, "something else stands there");
    let elsewhere = Sketch::new(240, 240).missed([46, 20, 20, 9], "小吴");
    assert_eq!(elsewhere.show(|page| missed_sender(&stage, page, &piece)).expect("read"), None);
    let at_top = rect(45, 8, 90, 28);
    let cut = Sketch::new(240, 240).missed([46, 1, 20, 6], "小吴");
    let found = cut.show(|page| missed_sender(&stage_of(at_top), page, &bubble(at_top, &[]))).expect("read");
    assert_eq!(found, None, "the title hides it");
}

#[test]
fn a_short_last_row_is_found_where_there_is_room_for_it() {
    let of = rect(45, 60, 120, 39);
    let (stage, piece) = (stage_of(of), bubble(of, &[0]));
    let page = Sketch::new(240, 240).line([52, 66, 106, 12], "明天一定还").missed([52, 83, 11, 12], "嗯");
    let texts = page.show(|page| {
        let rows = with_last(&stage, page, &piece, rows::of(&[0], &page.lines)).expect("read");
        rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>()
    });
    assert_eq!(texts, ["明天一定还", "嗯"]);
    let low = rect(45, 60, 120, 26);
    let count = page.show(|page| {
        with_last(&stage_of(low), page, &bubble(low, &[0]), rows::of(&[0], &page.lines))
            .map(|rows| rows.len())
    });
    assert_eq!(count.expect("read"), 1, "a bubble of one row has no other");
}

#[test]
fn a_first_row_is_found_where_there_is_room_for_it() {
    let of = rect(45, 60, 120, 39);
    let (stage, piece) = (stage_of(of), bubble(of, &[0]));
    let page =
        Sketch::new(240, 240).line([52, 81, 30, 12], "费9度").missed([52, 66, 106, 12], "房租该交了，电");
    let texts = page.show(|page| {
        let rows = with_missed(&stage, page, &piece, rows::of(&[0], &page.lines)).expect("read");
        rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>()
    });
    assert_eq!(texts, ["房租该交了，电", "费9度"]);
}

#[test]
fn a_name_of_one_character_is_looked_at_whole() {
    let of = rect(45, 60, 120, 39);
    let read = |sketch: Sketch| sketch.show(|page| whole_sender(&stage_of(of), page, 0)).expect("read");
    let name = [46, 46, 12, 9];
    assert_eq!(read(Sketch::new(240, 240).line(name, "秦").missed([46, 46, 24, 9], "秦哥")), "秦哥");
    assert_eq!(read(Sketch::new(240, 240).line(name, "秦").missed([46, 46, 24, 9], "琴歌")), "秦");
}

#[test]
fn the_only_row_of_a_bubble_is_completed_but_not_changed() {
    let of = rect(45, 60, 80, 28);
    let (stage, piece) = (stage_of(of), bubble(of, &[0]));
    let whole = |again: &str| {
        let page = Sketch::new(240, 240).line([73, 68, 42, 12], "千元").missed([55, 68, 60, 12], again);
        page.show(|page| {
            let mut rows = rows::of(&[0], &page.lines);
            whole_row(&stage, page, &piece, &mut rows).map(|()| rows[0].text.clone())
        })
    };
    assert_eq!(whole("一千元").expect("read"), "一千元");
    assert_eq!(whole("两于元").expect("read"), "千元", "reads otherwise");
    assert_eq!(whole("元").expect("read"), "千元", "reads less");
}

#[test]
fn the_seconds_of_a_voice_message_are_found_beside_its_waves() {
    let of = rect(45, 60, 70, 26);
    let (stage, piece) = (stage_of(of), bubble(of, &[0]));
    let page = Sketch::new(240, 240).line([52, 68, 10, 12], "))").missed([66, 68, 20, 12], "12\"");
    assert_eq!(page.show(|page| seconds(&stage, page, &piece)).expect("read"), Some(12));
    let words = Sketch::new(240, 240).line([52, 68, 10, 12], "))").missed([66, 68, 20, 12], "好的");
    assert_eq!(words.show(|page| seconds(&stage, page, &piece)).expect("read"), None);
}

#[test]
fn a_bubble_without_a_line_is_read_closer_and_stays_unsure() {
    let of = rect(45, 60, 30, 28);
    let (stage, piece) = (stage_of(of), bubble(of, &[]));
    let mut read = drawn(of);
    let page = Sketch::new(240, 240).missed([55, 68, 10, 12], "嗯");
    page.show(|page| nameless(&stage, page, &piece, &mut read)).expect("read");
    assert_eq!((read.text.as_str(), read.kind), ("嗯", MessageKind::Text));
    assert!(read.unsure.has(Unsure::TEXT) && !read.unsure.has(Unsure::KIND));
    let mut empty = drawn(of);
    Sketch::new(240, 240).show(|page| nameless(&stage, page, &piece, &mut empty)).expect("read");
    assert!(empty.unsure.has(Unsure::KIND), "something is drawn there that is no text");
    let tall = rect(45, 60, 60, 60);
    let mut sticker = drawn(tall);
    Sketch::new(240, 240)
        .show(|page| nameless(&stage_of(tall), page, &bubble(tall, &[]), &mut sticker))
        .expect("read");
    assert_eq!(sticker.kind, MessageKind::Sticker);
}

#[test]
fn a_picture_plays_where_its_corner_says_how_long() {
    let of = rect(45, 60, 80, 90);
    let stage = stage_of(of);
    let ask = |text: &str| {
        let page = Sketch::new(240, 240).missed([98, 136, 20, 9], text);
        page.show(|page| plays(&stage, page, of)).expect("read")
    };
    assert!(ask("0:11"));
    assert!(!ask("11月"));
    let small = rect(45, 60, 30, 30);
    let page = Sketch::new(240, 240).missed([60, 78, 10, 8], "0:11");
    assert!(!page.show(|page| plays(&stage, page, small)).expect("read"), "too small for a video");
}
