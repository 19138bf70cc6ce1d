//! Receipts of other services, held against the case: 一致, 不一致 or 无法比对.

use super::about_file;
use crate::{
    book::{Book, Source},
    shape::FindingShape,
};
use juzheng_model::{ArtifactKind, Code, Digest, decision::Decision};

/// What every receipt claims, and what that is worth: a receipt is a file that a reader knows as one, or of which the user
/// said what it claims.
pub(super) fn of_receipts(book: &Book) -> Vec<FindingShape> {
    let mut findings = Vec::new();
    for source in &book.sources {
        let said = claims_of(book, source);
        let is_receipt = source.facts().is_some_and(|facts| facts.kind == ArtifactKind::Receipt);
        match said.is_empty() {
            true if is_receipt => findings.push(about_file(source, Code::ReceiptUnmatched, Vec::new())),
            true => {}
            false => findings.extend(said.iter().map(|claim| compared(book, source, claim))),
        }
    }
    findings
}

/// A digest that a receipt claims, and the file that it is said to be for.
struct Claim<'b> {
    /// `sha256:…` or `sm3:…`; without a name where the user gave the digits alone.
    text: String,
    of: Option<&'b Source>,
}

fn claims_of<'b>(book: &'b Book, receipt: &Source) -> Vec<Claim<'b>> {
    let read = receipt.facts().filter(|facts| facts.kind == ArtifactKind::Receipt);
    let read = read.iter().flat_map(|facts| &facts.notes);
    let mut claims: Vec<Claim<'_>> = read.map(|note| Claim { text: note.clone(), of: None }).collect();
    for decision in &book.decisions {
        if let Decision::Claims { artifact, digest, of } = decision
            && *artifact == receipt.artifact.id
        {
            let of = book.sources.iter().find(|source| Some(source.artifact.id) == *of);
            claims.push(Claim { text: digest.clone(), of });
        }
    }
    claims
}

fn compared(book: &Book, receipt: &Source, claim: &Claim<'_>) -> FindingShape {
    let digest = Digest::from_hex(claim.text.rsplit(':').next().unwrap_or_default());
    let is_of = |source: &&Source| {
        let prints = source.artifact.fingerprints;
        let (sha256, sm3) = (Some(prints.sha256) == digest, Some(prints.sm3) == digest);
        match claim.text.split_once(':') {
            Some(("sha256", _)) => sha256,
            Some(("sm3", _)) => sm3,
            _ => sha256 || sm3,
        }
    };
    let name = |source: &Source| source.artifact.name.clone();
    match (book.sources.iter().find(is_of), claim.of) {
        (Some(found), None) => {
            about_file(receipt, Code::ReceiptMatches, vec![claim.text.clone(), name(found)])
        }
        (Some(found), Some(wanted)) if found.artifact.id == wanted.artifact.id => {
            about_file(receipt, Code::ReceiptMatches, vec![claim.text.clone(), name(found)])
        }
        (_, Some(wanted)) => {
            about_file(receipt, Code::ReceiptDiffers, vec![claim.text.clone(), name(wanted)])
        }
        (None, None) => about_file(receipt, Code::ReceiptUnmatched, vec![claim.text.clone()]),
    }
}
