//! To be run by hand, with what variables name: measurements beside other programs, and vouchers to be looked at.

use super::*;

/// What these variables name; without them there is nothing to do.
fn named<const N: usize>(variables: [&str; N]) -> Option<[PathBuf; N]> {
    let named: Option<Vec<PathBuf>> =
        variables.iter().map(|name| std::env::var_os(name).map(PathBuf::from)).collect();
    if named.is_none() {
        eprintln!("skipped: {} not set", variables.join(", "));
    }
    named?.try_into().ok()
}

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
fn a_folder_of_screenshots() {
    let Some([folder, out]) = named(["JUZHENG_SCREENSHOTS", "JUZHENG_OUT"]) else { return };
    let fonts = fonts();
    let kept = Folder(folder.clone());
    let shown = Shown::new(&kept, &fonts);
    let mut out = io::BufWriter::with_capacity(1 << 20, std::fs::File::create(out).expect("a file"));
    let mut sink: &mut (dyn Write + Send) = &mut out;
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
fn a_folder_of_vouchers() {
    let Some([folder, out]) = named(["JUZHENG_VOUCHERS", "JUZHENG_OUT"]) else { return };
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

/// Writes pages down, an item a line, for another writer.
struct Dump(io::BufWriter<std::fs::File>);

impl Press for Dump {
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error> {
        writeln!(self.0, "P")?;
        for item in items {
            match item {
                Item::Text { x, y, size, grey, face, text } => {
                    writeln!(self.0, "T\t{x}\t{y}\t{size}\t{grey}\t{face}\t{text}")?;
                }
                Item::Rule { from, to, thick, grey } => {
                    writeln!(self.0, "R\t{}\t{}\t{}\t{}\t{thick}\t{grey}", from.0, from.1, to.0, to.1)?;
                }
                Item::Fill { x, y, w, h, grey } => writeln!(self.0, "F\t{x}\t{y}\t{w}\t{h}\t{grey}")?,
                Item::Sign { .. } | Item::Code { .. } | Item::Picture { .. } | Item::PdfPage { .. } => {}
            }
        }
        Ok(())
    }
}

/// Lays a table of 50,000 rows and writes the display list to `JUZHENG_TABLE`.
#[test]
fn the_list_of_a_long_table() {
    use crate::{
        fonts::Coverage,
        layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, Para, Row, Running, Table},
    };
    const COLUMNS: [Column; 5] = [
        Column { width: 40.0, title: "序号", align: Align::Left },
        Column { width: 110.0, title: "时间", align: Align::Left },
        Column { width: 60.0, title: "发送人", align: Align::Left },
        Column { width: CONTENT_WIDTH - 280.0, title: "内容", align: Align::Left },
        Column { width: 70.0, title: "金额", align: Align::Right },
    ];
    let Some([out]) = named(["JUZHENG_TABLE"]) else { return };
    let fonts = fonts();
    let mut coverage = Coverage::of(&fonts);
    let mut dump = Dump(io::BufWriter::new(std::fs::File::create(out).expect("a file")));
    let running = Running::new("五万行".into(), Digest([0; 32]), "量");
    let mut flow = Flow::new(&mut coverage, &mut dump, running, false);
    let table = Table::new(&COLUMNS);
    table.head(&mut flow).expect("a file");
    let said = [
        "晓岚，最近店里周转有点紧，想跟你借一点，下个月就还，行不行？",
        "可以，但要写借条。",
        "收到了，谢谢！",
    ];
    for n in 0..50_000_usize {
        let cells = vec![
            vec![Para::new(FIGURE, n.to_string())],
            vec![Para::new(
                FIGURE,
                format!("2024-{:02}-{:02} 10:{:02}:{:02}", n % 12 + 1, n % 28 + 1, n % 60, n % 59),
            )],
            vec![Para::new(CELL, if n % 2 == 0 { "林晓岚" } else { "周启明" })],
            vec![Para::new(CELL, said[n % 3])],
            vec![Para::new(FIGURE, format!("{}.00", n * 7 % 90_000)).align(Align::Right)],
        ];
        table.row(&mut flow, &Row { cells, ..Row::default() }).expect("a file");
    }
    flow.finish().expect("a file");
    dump.0.flush().expect("a file");
}

/// Writes the pages of the display list in `JUZHENG_LIST` to `JUZHENG_OUT`.
#[test]
fn a_list_is_written() {
    use io::BufRead;
    let Some([list, out]) = named(["JUZHENG_LIST", "JUZHENG_OUT"]) else { return };
    let fonts = fonts();
    let kept = Kept::default();
    let shown = Shown::new(&kept, &fonts);
    let mut out = io::BufWriter::with_capacity(1 << 20, std::fs::File::create(out).expect("a file"));
    let mut sink: &mut (dyn Write + Send) = &mut out;
    let mut writer = PdfWriter::begin(&fonts, &shown, &mut sink).expect("a file");
    let list = io::BufReader::new(std::fs::File::open(list).expect("a list"));
    let (mut items, mut pages) = (Vec::new(), 0);
    for line in list.lines() {
        let line = line.expect("a list");
        let mut fields = line.split('\t');
        let kind = fields.next().unwrap_or_default();
        let mut number = || fields.next().and_then(|field| field.parse::<f32>().ok()).expect("a number");
        match kind {
            "T" => {
                let (x, y, size, grey, face) = (number(), number(), number(), number(), number() as u8);
                let text = fields.next().unwrap_or_default().to_owned();
                items.push(Item::Text { x, y, size, grey, face, text });
            }
            "R" => {
                let (from, to) = ((number(), number()), (number(), number()));
                items.push(Item::Rule { from, to, thick: number(), grey: number() });
            }
            "F" => {
                items.push(Item::Fill { x: number(), y: number(), w: number(), h: number(), grey: number() })
            }
            _ => {
                if !items.is_empty() {
                    pages += 1;
                    writer.page(std::mem::take(&mut items)).expect("a page");
                }
            }
        }
    }
    writer.page(items).expect("a page");
    writer.finish((0..=pages).map(|_| Closing::default()), &[], &metadata(), &[]).expect("a PDF");
    out.flush().expect("a file");
}
