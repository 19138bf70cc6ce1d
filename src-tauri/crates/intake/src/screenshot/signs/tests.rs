//! What the signs say, and of what they say nothing.

use super::*;
use crate::screenshot::{label, metadata::Jpeg};
use juzheng_model::Zone;

fn said(finding: &Finding) -> String {
    [&[finding.code.word().to_owned()], &finding.args[..]].concat().join(" ")
}

#[test]
fn files_tell_of_editors_and_of_saving_again() {
    let jpeg = |adobe, ducky| Some(Jpeg { table: None, adobe, ducky });
    let programs = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let rows = [
        ("a.jpg", Metadata { jpeg: jpeg(false, false), ..Metadata::default() }, Device::Android, vec![]),
        ("a.png", Metadata { programs: programs(&["17.1.1"]), ..Metadata::default() }, Device::Ios, vec![]),
        (
            "a.png",
            Metadata { programs: programs(&["Snapseed 2.0", "MIUI"]), ..Metadata::default() },
            Device::Android,
            vec!["sign-editor Snapseed 2.0"],
        ),
        (
            "a.jpg",
            Metadata { jpeg: jpeg(true, true), ..Metadata::default() },
            Device::Ios,
            vec!["sign-resaved save-for-web, iphone-jpeg"],
        ),
        (
            "Screenshot_20230528_173307_edit_165589167800752.jpg",
            Metadata { jpeg: jpeg(true, false), ..Metadata::default() },
            Device::Android,
            vec!["sign-resaved adobe-segment, edited-copy"],
        ),
    ];
    for (name, metadata, device, want) in rows {
        let got: Vec<String> = of_file(name, &metadata, device).iter().map(said).collect();
        assert_eq!(got, want, "{name} {metadata:?}");
    }
}

#[test]
fn labels_of_other_programs() {
    let rows: &[(&[&str], Option<&str>)] = &[
        (&["18:44", "18:50"], None),
        (&["昨天 18:44", "18:44"], None),
        (&["2023年5月1日 18:44", "2023年5月1日 18:50"], None),
        (&["5/1/24, 6:44 PM", "5/1/24, 6:50 PM"], None),
        (&["2024年5月1日 18:44", "18:50"], None),
        (&["2023-08-27 11:01:38", "2023-11-18 14:51:28"], Some("sign-not-wechat seconds")),
        (&["17:48:50", "07/15 11:35:27"], Some("sign-not-wechat seconds")),
        (&["2024年5月1日 22:15", "2024年5月1日 22:16"], Some("sign-not-wechat full-dates")),
        (&["星期一 上午8:14", "星期一 上午8:14", "下午2:14"], Some("sign-not-wechat same-label-twice")),
    ];
    let captured = Moment::parse_wall("2024-06-01 12:00", Zone::Assumed);
    for (labels, want) in rows {
        let labels: Vec<Label> = labels.iter().map(|text| label::parse(text).expect("a label")).collect();
        let labels: Vec<&Label> = labels.iter().collect();
        assert_eq!(of_labels(&labels, captured).as_ref().map(said).as_deref(), *want, "{labels:?}");
    }
    let size = of_size(375, 812, Device::Android);
    assert_eq!(size.as_ref().map(said).as_deref(), Some("sign-size 375 812"));
}
