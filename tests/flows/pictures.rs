//! Many pictures in one go: stopped or killed in the middle and begun again, each is read once and nothing differs.
//!
//! Without the networks (`cargo xtask setup` fetches them) the test says so and does nothing.

use juzheng_tests::program::{Case, Run};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant, SystemTime},
};

const PICTURES: usize = 12;
const WIDTH: usize = 540;
const HEIGHT: usize = 960;
const INK: [u8; 3] = [25, 25, 25];
/// The digits on a grid of 5 x 7, a row a byte.
const DIGITS: [[u8; 7]; 10] = [
    [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
    [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110],
    [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
    [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
    [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
    [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
    [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
    [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
];

/// A screen of a chat in which all say numbers.
struct Screen(Vec<u8>);

impl Screen {
    fn fill(&mut self, [x, y, wide, high]: [usize; 4], colour: [u8; 3]) {
        for row in y..y + high {
            let from = (row * WIDTH + x) * 3;
            self.0[from..from + wide * 3].copy_from_slice(&colour.repeat(wide));
        }
    }

    fn number(&mut self, number: usize, [x, y]: [usize; 2]) {
        for (at, digit) in number.to_string().bytes().enumerate() {
            for (row, bits) in DIGITS[usize::from(digit - b'0')].into_iter().enumerate() {
                for column in (0..5).filter(|column| bits >> (4 - column) & 1 == 1) {
                    self.fill([x + (at * 6 + column) * 4, y + row * 4, 4, 4], INK);
                }
            }
        }
    }

    /// The picture of this number as the bytes of a BMP file.
    fn of(number: usize) -> Vec<u8> {
        let mut screen = Screen([237, 237, 237].repeat(WIDTH * HEIGHT));
        for at in 0..5 {
            let (y, mine) = (150 + at * 130, (number + at) % 2 == 0);
            let (x, face, colour) = match mine {
                true => (WIDTH - 300, WIDTH - 70, [149, 236, 105]),
                false => (80, 14, [255, 255, 255]),
            };
            screen.fill([face, y, 56, 56], [90, 110, 140]);
            screen.fill([x, y, 220, 60], colour);
            screen.number(10_203_040 + number * 7_919 + at * 1_000_003, [x + 14, y + 16]);
        }
        screen.fill([0, HEIGHT - 90, WIDTH, 90], [247, 247, 247]);
        let size = 54 + screen.0.len();
        let mut out = b"BM".to_vec();
        let head = [size, 0, 54, 40, WIDTH, HEIGHT, 1 | 24 << 16, 0, 0, 2_835, 2_835, 0, 0];
        head.iter().for_each(|word| out.extend((*word as u32).to_le_bytes()));
        for row in screen.0.chunks(WIDTH * 3).rev() {
            row.chunks(3).for_each(|pixel| out.extend([pixel[2], pixel[1], pixel[0]]));
        }
        out
    }
}

fn draw(folder: &Path) -> PathBuf {
    let pictures = folder.join("图");
    fs::create_dir(&pictures).expect("a folder");
    for number in 0..PICTURES {
        let name = format!("Screenshot_20240301-0910{number:02}.bmp");
        fs::write(pictures.join(name), Screen::of(number)).expect("a picture");
    }
    pictures
}

/// What was recognised so far: the names of the files and when each was written.
fn recognised(case: &Case) -> BTreeMap<String, SystemTime> {
    let mut all = remembered(case);
    // A program that is ended while it writes leaves a part of a file.
    all.retain(|name, _| !name.starts_with('.'));
    all
}

/// All files with what was recognised, finished or not, and when they were written.
fn remembered(case: &Case) -> BTreeMap<String, SystemTime> {
    let files = fs::read_dir(case.path.join("derived/text")).into_iter().flatten().flatten();
    let told = files.filter_map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        Some((name, file.metadata().ok()?.modified().ok()?))
    });
    told.collect()
}

/// Everything that the case holds of the pictures, but for when and in how many steps it came.
fn held(case: &Case) -> Vec<Value> {
    let mut held = case.listed("messages", true).0;
    held.extend(case.list("findings"));
    held.extend(case.list("artifacts").into_iter().map(|mut artifact| {
        artifact.as_object_mut().expect("an object").remove("added_at");
        artifact
    }));
    held
}

/// Begins to add the pictures, waits until this many were recognised, and ends the program as told.
fn interrupt(case: &Case, pictures: &Path, after: usize, end: impl Fn(&mut std::process::Child)) {
    let mut child = case.start("add", &[pictures]);
    let patience = Instant::now();
    while recognised(case).len() < after && child.try_wait().expect("it runs").is_none() {
        assert!(patience.elapsed() < Duration::from_secs(120), "{after} pictures are read in time");
        thread::sleep(Duration::from_millis(5));
    }
    end(&mut child);
    child.wait().expect("it ended");
}

#[test]
fn many_pictures_go_on_where_they_were_stopped() {
    let new = || Case::new(&["--me", "林某", "--other", "周某"]);
    let whole = new();
    let pictures = draw(whole.room.path());
    let first = pictures.join("Screenshot_20240301-091000.bmp");
    let tried = Run::of(["read".as_ref(), first.as_os_str(), "--json".as_ref()]).json(0);
    let codes: Vec<&Value> =
        tried["findings"].as_array().into_iter().flatten().map(|finding| &finding["code"]).collect();
    if codes.iter().any(|code| *code == "recognition-missing") {
        eprintln!("SKIPPED: the networks are missing; `cargo xtask setup` fetches them");
        return;
    }
    let added = whole.add(&[&pictures]);
    assert_eq!(added["summary"]["added"], PICTURES, "{added}");
    assert_eq!(recognised(&whole).len(), PICTURES);
    assert_eq!(whole.listed("messages", true).0.len(), PICTURES * 5, "each bubble is a message");

    let broken = new();
    interrupt(&broken, &pictures, 3, |child| child.kill().expect("the program can be killed"));
    let killed = recognised(&broken);
    assert!((3..PICTURES).contains(&killed.len()), "killed in the middle: {}", killed.len());
    interrupt(&broken, &pictures, killed.len() + 3, |child| {
        let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the signal is sent");
    });
    let stopped = recognised(&broken);
    assert!(
        (killed.len() + 3..PICTURES).contains(&stopped.len()),
        "stopped in the middle: {}",
        stopped.len()
    );
    let last = broken.add(&[&pictures]);
    let count = |status: &str| last["summary"][status].as_u64().unwrap_or_default();
    assert_eq!(count("added") + count("duplicate"), PICTURES as u64, "{last}");
    let done = remembered(&broken);
    assert_eq!(done.keys().collect::<Vec<_>>(), recognised(&whole).keys().collect::<Vec<_>>());
    for earlier in [&killed, &stopped] {
        assert!(earlier.iter().all(|(name, at)| done[name] == *at), "what was read is not read again");
    }
    assert_eq!(held(&broken), held(&whole));
    broken.holds();
}
