//! The package (证据包): a BagIt 1.0 bag (RFC 8493), as a folder or a zip, that a stranger checks with `sha256sum`,
//! `openssl` and any BagIt tool.
//!
//! ```text
//! bagit.txt, bag-info.txt      what it is
//! 说明.txt                      how to check it
//! manifest-sha256.txt          the SHA-256 of every file under data/, as `sha256sum -c` reads it
//! public-key.pem               the key of the signatures
//! tagmanifest-sha256.txt       the SHA-256 of all of the above
//! package.sig                  the signature over it
//! data/package.json            what is in the package, and what is not ([`Contents`])
//! data/manifest.json, .sig     the manifest of the case and its signature
//! data/custody.jsonl           the custody chain: each line names the SHA-256 of the line before
//! data/seals/…                 earlier manifests and the timestamps over their roots
//! data/originals/…, data/records/…, the dossier
//! ```

mod bag;
mod chain;
mod check;
mod contents;
mod packer;
mod source;
mod structured;
mod target;

pub use chain::{CustodyLine, custody_line};
pub use check::{Check, CheckedItem, CheckedStamp, Problem, Standing, check, is_encrypted, is_package};
pub use contents::{Audience, Contents, Item, State, Volume};
pub use packer::{Info, Packed, Packer};

/// How much work a guess of a package's passphrase is: scrypt with 2 to the power of this, about a second.
const WORK: u8 = 18;
/// How much a package from somewhere else may ask of this computer.
const MOST_WORK: u8 = 22;

/// A passphrase as it counts: in NFC, since keyboards differ in how they write one letter.
fn secret(passphrase: &str) -> age::secrecy::SecretString {
    use unicode_normalization::UnicodeNormalization;
    passphrase.nfc().collect::<String>().into()
}
