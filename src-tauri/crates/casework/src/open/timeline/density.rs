//! The minimap: the whole period in equal slices, with the flagged transfers on it.

use super::{super::shown::Shown, lay::Laid};
use crate::{
    book::Line,
    pane::{Density, Spot},
};

/// Slices of the minimap.
const SLICES: usize = 480;
/// Flags on it, at most.
const FLAGS: usize = 1_000;

/// The minimap of a laid timeline; `None` where nothing has a time.
pub(super) fn of(shown: &Shown, laid: &Laid) -> Option<Density> {
    let lines = &shown.book.lines.all;
    let messages = || laid.messages.iter().map(|ix| lines[*ix as usize].at).filter(|at| *at != Line::UNDATED);
    let payments = || laid.payments.iter().map(|(at, _)| *at).filter(|at| *at != i64::MAX);
    let from = messages().chain(payments()).min()?;
    let to = messages().chain(payments()).max()?.max(from + 1);
    let slice = |at: i64| ((at - from) as u128 * SLICES as u128 / (to - from + 1) as u128) as usize;
    let mut density =
        Density { from, to, messages: vec![0; SLICES], transfers: vec![0; SLICES], flags: Vec::new() };
    messages().for_each(|at| density.messages[slice(at)] += 1);
    payments().for_each(|at| density.transfers[slice(at)] += 1);
    let flagged: Vec<Spot> = laid
        .payments
        .iter()
        .filter(|(at, _)| *at != i64::MAX)
        .filter_map(|(at, payment)| {
            let link = shown.link(*payment as usize).filter(|link| shown.is_flagged(*link))?;
            Some(Spot {
                at: *at,
                row: laid.row_of_payment(*payment as usize)?,
                direction: shown.book.payments[*payment as usize].transfer.direction,
                verdict: Some(shown.linking.linked.found[link].verdict),
            })
        })
        .collect();
    let step = flagged.len().div_ceil(FLAGS).max(1);
    density.flags = flagged.into_iter().step_by(step).collect();
    Some(density)
}
