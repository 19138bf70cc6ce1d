//! The case at a glance, and its counts.

use super::{OpenCase, shown::Shown, spans};
use crate::{
    error::Error,
    pane::{CaseSettings, FindingCounts, LinkCounts, Overview, PartyPane, Trouble},
    shape::FindingShape,
    snapshot,
    words::{self, Lang},
};
use juzheng_model::{
    Severity,
    link::{Decided, Verdict},
};
use juzheng_vault::Settings;

impl OpenCase {
    /// The case at a glance.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn overview(&self, lang: Lang) -> Result<Overview, Error> {
        let shown = self.shown();
        let head = shown.case.vault.head()?;
        let totals = snapshot::totals(&shown.book);
        let counts = shown.counts();
        let last = shown.book.decisions.last();
        Ok(Overview {
            encrypted: self.place.is_unlocked(),
            folder: self.place.folder().display().to_string(),
            id: head.id,
            title: head.title,
            created: shown.book.settings.offset.paper(head.created_at),
            read_only: self.refusal.as_ref().map(|why| Trouble::of(why, lang)),
            settings: CaseSettings::of(&shown.book.settings),
            period: shown.period(),
            artifacts: shown.book.sources.len() as u64,
            messages: counts.messages,
            messages_left_out: counts.messages_left_out,
            transfers: counts.transfers,
            transfers_left_out: shown.book.payments.len() as u64 - counts.transfers,
            out_fen: totals.out.1,
            in_fen: totals.received.1,
            returned_fen: totals.returned.1,
            sums_unchecked: totals.unchecked,
            links: counts.links,
            findings: counts.findings,
            pictures: shown.picture_counts(),
            undoable: last.map(|decision| words::decision(decision, lang)),
        })
    }
}

impl Trouble {
    /// An error in words.
    pub fn of(error: &Error, lang: Lang) -> Trouble {
        Trouble { code: error.code(), message: words::error(error, lang).0 }
    }
}

impl CaseSettings {
    pub(super) fn of(settings: &Settings) -> CaseSettings {
        CaseSettings {
            threshold_minutes: u32::try_from(settings.threshold_s / 60).unwrap_or(u32::MAX),
            offset: settings.offset.to_string(),
            parties: settings.parties.iter().map(PartyPane::of).collect(),
            shifts: settings.shifts.clone(),
        }
    }
}

impl PartyPane {
    pub(super) fn of(party: &juzheng_model::Party) -> PartyPane {
        PartyPane {
            name: party.name.clone(),
            role: party.role,
            aliases: party.aliases.iter().map(|alias| alias.name.clone()).collect(),
            details: party.details.clone(),
        }
    }
}

/// What a view counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) links: LinkCounts,
    pub(super) findings: FindingCounts,
    pub(super) messages: u64,
    pub(super) messages_left_out: u64,
    pub(super) transfers: u64,
}

impl Shown {
    /// Counts everything.
    pub(super) fn counts(&self) -> Counts {
        let mut links = LinkCounts { total: self.linking.payments.len() as u64, ..LinkCounts::default() };
        for (ix, (found, decided)) in self.linking.linked.found.iter().zip(&self.linking.decided).enumerate()
        {
            links.flagged += u64::from(self.is_flagged(ix));
            links.ambiguous += u64::from(found.ambiguous);
            *match found.verdict {
                Verdict::Within => &mut links.within,
                Verdict::Over => &mut links.over,
                Verdict::Undetermined => &mut links.undetermined,
                Verdict::NoMessage => &mut links.no_message,
            } += 1;
            match decided {
                Decided::Proposed => {}
                Decided::Confirmed => links.confirmed += 1,
                Decided::Rejected => links.rejected += 1,
            }
        }
        let all = self.book.lines.all.len() - self.book.lines.copy_of.len();
        Counts {
            links,
            findings: FindingCounts::of(self.findings.iter()),
            messages: self.lines.len() as u64,
            messages_left_out: (all - self.lines.len()) as u64,
            transfers: self.book.payments.iter().filter(|payment| payment.party.is_some()).count() as u64,
        }
    }

    /// The first and last day of the parties' messages and transfers.
    fn period(&self) -> Option<(String, String)> {
        let messages = self.lines.iter().map(|ix| self.book.lines.all[*ix as usize].at);
        let ours = self.book.payments.iter().filter(|payment| payment.party.is_some());
        let transfers = ours.filter_map(|payment| {
            Some(payment.transfer.when?.span(juzheng_model::Basis::Bill, self.book.settings.offset).earliest)
        });
        let dated = messages.filter(|at| *at != i64::MIN).chain(transfers);
        let ends = dated.fold(None, |ends: Option<(i64, i64)>, at| {
            Some(ends.map_or((at, at), |(from, to)| (from.min(at), to.max(at))))
        });
        let day = |at| spans::wall(at, self.book.settings.offset).format("%Y-%m-%d").to_string();
        ends.map(|(from, to)| (day(from), day(to)))
    }
}

impl FindingCounts {
    /// Counts findings by weight.
    pub(super) fn of<'f>(findings: impl Iterator<Item = &'f FindingShape>) -> FindingCounts {
        let mut counts = FindingCounts::default();
        for finding in findings {
            counts.add(finding.severity);
        }
        counts
    }

    /// Counts one more.
    pub(super) fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Serious => &mut self.serious,
            Severity::Check => &mut self.check,
            Severity::Note => &mut self.note,
        } += 1;
    }
}
