//! Writing a package: file after file through a fingerprint, then the lists, then the signature over them.

use super::{
    bag::{self, BAGIT, Listed},
    contents::{Contents, Volume},
    target::Target,
};
use crate::{error::Error, key::SigningKey};
use juzheng_model::{Digest, Id, digest::Hasher};
use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Bytes that are read at once.
const BLOCK: usize = 1 << 20;

/// A package that is being written. Dropped before it is finished, nothing of it is left.
pub struct Packer<'p> {
    target: Target,
    out: PathBuf,
    payload: Listed,
    tags: Listed,
    bytes: u64,
    progress: &'p dyn Fn(u64) -> bool,
}

/// What a bag says of itself.
#[derive(Debug, Clone)]
pub struct Info {
    /// Which case.
    pub case: Id,
    /// The root of its manifest.
    pub root: Digest,
    /// The day on which it is packed: `2026-11-29`.
    pub date: String,
    /// Program and version.
    pub program: String,
    /// Which volume, of how many.
    pub volume: Volume,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Where.
    pub path: PathBuf,
    /// Files under `data/`.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The SHA-256 of the list of everything, over which the signature is: what two people compare.
    pub seal: Digest,
}

impl<'p> Packer<'p> {
    /// Begins a package at `out`, where nothing may lie: with a passphrase a zip in the age format (what `age -d` opens with
    /// the same passphrase), else a zip where the name ends in `.zip`, else a folder. `when` is
    /// year, month, day, hour, minute and second of the files in a zip. `progress` hears the bytes so far and answers
    /// whether to go on.
    ///
    /// # Errors
    /// [`Error::InTheWay`], [`Error::Write`]
    pub fn begin(
        out: &Path,
        when: [u16; 6],
        passphrase: Option<&str>,
        progress: &'p dyn Fn(u64) -> bool,
    ) -> Result<Packer<'p>, Error> {
        Ok(Packer {
            target: Target::begin(out, when, passphrase)?,
            out: out.to_owned(),
            payload: Listed::new(),
            tags: Listed::new(),
            bytes: 0,
            progress,
        })
    }

    /// Writes a file at `path` under `data/`; gives its SHA-256.
    ///
    /// # Errors
    /// What `fill` gives, or [`Error::Write`], [`Error::Stopped`].
    pub fn file<E: From<Error>>(
        &mut self,
        path: &str,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), E>,
    ) -> Result<Digest, E> {
        let path = format!("data/{path}");
        let (digest, size) = hashed(&mut self.target, &path, fill)?;
        self.bytes += size;
        self.payload.insert(path, digest);
        match (self.progress)(self.bytes) {
            true => Ok(digest),
            false => Err(Error::Stopped.into()),
        }
    }

    /// Copies a file whose SHA-256 is known to `path` under `data/`, in constant memory.
    ///
    /// # Errors
    /// [`Error::Differs`] where it is not what it was; [`Error::Read`], [`Error::Write`], [`Error::Stopped`].
    pub fn copy(&mut self, path: &str, source: &mut dyn Read, known: &Digest) -> Result<(), Error> {
        let (before, progress) = (self.bytes, self.progress);
        let digest = self.file(path, |out| {
            let failed = |source: io::Error| Error::Write { path: path.into(), source };
            let mut block = vec![0; BLOCK];
            let mut done = before;
            loop {
                let read = match source.read(&mut block) {
                    Ok(0) => return Ok(()),
                    Ok(read) => read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(source) => return Err(Error::Read { path: path.into(), source }),
                };
                out.write_all(&block[..read]).map_err(failed)?;
                done += read as u64;
                if !progress(done) {
                    return Err(Error::Stopped);
                }
            }
        })?;
        match digest == *known {
            true => Ok(()),
            false => Err(Error::Differs { path: path.to_owned() }),
        }
    }

    /// Writes `data/package.json`.
    ///
    /// # Errors
    /// As [`Packer::file`].
    pub fn contents(&mut self, contents: &Contents) -> Result<(), Error> {
        self.bytes_at("package.json", &contents.bytes())
    }

    /// Writes bytes at `path` under `data/`.
    ///
    /// # Errors
    /// As [`Packer::file`].
    pub fn bytes_at(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let write = |out: &mut (dyn Write + Send)| {
            out.write_all(bytes).map_err(|source| Error::Write { path: path.into(), source })
        };
        self.file(path, write).map(|_| ())
    }

    /// Bytes of the payload so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes the lists, the explanation and the signature, and puts the package into its place.
    ///
    /// # Errors
    /// [`Error::InTheWay`], [`Error::Write`]
    pub fn finish(mut self, info: &Info, explanation: &str, key: &SigningKey) -> Result<Packed, Error> {
        let files = self.payload.len() as u64;
        let manifest = bag::spelled(&self.payload);
        let info = said(info, self.bytes, files);
        let public = key.verifying().to_pem()?;
        for (path, text) in [
            ("bagit.txt", BAGIT),
            ("bag-info.txt", &info),
            ("说明.txt", explanation),
            ("manifest-sha256.txt", &manifest),
            ("public-key.pem", &public),
        ] {
            self.tag(path, text.as_bytes())?;
        }
        let list = bag::spelled(&self.tags);
        self.tag("tagmanifest-sha256.txt", list.as_bytes())?;
        self.tag("package.sig", &key.sign(list.as_bytes()).0)?;
        let Packer { target, out, bytes, .. } = self;
        target.finish(&out)?;
        Ok(Packed { path: out, files, bytes, seal: Digest::sha256(list.as_bytes()) })
    }

    fn tag(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let write = |out: &mut (dyn Write + Send)| {
            out.write_all(bytes).map_err(|source| Error::Write { path: path.into(), source })
        };
        let (digest, _) = hashed(&mut self.target, path, write)?;
        self.tags.insert(path.to_owned(), digest);
        Ok(())
    }
}

/// What the bag says of itself. Nothing in it comes from the user.
fn said(info: &Info, bytes: u64, files: u64) -> String {
    let Info { case, root, date, program, volume: Volume { number, of } } = info;
    format!(
        "Bag-Software-Agent: {program}\nBagging-Date: {date}\nExternal-Identifier: {case}\n\
         Bag-Group-Identifier: {case}\nBag-Count: {number} of {of}\nPayload-Oxum: {bytes}.{files}\n\
         Juzheng-Root: {root}\n"
    )
}

fn hashed<E: From<Error>>(
    target: &mut Target,
    path: &str,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), E>,
) -> Result<(Digest, u64), E> {
    let mut told = None;
    target.file(path, |out| {
        let mut hashing = Hashing { out, hasher: Hasher::default(), size: 0 };
        fill(&mut hashing)?;
        told = Some((hashing.hasher.finish(), hashing.size));
        Ok::<(), E>(())
    })?;
    Ok(told.unwrap_or((Digest::sha256(b""), 0)))
}

/// Passes bytes on and fingerprints them on the way.
struct Hashing<'o> {
    out: &'o mut (dyn Write + Send),
    hasher: Hasher,
    size: u64,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
