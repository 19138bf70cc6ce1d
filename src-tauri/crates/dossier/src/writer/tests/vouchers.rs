//! Pages of strangers' PDFs: taken over as they are, or as pictures, and never with what acts.

use super::*;

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
    for file in
        [hostile::bomb(), hostile::a_form_in_itself(), hostile::brackets(), hostile::pages_in_a_circle()]
    {
        let source = kept.keep(file);
        let (pdf, _) = printed(&kept, vec![vec![sheet(source, 1, [100.0, 100.0, 300.0, 300.0])]], &[]);
        assert!(pdf.len() < 4 << 20, "{}", pdf.len());
        qpdf(&pdf);
    }
}
