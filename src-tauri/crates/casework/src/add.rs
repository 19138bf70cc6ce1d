//! Taking files in: what is asked for, what became of each file, and the counts.

mod known;
mod picture;
mod taking;

use crate::{
    book::{Book, Heard},
    case::Case,
    desk::{Desk, Report},
    error::Error,
    list::{artifact_shape, of_reading},
    own_findings,
    shape::{ArtifactShape, FindingShape},
    sight::captured_by,
};
use juzheng_model::{Code, Facts, Finding, Id, Sink};
use known::Known;
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use taking::Taking;

/// The reader under which a file that nobody knows is recorded.
pub(crate) const UNKNOWN_READER: &str = "unknown/1";
/// The reader of archives.
pub(crate) const ARCHIVE_READER: &str = "zip/1";
/// Archives in archives are opened so deep.
pub(crate) const DEEPEST: u32 = 4;

/// What to take in.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// Files and folders (with everything in them).
    pub paths: Vec<PathBuf>,
    /// The password of encrypted archives.
    pub password: Option<String>,
    /// When the files were captured, where the user says so.
    pub captured_at: Option<String>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// In the case now, and read.
    Added,
    /// The same bytes were there and read before.
    Duplicate,
    /// In the case, but a password is needed to read it.
    Locked,
    /// Could not be kept.
    Rejected,
}

/// One file that was taken in.
#[derive(Debug, Clone, Serialize)]
pub struct FileRow {
    /// As it was given; of an entry of an archive `a.zip!/b.csv`.
    pub path: String,
    /// What became of it.
    pub status: FileStatus,
    /// The artifact; `None` where it was rejected.
    pub artifact: Option<ArtifactShape>,
    /// What its reader found.
    pub findings: Vec<FindingShape>,
}

/// How many files of each sort, and how many records they gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the words are those of the statuses
pub struct Summary {
    pub added: u64,
    pub duplicate: u64,
    pub locked: u64,
    pub rejected: u64,
    pub messages: u64,
    pub transfers: u64,
}

/// What taking in gave.
#[derive(Debug, Clone, Serialize)]
pub struct Added {
    /// The files in the order in which they were taken in.
    pub files: Vec<FileRow>,
    /// Their counts.
    pub summary: Summary,
    /// Whether the user stopped before the end.
    #[serde(skip)]
    pub stopped: bool,
}

/// A file between being kept and being shown.
struct Taken {
    path: String,
    status: FileStatus,
    artifact: Option<Id>,
    /// Why it was rejected.
    rejected: Option<String>,
}

impl Case {
    /// Takes files, folders and archives in. A file that cannot be kept is rejected and the others go on; when the disk is
    /// full or the user stops, what was finished stays.
    ///
    /// # Errors
    /// The time of capture is none, or the case cannot be written to at all.
    pub fn add_files(&mut self, intake: &Intake, desk: &Desk<'_>) -> Result<Added, Error> {
        self.vault.writable()?;
        desk.go_on(Report::Files(intake.paths.iter().map(|path| taking::files_in(path)).sum()));
        self.take_each(intake, &intake.paths, desk, |taking, path| taking.path(path))
    }

    /// Reads archives that are in the case and wait for their password.
    ///
    /// # Errors
    /// One of them is unknown, or the case cannot be written to at all.
    pub fn unlock(&mut self, archives: &[Id], password: &str, desk: &Desk<'_>) -> Result<Added, Error> {
        let intake = Intake { password: Some(password.to_owned()), ..Intake::default() };
        self.take_each(&intake, archives, desk, |taking, id| taking.again(*id))
    }

    /// Reads pictures again with what is known of them now.
    ///
    /// # Errors
    /// The case cannot be written, or the user stopped.
    pub(crate) fn read_anew(&mut self, pictures: &[Id], desk: &Desk<'_>) -> Result<(), Error> {
        let added = self.take_each(&Intake::default(), pictures, desk, |taking, id| taking.anew(*id))?;
        if added.stopped { Err(Error::Stopped) } else { Ok(()) }
    }

    fn take_each<T>(
        &mut self,
        intake: &Intake,
        each: &[T],
        desk: &Desk<'_>,
        take: impl Fn(&mut Taking<'_>, &T) -> Result<(), Error>,
    ) -> Result<Added, Error> {
        self.vault.writable()?;
        if let Some(text) = &intake.captured_at {
            captured_by(text, desk.now)?;
        }
        let known = Known::of(self)?;
        let mut taking = Taking { case: self, intake, desk, known, taken: Vec::new(), heard: HashMap::new() };
        let mut stopped = false;
        for one in each {
            match take(&mut taking, one) {
                Ok(()) => {}
                Err(error) if is_stop(&error) => {
                    stopped = true;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        let Taking { taken, heard, .. } = taking;
        let mut added = self.shown(taken, &heard)?;
        added.stopped = stopped;
        Ok(added)
    }

    fn shown(&self, taken: Vec<Taken>, heard: &HashMap<Id, Heard>) -> Result<Added, Error> {
        // A file that was there before was not heard now: then the messages have to tell who speaks.
        let all_heard = taken.iter().filter_map(|file| file.artifact).all(|id| heard.contains_key(&id));
        let book = match all_heard {
            true => Book::names_only(&self.vault, heard)?,
            false => Book::open(&self.vault)?,
        };
        let mut summary = Summary::default();
        let mut files = Vec::with_capacity(taken.len());
        for file in taken {
            let ix = file.artifact.and_then(|id| book.sources.iter().position(|s| s.artifact.id == id));
            let mut findings = Vec::new();
            if let Some(why) = file.rejected {
                findings.push(FindingShape::new(Code::FileUnreadable, vec![why], None, Vec::new()));
            }
            if let Some(ix) = ix {
                let source = &book.sources[ix];
                if let Some(reading) = &source.reading {
                    findings
                        .extend(self.vault.findings(reading.id)?.into_iter().map(|f| of_reading(source, f)));
                    if file.status == FileStatus::Added {
                        summary.messages += reading.counts.messages;
                        summary.transfers += reading.counts.transfers;
                    }
                }
                findings.extend(own_findings::of_source(&book, ix));
            }
            *match file.status {
                FileStatus::Added => &mut summary.added,
                FileStatus::Duplicate => &mut summary.duplicate,
                FileStatus::Locked => &mut summary.locked,
                FileStatus::Rejected => &mut summary.rejected,
            } += 1;
            let artifact = ix.map(|ix| artifact_shape(&book, &book.sources[ix]));
            files.push(FileRow { path: file.path, status: file.status, artifact, findings });
        }
        Ok(Added { files, summary, stopped: false })
    }
}

fn is_stop(error: &Error) -> bool {
    matches!(error, Error::Stopped | Error::Vault(juzheng_vault::Error::Stopped { .. }))
}

/// What is said of a file that no reader knows.
pub(crate) fn unknown(facts: Facts, sink: &mut dyn Sink) -> Result<(), juzheng_intake::Error> {
    let refused = |source| juzheng_intake::Error::Sink { source };
    sink.facts(facts).map_err(refused)?;
    sink.finding(Finding::of_file(Code::UnknownFormat, [""; 0])).map_err(refused)
}
