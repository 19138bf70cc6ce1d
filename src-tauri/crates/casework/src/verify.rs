//! Checking everything again: originals, records from the database and from the originals, custody, seals; and packages.

mod items;
mod package;

pub use items::CheckedItem;

use crate::{
    add::{ARCHIVE_READER, UNKNOWN_READER, unknown},
    case::Case,
    desk::{Desk, Report, total},
    error::Error,
    seal::{SealShape, StampShape, StandingShape, TrustedRoots},
    sight::CapturedLater,
    words::{self, Lang, problem},
};
use juzheng_intake::{Reader, Recognised, recognise};
use juzheng_model::{Artifact, Id};
use juzheng_vault::{Action, CasePlace, DigestSink, Reading};
use serde::Serialize;
use serde_json::json;
use std::path::Path;

/// How much was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckedCounts {
    /// Artifacts whose originals were fingerprinted again.
    pub artifacts: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Records whose digest was worked out again.
    pub records: u64,
    /// Entries of the custody chain.
    pub custody: u64,
    /// Trusted timestamps.
    pub timestamps: u64,
}

/// Something that does not hold.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// What sort of thing.
    pub code: String,
    /// The artifact that it is about.
    pub artifact: Option<Id>,
    /// What is wrong, in words.
    pub message: String,
    /// What the words are made of, for a face in another language.
    #[serde(skip)]
    pub args: Vec<String>,
}

/// What checking gave.
#[derive(Debug, Clone, Serialize)]
pub struct Verification {
    /// Whether all of it holds.
    pub ok: bool,
    /// How much was checked.
    pub checked: CheckedCounts,
    /// What does not hold.
    pub problems: Vec<Problem>,
    /// How each artifact stands, and what lies where nothing should.
    pub items: Vec<CheckedItem>,
    /// The seals of the case, each with its timestamps.
    pub seals: Vec<SealShape>,
    /// Timestamps whose authority or signature could not be verified here; they are no problems, and prove nothing.
    pub unverified: u64,
    /// What a check that holds means, and what not.
    pub scope: String,
}

impl Verification {
    fn new(checked: CheckedCounts, problems: Vec<Problem>) -> Verification {
        Verification {
            ok: problems.is_empty(),
            checked,
            problems,
            items: Vec::new(),
            seals: Vec::new(),
            unverified: 0,
            scope: words::scope(Lang::Zh).to_owned(),
        }
    }

    /// Takes the seals in: what does not hold of them is a problem, what nobody vouches for is counted.
    fn take_seals(&mut self, seals: Vec<SealShape>, trusted: &TrustedRoots) {
        for seal in &seals {
            if seal.standing != StandingShape::Same {
                let why = seal.why.clone().unwrap_or_default();
                self.problems.push(Problem::new("seal-fails", None, vec![seal.root.hex(), why]));
            }
        }
        self.take_stamps(seals.iter().flat_map(|seal| &seal.timestamps), trusted);
        self.seals = seals;
        self.ok = self.problems.is_empty();
    }

    fn take_stamps<'s>(&mut self, stamps: impl Iterator<Item = &'s StampShape>, trusted: &TrustedRoots) {
        for stamp in stamps {
            self.checked.timestamps += 1;
            let args = vec![stamp.source.clone(), stamp.why.clone().unwrap_or_default()];
            match (stamp.standing, &stamp.trusted_root) {
                (StandingShape::Same, Some(_)) => {}
                (StandingShape::Same, None) => self.unverified += 1,
                (StandingShape::Unverifiable, _) => {
                    self.unverified += 1;
                    if !trusted.is_empty() {
                        self.problems.push(Problem::new("timestamp-untrusted", None, args));
                    }
                }
                _ => self.problems.push(Problem::new("timestamp-fails", None, args)),
            }
        }
    }
}

impl Problem {
    fn new(code: &str, artifact: Option<Id>, args: Vec<String>) -> Problem {
        Problem { message: problem(code, &args, Lang::Zh), code: code.to_owned(), artifact, args }
    }
}

/// Checks a case folder or a package, whichever lies there; the passphrase is for one that is encrypted.
///
/// # Errors
/// There is neither, it is being written to, or the user stopped.
pub fn verify(
    path: &Path,
    passphrase: Option<&str>,
    trusted: &TrustedRoots,
    desk: &Desk<'_>,
) -> Result<Verification, Error> {
    match (juzheng_seal::is_package(path), passphrase) {
        (true, _) => package::verify(path, passphrase, trusted, desk),
        (false, None) => verify_case(path, trusted, desk),
        (false, Some(passphrase)) => verify_case(CasePlace::unlock(path, passphrase)?, trusted, desk),
    }
}

/// Checks the case in a folder. A case whose database is too damaged to be opened is a case that does not hold, not an
/// error; a folder without a case is one.
///
/// # Errors
/// There is no case, it is being written to, or the user stopped.
pub fn verify_case(
    place: impl Into<CasePlace>,
    trusted: &TrustedRoots,
    desk: &Desk<'_>,
) -> Result<Verification, Error> {
    let place = place.into();
    let folder = place.folder();
    match Case::open_best(&place) {
        Ok(mut case) => case.verify(trusted, desk),
        Err(Error::Vault(error)) if is_damage(&error, folder) => {
            let why = std::error::Error::source(&error)
                .map_or_else(|| error.to_string(), |cause| cause.to_string());
            let problems = vec![Problem::new("database-damaged", None, vec![why])];
            Ok(Verification::new(CheckedCounts::default(), problems))
        }
        Err(error) => Err(error),
    }
}

/// Whether a case that does not open is there all the same, but damaged.
fn is_damage(error: &juzheng_vault::Error, folder: &Path) -> bool {
    use juzheng_vault::Error as Vault;
    match error {
        Vault::Database { .. } | Vault::BadRow { .. } | Vault::SchemaDiffers { .. } => true,
        Vault::NotACase { .. } => folder.join("case.sqlite").is_file() && folder.join("originals").is_dir(),
        _ => false,
    }
}

impl Case {
    /// Checks everything, and notes in custody that it was checked where the case can be written to.
    ///
    /// # Errors
    /// The case cannot be read at all, or the user stopped.
    pub fn verify(&mut self, trusted: &TrustedRoots, desk: &Desk<'_>) -> Result<Verification, Error> {
        let total = total(self.vault.artifacts().unwrap_or_default().iter().map(|artifact| artifact.size));
        let checked = self.vault.verify(&|bytes| desk.go_on(Report::Steps(bytes.min(total), total)))?;
        let counts = CheckedCounts {
            artifacts: checked.artifacts,
            bytes: checked.bytes,
            records: checked.records,
            custody: checked.custody,
            timestamps: 0,
        };
        let mut problems: Vec<Problem> =
            checked.problems.into_iter().map(|p| Problem::new(p.code, p.artifact, p.args)).collect();
        if let (Ok(artifacts), Ok(readings)) = (self.vault.artifacts(), self.vault.readings()) {
            for reading in &readings {
                let Some(artifact) = artifacts.iter().find(|artifact| artifact.id == reading.artifact) else {
                    continue;
                };
                if desk.stopped() {
                    return Err(Error::Stopped);
                }
                problems.extend(self.read_again(artifact, reading));
            }
        }
        let items = items::of_case(&self.vault.artifacts().unwrap_or_default(), &problems);
        let mut verification = Verification { items, ..Verification::new(counts, problems) };
        // What the database cannot tell is among the problems already.
        if let Ok(seals) = self.seals(trusted) {
            verification.take_seals(seals, trusted);
        }
        let codes: Vec<&str> = verification.problems.iter().map(|problem| problem.code.as_str()).collect();
        let detail = json!({"ok": verification.ok, "checked": verification.checked, "problems": codes});
        // A case that cannot be written to, or whose chain is broken, is checked all the same.
        let _ = self.vault.append(Action::Check, Vec::new(), detail, desk.stamp());
        Ok(verification)
    }

    /// Reads an original again with the reader of its reading, where this program still has it, and compares digests.
    fn read_again(&self, artifact: &Artifact, reading: &Reading) -> Option<Problem> {
        if reading.reader == ARCHIVE_READER {
            // Its findings depend on the password of the day; its entries are artifacts of their own.
            return None;
        }
        let mut original = self.vault.original(&artifact.fingerprints.sha256).ok()?;
        let mut sink = DigestSink::new();
        let read = match reading.reader == UNKNOWN_READER {
            true => match recognise(&mut original, artifact.size) {
                Ok(Recognised::Unknown(facts)) => unknown(facts, &mut sink),
                // A newer version knows the file: the old reading stays what it was.
                _ => return None,
            },
            false => {
                let reader = Reader::named(&reading.reader)?;
                if reader.is_of_pictures() {
                    // Two processors may round differently, and two models read differently: what a picture said is
                    // checked against its digest, from the database, and the picture against its fingerprints.
                    return None;
                }
                let known = CapturedLater::default().circumstances(artifact);
                reader.read(&mut original, &known, None, &mut sink)
            }
        };
        let same = read.is_ok() && sink.finish().is_some_and(|(_, _, digest)| digest == reading.digest);
        (!same).then(|| {
            Problem::new(
                "records-differ-from-original",
                Some(artifact.id),
                vec![artifact.name.clone(), reading.reader.clone()],
            )
        })
    }
}
