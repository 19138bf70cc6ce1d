//! Which files the printed records stem from, and in which parts: what the catalogue says of each file.

use crate::part::{Chosen, Part};
use juzheng_model::{
    Code, Id,
    link::Decided,
    snapshot::{MessageView, Snapshot, TransferView},
};
use std::collections::HashSet;

/// The parts that print records.
const WITH_RECORDS: [Part; 4] = [Part::Timeline, Part::LooseCards, Part::Excerpts, Part::BillRows];

/// The files that printed records stem from.
pub(super) struct Sources {
    /// The parts with records in their order, each with the files whose records have their pages there.
    by_part: Vec<(Part, HashSet<Id>)>,
    /// The files of all printed records; `None` where no part with records is left out: then all cited files are named.
    named: Option<HashSet<Id>>,
}

impl Sources {
    pub(super) fn of(snapshot: &Snapshot, chosen: &Chosen) -> Sources {
        let with_records = chosen.order().iter().filter(|part| WITH_RECORDS.contains(part));
        let by_part: Vec<_> =
            with_records.map(|part| (*part, printed_in(*part, snapshot, chosen).collect())).collect();
        let named = (by_part.len() < WITH_RECORDS.len()).then(|| {
            // A row that stands in several bills is printed once and names them all.
            let rows = chosen.has(Part::Timeline) || chosen.has(Part::BillRows);
            let transfers = snapshot.transfers.iter().filter(|_| rows);
            let origins = transfers.flat_map(|transfer| &transfer.origins).map(|(id, _)| *id);
            origins.chain(by_part.iter().flat_map(|(_, files)| files).copied()).collect()
        });
        Sources { by_part, named }
    }

    /// Whether a file that the case cites is cited by what is printed.
    pub(super) fn name(&self, file: Id) -> bool {
        self.named.as_ref().is_none_or(|named| named.contains(&file))
    }

    /// The stretches of parts in which records of a file are printed. Two parts are one stretch, unless something is
    /// printed between them that does not usually stand there.
    pub(super) fn stretches(&self, file: Id, chosen: &Chosen) -> Vec<Vec<Part>> {
        let mut stretches: Vec<Vec<Part>> = Vec::new();
        for (part, _) in self.by_part.iter().filter(|(_, files)| files.contains(&file)) {
            let before = stretches.last_mut().filter(|stretch| {
                stretch.last().is_some_and(|last| !chosen.are_parted_unusually(*last, *part))
            });
            match before {
                Some(stretch) => stretch.push(*part),
                None => stretches.push(vec![*part]),
            }
        }
        stretches
    }
}

/// The files whose records have their pages in this part; the timeline is it only for what no fuller part prints.
fn printed_in<'s>(part: Part, snapshot: &'s Snapshot, chosen: &Chosen) -> Box<dyn Iterator<Item = Id> + 's> {
    let of_message = |message: &MessageView| message.origin.0;
    let rows = snapshot.transfers.iter().filter_map(|t| t.origins.first()).map(|(id, _)| *id);
    match part {
        Part::Timeline => {
            let (rows_too, messages_too) = (!chosen.has(Part::BillRows), !chosen.has(Part::Excerpts));
            let shown = snapshot.transfers.iter().filter_map(|transfer| message_shown(snapshot, transfer));
            let messages = shown.map(of_message).filter(move |_| messages_too);
            Box::new(rows.filter(move |_| rows_too).chain(messages))
        }
        Part::LooseCards => Box::new(snapshot.loose_cards.iter().map(of_message)),
        Part::Excerpts => Box::new(snapshot.excerpts.iter().flat_map(|e| &e.messages).map(of_message)),
        Part::BillRows => Box::new(rows),
        _ => Box::new([].into_iter()),
    }
}

/// The message that the timeline shows beside a transfer.
pub(super) fn message_shown<'s>(snapshot: &Snapshot, transfer: &'s TransferView) -> Option<&'s MessageView> {
    let link = transfer.link.as_ref().filter(|link| link.decided != Decided::Rejected)?;
    link.message.as_ref().filter(|_| snapshot.messages > 0)
}

/// Whether anything that can be printed was read from a picture by a machine and checked by nobody.
pub(super) fn has_unchecked(snapshot: &Snapshot) -> bool {
    let excerpts = snapshot.excerpts.iter().flat_map(|excerpt| &excerpt.messages);
    let messages = excerpts.chain(&snapshot.loose_cards);
    snapshot.transfers.iter().any(|transfer| transfer.unchecked || transfer.receipt_unchecked) || { messages }
        .any(|m| m.unchecked)
}

/// The files of which a finding says that a third party's tool has made them.
pub(super) fn of_third_party_tools(snapshot: &Snapshot) -> HashSet<Id> {
    let derived = snapshot.findings.iter().filter(|finding| finding.code == Code::DerivedExport.word());
    derived.filter_map(|finding| Some(finding.origin.as_ref()?.0)).collect()
}
