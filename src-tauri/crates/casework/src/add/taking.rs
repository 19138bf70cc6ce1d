//! One file after the other: kept and fingerprinted first, then recognised and read from the vault's own copy.

use super::{
    ARCHIVE_READER, DEEPEST, FileStatus, Intake, Taken, UNKNOWN_READER, is_stop, known::Known, picture::Told,
    unknown,
};
use crate::{
    book::Heard,
    case::Case,
    desk::{Desk, Report},
    error::Error,
    read::Listening,
    words,
};
use juzheng_intake::{
    Recognised,
    archive::{Archive, Entry, EntryOutcome, Limits, Opened},
    recognise,
};
use juzheng_model::{Artifact, ArtifactKind, Code, Facts, Finding, Id, Sink, decision::Decision};
use juzheng_vault::{Incoming, Original, RecordError};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What a folder that is a case holds.
const CASE_FILE: &str = "case.sqlite";

/// The taking in of what one call asked for.
pub(super) struct Taking<'a> {
    pub(super) case: &'a mut Case,
    pub(super) intake: &'a Intake,
    pub(super) desk: &'a Desk<'a>,
    pub(super) known: Known,
    pub(super) taken: Vec<Taken>,
    pub(super) heard: HashMap<Id, Heard>,
}

/// How many files there are at a path, as [`Taking::path`] goes through them.
pub(super) fn files_in(path: &Path) -> u64 {
    let inside = match std::fs::read_dir(path) {
        Ok(entries) if !path.join(CASE_FILE).exists() => entries,
        // A file, or what is rejected as a whole.
        _ => return 1,
    };
    let paths = inside.flatten().map(|entry| entry.path()).filter(|path| !path.is_symlink());
    paths.map(|path| files_in(&path)).sum()
}

impl Taking<'_> {
    /// One path that the user gave: a file, or a folder with everything in it.
    pub(super) fn path(&mut self, path: &Path) -> Result<(), Error> {
        let shown = path.display().to_string();
        let meta = match std::fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) => return self.reject(shown, words::io_word(&error)),
        };
        let inside = path.canonicalize().ok().zip(self.case.folder().canonicalize().ok());
        if inside.is_some_and(|(path, case)| path.starts_with(case)) {
            return self.reject(shown, "case-folder");
        }
        if meta.is_dir() {
            return self.folder(path);
        }
        if !meta.is_file() {
            return self.reject(shown, "not-a-file");
        }
        if !self.desk.go_on(Report::File { path: shown.clone(), size: meta.len() }) {
            return Err(Error::Stopped);
        }
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return self.reject(shown, words::io_word(&error)),
        };
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        self.keep_and_read(&mut file, name, shown, None, 0)
    }

    /// Everything in a folder, in the order of names; links are not followed, other cases are left alone.
    fn folder(&mut self, folder: &Path) -> Result<(), Error> {
        let shown = folder.display().to_string();
        if folder.join(CASE_FILE).exists() {
            return self.reject(shown, "case-folder");
        }
        let mut inside: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            Err(error) => return self.reject(shown, words::io_word(&error)),
        };
        inside.sort();
        for path in inside {
            if path.is_symlink() {
                // A folder from somebody else may hold links to anything on this computer.
                self.reject(path.display().to_string(), "link")?;
            } else {
                self.path(&path)?;
            }
        }
        Ok(())
    }

    fn reject(&mut self, path: String, why: impl Into<String>) -> Result<(), Error> {
        let rejected = Some(why.into());
        self.taken.push(Taken { path, status: FileStatus::Rejected, artifact: None, rejected });
        self.told(self.taken.len() - 1);
        Ok(())
    }

    /// Says what became of a file.
    fn told(&self, slot: usize) {
        let Taken { path, status, .. } = &self.taken[slot];
        (self.desk.report)(Report::Done { path: path.clone(), status: *status });
    }

    /// An archive that is in the case, once more: with the password that it waits for.
    pub(super) fn again(&mut self, id: Id) -> Result<(), Error> {
        let artifact = self.artifact(id)?;
        let slot = self.begin_again(&artifact)?;
        if !self.known.is_read(self.case, &artifact)? {
            let read = self.read(&artifact, 0);
            self.taken[slot].status = *read.as_ref().unwrap_or(&FileStatus::Locked);
            read?;
        }
        self.told(slot);
        Ok(())
    }

    /// A picture that is in the case, once more: with what is known of it now.
    pub(super) fn anew(&mut self, id: Id) -> Result<(), Error> {
        let artifact = self.artifact(id)?;
        let slot = self.begin_again(&artifact)?;
        self.taken[slot].status = self.read(&artifact, 0)?;
        self.told(slot);
        Ok(())
    }

    fn artifact(&self, id: Id) -> Result<Artifact, Error> {
        let known = self.case.vault.artifacts()?.into_iter().find(|artifact| artifact.id == id);
        known.ok_or_else(|| Error::UnknownId { what: "artifact", id: id.to_string() })
    }

    /// Says that an artifact of the case is taken up again; gives its slot.
    fn begin_again(&mut self, artifact: &Artifact) -> Result<usize, Error> {
        let path = artifact.path.clone();
        if !self.desk.go_on(Report::File { path: path.clone(), size: artifact.size }) {
            return Err(Error::Stopped);
        }
        let id = Some(artifact.id);
        self.taken.push(Taken { path, status: FileStatus::Duplicate, artifact: id, rejected: None });
        Ok(self.taken.len() - 1)
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
        let was_read = kept.was_there && self.known.is_read(self.case, &artifact)?;
        let said = kept.was_there && self.captured_again(&artifact)?;
        if !was_read {
            let read = self.read(&artifact, depth);
            self.taken[slot].status = *read.as_ref().unwrap_or(&FileStatus::Added);
            read?;
        } else if said {
            self.read(&artifact, depth)?;
        } else if self.intake.captured_at.is_some() {
            self.captured_inside(artifact.id, depth)?;
        }
        self.told(slot);
        Ok(())
    }

    /// What is said now of when a picture of the case was captured counts, as if it had been said of it there. Whether that
    /// is something else than before.
    fn captured_again(&mut self, artifact: &Artifact) -> Result<bool, Error> {
        let Some(at) = &self.intake.captured_at else { return Ok(false) };
        let at = at.trim().to_owned();
        if !self.known.is_picture(artifact.id)
            || self.known.said_of(artifact).map(str::trim) == Some(at.as_str())
        {
            return Ok(false);
        }
        let decision = Decision::Captured { artifact: artifact.id, at };
        self.case.vault.decide(&decision, self.desk.stamp())?;
        self.known.captured(&decision);
        Ok(true)
    }

    /// The same of the pictures in an archive that is in the case and read.
    fn captured_inside(&mut self, archive: Id, depth: u32) -> Result<(), Error> {
        let inside = self.case.vault.artifacts()?.into_iter().filter(|inner| inner.parent == Some(archive));
        for inner in inside.collect::<Vec<_>>() {
            if self.captured_again(&inner)? {
                self.read(&inner, depth + 1)?;
            } else {
                self.captured_inside(inner.id, depth + 1)?;
            }
        }
        Ok(())
    }

    /// A file that could not be kept is rejected, and the others go on; a full disk or a read-only case may come back for
    /// each of them, which is then said of each.
    fn could_not_keep(&mut self, path: String, error: juzheng_vault::Error) -> Result<(), Error> {
        let (message, _) = words::error(&Error::Vault(error), words::Lang::Zh);
        self.reject(path, message)
    }

    fn read(&mut self, artifact: &Artifact, depth: u32) -> Result<FileStatus, Error> {
        // From here on a stop waits: a kept file is read to its end, so that nothing is left half done. But for pictures.
        (self.desk.report)(Report::Reading);
        let mut original = self.case.vault.original(&artifact.fingerprints.sha256)?;
        let failed = |source| Error::Reading { path: artifact.path.clone(), source };
        match recognise(&mut original, artifact.size).map_err(failed)? {
            Recognised::Archive => self.unpack(artifact, original, depth),
            Recognised::Records(reader) if reader.is_of_pictures() => {
                self.picture(artifact, reader, original)
            }
            Recognised::Records(reader) => {
                let known = self.known.circumstances(artifact);
                let read = move |sink: &mut dyn Sink| reader.read(&mut original, &known, None, sink);
                self.record(artifact, reader.name, read).map_err(|e| e.told(artifact))?;
                Ok(FileStatus::Added)
            }
            Recognised::Unknown(facts) => {
                self.record(artifact, UNKNOWN_READER, |sink| unknown(facts, sink))
                    .map_err(|e| e.told(artifact))?;
                Ok(FileStatus::Added)
            }
        }
    }

    pub(super) fn record(
        &mut self,
        artifact: &Artifact,
        reader: &str,
        read: impl FnOnce(&mut dyn Sink) -> Result<(), juzheng_intake::Error> + Send,
    ) -> Result<(), RecordError<juzheng_intake::Error>> {
        let mut heard = Heard::default();
        let noted = &mut heard;
        let watched = move |sink: &mut dyn Sink| {
            let mut watched = Listening { sink, heard: Heard::default() };
            read(&mut watched)?;
            *noted = watched.heard;
            Ok(())
        };
        self.known.note(self.case.vault.record(artifact, reader, self.desk.stamp(), watched)?);
        self.heard.insert(artifact.id, heard);
        Ok(())
    }

    /// Takes the entries of an archive in, each as an artifact of its own; then records what was found about the archive.
    fn unpack(
        &mut self,
        artifact: &Artifact,
        mut original: Original,
        depth: u32,
    ) -> Result<FileStatus, Error> {
        let mut findings = Vec::new();
        let mut stopped = None;
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
                    match self.entry(artifact, &mut archive, entry, depth) {
                        Ok(found) => findings.extend(found),
                        Err(error) if is_stop(&error) => {
                            findings.push(Finding::of_file(Code::NotRead, [""; 0]));
                            stopped = Some(error);
                            break;
                        }
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        findings.dedup();
        let locked = findings.iter().any(|finding| finding.code == Code::PasswordNeeded);
        let recorded = self.record(artifact, ARCHIVE_READER, |sink| {
            let facts = Facts::plain(ArtifactKind::Archive, "application/zip");
            let refused = |source| juzheng_intake::Error::Sink { source };
            sink.facts(facts).map_err(refused)?;
            findings.into_iter().try_for_each(|finding| sink.finding(finding).map_err(refused))
        });
        recorded.map_err(|error| error.told(artifact))?;
        match stopped {
            Some(error) => Err(error),
            None if locked => Ok(FileStatus::Locked),
            None => Ok(FileStatus::Added),
        }
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
        let folder = self.case.folder().to_owned();
        let spool = |source| Error::Unwritable { path: folder.clone(), source };
        let mut unpacked = self.case.vault.spool()?;
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
                let mut unpacked = unpacked.read().map_err(spool)?;
                let name = entry.file_name().to_owned();
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
                        let (why, _) = words::finding(finding.code, &finding.args, words::Lang::Zh);
                        self.reject(path, why)?;
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
        self.reject(path, why)
    }
}
