//! To be run by hand: a measurement beside another program, and strangers' vouchers to be looked at.

use super::*;

/// Originals that lie in a folder under the names of their digests.
struct Folder(PathBuf);

impl Originals for Folder {
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn Bytes>> {
        Ok(Box::new(std::fs::File::open(self.0.join(sha256.hex()))?))
    }
}

/// `JUZHENG_SCREENSHOTS` names a folder of pictures, `JUZHENG_OUT` the file to write: to be measured from outside beside
/// `img2pdf`, with `/usr/bin/time -v`.
#[test]
#[ignore = "a measurement, which needs a folder of pictures"]
fn a_folder_of_screenshots() {
    let named = |name| PathBuf::from(std::env::var_os(name).expect(name));
    let (folder, out) = (named("JUZHENG_SCREENSHOTS"), named("JUZHENG_OUT"));
    let fonts = fonts();
    let kept = Folder(folder.clone());
    let shown = Shown::new(&kept, &fonts);
    let mut out = io::BufWriter::with_capacity(1 << 20, std::fs::File::create(out).expect("a file"));
    let mut sink: &mut dyn Write = &mut out;
    let mut writer = PdfWriter::begin(&fonts, &shown, &mut sink).expect("a file");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    let count = names.len();
    for name in names {
        let source = Digest::from_hex(&name.to_string_lossy()).expect("names are digests");
        let [w, h] = shown.picture_size(&source).expect("a picture");
        let tall = 620.0;
        let frame = [LEFT, 100.0, tall * w as f32 / h as f32, tall];
        let text = Item::Text { x: LEFT, y: 95.0, size: 9.0, grey: 0.0, face: 0, text: source.hex() };
        writer.page(vec![picture(source, frame, [0, 0, w, h]), text]).expect("a page");
    }
    writer.finish((0..count).map(|_| Closing::default()), &[], &metadata(), &[]).expect("a PDF");
    out.flush().expect("a file");
}

/// `JUZHENG_VOUCHERS` names a folder of PDFs, `JUZHENG_OUT` the folder for what becomes of them: each page of each taken over,
/// and a line about it.
#[test]
#[ignore = "needs a folder of PDFs"]
fn a_folder_of_vouchers() {
    let named = |name| PathBuf::from(std::env::var_os(name).expect(name));
    let (folder, out) = (named("JUZHENG_VOUCHERS"), named("JUZHENG_OUT"));
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let fonts = fonts();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")) {
        let mut kept = Kept::default();
        let source = kept.keep(std::fs::read(path).expect("a file"));
        let shown = Shown::new(&kept, &fonts);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let voucher = match shown.voucher(&source) {
            Ok(voucher) => voucher,
            Err(unshown) => {
                writeln!(io::stderr(), "{name}: {unshown:?}").expect("a terminal");
                continue;
            }
        };
        let pages = (1..).zip(&voucher.views).map(|(page, view)| {
            let scale = (450.0 / view.width).min(680.0 / view.height);
            vec![sheet(source, page, [LEFT, 90.0, view.width * scale, view.height * scale])]
        });
        let (pdf, is_archive) = printed(&kept, pages.take(40).collect(), &[]);
        let as_pictures = voucher.views.iter().filter(|view| view.as_picture).count();
        let hindrance = voucher.leaf(1).and_then(|(_, leaf)| leaf.reach.hindrance);
        let faults = if is_archive { archive::faults(&pdf) } else { Vec::new() };
        let pages = voucher.views.len();
        writeln!(
            io::stderr(),
            "{name}: {pages} pages, {as_pictures} as pictures, archive {is_archive} ({hindrance:?}) {faults:?}"
        )
        .expect("a terminal");
        std::fs::write(out.join(name), pdf).expect("a folder");
    }
}
