//! What is in a package and what is not: `data/package.json`.

use crate::{
    error::Error,
    manifest::{CustodyPin, spelled},
};
use juzheng_model::{Digest, Id};
use serde::{Deserialize, Serialize};

/// The format's name. Released: never changed.
pub(crate) const FORMAT: &str = "juzheng-package/1";

/// For whom a package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The court: everything in the case, and the records of its parties.
    Court,
    /// The other side: only what the dossier cites, and of files with strangers in them only what is of the parties.
    OtherSide,
    /// The user's own archive: everything, strangers' records too.
    Archive,
}

impl Audience {
    /// The word under which it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Audience::Court => "court",
            Audience::OtherSide => "other-side",
            Audience::Archive => "archive",
        }
    }
}

/// What is in a package and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// `juzheng-package/1`
    pub format: String,
    /// For whom it is.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// Which case.
    pub case: Id,
    /// The root of its manifest.
    pub root: Digest,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// Program and version.
    pub program: String,
    /// The last entry of the custody chain that goes along.
    pub custody: CustodyPin,
    /// Whether the chain goes along with what was done; else only its digests do.
    pub custody_whole: bool,
    /// Which volume it is, of how many.
    pub volume: Volume,
    /// Every artifact of the case, in the order of the manifest.
    pub items: Vec<Item>,
}

/// Which volume, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// From 1.
    pub number: u32,
    /// At least 1.
    pub of: u32,
}

/// What became of an artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its file name as it came.
    pub name: String,
    /// Whether it goes along.
    pub state: State,
    /// Where it lies in the package, or what goes along in its stead; `None` where nothing does.
    pub path: Option<String>,
    /// The volume in which it lies.
    pub volume: u32,
    /// Why it does not go along.
    pub reason: Option<String>,
}

/// Whether an artifact goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its bytes as they came.
    Original,
    /// What the parties' records in it say, or a picture with boxes; its bytes are withheld.
    Derivative,
    /// Only its name and digests.
    Withheld,
}

impl Contents {
    /// Its bytes: canonical.
    pub fn bytes(&self) -> Vec<u8> {
        spelled(self).into_bytes()
    }

    /// Reads it; only in its canonical spelling.
    ///
    /// # Errors
    /// [`Error::Manifest`]
    pub fn parse(bytes: &[u8]) -> Result<Contents, Error> {
        let wrong = |what: String| Error::Manifest { what };
        let contents: Contents = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
        match contents.format == FORMAT && contents.bytes() == bytes {
            true => Ok(contents),
            false => Err(wrong("an unknown format or spelling".to_owned())),
        }
    }

    /// A list of contents without its items, for filling.
    pub fn of(audience: Audience, case: Id, root: Digest, custody: CustodyPin) -> Contents {
        Contents {
            format: FORMAT.to_owned(),
            audience,
            case,
            root,
            made_at: String::new(),
            program: String::new(),
            custody,
            custody_whole: true,
            volume: Volume { number: 1, of: 1 },
            items: Vec::new(),
        }
    }
}
