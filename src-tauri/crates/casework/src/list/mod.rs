//! What the case holds, as lists: without `all` only what belongs to the case's parties, with a count of the rest.

mod findings;
pub(crate) mod linking;
mod links;
mod messages;
mod transfers;

pub(crate) use findings::{all_findings, of_reading};
pub use links::LinkSummary;
pub(crate) use links::{shape as link_shape, with_reasons};
pub(crate) use messages::{message_by_prefix, one as message_shape, shape as message_shape_of, span_of};
pub(crate) use transfers::{Receipt, accepted, one as transfer_shape, shape as transfer_shape_of};

use crate::{
    book::Book,
    case::Case,
    error::Error,
    shape::{ArtifactShape, CustodyShape, Item},
};
use juzheng_model::Id;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// ARTIFACT
    Artifacts,
    /// MESSAGE
    Messages,
    /// TRANSFER
    Transfers,
    /// LINK
    Links,
    /// FINDING
    Findings,
    /// CUSTODY
    Custody,
}

impl Case {
    /// Shows the items of a list one by one, in the order of the contract (time, then artifact, then place); gives how
    /// many were left out because they belong to nobody in the case. With `all` none is.
    ///
    /// # Errors
    /// The database cannot be read, or `each` refuses (its error is handed on).
    pub fn list<E: From<Error>>(
        &self,
        listing: Listing,
        all: bool,
        each: &mut dyn FnMut(Item) -> Result<(), E>,
    ) -> Result<u64, E> {
        match listing {
            Listing::Custody => {
                let offset = self.vault.settings().map_err(Error::from)?.offset;
                for entry in self.vault.custody().map_err(Error::from)? {
                    each(Item::Custody(CustodyShape::new(entry, offset)))?;
                }
                Ok(0)
            }
            Listing::Artifacts => {
                artifacts(&Book::open(&self.vault)?)
                    .into_iter()
                    .try_for_each(|shape| each(Item::Artifact(shape)))?;
                Ok(0)
            }
            Listing::Messages => messages::list(self, &Book::open(&self.vault)?, all, each),
            Listing::Transfers => transfers::list(&Book::open(&self.vault)?, all, each),
            Listing::Links => {
                let book = Book::open(&self.vault)?;
                let linking = linking::link(&book);
                for ix in 0..linking.payments.len() {
                    each(Item::Link(link_shape(self, &book, &linking, ix)?))?;
                }
                Ok(if all { 0 } else { links::left_out(&book) })
            }
            Listing::Findings => {
                let book = Book::open(&self.vault)?;
                let linking = linking::link(&book);
                all_findings(self, &book, &linking)?
                    .into_iter()
                    .try_for_each(|shape| each(Item::Finding(shape)))?;
                Ok(0)
            }
        }
    }
}

/// The artifacts by the time of adding, then path.
fn artifacts(book: &Book) -> Vec<ArtifactShape> {
    artifacts_in_order(book).into_iter().map(|source| artifact_shape(book, source)).collect()
}

/// The sources by the time of adding, then path.
pub(crate) fn artifacts_in_order(book: &Book) -> Vec<&crate::book::Source> {
    let mut sources: Vec<_> = book.sources.iter().collect();
    sources.sort_by(|a, b| {
        let key = |s: &crate::book::Source| (s.artifact.added_at, s.artifact.path.clone(), s.artifact.id);
        key(a).cmp(&key(b))
    });
    sources
}

/// An artifact of the case in its JSON shape.
pub(crate) fn artifact_shape(book: &Book, source: &crate::book::Source) -> ArtifactShape {
    let reading = source.reading.as_ref();
    let counts = reading.map_or((0, 0), |reading| (reading.counts.messages, reading.counts.transfers));
    let reader = reading.map(|reading| reading.reader.as_str());
    let mut shape =
        ArtifactShape::new(&source.artifact, source.facts(), reader, counts, book.settings.offset);
    if let Some(screen) = &mut shape.screen {
        screen.checked = book.checked.contains(&source.artifact.id);
    }
    shape
}

/// The one id among `ids` that begins with `prefix`.
///
/// # Errors
/// [`Error::UnknownId`] or [`Error::AmbiguousId`].
pub(crate) fn by_prefix(
    what: &'static str,
    prefix: &str,
    ids: impl Iterator<Item = Id>,
) -> Result<Id, Error> {
    let id = prefix.to_ascii_lowercase();
    let Some((low, high)) = Id::range(&id) else {
        return Err(Error::UnknownId { what, id: prefix.to_owned() });
    };
    let mut found: Option<Id> = None;
    for candidate in ids.filter(|candidate| (low..=high).contains(candidate)) {
        match found {
            Some(known) if known != candidate => {
                return Err(Error::AmbiguousId { what, id: prefix.to_owned() });
            }
            _ => found = Some(candidate),
        }
    }
    found.ok_or_else(|| Error::UnknownId { what, id: prefix.to_owned() })
}

/// The artifact whose id, or SHA-256, begins with `prefix`.
pub(crate) fn artifact_by_prefix(book: &Book, prefix: &str) -> Result<Id, Error> {
    let by_digest = |source: &&crate::book::Source| {
        prefix.len() > 16
            && source.artifact.fingerprints.sha256.hex().starts_with(&prefix.to_ascii_lowercase())
    };
    match book.sources.iter().find(by_digest) {
        Some(source) => Ok(source.artifact.id),
        None => by_prefix("artifact", prefix, book.sources.iter().map(|source| source.artifact.id)),
    }
}
