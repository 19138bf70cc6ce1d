//! What of a case goes into a package, and what of strangers would go with it.

use super::{Audience, Reveals};
use crate::{book::Book, case::Case, desk::total, error::Error, list::artifacts_in_order, snapshot};
use juzheng_dossier::{Rules, exhibit_ids, redact};
use juzheng_model::{
    ArtifactKind, Digest, Id,
    snapshot::{SeenRecord, Snapshot},
};
use juzheng_seal::{Item, State, safe_name};
use std::collections::{HashMap, HashSet};

/// What goes into a package.
pub(super) struct Plan {
    /// Every artifact, in the order of the manifest.
    pub(super) goes: Vec<Goes>,
    /// What of strangers goes along, and what is withheld.
    pub(super) reveals: Reveals,
    /// The case as this audience may see it.
    pub(super) snapshot: Snapshot,
}

/// What becomes of an artifact.
pub(super) struct Goes {
    /// As it stands in the package.
    pub(super) item: Item,
    /// Bytes of the original.
    pub(super) size: u64,
    /// Boxes that are painted over where a picture goes along in its stead.
    pub(super) covers: Vec<[u32; 4]>,
}

/// What an artifact shows of people who are no party.
#[derive(Debug, Clone, Copy, Default)]
struct Strangers {
    transfers: u32,
    messages: u32,
}

impl Plan {
    /// Plans a package.
    pub(super) fn of(case: &Case, book: &Book, audience: Audience) -> Result<Plan, Error> {
        let mut snapshot = match audience {
            Audience::Archive => snapshot::take_whole(case)?,
            Audience::Court | Audience::OtherSide => snapshot::take(case)?,
        };
        if audience == Audience::OtherSide {
            redact(&mut snapshot, Rules::ALL);
        }
        let strangers = strangers(book, &snapshot);
        let cited: HashSet<Id> = exhibit_ids(&snapshot, &[]).into_iter().collect();
        let numbers: HashMap<Digest, usize> = artifacts_in_order(book)
            .iter()
            .enumerate()
            .map(|(n, source)| (source.artifact.fingerprints.sha256, n + 1))
            .collect();
        let digits = book.sources.len().to_string().len().max(3);
        let mut reveals = Reveals::default();
        let mut goes = Vec::with_capacity(book.sources.len());
        for source in &book.sources {
            let artifact = &source.artifact;
            let view = snapshot.artifacts.iter().find(|view| view.artifact.id == artifact.id);
            let covers = view.map(|view| view.covers.clone()).unwrap_or_default();
            let shows = strangers.get(&artifact.id).copied().unwrap_or_default();
            let kind = source.facts().map(|facts| facts.kind);
            let (state, reason) = match audience {
                Audience::Court | Audience::Archive => (State::Original, None),
                Audience::OtherSide => for_other_side(kind, cited.contains(&artifact.id), shows, &covers),
            };
            let number = numbers.get(&artifact.fingerprints.sha256).copied().unwrap_or_default();
            let name = format!("{number:0digits$}-{}", safe_name(&artifact.name));
            let is_picture = source.facts().is_some_and(|facts| facts.media_type.starts_with("image/"));
            let path = match state {
                State::Original => Some(format!("data/originals/{name}")),
                State::Derivative if covers.is_empty() => {
                    Some(format!("data/originals/{name}.本案相关记录.csv"))
                }
                State::Derivative => Some(format!("data/originals/{name}.遮盖版.png")),
                State::Withheld => None,
            };
            match state {
                State::Original => {
                    reveals.originals += 1;
                    reveals.transfers += shows.transfers;
                    reveals.messages += shows.messages;
                    reveals.artifacts += u32::from(shows.any());
                    reveals.unread += u32::from(is_picture && view.is_none_or(|view| view.seen.is_empty()));
                }
                State::Derivative => reveals.derivatives += 1,
                State::Withheld => reveals.withheld += 1,
            }
            let item = Item {
                sha256: artifact.fingerprints.sha256,
                name: artifact.name.clone(),
                state,
                path,
                volume: 1,
                reason: reason.map(str::to_owned),
            };
            goes.push(Goes { item, size: artifact.size, covers });
        }
        // The book's order is that of the digests, and so is the manifest's.
        debug_assert!(goes.is_sorted_by_key(|goes| goes.item.sha256));
        Ok(Plan { goes, reveals, snapshot })
    }

    /// Divides the originals into volumes of so many megabytes, in the order of their numbers.
    pub(super) fn divide(&mut self, megabytes: Option<u64>) {
        let Some(most) = megabytes.map(|mb| mb.max(1) * 1_000_000) else { return };
        let mut order: Vec<usize> = (0..self.goes.len()).collect();
        order.sort_by(|a, b| self.goes[*a].item.path.cmp(&self.goes[*b].item.path));
        let (mut volume, mut filled) = (1, 0);
        for ix in order {
            let goes = &mut self.goes[ix];
            if goes.item.state == State::Original {
                if filled > 0 && filled + goes.size > most {
                    (volume, filled) = (volume + 1, 0);
                }
                filled += goes.size;
            }
            goes.item.volume = volume;
        }
    }

    /// How many volumes.
    pub(super) fn volumes(&self) -> u32 {
        self.goes.iter().map(|goes| goes.item.volume).max().unwrap_or(1)
    }

    /// Bytes of the originals that go along.
    pub(super) fn bytes(&self) -> u64 {
        let originals = self.goes.iter().filter(|goes| goes.item.state == State::Original);
        total(originals.map(|goes| goes.size))
    }
}

impl Strangers {
    fn any(self) -> bool {
        self.transfers + self.messages > 0
    }
}

/// Whether the other side gets an original, something in its stead, or only its name.
fn for_other_side(
    kind: Option<ArtifactKind>,
    cited: bool,
    shows: Strangers,
    covers: &[[u32; 4]],
) -> (State, Option<&'static str>) {
    match kind {
        _ if !cited => (State::Withheld, Some("not-cited")),
        _ if !covers.is_empty() => (State::Derivative, Some("covered")),
        Some(ArtifactKind::Bill | ArtifactKind::Chat) if shows.any() => {
            (State::Derivative, Some("strangers"))
        }
        _ if shows.any() => (State::Withheld, Some("strangers")),
        _ => (State::Original, None),
    }
}

/// Rows and messages of people who are no party, file by file.
fn strangers(book: &Book, snapshot: &Snapshot) -> HashMap<Id, Strangers> {
    let mut found: HashMap<Id, Strangers> = HashMap::new();
    for payment in book.payments.iter().filter(|payment| payment.party.is_none()) {
        for origin in &payment.origins {
            found.entry(origin.artifact).or_default().transfers += 1;
        }
    }
    for line in &book.lines.all {
        let voice = &book.rooms.voices[line.voice as usize];
        let room = &book.rooms.rooms[voice.room];
        let strange = voice.speaks && voice.party.is_none() && !voice.is_me && room.private_of.is_none();
        if !room.is_ours() || strange {
            let artifact = book.sources[line.source as usize].artifact.id;
            found.entry(artifact).or_default().messages += 1;
        }
    }
    // On pictures of bills a row may be of nobody in the case without being a transfer of the book.
    for view in &snapshot.artifacts {
        let unrelated = view.seen.iter().filter(|seen| match &seen.record {
            SeenRecord::Transfer(transfer) => transfer.unrelated,
            SeenRecord::Message(_) => false,
        });
        let count = unrelated.count() as u32;
        let known = found.entry(view.artifact.id).or_default();
        known.transfers = known.transfers.max(count);
    }
    found
}
