//! The list of findings: what the readers found in the files, and what the case as a whole shows.

use super::linking::Linking;
use crate::{
    book::{Book, Source},
    case::Case,
    error::Error,
    own_findings,
    shape::FindingShape,
};
use juzheng_model::{Finding, Id};

/// Every finding, the weightiest first; of one weight by artifact and place, then by time.
pub(crate) fn all_findings(case: &Case, book: &Book, linking: &Linking) -> Result<Vec<FindingShape>, Error> {
    let mut findings = Vec::new();
    for source in &book.sources {
        if let Some(reading) = &source.reading {
            findings
                .extend(case.vault.findings(reading.id)?.into_iter().map(|found| of_reading(source, found)));
        }
    }
    findings.extend(own_findings::of_sources(book));
    findings.extend(own_findings::of_links(case, book, linking)?);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(findings)
}

/// A reader's finding with its origin; one about the file as a whole stands on all its bytes.
pub(crate) fn of_reading(source: &Source, finding: Finding) -> FindingShape {
    let origin = source.origin(finding.place.unwrap_or_else(|| source.whole()));
    let about: Vec<Id> = vec![source.artifact.id];
    FindingShape::new(finding.code, finding.args, Some(origin), about)
}
