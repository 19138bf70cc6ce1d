//! The parts of the dossier in their order.
//!
//! A part that would be empty or was not chosen is not printed, and the numbers of the parts follow what is. Nothing refers
//! to what is not printed.

mod attachments;
mod bill_rows;
mod booklet;
mod catalogue;
mod corrected;
mod cover;
mod custody;
mod dispute;
mod excerpts;
mod exhibit_words;
mod findings;
mod fingerprints;
mod gap_note;
mod how_to_check;
mod left_out;
mod loose_cards;
mod originals;
mod parties;
mod proposal;
mod quoted;
mod showing;
mod sources;
mod timeline;

use crate::{
    Error, Options, Profile,
    fonts::Coverage,
    layout::{Flow, Laid, Press, Running},
    original::Shown,
    part::{Chosen, Part},
};
use booklet::{Booklet, Extent, note_of};
use juzheng_model::{Id, snapshot::Snapshot};

/// Lays the whole dossier out; full pages go to the press.
pub(crate) fn lay_out(
    snapshot: &Snapshot,
    options: &Options<'_>,
    originals: &Shown<'_>,
    coverage: &mut Coverage<'_>,
    press: &mut dyn Press,
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<(Laid, Vec<Printed>), Error> {
    let head = match options.redacted {
        Some(_) => format!("【隐去版】{}", snapshot.title),
        None => snapshot.title.clone(),
    };
    let running = Running::new(head, snapshot.root, options.program);
    let mut flow = Flow::new(coverage, press, running, options.duplex);
    let mut booklet = Booklet::plan(snapshot, options, originals, &mut flow, progress);
    let chosen = Chosen::of(options.parts);
    let (before, after) = chosen.around_catalogue();
    cover::lay(&booklet, &mut flow)?;
    before.iter().try_for_each(|part| lay(*part, &mut booklet, &mut flow))?;
    // A mediator wants few pages: where nothing of the exhibits is printed, there is nothing to list.
    let of_exhibits = [Part::Excerpts, Part::BillRows, Part::Originals, Part::Fingerprints];
    if options.profile != Profile::Mediation || of_exhibits.iter().any(|part| chosen.has(*part)) {
        catalogue::lay(&mut booklet, &mut flow)?;
    }
    after.iter().try_for_each(|part| lay(*part, &mut booklet, &mut flow))?;
    let laid = flow.finish()?;
    let printed = booklet.printed_exhibits(&laid);
    if (progress)(booklet.total, booklet.total) { Ok((laid, printed)) } else { Err(Error::Stopped) }
}

/// An exhibit as it came to stand in the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub artifact: Id,
    /// `2-1`
    pub label: String,
    /// The name of its group: 收付凭证 …
    pub group: &'static str,
    /// 聊天截图 …
    pub name: String,
    /// The name of the file.
    pub file: String,
    /// Where it comes from.
    pub source: String,
    /// What it is to show.
    pub shows: String,
    /// 原件, 复印件 or 电子数据.
    pub form: &'static str,
    /// The stretches of pages, from 1, both inclusive; none where nothing of it is printed.
    pub pages: Vec<(usize, usize)>,
}

impl Printed {
    /// How many pages it has.
    pub fn count(&self) -> usize {
        self.pages.iter().map(|(from, to)| to + 1 - from).sum()
    }
}

fn lay(part: Part, booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    booklet.now = Some(part);
    match part {
        Part::Parties => parties::lay(booklet, flow),
        Part::Timeline => timeline::lay(booklet, flow),
        Part::LooseCards => loose_cards::lay(booklet, flow),
        Part::Excerpts => excerpts::lay(booklet, flow),
        Part::BillRows => bill_rows::lay(booklet, flow),
        Part::Originals => originals::lay(booklet, flow),
        Part::Findings => findings::lay(booklet, flow),
        Part::LeftOut => left_out::lay(booklet, flow),
        Part::Fingerprints => fingerprints::lay(booklet, flow),
        Part::Custody => custody::lay(booklet, flow),
        Part::Showing => showing::lay(booklet, flow),
        Part::HowToCheck => how_to_check::lay(booklet, flow),
        Part::Attachments => attachments::lay(booklet, flow),
        Part::Dispute => dispute::lay(booklet, flow),
        Part::Proposal => proposal::lay(booklet, flow),
    }
}
