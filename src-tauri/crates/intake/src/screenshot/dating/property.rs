//! Pages drawn by WeChat's own rules from known times: the true time always lies within the span, and the span is as
//! narrow as the labels allow.

use super::{tests::page, *};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use juzheng_model::{Offset, Zone};
use proptest::prelude::*;

/// The programs whose rules for labels are known.
#[derive(Debug, Clone, Copy)]
enum Style {
    Android24,
    Android12,
    AndroidEnglish,
    Ios24,
    Ios12,
    Pc,
    PcEnglish,
}

const STYLES: [Style; 7] = [
    Style::Android24,
    Style::Android12,
    Style::AndroidEnglish,
    Style::Ios24,
    Style::Ios12,
    Style::Pc,
    Style::PcEnglish,
];

fn weekday(day: NaiveDate) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"][day.weekday().num_days_from_monday() as usize]
}

fn word(style: Style, hour: u32) -> &'static str {
    match (style, hour) {
        (Style::Ios12, 0..6) | (_, 0..6) => "凌晨",
        (_, 6..12) => "上午",
        (Style::Ios12, _) => "下午",
        (_, 12) => "中午",
        (_, 13..18) => "下午",
        _ => "晚上",
    }
}

fn clock(style: Style, at: NaiveDateTime, dated: bool) -> String {
    let word = word(style, at.hour());
    let hour12 = (at.hour() + 11) % 12 + 1;
    match style {
        Style::Android24 if dated => format!("{word}{}", at.format("%H:%M")),
        Style::Android24 | Style::Ios24 | Style::Pc | Style::PcEnglish => at.format("%H:%M").to_string(),
        Style::Android12 | Style::Ios12 => format!("{word}{hour12}:{:02}", at.minute()),
        Style::AndroidEnglish => {
            format!("{hour12}:{:02} {}", at.minute(), if at.hour() < 12 { "AM" } else { "PM" })
        }
    }
}

/// The label that a program draws for a message of `at` when the page is captured at `now`.
fn label(style: Style, at: NaiveDateTime, now: NaiveDateTime) -> String {
    let (day, today) = (at.date(), now.date());
    let back = (today - day).num_days();
    let android = matches!(style, Style::Android24 | Style::Android12 | Style::AndroidEnglish);
    let (year, week) = (day.year() == today.year(), day.iso_week() == today.iso_week());
    let english = matches!(style, Style::AndroidEnglish | Style::PcEnglish);
    let time = |dated| clock(style, at, dated);
    if back == 0 {
        time(false)
    } else if back == 1 && (year || !android) {
        format!("{} {}", if english { "Yesterday" } else { "昨天" }, time(false))
    } else if back < 7 && week && (year || !android) {
        match style {
            Style::AndroidEnglish => format!("{} {}", day.format("%a"), time(false)),
            Style::PcEnglish => format!("{} {}", day.format("%A"), time(false)),
            Style::Android24 | Style::Android12 => format!("周{} {}", weekday(day), time(false)),
            _ => format!("星期{} {}", weekday(day), time(false)),
        }
    } else {
        let (y, m, d) = (day.year(), day.month(), day.day());
        match style {
            Style::AndroidEnglish => format!("{m}/{d}/{:02}, {}", y % 100, time(true)),
            Style::PcEnglish => format!("{y}-{m}-{d} {}", time(true)),
            Style::Pc if year => format!("{m}月{d}日 星期{} {}", weekday(day), time(true)),
            _ if year => format!("{m}月{d}日 {}", time(true)),
            _ => format!("{y}年{m}月{d}日 {}", time(true)),
        }
    }
}

/// What stands on a page, and when it was.
#[derive(Debug, Clone)]
struct Screen {
    style: Style,
    /// The times of the messages.
    times: Vec<NaiveDateTime>,
    /// Whether a label stands above each.
    labelled: Vec<bool>,
    captured: NaiveDateTime,
}

impl Screen {
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, labelled) in self.times.iter().zip(&self.labelled) {
            if *labelled {
                rows.push(label(self.style, *at, self.captured));
            }
            rows.push("m".to_owned());
        }
        page(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The narrowest span that the labels allow for a message: from its label, or the one above it, to the next.
    fn narrowest(&self, message: usize) -> (NaiveDateTime, NaiveDateTime) {
        let minute = |at: usize| self.times[at].with_second(0).expect("a minute has a first second");
        let above = (0..=message).rev().find(|at| self.labelled[*at]);
        let below = (message + 1..self.times.len()).find(|at| self.labelled[*at]);
        let end = |at: usize| minute(at) + TimeDelta::seconds(59);
        let first = NaiveDate::from_ymd_opt(2011, 1, 21).expect("a day").and_time(NaiveTime::MIN);
        if above == Some(message) {
            return (minute(message), end(message));
        }
        let from = above.map_or(first, minute);
        // A label of the capture's own minute ends after it.
        let to = below.map_or_else(|| above.map_or(self.captured, |at| self.captured.max(end(at))), end);
        (from, to)
    }
}

fn screens() -> impl Strategy<Value = Screen> {
    let gaps = prop_oneof![1i64..200, 301i64..4000, 4000i64..200_000, 200_000i64..20_000_000];
    // Often around New Year, and often captured soon after.
    let starts = prop_oneof![0i64..4_700, (0i64..13).prop_map(|year| year * 365 + year / 4 + 349)];
    let waits = prop_oneof![0i64..100, 100i64..100_000, 100_000i64..1_000_000, 1_000_000i64..60_000_000];
    (0..STYLES.len(), starts, 0i64..86_400, proptest::collection::vec(gaps, 1..12), waits, any::<bool>())
        .prop_map(|(style, day, second, gaps, wait, first_cut)| {
            let start = NaiveDate::from_ymd_opt(2011, 1, 22).expect("a day").and_time(NaiveTime::MIN);
            let mut at = start + Days::new(day as u64) + TimeDelta::seconds(second);
            let (mut times, mut labelled) = (vec![at], vec![!first_cut]);
            for gap in gaps {
                at += TimeDelta::seconds(gap);
                times.push(at);
                labelled.push(gap > 300);
            }
            let captured = at + TimeDelta::seconds(wait);
            Screen { style: STYLES[style], times, labelled, captured }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn with_a_capture_spans_are_true_and_narrow(screen in screens()) {
        let captured = Moment::wall(screen.captured, 0, Zone::Assumed);
        let dated = date(&screen.rows(), Manner::Chat, captured, 4_000_000_000);
        for (at, when) in dated.messages.iter().enumerate() {
            prop_assert!(!when.unsure, "{:?}", screen.rows());
            let Some((moment, basis)) = when.at else {
                prop_assert!(screen.labelled.iter().all(|labelled| !labelled));
                continue;
            };
            let (from, to) = screen.narrowest(at);
            let truth = screen.times[at].and_utc().timestamp();
            prop_assert!((moment.at..=moment.at + i64::from(moment.open_s)).contains(&truth));
            prop_assert_eq!(moment.at, from.and_utc().timestamp());
            prop_assert_eq!(moment.at + i64::from(moment.open_s), to.and_utc().timestamp());
            prop_assert_eq!(basis == Basis::Label, screen.labelled[at]);
        }
        let wrong = |code| matches!(code, Code::LabelImpossible | Code::LabelsBackwards | Code::CaptureTimeNeeded);
        prop_assert!(!dated.findings.iter().any(|finding| wrong(finding.code)), "{:?}", dated.findings);
    }

    #[test]
    fn without_a_capture_spans_are_true(screen in screens(), added in 0i64..10_000_000) {
        let added = screen.captured + TimeDelta::seconds(added);
        let added_at = added.and_utc().timestamp() - i64::from(Offset::CHINA.minutes()) * 60;
        let dated = date(&screen.rows(), Manner::Chat, None, added_at);
        for (at, when) in dated.messages.iter().enumerate() {
            let Some((moment, _)) = when.at else { continue };
            let truth = screen.times[at].and_utc().timestamp();
            prop_assert!((moment.at..=moment.at + i64::from(moment.open_s)).contains(&truth));
        }
    }

    #[test]
    fn any_rows_are_dated_without_breaking(
        rows in proptest::collection::vec((0u32..26, 0u32..62, 0usize..6, any::<bool>()), 0..20),
        captured in proptest::option::of(700_000_000i64..4_000_000_000),
    ) {
        let days = ["", "昨天 ", "星期三 ", "2月29日 ", "2024年1月5日 ", "1/1/11, "];
        let texts: Vec<String> = rows
            .iter()
            .map(|(h, m, day, message)| if *message { "m".to_owned() } else { format!("{}{h:02}:{m:02}", days[*day]) })
            .collect();
        let rows = page(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let captured = captured.and_then(Moment::instant);
        let dated = date(&rows, Manner::Chat, captured, 1_700_000_000);
        prop_assert_eq!(dated.messages.len(), texts.iter().filter(|text| *text == "m").count());
    }
}
