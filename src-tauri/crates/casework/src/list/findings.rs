//! The list of findings: what the readers found in the files, and what the case as a whole shows.

use super::linking::Linking;
use crate::{
    book::{Book, Source},
    case::Case,
    error::Error,
    own_findings,
    shape::FindingShape,
};
use juzheng_model::{Code, Finding, Id};

/// Every finding, the weightiest first; of one weight by artifact and place, then by time.
pub(crate) fn all_findings(case: &Case, book: &Book, linking: &Linking) -> Result<Vec<FindingShape>, Error> {
    let mut findings = Vec::new();
    for (ix, source) in book.sources.iter().enumerate() {
        if let Some(reading) = &source.reading {
            let found = case.vault.findings(reading.id)?.into_iter();
            let found = found.filter(|found| !is_completed(book, ix, found));
            findings.extend(found.map(|found| of_reading(source, found)));
        }
    }
    findings.extend(own_findings::of_sources(book));
    findings.extend(own_findings::of_links(case, book, linking)?);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(findings)
}

/// Whether a finding says that something is cut off which another picture shows whole.
fn is_completed(book: &Book, source: usize, finding: &Finding) -> bool {
    let (series, Some(place)) = (&book.lines.series, &finding.place) else { return false };
    match finding.code {
        Code::MessageCut => series.completed.contains(&(source, place.clone())),
        Code::SliceUnread => series.goes_on.get(&source).is_some_and(|goes_on| goes_on.shows(place)),
        _ => false,
    }
}

/// A reader's finding with its origin; one about the file as a whole stands on all its bytes.
pub(crate) fn of_reading(source: &Source, finding: Finding) -> FindingShape {
    let origin = source.origin(finding.place.unwrap_or_else(|| source.whole()));
    let about: Vec<Id> = vec![source.artifact.id];
    FindingShape::new(finding.code, finding.args, Some(origin), about)
}
