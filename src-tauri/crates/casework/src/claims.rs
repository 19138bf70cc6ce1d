//! What a receipt of a deposit service claims, said by the user who reads it there: a certificate, a notarial deed.

use crate::{
    book::Book,
    case::Case,
    desk::Desk,
    error::Error,
    list::{Listing, artifact_by_prefix},
    shape::{FindingShape, Item},
};
use juzheng_model::{Digest, decision::Decision};

impl Case {
    /// Notes that an artifact is a receipt which claims a digest (SHA-256 or SM3, 64 hex digits), for another artifact
    /// where it says for which; gives what comparing it with the case shows.
    ///
    /// # Errors
    /// An artifact is unknown, the digest is none, or the case cannot be written.
    pub fn claim_receipt(
        &mut self,
        receipt: &str,
        digest: &str,
        of: Option<&str>,
        desk: &Desk<'_>,
    ) -> Result<Vec<FindingShape>, Error> {
        let book = Book::sources_only(&self.vault)?;
        let artifact = artifact_by_prefix(&book, receipt)?;
        let of = of.map(|of| artifact_by_prefix(&book, of)).transpose()?;
        let plain: String = digest.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        let wrong = || Error::BadValue { field: "digest".to_owned(), value: digest.to_owned() };
        let digest = Digest::from_hex(&plain).ok_or_else(wrong)?.hex();
        self.vault.decide(&Decision::Claims { artifact, digest, of }, desk.stamp())?;
        let mut findings = Vec::new();
        self.list(Listing::Findings, true, &mut |item| {
            match item {
                Item::Finding(one) if one.code.starts_with("receipt-") && one.about.contains(&artifact) => {
                    findings.push(one);
                }
                _ => {}
            }
            Ok::<(), Error>(())
        })?;
        Ok(findings)
    }
}
