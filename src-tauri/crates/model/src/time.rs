//! Times as files state them (`Moment`), as spans on the axis of time (`Span`), and the gap between two spans.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize, Serializer};

/// An offset from UTC in minutes, between −14:00 and +14:00. China is [`Offset::CHINA`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Offset(i16);

impl Offset {
    /// +08:00, the time of every WeChat bill.
    pub const CHINA: Offset = Offset(480);

    /// `None` outside −14:00…+14:00.
    pub fn from_minutes(minutes: i16) -> Option<Offset> {
        (-840..=840).contains(&minutes).then_some(Offset(minutes))
    }

    /// Minutes east of UTC.
    pub fn minutes(self) -> i16 {
        self.0
    }

    /// Reads `+08:00`, `-05:30`, `Z`.
    pub fn parse(text: &str) -> Option<Offset> {
        if text == "Z" {
            return Some(Offset(0));
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let two_digits = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hours) || !two_digits(minutes) {
            return None;
        }
        let minutes: i16 = minutes.parse().ok().filter(|m| *m < 60)?;
        Offset::from_minutes(sign * (hours.parse::<i16>().ok()? * 60 + minutes))
    }

    /// Unix seconds as RFC 3339 with this offset: `2023-05-01T14:32:10+08:00`.
    pub fn rfc3339(self, unix: i64) -> String {
        self.at(unix).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// Unix seconds as they stand on paper in this offset: `2023-05-01 14:32:10`.
    pub fn paper(self, unix: i64) -> String {
        self.at(unix).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn at(self, unix: i64) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(i32::from(self.0) * 60).expect("an Offset is within a day");
        DateTime::from_timestamp(unix.clamp(Moment::MIN, Moment::MAX), 0)
            .expect("a Moment lies within chrono's years")
            .with_timezone(&zone)
    }
}

impl std::fmt::Display for Offset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", self.0.abs() / 60, self.0.abs() % 60)
    }
}

impl TryFrom<String> for Offset {
    type Error = String;
    fn try_from(text: String) -> Result<Offset, String> {
        Offset::parse(&text).ok_or_else(|| format!("`{text}` is not an offset such as +08:00"))
    }
}

impl From<Offset> for String {
    fn from(offset: Offset) -> String {
        offset.to_string()
    }
}

/// What is known of the zone of a time in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Unix seconds or UTC: the instant is certain, the offset is only how it is printed (the case's).
    Instant,
    /// The file states this offset.
    Stated(Offset),
    /// The file says none, but its kind is always in this offset (a bill before note 4: +08:00).
    Known(Offset),
    /// The file says none: wall-clock time of an unknown computer, read in the case's offset.
    Assumed,
}

/// A time as a file states it, before the case's settings are applied.
///
/// Invariant: `at` lies in the years 1990–2100; anything else is no time of a WeChat chat or bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Unix seconds; under [`Zone::Assumed`] the wall clock counted as if it were UTC.
    pub at: i64,
    /// Seconds that the source leaves open after `at`: 0 with seconds, 59 where only minutes stand.
    pub open_s: u32,
    /// What is known of the zone.
    pub zone: Zone,
}

impl Moment {
    /// 1990-01-01, in Unix seconds.
    pub const MIN: i64 = 631_152_000;
    /// 2101-01-01, in Unix seconds.
    pub const MAX: i64 = 4_133_980_800;

    /// An instant in Unix seconds; `None` outside the years 1990–2100.
    pub fn instant(unix: i64) -> Option<Moment> {
        Self::checked(unix, 0, Zone::Instant)
    }

    /// A wall-clock time in a zone; `None` outside the years 1990–2100.
    pub fn wall(wall: NaiveDateTime, open_s: u32, zone: Zone) -> Option<Moment> {
        let at = wall.and_utc().timestamp();
        match zone {
            Zone::Stated(offset) | Zone::Known(offset) => {
                Self::checked(at - i64::from(offset.0) * 60, open_s, zone)
            }
            Zone::Instant | Zone::Assumed => Self::checked(at, open_s, zone),
        }
    }

    fn checked(at: i64, open_s: u32, zone: Zone) -> Option<Moment> {
        (Self::MIN..Self::MAX).contains(&at).then_some(Moment { at, open_s, zone })
    }

    /// Reads `2023-05-01 14:32:10`, `2023/1/2 19:01` (minutes only: 59 seconds stay open), with `-`, `/` or `年月日`,
    /// one or more blanks or a `T` between; the time of day must be there.
    pub fn parse_wall(text: &str, zone: Zone) -> Option<Moment> {
        let (wall, open_s) = parse_wall(text.trim())?;
        Self::wall(wall, open_s, zone)
    }

    /// The span on the axis of time, in a case whose files without a zone are read in `offset`.
    pub fn span(self, basis: Basis, offset: Offset) -> Span {
        let (from, shown, stated) = match self.zone {
            Zone::Instant => (self.at, offset, true),
            Zone::Stated(o) => (self.at, o, true),
            Zone::Known(o) => (self.at, o, false),
            Zone::Assumed => (self.at - i64::from(offset.0) * 60, offset, false),
        };
        let zone = if stated { ZoneBasis::Stated } else { ZoneBasis::Assumed };
        Span { earliest: from, latest: from + i64::from(self.open_s), basis, zone, offset: shown }
    }
}

fn parse_wall(text: &str) -> Option<(NaiveDateTime, u32)> {
    let bytes = text.as_bytes();
    // The common spelling, without a general parser: a million rows pass here.
    if bytes.len() == 19 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[13] == b':' && bytes[16] == b':' {
        let two = |i: usize| -> Option<u32> {
            let (a, b) = (bytes[i].wrapping_sub(b'0'), bytes[i + 1].wrapping_sub(b'0'));
            (a < 10 && b < 10).then(|| u32::from(a) * 10 + u32::from(b))
        };
        if bytes[10] == b' ' || bytes[10] == b'T' {
            let date = NaiveDate::from_ymd_opt((two(0)? * 100 + two(2)?) as i32, two(5)?, two(8)?)?;
            return Some((date.and_hms_opt(two(11)?, two(14)?, two(17)?)?, 0));
        }
    }
    let mut numbers = [0u32; 6];
    let mut separators = [""; 6];
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 || count == 6 {
            return None;
        }
        numbers[count] = rest[..digits].parse().ok()?;
        let after = &rest[digits..];
        let gap = after.len() - after.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        separators[count] = &after[..gap];
        rest = &after[gap..];
        count += 1;
    }
    let dated = matches!((separators[0], separators[1]), ("-", "-") | ("/", "/") | (".", ".") | ("年", "月"));
    let day_ends = separators[2].trim_matches([' ', '\t', '\u{a0}']);
    let parted = matches!(day_ends, "" | "T" | "日") && !separators[2].is_empty();
    if !dated || !parted || separators[3] != ":" || !separators[count.checked_sub(1)?].is_empty() {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(numbers[0] as i32, numbers[1], numbers[2])?;
    match count {
        5 => Some((date.and_hms_opt(numbers[3], numbers[4], 0)?, 59)),
        6 if separators[4] == ":" => Some((date.and_hms_opt(numbers[3], numbers[4], numbers[5])?, 0)),
        _ => None,
    }
}

/// What a span's ends rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A row of a bill.
    Bill,
    /// A message of a chat export.
    Export,
    /// A time label on a screenshot.
    Label,
    /// Between two labels of a screenshot.
    BetweenLabels,
    /// Entered or shifted by the user.
    User,
    /// The file's own date.
    File,
}

impl Basis {
    /// Every basis, indexed by its number. Released: never changed.
    pub const ALL: [Basis; 6] =
        [Basis::Bill, Basis::Export, Basis::Label, Basis::BetweenLabels, Basis::User, Basis::File];
}

/// Whether the zone of a span is stated by the file or assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ZoneBasis {
    /// The file says its zone, or gives instants.
    Stated,
    /// Nobody said it: +08:00 for bills, else the case's offset.
    Assumed,
}

/// A time as evidence has it: somewhere between two instants, both inclusive, in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Span {
    /// The earliest instant it can be.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub earliest: i64,
    /// The latest instant it can be; never before `earliest`.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub latest: i64,
    /// What the ends rest on.
    pub basis: Basis,
    /// Whether the zone is stated.
    pub zone: ZoneBasis,
    /// The offset in which it is printed.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub offset: Offset,
}

impl Span {
    /// The span moved by so many seconds, resting on the user from now on.
    pub fn shifted(self, seconds: i64) -> Span {
        Span { earliest: self.earliest + seconds, latest: self.latest + seconds, basis: Basis::User, ..self }
    }

    /// `2023-05-01 14:32:10`, or `2023-05-01 14:32:00—14:32:59` where the time is not one second.
    pub fn paper(self) -> String {
        let (from, to) = (self.offset.paper(self.earliest), self.offset.paper(self.latest));
        match (from == to, from[..10] == to[..10]) {
            (true, _) => from,
            (false, true) => format!("{from}—{}", &to[11..]),
            (false, false) => format!("{from}—{to}"),
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = s.serialize_struct("Span", 4)?;
        out.serialize_field("earliest", &self.offset.rfc3339(self.earliest))?;
        out.serialize_field("latest", &self.offset.rfc3339(self.latest))?;
        out.serialize_field("basis", &self.basis)?;
        out.serialize_field("zone", &self.zone)?;
        out.end()
    }
}

/// The least and the greatest distance in seconds that two spans allow; 0 as least where they overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Gap {
    /// Least distance.
    pub min_s: i64,
    /// Greatest distance.
    pub max_s: i64,
}

impl Gap {
    /// The gap between `a` and `b`, each given as (earliest, latest).
    pub fn between(a: (i64, i64), b: (i64, i64)) -> Gap {
        Gap { min_s: (a.0 - b.1).max(b.0 - a.1).max(0), max_s: (a.1 - b.0).max(b.1 - a.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(text: &str) -> Option<(String, u32)> {
        let moment = Moment::parse_wall(text, Zone::Known(Offset::CHINA))?;
        Some((Offset::CHINA.rfc3339(moment.at), moment.open_s))
    }

    #[test]
    fn spellings_of_bills_and_spreadsheets_are_read() {
        let rows = [
            ("2023-05-01 14:32:10", Some(("2023-05-01T14:32:10+08:00", 0))),
            ("2024-09-01T01:23:45", Some(("2024-09-01T01:23:45+08:00", 0))),
            ("2023/1/2 19:01", Some(("2023-01-02T19:01:00+08:00", 59))),
            ("2023/1/2  9:01:05", Some(("2023-01-02T09:01:05+08:00", 0))),
            ("2026年2月9日 16:52:51", Some(("2026-02-09T16:52:51+08:00", 0))),
            ("09/01/2024 12:34:56", None),
            ("2023-02-30 00:00:00", None),
            ("2023-05-01", None),
            ("2023-05-01 24:00:00", None),
            ("1023-05-01 14:32:10", None),
            ("2023-05-01 14:32:10 PM", None),
            ("", None),
        ];
        for (text, want) in rows {
            assert_eq!(wall(text), want.map(|(t, o)| (t.to_owned(), o)), "{text}");
        }
    }

    #[test]
    fn an_assumed_zone_follows_the_case() {
        let moment = Moment::parse_wall("2023-05-01 14:32:10", Zone::Assumed).expect("a time");
        let tokyo = Offset::parse("+09:00").expect("an offset");
        let span = moment.span(Basis::Export, tokyo);
        assert_eq!(tokyo.rfc3339(span.earliest), "2023-05-01T14:32:10+09:00");
        assert_eq!(span.zone, ZoneBasis::Assumed);
    }

    #[test]
    fn gaps_are_spans() {
        assert_eq!(Gap::between((0, 59), (900, 900)), Gap { min_s: 841, max_s: 900 });
        assert_eq!(Gap::between((0, 59), (30, 30)), Gap { min_s: 0, max_s: 30 });
        assert_eq!(Gap::between((100, 100), (0, 0)), Gap { min_s: 100, max_s: 100 });
    }

    #[test]
    fn offsets_are_read_strictly() {
        for bad in ["+8", "08:00", "+15:00", "+08:60", "+8:000", ""] {
            assert_eq!(Offset::parse(bad), None, "{bad}");
        }
        assert_eq!(Offset::parse("-05:30").map(|o| o.to_string()), Some("-05:30".to_owned()));
    }
}
