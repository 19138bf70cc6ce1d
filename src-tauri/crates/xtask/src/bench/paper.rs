//! Pictures and a long table as PDF: the dossier of three hundred screenshots beside img2pdf, which does nothing but put them
//! on pages, and 50,000 rows.

use super::{Bench, RUNS, data, measure};
use crate::{child, console, error::Error, places::Places};
use measure::Series;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How many screens.
pub(super) const SCREENS: usize = 300;

/// What is measured beside, and what draws the screens.
const PACKAGES: &[&str] = &["img2pdf==0.6.3", "pillow"];

/// Draws screens of 1170 x 2532 with bubbles and noisy avatars, as JPEG, named by their SHA-256; the same in every run.
const DRAW: &str = "\
import hashlib, io, os, random, sys
from PIL import Image, ImageDraw, ImageFont
folder, face = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
font = ImageFont.truetype(face, 46)
random.seed(1)
signs = '借款转账收到好的明天还钱房租生活费谢谢利息合同已经发给你了请查收'
for _ in range(300):
    screen = Image.new('RGB', (1170, 2532), (237, 237, 237))
    draw, y = ImageDraw.Draw(screen), 200
    while y < 2350:
        text = ''.join(random.choice(signs) for _ in range(random.randint(4, 16)))
        mine, width = random.random() < 0.5, len(text) * 46 + 60
        x = 1020 - width if mine else 150
        draw.rounded_rectangle((x, y, x + width, y + 110), 18, fill=(149, 236, 105) if mine else (255, 255, 255))
        draw.text((x + 30, y + 26), text, font=font, fill=(20, 20, 20))
        noise = Image.frombytes('L', (110, 110), random.randbytes(12100)).convert('RGB')
        screen.paste(noise, (1040 if mine else 20, y))
        y += random.randint(150, 230)
    out = io.BytesIO()
    screen.save(out, 'JPEG', quality=90)
    with open(os.path.join(folder, hashlib.sha256(out.getvalue()).hexdigest()), 'wb') as file:
        file.write(out.getvalue())";

/// The pictures of a folder as a PDF, as its manual says.
const IMG2PDF: &str = "\
import img2pdf, os, sys
folder, out = sys.argv[1:]
with open(out, 'wb') as file:
    file.write(img2pdf.convert([os.path.join(folder, name) for name in sorted(os.listdir(folder))]))";

/// Measures all of it and prints how they compare.
pub(super) fn compare(bench: &Bench<'_>) -> Result<(), Error> {
    let (places, folder) = (bench.places, &bench.folder);
    let (python, screens) = drawn(bench)?;
    console::say("Building the tests of the dossier in release mode: two of them measure.");
    let tests = built(places)?;
    let (theirs, ours, list) =
        (folder.join("img2pdf.pdf"), folder.join("screens.pdf"), folder.join("table.list"));
    let of_ours = |test: &str, out: &Path| {
        let mut command = Command::new(&tests);
        command.args(["--exact", &format!("writer::tests::by_hand::{test}")]);
        command.env("JUZHENG_FONTS", places.fonts()).env("JUZHENG_SCREENSHOTS", &screens);
        command.env("JUZHENG_LIST", &list).env("JUZHENG_TABLE", &list).env("JUZHENG_OUT", out);
        command
    };
    measure::once(&mut of_ours("the_list_of_a_long_table", &list), "lay a long table")?;
    console::say(&format!("Reading {SCREENS} screens into a case, which takes minutes."));
    let case = bench.empty_case()?;
    measure::once(bench.command("add", &case).arg(&screens), "add the screens")?;
    let dossier = folder.join("screens-dossier.pdf").display().to_string();
    console::say("Measuring: a dossier of these screens, and the same pictures by img2pdf.");
    let mut all = [
        Series { name: "img2pdf, 300 screens of 1170 x 2532", runs: Vec::new() },
        Series { name: "juzheng dossier, a case of the same", runs: Vec::new() },
        Series { name: "juzheng's writer, the same and a line each", runs: Vec::new() },
        Series { name: "juzheng, a display list of 50,000 rows", runs: Vec::new() },
    ];
    for _ in 0..RUNS {
        let mut img2pdf = Command::new(&python);
        img2pdf.args(["-c", IMG2PDF]).arg(&screens).arg(&theirs);
        all[0].runs.push(measure::once(&mut img2pdf, "write the screens")?.0);
        all[1].runs.push(bench.run("dossier", &case, &["--date", "2026-01-01", "--out", &dossier])?);
        all[2]
            .runs
            .push(measure::once(&mut of_ours("a_folder_of_screenshots", &ours), "write the screens")?.0);
        let table = folder.join("table.pdf");
        all[3].runs.push(measure::once(&mut of_ours("a_list_is_written", &table), "write the table")?.0);
    }
    console::note(measure::HEADER);
    all.iter().for_each(|series| console::note(&series.line()));
    let [beside, whole, writer, _] = all.map(|series| series.least().as_secs_f64().max(f64::EPSILON));
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    let pictures: u64 =
        fs::read_dir(&screens).into_iter().flatten().flatten().map(|entry| bytes(&entry.path())).sum();
    console::note(&format!(
        "A dossier of pictures takes {:.2} x the time of img2pdf for the pictures alone, {:.2} x in the writer; it is {} bytes \
         larger than the pictures together.",
        whole / beside,
        writer / beside,
        bytes(Path::new(&dossier)).saturating_sub(pictures)
    ));
    Ok(())
}

/// A Python with img2pdf, and the folder of the screens, drawn once.
pub(super) fn drawn(bench: &Bench<'_>) -> Result<(PathBuf, PathBuf), Error> {
    let python = data::environment(&bench.folder, "img2pdf-0.6.3", PACKAGES, "img2pdf, PIL")?;
    let screens = bench.folder.join("screens");
    if !fs::read_dir(&screens).is_ok_and(|there| there.count() == SCREENS) {
        console::say(&format!("Drawing {SCREENS} screens."));
        let face = bench.places.fonts().join("NotoSansSC_400Regular.ttf");
        child::run(Command::new(&python).args(["-c", DRAW]).arg(&screens).arg(face), "draw screens")?;
    }
    Ok((python, screens))
}

/// The program of the dossier's own tests.
fn built(places: &Places) -> Result<PathBuf, Error> {
    let mut cargo = child::cargo();
    cargo.args(["test", "--release", "--package", "juzheng-dossier", "--lib", "--no-run"]);
    cargo.arg("--message-format=json").current_dir(&places.root);
    let mut program = None;
    child::run_with_lines(&mut cargo, "build the tests of the dossier", |line| {
        let named = line.split_once("\"executable\":\"").and_then(|(_, rest)| rest.split_once('"'));
        // Of all that cargo names, the one with an executable is the program.
        program = named.map(|(path, _)| PathBuf::from(path.replace("\\\\", "\\"))).or(program.take());
    })?;
    program.ok_or(Error::NotStarted {
        program: "juzheng-dossier".to_owned(),
        doing: "measure the dossier".to_owned(),
        source: std::io::ErrorKind::NotFound.into(),
    })
}
