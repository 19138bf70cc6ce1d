//! Pages as pictures: our own dossier as another program draws it, strangers' files, and files made to do harm.

#[path = "support/hostile.rs"]
mod hostile;
mod support;

use image::{GrayImage, ImageFormat, imageops};
use juzheng_dossier::{Error, Gaps, Pages};
use std::{path::Path, sync::LazyLock};
use support::{fonts, foreign, large, options, pdf, specimen};

/// The dossier of the specimen.
static DOSSIER: LazyLock<Vec<u8>> = LazyLock::new(|| pdf(&specimen(), &options(Gaps::Shown)).0);

fn open(bytes: &[u8]) -> Result<Pages, Error> {
    Pages::open(bytes.to_vec())
}

fn grey(png: &[u8]) -> GrayImage {
    image::load_from_memory_with_format(png, ImageFormat::Png).expect("a PNG").to_luma8()
}

/// The ink of a page on a coarse grid, which small differences of the drawing do not change.
fn ink(picture: &GrayImage) -> Vec<u8> {
    imageops::resize(picture, 100, 141, imageops::FilterType::Triangle).into_raw()
}

fn difference(one: &GrayImage, other: &GrayImage) -> f64 {
    let (one, other) = (ink(one), ink(other));
    let sum: u64 = one.iter().zip(&other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.len() as f64
}

/// What poppler draws of a page.
fn by_poppler(bytes: &[u8], page: usize, width: u32) -> GrayImage {
    let (page, width) = (page.to_string(), width.to_string());
    let arguments =
        ["-png", "-singlefile", "-f", &page, "-scale-to-x", &width, "-scale-to-y", "-1"].map(str::as_ref);
    grey(&foreign("pdftoppm", bytes, &arguments, &[]))
}

#[test]
fn a_dossier_looks_as_another_program_draws_it() {
    let pages = open(&DOSSIER).expect("a dossier");
    let drawn: Vec<GrayImage> =
        (1..=pages.count()).map(|page| grey(&pages.picture(page, 1000).expect("a page"))).collect();
    for (number, picture) in (1..).zip(&drawn) {
        assert_eq!((picture.width(), picture.height()), (1000, 1414), "page {number}");
        let size = pages.size(number).expect("a size");
        assert!((size.0 - 595.276).abs() < 0.01 && (size.1 - 841.89).abs() < 0.01, "{size:?}");
        let same = difference(picture, &by_poppler(&DOSSIER, number, 1000));
        assert!(same < 1.2, "page {number}: {same}");
    }
    // The measure tells pages apart.
    let others = difference(&drawn[3], &drawn[5]);
    assert!(others > 4.0, "{others}");
}

#[test]
fn a_picture_has_the_width_that_is_wished_within_bounds() {
    let pages = open(&DOSSIER).expect("a dossier");
    let size = |width| {
        let picture = grey(&pages.picture(1, width).expect("a page"));
        (picture.width(), picture.height())
    };
    assert_eq!(size(0), (1, 1));
    assert_eq!(size(140), (140, 198));
    let (width, height) = size(u32::MAX);
    assert!(width * height <= 16_010_000 && width > 3_300, "{width} x {height}");
    for page in [0, pages.count() + 1, usize::MAX] {
        assert!(matches!(pages.picture(page, 100), Err(Error::NoSuchPage { .. })), "{page}");
        assert!(matches!(pages.size(page), Err(Error::NoSuchPage { .. })), "{page}");
    }
}

#[test]
fn the_same_page_is_the_same_picture_on_every_thread() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&open(&DOSSIER).expect("a dossier"));
    let pages = open(&DOSSIER).expect("a dossier");
    let first = pages.picture(4, 400).expect("a page");
    std::thread::scope(|scope| {
        let draw = || (0..5).all(|_| pages.picture(4, 400).is_ok_and(|again| again == first));
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(draw)).collect();
        assert!(threads.into_iter().all(|thread| thread.join().expect("no panic")));
    });
}

#[test]
fn a_turned_and_cropped_page_is_shown_as_it_is_looked_at() {
    let content = hostile::stream("", b"100 100 100 400 re f");
    let page = "/MediaBox [0 0 595 842] /CropBox [100 100 500 700] /Rotate 90";
    let pages = open(&hostile::one_page(page, content, vec![])).expect("a page");
    assert_eq!(pages.size(1).expect("a size"), (600.0, 400.0));
    let picture = grey(&pages.picture(1, 600).expect("a picture"));
    assert_eq!((picture.width(), picture.height()), (600, 400));
    // What stood at the left of the foot lies at the left of the head.
    let dark = [(10, 10), (390, 90)].map(|(x, y)| picture.get_pixel(x, y)[0]);
    let light = [(10, 110), (410, 10), (590, 390)].map(|(x, y)| picture.get_pixel(x, y)[0]);
    assert!(dark == [0; 2] && light == [255; 3], "{dark:?} {light:?}");
}

/// A page in a Chinese font that the file does not contain.
fn without_its_font() -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [\
        << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 \
        /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>] >>";
    let words: String = "转账电子凭证".encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    let content = format!("BT /F 60 Tf 100 400 Td <{words}> Tj ET");
    let page = format!("{} /Resources << /Font << /F {font} >> >>", hostile::A4);
    hostile::one_page(&page, hostile::stream("", content.as_bytes()), vec![])
}

#[test]
fn chinese_in_a_font_that_is_missing_is_drawn_in_ours() {
    let bytes = without_its_font();
    let black = |pages: Pages| {
        let picture = grey(&pages.picture(1, 595).expect("a picture"));
        picture.pixels().filter(|pixel| pixel[0] < 100).count()
    };
    let ours = black(Pages::open_in(bytes.clone(), &fonts()).expect("a page"));
    assert!(ours > 2_000, "{ours} black pixels are no six signs");
    assert!(black(Pages::open(bytes).expect("a page")) < ours / 4, "it has no other font");
}

#[test]
fn what_is_no_pdf_is_refused() {
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let rows: [(&str, &[u8]); 6] = [
        ("nothing", b""),
        ("a head alone", b"%PDF-1.7\n"),
        ("noise", &noise),
        ("noise with a head", &[b"%PDF-1.7\n", &noise[..]].concat()),
        ("a text", "证据册，不是 PDF".as_bytes()),
        ("a tree of pages without end", &hostile::pages_in_a_circle()),
    ];
    for (what, bytes) in rows {
        assert!(matches!(open(bytes), Err(Error::PdfUnreadable)), "{what}");
    }
}

#[test]
fn a_truncated_file_shows_what_is_left_or_is_refused() {
    let whole = open(&DOSSIER).expect("a dossier").count();
    for tenths in 1..10 {
        match open(&DOSSIER[..DOSSIER.len() * tenths / 10]) {
            Ok(pages) => {
                assert!(pages.count() <= whole);
                (1..=pages.count()).for_each(|page| drop(pages.picture(page, 200)));
            }
            Err(error) => assert!(matches!(error, Error::PdfUnreadable), "{tenths}: {error}"),
        }
    }
}

fn encrypted(bytes: &[u8], user: &str) -> Vec<u8> {
    let out = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = out.path().to_str().expect("a plain path");
    foreign("qpdf", bytes, &["--encrypt", user, "owner", "256", "--"], &[path]);
    std::fs::read(out.path()).expect("what was written")
}

#[test]
fn a_locked_file_says_so_and_one_that_is_only_protected_is_shown() {
    assert!(matches!(open(&encrypted(&DOSSIER, "secret")), Err(Error::PdfLocked)));
    let protected = open(&encrypted(&DOSSIER, "")).expect("anyone may read it");
    let plain = open(&DOSSIER).expect("a dossier");
    assert!(protected.picture(4, 500).expect("a page") == plain.picture(4, 500).expect("a page"));
    // Of a larger one nothing can be measured before it is decrypted.
    let large = pdf(&large(1_500, 1), &options(Gaps::Shown)).0;
    let protected = open(&encrypted(&large, "")).expect("anyone may read it");
    assert!(protected.count() > 500 && protected.picture(300, 100).is_ok());
}

#[test]
fn what_would_exhaust_memory_or_time_is_given_up() {
    let files = [
        ("2 GB of blanks", hostile::bomb()),
        ("2 GB of objects", hostile::bomb_of_objects()),
        ("2 GB in 2 MB in 4 kB", hostile::bomb_in_bomb()),
        ("a billion forms", hostile::a_billion_forms()),
        ("a pattern of a hundred million tiles", hostile::tiles()),
        ("a million grounds", hostile::grounds()),
        ("a billion dashes", hostile::dashes()),
        ("a fax of 3600 megapixels", hostile::great_fax()),
        ("a JPEG of 256 megapixels", hostile::great_picture()),
        ("200,000 pages", hostile::many_pages(200_000)),
    ];
    for (what, bytes) in files {
        let begun = std::time::Instant::now();
        let said = open(&bytes).and_then(|pages| pages.picture(1, 1000));
        assert!(matches!(said, Err(Error::PdfTooLarge { .. })), "{what}: {:?}", said.map(|png| png.len()));
        // On a slow machine under load; alone it is about a second at most.
        assert!(begun.elapsed().as_secs() < 30, "{what}: {:?}", begun.elapsed());
    }
}

#[test]
fn what_is_only_strange_is_shown() {
    let files = [
        ("a form in itself", hostile::a_form_in_itself()),
        ("fifty layers", hostile::layers()),
        ("90,000 pages", hostile::many_pages(90_000)),
        ("no sides", hostile::sides("0 0 0 0")),
        ("sides in the other order", hostile::sides("500 700 -100 -100")),
        ("a side of 10^46 points", hostile::sides(&format!("0 0 1{} 1", "0".repeat(46)))),
        ("a ribbon", hostile::sides("0 0 1 100000")),
        ("a line", hostile::sides("0 0 100000 1")),
    ];
    for (what, bytes) in files {
        let pages = open(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
        let last = pages.count();
        let (width, height) = pages.size(last).expect("a size");
        assert!((1.0..=28_800.0).contains(&width) && (1.0..=28_800.0).contains(&height), "{what}");
        let picture = pages.picture(last, 300).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(grey(&picture).width() <= 300, "{what}");
    }
    drop(open(&hostile::brackets()));
}

#[test]
fn a_page_that_is_given_up_leaves_the_others_be() {
    let good = hostile::stream("", b"0 0 300 300 re f");
    let bad = hostile::stream("", b"[0.000001] 0 d 0 0 m 595000 842000 l S");
    let page = |contents: usize| {
        format!("<< /Type /Page /Parent 2 0 R {} /Contents {contents} 0 R >>", hostile::A4).into_bytes()
    };
    let tree = b"<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>".to_vec();
    let objects = [b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), tree, page(5), page(6), good, bad];
    let pages = open(&hostile::of_objects(&objects)).expect("two pages");
    let first = pages.picture(1, 100).expect("the first");
    assert!(matches!(pages.picture(2, 100), Err(Error::PdfTooLarge { .. })));
    assert!(first == pages.picture(1, 100).expect("the first again"));
}

#[test]
fn damage_anywhere_ends_nothing() {
    // Laid open, so that the damage falls into what is read and not into what cannot be unpacked.
    let out = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = out.path().to_str().expect("a plain path");
    foreign("qpdf", &DOSSIER, &["--qdf", "--object-streams=disable", "--pages", ".", "1,4", "--"], &[path]);
    let whole = std::fs::read(out.path()).expect("what was written");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for round in 0..120 {
        let mut damaged = whole.clone();
        for _ in 0..1 << (round % 8) {
            let at = next(damaged.len());
            match next(3) {
                0 => damaged[at] = next(256) as u8,
                1 => drop(damaged.drain(at..(at + next(40)).min(whole.len() / 2).max(at))),
                _ => damaged[at] ^= 1 << next(8),
            }
        }
        if let Ok(pages) = open(&damaged) {
            (1..=pages.count().min(3)).for_each(|page| drop(pages.picture(page, 120)));
        }
    }
}

/// The PDF files under a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf")))
        .collect();
    found.sort();
    found
}

#[test]
fn pdfs_gathered_elsewhere_are_shown() {
    let Some(folder) = std::env::var_os("JUZHENG_SAMPLES") else {
        eprintln!("skipped: JUZHENG_SAMPLES is not set");
        return;
    };
    let fonts = fonts();
    for path in files(Path::new(&folder)) {
        let bytes = std::fs::read(&path).expect("a sample");
        let pages = Pages::open_in(bytes.clone(), &fonts)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for page in 1..=pages.count().min(5) {
            let picture = grey(&pages.picture(page, 800).expect("a page"));
            // Poppler takes other fonts for those that are missing: what is compared is only where there is something.
            let same = difference(&picture, &by_poppler(&bytes, page, 800));
            assert!(same < 6.0, "{} page {page}: {same}", path.display());
        }
    }
}
