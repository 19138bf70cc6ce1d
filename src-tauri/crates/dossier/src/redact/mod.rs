//! Hiding what is nobody's business from a snapshot before it is printed: by rule, and under the user's boxes.
//!
//! What is hidden leaves a mark. A record on a picture that a rule finds gets a box of its own there, so that the picture
//! does not tell what the text hides; what no machine has read on a picture no rule can find, and the dossier says so.

mod pattern;

use juzheng_model::snapshot::{ArtifactView, MessageView, SeenRecord, SeenTransfer, Snapshot, TransferView};
use pattern::Mask;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in the place of what is hidden.
pub(crate) const HIDDEN: &str = "［隐去］";

/// What is hidden by rule. The user's boxes are always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Rules {
    /// Telephone numbers.
    pub phones: bool,
    /// Numbers of identity cards.
    pub ids: bool,
    /// Numbers of bank cards.
    pub cards: bool,
    /// WeChat ids.
    pub wxids: bool,
    /// Names and words of people in groups who are no party of the case.
    pub others: bool,
    /// Rows of other people on pictures of bills.
    pub unrelated: bool,
}

impl Rules {
    /// Every rule.
    pub const ALL: Rules =
        Rules { phones: true, ids: true, cards: true, wxids: true, others: true, unrelated: true };
}

/// How much was hidden, place by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the words are those of the rules
pub struct Redacted {
    pub phones: u64,
    pub ids: u64,
    pub cards: u64,
    pub wxids: u64,
    pub others: u64,
    pub unrelated: u64,
    /// Boxes on pictures, those of the rules among them.
    pub boxes: u64,
}

/// Hides in a snapshot what the rules find and what lies under the user's boxes.
pub fn redact(snapshot: &mut Snapshot, rules: Rules) -> Redacted {
    let mut work =
        Work { mask: Mask::new(rules, names_of_strangers(snapshot, rules)), strangers: BTreeMap::new() };
    // Pictures first: whether a rule finds something is told by the words as they were read.
    for view in &mut snapshot.artifacts {
        work.picture(view);
    }
    work.mask.text(&mut snapshot.title);
    for party in &mut snapshot.parties {
        for (field, value) in &mut party.details {
            work.mask.detail(field, value);
        }
        party.aliases.iter_mut().for_each(|alias| work.mask.text(&mut alias.name));
    }
    snapshot.transfers.iter_mut().for_each(|transfer| work.transfer(transfer));
    snapshot.loose_cards.iter_mut().for_each(|card| work.message(card));
    for excerpt in &mut snapshot.excerpts {
        work.mask.text(&mut excerpt.conversation);
        excerpt.messages.iter_mut().for_each(|message| work.message(message));
    }
    snapshot.findings.iter_mut().for_each(|finding| work.mask.text(&mut finding.message));
    snapshot.custody.iter_mut().for_each(|entry| work.mask.text(&mut entry.sentence));
    let boxes = snapshot.artifacts.iter().map(|view| view.covers.len() as u64).sum();
    Redacted { boxes, ..work.mask.found }
}

/// The names under which people who are no party speak in groups.
fn names_of_strangers(snapshot: &Snapshot, rules: Rules) -> Vec<String> {
    if !rules.others {
        return Vec::new();
    }
    let on_pictures = snapshot.artifacts.iter().flat_map(|view| &view.seen);
    let on_pictures = on_pictures.filter_map(|seen| match &seen.record {
        SeenRecord::Message(message) => Some(message),
        SeenRecord::Transfer(_) => None,
    });
    let all =
        snapshot.excerpts.iter().flat_map(|e| &e.messages).chain(&snapshot.loose_cards).chain(on_pictures);
    let mut names: Vec<String> = all.filter(|m| m.stranger).map(|m| m.sender.trim().to_owned()).collect();
    names.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    names.dedup();
    // One sign alone stands in too many words.
    names.retain(|name| name.chars().count() > 1);
    names
}

struct Work {
    mask: Mask,
    /// Which number a person of a group has got.
    strangers: BTreeMap<String, usize>,
}

impl Work {
    fn message(&mut self, message: &mut MessageView) {
        if message.stranger && self.mask.rules.others {
            let next = self.strangers.len() + 1;
            let number = *self.strangers.entry(message.sender.clone()).or_insert(next);
            message.sender = format!("群成员 {number}{HIDDEN}");
            message.hidden = true;
            self.mask.found.others += 1;
        }
        if message.hidden {
            message.text = HIDDEN.to_owned();
            message.amount = None;
        } else {
            self.mask.text(&mut message.text);
            self.mask.text(&mut message.sender);
        }
        self.mask.text(&mut message.conversation);
    }

    fn transfer(&mut self, transfer: &mut TransferView) {
        let texts = [
            &mut transfer.counterparty,
            &mut transfer.memo,
            &mut transfer.note,
            &mut transfer.method,
            &mut transfer.transaction_id,
            &mut transfer.merchant_id,
        ];
        for text in texts.into_iter().flatten() {
            match transfer.hidden {
                true => HIDDEN.clone_into(text),
                false => self.mask.text(text),
            }
        }
        for (_, read) in &mut transfer.corrected {
            match transfer.hidden {
                true => HIDDEN.clone_into(read),
                false => self.mask.text(read),
            }
        }
        let Some(link) = &mut transfer.link else { return };
        if let Some(message) = &mut link.message {
            self.message(message);
            if message.hidden {
                // Reasons quote the message.
                link.reasons.clear();
            }
        }
        link.reasons.iter_mut().for_each(|reason| self.mask.text(reason));
        if let Some(note) = &mut link.note {
            self.mask.text(note);
        }
    }

    fn picture(&mut self, view: &mut ArtifactView) {
        let width = view.facts.as_ref().and_then(|facts| facts.screen.as_ref()).map_or(u32::MAX, |s| s.width);
        let mut boxes = Vec::new();
        for seen in &mut view.seen {
            let before = self.mask.found;
            let whole = match &mut seen.record {
                SeenRecord::Message(message) => {
                    let strange = message.stranger && self.mask.rules.others;
                    self.message(message);
                    strange
                }
                SeenRecord::Transfer(transfer) => self.row(transfer),
            };
            let found = self.mask.found != before;
            match (whole, seen.bounds) {
                // In a group the name stands over the words.
                (true, [_, y, _, h]) => {
                    let up = (width / 16).min(y);
                    boxes.push([0, y - up, width, h.saturating_add(up)]);
                }
                (false, bounds) if found => boxes.push(bounds),
                _ => {}
            }
        }
        for one in boxes {
            if !view.covers.contains(&one) {
                view.covers.push(one);
            }
        }
        self.mask.text(&mut view.artifact.name);
        self.mask.text(&mut view.artifact.path);
        if let Some(facts) = &mut view.facts {
            facts.owner.iter_mut().for_each(|owner| self.mask.text(owner));
            facts.notes.iter_mut().for_each(|note| self.mask.text(note));
            if let Some(title) = facts.screen.as_mut().and_then(|screen| screen.title.as_mut()) {
                self.mask.text(title);
            }
        }
    }

    /// A row of a bill on a picture; whether all of it is hidden.
    fn row(&mut self, transfer: &mut SeenTransfer) -> bool {
        if transfer.unrelated && self.mask.rules.unrelated {
            self.mask.found.unrelated += 1;
            transfer.counterparty = Some(HIDDEN.to_owned());
            (transfer.memo, transfer.transaction_id, transfer.amount) = (None, None, None);
            transfer.status_text.clear();
            return true;
        }
        let texts = [&mut transfer.counterparty, &mut transfer.memo, &mut transfer.transaction_id];
        texts.into_iter().flatten().for_each(|text| self.mask.text(text));
        false
    }
}
