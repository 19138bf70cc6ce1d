//! What the parts share: numbers of materials, anchors, what is printed where, progress.

use super::{exhibit_words, originals, quoted, sources, sources::Sources};
use crate::{
    Error, Gaps, Options, Printed,
    exhibits::{Exhibits, kind},
    figures,
    layout::{Anchor, Flow, Laid},
    original::Shown,
    part::{Chosen, Part},
    places::{Note, Spot},
    words,
};
use juzheng_model::{
    ArtifactKind, Id, Place,
    link::Decided,
    snapshot::{ArtifactView, MessageView, Snapshot},
};
use std::collections::{HashMap, HashSet};

/// Where something begins and ends, once it is laid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) from: Anchor,
    pub(super) to: Anchor,
}

impl Extent {
    pub(super) fn new(flow: &mut Flow<'_, '_>) -> Extent {
        Extent { from: flow.anchor(), to: flow.anchor() }
    }

    /// It goes on here: the first time it begins, and each time it ends here for now.
    pub(super) fn touch(self, flow: &mut Flow<'_, '_>) {
        if !flow.is_marked(self.from) {
            flow.mark(self.from);
        }
        flow.mark(self.to);
    }
}

/// The extents of the parts that the catalogue names.
pub(super) struct Extents {
    pub(super) timeline: Extent,
    pub(super) loose_cards: Extent,
    pub(super) excerpts: Extent,
    pub(super) bill_rows: Extent,
    pub(super) fingerprints: Extent,
    pub(super) custody: Extent,
}

/// A message stands here.
pub(super) fn note_of(message: &MessageView) -> Note {
    let (artifact, place) = &message.origin;
    Note { artifact: *artifact, spot: Spot::At(place.clone()), record: Some(message.id) }
}

/// What the parts share.
pub(super) struct Booklet<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) options: &'s Options<'s>,
    /// Opens the files themselves.
    pub(super) originals: &'s Shown<'s>,
    pub(super) chosen: Chosen,
    /// The files that are exhibits, with their numbers.
    pub(super) exhibits: Exhibits,
    /// For each artifact the pages of its original, where they are printed.
    pub(super) shown: Vec<Option<Extent>>,
    /// The part that is being laid.
    pub(super) now: Option<Part>,
    /// Index of each artifact in the snapshot.
    pub(super) materials: HashMap<Id, usize>,
    /// For each transfer its row in the timeline.
    pub(super) timeline_rows: Vec<Anchor>,
    /// For each transfer its row among the bill rows.
    pub(super) bill_rows: Vec<Anchor>,
    /// The messages of the excerpts that belong to a transfer; none where the excerpts are left out.
    pub(super) messages: HashMap<Id, Anchor>,
    /// Which files the printed records stem from.
    pub(super) sources: Sources,
    /// For each artifact the parts in which its records are printed, stretch by stretch.
    pub(super) printed: Vec<Vec<(Vec<Part>, Extent)>>,
    /// The artifacts of which a finding says that a third party's tool has made them.
    pub(super) derived: HashSet<Id>,
    /// For each artifact its entry among the fingerprints.
    pub(super) entries: Vec<Anchor>,
    pub(super) parts: Extents,
    pub(super) parts_begun: usize,
    /// Whether nothing is laid yet after the catalogue.
    pub(super) after_catalogue: bool,
    pub(super) progress: &'s dyn Fn(usize, usize) -> bool,
    pub(super) done: usize,
    pub(super) total: usize,
}

impl<'s> Booklet<'s> {
    pub(super) fn plan(
        snapshot: &'s Snapshot,
        options: &'s Options<'s>,
        originals: &'s Shown<'s>,
        flow: &mut Flow<'_, '_>,
        progress: &'s dyn Fn(usize, usize) -> bool,
    ) -> Booklet<'s> {
        let materials =
            snapshot.artifacts.iter().enumerate().map(|(ix, view)| (view.artifact.id, ix)).collect();
        let chosen = Chosen::of(options.parts);
        let has = |part| usize::from(chosen.has(part));
        let mut messages = HashMap::new();
        for excerpt in snapshot.excerpts.iter().filter(|_| chosen.has(Part::Excerpts)) {
            for (message, _) in
                excerpt.messages.iter().zip(&excerpt.links).filter(|(_, links)| !links.is_empty())
            {
                messages.entry(message.id).or_insert_with(|| flow.anchor());
            }
        }
        let excerpted: usize = snapshot.excerpts.iter().map(|excerpt| excerpt.messages.len()).sum();
        let sources = Sources::of(snapshot, &chosen);
        let exhibits = Exhibits::of(snapshot, options.left_out);
        let prints = |view: &ArtifactView| {
            let is_exhibit = exhibits.of_file(view.artifact.id).is_some();
            chosen.has(Part::Originals) && is_exhibit && originals::is_printed(view)
        };
        let shown = snapshot.artifacts.iter().map(|view| prints(view).then(|| Extent::new(flow))).collect();
        let printed_at = |view: &ArtifactView, flow: &mut Flow<'_, '_>| {
            let stretches = sources.stretches(view.artifact.id, &chosen).into_iter();
            stretches.map(|parts| (parts, Extent::new(flow))).collect()
        };
        let total = (has(Part::Timeline) + has(Part::BillRows)) * snapshot.transfers.len()
            + has(Part::LooseCards) * snapshot.loose_cards.len()
            + has(Part::Excerpts) * excerpted
            + has(Part::Findings) * snapshot.findings.len()
            + (1 + has(Part::Fingerprints) + has(Part::Originals)) * snapshot.artifacts.len();
        Booklet {
            timeline_rows: snapshot.transfers.iter().map(|_| flow.anchor()).collect(),
            bill_rows: snapshot.transfers.iter().map(|_| flow.anchor()).collect(),
            printed: snapshot.artifacts.iter().map(|view| printed_at(view, flow)).collect(),
            derived: sources::of_third_party_tools(snapshot),
            entries: snapshot.artifacts.iter().map(|_| flow.anchor()).collect(),
            parts: Extents {
                timeline: Extent::new(flow),
                loose_cards: Extent::new(flow),
                excerpts: Extent::new(flow),
                bill_rows: Extent::new(flow),
                fingerprints: Extent::new(flow),
                custody: Extent::new(flow),
            },
            snapshot,
            options,
            originals,
            exhibits,
            shown,
            chosen,
            now: None,
            materials,
            messages,
            sources,
            parts_begun: 0,
            after_catalogue: false,
            progress,
            done: 0,
            total,
        }
    }

    /// Begins a part: 「三、时间线…」 on a new page.
    pub(super) fn part(&mut self, flow: &mut Flow<'_, '_>, title: &str) -> Result<(), Error> {
        self.numbered_part(flow, title, f32::MAX)
    }

    /// Begins a part that is mostly short: on the same page where half of it is left. The page of the catalogue is
    /// signed, and stays for itself where the case has records.
    pub(super) fn short_part(&mut self, flow: &mut Flow<'_, '_>, title: &str) -> Result<(), Error> {
        let records = !self.snapshot.transfers.is_empty()
            || !self.snapshot.loose_cards.is_empty()
            || !self.snapshot.excerpts.is_empty();
        self.numbered_part(flow, title, if self.after_catalogue && records { f32::MAX } else { 340.0 })
    }

    pub(super) fn numbered_part(
        &mut self,
        flow: &mut Flow<'_, '_>,
        title: &str,
        enough: f32,
    ) -> Result<(), Error> {
        self.parts_begun += 1;
        self.after_catalogue = false;
        flow.part(&format!("{}、{title}", words::part_number(self.parts_begun)), enough)
    }

    /// One record more is laid.
    ///
    /// # Errors
    /// [`Error::Stopped`] where the caller wants to stop.
    pub(super) fn step(&mut self) -> Result<(), Error> {
        self.done += 1;
        if self.done.is_multiple_of(64) && !(self.progress)(self.done, self.total) {
            Err(Error::Stopped)
        } else {
            Ok(())
        }
    }

    /// Whether a transfer is shown beside a message: one whose link the user rejected is not.
    pub(super) fn corresponds(&self, transfer: usize) -> bool {
        let link = self.snapshot.transfers.get(transfer).and_then(|transfer| transfer.link.as_ref());
        link.is_none_or(|link| link.decided != Decided::Rejected)
    }

    /// Whether a part is among those chosen.
    pub(super) fn prints(&self, part: Part) -> bool {
        self.chosen.has(part)
    }

    /// The row of a transfer in the timeline, where that is printed.
    pub(super) fn timeline_row(&self, transfer: usize) -> Option<Anchor> {
        self.timeline_rows.get(transfer).copied().filter(|_| self.prints(Part::Timeline))
    }

    /// The row of a transfer among the bill rows, where they are printed.
    pub(super) fn bill_row(&self, transfer: usize) -> Option<Anchor> {
        self.bill_rows.get(transfer).copied().filter(|_| self.prints(Part::BillRows))
    }

    /// Whether records of this artifact are printed, or stand behind what is.
    pub(super) fn cites(&self, view: &ArtifactView) -> bool {
        view.cited && self.sources.name(view.artifact.id)
    }

    pub(super) fn gaps_shown(&self) -> bool {
        self.options.gaps == Gaps::Shown
    }

    /// 「证据 2-1」, or 「其他材料 1」 of a file that is no exhibit.
    pub(super) fn material(&self, artifact: Id) -> String {
        self.exhibits.name(artifact)
    }

    /// A file's name as it is printed.
    pub(super) fn file_name(&self, view: &ArtifactView) -> String {
        quoted::field(&view.artifact.name).into_owned()
    }

    /// The stretches of pages of an artifact: its original's, else those with its records.
    pub(super) fn pages_of(&self, artifact: usize) -> Vec<Extent> {
        match self.shown[artifact] {
            Some(extent) => vec![extent],
            None => self.printed[artifact].iter().map(|(_, extent)| *extent).collect(),
        }
    }

    /// How many messages of this artifact the excerpts print.
    pub(super) fn printed_messages(&self, artifact: Id) -> u64 {
        if !self.prints(Part::Excerpts) {
            return 0;
        }
        let messages = self.snapshot.excerpts.iter().flat_map(|excerpt| &excerpt.messages);
        messages.filter(|message| message.origin.0 == artifact).count() as u64
    }

    /// The exhibits with their pages, when all is laid.
    pub(super) fn printed_exhibits(&self, laid: &Laid) -> Vec<Printed> {
        let one = |exhibit: &crate::exhibits::Exhibit| {
            let view = &self.snapshot.artifacts[exhibit.artifact];
            let pages = self.pages_of(exhibit.artifact).into_iter();
            Printed {
                artifact: view.artifact.id,
                label: exhibit.label(),
                group: words::group(exhibit.group),
                name: exhibit_words::name(view).to_owned(),
                file: self.file_name(view),
                source: exhibit_words::source(self, view),
                shows: exhibit_words::shows(self, view),
                form: words::form(kind(view)),
                pages: pages.filter_map(|extent| laid.pages_between(extent.from, extent.to)).collect(),
            }
        };
        self.exhibits.all.iter().map(one).collect()
    }

    pub(super) fn artifact(&self, id: Id) -> Option<&'s ArtifactView> {
        self.materials.get(&id).map(|ix| &self.snapshot.artifacts[*ix])
    }

    /// Whether a file of this kind is in the case.
    pub(super) fn has(&self, kind: ArtifactKind) -> bool {
        let of_kind = |view: &ArtifactView| view.facts.as_ref().is_some_and(|facts| facts.kind == kind);
        self.snapshot.artifacts.iter().any(of_kind)
    }

    /// A record of this artifact is printed here, in the part that is being laid.
    pub(super) fn touch_material(&self, flow: &mut Flow<'_, '_>, artifact: Id) {
        let Some(stretches) = self.materials.get(&artifact).map(|ix| &self.printed[*ix]) else { return };
        let here = |(parts, _): &&(Vec<Part>, Extent)| self.now.is_some_and(|now| parts.contains(&now));
        if let Some((_, extent)) = stretches.iter().find(here) {
            extent.touch(flow);
        }
    }

    /// A transfer stands here, as the file has it that its row is printed from.
    pub(super) fn note_of_transfer(&self, ix: usize) -> Vec<Note> {
        let transfer = &self.snapshot.transfers[ix];
        let note = |(artifact, place): &(Id, Place)| Note {
            artifact: *artifact,
            spot: Spot::At(place.clone()),
            record: Some(transfer.id),
        };
        transfer.origins.first().map(note).into_iter().collect()
    }

    /// The first and last day of the transfers, else of the printed messages.
    pub(super) fn period(&self) -> Option<String> {
        let offset = self.snapshot.offset;
        let of_transfers = self.snapshot.transfers.iter().filter_map(|t| t.when);
        let of_messages = self.snapshot.excerpts.iter().flat_map(|e| &e.messages).filter_map(|m| m.when);
        let ends = |spans: &mut dyn Iterator<Item = juzheng_model::Span>| {
            spans.fold(None, |ends: Option<(i64, i64)>, span| {
                let (from, to) = ends.unwrap_or((span.earliest, span.latest));
                Some((from.min(span.earliest), to.max(span.latest)))
            })
        };
        let (from, to) =
            ends(&mut of_transfers.into_iter()).or_else(|| ends(&mut of_messages.into_iter()))?;
        let (from, to) = (figures::day(offset, from), figures::day(offset, to));
        Some(if from == to { from } else { format!("{from} 至 {to}") })
    }
}
