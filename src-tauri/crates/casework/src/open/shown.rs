//! The view of an open case: everything resolved, nothing with words; texts are fetched when they are shown.

use super::{links::Sorted, pictures::Reviewed, timeline::Laid};
use crate::{
    book::{Book, Corrections, Line, checked},
    case::Case,
    error::Error,
    list::{
        Receipt, accepted, all_findings,
        linking::{self, Linking},
    },
    pane::FindingCounts,
    shape::FindingShape,
};
use juzheng_model::{
    Code, Id,
    decision::Decision,
    link::{Decided, Link, LinkBasis, Verdict},
};
use std::collections::HashMap;

/// No index.
pub(super) const NONE: u32 = u32::MAX;

/// The view.
pub(crate) struct Shown {
    /// A handle for reading.
    pub(super) case: Case,
    pub(super) book: Book,
    pub(super) linking: Linking,
    /// For each payment of the book its link, or [`NONE`].
    pub(super) link_of: Vec<u32>,
    /// The links by their ids.
    pub(super) link_ids: HashMap<Id, u32>,
    /// When payments were accepted, from the receipts of their links.
    pub(super) accepted: HashMap<usize, Receipt>,
    /// For each linked message (by its line) the links that have it.
    pub(super) links_on: HashMap<u32, Vec<u32>>,
    /// The messages of the parties, in time order.
    pub(super) lines: Vec<u32>,
    /// For each line of the book the second at which it stands: undated ones have that of the dated one before them in
    /// their file, `i64::MAX` where there is none.
    pub(super) stands_at: Vec<i64>,
    /// For each file its findings by weight, and whether it waits for a password.
    pub(super) of_file: HashMap<Id, (FindingCounts, bool)>,
    /// Every finding, the weightiest first.
    pub(super) findings: Vec<FindingShape>,
    /// What is known of the pictures beside their records.
    pub(super) reviewed: Reviewed,
    /// The timeline as it was last asked for.
    pub(super) timeline: Option<Laid>,
    /// The links as they were last asked for.
    pub(super) sorted: Option<Sorted>,
}

impl Shown {
    /// Resolves the case.
    pub(super) fn resolve(case: Case) -> Result<Shown, Error> {
        let book = Book::open(&case.vault)?;
        let linking = linking::link(&book);
        let mut shown = Shown::bare(case, book, linking, Vec::new());
        shown.index()?;
        Ok(shown)
    }

    /// Lays the decisions over anew, after one was made or taken back. Where a correction or a time of capture changed,
    /// records change too, and everything is resolved.
    pub(super) fn decide_anew(&mut self) -> Result<(), Error> {
        let decided = self.case.vault.decisions()?;
        let checked = checked::pictures(&self.case.vault, &decided)?;
        // Which of two places of a message is shown depends on which of them a person checked.
        let resettled = checked != self.book.checked && !self.book.lines.series.is_empty();
        self.book.checked = checked;
        let decisions: Vec<Decision> = decided.into_iter().map(|(_, decision)| decision).collect();
        let corrections = |decisions: &[Decision]| {
            let changes = |d: &&Decision| matches!(d, Decision::Correct { .. } | Decision::Captured { .. });
            decisions.iter().filter(changes).cloned().collect::<Vec<_>>()
        };
        if resettled || corrections(&decisions) != corrections(&self.book.decisions) {
            self.book = Book::open(&self.case.vault)?;
            (self.lines, self.stands_at) = in_time(&self.book);
        } else {
            self.book.corrections = Corrections::new(&decisions, &self.book.lines.series.shown_as);
            self.book.decisions = decisions;
        }
        self.linking = linking::link(&self.book);
        self.index()
    }

    fn index(&mut self) -> Result<(), Error> {
        self.link_of = vec![NONE; self.book.payments.len()];
        self.links_on = HashMap::new();
        self.link_ids = HashMap::with_capacity(self.linking.payments.len());
        for (ix, payment) in self.linking.payments.iter().enumerate() {
            self.link_of[*payment] = ix as u32;
            self.link_ids.insert(Link::id_of(self.book.payments[*payment].id), ix as u32);
            if let Some(line) = self.message_of(ix) {
                self.links_on.entry(line).or_default().push(ix as u32);
            }
        }
        self.accepted = accepted(&self.book, &self.linking);
        self.findings = all_findings(&self.case, &self.book, &self.linking)?;
        self.of_file = by_file(&self.findings);
        self.reviewed = self.review();
        self.timeline = None;
        self.sorted = None;
        Ok(())
    }

    /// The link of a payment.
    pub(super) fn link(&self, payment: usize) -> Option<usize> {
        self.link_of.get(payment).filter(|ix| **ix != NONE).map(|ix| *ix as usize)
    }

    /// The line of the message of a link; one that the user rejected is none.
    pub(super) fn message_of(&self, link: usize) -> Option<u32> {
        let item = self.linking.linked.found[link].item?;
        (self.linking.decided[link] != Decided::Rejected).then(|| self.linking.lines[item as usize])
    }

    /// The line of the message that a link had when the user rejected it.
    pub(super) fn rejected_of(&self, link: usize) -> Option<u32> {
        let item = self.linking.linked.found[link].item?;
        (self.linking.decided[link] == Decided::Rejected).then(|| self.linking.lines[item as usize])
    }

    /// Whether a person should look at a link, and nobody has.
    pub(super) fn is_flagged(&self, link: usize) -> bool {
        let found = &self.linking.linked.found[link];
        (found.verdict != Verdict::Within || found.ambiguous)
            && self.linking.decided[link] == Decided::Proposed
    }

    /// The link with this id.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn link_by_id(&self, id: Id) -> Result<usize, Error> {
        let link = self.link_ids.get(&id).map(|ix| *ix as usize);
        link.ok_or_else(|| Error::UnknownId { what: "link", id: id.to_string() })
    }

    /// The line of the message with this id.
    pub(super) fn line_by_id(&self, id: Id) -> Option<u32> {
        let line = self.book.lines.all.iter().position(|line| line.id == id)? as u32;
        Some(self.book.lines.shown(line))
    }

    /// The index of the payment that has a row with this id.
    pub(super) fn payment_by_id(&self, id: Id) -> Option<usize> {
        self.book.payments.iter().position(|payment| payment.rows.iter().any(|(_, row)| *row == id))
    }

    /// Whether the message of a link is a card of its own, which no other link may have.
    pub(super) fn is_card(&self, link: usize) -> bool {
        !matches!(self.linking.linked.found[link].basis, LinkBasis::Nearest | LinkBasis::None)
    }
}

/// The messages of the parties' conversations in time order; undated ones stay behind the one before them in their file.
fn in_time(book: &Book) -> (Vec<u32>, Vec<i64>) {
    let mut stands_at = Vec::with_capacity(book.lines.all.len());
    let mut order: Vec<(i64, u32, u64, u32)> = Vec::with_capacity(book.lines.all.len());
    let (mut source, mut last) = (NONE, i64::MAX);
    for (ix, line) in book.lines.all.iter().enumerate() {
        if line.source != source {
            (source, last) = (line.source, i64::MAX);
        }
        if line.at != Line::UNDATED {
            last = line.at;
        }
        let own = (last, line.source, ix as u64);
        let (at, stands_in, place) = match book.lines.series.standing.get(&(ix as u32)) {
            Some(one) if one.at == Line::UNDATED => (i64::MAX, one.source, one.order),
            Some(one) => (one.at, one.source, one.order),
            None => own,
        };
        stands_at.push(at);
        let voice = &book.rooms.voices[line.voice as usize];
        if book.rooms.rooms[voice.room].is_ours() && !book.lines.copy_of.contains_key(&(ix as u32)) {
            order.push((at, stands_in, place, ix as u32));
        }
    }
    order.sort_unstable();
    (order.into_iter().map(|(_, _, _, ix)| ix).collect(), stands_at)
}

fn by_file(findings: &[FindingShape]) -> HashMap<Id, (FindingCounts, bool)> {
    let mut of_file: HashMap<Id, (FindingCounts, bool)> = HashMap::new();
    for finding in findings {
        let Some(origin) = &finding.origin else { continue };
        let (counts, locked) = of_file.entry(origin.artifact).or_default();
        counts.add(finding.severity);
        *locked |= finding.code == Code::PasswordNeeded.word();
    }
    of_file
}

impl Shown {
    /// A view without its indices: enough for counting.
    pub(super) fn bare(case: Case, book: Book, linking: Linking, findings: Vec<FindingShape>) -> Shown {
        let (lines, stands_at) = in_time(&book);
        Shown {
            case,
            book,
            linking,
            link_of: Vec::new(),
            link_ids: HashMap::new(),
            accepted: HashMap::new(),
            links_on: HashMap::new(),
            lines,
            stands_at,
            of_file: HashMap::new(),
            findings,
            reviewed: Reviewed::default(),
            timeline: None,
            sorted: None,
        }
    }
}
