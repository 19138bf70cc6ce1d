//! What the signs say, and of what they say nothing.

use super::{
    drawn::{Canvas, Manner},
    *,
};
use crate::screenshot::{label, metadata::Jpeg};
use image::{codecs::jpeg::JpegEncoder, imageops::crop_imm, load_from_memory};

fn said(finding: &Finding) -> String {
    [&[finding.code.word().to_owned()], &finding.args[..]].concat().join(" ")
}

#[test]
fn files_tell_of_editors_and_of_saving_again() {
    let jpeg = |adobe, ducky| Some(Jpeg { table: None, adobe, ducky });
    let programs = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let rows = [
        ("a.jpg", Metadata { jpeg: jpeg(false, false), ..Metadata::default() }, Device::Android, vec![]),
        ("a.png", Metadata { programs: programs(&["17.1.1"]), ..Metadata::default() }, Device::Ios, vec![]),
        (
            "a.png",
            Metadata { programs: programs(&["Snapseed 2.0", "MIUI"]), ..Metadata::default() },
            Device::Android,
            vec!["sign-editor Snapseed 2.0"],
        ),
        (
            "a.jpg",
            Metadata { jpeg: jpeg(true, true), ..Metadata::default() },
            Device::Ios,
            vec!["sign-resaved save-for-web, iphone-jpeg"],
        ),
        (
            "Screenshot_20230528_173307_edit_165589167800752.jpg",
            Metadata { jpeg: jpeg(true, false), ..Metadata::default() },
            Device::Android,
            vec!["sign-resaved adobe-segment, edited-copy"],
        ),
    ];
    for (name, metadata, device, want) in rows {
        let got: Vec<String> =
            of_file(name, &metadata, device, Pixels { rgb: &[], width: 0 }).iter().map(said).collect();
        assert_eq!(got, want, "{name} {metadata:?}");
    }
}

#[test]
fn labels_of_other_programs() {
    let rows: &[(&[&str], Option<&str>)] = &[
        (&["18:44", "18:50"], None),
        (&["昨天 18:44", "18:44"], None),
        (&["2023年5月1日 18:44", "2023年5月1日 18:50"], None),
        (&["5/1/24, 6:44 PM", "5/1/24, 6:50 PM"], None),
        (&["2024年5月1日 18:44", "18:50"], None),
        (&["2023-08-27 11:01:38", "2023-11-18 14:51:28"], Some("sign-not-wechat seconds")),
        (&["17:48:50", "07/15 11:35:27"], Some("sign-not-wechat seconds")),
        (&["2024年5月1日 22:15", "2024年5月1日 22:16"], Some("sign-not-wechat full-dates")),
        (&["星期一 上午8:14", "星期一 上午8:14", "下午2:14"], Some("sign-not-wechat same-label-twice")),
    ];
    let captured = Moment::parse_wall("2024-06-01 12:00", Zone::Assumed);
    for (labels, want) in rows {
        let labels: Vec<Label> = labels.iter().map(|text| label::parse(text).expect("a label")).collect();
        let labels: Vec<&Label> = labels.iter().collect();
        assert_eq!(of_labels(&labels, captured).as_ref().map(said).as_deref(), *want, "{labels:?}");
    }
    let size = of_size(375, 812, Device::Android);
    assert_eq!(size.as_ref().map(said).as_deref(), Some("sign-size 375 812"));
}

/// What is said of an amount in which one place is drawn in another manner.
fn odd(text: &str, ground: u8, ink: u8, plain: Manner, odd: Option<(usize, Manner)>) -> Option<String> {
    let mut canvas = Canvas::new(700, 100, ground, ink);
    let manner = |at: usize| odd.filter(|(place, _)| *place == at).map_or(plain, |(_, manner)| manner);
    let line = canvas.write(text, 20.3, 70.4, manner);
    uneven_amount(canvas.pixels(), &line).map(|finding| finding.args[1].clone())
}

#[test]
fn a_digit_of_another_size_place_or_weight_stands_out() {
    let plain = Manner { height: 36.0, stroke: 5.0, sunk: 0.0 };
    let changes = [
        ("plain", plain, false),
        ("barely higher", Manner { height: 37.0, ..plain }, false),
        ("higher", Manner { height: 41.0, ..plain }, true),
        ("lower", Manner { height: 31.0, ..plain }, true),
        ("sunk", Manner { sunk: 4.0, ..plain }, true),
        ("raised", Manner { sunk: -4.0, ..plain }, true),
        ("bold", Manner { stroke: 9.0, ..plain }, true),
    ];
    for (name, change, stands_out) in changes {
        for (ground, ink) in [(255, 20), (25, 230), (250, 170)] {
            let got = odd("12345.00", ground, ink, plain, Some((3, change)));
            assert_eq!(got.as_deref(), stands_out.then_some("4"), "{name} on {ground}");
        }
    }
}

#[test]
fn normal_amounts_are_even() {
    for height in [12.0, 17.5, 24.0, 36.0, 48.3] {
        let plain = Manner { height, stroke: height / 7.0, sunk: 0.0 };
        for text in ["8.88", "14000.00", "1111.11", "70317.40", "2024", "96934.45"] {
            assert_eq!(odd(text, 255, 30, plain, None), None, "{text} {height}");
        }
    }
    // A smaller fraction is a design; where digits touch or something stands between nothing is said.
    let mut canvas = Canvas::new(700, 100, 255, 20);
    let size = |at: usize| Manner { height: if at > 4 { 24.0 } else { 36.0 }, stroke: 5.0, sunk: 0.0 };
    let line = canvas.write("1234.56", 20.0, 70.0, size);
    assert_eq!(uneven_amount(canvas.pixels(), &line), None);
    let mut misread = line.clone();
    misread.folded = "12345.67".to_owned();
    assert_eq!(uneven_amount(canvas.pixels(), &misread), None);
    // A box that reaches over the edge, or an empty picture.
    let mut beyond = line;
    beyond.read.bounds = [600, 90, 4000, 4000];
    assert_eq!(uneven_amount(canvas.pixels(), &beyond), None);
    assert_eq!(uneven_amount(Pixels { rgb: &[], width: 0 }, &beyond), None);
}

/// A page full of digits, so that there is enough noise to see a grid in.
fn page() -> image::RgbImage {
    let mut canvas = Canvas::new(800, 800, 245, 30);
    for row in 0..15 {
        let height = 21.0 + row as f32 * 0.7;
        let manner = |_: usize| Manner { height, stroke: height / 8.0, sunk: 0.0 };
        canvas.write("31415926535897932384", 13.7 + row as f32 * 5.3, 50.0 + row as f32 * 50.0, manner);
    }
    image::RgbImage::from_raw(800, 800, canvas.rgb).expect("a whole picture")
}

#[test]
fn the_grid_of_an_earlier_saving_shows() {
    let page = page();
    let saved = |page: &image::RgbImage, quality: u8| {
        let mut out = std::io::Cursor::new(Vec::new());
        JpegEncoder::new_with_quality(&mut out, quality).encode_image(page).expect("a JPEG");
        load_from_memory(out.get_ref()).expect("a picture").to_rgb8()
    };
    let pixels = |page: &image::RgbImage| grid::of(Pixels { rgb: page.as_raw(), width: page.width() });
    assert_eq!(pixels(&page), None);
    let jpeg = saved(&page, 70);
    assert_eq!(pixels(&jpeg), Some((0, 0)));
    let cropped = crop_imm(&jpeg, 3, 6, 700, 700).to_image();
    assert_eq!(pixels(&cropped), Some((5, 2)));
    let is_said = |page: &image::RgbImage, jpeg: Option<Jpeg>| {
        let metadata = Metadata { jpeg, ..Metadata::default() };
        !of_file("a", &metadata, Device::Android, Pixels { rgb: page.as_raw(), width: page.width() })
            .is_empty()
    };
    assert!(!is_said(&page, None) && !is_said(&jpeg, Some(Jpeg::default())));
    assert!(is_said(&jpeg, None) && is_said(&cropped, None) && is_said(&cropped, Some(Jpeg::default())));
}
