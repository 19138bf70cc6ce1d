//! One file alone: its fingerprints, its records in the order of the file, its findings; of an archive, its entries.

use super::{
    lines::{LineShape, Listened},
    sink::{Collected, Watched},
};
use crate::{
    add::{ARCHIVE_READER, DEEPEST, UNKNOWN_READER, unknown},
    book::Rooms,
    desk::{Desk, Report},
    error::Error,
    shape::{ArtifactShape, FindingShape, MachineShape, MessageShape, TransferShape},
    sight::{CapturedLater, Sight, captured_by},
};
use juzheng_intake::{
    Eye, Recognised,
    archive::{Archive, Entry, EntryOutcome, Limits, Opened},
    recognise,
};
use juzheng_model::{
    Artifact, ArtifactKind, Code, Facts, Finding, Id, Message, Offset, Origin, Party, PartyRole, Place,
    Roster, port::Bytes,
};
use serde::Serialize;
use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;

/// What reading one file gave.
#[derive(Debug, Clone, Serialize)]
pub struct FileRead {
    /// The file.
    pub artifact: ArtifactShape,
    /// Of an archive, what each entry gave; `null` of any other file.
    pub entries: Option<Vec<FileRead>>,
    /// Of a picture that was looked at, every line of text on it, whether a record was made of it or not.
    pub lines: Option<Vec<LineShape>>,
    /// Its messages, one for one.
    pub messages: Vec<MessageShape>,
    /// Its transfers, one for one.
    pub transfers: Vec<TransferShape>,
    /// What its reader found.
    pub findings: Vec<FindingShape>,
}

impl FileRead {
    /// Whether it or an entry of it waits for a password.
    pub fn is_locked(&self) -> bool {
        let here = self.findings.iter().any(|finding| finding.code == Code::PasswordNeeded.word());
        here || self.entries.iter().flatten().any(FileRead::is_locked)
    }
}

/// What the caller of [`read_file`] gives along.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// My names, by which sides and the bill's owner are told.
    pub me: Vec<String>,
    /// The password of an archive.
    pub password: Option<String>,
    /// When the file was captured.
    pub captured_at: Option<String>,
    /// Who reads text off pictures.
    pub sight: Sight,
}

/// Reads one file without a case. Nothing is folded and nothing is kept.
///
/// # Errors
/// The file cannot be read, the password does not open it, or the time of capture is none.
pub fn read_file(path: &Path, asked: &Asked, desk: &Desk<'_>) -> Result<FileRead, Error> {
    if let Some(text) = &asked.captured_at {
        captured_by(text, desk.now)?;
    }
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let party = |name: &String| Party {
        name: name.clone(),
        role: PartyRole::Me,
        aliases: Vec::new(),
        details: Vec::new(),
    };
    let roster = Roster::new(asked.me.iter().map(party).collect());
    let reading = Reading { asked, roster, desk };
    reading.file(&mut file, name, path.display().to_string(), None, 0)
}

struct Reading<'a> {
    asked: &'a Asked,
    roster: Roster,
    desk: &'a Desk<'a>,
}

impl Reading<'_> {
    fn file(
        &self,
        file: &mut File,
        name: String,
        path: String,
        parent: Option<Id>,
        depth: u32,
    ) -> Result<FileRead, Error> {
        let unreadable = |source| Error::Unreadable { path: path.clone().into(), source };
        let progress = |bytes: u64| self.desk.go_on(Report::Bytes(bytes));
        let (size, fingerprints) = juzheng_vault::fingerprint(file, &progress).map_err(unreadable)?;
        let artifact = Artifact {
            id: Id::of(&fingerprints.sha256),
            name,
            path: path.clone(),
            parent,
            size,
            fingerprints,
            added_at: self.desk.now,
            captured_at: self.asked.captured_at.clone(),
        };
        file.rewind().map_err(unreadable)?;
        let failed = |source| Error::Reading { path: path.clone(), source };
        let mut collected = Collected::default();
        let mut lines = None;
        let (reader, entries) = match recognise(file, size).map_err(failed)? {
            Recognised::Archive => {
                let entries = self.archive(&artifact, file, &mut collected, depth)?;
                (ARCHIVE_READER, Some(entries))
            }
            Recognised::Records(reader) => {
                let mut sink = Watched { sink: &mut collected, stop: self.desk.stop };
                let bytes: &mut dyn Bytes = file;
                let known = CapturedLater::default().circumstances(&artifact);
                let engine = if reader.is_of_pictures() { self.asked.sight.engine() } else { None };
                let go_on = || !self.desk.stopped();
                let listened = engine.as_deref().map(Listened::new);
                let eye = listened.as_ref().map(|engine| Eye { engine, go_on: &go_on });
                match reader.read(bytes, &known, eye, &mut sink) {
                    Err(_) if self.desk.stopped() => return Err(Error::Stopped),
                    read => read.map_err(failed)?,
                }
                lines = listened.map(Listened::lines);
                (reader.name, None)
            }
            Recognised::Unknown(facts) => {
                unknown(facts, &mut collected).map_err(failed)?;
                (UNKNOWN_READER, None)
            }
        };
        Ok(FileRead { lines, ..self.shown(&artifact, reader, collected, entries) })
    }

    fn archive(
        &self,
        artifact: &Artifact,
        file: &mut File,
        collected: &mut Collected,
        depth: u32,
    ) -> Result<Vec<FileRead>, Error> {
        collected.facts = Some(Facts::plain(ArtifactKind::Archive, "application/zip"));
        let mut read = Vec::new();
        let failed = |source| Error::Reading { path: artifact.path.clone(), source };
        match Archive::open(file).map_err(failed)? {
            Opened::Damaged(finding) => collected.findings.push(finding),
            Opened::Archive(_) if depth >= DEEPEST => {
                collected.findings.push(Finding::of_file(
                    Code::LimitReached,
                    ["archive-depth".to_owned(), DEEPEST.to_string()],
                ));
            }
            Opened::Archive(mut archive) => {
                for entry in archive.entries().to_vec() {
                    collected.findings.extend(entry.name_finding());
                    if !entry.is_dir {
                        read.extend(self.entry(
                            artifact,
                            &mut archive,
                            &entry,
                            &mut collected.findings,
                            depth,
                        )?);
                    }
                }
            }
        }
        collected.findings.dedup();
        Ok(read)
    }

    fn entry(
        &self,
        parent: &Artifact,
        archive: &mut Archive<'_>,
        entry: &Entry,
        findings: &mut Vec<Finding>,
        depth: u32,
    ) -> Result<Option<FileRead>, Error> {
        let path = format!("{}!/{}", parent.path, entry.name);
        let spool = |source| Error::Unwritable { path: std::env::temp_dir(), source };
        let mut unpacked = tempfile::tempfile().map_err(spool)?;
        let mut out = io::BufWriter::with_capacity(1 << 20, &mut unpacked);
        let outcome = archive
            .read_entry(entry.index, self.asked.password.as_deref(), &mut out, &Limits::default())
            .map_err(|source| Error::Reading { path: path.clone(), source })?;
        io::Write::flush(&mut out).map_err(spool)?;
        drop(out);
        match outcome {
            EntryOutcome::Unpacked { .. } => {
                unpacked.rewind().map_err(spool)?;
                self.file(&mut unpacked, entry.file_name().to_owned(), path, Some(parent.id), depth + 1)
                    .map(Some)
            }
            EntryOutcome::WrongPassword => Err(Error::WrongPassword { path: parent.path.clone() }),
            outcome => {
                findings.extend(outcome.finding(&entry.name));
                Ok(None)
            }
        }
    }

    fn shown(
        &self,
        artifact: &Artifact,
        reader: &str,
        collected: Collected,
        entries: Option<Vec<FileRead>>,
    ) -> FileRead {
        let facts =
            collected.facts.unwrap_or_else(|| Facts::plain(ArtifactKind::Other, "application/octet-stream"));
        let offset = Offset::CHINA;
        let counts = (collected.messages.len() as u64, collected.transfers.len() as u64);
        let origin = |place: Place| Origin { artifact: artifact.id, place, reader: reader.to_owned() };
        let whole = Place::Bytes { bytes: [0, artifact.size] };
        let mut findings: Vec<FindingShape> = collected
            .findings
            .into_iter()
            .map(|f| {
                let place = f.place.unwrap_or_else(|| whole.clone());
                FindingShape::new(f.code, f.args, Some(origin(place)), vec![artifact.id])
            })
            .collect();
        let unknown_owner = facts.owner.as_deref().filter(|owner| {
            !self.asked.me.is_empty() && facts.kind == ArtifactKind::Bill && !self.roster.is_me(owner)
        });
        if let Some(owner) = unknown_owner {
            let args = vec![owner.to_owned()];
            findings.push(FindingShape::new(
                Code::BillOwnerUnknown,
                args,
                Some(origin(whole)),
                vec![artifact.id],
            ));
        }
        let transfers = collected
            .transfers
            .iter()
            .map(|t| {
                let id = t.id(&artifact.fingerprints.sha256);
                TransferShape::new(id, t, vec![origin(t.place.clone())], offset)
            })
            .collect();
        let mut rooms = Rooms::default();
        let conversations = collected.conversations;
        rooms.take(0, &artifact.name, conversations.clone(), collected.speakers.clone(), &self.roster);
        for message in &collected.messages {
            rooms.heard(message.speaker.0 as usize, message.side);
        }
        rooms.settle(&self.roster);
        let mut seen = std::collections::HashSet::new();
        let messages = collected.messages.into_iter().map(|message| {
            let conversation =
                &conversations[collected.speakers[message.speaker.0 as usize].conversation.0 as usize];
            let mut id = message.id(&artifact.fingerprints.sha256, &facts.layout, conversation, false);
            if !seen.insert(id) {
                id = message.id(&artifact.fingerprints.sha256, &facts.layout, conversation, true);
            }
            shape(id, message, &rooms, &origin, offset)
        });
        FileRead {
            messages: messages.collect(),
            artifact: ArtifactShape::new(artifact, Some(&facts), Some(reader), counts, offset),
            entries,
            lines: None,
            transfers,
            findings,
        }
    }
}

fn shape(
    id: Id,
    message: Message,
    rooms: &Rooms,
    origin: &dyn Fn(Place) -> Origin,
    offset: Offset,
) -> MessageShape {
    let voice = &rooms.voices[message.speaker.0 as usize];
    let basis = message.basis();
    MessageShape {
        id,
        source_id: message.source_id,
        conversation: rooms.rooms[voice.room].name.clone(),
        when: message.when.map(|when| when.span(basis, offset)),
        side: rooms.side(0, message.speaker.0 as usize, message.side),
        sender: voice.name.clone(),
        kind: message.kind,
        text: message.text,
        amount_fen: message.amount,
        card: message.card,
        transfer_id: message.transfer_id,
        origins: vec![origin(message.place)],
        corrected: false,
        machine: message.seen.map(|seen| MachineShape::new(seen, false)),
    }
}
