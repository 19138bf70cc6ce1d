//! Files of an encrypted case, in the age format (age-encryption.org/v1): chunks of 64 KiB under ChaCha20-Poly1305, so
//! that they are written as a stream, read from any place, and a changed, moved or missing chunk is an error.

use crate::key::CaseKey;
use age::{
    Decryptor, Encryptor,
    stream::{StreamReader, StreamWriter},
    x25519,
};
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    iter,
    path::Path,
};

/// An original, open for reading; of an encrypted case, decrypted as it is read.
pub struct Original(Inner);

enum Inner {
    Plain(File),
    Encrypted(Box<StreamReader<BufReader<File>>>),
}

impl Original {
    pub(crate) fn plain(file: File) -> Original {
        Original(Inner::Plain(file))
    }

    pub(crate) fn encrypted(file: BufReader<File>, key: &x25519::Identity) -> io::Result<Original> {
        let damaged = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        let opened = Decryptor::new_buffered(file).and_then(|age| age.decrypt(iter::once(key as _)));
        Ok(Original(Inner::Encrypted(Box::new(opened.map_err(damaged)?))))
    }

    /// Its size in bytes; the place of reading stays.
    ///
    /// # Errors
    /// It cannot be read to its end.
    pub fn size(&mut self) -> io::Result<u64> {
        match &mut self.0 {
            Inner::Plain(file) => Ok(file.metadata()?.len()),
            Inner::Encrypted(file) => {
                let place = file.stream_position()?;
                let size = file.seek(SeekFrom::End(0))?;
                file.seek(SeekFrom::Start(place))?;
                Ok(size)
            }
        }
    }
}

impl std::fmt::Debug for Original {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self.0, Inner::Plain(_)) { "Original" } else { "Original (encrypted)" })
    }
}

impl Read for Original {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::Plain(file) => file.read(to),
            Inner::Encrypted(file) => file.read(to),
        }
    }
}

impl Seek for Original {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            Inner::Plain(file) => file.seek(to),
            Inner::Encrypted(file) => file.seek(to),
        }
    }
}

/// A file that is being encrypted; without [`Encrypting::finish`] it does not read again.
pub(crate) struct Encrypting<W: Write>(StreamWriter<W>);

impl<W: Write> Encrypting<W> {
    pub(crate) fn begin(to: W, key: &x25519::Recipient) -> io::Result<Encrypting<W>> {
        let age = Encryptor::with_recipients(iter::once(key as _)).map_err(io::Error::other)?;
        Ok(Encrypting(age.wrap_output(to)?))
    }

    pub(crate) fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Encrypting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Hands what is written to a function.
pub(crate) struct HandOn<'a>(pub(crate) &'a mut dyn FnMut(&[u8]) -> io::Result<()>);

impl Write for HandOn<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.0)(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file without a name in the case folder, for bytes on their way into the case; of an encrypted case encrypted as well.
pub struct Spool(Spooling);

enum Spooling {
    Plain(File),
    Encrypted(Encrypting<File>, CaseKey),
}

impl Spool {
    pub(crate) fn begin(folder: &Path, key: Option<&CaseKey>) -> io::Result<Spool> {
        let file = tempfile::tempfile_in(folder)?;
        Ok(Spool(match key {
            None => Spooling::Plain(file),
            Some(key) => Spooling::Encrypted(key.encrypt(file)?, key.clone()),
        }))
    }

    /// What was written, from its beginning.
    ///
    /// # Errors
    /// It could not be written to its end.
    pub fn read(self) -> io::Result<Original> {
        match self.0 {
            Spooling::Plain(mut file) => {
                file.rewind()?;
                Ok(Original::plain(file))
            }
            Spooling::Encrypted(file, key) => {
                let mut file = file.finish()?;
                file.rewind()?;
                key.open(file)
            }
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Spooling::Plain(file) => file.write(bytes),
            Spooling::Encrypted(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Spooling::Plain(file) => file.flush(),
            Spooling::Encrypted(file, _) => file.flush(),
        }
    }
}
