//! What is one piece on the ground and what is none.

use super::*;
use crate::screenshot::{chat::picture::tests::rect, sketch::Sketch};

#[test]
fn the_haze_of_a_jpeg_around_a_bubble_is_no_part_of_a_photograph() {
    let (haze, bubble) = (rect(40, 55, 70, 38), rect(45, 60, 60, 28));
    let hazy = picture::tests::plain(&[(haze, [200, 215, 190]), (bubble, [255; 3])]);
    let panel = Panel { rect: bubble, colour: [255; 3], even: true, lines: Vec::new() };
    Sketch::new(240, 240).line([52, 68, 46, 12], "好的").show(|page| {
        assert!(stands_free(&hazy, &panel, &page.lines));
        assert!(!stands_free(&hazy, &panel, &[]), "without a word it may be a part of a photograph");
        let blue = Panel { colour: [30, 90, 160], ..panel.clone() };
        assert!(!stands_free(&hazy, &blue, &page.lines), "no bubble is blue");
        let photo = picture::tests::plain(&[(rect(20, 30, 200, 150), [90; 3]), (bubble, [255; 3])]);
        assert!(!stands_free(&photo, &panel, &page.lines), "a photograph goes on around it");
    });
}

#[test]
fn bubbles_on_a_flower_tell_a_wallpaper() {
    let (above, below) = (rect(45, 20, 90, 28), rect(45, 120, 90, 28));
    let flower = rect(30, 100, 140, 80);
    let page = Sketch::new(240, 240).line([52, 28, 46, 12], "好的").line([52, 128, 46, 12], "转了");
    let found = |ground: [u8; 3], flower: Rect| {
        let drawn =
            [(rect(0, 0, 240, 240), ground), (flower, [194, 112, 236]), (above, [255; 3]), (below, [255; 3])];
        page.show(|page| has_motif(&picture::tests::plain(&drawn), &page.lines))
    };
    assert!(found([75, 157, 92], flower));
    assert!(!found([75, 157, 92], rect(180, 180, 40, 40)), "they stand free");
    assert!(!found([237; 3], flower), "WeChat's own ground: a photograph of bubbles");
}

#[test]
fn the_button_for_new_messages_is_known_by_its_words() {
    for words in
        ["209条新消息", "^ 99+条新消息", "へ223条新消息", "3条新消", "有人@我", "へ有人@我", "人有人@我"]
    {
        assert!(says_what_is_new(words), "{words}");
    }
    for words in ["我有209条新消息没看", "有人@我了", "3条", "条新消息", "", "07:50"] {
        assert!(!says_what_is_new(words), "{words}");
    }
}

#[test]
fn half_an_avatar_in_two_colours_is_no_message() {
    let panel = |rect| Panel { rect, colour: [124, 94, 146], even: true, lines: Vec::new() };
    let bubble = panel(rect(540, 256, 116, 44));
    let mut panels = vec![bubble.clone(), panel(rect(670, 256, 44, 22)), panel(rect(670, 500, 44, 22))];
    drop_avatars(&mut panels, 20);
    assert_eq!(panels.len(), 2, "what no bubble stands beside stays");
}

#[test]
fn paper_with_rows_on_it_flush_with_bubbles_is_a_picture_on_a_wallpaper() {
    let panel = |rect| Panel { rect, colour: [244, 239, 226], even: true, lines: Vec::new() };
    let known = [panel(rect(200, 20, 140, 28))];
    let written = [
        ([50, 70, 80, 10], "欠条"),
        ([50, 90, 120, 10], "今欠人民币壹万元整"),
        ([50, 110, 60, 10], "欠款人"),
    ];
    Sketch::new(400, 300).lines(&written).show(|page| {
        let slip = |x: i32, high: i32| is_slip(&panel(rect(x, 60, 340 - x, high)), &known, &page.lines, 11);
        assert!(slip(40, 90));
        assert!(!slip(40, 40), "it is lower than a slip");
        assert!(!is_slip(&panel(rect(40, 60, 200, 90)), &known, &page.lines, 11), "flush with nothing");
        assert!(!is_slip(&panel(rect(40, 60, 300, 90)), &known, &[], 11), "nothing is written on it");
    });
}
