//! PDF files made to break or exhaust their reader.

#![allow(dead_code, missing_docs, unreachable_pub)] // not every test uses all of it

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn of_objects(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").as_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    offsets.iter().for_each(|at| file.extend(format!("{at:010} 00000 n \n").as_bytes()));
    let size = objects.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    file
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// One page: what its dictionary has besides, its content, and the objects from number 5 on.
pub fn one_page(page: &str, content: Vec<u8>, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>").into_bytes(),
        content,
    ];
    objects.extend(more);
    of_objects(&objects)
}

pub const A4: &str = "/MediaBox [0 0 595 842]";

/// So many megabytes of blanks.
pub fn blanks(megabytes: usize) -> Vec<u8> {
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..megabytes {
        packing.write_all(&[b' '; 1 << 20]).expect("memory");
    }
    packing.finish().expect("memory")
}

/// A page whose content unfolds to gigabytes.
pub fn bomb() -> Vec<u8> {
    one_page(A4, stream("/Filter /FlateDecode", &blanks(2_000)), vec![])
}

/// Objects packed in a stream that unfolds to gigabytes.
pub fn bomb_of_objects() -> Vec<u8> {
    let packed = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &blanks(2_000));
    one_page(A4, stream("", b""), vec![packed])
}

/// Twice packed: a few kilobytes.
pub fn bomb_in_bomb() -> Vec<u8> {
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
    packing.write_all(&blanks(2_000)).expect("memory");
    let twice = packing.finish().expect("memory");
    one_page(A4, stream("/Filter [/FlateDecode /FlateDecode]", &twice), vec![])
}

/// Forms that each draw the next ten times, twelve deep.
pub fn a_billion_forms() -> Vec<u8> {
    let form = |next: usize| {
        let dictionary = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {next} 0 R >> >>"
        );
        stream(&dictionary, "/F Do ".repeat(10).as_bytes())
    };
    let mut forms: Vec<Vec<u8>> = (6..17).map(form).collect();
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f"));
    one_page(&format!("{A4} /Resources << /XObject << /F 5 0 R >> >>"), stream("", b"/F Do"), forms)
}

/// A form that draws itself.
pub fn a_form_in_itself() -> Vec<u8> {
    let resources = "/Resources << /XObject << /F 5 0 R >> >>";
    let form = stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Group << /S /Transparency >>"),
        b"/F Do /F Do",
    );
    one_page(&format!("{A4} {resources}"), stream("", b"/F Do"), vec![form])
}

/// A pattern whose tiles lie over each other a hundred million times.
pub fn tiles() -> Vec<u8> {
    let tile = stream(
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 500 500] /XStep 0.05 /YStep 0.05 /Resources << >>",
        b"0 0 500 500 re f",
    );
    let content = stream("", b"/Pattern cs /P scn 0 0 595 842 re f");
    one_page(&format!("{A4} /Resources << /Pattern << /P 5 0 R >> >>"), content, vec![tile])
}

/// A million grounds, each as large as the page.
pub fn grounds() -> Vec<u8> {
    let content = "0 0 595 842 re f 0 0 m 595 842 l 595 0 l f ".repeat(1_000_000);
    one_page(A4, stream("", content.as_bytes()), vec![])
}

/// A line in dashes too short to see.
pub fn dashes() -> Vec<u8> {
    one_page(A4, stream("", b"[0.000001] 0 d 0 0 m 595000 842000 l S"), vec![])
}

/// A small JPEG that says it has 256 million pixels.
pub fn great_picture() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
    image::ImageEncoder::write_image(encoder, &[99; 300], 10, 10, image::ExtendedColorType::Rgb8)
        .expect("memory");
    let sides = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).expect("a frame") + 5;
    jpeg[sides..sides + 4].copy_from_slice(&[16_000_u16.to_be_bytes(); 2].concat());
    picture("/Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", &jpeg)
}

/// A fax of more pixels than its dictionary says.
pub fn great_fax() -> Vec<u8> {
    let says = "/Width 10 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode";
    picture(&format!("{says} /DecodeParms << /K -1 /Columns 60000 >>"), &[0x35, 0x14])
}

fn picture(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let picture = stream(&format!("/Type /XObject /Subtype /Image {dictionary}"), data);
    let page = format!("{A4} /Resources << /XObject << /I 5 0 R >> >>");
    one_page(&page, stream("", b"100 0 0 100 0 0 cm /I Do"), vec![picture])
}

/// Layers upon layers, each as large as the page.
pub fn layers() -> Vec<u8> {
    let form = |next: usize| {
        let resources = format!("/Resources << /XObject << /F {next} 0 R >> >>");
        let dictionary = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources} /Group << /S /Transparency >>"
        );
        stream(&dictionary, b"/F Do 0 0 595 842 re f")
    };
    let forms: Vec<Vec<u8>> = (6..54).map(form).collect();
    one_page(&format!("{A4} /Resources << /XObject << /F 5 0 R >> >>"), stream("", b"/F Do"), forms)
}

/// A million brackets.
pub fn brackets() -> Vec<u8> {
    let content = [vec![b'['; 1_000_000], b" 0 d <<".repeat(500_000)].concat();
    one_page(&format!("{A4} /X {}", "[".repeat(1_000_000)), stream("", &content), vec![])
}

/// More pages than anybody has.
pub fn many_pages(count: usize) -> Vec<u8> {
    let page = "<< /Type /Page /MediaBox [0 0 9 9] >>".repeat(count);
    of_objects(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {count} /Kids [{page}] >>").into_bytes(),
    ])
}

/// A tree of pages that has no end.
pub fn pages_in_a_circle() -> Vec<u8> {
    of_objects(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R] >>".to_vec(),
        b"<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R] >>".to_vec(),
    ])
}

/// A page of these sides.
pub fn sides(media_box: &str) -> Vec<u8> {
    one_page(&format!("/MediaBox [{media_box}]"), stream("", b"0 0 100 100 re f"), vec![])
}
