//! Display lists with pictures and pages of originals, written and read back.

#[path = "../../tests/support/archive.rs"]
mod archive;
mod by_hand;
#[path = "../../tests/support/hostile.rs"]
mod hostile;

use super::*;
use crate::{Pages, layout::LEFT, original::Shown};
use chrono::NaiveDate;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use juzheng_model::{Digest, Originals, port::Bytes};
use std::{
    collections::HashMap,
    io::{self, Cursor},
    path::{Path, PathBuf},
};

#[derive(Default)]
struct Kept(HashMap<Digest, Vec<u8>>);

impl Kept {
    fn keep(&mut self, bytes: Vec<u8>) -> Digest {
        let digest = Digest::sha256(&bytes);
        self.0.insert(digest, bytes);
        digest
    }
}

impl Originals for Kept {
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn Bytes>> {
        let bytes = self.0.get(sha256).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }
}

fn fonts() -> Fonts {
    let folder = std::env::var_os("JUZHENG_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts"), PathBuf::from);
    Fonts::load(&folder).expect("the fonts of the dossier; `cargo xtask setup` fetches them")
}

fn metadata() -> Metadata {
    Metadata {
        title: "图 <1>".into(),
        subject: "试".into(),
        program: "Juzheng 0.1.0".into(),
        date: NaiveDate::from_ymd_opt(2024, 11, 21).expect("a date"),
        material: [1; 16],
        instance: [2; 16],
    }
}

/// The PDF of these pages.
fn printed(kept: &Kept, pages: Vec<Vec<Item>>, attachments: &[Attachment]) -> (Vec<u8>, bool) {
    let fonts = fonts();
    let shown = Shown::new(kept, &fonts);
    let mut out = Vec::new();
    let mut sink: &mut dyn Write = &mut out;
    let mut writer = PdfWriter::begin(&fonts, &shown, &mut sink).expect("memory");
    let count = pages.len();
    pages.into_iter().for_each(|items| writer.page(items).expect("memory"));
    let closings = (0..count).map(|_| Closing::default());
    let ended = writer.finish(closings, &[], &metadata(), attachments).expect("a PDF");
    (out, ended.is_archive)
}

fn picture(source: Digest, frame: [f32; 4], crop: [u32; 4]) -> Item {
    let [x, y, w, h] = frame;
    Item::Picture { x, y, w, h, source, crop, covers: vec![] }
}

fn sheet(source: Digest, page: u32, frame: [f32; 4]) -> Item {
    let [x, y, w, h] = frame;
    Item::PdfPage { x, y, w, h, source, page, covers: vec![] }
}

/// Images in the file, masks left out.
fn images(pdf: &[u8]) -> Vec<Stream> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let mut masks = Vec::new();
    let mut images = Vec::new();
    for (id, object) in &document.objects {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image") {
            masks.extend(stream.dict.get(b"SMask").and_then(Object::as_reference));
            images.push((*id, stream.clone()));
        }
    }
    images.into_iter().filter(|(id, _)| !masks.contains(id)).map(|(_, stream)| stream).collect()
}

/// What the first page looks like, two pixels a point.
fn looks(pdf: &[u8]) -> RgbImage {
    let pages = Pages::open_in(pdf.to_vec(), &fonts()).expect("a PDF");
    let png = pages.picture(1, (WIDTH * 2.0) as u32).expect("a page");
    image::load_from_memory(&png).expect("a PNG").into_rgb8()
}

fn at(picture: &RgbImage, x: f32, y: f32) -> [u8; 3] {
    picture.get_pixel((x * 2.0) as u32, (y * 2.0) as u32).0
}

fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 24)
}

const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 160, 30], [30, 30, 220], [240, 240, 240]];

/// 60 × 40 in four colours.
fn quarters() -> RgbImage {
    RgbImage::from_fn(60, 40, |x, y| Rgb(QUARTERS[usize::from(x >= 30) + 2 * usize::from(y >= 20)]))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("memory");
    file.into_inner()
}

/// A JPEG that says it is to be turned so.
fn turned_jpeg(orientation: u8) -> Vec<u8> {
    let jpeg = encoded(&quarters().into(), ImageFormat::Jpeg);
    let exif = [
        &b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..],
        &[orientation, 0, 0, 0, 0, 0, 0],
    ]
    .concat();
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn qpdf(pdf: &[u8]) {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), pdf).expect("a temporary file");
    let ran = std::process::Command::new("qpdf").arg("--check").arg(file.path()).output().expect("qpdf");
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn pictures_of_every_kind_look_as_they_are() {
    let opaque = RgbaImage::from_fn(60, 40, |x, y| {
        let [r, g, b] = quarters().get_pixel(x, y).0;
        Rgba([r, g, b, 255])
    });
    let mut glass = opaque.clone();
    glass.enumerate_pixels_mut().filter(|(x, ..)| *x < 30).for_each(|(.., pixel)| pixel.0[3] = 0);
    let rgb = DynamicImage::from(quarters());
    let rows: [(&str, Vec<u8>); 9] = [
        ("jpeg", encoded(&rgb, ImageFormat::Jpeg)),
        ("png", encoded(&rgb, ImageFormat::Png)),
        ("opaque", encoded(&opaque.into(), ImageFormat::Png)),
        ("glass", encoded(&glass.into(), ImageFormat::Png)),
        ("16 bits", encoded(&rgb.to_rgb16().into(), ImageFormat::Png)),
        ("gif", encoded(&rgb, ImageFormat::Gif)),
        ("bmp", encoded(&rgb, ImageFormat::Bmp)),
        ("webp", encoded(&rgb, ImageFormat::WebP)),
        ("tiff", encoded(&rgb, ImageFormat::Tiff)),
    ];
    for (name, original) in rows {
        let mut kept = Kept::default();
        let source = kept.keep(original.clone());
        let (pdf, is_archive) =
            printed(&kept, vec![vec![picture(source, [100.0, 100.0, 300.0, 200.0], [0, 0, 60, 40])]], &[]);
        assert!(is_archive && archive::faults(&pdf).is_empty(), "{name}: {:?}", archive::faults(&pdf));
        qpdf(&pdf);
        let seen = looks(&pdf);
        for (ix, colour) in QUARTERS.into_iter().enumerate() {
            let (x, y) = (175.0 + 150.0 * (ix % 2) as f32, 150.0 + 100.0 * (ix / 2) as f32);
            let want = if name == "glass" && ix % 2 == 0 { [255; 3] } else { colour };
            assert!(is_near(at(&seen, x, y), want), "{name} {ix}: {:?} {want:?}", at(&seen, x, y));
        }
        let [image] = &images(&pdf)[..] else { panic!("{name}: one image") };
        assert_eq!(image.dict.has(b"SMask"), name == "glass", "{name}");
        assert_eq!(image.content == original, name == "jpeg", "{name}");
        if name == "png" {
            let at = memchr::memmem::find(&original, &image.content);
            assert!(at.is_some(), "the packed pixels are those of the original");
        }
    }
}

#[test]
fn pictures_are_turned_upright() {
    for orientation in 1..=8 {
        let mut kept = Kept::default();
        let source = kept.keep(turned_jpeg(orientation));
        let mut upright = DynamicImage::from(quarters());
        upright
            .apply_orientation(image::metadata::Orientation::from_exif(orientation).expect("one of eight"));
        let (w, h) = (upright.width(), upright.height());
        let frame = [100.0, 100.0, w as f32 * 5.0, h as f32 * 5.0];
        let (pdf, _) = printed(&kept, vec![vec![picture(source, frame, [0, 0, w, h])]], &[]);
        let seen = looks(&pdf);
        for (x, y) in [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)] {
            let want = upright.to_rgb8().get_pixel(x, y).0;
            let found = at(&seen, 100.0 + x as f32 * 5.0, 100.0 + y as f32 * 5.0);
            assert!(is_near(found, want), "{orientation} at {x}, {y}: {found:?} {want:?}");
        }
        let [image] = &images(&pdf)[..] else { panic!("one image") };
        assert_eq!(image.content, turned_jpeg(orientation), "turned by the page, not in the file");
    }
}

#[test]
fn stretches_of_a_picture_share_it() {
    let mut kept = Kept::default();
    let source = kept.keep(encoded(&quarters().into(), ImageFormat::Jpeg));
    let upper = picture(source, [100.0, 100.0, 300.0, 100.0], [0, 0, 60, 20]);
    let lower = picture(source, [100.0, 300.0, 150.0, 100.0], [30, 20, 30, 20]);
    let again = picture(source, [LEFT, 100.0, 60.0, 40.0], [0, 0, 60, 40]);
    let (pdf, _) = printed(&kept, vec![vec![upper, lower], vec![again]], &[]);
    assert_eq!(images(&pdf).len(), 1);
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    let seen = looks(&pdf);
    for (x, y, want) in [
        (110.0, 110.0, QUARTERS[0]),
        (390.0, 190.0, QUARTERS[1]),
        (110.0, 210.0, [255; 3]),
        (110.0, 310.0, QUARTERS[3]),
        (240.0, 390.0, QUARTERS[3]),
        (260.0, 350.0, [255; 3]),
        (90.0, 150.0, [255; 3]),
    ] {
        assert!(is_near(at(&seen, x, y), want), "{x}, {y}: {:?}", at(&seen, x, y));
    }
}

#[test]
fn what_is_covered_is_not_in_the_file() {
    for (name, original) in [("jpeg", turned_jpeg(6)), ("png", encoded(&quarters().into(), ImageFormat::Png))]
    {
        let mut kept = Kept::default();
        let source = kept.keep(original.clone());
        let [w, h] = crate::original::Head::of(&original).expect("a picture").upright();
        let item = Item::Picture {
            x: 100.0,
            y: 100.0,
            w: w as f32 * 5.0,
            h: h as f32 * 5.0,
            source,
            crop: [0, 0, w, h],
            covers: vec![[0, 0, w / 2, h / 2], [w - 4, h - 4, 900, 900]],
        };
        let (pdf, _) = printed(&kept, vec![vec![item]], &[]);
        let seen = looks(&pdf);
        assert!(is_near(at(&seen, 105.0, 105.0), [0; 3]), "{name}");
        assert!(
            is_near(at(&seen, 100.0 + w as f32 * 5.0 - 4.0, 100.0 + h as f32 * 5.0 - 4.0), [0; 3]),
            "{name}"
        );
        let [image] = &images(&pdf)[..] else { panic!("{name}: one image") };
        assert_ne!(image.content, original, "{name}");
        assert!(memchr::memmem::find(&pdf, &original[original.len() / 2..]).is_none(), "{name}");
        if name == "jpeg" {
            let derived = image::load_from_memory(&image.content).expect("a JPEG").into_rgb8();
            assert!(is_near(derived.get_pixel(2, 2).0, [0; 3]), "{:?}", derived.get_pixel(2, 2));
        }
    }
}

#[test]
fn what_cannot_be_shown_is_named() {
    let png = encoded(&quarters().into(), ImageFormat::Png);
    let mut huge = png.clone();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut kept = Kept::default();
    let sources = [
        kept.keep(png[..png.len() / 2].to_vec()),
        kept.keep(huge),
        kept.keep(b"no picture".to_vec()),
        kept.keep(encoded(&quarters().into(), ImageFormat::Jpeg)[..300].to_vec()),
        kept.keep(b"%PDF-1.7 but nothing more".to_vec()),
        Digest::sha256(b"never kept"),
    ];
    let mut items: Vec<Item> =
        sources.iter().map(|source| picture(*source, [100.0, 100.0, 60.0, 40.0], [0, 0, 60, 40])).collect();
    items.extend(sources.iter().map(|source| sheet(*source, 1, [100.0, 100.0, 60.0, 40.0])));
    let (pdf, _) = printed(&kept, vec![items], &[]);
    qpdf(&pdf);
    assert!(images(&pdf).is_empty());
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
}

/// A page with a word, a stamp on it, and things that act.
fn voucher(rotate: u32) -> Vec<u8> {
    let page = format!(
        "/MediaBox [0 0 400 300] /CropBox [0 0 380 280] /Rotate {rotate} \
         /Resources << /Font << /F 5 0 R >> >> /Annots [6 0 R 8 0 R] /AA << /O 9 0 R >>"
    );
    let content = hostile::stream(
        "",
        b"1 0 0 rg 20 200 100 60 re f BT /F 24 Tf 30 100 Td (VOUCHER 42) Tj ET q q 2 0 0 2 0 0 cm",
    );
    hostile::one_page(
        &page,
        content,
        vec![
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
            b"<< /Type /Annot /Subtype /Stamp /Rect [250 20 350 120] /F 4 /AP << /N 7 0 R >> /A 9 0 R >>"
                .to_vec(),
            hostile::stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", b"0 0 1 rg 0 0 10 10 re f"),
            b"<< /Type /Annot /Subtype /Stamp /Rect [150 20 200 120] /F 2 /AP << /N 7 0 R >> >>".to_vec(),
            b"<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>".to_vec(),
        ],
    )
}

#[test]
fn pages_of_vouchers_are_taken_over_as_they_are() {
    for rotate in [0, 90, 180, 270] {
        let mut kept = Kept::default();
        let original = voucher(rotate);
        let source = kept.keep(original.clone());
        let theirs = Pages::open(original).expect("a PDF");
        let (w, h) = theirs.size(1).expect("a page");
        let (pdf, is_archive) = printed(&kept, vec![vec![sheet(source, 1, [100.0, 100.0, w, h])]], &[]);
        qpdf(&pdf);
        assert!(!is_archive, "Helvetica is not embedded");
        assert!(images(&pdf).is_empty(), "no picture of it");
        let document = Document::load_mem(&pdf).expect("a PDF");
        let all = format!("{:?}", document.objects);
        assert!(!all.contains("JavaScript") && !all.contains("alert"), "nothing acts");
        let seen = looks(&pdf);
        let want = theirs.picture(1, (w * 2.0) as u32).expect("a page");
        let want = image::load_from_memory(&want).expect("a PNG").into_rgb8();
        let mut differing = 0;
        for (x, y, pixel) in want.enumerate_pixels() {
            let here = seen.get_pixel(x + 200, y + 200);
            differing += u32::from(!is_near(here.0, pixel.0));
        }
        assert!(differing < want.width() * want.height() / 100, "{rotate}: {differing} pixels differ");
        assert!(want.pixels().any(|pixel| is_near(pixel.0, [0, 0, 255])), "the stamp is drawn");
    }
}

#[test]
fn chinese_in_a_font_that_is_not_there_becomes_a_picture() {
    let page = format!("{} /Resources << /Font << /F 5 0 R >> >>", hostile::A4);
    let content = hostile::stream("", b"BT /F 40 Tf 100 700 Td <501F6B3E4E1D> Tj ET");
    let original = hostile::one_page(
        &page,
        content,
        vec![
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
                .to_vec(),
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R \
              /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
                .to_vec(),
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 \
              /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
                .to_vec(),
        ],
    );
    let mut kept = Kept::default();
    let source = kept.keep(original);
    let (pdf, is_archive) = printed(&kept, vec![vec![sheet(source, 1, [0.0, 0.0, WIDTH, HEIGHT])]], &[]);
    assert!(is_archive && archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    assert_eq!(images(&pdf).len(), 1);
    let seen = looks(&pdf);
    assert!(seen.pixels().any(|pixel| is_near(pixel.0, [0; 3])), "something is drawn");
}

#[test]
fn our_own_pages_taken_over_stay_an_archive() {
    let mut kept = Kept::default();
    let jpeg = kept.keep(encoded(&quarters().into(), ImageFormat::Jpeg));
    let text = |y, text: &str| Item::Text { x: 100.0, y, size: 12.0, grey: 0.0, face: 0, text: text.into() };
    let inner = vec![picture(jpeg, [100.0, 300.0, 60.0, 40.0], [0, 0, 60, 40]), text(200.0, "凭证第一页")];
    let (pdf, _) = printed(&kept, vec![inner, vec![text(200.0, "凭证第二页")]], &[]);
    let source = kept.keep(pdf);
    let outer = |page| vec![sheet(source, page, [100.0, 100.0, WIDTH * 0.7, HEIGHT * 0.7])];
    let (pdf, is_archive) = printed(&kept, vec![outer(1), outer(2), outer(1)], &[]);
    assert!(is_archive);
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    assert_eq!(images(&pdf).len(), 1);
    let document = Document::load_mem(&pdf).expect("a PDF");
    let files = document.objects.values().filter(|o| o.as_dict().is_ok_and(|d| d.has(b"FontFile2"))).count();
    assert_eq!(files, 1, "the font of the source, once");
}

#[test]
fn covered_pages_are_pictures() {
    let mut kept = Kept::default();
    let source = kept.keep(voucher(0));
    let covers = vec![[20, 20, 100, 60]];
    let item = Item::PdfPage { x: 100.0, y: 100.0, w: 380.0, h: 280.0, source, page: 1, covers };
    let (pdf, is_archive) = printed(&kept, vec![vec![item]], &[]);
    assert!(is_archive && archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    let seen = looks(&pdf);
    assert!(is_near(at(&seen, 150.0, 140.0), [0; 3]), "the red field is covered");
    let above = seen.enumerate_pixels().filter(|(_, y, _)| *y < 400);
    assert!(
        above.into_iter().all(|(_, _, pixel)| !is_near(pixel.0, [255, 0, 0])),
        "the word below is red, too"
    );
    assert_eq!(images(&pdf).len(), 1);
}

#[test]
fn hostile_vouchers_cost_their_own_place_only() {
    let mut kept = Kept::default();
    for (ix, file) in [
        hostile::bomb(),
        hostile::a_form_in_itself(),
        hostile::brackets(),
        hostile::pages_in_a_circle(),
        hostile::great_picture(),
        hostile::sides("0 0 1e30 1e30"),
    ]
    .into_iter()
    .enumerate()
    {
        eprintln!("{ix} {:?}", std::time::SystemTime::now());
        let source = kept.keep(file);
        let (pdf, _) = printed(&kept, vec![vec![sheet(source, 1, [100.0, 100.0, 300.0, 300.0])]], &[]);
        assert!(pdf.len() < 4 << 20, "{}", pdf.len());
        qpdf(&pdf);
    }
}

#[test]
fn attachments_are_in_the_file() {
    let attachment = |name: &str, bytes: &[u8]| Attachment {
        name: name.into(),
        media_type: "application/json".into(),
        description: "材料清单".into(),
        bytes: bytes.to_vec(),
    };
    let attachments = [attachment("清单.json", b"{\"a\":1}"), attachment("a.json", b"{}")];
    let item = Item::Text { x: 100.0, y: 100.0, size: 12.0, grey: 0.0, face: 0, text: "附件".into() };
    let (pdf, is_archive) = printed(&Kept::default(), vec![vec![item]], &attachments);
    assert!(is_archive && archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &pdf).expect("a temporary file");
    let show = |key: &str| {
        let ran = std::process::Command::new("qpdf").arg(key).arg(file.path()).output().expect("qpdf");
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    assert_eq!(show("--show-attachment=清单.json"), "{\"a\":1}");
    assert!(show("--list-attachments").contains("a.json"));
}
