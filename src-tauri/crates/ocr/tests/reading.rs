//! The engine with its real networks, on pictures whose text is known because it was drawn here.
//!
//! Without the networks (`cargo xtask setup` fetches them) each test says so and does nothing.

mod drawn;

use drawn::Drawn;
use juzheng_model::{Recognise, port::TextLine};
use juzheng_ocr::{Engine, Error};
use std::{cell::Cell, fs, io, path::PathBuf, sync::LazyLock};

const GREY: [u8; 3] = [237, 237, 237];
const BLACK: [u8; 3] = [25, 25, 25];

fn folder() -> PathBuf {
    let assets = std::env::var_os("JUZHENG_ASSETS").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    assets.unwrap_or_else(beside).join("ocr")
}

/// The engine, or nothing where there are no networks.
fn engine() -> Option<&'static Engine> {
    static ENGINE: LazyLock<Option<Engine>> = LazyLock::new(|| match Engine::open(&folder()) {
        Ok(engine) => Some(engine),
        Err(Error::Missing { path, .. }) => {
            eprintln!("SKIPPED: {} is missing; `cargo xtask setup` fetches it", path.display());
            None
        }
        Err(error) => panic!("{error}"),
    });
    ENGINE.as_ref()
}

fn read(engine: &Engine, drawn: &Drawn) -> Vec<TextLine> {
    engine.recognise(drawn.pixels(), &|| true).unwrap()
}

fn texts(lines: &[TextLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn lines_are_read_with_their_places() {
    let Some(engine) = engine() else { return };
    let mut drawn = Drawn::new(1170, 2532, GREY);
    let rows = [
        ("20260402", [120.0, 300.0], 48.0),
        ("500000", [700.0, 306.0], 48.0),
        ("8137", [60.0, 1500.0], 60.0),
    ];
    for (text, place, size) in rows {
        drawn.number(text, place, size, 0.0, BLACK);
    }
    let lines = read(engine, &drawn);
    assert_eq!(texts(&lines), rows.map(|(text, ..)| text));
    for (line, (text, [x, y], size)) in lines.iter().zip(rows) {
        let [left, top, width, height] = line.bounds.map(|at| at as f32);
        let wide = text.len() as f32 * 6.0 / 7.0 * size;
        assert!((left - x).abs() < 0.6 * size && (top - y).abs() < 0.5 * size, "{line:?}");
        assert!((left + width - x - wide).abs() < 0.8 * size && (height - size).abs() < size, "{line:?}");
        assert_eq!(line.glyphs.iter().map(|glyph| glyph.char).collect::<String>(), line.text);
        for (at, glyph) in line.glyphs.iter().enumerate() {
            let middle = x + (at as f32 * 6.0 + 2.5) * size / 7.0;
            assert!(
                (glyph.x as f32 - middle).abs() < 0.5 * size,
                "{at} of {text}: {} is not {middle}",
                glyph.x
            );
            assert!(glyph.confidence > 500);
        }
    }
    assert_eq!(read(engine, &drawn), lines, "the same picture is read alike");
}

#[test]
fn a_long_capture_keeps_every_line_once() {
    let Some(engine) = engine() else { return };
    // Rows that nothing separates but their own gaps; on the second picture there is not even a row of one colour.
    for patterned in [false, true] {
        let height = if patterned { 6_000 } else { 15_000 };
        let mut drawn = Drawn::new(750, height, GREY);
        if patterned {
            drawn.paint(|x, y| if (x / 4 + y / 4) % 2 == 0 { [236, 236, 236] } else { [212, 216, 214] });
        }
        let numbers: Vec<String> = (0..height / 75).map(|row| format!("{}", 10_234 + row * 731)).collect();
        for (row, number) in numbers.iter().enumerate() {
            let x = if row % 2 == 0 { 90.0 } else { 420.0 };
            drawn.number(number, [x, row as f32 * 75.0 + 20.0], 35.0, 0.0, BLACK);
        }
        let lines = read(engine, &drawn);
        let found = texts(&lines);
        assert_eq!(found.len(), numbers.len(), "{patterned}: {found:?}");
        let wrong = found.iter().zip(&numbers).filter(|(found, number)| *found != number).count();
        assert!(wrong * 50 <= numbers.len(), "{patterned}: {wrong} of {} wrong: {found:?}", numbers.len());
    }
}

#[test]
fn a_tilted_line_is_laid_straight() {
    let Some(engine) = engine() else { return };
    let mut drawn = Drawn::new(1200, 900, GREY);
    drawn.number("302715984603", [150.0, 500.0], 42.0, 0.09, BLACK);
    let lines = read(engine, &drawn);
    assert_eq!(texts(&lines), ["302715984603"]);
    let [left, right, ..] = lines[0].corners;
    let slope = (f64::from(left[1]) - f64::from(right[1])) / (f64::from(right[0]) - f64::from(left[0]));
    assert!((slope - 0.09).abs() < 0.02, "{slope} {:?}", lines[0].corners);
}

#[test]
fn white_on_pale_orange_is_read() {
    let Some(engine) = engine() else { return };
    let mut drawn = Drawn::new(1170, 2532, [253, 225, 195]);
    drawn.number("660451", [300.0, 700.0], 42.0, 0.0, [255, 255, 255]);
    assert_eq!(texts(&read(engine, &drawn)), ["660451"]);
}

#[test]
fn a_second_look_reads_the_same_and_finds_what_stands_alone() {
    let Some(engine) = engine() else { return };
    let mut drawn = Drawn::new(1170, 2532, GREY);
    drawn.number("4096", [300.0, 700.0], 46.0, 0.0, BLACK);
    drawn.number("7", [300.0, 1700.0], 46.0, 0.0, BLACK);
    let again = |bounds| engine.look_again(drawn.pixels(), bounds).unwrap().map(|line| line.text);
    let first = &read(engine, &drawn)[0];
    assert_eq!(again(first.bounds).as_deref(), Some(first.text.as_str()));
    assert_eq!(
        again([220, 1640, 200, 180]).as_deref(),
        Some("7"),
        "drawn in from a box that is much too large"
    );
    for nothing in [[10, 10, 200, 60], [1170, 0, 50, 50], [0, 2532, 9, 9], [5, 5, 0, 0]] {
        assert_eq!(again(nothing), None, "{nothing:?}");
    }
}

#[test]
fn every_shape_of_picture_is_taken() {
    let Some(engine) = engine() else { return };
    for (width, height) in [(1, 1), (1, 4000), (4000, 1), (3, 50), (216, 384), (9000, 40)] {
        let mut drawn = Drawn::new(width, height, GREY);
        drawn.paint(|x, y| if (x * 7 + y * 13) % 11 < 4 { BLACK } else { GREY });
        read(engine, &drawn);
    }
    for (rgb, width) in [(&[][..], 0), (&[1, 2][..], 5), (&[9; 35][..], 4)] {
        let picture = juzheng_model::port::Pixels { rgb, width };
        assert!(engine.recognise(picture, &|| true).unwrap().is_empty());
        assert!(engine.look_again(picture, [0, 0, 9, 9]).unwrap().is_none());
    }
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let Some(engine) = engine() else { return };
    let mut drawn = Drawn::new(750, 4_000, GREY);
    for row in 0..40 {
        drawn.number("123456", [90.0, row as f32 * 100.0 + 20.0], 35.0, 0.0, BLACK);
    }
    for most in [0, 1, 3, 12] {
        let asked = Cell::new(0);
        let stopped = engine.recognise(drawn.pixels(), &|| {
            asked.set(asked.get() + 1);
            asked.get() <= most
        });
        assert_eq!(stopped.unwrap_err().kind(), io::ErrorKind::Interrupted, "{most}");
        assert!(asked.get() <= most + 1, "asked again after no");
    }
}

#[test]
fn only_the_pinned_networks_are_taken() {
    let empty = std::env::temp_dir().join(format!("juzheng-ocr-{}", std::process::id()));
    fs::create_dir_all(&empty).unwrap();
    assert!(matches!(Engine::open(&empty), Err(Error::Missing { .. })));
    for file in ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"] {
        fs::write(empty.join(file), "not a network").unwrap();
    }
    assert!(matches!(Engine::open(&empty), Err(Error::WrongDigest { .. })));
    fs::remove_dir_all(&empty).unwrap();
}
