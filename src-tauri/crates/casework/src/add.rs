//! Taking files in: kept and fingerprinted first, then recognised and read; file by file, each wholly or not at all.

use crate::{
    book::{Book, Heard},
    case::Case,
    desk::{Desk, Report},
    error::Error,
    list::{artifact_shape, of_reading},
    own_findings,
    read::Watched,
    shape::{ArtifactShape, FindingShape},
};
use juzheng_intake::{
    Recognised,
    archive::{Archive, Entry, EntryOutcome, Limits, Opened},
    recognise,
};
use juzheng_model::{Artifact, ArtifactKind, Code, Facts, Finding, Id, Sink};
use juzheng_vault::{Incoming, RecordError};
use serde::Serialize;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

/// The reader under which a file that nobody knows is recorded.
pub(crate) const UNKNOWN_READER: &str = "unknown/1";
/// The reader of archives.
pub(crate) const ARCHIVE_READER: &str = "zip/1";
/// Archives in archives are opened so deep.
const DEEPEST: u32 = 4;

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
    /// The case cannot be written to at all.
    pub fn add_files(&mut self, intake: &Intake, desk: &Desk<'_>) -> Result<Added, Error> {
        self.vault.writable()?;
        let mut taking = Taking { case: self, intake, desk, taken: Vec::new(), heard: HashMap::new() };
        let mut stopped = false;
        for path in &intake.paths {
            match taking.path(path) {
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

struct Taking<'a> {
    case: &'a mut Case,
    intake: &'a Intake,
    desk: &'a Desk<'a>,
    taken: Vec<Taken>,
    heard: HashMap<Id, Heard>,
}

impl Taking<'_> {
    /// One path that the user gave: a file, or a folder with everything in it.
    fn path(&mut self, path: &Path) -> Result<(), Error> {
        let shown = path.display().to_string();
        let meta = match std::fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) => return self.reject(shown, &error),
        };
        if meta.is_dir() {
            return self.folder(path);
        }
        if !meta.is_file() {
            return self.reject(shown, &io::Error::other("不是普通文件 (not a regular file)"));
        }
        if !self.desk.go_on(Report::File { path: shown.clone(), size: meta.len() }) {
            return Err(Error::Stopped);
        }
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return self.reject(shown, &error),
        };
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        self.keep_and_read(&mut file, name, shown, None, 0)
    }

    /// Everything in a folder, in the order of names; links are not followed, other cases are left alone.
    fn folder(&mut self, folder: &Path) -> Result<(), Error> {
        let shown = folder.display().to_string();
        if folder.join("case.sqlite").exists() {
            return self.reject(shown, &io::Error::other("这是一个案件文件夹 (a case folder)"));
        }
        let mut inside: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            Err(error) => return self.reject(shown, &error),
        };
        inside.sort();
        for path in inside {
            let is_link_to_folder = path.is_symlink() && path.is_dir();
            if is_link_to_folder {
                self.reject(
                    path.display().to_string(),
                    &io::Error::other("指向文件夹的链接 (a link to a folder)"),
                )?;
            } else {
                self.path(&path)?;
            }
        }
        Ok(())
    }

    fn reject(&mut self, path: String, why: &dyn std::error::Error) -> Result<(), Error> {
        let rejected = Some(why.to_string());
        self.taken.push(Taken { path, status: FileStatus::Rejected, artifact: None, rejected });
        Ok(())
    }

    /// Keeps one file, then reads it from the vault's own copy.
    fn keep_and_read(
        &mut self,
        source: &mut dyn io::Read,
        name: String,
        path: String,
        parent: Option<Id>,
        depth: u32,
    ) -> Result<(), Error> {
        let captured_at = self.intake.captured_at.clone();
        let incoming = Incoming { name, path: path.clone(), parent, captured_at };
        let desk = self.desk;
        let progress = |bytes: u64| desk.go_on(Report::Bytes(bytes));
        let kept = match self.case.vault.keep(source, &incoming, desk.stamp(), &progress) {
            Ok(kept) => kept,
            Err(error @ juzheng_vault::Error::Stopped { .. }) => return Err(error.into()),
            Err(error) => return self.could_not_keep(path, error),
        };
        let artifact = kept.artifact;
        let slot = self.taken.len();
        let id = Some(artifact.id);
        self.taken.push(Taken { path, status: FileStatus::Duplicate, artifact: id, rejected: None });
        if kept.was_there && self.is_read(&artifact)? {
            return Ok(());
        }
        self.taken[slot].status = self.read(&artifact, depth)?;
        Ok(())
    }

    /// A file that could not be kept is rejected, and the others go on; a full disk or a read-only case may come back for
    /// each of them, which is then said of each.
    fn could_not_keep(&mut self, path: String, error: juzheng_vault::Error) -> Result<(), Error> {
        let (message, _) = crate::words::error(&Error::Vault(error), crate::words::Lang::Zh);
        self.reject(path, &io::Error::other(message))
    }

    /// Whether the live reading of an artifact is a whole one: not missing, not waiting for a password.
    fn is_read(&self, artifact: &Artifact) -> Result<bool, Error> {
        let readings = self.case.vault.readings()?;
        let Some(reading) = readings.iter().find(|reading| reading.artifact == artifact.id) else {
            return Ok(false);
        };
        if reading.reader != ARCHIVE_READER {
            return Ok(true);
        }
        let findings = self.case.vault.findings(reading.id)?;
        Ok(!findings.iter().any(|finding| finding.code == Code::PasswordNeeded))
    }

    fn read(&mut self, artifact: &Artifact, depth: u32) -> Result<FileStatus, Error> {
        if !self.desk.go_on(Report::Reading) {
            return Err(Error::Stopped);
        }
        let mut original = self.case.vault.original(&artifact.fingerprints.sha256)?;
        let failed = |source| Error::Reading { path: artifact.path.clone(), source };
        match recognise(&mut original, artifact.size).map_err(failed)? {
            Recognised::Archive => self.unpack(artifact, original, depth),
            Recognised::Records(reader) => {
                let size = artifact.size;
                self.record(artifact, reader.name, move |sink| reader.read(&mut original, size, sink))?;
                Ok(FileStatus::Added)
            }
            Recognised::Unknown(facts) => {
                self.record(artifact, UNKNOWN_READER, |sink| unknown(facts, sink))?;
                Ok(FileStatus::Added)
            }
        }
    }

    fn record(
        &mut self,
        artifact: &Artifact,
        reader: &str,
        read: impl FnOnce(&mut dyn Sink) -> Result<(), juzheng_intake::Error> + Send,
    ) -> Result<(), Error> {
        let stop = self.desk.stop;
        let mut heard = Heard::default();
        let noted = &mut heard;
        let watched = move |sink: &mut dyn Sink| {
            let mut watched = Watched { sink, stop, heard: Heard::default() };
            read(&mut watched)?;
            *noted = watched.heard;
            Ok(())
        };
        let recorded = self.case.vault.record(artifact, reader, self.desk.stamp(), watched);
        match recorded {
            Ok(_) => {
                self.heard.insert(artifact.id, heard);
                Ok(())
            }
            Err(RecordError::Vault(error)) => Err(error.into()),
            Err(RecordError::Reader(_)) if self.desk.stopped() => Err(Error::Stopped),
            Err(RecordError::Reader(source)) => Err(Error::Reading { path: artifact.path.clone(), source }),
        }
    }

    /// Takes the entries of an archive in, each as an artifact of its own; then records what was found about the archive.
    fn unpack(&mut self, artifact: &Artifact, mut original: File, depth: u32) -> Result<FileStatus, Error> {
        let mut findings = Vec::new();
        let failed = |source| Error::Reading { path: artifact.path.clone(), source };
        match Archive::open(&mut original).map_err(failed)? {
            Opened::Damaged(finding) => findings.push(finding),
            Opened::Archive(_) if depth >= DEEPEST => {
                let args = vec!["archive-depth".to_owned(), DEEPEST.to_string()];
                findings.push(Finding::of_file(Code::LimitReached, args));
            }
            Opened::Archive(mut archive) => {
                let entries = archive.entries().to_vec();
                for entry in &entries {
                    findings.extend(self.entry(artifact, &mut archive, entry, depth)?);
                }
            }
        }
        findings.dedup();
        let locked = findings.iter().any(|finding| finding.code == Code::PasswordNeeded);
        self.record(artifact, ARCHIVE_READER, |sink| {
            let facts = Facts::plain(ArtifactKind::Archive, "application/zip");
            let refused = |source| juzheng_intake::Error::Sink { source };
            sink.facts(facts).map_err(refused)?;
            findings.into_iter().try_for_each(|finding| sink.finding(finding).map_err(refused))
        })?;
        Ok(if locked { FileStatus::Locked } else { FileStatus::Added })
    }

    fn entry(
        &mut self,
        parent: &Artifact,
        archive: &mut Archive<'_>,
        entry: &Entry,
        depth: u32,
    ) -> Result<Vec<Finding>, Error> {
        let mut findings: Vec<Finding> = entry.name_finding().into_iter().collect();
        if entry.is_dir {
            return Ok(findings);
        }
        let path = format!("{}!/{}", parent.path, entry.name);
        if !self.desk.go_on(Report::File { path: path.clone(), size: entry.size }) {
            return Err(Error::Stopped);
        }
        let folder = self.case.folder.clone();
        let spool = |source| Error::Unwritable { path: folder.clone(), source };
        let mut unpacked = tempfile::tempfile_in(&self.case.folder).map_err(spool)?;
        let outcome = {
            let mut out = io::BufWriter::with_capacity(1 << 20, &mut unpacked);
            let password = self.intake.password.as_deref();
            let read = archive.read_entry(entry.index, password, &mut out, &Limits::default());
            match read.and_then(|outcome| {
                let flush = io::Write::flush(&mut out);
                flush
                    .map(|()| outcome)
                    .map_err(|source| juzheng_intake::Error::Write { index: entry.index, source })
            }) {
                Ok(outcome) => outcome,
                Err(error) => return self.could_not_unpack(path, error).map(|()| findings),
            }
        };
        match outcome {
            EntryOutcome::Unpacked { .. } => {
                unpacked.rewind().map_err(spool)?;
                let name = entry.name.rsplit(['/', '\\']).next().unwrap_or(&entry.name).to_owned();
                self.keep_and_read(&mut unpacked, name, path, Some(parent.id), depth + 1)?;
            }
            EntryOutcome::WrongPassword => {
                findings.push(Finding::of_file(Code::PasswordNeeded, [""; 0]));
                findings.extend(outcome.finding(&entry.name));
            }
            outcome => {
                let finding = outcome.finding(&entry.name);
                if let Some(finding) = finding {
                    if finding.code != Code::PasswordNeeded {
                        let (why, _) =
                            crate::words::finding(finding.code, &finding.args, crate::words::Lang::Zh);
                        self.reject(path, &io::Error::other(why))?;
                    }
                    findings.push(finding);
                }
            }
        }
        Ok(findings)
    }

    fn could_not_unpack(&mut self, path: String, error: juzheng_intake::Error) -> Result<(), Error> {
        let mut why = error.to_string();
        if let Some(cause) = std::error::Error::source(&error) {
            why = format!("{why}: {cause}");
        }
        self.reject(path, &io::Error::other(why))
    }
}

/// What is said of a file that no reader knows.
pub(crate) fn unknown(facts: Facts, sink: &mut dyn Sink) -> Result<(), juzheng_intake::Error> {
    let refused = |source| juzheng_intake::Error::Sink { source };
    sink.facts(facts).map_err(refused)?;
    sink.finding(Finding::of_file(Code::UnknownFormat, [""; 0])).map_err(refused)
}
