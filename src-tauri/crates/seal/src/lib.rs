//! Integrity that a stranger can check: the manifest of a case, its signature, trusted timestamps over it, and the
//! package (BagIt, RFC 8493) that carries originals, dossier and records together with all of these.
//!
//! Nothing here proves who wrote a message or that it is true. A manifest says which bytes a case consists of; its root
//! is one number for all of them; a signature says that one key saw it; a timestamp says that it existed before a moment
//! which somebody else's clock gave.

mod error;
mod key;
mod manifest;
mod merkle;
mod name;
mod package;
mod stamp;

pub use error::Error;
pub use key::{Signature, SigningKey, VerifyingKey};
pub use manifest::{ArtifactLine, CustodyPin, FORMAT, Manifest, Proof};
pub use name::safe as safe_name;
pub use package::{
    Audience, Check, CheckedItem, CheckedStamp, Contents, CustodyLine, Info, Item, Packed, Packer, Problem,
    Standing, State, Volume, check, custody_line, is_encrypted, is_package,
};
pub use stamp::{Query, Reply, Roots, Stamped, Token, fetch};
