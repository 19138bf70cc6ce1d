//! What pictures of one conversation show of one another: gaps, near duplicates, times and amounts that differ.

use crate::{
    book::{Book, Said, SaidWhat},
    shape::FindingShape,
};
use juzheng_model::Code;

/// The findings on overlapping pictures.
pub(super) fn of_series(book: &Book) -> Vec<FindingShape> {
    book.lines.series.said.iter().map(|said| finding(book, said)).collect()
}

fn finding(book: &Book, said: &Said) -> FindingShape {
    let (here, there) = (&book.sources[said.here.0], &book.sources[said.there.0]);
    let (name, other) = (here.artifact.name.clone(), there.artifact.name.clone());
    let paper = |at: i64| book.settings.offset.paper(at);
    let (code, args) = match &said.what {
        SaidWhat::PieceMissing => (Code::PieceMissing, vec![name, other]),
        SaidWhat::Unclear => (Code::OverlapUnclear, vec![name, other]),
        SaidWhat::NearDuplicate => (Code::NearDuplicate, vec![other]),
        SaidWhat::Backwards(at, above) => (Code::LabelsBackwards, vec![paper(*at), paper(*above)]),
        SaidWhat::TimesDiffer(at, elsewhere) => {
            (Code::TimesDiffer, vec![paper(*at), other, paper(*elsewhere)])
        }
        SaidWhat::AmountsDiffer(amount, elsewhere) => {
            (Code::SourcesDisagree, vec!["amount_fen".to_owned(), amount.clone(), elsewhere.clone()])
        }
    };
    let place = said.here.1.clone().unwrap_or_else(|| here.whole());
    FindingShape::new(code, args, Some(here.origin(place)), vec![here.artifact.id, there.artifact.id])
}
