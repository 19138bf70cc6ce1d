//! What opens an encrypted case: secrets that lie in `case.key`, behind a passphrase.
//!
//! The file is one line of JSON, twice, so that one damaged byte does not lock a case for ever. A line holds the
//! parameters and the salt of Argon2id (RFC 9106), and the secrets under ChaCha20-Poly1305 with the key that Argon2id
//! makes of the passphrase; its nonce is zero, since every salt is new and so every key is used once. The secrets are 32
//! random bytes, of which the keys of the database and of the names derive, and an X25519 identity of the age format.

use crate::{
    encrypted::{Encrypting, Original},
    error::{Error, of_io, of_write},
    folder::make_file,
};
use age::{secrecy::ExposeSecret, x25519};
use argon2::{Algorithm, Argon2, Params, Version};
use juzheng_model::Digest;
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey},
    hmac,
    rand::{SecureRandom, SystemRandom},
};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Read, Write},
    path::Path,
    sync::Arc,
};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// The name of the file in the case folder.
pub(crate) const NAME: &str = "case.key";

/// Fewest characters of a passphrase (NIST SP 800-63B, 5.1.1.2).
pub const SHORTEST_PASSPHRASE: usize = 8;

/// Bytes of the file that are read: it has under a thousand.
const MOST: u64 = 16 << 10;
/// Argon2id: KiB of memory, passes, lanes. Four times the memory of the second choice of RFC 9106, section 4, with one lane.
const COST: Cost = Cost { memory_kib: 256 << 10, passes: 3, lanes: 1 };
/// What a file from somewhere else may ask of this computer.
const DEAREST: Cost = Cost { memory_kib: 1 << 20, passes: 16, lanes: 16 };

/// The secrets of an encrypted case that was unlocked. They are forgotten with the last clone.
#[derive(Clone)]
pub(crate) struct CaseKey(Arc<Secrets>);

struct Secrets {
    root: Zeroizing<[u8; 32]>,
    files: x25519::Identity,
}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseKey")
    }
}

impl CaseKey {
    /// New secrets, of the system's random source.
    pub(crate) fn make() -> io::Result<CaseKey> {
        let mut root = Zeroizing::new([0; 32]);
        random(root.as_mut())?;
        Ok(CaseKey(Arc::new(Secrets { root, files: x25519::Identity::generate() })))
    }

    /// The key of the database as SQLCipher takes it: a raw key, in hex.
    pub(crate) fn database(&self) -> Zeroizing<String> {
        let key = Zeroizing::new(self.derived(b"juzheng case: database"));
        Zeroizing::new(format!("x'{}'", Digest(*key).hex()))
    }

    /// The name under which a thing lies whose true name says what it is.
    pub(crate) fn name(&self, of: &[u8]) -> String {
        let key = Zeroizing::new(self.derived(b"juzheng case: names"));
        Digest(tag(&*key, of)).hex()
    }

    /// Begins an encrypted file.
    pub(crate) fn encrypt<W: Write>(&self, to: W) -> io::Result<Encrypting<W>> {
        Encrypting::begin(to, &self.0.files.to_public())
    }

    /// Opens an encrypted file.
    pub(crate) fn open(&self, file: File) -> io::Result<Original> {
        Original::encrypted(BufReader::new(file), &self.0.files)
    }

    fn derived(&self, purpose: &[u8]) -> [u8; 32] {
        tag(&*self.0.root, purpose)
    }

    /// Writes `case.key` anew, whole or not at all.
    pub(crate) fn write(&self, folder: &Path, passphrase: &str) -> Result<(), Error> {
        let path = folder.join(NAME);
        let line = self.lock(passphrase).map_err(|e| of_write(&path, "encrypt", e))?;
        let unfinished = folder.join(UNFINISHED);
        let _ = std::fs::remove_file(&unfinished);
        let written = make_file(&unfinished).and_then(|mut file| {
            file.write_all(format!("{line}\n{line}\n").as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&unfinished, &path)
        });
        if let Err(error) = written {
            let _ = std::fs::remove_file(&unfinished);
            return Err(of_write(&path, "write", error));
        }
        // It is in force already, whether or not its name can be synced.
        let _ = crate::folder::sync_folder(folder);
        Ok(())
    }

    fn lock(&self, passphrase: &str) -> io::Result<String> {
        let mut salt = [0; 16];
        random(&mut salt)?;
        let identity = self.0.files.to_string();
        let identity = identity.expose_secret().as_bytes();
        // With room for the tag: what grows leaves copies of itself behind.
        let mut bytes = Vec::with_capacity(self.0.root.len() + identity.len() + 16);
        bytes.extend_from_slice(self.0.root.as_ref());
        bytes.extend_from_slice(identity);
        wrapping(passphrase, &salt, COST)?
            .seal_in_place_append_tag(ZERO(), Aad::empty(), &mut bytes)
            .map_err(|_| io::Error::other("the secrets could not be encrypted"))?;
        let mut line = Line { cost: COST, salt: hex(&salt), secret: hex(&bytes), ..Line::default() };
        line.sha256 = line.digest();
        Ok(serde_json::to_string(&line).expect("plain data"))
    }

    /// Opens `case.key` with a passphrase.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::KeyDamaged`] where neither line is whole.
    pub(crate) fn read(folder: &Path, passphrase: &str) -> Result<CaseKey, Error> {
        let path = folder.join(NAME);
        let damaged = || Error::KeyDamaged { path: path.clone() };
        let text = text(&path).map_err(|e| of_io(&path, "read", e))?;
        let line = text.lines().find_map(Line::whole).ok_or_else(damaged)?;
        let (salt, mut bytes) =
            (unhex(&line.salt).ok_or_else(damaged)?, unhex(&line.secret).ok_or_else(damaged)?);
        let key = wrapping(passphrase, &salt, line.cost).map_err(|e| of_io(&path, "open", e))?;
        let Ok(secret) = key.open_in_place(ZERO(), Aad::empty(), &mut bytes) else {
            return Err(Error::WrongPassphrase { path: folder.to_owned() });
        };
        let secrets = secret.split_first_chunk().and_then(|(root, identity)| {
            let files = std::str::from_utf8(identity).ok()?.parse().ok()?;
            Some(Secrets { root: Zeroizing::new(*root), files })
        });
        bytes.zeroize();
        Ok(CaseKey(Arc::new(secrets.ok_or_else(damaged)?)))
    }
}

/// What stands in the file, as far as it is looked at.
fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The name of the file while it is being written.
pub(crate) const UNFINISHED: &str = "case.key.new";

/// Whether both lines of `case.key` are whole.
pub(crate) fn is_whole(folder: &Path) -> bool {
    let text = text(&folder.join(NAME)).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines.len() == 2 && lines[0] == lines[1] && Line::whole(lines[0]).is_some()
}

/// Whether a passphrase is one that can be set: long enough, and without blanks at its ends, which nobody sees and which a
/// file may have that was written by another program.
///
/// # Errors
/// [`Error::ShortPassphrase`], [`Error::BlankPassphrase`].
pub fn check(passphrase: &str) -> Result<(), Error> {
    if passphrase.nfc().count() < SHORTEST_PASSPHRASE {
        return Err(Error::ShortPassphrase { least: SHORTEST_PASSPHRASE });
    }
    if passphrase.trim() != passphrase || passphrase.contains(char::is_control) {
        return Err(Error::BlankPassphrase);
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    format: String,
    kdf: String,
    #[serde(flatten)]
    cost: Cost,
    salt: String,
    cipher: String,
    secret: String,
    /// Over everything before it: a damaged line is told from a wrong passphrase.
    sha256: String,
}

impl Default for Line {
    fn default() -> Line {
        Line {
            format: "juzheng-case-key-1".to_owned(),
            kdf: "argon2id-v19".to_owned(),
            cost: COST,
            salt: String::new(),
            cipher: "chacha20-poly1305".to_owned(),
            secret: String::new(),
            sha256: String::new(),
        }
    }
}

impl Line {
    fn digest(&self) -> String {
        let Line { format, kdf, cost: Cost { memory_kib, passes, lanes }, salt, cipher, secret, .. } = self;
        let parts = format!("{format}\n{kdf}\n{memory_kib}\n{passes}\n{lanes}\n{salt}\n{cipher}\n{secret}");
        Digest::sha256(parts.as_bytes()).hex()
    }

    fn whole(text: &str) -> Option<Line> {
        let line: Line = serde_json::from_str(text).ok()?;
        let Cost { memory_kib, passes, lanes } = line.cost;
        let bearable = memory_kib <= DEAREST.memory_kib && passes <= DEAREST.passes && lanes <= DEAREST.lanes;
        let known = Line::default();
        let ours = line.format == known.format && line.kdf == known.kdf && line.cipher == known.cipher;
        (bearable && ours && line.sha256 == line.digest()).then_some(line)
    }
}

/// The key under which the secrets lie. The passphrase counts as NFC: keyboards differ in how they write one letter.
fn wrapping(passphrase: &str, salt: &[u8], cost: Cost) -> io::Result<LessSafeKey> {
    let refused = |_| io::Error::new(io::ErrorKind::InvalidData, "no parameters of Argon2id");
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(refused)?;
    let passphrase = Zeroizing::new(passphrase.nfc().collect::<String>());
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(refused)?;
    let key = UnboundKey::new(&CHACHA20_POLY1305, key.as_ref()).expect("32 bytes are a key");
    Ok(LessSafeKey::new(key))
}

/// The one nonce: every key is used once.
const ZERO: fn() -> Nonce = || Nonce::assume_unique_for_key([0; 12]);

fn tag(key: &[u8], of: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), of);
    tag.as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
}

fn random(bytes: &mut [u8]) -> io::Result<()> {
    SystemRandom::new().fill(bytes).map_err(|_| io::Error::other("no random bytes from the system"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, CaseKey) {
        let temp = tempfile::tempdir().expect("a folder");
        let key = CaseKey::make().expect("random");
        key.write(temp.path(), "正确的口令 一二三").expect("written");
        (temp, key)
    }

    #[test]
    fn the_right_passphrase_opens_it_and_no_other() {
        let (temp, key) = folder();
        let opened = CaseKey::read(temp.path(), "正确的口令 一二三").expect("opened");
        assert_eq!(opened.database(), key.database());
        assert_eq!(opened.name(b"a"), key.name(b"a"));
        for wrong in ["", "正确的口令 一二", "正确的口令 一二三 "] {
            let refused = CaseKey::read(temp.path(), wrong).map(|_| ());
            assert!(matches!(refused, Err(Error::WrongPassphrase { .. })), "{wrong}: {refused:?}");
        }
        key.write(temp.path(), "另一个口令而已吧").expect("written anew");
        assert!(CaseKey::read(temp.path(), "正确的口令 一二三").is_err());
        let again = CaseKey::read(temp.path(), "另一个口令而已吧").expect("opened");
        assert_eq!(again.database(), key.database());
    }

    #[test]
    fn a_letter_is_the_same_however_the_keyboard_writes_it() {
        let (temp, key) = folder();
        key.write(temp.path(), "cafe\u{301} 12345").expect("written");
        CaseKey::read(temp.path(), "caf\u{e9} 12345").expect("opened");
    }

    #[test]
    fn a_damaged_byte_is_told_and_locks_nobody_out() {
        let (temp, _) = folder();
        let path = temp.path().join(NAME);
        let good = std::fs::read(&path).expect("there");
        assert!(is_whole(temp.path()));
        for place in [5, 60, 200, good.len() / 2 - 3, good.len() / 2 + 9, good.len() - 4] {
            let mut bad = good.clone();
            bad[place] ^= 0x81;
            std::fs::write(&path, &bad).expect("written");
            assert!(!is_whole(temp.path()), "{place}");
            CaseKey::read(temp.path(), "正确的口令 一二三").expect("the other line opens it");
        }
        std::fs::write(&path, &good[..good.len() / 3]).expect("written");
        let damaged = CaseKey::read(temp.path(), "正确的口令 一二三").map(|_| ());
        assert!(matches!(damaged, Err(Error::KeyDamaged { .. })), "{damaged:?}");
    }

    #[test]
    fn a_foreign_file_cannot_ask_for_all_memory() {
        let mut line = Line { cost: Cost { memory_kib: u32::MAX, ..COST }, ..Line::default() };
        line.sha256 = line.digest();
        assert!(Line::whole(&serde_json::to_string(&line).expect("plain")).is_none());
    }
}
