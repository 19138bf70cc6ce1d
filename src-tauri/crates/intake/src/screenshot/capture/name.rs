//! Times in the names of files, by the patterns of the programs that give them.
//!
//! A pattern is a word that such a program writes, and a date and time behind it in one of the usual spellings. A bare
//! row of digits proves nothing (order numbers and counters look alike) and is not taken. Local time, but for the export
//! of iOS, which is UTC.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use juzheng_model::{Moment, Zone};

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// When the screen was captured.
    Captured(Moment),
    /// When the picture was saved: the capture may be years older.
    Saved(Moment),
}

/// Words before the time of a capture, in lower case: Android and Windows, macOS, WeChat and other programs for
/// capturing; in simplified and traditional characters.
const CAPTURES: &[&str] = &[
    "screenshot",
    "screen shot",
    "screen_shot",
    "screencapture",
    "屏幕截图",
    "屏幕快照",
    "截屏",
    "截图",
    "截圖",
    "螢幕快照",
    "螢幕擷取畫面",
    "snipaste",
];

/// Words before the time of saving.
const SAVES: &[&str] = &["微信图片", "微信圖片"];

/// What the name of a file says of the time; folders before it do not count.
pub(crate) fn read(name: &str) -> Option<Named> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    exported(&name)
        .or_else(|| saved(&name))
        .or_else(|| after_word(&name, CAPTURES).map(Named::Captured))
        .or_else(|| after_word(&name, SAVES).map(Named::Saved))
        .or_else(|| mac_wechat(&name).map(Named::Captured))
        .or_else(|| mac_saved(&name))
}

/// Whether a gallery has marked the name as that of an edited copy: `…_edit_165589167800752.jpg`.
pub(crate) fn is_edited_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split("_edit_").skip(1).any(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= 10)
        || name
            .split_once('.')
            .is_some_and(|(stem, _)| stem.ends_with("_edited") || stem.ends_with("-edited"))
}

/// `20170923_220934000_ios.jpg`, in UTC.
fn exported(name: &str) -> Option<Named> {
    let (digits, _) = name.split_once("_ios.")?;
    let (date, time) = digits.split_once('_')?;
    let time = time.get(..6).filter(|_| time.len() == 9)?;
    let wall = NaiveDateTime::parse_from_str(&format!("{date}{time}"), "%Y%m%d%H%M%S").ok()?;
    let plain = date.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    Some(Named::Captured(Moment::instant(wall.and_utc().timestamp()).filter(|_| plain)?))
}

/// `mmexport1655891678007.jpg`, `mmexport{md5}_1655891678007.jpeg`, `wx_camera_1655891678007.jpg`: milliseconds.
fn saved(name: &str) -> Option<Named> {
    let rest = name.strip_prefix("mmexport").or_else(|| name.strip_prefix("wx_camera_"))?;
    let rest = match rest.split_once('_') {
        Some((md5, rest)) if md5.len() == 32 && md5.bytes().all(|byte| byte.is_ascii_hexdigit()) => rest,
        _ => rest,
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let millis: i64 = rest.get(..digits).filter(|_| digits == 13)?.parse().ok()?;
    DateTime::from_timestamp_millis(millis)?;
    Moment::instant(millis / 1000).map(Named::Saved)
}

/// `wx20190619-112238@2x.png`, a capture with WeChat for macOS.
fn mac_wechat(name: &str) -> Option<Moment> {
    let rest = name.strip_prefix("wx")?;
    let is_shape = rest.as_bytes().get(8) == Some(&b'-');
    time(rest).filter(|_| is_shape)
}

/// `1941564137152_.pic.jpg`, saved by WeChat for macOS: a count, then seconds.
fn mac_saved(name: &str) -> Option<Named> {
    let (digits, _) = name.split_once("_.pic")?;
    let (_, seconds) = digits.split_at_checked(digits.len().checked_sub(10)?)?;
    let plain = digits.len() > 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    Moment::instant(seconds.parse().ok().filter(|_| plain)?).map(Named::Saved)
}

/// The time behind the first of the words that has one.
fn after_word(name: &str, words: &[&str]) -> Option<Moment> {
    words.iter().find_map(|word| {
        let at = name.find(word)? + word.len();
        time(name[at..].trim_start_matches([' ', '_', '-']))
    })
}

/// What is left of a name to read.
struct Rest<'n>(&'n str);

impl Rest<'_> {
    /// The next `count` digits as a number; `None` unless all of them are there.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.0.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.0 = &self.0[count..];
        digits.parse().ok()
    }

    /// One or two digits, up to the next mark.
    fn short(&mut self) -> Option<u32> {
        let two = self.0.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        self.digits(if two { 2 } else { 1 })
    }

    /// Passes over a mark.
    fn mark(&mut self, marks: &[char]) -> bool {
        let rest = self.0.strip_prefix(marks);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Passes over a word.
    fn word(&mut self, word: &str) -> bool {
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }
}

/// A date and time at the beginning of `text`: `20221106 211633`, `2025-10-28-19-07-16`, `2023_0815_203000`,
/// `2023-08-20 上午1.05.57`, `2023-03-06 at 1.35.38 pm`.
fn time(text: &str) -> Option<Moment> {
    let mut rest = Rest(text);
    let year = rest.digits(4)?;
    rest.mark(&['-', '_', '.']);
    let month = rest.digits(2)?;
    rest.mark(&['-', '_', '.']);
    let day = rest.digits(2)?;
    while rest.mark(&[' ', '-', '_', '\u{202f}', '\u{a0}', 't']) || rest.word("at ") || rest.word("at") {}
    let word = ["上午", "下午", "凌晨", "早上", "中午", "晚上"].into_iter().find(|word| rest.word(word));
    let marks = ['-', '_', '.', ':', '\u{f022}', '：', '∶'];
    let parted = matches!(rest.0.find(|c: char| !c.is_ascii_digit()), Some(1 | 2)) && rest.0.len() > 2;
    let hour = if parted { rest.short()? } else { rest.digits(2)? };
    rest.mark(&marks);
    let minute = rest.digits(2)?;
    rest.mark(&marks);
    let second = rest.digits(2)?;
    // More digits right behind it: it is a number of another sort.
    if rest.0.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    while rest.mark(&[' ', '\u{202f}', '\u{a0}']) {}
    let pm = matches!(word, Some("下午" | "晚上")) || rest.0.starts_with("pm");
    let am = matches!(word, Some("上午" | "凌晨" | "早上")) || rest.0.starts_with("am");
    let noon = word == Some("中午");
    let hour = match hour {
        12 if am => 0,
        1..=11 if pm || (noon && hour < 11) => hour + 12,
        hour => hour,
    };
    let wall = NaiveDate::from_ymd_opt(year as i32, month, day)?.and_hms_opt(hour, minute, second)?;
    Moment::wall(wall, 0, Zone::Assumed)
}
