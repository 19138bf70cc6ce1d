//! Pages of labels and messages, and the times that follow.

use super::*;
use crate::screenshot::label;
use juzheng_model::{Offset, Zone};

/// A page: `m` is a message, `?` before a label means that the recognition is unsure of it.
pub(super) fn page(rows: &[&str]) -> Vec<Row> {
    let row = |(at, row): (usize, &&str)| match *row {
        "m" => Row::Message,
        text => Row::Label(Shown {
            label: label::parse(text.trim_start_matches('?')).expect("a label"),
            bounds: [300, 100 * at as u32, 200, 40],
            unsure: text.starts_with('?'),
        }),
    };
    rows.iter().enumerate().map(row).collect()
}

/// 2024-06-10 12:00:00 in China, a Monday.
const ADDED: i64 = 1_717_992_000;

fn captured(text: &str) -> Option<Moment> {
    (!text.is_empty()).then(|| Moment::parse_wall(text, Zone::Assumed).expect("a time"))
}

/// `2024-05-01 10:00:00+59`, with `~` before what lies between labels and `?` behind what is unsure.
fn said(when: &When) -> String {
    let unsure = if when.unsure { "?" } else { "" };
    let Some((moment, basis)) = when.at else { return format!("-{unsure}") };
    let zone = Offset::from_minutes(0).expect("an offset");
    let between = if basis == Basis::BetweenLabels { "~" } else { "" };
    let from = zone.paper(moment.at);
    match moment.open_s {
        59 => format!("{between}{}{unsure}", &from[..16]),
        open => format!("{between}{from}—{}{unsure}", zone.paper(moment.at + i64::from(open))),
    }
}

fn check(manner: Manner, at: &str, rows: &[&str], want: &[&str], findings: &[&str]) {
    let dated = date(&page(rows), manner, captured(at), ADDED);
    let got: Vec<String> = dated.messages.iter().map(said).collect();
    assert_eq!(got, want, "{rows:?} captured {at}");
    let got: Vec<String> = dated
        .findings
        .iter()
        .map(|finding| [&[finding.code.word().to_owned()], &finding.args[..]].concat().join(" "))
        .collect();
    assert_eq!(got, findings, "{rows:?} captured {at}");
}

#[test]
fn a_label_dates_what_stands_below_it_until_the_next() {
    check(
        Manner::Chat,
        "2024-05-03 09:00:00",
        &["m", "昨天 18:44", "m", "m", "08:10", "m", "m"],
        &[
            "~2011-01-21 00:00:00—2024-05-02 18:44:59",
            "2024-05-02 18:44",
            "~2024-05-02 18:44:00—2024-05-03 08:10:59",
            "2024-05-03 08:10",
            "~2024-05-03 08:10:00—2024-05-03 09:00:00",
        ],
        &[],
    );
    // Minutes only of the capture: until its end. Without a capture: until it was taken in.
    check(
        Manner::Chat,
        "2024-05-03 09:00",
        &["08:10", "m", "m"],
        &["2024-05-03 08:10", "~2024-05-03 08:10:00—2024-05-03 09:00:59"],
        &["retake-for-date"],
    );
    check(
        Manner::Chat,
        "",
        &["2024年5月3日 08:10", "m", "m"],
        &["2024-05-03 08:10", "~2024-05-03 08:10:00—2024-06-10 12:00:00"],
        &[],
    );
}

#[test]
fn each_sort_of_day_is_found_from_the_capture() {
    // A Wednesday.
    let at = "2024-01-10 20:00:00";
    let rows = [
        ("19:59", "2024-01-10 19:59"),
        ("20:01", "2024-01-10 20:01"),
        ("今天 08:00", "2024-01-10 08:00"),
        ("昨天 08:00", "2024-01-09 08:00"),
        ("前天 08:00", "2024-01-08 08:00"),
        // WeChat would write 昨天.
        ("星期二 08:00", "2024-01-09 08:00?"),
        ("星期一 08:00", "2024-01-08 08:00"),
        ("周四 晚上8:00", "2024-01-04 20:00"),
        ("1月5日 08:00", "2024-01-05 08:00"),
        ("1/5/24, 8:06 PM", "2024-01-05 20:06"),
        ("2023年12月31日 星期日 08:00", "2023-12-31 08:00"),
    ];
    for (label, want) in rows {
        let dated = date(&page(&[label, "m"]), Manner::Chat, captured(at), ADDED);
        assert_eq!(said(&dated.messages[0]), want, "{label}");
    }
    let impossible = [
        ("20:30", "future"),
        ("星期三 08:00", "weekday"),
        ("1月11日 08:00", "future"),
        ("12月31日 08:00", "future"),
        ("2月30日 08:00", "no-such-day"),
        ("2月29日 08:00", "future"),
        ("1月5日 星期三 08:00", "weekday"),
        ("2025年1月5日 08:00", "future"),
        ("2023年2月29日 08:00", "no-such-day"),
        ("2010年1月5日 08:00", "before-wechat"),
        ("凌晨8:00", "period-word"),
        ("昨天 24:10", "no-such-time"),
    ];
    for (label, why) in impossible {
        let finding = format!("label-impossible {label} {why}");
        check(
            Manner::Chat,
            at,
            &["昨天 00:01", "m", label, "m"],
            &["2024-01-09 00:01", "~2024-01-09 00:01:00—2024-01-10 20:00:00?"],
            &[&finding],
        );
    }
}

#[test]
fn the_year_and_midnight_turn_under_an_open_page() {
    // In the first days of January a date of December is taken for that of the year before, with doubt.
    check(Manner::Chat, "2024-01-02 10:00:00", &["12月30日 08:00", "m"], &["2023-12-30 08:00?"], &[]);
    check(Manner::Chat, "2024-01-02 10:00:00", &["1月1日 08:00", "m"], &["2024-01-01 08:00"], &[]);
    // Opened before midnight, captured after it.
    check(
        Manner::Chat,
        "2024-05-03 00:10:00",
        &["昨天 18:00", "m", "23:58", "m"],
        &["2024-05-01 18:00", "2024-05-02 23:58"],
        &[],
    );
    check(
        Manner::Chat,
        "2024-05-03 00:10:00",
        &["昨天 18:00", "m", "00:08", "m"],
        &["2024-05-02 18:00", "2024-05-03 00:08"],
        &[],
    );
}

#[test]
fn without_the_day_of_capture_only_whole_dates_stand() {
    check(
        Manner::Chat,
        "",
        &["m", "昨天 18:44", "m", "08:10", "m"],
        &["-", "-", "-"],
        &["capture-time-needed 2"],
    );
    check(
        Manner::Chat,
        "",
        &["18:44", "m", "18:50", "m"],
        &["-", "-"],
        &["capture-time-needed 2", "retake-for-date"],
    );
    // Bounded by the labels around it, and found where only one year fits between them.
    check(
        Manner::Chat,
        "",
        &["2024年5月3日 08:10", "m", "昨天 18:44", "m"],
        &["2024-05-03 08:10", "~2024-05-03 08:10:00—2024-06-10 12:00:00"],
        &["capture-time-needed 1"],
    );
    check(
        Manner::Chat,
        "",
        &["2023年12月30日 08:10", "m", "1月2日 09:00", "m", "12月31日 09:00", "m"],
        &["2023-12-30 08:10", "2024-01-02 09:00", "~2024-01-02 09:00:00—2024-06-10 12:00:00"],
        &["capture-time-needed 1"],
    );
    check(Manner::Chat, "", &["2月29日 星期四 08:10", "m"], &["2024-02-29 08:10"], &[]);
}

#[test]
fn labels_that_contradict_each_other_bound_nothing() {
    check(
        Manner::Chat,
        "2024-05-03 21:00:00",
        &["10:00", "m", "m", "19:50", "m", "m", "11:20", "m", "m"],
        &[
            "2024-05-03 10:00",
            "~2024-05-03 10:00:00—2024-05-03 21:00:00",
            "~2024-05-03 10:00:00—2024-05-03 21:00:00?",
            "~2024-05-03 10:00:00—2024-05-03 21:00:00?",
            "~2024-05-03 10:00:00—2024-05-03 21:00:00?",
            "~2024-05-03 10:00:00—2024-05-03 21:00:00?",
        ],
        &["labels-backwards 11:20 19:50", "retake-for-date"],
    );
    check(
        Manner::Chat,
        "2024-05-03 21:00:00",
        &["5月2日 10:00", "m", "5月1日 10:00", "m"],
        &["-?", "-?"],
        &["labels-backwards 5月1日 10:00 5月2日 10:00"],
    );
    check(
        Manner::Chat,
        "2024-05-03 21:00:00",
        &["10:00", "m", "10:00", "m"],
        &["2024-05-03 10:00", "2024-05-03 10:00"],
        &["retake-for-date"],
    );
}

#[test]
fn what_hangs_on_an_unsure_label_is_unsure() {
    let at = "2024-05-03 21:00:00";
    check(
        Manner::Chat,
        at,
        &["昨天 10:00", "m", "m", "?11:00", "m", "m", "12:00", "m"],
        &[
            "2024-05-02 10:00",
            "~2024-05-02 10:00:00—2024-05-03 11:00:59?",
            "2024-05-03 11:00?",
            "~2024-05-03 11:00:00—2024-05-03 12:00:59?",
            "2024-05-03 12:00",
        ],
        &[],
    );
    // The stroke of 一 was lost; a letter for a digit; a clock of 12 hours without its word.
    check(Manner::Chat, at, &["星期 10:00", "m"], &["2024-04-27 10:00:00—2024-05-02 10:00:59?"], &[]);
    check(Manner::Chat, at, &["昨天 1O:00", "m"], &["2024-05-02 10:00?"], &[]);
    check(
        Manner::Chat,
        at,
        &["昨天 下午3:00", "m", "8:00", "m"],
        &["2024-05-02 15:00", "2024-05-03 08:00?"],
        &[],
    );
}

#[test]
fn pages_without_labels_or_of_other_programs_are_undated() {
    check(Manner::Chat, "2024-05-03 21:00:00", &["m", "m"], &["-", "-"], &["no-time-label"]);
    check(Manner::Chat, "2024-05-03 21:00:00", &[], &[], &[]);
    check(
        Manner::Chat,
        "2024-05-03 21:00:00",
        &["17:48:50", "m", "07/15 11:35:27", "m", "2023-08-27 11:01:38", "m"],
        &[
            "~2011-01-21 00:00:00—2023-08-27 11:01:38",
            "~2011-01-21 00:00:00—2023-08-27 11:01:38",
            "2023-08-27 11:01:38—2023-08-27 11:01:38",
        ],
        &[],
    );
}

#[test]
fn a_divider_gives_the_day_of_the_times_below_it() {
    check(
        Manner::Forwarded,
        "",
        &["下午3:58", "m", "2018-3-31", "下午3:59", "m", "下午6:56", "m", "2018-4-1", "上午8:00", "m"],
        &[
            "~2011-01-21 00:00:00—2018-03-31 23:59:59",
            "2018-03-31 15:59",
            "2018-03-31 18:56",
            "2018-04-01 08:00",
        ],
        &[],
    );
    check(Manner::Forwarded, "2024-05-03 21:00:00", &["下午3:58", "m"], &["-"], &["no-time-label"]);
}

#[test]
fn a_zone_that_the_user_states_is_kept() {
    let zone = Zone::Stated(Offset::parse("+09:00").expect("an offset"));
    let captured = Moment::parse_wall("2024-05-03 21:00:00", zone);
    let dated = date(&page(&["10:00", "m"]), Manner::Chat, captured, ADDED);
    let span = dated.messages[0].at.map(|(moment, basis)| moment.span(basis, Offset::CHINA).paper());
    assert_eq!(span.as_deref(), Some("2024-05-03 10:00:00—10:00:59"));
}
