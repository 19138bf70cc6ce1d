//! Changing the settings: what is said beforehand is what happens.

use crate::{ASKER, dispute, sample};
use juzheng_casework::{pane::SettingsChange, words::Lang};

#[test]
fn what_is_said_beforehand_is_what_happens() {
    let desk = dispute(3_000, 300, None, 8);
    let settings = desk.case.overview(Lang::Zh).expect("at a glance").settings;
    let mut fewer = settings.parties.clone();
    fewer.iter_mut().for_each(|party| party.aliases.truncate(1));
    let changes = [
        SettingsChange { threshold_minutes: Some(1), ..SettingsChange::default() },
        SettingsChange { threshold_minutes: Some(600), ..SettingsChange::default() },
        SettingsChange { parties: Some(fewer), ..SettingsChange::default() },
        SettingsChange { parties: Some(settings.parties), ..SettingsChange::default() },
    ];
    for change in changes {
        let before = desk.case.overview(Lang::Zh).expect("at a glance");
        let said = desk.case.try_change(&change, ASKER).expect("worked out");
        let untouched = desk.case.overview(Lang::Zh).expect("at a glance");
        assert_eq!((said.links_before, said.findings_before), (before.links, before.findings));
        assert_eq!((untouched.links, untouched.findings), (before.links, before.findings));
        let after = desk.case.change_settings(&change, ASKER).expect("changed");
        assert_eq!((said.links_after, said.findings_after), (after.links, after.findings), "{change:?}");
        assert_eq!(
            (said.messages_after, said.transfers_after),
            (after.messages, after.transfers),
            "{change:?}"
        );
        assert!(!said.sentences.is_empty());
    }
}

#[test]
fn what_cannot_be_set_is_refused_in_words() {
    let desk = sample();
    let settings = desk.case.overview(Lang::Zh).expect("at a glance").settings;
    let mut nameless = settings.parties.clone();
    nameless[0].name = " ".to_owned();
    let mut alone = settings.parties.clone();
    alone.truncate(1);
    let mut twins = settings.parties.clone();
    twins[1].name = twins[0].name.clone();
    for parties in [nameless, alone, twins] {
        let change = SettingsChange { parties: Some(parties), ..SettingsChange::default() };
        assert!(desk.case.try_change(&change, ASKER).is_err());
        assert!(desk.case.change_settings(&change, ASKER).is_err());
    }
    let change = SettingsChange { offset: Some("8".to_owned()), ..SettingsChange::default() };
    assert!(desk.case.try_change(&change, ASKER).is_err());
}
