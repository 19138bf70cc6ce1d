//! Changing the settings in a window: what a change would do is worked out and said before it is done.

use super::{Asker, OpenCase, overview::Counts, shown::Shown};
use crate::{
    book::Book,
    error::Error,
    list::{all_findings, linking},
    pane::{Effect, Overview, SettingsChange},
    set::Change,
    words::{self, Lang},
};
use juzheng_model::{Offset, Party, PartyRole, party::Alias};
use juzheng_vault::Access;

impl OpenCase {
    /// What a change would do, without doing it.
    ///
    /// # Errors
    /// A value is none, a party or artifact is unknown, or the database cannot be read.
    pub fn try_change(&self, change: &SettingsChange, asker: Asker<'_>) -> Result<Effect, Error> {
        let case = crate::Case::open(&self.place, Access::Read)?;
        let (before, settings) = {
            let shown = self.shown();
            (shown.counts(), shown.book.settings.clone())
        };
        let wanted = wanted(change, &settings.parties, asker)?;
        let settings = case.settings_with(&wanted, asker.stamp())?;
        let book = Book::open_with(&case.vault, settings)?;
        let linked = linking::link(&book);
        let findings = all_findings(&case, &book, &linked)?;
        let after = Shown::bare(case, book, linked, findings).counts();
        Ok(effect(before, after, asker.lang))
    }

    /// Changes the settings; gives the case as it is then.
    ///
    /// # Errors
    /// A value is none, a party or artifact is unknown, or the case cannot be written; then nothing is changed.
    pub fn change_settings(&self, change: &SettingsChange, asker: Asker<'_>) -> Result<Overview, Error> {
        let parties = self.shown().book.settings.parties.clone();
        let wanted = wanted(change, &parties, asker)?;
        self.change(asker, &|_| {}, |case, desk| case.set(&wanted, desk))?;
        self.overview(asker.lang)
    }
}

impl<'a> Asker<'a> {
    fn stamp(&self) -> juzheng_vault::Stamp<'a> {
        juzheng_vault::Stamp { at: self.now, actor: self.actor }
    }
}

/// The change as the use case takes it.
fn wanted(change: &SettingsChange, present: &[Party], asker: Asker<'_>) -> Result<Change, Error> {
    let offset = match &change.offset {
        None => None,
        Some(text) => Some(
            Offset::parse(text.trim())
                .ok_or_else(|| Error::BadValue { field: "offset".to_owned(), value: text.clone() })?,
        ),
    };
    let parties = change.parties.as_ref().map(|parties| {
        let party = |pane: &crate::pane::PartyPane| {
            let known = present.iter().find(|party| party.name == pane.name.trim());
            let alias = |name: &String| {
                let known =
                    known.and_then(|party| party.aliases.iter().find(|alias| alias.name == name.trim()));
                known.cloned().unwrap_or_else(|| Alias {
                    name: name.trim().to_owned(),
                    asserted_by: asker.actor.to_owned(),
                    asserted_at: asker.now,
                })
            };
            Party {
                name: pane.name.trim().to_owned(),
                role: pane.role,
                aliases: pane.aliases.iter().map(alias).collect(),
                details: pane.details.iter().filter(|(_, value)| !value.trim().is_empty()).cloned().collect(),
            }
        };
        parties.iter().map(party).collect::<Vec<Party>>()
    });
    if let Some(parties) = &parties {
        for role in [PartyRole::Me, PartyRole::Other] {
            if !parties.iter().any(|party| party.role == role) {
                return Err(Error::BadValue { field: "parties".to_owned(), value: String::new() });
            }
        }
    }
    Ok(Change {
        threshold_minutes: change.threshold_minutes,
        offset,
        parties,
        aliases: Vec::new(),
        shifts: change.shift.iter().map(|(artifact, seconds)| (artifact.to_string(), *seconds)).collect(),
    })
}

fn effect(before: Counts, after: Counts, lang: Lang) -> Effect {
    Effect {
        links_before: before.links,
        links_after: after.links,
        findings_before: before.findings,
        findings_after: after.findings,
        messages_before: before.messages,
        messages_after: after.messages,
        transfers_before: before.transfers,
        transfers_after: after.transfers,
        sentences: sentences(before, after, lang),
    }
}

fn sentences(before: Counts, after: Counts, lang: Lang) -> Vec<String> {
    let rows = [
        (before.transfers, after.transfers, "本案当事人的收付记录", "transfers with the parties"),
        (before.messages, after.messages, "本案会话的消息", "messages of the parties' conversations"),
        (before.links.within, after.links.within, "“未超过”的对应", "links within the threshold"),
        (before.links.over, after.links.over, "“超过”的对应", "links over the threshold"),
        (before.links.undetermined, after.links.undetermined, "“无法判断”的对应", "undetermined links"),
        (
            before.links.no_message,
            after.links.no_message,
            "“未见消息”的收付记录",
            "transfers without a message",
        ),
        (before.findings.serious, after.findings.serious, "重要提示", "serious findings"),
        (before.links.ambiguous, after.links.ambiguous, "有歧义的对应", "ambiguous links"),
        (before.links.confirmed, after.links.confirmed, "已确认的对应", "confirmed links"),
        (before.links.rejected, after.links.rejected, "已否定的对应", "rejected links"),
        (before.findings.check, after.findings.check, "请核对的提示", "findings to check"),
        (before.findings.note, after.findings.note, "备注类提示", "notes"),
    ];
    let changed = rows.iter().filter(|(before, after, ..)| before != after);
    let said: Vec<String> = changed
        .map(|(before, after, zh, en)| words::changed(lang.of(zh, en), *before, *after, lang))
        .collect();
    match said.is_empty() {
        true => {
            vec![
                lang.of(
                    "各项数量都不会改变；个别收付记录对应的消息仍可能不同。",
                    "No count changes; single transfers may still be linked to other messages.",
                )
                .to_owned(),
            ]
        }
        false => said,
    }
}
