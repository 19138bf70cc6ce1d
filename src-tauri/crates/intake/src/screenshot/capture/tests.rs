//! Names of files as phones and computers give them, EXIF, and what comes of their disagreeing.

use super::*;
use crate::screenshot::metadata::Exif;

/// 2026-06-01 12:00:00 in China.
const ADDED: i64 = 1_780_286_400;

fn empty() -> Metadata {
    Metadata::default()
}

fn named(name: &str) -> String {
    let capture = find(name, None, &empty(), None, ADDED);
    match capture.at {
        Some((moment, CaptureSource::Name)) => paper(moment),
        Some(_) => "another source".to_owned(),
        None if capture.not_after < ADDED => format!("saved {}", Offset::CHINA.paper(capture.not_after)),
        None => "-".to_owned(),
    }
}

#[test]
fn patterns_of_phones_and_computers() {
    let rows = [
        ("Screenshot_2025-10-28-19-07-16-918_com.tencent.mm.jpg", "2025-10-28 19:07:16"),
        ("screenshot_2019-05-10-13-05-57-001_com.tencent.mm.png", "2019-05-10 13:05:57"),
        ("Screenshot_20230815_203001_com.tencent.mm.jpg", "2023-08-15 20:30:01"),
        ("Screenshot_2026-04-21-15-39-54-29_e39d2c7de19156b0683cd93e8735f348.jpg", "2026-04-21 15:39:54"),
        ("Screenshot_2023_0815_203001.png", "2023-08-15 20:30:01"),
        ("Screenshot_20220807-195908_Firefox.jpg", "2022-08-07 19:59:08"),
        ("Screenshot_20220807-195908.png", "2022-08-07 19:59:08"),
        ("Screenshot_20220807_195908_WeChat.jpg", "2022-08-07 19:59:08"),
        ("Screenshot 20221106 211633.com.tencent.mm.jpg", "2022-11-06 21:16:33"),
        ("Screenshot_2021_02_13_18_03_23_364_com.facebook.orca.jpg", "2021-02-13 18:03:23"),
        ("Screenshot_20230528_173307_edit_165589167800752.jpg", "2023-05-28 17:33:07"),
        ("Screenshot_20230528_173307(1).jpg", "2023-05-28 17:33:07"),
        ("张三/聊天 Screenshot_20230528_173307.jpg", "2023-05-28 17:33:07"),
        ("20170923_220934000_iOS.jpg", "2017-09-24 06:09:34"),
        ("WX20190619-112238@2x.png", "2019-06-19 11:22:38"),
        ("微信截图_20240613111750.png", "2024-06-13 11:17:50"),
        ("微信截圖_20250605144226.png", "2025-06-05 14:42:26"),
        ("QQ截图20240105102233.png", "2024-01-05 10:22:33"),
        ("屏幕截图 2024-02-14 010934.png", "2024-02-14 01:09:34"),
        ("屏幕截图(1) 2024-02-14 010934.png", "-"),
        ("Screenshot 2020-09-15 191156.png", "2020-09-15 19:11:56"),
        ("截屏2023-08-20 上午1.05.57.png", "2023-08-20 01:05:57"),
        ("截屏2023-08-20 下午12.05.57.png", "2023-08-20 12:05:57"),
        ("截屏2023-08-20 上午12.05.57.png", "2023-08-20 00:05:57"),
        ("截屏2023-06-25 03.09.32.png", "2023-06-25 03:09:32"),
        ("屏幕快照 2019-05-10 下午1.05.57.png", "2019-05-10 13:05:57"),
        ("Screenshot 2023-03-06 at 1.35.38 PM.png", "2023-03-06 13:35:38"),
        ("Screenshot 2023-03-06 at 1.35.38\u{202f}PM (2).png", "2023-03-06 13:35:38"),
        ("Screen Shot 2018-12-31 at 23.59.59.png", "2018-12-31 23:59:59"),
        ("Screen Shot 2018-12-31 at 12.00.01 AM.png", "2018-12-31 00:00:01"),
        ("Snipaste_2024-01-05_10-22-33.png", "2024-01-05 10:22:33"),
        // Saved, not captured.
        ("mmexport1655891678007.jpg", "saved 2022-06-22 17:54:38"),
        ("mmexporte39d2c7de19156b0683cd93e8735f348_1655891678007.jpeg", "saved 2022-06-22 17:54:38"),
        ("mmexport1655891678007(1).jpg", "saved 2022-06-22 17:54:38"),
        ("微信图片_20240130214341.jpg", "saved 2024-01-30 21:43:41"),
        ("1941564137152_.pic.jpg", "saved 2019-07-26 18:32:32"),
        ("521564137152_.pic_hd.jpg", "saved 2019-07-26 18:32:32"),
        ("微信图片_20260223133201_158_292.jpg", "saved 2026-02-23 13:32:01"),
    ];
    for (name, want) in rows {
        assert_eq!(named(name), want, "{name}");
    }
}

#[test]
fn names_that_say_no_time() {
    let names = [
        "",
        "IMG_1234.PNG",
        "WechatIMG123.jpeg",
        "1564137152_.pic.jpg",
        "some1564137152_.pic.jpg",
        "1655891678007.jpg",
        "1655891678.jpg",
        "20230528173307.jpg",
        "20170923_220934_iOS.jpg",
        "WX20190619112238.png",
        // Impossible, future, older than WeChat.
        "Screenshot_20230231_173307.jpg",
        "Screenshot_20231301_173307.jpg",
        "Screenshot_20230528_243307.jpg",
        "Screenshot_20230528_176007.jpg",
        "Screenshot_20260701_173307.jpg",
        "Screenshot_20090528_173307.jpg",
        "Screenshot_20990528_173307.jpg",
        "mmexport9955891678007.jpg",
        "mmexport165589167800.jpg",
        "mmexport16558916780071.jpg",
        "微信图片_20990130214341.jpg",
        // Another number.
        "Screenshot_202305281733071234.jpg",
        "Screenshot_20230528.jpg",
        "截图.png",
        "微信截图_17012345678901.png",
    ];
    for name in names {
        assert_eq!(named(name), "-", "{name}");
    }
    assert!(name::is_edited_copy("Screenshot_20230528_173307_edit_165589167800752.jpg"));
    assert!(!name::is_edited_copy("Screenshot_20230528_173307_com.tencent.mm.jpg"));
}

fn exif(taken: Option<&str>, changed: Option<&str>, is_screenshot: bool, program: &str) -> Metadata {
    let text = |text: &str| text.to_owned();
    Metadata {
        exif: Exif { taken: taken.map(text), changed: changed.map(text), is_screenshot, ..Exif::default() },
        programs: vec![program.to_owned()],
        jpeg: None,
    }
}

#[test]
fn exif_counts_where_no_editor_has_been() {
    let rows = [
        (exif(Some("2024:05:01 14:32:10"), None, false, ""), Some("2024-05-01 14:32:10")),
        (exif(Some("2024:05:01 14:32:10"), None, true, "17.1.1"), Some("2024-05-01 14:32:10")),
        (exif(Some("2024-05-01T14:32:10.123+09:00"), None, true, ""), Some("2024-05-01 14:32:10")),
        (exif(None, Some("2024:05:01 14:32:10"), true, ""), Some("2024-05-01 14:32:10")),
        (exif(None, Some("2024:05:01 14:32:10"), false, ""), None),
        (exif(Some("2024:05:01 14:32:10"), None, true, "Adobe Photoshop CC 2015 (Windows)"), None),
        (exif(Some("0000:00:00 00:00:00"), None, true, ""), None),
        (exif(Some("2024:02:30 14:32:10"), None, true, ""), None),
        (exif(Some("2031:02:03 14:32:10"), None, true, ""), None),
        (exif(Some("1970:01:01 00:00:00"), None, true, ""), None),
        (exif(Some("二〇二四年五月一日"), None, true, ""), None),
    ];
    for (metadata, want) in rows {
        let capture = find("IMG_1234.PNG", None, &metadata, None, ADDED);
        let got = capture.at.map(|(moment, source)| (paper(moment), source));
        assert_eq!(got, want.map(|want| (want.to_owned(), CaptureSource::Exif)), "{metadata:?}");
    }
    let mut zoned = exif(Some("2024:05:01 14:32:10"), None, true, "");
    zoned.exif.taken_offset = Some("+08:00".to_owned());
    let zone = find("", None, &zoned, None, ADDED).at.map(|(moment, _)| moment.zone);
    assert_eq!(zone, Some(Zone::Stated(Offset::CHINA)));
}

#[test]
fn sources_are_taken_in_order_and_their_disagreeing_is_said() {
    let said = |user: Option<&str>, name: &str, taken: &str, clock: Option<&str>| {
        let user = user.and_then(|user| Moment::parse_wall(user, Zone::Assumed));
        let clock = clock.map(|clock| {
            let (hour, minute) = clock.split_once(':').expect("a clock");
            hour.parse::<u16>().expect("hours") * 60 + minute.parse::<u16>().expect("minutes")
        });
        let metadata = if taken.is_empty() { empty() } else { exif(Some(taken), None, true, "") };
        let capture = find(name, user, &metadata, clock, ADDED);
        let findings = capture
            .findings
            .iter()
            .map(|finding| format!("{} {}", finding.code.word(), finding.args.join(" ")));
        findings.collect::<Vec<_>>()
    };
    let name = "Screenshot_20240501_143210.jpg";
    let from_name = "capture-time-from 2024-05-01 14:32:10 name";
    assert_eq!(said(None, "", "", Some("14:32")), [""; 0]);
    assert_eq!(said(None, name, "", None), [from_name]);
    assert_eq!(said(None, "", "2024:05:01 14:32:10", None), ["capture-time-from 2024-05-01 14:32:10 exif"]);
    assert_eq!(said(Some("2024-05-01 14:32"), name, "2024:05:01 14:32:11", Some("14:32")), [""; 0]);
    assert_eq!(said(Some("2024-05-01 14:30"), name, "", None), [""; 0]);
    assert_eq!(
        said(Some("2024-05-01 14:20"), name, "", None),
        ["capture-time-differs user 2024-05-01 14:20:00 name 2024-05-01 14:32:10"]
    );
    assert_eq!(
        said(None, name, "2024:05:02 09:00:00", None),
        [from_name, "capture-time-differs name 2024-05-01 14:32:10 exif 2024-05-02 09:00:00"]
    );
    // The clock of the status bar, of 24 hours and of 12.
    for agrees in ["14:32", "14:30", "14:34", "2:32", "02:33"] {
        assert_eq!(said(None, name, "", Some(agrees)), [from_name], "{agrees}");
    }
    for differs in ["14:28", "14:36", "16:32", "20:32", "9:41"] {
        assert_eq!(said(None, name, "", Some(differs)).len(), 2, "{differs}");
    }
    let midnight = "Screenshot_20240501_000010.jpg";
    for agrees in ["23:59", "00:00", "0:01", "12:00"] {
        assert_eq!(said(None, midnight, "", Some(agrees)).len(), 1, "{agrees}");
    }
}

proptest::proptest! {
    #[test]
    fn any_name_is_read_without_breaking(name in "\\PC{0,60}", tail in "(Screenshot|截屏|微信图片_|mmexport|WX)[-_ 0-9上午at.]{0,30}") {
        named(&name);
        named(&tail);
    }
}
