//! Display lists with pictures and pages of originals, written and read back.

#[path = "../../tests/support/archive.rs"]
mod archive;
mod by_hand;
#[path = "../../tests/support/hostile.rs"]
mod hostile;
mod pictures;
mod vouchers;

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
        first_page: 1,
        cover: false,
    }
}

/// The PDF of these pages.
fn printed(kept: &Kept, pages: Vec<Vec<Item>>, attachments: &[Attachment]) -> (Vec<u8>, bool) {
    let fonts = fonts();
    let shown = Shown::new(kept, &fonts);
    let mut out = Vec::new();
    let mut sink: &mut (dyn Write + Send) = &mut out;
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
