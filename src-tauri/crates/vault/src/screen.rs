//! How a picture of a screen stands in one column: canonical JSON, read back strictly.

use crate::{
    canonical,
    column::{moment_numbers, moment_of},
};
use juzheng_model::{CaptureSource, Device, Screen, ScreenKind};
use serde::{Deserialize, Serialize};

/// The column's JSON. Its keys are released: never changed; new ones are left out where they say nothing.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelling {
    kind: ScreenKind,
    signs: Vec<String>,
    device: Device,
    dark: bool,
    width: u32,
    height: u32,
    title: Option<String>,
    clock: Option<u16>,
    captured: Option<Captured>,
    engine: String,
}

/// When it was captured: the three numbers of a time as in the columns of one, and what says it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Captured {
    moment: [i64; 3],
    source: CaptureSource,
}

/// The spelling of `screen`.
pub(crate) fn spelled(screen: &Screen) -> String {
    let captured =
        screen.captured.map(|(moment, source)| Captured { moment: moment_numbers(moment), source });
    let spelling = Spelling {
        kind: screen.kind,
        signs: screen.signs.clone(),
        device: screen.device,
        dark: screen.dark,
        width: screen.width,
        height: screen.height,
        title: screen.title.clone(),
        clock: screen.clock,
        captured,
        engine: screen.engine.clone(),
    };
    canonical::json(&serde_json::to_value(spelling).expect("a screen is plain data with text keys"))
}

/// The screen of a spelling; `None` of anything else than [`spelled`] writes.
pub(crate) fn read(text: &str) -> Option<Screen> {
    let spelling: Spelling = serde_json::from_str(text).ok()?;
    let captured = match spelling.captured {
        Some(Captured { moment, source }) => Some((moment_of(moment)?, source)),
        None => None,
    };
    let screen = Screen {
        kind: spelling.kind,
        signs: spelling.signs,
        device: spelling.device,
        dark: spelling.dark,
        width: spelling.width,
        height: spelling.height,
        title: spelling.title,
        clock: spelling.clock,
        captured,
        engine: spelling.engine,
    };
    (spelled(&screen) == text).then_some(screen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::{Moment, Zone};

    #[test]
    fn a_screen_has_one_spelling() {
        let screen = Screen {
            kind: ScreenKind::BillDetail,
            signs: vec!["交易单号".into()],
            device: Device::Ios,
            dark: true,
            width: 1170,
            height: 2532,
            title: Some("账单详情".into()),
            clock: Some(599),
            captured: Some((
                Moment { at: 1_700_000_000, open_s: 59, zone: Zone::Assumed },
                CaptureSource::Name,
            )),
            engine: "pp-ocrv6-small/1".into(),
        };
        let text = spelled(&screen);
        assert_eq!(read(&text).as_ref(), Some(&screen));
        let bare = Screen { title: None, clock: None, captured: None, signs: vec![], ..screen };
        assert_eq!(read(&spelled(&bare)), Some(bare));
        let bad = [
            ("", ""),
            ("{", "{ "),
            ("\"ios\"", "\"nokia\""),
            ("\"width\":1170", "\"width\":-1"),
            ("59,1]", "59,2]"),
            ("1700000000,", "1,"),
            ("\"clock\":599,", ""),
            ("{\"captured\"", "{\"a\":1,\"captured\""),
        ];
        for (from, to) in bad {
            let other = if from.is_empty() { String::new() } else { text.replacen(from, to, 1) };
            assert_ne!(other, text, "{from} does not stand in it");
            assert_eq!(read(&other), None, "{other}");
        }
    }
}
