//! Metadata where it usually stands, and where somebody meant harm.

use super::*;
use std::io::Cursor;

fn read(bytes: Vec<u8>) -> Metadata {
    Metadata::read(&mut Cursor::new(bytes)).expect("bytes in memory can be read")
}

const FIRST: &[(u16, &str)] =
    &[(0x0131, "Adobe Photoshop CC 2019 (Windows)"), (0x0132, "2019:05:10 13:05:57")];
const SECOND: &[(u16, &str)] = &[(0x9003, "2019:05:09 10:00:01"), (0x9011, "+08:00"), (0x9286, "Screenshot")];

fn wanted() -> Exif {
    Exif {
        taken: Some("2019:05:09 10:00:01".to_owned()),
        taken_offset: Some("+08:00".to_owned()),
        changed: Some("2019:05:10 13:05:57".to_owned()),
        changed_offset: None,
        is_screenshot: true,
    }
}

#[test]
fn exif_of_jpeg_and_png() {
    let jpeg =
        read(sample::jpeg(&[(0xe0, b"JFIF\0"), (0xe1, &sample::app1(FIRST, SECOND)), (0xee, b"Adobe\0d")]));
    assert_eq!(jpeg.exif, wanted());
    assert_eq!(jpeg.programs, ["Adobe Photoshop CC 2019 (Windows)"]);
    assert_eq!(jpeg.jpeg, Some(Jpeg { table: None, adobe: true, ducky: false }));
    let png = read(sample::png(&[
        (b"IHDR", &[0; 13]),
        (b"IDAT", &[0; 99]),
        (b"eXIf", &sample::tiff(FIRST, SECOND)),
    ]));
    assert_eq!(png.exif, wanted());
    assert_eq!(png.jpeg, None);
}

#[test]
fn programs_in_texts_and_packets() {
    let packet = br#"<x:xmpmeta><rdf:Description xmp:CreatorTool="Adobe Photoshop Lightroom 9" photoshop:DateCreated="2021-02-03T04:05:06+08:00">
        <xmpMM:History><rdf:li stEvt:softwareAgent='GIMP 2.10'/></xmpMM:History>
        <exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">Screenshot</rdf:li></rdf:Alt></exif:UserComment>"#;
    let text = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], packet].concat();
    let png = read(sample::png(&[(b"tEXt", b"Software\0Snapseed 2.0"), (b"iTXt", &text)]));
    assert_eq!(png.programs, ["Snapseed 2.0", "Adobe Photoshop Lightroom 9", "GIMP 2.10"]);
    assert_eq!(png.exif.taken.as_deref(), Some("2021-02-03T04:05:06+08:00"));
    assert!(png.exif.is_screenshot);
    let segment = [&b"http://ns.adobe.com/xap/1.0/\0"[..], packet].concat();
    let jpeg = read(sample::jpeg(&[(0xe1, &segment), (0xfe, b"Created with GIMP\0"), (0xec, b"Ducky\0")]));
    assert_eq!(jpeg.programs, ["Adobe Photoshop Lightroom 9", "GIMP 2.10", "Created with GIMP"]);
    assert!(jpeg.jpeg.is_some_and(|jpeg| jpeg.ducky));
}

#[test]
fn the_first_table_of_brightness_is_kept() {
    let tables = [&[0x01][..], &[7; 64], &[0x10], &[1, 2].repeat(64), &[0x00], &[9; 64]].concat();
    let jpeg = read(sample::jpeg(&[(0xdb, &tables)])).jpeg.expect("a JPEG");
    assert_eq!(jpeg.table, Some([0x0102; 64]));
}

proptest::proptest! {
    #[test]
    fn no_damage_breaks_it(seed: u64, cut: usize, flips in proptest::collection::vec((0usize..4096, 0u8..=255), 0..24)) {
        let exif = sample::app1(FIRST, SECOND);
        let kinds = [
            sample::jpeg(&[(0xe1, &exif), (0xdb, &[0; 65])]),
            sample::png(&[(b"eXIf", &exif[6..]), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0xmp:CreatorTool=")]),
        ];
        let mut bytes = kinds[(seed % 2) as usize].clone();
        for (at, value) in flips {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        bytes.truncate(cut % (bytes.len() + 1));
        read(bytes);
    }
}
