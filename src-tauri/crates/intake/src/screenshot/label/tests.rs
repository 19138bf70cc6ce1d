//! Labels in all their spellings, and texts that are none.

use super::*;

fn said(text: &str) -> Option<String> {
    let label = parse(text)?;
    let day = match label.day {
        Day::Unsaid => "-".to_owned(),
        Day::Back(days) => format!("back {days}"),
        Day::Weekday(day) => day.map_or("some weekday".to_owned(), |day| day.to_string()),
        Day::Yearless { month, day, weekday } => with(format!("{month}/{day}"), weekday),
        Day::Full { year, month, day, weekday } => with(format!("{year}/{month}/{day}"), weekday),
    };
    let clock = label.clock.map_or(String::new(), |clock| match (clock.seconds(), clock.second) {
        (Ok(s), Some(_)) => format!(" {:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
        (Ok(s), None) => format!(" {:02}:{:02}", s / 3600, s / 60 % 60),
        (Err(reason), _) => format!(" {}", reason.word()),
    });
    Some(format!("{day}{clock}{}", if label.guessed { " ?" } else { "" }))
}

fn with(date: String, weekday: Option<Weekday>) -> String {
    weekday.map_or(date.clone(), |weekday| format!("{date} {weekday}"))
}

#[test]
fn every_form_of_every_program_is_read() {
    let rows = [
        // Android, 24 and 12 hours.
        ("18:44", "- 18:44"),
        ("晚上8:52", "- 20:52"),
        ("晚上 8:52", "- 20:52"),
        ("中午12:05", "- 12:05"),
        ("昨天 18:44", "back 1 18:44"),
        ("昨天18:44", "back 1 18:44"),
        ("昨天 晚上8:52", "back 1 20:52"),
        ("周三 10:22", "Wed 10:22"),
        ("周日晚上8:52", "Sun 20:52"),
        ("周一 凌晨12:30", "Mon 00:30"),
        ("6月3日 凌晨00:43", "6/3 00:43"),
        ("6月3日凌晨00:43", "6/3 00:43"),
        ("12月31日 晚上20:15", "12/31 20:15"),
        ("2024年1月5日 下午3:05", "2024/1/5 15:05"),
        ("2024年1月5日 下午15:05", "2024/1/5 15:05"),
        // iOS.
        ("13:17", "- 13:17"),
        ("下午2:14", "- 14:14"),
        ("上午 12:01", "- 00:01"),
        ("星期三 13:17", "Wed 13:17"),
        ("星期一 上午8:14", "Mon 08:14"),
        ("星期天 08:14", "Sun 08:14"),
        ("1月5日 13:17", "1/5 13:17"),
        ("2024年1月5日 13:17", "2024/1/5 13:17"),
        ("2024年11月15日 星期五 13:17", "2024/11/15 Fri 13:17"),
        // PC, Chinese and English.
        ("6月3日 星期三 10:22", "6/3 Wed 10:22"),
        ("Yesterday 18:20", "back 1 18:20"),
        ("Monday 18:20", "Mon 18:20"),
        ("2024-1-5 10:22", "2024/1/5 10:22"),
        ("2024-11-15 10:22", "2024/11/15 10:22"),
        ("2024/1/5 10:22", "2024/1/5 10:22"),
        // Android in English.
        ("8:06 PM", "- 20:06"),
        ("8:06PM", "- 20:06"),
        ("12:06 am", "- 00:06"),
        ("Yesterday 8:06 PM", "back 1 20:06"),
        ("Wed 8:06 PM", "Wed 20:06"),
        ("6/3/23, 8:06 PM", "2023/6/3 20:06"),
        ("12/31/2023, 11:06 AM", "2023/12/31 11:06"),
        ("25/12/23, 8:06 PM", "2023/12/25 20:06"),
        ("Jun 3, 2023, 8:06 PM", "2023/6/3 20:06"),
        ("Jun 3 at 8:06 PM", "6/3 20:06"),
        ("3 June 2023 20:06", "2023/6/3 20:06"),
        ("May 3 20:06", "5/3 20:06"),
        // Others in Chinese.
        ("今天 10:22", "back 0 10:22"),
        ("前天 10:22", "back 2 10:22"),
        ("週三 10:22", "Wed 10:22"),
        ("禮拜天 下午3:05", "Sun 15:05"),
        // Viewers of exporters.
        ("2023-08-27 11:01:38", "2023/8/27 11:01:38"),
        ("07/15 11:35:27", "7/15 11:35:27"),
        ("17:48:50", "- 17:48:50"),
        ("2024年9月22日 22:15", "2024/9/22 22:15"),
        // Merged-forward pages.
        ("2018-3-31", "2018/3/31"),
        ("— 2018-3-31 —", "2018/3/31"),
        ("2018年3月31日", "2018/3/31"),
        ("3月31日", "3/31"),
        ("下午3:59", "- 15:59"),
        ("昨天", "back 1"),
        ("星期三", "Wed"),
    ];
    for (text, want) in rows {
        assert_eq!(said(text).as_deref(), Some(want), "{text}");
        let bare: String = text.split_whitespace().collect();
        let glued = parse(&bare).map(|label| (label.day, label.clock));
        assert_eq!(glued, parse(text).map(|label| (label.day, label.clock)), "{bare}");
    }
}

#[test]
fn what_recognition_mixes_up_is_understood() {
    let rows = [
        ("１８：４４", "- 18:44"),
        ("昨天下午6:14]", "back 1 18:14"),
        ("[18:44]", "- 18:44"),
        ("18∶44", "- 18:44"),
        ("星期— 18:20", "Mon 18:20"),
        ("星期-18:20", "Mon 18:20"),
        ("周—下午3:05", "Mon 15:05"),
        ("星期＝ 18:20", "Tue 18:20"),
        ("5月4口18:27", "5/4 18:27 ?"),
        ("星期曰 18:20", "Sun 18:20"),
        ("星期 18:20", "some weekday 18:20 ?"),
        ("1O:22", "- 10:22 ?"),
        ("l8:44", "- 18:44 ?"),
        ("O8:44", "- 08:44 ?"),
        ("18;44", "- 18:44 ?"),
        ("昨天 18.44", "back 1 18:44 ?"),
        ("2024．1．5 10:22", "2024/1/5 10:22"),
        ("下午3．59", "- 15:59 ?"),
        ("2024 年 1 月 5 日 下午 3 : 05", "2024/1/5 15:05"),
        ("2024年1月5 10:22", "2024/1/5 10:22"),
        ("8：06 ＰＭ", "- 20:06"),
        // Two days, one of which has an hour of one digit.
        ("2024-1-112:30", "2024/1/1 12:30 ?"),
        ("2024-1-510:22", "2024/1/5 10:22"),
        ("2024-1-3109:22", "2024/1/31 09:22"),
        ("昨 天 18:44", "back 1 18:44"),
    ];
    for (text, want) in rows {
        assert_eq!(said(text).as_deref(), Some(want), "{text}");
    }
}

#[test]
fn what_cannot_be_is_still_a_label() {
    let rows = [
        ("2月30日 10:22", "2/30 10:22"),
        ("25:61", "- no-such-time"),
        ("凌晨15:30", "- period-word"),
        ("2024年13月5日 10:22", "2024/13/5 10:22"),
    ];
    for (text, want) in rows {
        assert_eq!(said(text).as_deref(), Some(want), "{text}");
    }
}

#[test]
fn texts_are_no_labels() {
    let texts = [
        "",
        " ",
        "明天下午3:59见",
        "18:44到",
        "约在18:44",
        "昨天 18:44 的钱",
        "15.46",
        "¥15.46",
        "15:4",
        "15:466",
        "1:2:3",
        "早上好",
        "早上",
        "下午",
        "周",
        "星期",
        "6/3",
        "6-3",
        "6月",
        "6月3",
        "19/05/10",
        "2024",
        "138 0013 8000",
        "13800138000",
        "100%",
        "0.12K/s",
        "OK",
        "lol",
        "oil",
        "may",
        "at",
        "2024年1月",
        "2024-1-5-6",
        "2024.1",
        "18:44 18:45",
        "群聊(3)",
        "3:59 下午 4:10",
        "Monday morning",
        "🕐18:44",
        "99999999999999999999:00",
        "2018-3-31 ~ 2018-4-1",
    ];
    for text in texts {
        assert_eq!(said(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,40}", marks in "[0-9:：年月日星期周一—oOlI|.．/ -]{0,24}") {
        parse(&text);
        parse(&marks);
    }
}
