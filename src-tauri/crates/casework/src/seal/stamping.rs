//! Getting a trusted timestamp: a query is prepared and shown, then sent, or written to a file and carried by hand.

use super::{StampShape, TrustedRoots};
use crate::{case::Case, desk::Desk, error::Error};
use juzheng_model::Digest;
use juzheng_seal::{Query, Reply, fetch};
use juzheng_vault::Seal;
use serde::Serialize;
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// Bytes of a reply at most.
const MOST: u64 = 4 << 20;

/// A query over the root of a sealed case: what would leave this computer, every byte of it.
#[derive(Debug, Clone)]
pub struct Prepared {
    seal: Seal,
    query: Query,
}

/// What came of asking for a timestamp.
#[derive(Debug, Clone, Serialize)]
pub struct Stamping {
    /// The root of the sealed case.
    pub root: Digest,
    /// The query in hex.
    pub query: String,
    /// Where the query was written, where it is to be carried by hand.
    pub query_file: Option<String>,
    /// The timestamp, where there is one.
    pub timestamp: Option<StampShape>,
}

impl Prepared {
    /// The root that would be stamped.
    pub fn root(&self) -> Digest {
        self.seal.root
    }

    /// The bytes of the query in hex.
    pub fn hex(&self) -> String {
        self.query.der().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn stamping(&self) -> Stamping {
        Stamping { root: self.root(), query: self.hex(), query_file: None, timestamp: None }
    }
}

impl Case {
    /// Seals the case as it is now and prepares a query over its root. Nothing leaves the computer.
    ///
    /// # Errors
    /// The case cannot be written, or the key cannot be had.
    pub fn prepare_query(&mut self, desk: &Desk<'_>) -> Result<Prepared, Error> {
        let seal = self.seal(desk)?;
        let mut nonce = [0; 8];
        let random = getrandom::fill(&mut nonce);
        random.map_err(|error| Error::NoRandom { source: io::Error::other(error) })?;
        let query = Query::new(seal.root, nonce)?;
        Ok(Prepared { seal, query })
    }

    /// Sends a prepared query to an authority and keeps what it answers, if that is a timestamp over the root whose
    /// signature does not fail.
    ///
    /// # Errors
    /// The authority was not reached, refused, or answered something else; then only the query is noted.
    pub fn ask(
        &mut self,
        prepared: &Prepared,
        url: &str,
        trusted: &TrustedRoots,
        desk: &Desk<'_>,
    ) -> Result<Stamping, Error> {
        let Prepared { seal, query } = prepared;
        self.vault.note_query(seal.root, query.der(), url, desk.stamp())?;
        let reply = fetch(url, query)?;
        let timestamp = self.keep_reply(seal, url, Some(query), &reply, trusted, desk)?;
        Ok(Stamping { timestamp: Some(timestamp), ..prepared.stamping() })
    }

    /// Writes a prepared query to a file (`.tsq`), to be carried to an authority by hand.
    ///
    /// # Errors
    /// Something lies there already, or the file cannot be written.
    pub fn write_query(
        &mut self,
        prepared: &Prepared,
        file: &Path,
        desk: &Desk<'_>,
    ) -> Result<Stamping, Error> {
        let failed = |source| Error::Unwritable { path: file.to_owned(), source };
        let made = fs::File::options().write(true).create_new(true).open(file);
        let mut out = made.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::Taken { path: file.to_owned() },
            _ => failed(error),
        })?;
        let written = out.write_all(prepared.query.der()).and_then(|()| out.sync_all());
        let name = file.display().to_string();
        let noted = written.map_err(failed).and_then(|()| {
            Ok(self.vault.note_query(prepared.seal.root, prepared.query.der(), &name, desk.stamp())?)
        });
        if let Err(error) = noted {
            let _ = fs::remove_file(file);
            return Err(error);
        }
        Ok(Stamping { query_file: Some(name), ..prepared.stamping() })
    }

    /// Takes in a reply (`.tsr`) or token that was carried by hand: it must be over the root of a seal of this case.
    ///
    /// # Errors
    /// It cannot be read, is no timestamp, is over something else, or its signature fails; then nothing is kept.
    pub fn take_reply(
        &mut self,
        file: &Path,
        trusted: &TrustedRoots,
        desk: &Desk<'_>,
    ) -> Result<Stamping, Error> {
        self.vault.writable()?;
        let unreadable = |source| Error::Unreadable { path: file.to_owned(), source };
        let mut bytes = Vec::new();
        let opened = fs::File::open(file).map_err(unreadable)?;
        io::Read::read_to_end(&mut io::Read::take(opened, MOST + 1), &mut bytes).map_err(unreadable)?;
        let found = Reply::parse(&bytes)?.token().imprint();
        let seals = self.vault.seals()?;
        let seal = match seals.into_iter().rev().find(|seal| Some(seal.root) == found) {
            Some(seal) => seal,
            // Stamped from the root alone, before the case was sealed: it counts while the case is what it was.
            None if Some(self.manifest()?.root()) == found => self.seal(desk)?,
            None => {
                let wanted = self.manifest()?.root();
                Reply::parse(&bytes)?.answering(&wanted, None)?;
                return Err(Error::Fault);
            }
        };
        let query = self.query_of(&seal, &bytes)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let timestamp = self.keep_reply(&seal, &name, query.as_ref(), &bytes, trusted, desk)?;
        let hex = |query: &Query| query.der().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Stamping {
            root: seal.root,
            query: query.as_ref().map(hex).unwrap_or_default(),
            query_file: None,
            timestamp: Some(timestamp),
        })
    }

    /// The query among those noted that a reply answers; `None` where it was asked by somebody else.
    fn query_of(&self, seal: &Seal, reply: &[u8]) -> Result<Option<Query>, Error> {
        let root = seal.root.hex();
        for entry in self.vault.custody()?.into_iter().rev() {
            if entry.action != "query" || entry.subjects.first() != Some(&root) {
                continue;
            }
            let query =
                entry.detail["query"].as_str().and_then(bytes).and_then(|der| Query::parse(&der).ok());
            if let Some(query) = query
                && Reply::parse(reply)?.answering(&seal.root, Some(&query)).is_ok()
            {
                return Ok(Some(query));
            }
        }
        Ok(None)
    }

    fn keep_reply(
        &mut self,
        seal: &Seal,
        from: &str,
        query: Option<&Query>,
        reply: &[u8],
        trusted: &TrustedRoots,
        desk: &Desk<'_>,
    ) -> Result<StampShape, Error> {
        let token = Reply::parse(reply)?.answering(&seal.root, query)?;
        let stamped = token.check(&seal.root, trusted.roots());
        let why = stamped.why.clone().unwrap_or_default();
        if stamped.standing == juzheng_seal::Standing::Differs {
            return Err(juzheng_seal::Error::Token { what: why }.into());
        }
        let asked = query.map(Query::der);
        self.vault.add_timestamp(seal, from, asked, reply, desk.stamp())?;
        let offset = self.vault.settings()?.offset;
        Ok(StampShape::new(from, seal.root, Ok(stamped), trusted, offset))
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..hex.len()).step_by(2).map(digit).collect()
}
