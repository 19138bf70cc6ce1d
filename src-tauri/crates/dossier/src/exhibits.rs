//! Which files are exhibits, in which group and under which number: 1-1, 1-2, 2-1 …
//!
//! Groups go by kind of proof, within a group files stand in the order of what they tell. What is no exhibit is named with
//! the reason.

use crate::words;
use juzheng_model::{
    ArtifactKind, Basis, Id, ScreenKind,
    snapshot::{ArtifactView, SeenRecord, Snapshot},
};
use std::collections::HashMap;

/// A group of the catalogue, in the order in which groups are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    /// 收付凭证: bills, vouchers, pictures of them.
    Payments,
    /// 聊天记录: chat exports and pictures of chats.
    Chats,
    /// 身份材料: pages with the account of a person.
    Identity,
    /// 录音录像.
    Recordings,
    /// 其他: documents, photographs, anything else.
    Others,
}

/// Why a file is no exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Omitted {
    /// The caller left it out.
    ByChoice,
    /// An archive: what was taken out of it counts.
    Container,
    /// A receipt about the case itself.
    Receipt,
    /// No reader knows it, and nothing cites it.
    Unknown,
    /// A whole bill or export of which nothing belongs to the parties.
    NothingCited,
}

/// A file with its number.
#[derive(Debug, Clone)]
pub(crate) struct Exhibit {
    /// Its group.
    pub(crate) group: Group,
    /// Number of the group and number within it, from 1.
    pub(crate) number: (usize, usize),
    /// Index in the snapshot's artifacts.
    pub(crate) artifact: usize,
}

impl Exhibit {
    /// `2-1`
    pub(crate) fn label(&self) -> String {
        format!("{}-{}", self.number.0, self.number.1)
    }
}

/// The exhibits of a case, in their order, and the files that are none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exhibits {
    /// In the order of the catalogue.
    pub(crate) all: Vec<Exhibit>,
    /// (index in the snapshot's artifacts, why), in the order of the snapshot.
    pub(crate) omitted: Vec<(usize, Omitted)>,
    by_id: HashMap<Id, usize>,
    omitted_ids: HashMap<Id, usize>,
}

impl Exhibits {
    /// The exhibits of a snapshot, without those that the caller leaves out.
    pub(crate) fn of(snapshot: &Snapshot, left_out: &[Id]) -> Exhibits {
        let told = first_told(snapshot);
        let mut chosen: Vec<(Group, (i64, usize))> = Vec::new();
        let mut omitted = Vec::new();
        for (ix, view) in snapshot.artifacts.iter().enumerate() {
            match omission(view, left_out) {
                Some(why) => omitted.push((ix, why)),
                None => {
                    let at = told.get(&view.artifact.id).copied().unwrap_or(i64::MAX);
                    chosen.push((group(view), (at, ix)));
                }
            }
        }
        chosen.sort_unstable();
        let mut all: Vec<Exhibit> = Vec::with_capacity(chosen.len());
        for (group, (_, artifact)) in chosen {
            let number = match all.last() {
                Some(last) if last.group == group => (last.number.0, last.number.1 + 1),
                Some(last) => (last.number.0 + 1, 1),
                None => (1, 1),
            };
            all.push(Exhibit { group, number, artifact });
        }
        let id = |ix: usize| snapshot.artifacts[ix].artifact.id;
        let by_id = all.iter().enumerate().map(|(n, exhibit)| (id(exhibit.artifact), n)).collect();
        let omitted_ids = omitted.iter().enumerate().map(|(n, (ix, _))| (id(*ix), n)).collect();
        Exhibits { all, omitted, by_id, omitted_ids }
    }

    /// The exhibit that a file is.
    pub(crate) fn of_file(&self, id: Id) -> Option<&Exhibit> {
        self.by_id.get(&id).map(|ix| &self.all[*ix])
    }

    /// 「证据 2-1」, or 「其他材料 3」 of a file that is no exhibit.
    pub(crate) fn name(&self, id: Id) -> String {
        match (self.of_file(id), self.omitted_ids.get(&id)) {
            (Some(exhibit), _) => format!("证据 {}", exhibit.label()),
            (None, Some(n)) => format!("{} {}", words::OTHER_MATERIAL, n + 1),
            (None, None) => format!("材料 {id}"),
        }
    }
}

/// The ids of the exhibits of a snapshot, in their order: what a dossier of it is about.
pub fn exhibit_ids(snapshot: &Snapshot, left_out: &[Id]) -> Vec<Id> {
    let exhibits = Exhibits::of(snapshot, left_out).all;
    exhibits.iter().map(|exhibit| snapshot.artifacts[exhibit.artifact].artifact.id).collect()
}

/// Why a file is no exhibit; `None` where it is one.
fn omission(view: &ArtifactView, left_out: &[Id]) -> Option<Omitted> {
    if left_out.contains(&view.artifact.id) {
        return Some(Omitted::ByChoice);
    }
    match kind(view) {
        Some(ArtifactKind::Archive) => Some(Omitted::Container),
        Some(ArtifactKind::Receipt) => Some(Omitted::Receipt),
        _ if view.cited => None,
        Some(ArtifactKind::Other) | None => Some(Omitted::Unknown),
        Some(ArtifactKind::Bill | ArtifactKind::Chat) => Some(Omitted::NothingCited),
        Some(_) => None,
    }
}

pub(crate) fn kind(view: &ArtifactView) -> Option<ArtifactKind> {
    view.facts.as_ref().map(|facts| facts.kind)
}

fn screen(view: &ArtifactView) -> Option<ScreenKind> {
    view.facts.as_ref()?.screen.as_ref().map(|screen| screen.kind)
}

fn group(view: &ArtifactView) -> Group {
    match (kind(view), screen(view)) {
        (_, Some(ScreenKind::Profile)) => Group::Identity,
        (Some(ArtifactKind::Bill | ArtifactKind::BillScreenshot | ArtifactKind::Voucher), _) => {
            Group::Payments
        }
        (Some(ArtifactKind::Chat | ArtifactKind::ChatScreenshot), _) => Group::Chats,
        (Some(ArtifactKind::Audio | ArtifactKind::Video), _) => Group::Recordings,
        _ => Group::Others,
    }
}

/// For each file the first moment that it tells of: of a picture its first record or its capture, else its first record
/// in the dossier.
fn first_told(snapshot: &Snapshot) -> HashMap<Id, i64> {
    let mut first: HashMap<Id, i64> = HashMap::new();
    let mut note = |id: Id, at: i64| {
        first.entry(id).and_modify(|known| *known = at.min(*known)).or_insert(at);
    };
    for transfer in &snapshot.transfers {
        if let Some((when, (id, _))) = transfer.when.zip(transfer.origins.first()) {
            note(*id, when.earliest);
        }
    }
    let excerpts = snapshot.excerpts.iter().flat_map(|excerpt| &excerpt.messages);
    for message in excerpts.chain(&snapshot.loose_cards) {
        if let Some(when) = message.when {
            note(message.origin.0, when.earliest);
        }
    }
    for view in &snapshot.artifacts {
        let id = view.artifact.id;
        let times = view.seen.iter().filter_map(|seen| match &seen.record {
            SeenRecord::Message(message) => message.when,
            SeenRecord::Transfer(transfer) => transfer.when,
        });
        let captured = view.facts.as_ref().and_then(|facts| facts.screen.as_ref()?.captured);
        let captured = captured.map(|(moment, _)| moment.span(Basis::File, snapshot.offset).earliest);
        let mut dated = false;
        for when in times {
            note(id, when.earliest);
            dated = true;
        }
        if let Some(at) = captured.filter(|_| !dated) {
            note(id, at);
        }
    }
    first
}
