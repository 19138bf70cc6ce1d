//! The originals in the dossier: every page number of the catalogue is that of the page, whatever is shown and however;
//! what is hidden is in no part of the file.

mod support;

use image::{GrayImage, ImageFormat, Luma};
use juzheng_dossier::{
    Gaps, Options, Part, PerPage, Profile, Rules, Spot, VolumeLimit, divide, redact, render, render_receipts,
    render_volume,
};
use juzheng_model::{
    ArtifactKind, CaptureSource, Device, Digest, Facts, Moment, Offset, Originals, Place, ScreenKind, Zone,
    port::Bytes,
    screen::Screen,
    snapshot::{SeenRecord, SeenView, Snapshot},
};
use std::{
    collections::HashMap,
    io::{self, Cursor},
};
use support::{artifact, empty, fonts, foreign, message, options, specimen, text};

/// Originals in memory.
#[derive(Default)]
struct Held(HashMap<Digest, Vec<u8>>);

impl Originals for Held {
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn Bytes>> {
        let bytes = self.0.get(sha256).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }
}

/// A screen with lines of text as bars: bright ground, dark bars of 30 rows every 60 rows.
fn screen(width: u32, height: u32) -> Vec<u8> {
    let picture = GrayImage::from_fn(width, height, |x, y| {
        let bar = y % 60 >= 15 && y % 60 < 45 && x > 40 && x < width - 40 && (x / 6) % 2 == 0;
        Luma([if bar { 20 } else { 240 }])
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).expect("memory");
    out.into_inner()
}

/// A case with screenshots of these heights (750 wide), and a recording.
fn with_pictures(heights: &[u32]) -> (Snapshot, Held) {
    let mut snapshot = specimen();
    let mut held = Held::default();
    snapshot.artifacts.truncate(4);
    for (n, height) in (0_u64..).zip(heights) {
        let id = 20 + n;
        let mut view = artifact(id, &format!("截图 {id}.png"), ArtifactKind::ChatScreenshot, true);
        let at = Moment::parse_wall("2024-03-02 09:00:00", Zone::Known(Offset::CHINA)).expect("a time");
        view.facts = Some(Facts {
            screen: Some(Screen {
                kind: ScreenKind::Chat,
                signs: vec![],
                device: Device::Ios,
                dark: false,
                width: 750,
                height: *height,
                title: Some("启明".into()),
                clock: None,
                captured: Some((at, CaptureSource::User)),
                engine: "none/1".into(),
            }),
            ..Facts::plain(ArtifactKind::ChatScreenshot, "image/png")
        });
        let mut said =
            message(500 + n, support::START + n as i64, false, &format!("截图{n}里的话，电话13800001234"));
        said.unchecked = true;
        view.seen = vec![SeenView { bounds: [60, 60, 400, 60], record: SeenRecord::Message(said) }];
        // Pictures differ, and so do their digests.
        let mut bytes = screen(750, *height);
        bytes.extend(n.to_le_bytes());
        view.artifact.fingerprints.sha256 = Digest::sha256(&bytes);
        view.artifact.size = bytes.len() as u64;
        held.0.insert(view.artifact.fingerprints.sha256, bytes);
        snapshot.artifacts.push(view);
    }
    snapshot.artifacts.push(artifact(90, "通话录音.m4a", ArtifactKind::Audio, false));
    (snapshot, held)
}

fn pdf(snapshot: &Snapshot, options: &Options<'_>, held: &Held) -> (Vec<u8>, juzheng_dossier::Rendered) {
    let mut out = Vec::new();
    let rendered = render(snapshot, options, &fonts(), held, &mut out, &|_, _| true).expect("it renders");
    (out, rendered)
}

fn pages(bytes: &[u8]) -> Vec<String> {
    let all = text(bytes, &["-raw"]);
    all.split('\u{c}').map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

/// Every exhibit's pages, as the caller is told, are those that name it in their heads and captions.
/// Where transcripts are printed they may end on a later page than the last caption.
fn check_pages(bytes: &[u8], rendered: &juzheng_dossier::Rendered, transcripts: bool) {
    let pages = pages(bytes);
    assert_eq!(pages.len() - 1, rendered.pages);
    let layout = text(bytes, &["-layout"]);
    for exhibit in &rendered.exhibits {
        let label = exhibit.label.as_str();
        assert!(!exhibit.pages.is_empty(), "{label} has no pages");
        let (from, to) = exhibit.pages[0];
        let caption = format!("证据{label}{}", exhibit.name);
        let with: Vec<usize> =
            (1..).zip(&pages).filter(|(_, page)| page.contains(&caption)).map(|(n, _)| n).collect();
        if exhibit.name.contains("截图") || exhibit.name.contains("录音") {
            let shown: Vec<usize> = with.into_iter().filter(|page| *page >= from && *page <= to).collect();
            assert_eq!(shown.first(), Some(&from), "{label}: {:?}", exhibit.pages);
            assert!(transcripts || shown.last() == Some(&to), "{label}: {:?}", exhibit.pages);
        }
        let row = layout.lines().find(|line| line.split_whitespace().next() == Some(label));
        let said = row.and_then(|row| row.split_whitespace().rev().nth(1)).unwrap_or_default();
        let want = if from == to { from.to_string() } else { format!("{from}–{to}") };
        assert_eq!(said, want, "{label}: {row:?}");
    }
}

#[test]
fn every_page_number_of_the_catalogue_is_that_of_the_page() {
    let (snapshot, held) = with_pictures(&[1_624, 1_624, 9_000, 700, 1_624]);
    for pictures in [PerPage::One, PerPage::Two, PerPage::Four] {
        for transcripts in [false, true] {
            let options = Options { pictures, transcripts, ..options(Gaps::Shown) };
            let (bytes, rendered) = pdf(&snapshot, &options, &held);
            check_pages(&bytes, &rendered, transcripts);
            let all = pages(&bytes).concat();
            assert!(all.contains("续下段") && all.contains("接上段"), "a long capture is marked");
            assert_eq!(all.contains("截图0里的话"), transcripts);
            assert_eq!(all.contains("机器识读，未经核对；以图片为准"), transcripts);
            foreign("qpdf", &bytes, &["--check"], &[]);
        }
    }
}

#[test]
fn pictures_share_pages_as_they_were_asked_to() {
    let (snapshot, held) = with_pictures(&[1_624; 8]);
    let extent = |pictures| {
        let parts = [Part::Originals];
        let options = Options { pictures, parts: &parts, ..options(Gaps::Shown) };
        let (_, rendered) = pdf(&snapshot, &options, &held);
        let of: Vec<_> =
            rendered.exhibits.iter().filter(|e| e.name == "聊天截图").map(|e| e.pages[0]).collect();
        of[of.len() - 1].1 - of[0].0 + 1
    };
    let counts = [PerPage::One, PerPage::Two, PerPage::Four].map(extent);
    assert_eq!(counts[0], 8, "{counts:?}");
    assert!((4..=5).contains(&counts[1]) && (2..=3).contains(&counts[2]), "{counts:?}");
}

#[test]
fn volumes_hold_all_pages_and_the_catalogue_names_them() {
    let (snapshot, held) = with_pictures(&[1_624; 6]);
    let options = options(Gaps::Shown);
    let (whole, _) = pdf(&snapshot, &options, &held);
    let starts =
        divide(&snapshot, &options, &fonts(), &held, VolumeLimit::Pages(10), &|_, _| true).expect("divided");
    assert!(starts.len() > 1 && starts[0] == 0);
    let mut together = Vec::new();
    let mut catalogue = String::new();
    for ix in 0..starts.len() {
        let mut out = Vec::new();
        let rendered =
            render_volume(&snapshot, &options, &fonts(), &held, (&starts, ix), &mut out, &|_, _| true)
                .expect("a volume renders");
        foreign("qpdf", &out, &["--check"], &[]);
        let own = pages(&out);
        assert_eq!(own.len() - 1, rendered.pages_of(ix));
        assert!(own.len() - 1 <= 10);
        // Every volume but the first has a cover of its own, which is not counted.
        let cover = usize::from(ix > 0);
        if cover == 1 {
            let said = [format!("第{}卷/共{}卷", ix + 1, starts.len()), format!("第{}至", starts[ix] + 1)];
            assert!(said.iter().all(|said| own[0].contains(said)), "{}", own[0]);
            assert!(own[0].contains("不计页码") && !own[0].contains("页/共"), "{}", own[0]);
        }
        catalogue.push_str(&own.concat());
        together.extend(own.into_iter().skip(cover).filter(|page| !page.is_empty()));
    }
    assert_eq!(together.len(), pages(&whole).len() - 1);
    assert!(
        catalogue.contains("第2卷第") && catalogue.contains("第1卷"),
        "feet and catalogue name the volumes"
    );
    for (n, page) in (1..).zip(&together) {
        assert!(page.contains(&format!("第{n}页/共{}页", together.len())), "page {n}");
    }
}

#[test]
fn the_back_of_a_sheet_has_its_margin_on_the_right() {
    let (snapshot, held) = (specimen(), Held::default());
    let left_of = |duplex| {
        let options = Options { duplex, ..options(Gaps::Shown) };
        let (bytes, _) = pdf(&snapshot, &options, &held);
        let boxes = String::from_utf8(foreign("pdftotext", &bytes, &["-bbox", "-f", "1", "-l", "4"], &["-"]));
        let boxes = boxes.expect("UTF-8");
        let pages = boxes.split("<page").skip(1);
        let least = |page: &str| {
            let all =
                page.split("xMin=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f32>().ok());
            all.fold(f32::MAX, f32::min)
        };
        pages.map(least).collect::<Vec<_>>()
    };
    let (plain, turned) = (left_of(false), left_of(true));
    assert!((plain[0] - turned[0]).abs() < 0.1, "{plain:?} {turned:?}");
    // 28 mm against 22 mm.
    assert!((plain[1] - turned[1] - 17.0).abs() < 0.2, "{plain:?} {turned:?}");
    assert!((plain[2] - turned[2]).abs() < 0.1, "{plain:?} {turned:?}");
}

#[test]
fn what_is_hidden_is_in_no_part_of_the_file() {
    let (mut snapshot, held) = with_pictures(&[1_624, 1_624]);
    let secret = "这句话谁也不该看到";
    // A box of the user's over one message, which stands in an export, too.
    snapshot.artifacts[4].covers = vec![[60, 60, 200, 40]];
    let SeenRecord::Message(seen) = &mut snapshot.artifacts[4].seen[0].record else { panic!("a message") };
    (seen.text, seen.hidden) = (secret.into(), true);
    snapshot.excerpts[0].messages[3].text = secret.into();
    snapshot.excerpts[0].messages[3].hidden = true;
    snapshot.transfers[0].memo = Some("打到 6222 0000 1234 5678 或 13800001234".into());
    snapshot.excerpts[0].messages[0].text = "身份证310000199001010000，微信wxid_secret0001".into();
    let redacted = redact(&mut snapshot, Rules::ALL);
    assert!(redacted.phones >= 2 && redacted.ids >= 2 && redacted.wxids >= 1, "{redacted:?}");
    let options = Options { transcripts: true, redacted: Some(redacted), ..options(Gaps::Shown) };
    let (bytes, rendered) = pdf(&snapshot, &options, &held);
    check_pages(&bytes, &rendered, true);
    let all = pages(&bytes).concat();
    for gone in [secret, "13800001234", "13800000000", "310000199001010000", "wxid_secret0001", "wxid_qm"] {
        assert!(!all.contains(gone), "{gone}");
    }
    for said in ["［隐去］", "【隐去版】", "本册为隐去版", "隐去件，原件另存"] {
        assert!(all.contains(said), "{said}");
    }
    // The picture whose message holds a telephone number got a box of its own.
    assert_eq!(snapshot.artifacts[5].covers, [[60, 60, 400, 60]]);
    foreign("qpdf", &bytes, &["--check"], &[]);
}

#[test]
fn a_mediation_is_short_and_has_lines_to_fill_in() {
    let snapshot = specimen();
    let options = Options {
        profile: Profile::Mediation,
        parts: Part::usual(Profile::Mediation),
        ..options(Gaps::Hidden)
    };
    let (bytes, rendered) = pdf(&snapshot, &options, &Held::default());
    let all = pages(&bytes).concat();
    for said in ["双方无争议和有争议的事项", "调解方案", "分期付款", "调解员", "时间线"]
    {
        assert!(all.contains(said), "{said}");
    }
    for not in ["证据目录", "材料与指纹", "SHA-256："] {
        assert!(!all.contains(not), "{not}");
    }
    assert!(rendered.pages <= 10, "{} pages", rendered.pages);
}

#[test]
fn for_oneself_what_is_no_exhibit_is_named_with_the_reason() {
    let snapshot = specimen();
    let voucher = [snapshot.artifacts[3].artifact.id];
    for (profile, want) in [(Profile::Internal, true), (Profile::Court, false)] {
        let options = Options { profile, left_out: &voucher, ..options(Gaps::Shown) };
        let all = pages(&pdf(&snapshot, &options, &Held::default()).0).concat();
        assert_eq!(all.contains("制作时由用户选定不列入"), want);
        assert!(all.contains("另有2份材料未列为证据") && all.contains("未列入本册的内容"));
        assert!(!all.contains("证据1-2"), "the voucher has no number");
    }
}

#[test]
fn the_receipt_lists_every_exhibit() {
    let (snapshot, held) = with_pictures(&[1_624, 1_624]);
    let options = options(Gaps::Shown);
    let (_, rendered) = pdf(&snapshot, &options, &held);
    let mut out = Vec::new();
    let count = render_receipts(&snapshot, &options, &fonts(), &rendered, &mut out).expect("receipts render");
    foreign("qpdf", &out, &["--check"], &[]);
    let pages = pages(&out);
    assert_eq!(pages.len() - 1, count);
    let all = pages.concat();
    for exhibit in &rendered.exhibits {
        assert!(all.matches(&format!("{}{}", exhibit.label, exhibit.name)).count() >= 2, "{}", exhibit.label);
    }
    for said in ["证据收据", "收件人（签名）", "收件时间", "封面标签", &format!("共{}页", rendered.pages)]
    {
        assert!(all.contains(said), "{said}");
    }
}

#[test]
fn no_forbidden_claim_is_made_anywhere() {
    let (snapshot, held) = with_pictures(&[1_624]);
    for profile in [Profile::Court, Profile::Mediation, Profile::Internal] {
        let parts = [&Part::ALL[..], &Part::MEDIATION].concat();
        let options = Options { profile, parts: &parts, transcripts: true, ..options(Gaps::Shown) };
        let all = pages(&pdf(&snapshot, &options, &held).0).concat();
        for never in [
            "证据链断裂",
            "无效",
            "不予采信",
            "法律效力",
            "司法认可",
            "存证平台",
            "胜诉",
            "区块链",
            "100%",
            "必须公证",
        ] {
            assert!(!all.contains(never), "{never}");
        }
        assert!(all.contains("校验通过仅表示文件自导入本软件之时起未发生变化"));
    }
    assert!(!pages(&pdf(&empty(), &options(Gaps::Shown), &held).0).concat().contains("证据原件"));
}

#[test]
fn a_page_names_the_files_that_it_shows_and_the_places_in_them() {
    let (snapshot, held) = with_pictures(&[1_624, 9_000]);
    let (bytes, rendered) = pdf(&snapshot, &options(Gaps::Shown), &held);
    let [whole, long] = [20, 21].map(juzheng_model::Id);
    let on =
        |page: usize| rendered.places.on(page).map(|(file, spot)| (file, spot.clone())).collect::<Vec<_>>();
    assert_eq!(on(1), [], "the cover");
    let page = rendered.places.of_file(whole).expect("it is printed");
    let all = Place::Box { bounds: [0, 0, 750, 1_624] };
    assert!(on(page).contains(&(whole, Spot::At(all))), "{:?}", on(page));
    // The stretches of a long capture follow one another down the picture, page by page.
    let stretches: Vec<u32> = (1..=rendered.pages)
        .flat_map(&on)
        .filter_map(|(file, spot)| match spot {
            Spot::At(Place::Box { bounds }) if file == long => Some(bounds[1]),
            _ => None,
        })
        .collect();
    assert!(stretches.len() > 2 && stretches[0] == 0 && stretches.is_sorted(), "{stretches:?}");
    for exhibit in &rendered.exhibits {
        let first = exhibit.pages.first().map(|(from, _)| *from);
        let found = rendered.places.of_file(exhibit.artifact);
        assert_eq!(found.is_some(), first.is_some(), "{}", exhibit.label);
        let heads = pages(&bytes);
        if let Some(page) = found.filter(|page| heads[page - 1].contains("证据原件")) {
            assert!(heads[page - 1].contains(&exhibit.label), "{} on page {page}", exhibit.label);
        }
    }
}

#[test]
fn the_code_at_the_foot_of_every_page_says_the_root_digest_and_is_in_the_file_once() {
    let snapshot = specimen();
    let (bytes, rendered) = pdf(&snapshot, &options(Gaps::Shown), &Held::default());
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("page");
    // As it comes out of an ordinary scanner.
    let into = [root.to_str().expect("UTF-8")];
    foreign("pdftoppm", &bytes, &["-gray", "-r", "200", "-png"], &into);
    let mut read = 0;
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let picture = std::fs::read(entry.expect("an entry").path()).expect("a picture");
        let said = foreign(
            "zbarimg",
            &picture,
            &["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"],
            &[],
        );
        let said = String::from_utf8(said).expect("text");
        // The cover has it twice, large and small.
        assert!(said.lines().count() >= 1, "a page without a code");
        for line in said.lines() {
            assert_eq!(line, snapshot.root.hex().to_uppercase());
            read += 1;
        }
    }
    assert!(read > rendered.pages, "{read} codes on {} pages", rendered.pages);
    let whole = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let forms = whole.objects.values().filter_map(|object| object.as_stream().ok());
    let forms = forms.filter(|stream| {
        stream.dict.get(b"Subtype").and_then(|kind| kind.as_name()).is_ok_and(|kind| kind == b"Form")
    });
    assert_eq!(forms.count(), 1);
}
