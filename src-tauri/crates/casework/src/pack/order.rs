//! What package is asked for, and what came of it.

use crate::error::Error;
use chrono::NaiveDate;
use juzheng_dossier::Gaps;
use juzheng_model::Digest;
use juzheng_seal::Audience;
use serde::Serialize;
use std::path::PathBuf;

/// What package to write.
#[derive(Clone)]
pub struct PackOrder {
    /// Where; a zip where the name ends so, else a folder. Nothing may lie there. Of several volumes each gets its number
    /// behind the name.
    pub out: PathBuf,
    /// For whom.
    pub audience: Audience,
    /// The date on the dossier; today where none is given.
    pub date: Option<NaiveDate>,
    /// Whether the dossier prints gaps.
    pub gaps: Gaps,
    /// Megabytes (10⁶ bytes) of originals in a volume at most; one volume where there is no limit. A single original may
    /// be larger.
    pub volume_mb: Option<u64>,
    /// Encrypts the package: a zip in the age format, whose name ends in `.zip.age`. Whoever loses it cannot open the package.
    pub passphrase: Option<String>,
}

impl PackOrder {
    /// Where it goes: the name of an encrypted package says what it is.
    ///
    /// # Errors
    /// The name says that it is encrypted, and there is no passphrase.
    pub(super) fn place(&self) -> Result<PathBuf, Error> {
        let name = self.out.file_name().unwrap_or_default().to_string_lossy();
        let has = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
        if let Some(passphrase) = &self.passphrase {
            juzheng_vault::check_passphrase(passphrase)?;
        }
        match &self.passphrase {
            None if has(".age") => Err(Error::BadValue { field: "out".to_owned(), value: name.into_owned() }),
            Some(_) if has(".zip") => Ok(self.out.with_file_name(format!("{name}.age"))),
            Some(_) if !has(".zip.age") => Ok(self.out.with_file_name(format!("{name}.zip.age"))),
            _ => Ok(self.out.clone()),
        }
    }
}

/// The package that was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Packed {
    /// Where it was asked to go.
    pub path: String,
    /// For whom.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// The root of the manifest.
    pub root: Digest,
    /// Files in it.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub files: u64,
    /// Their bytes.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
    /// SHA-256 of its list of everything (`tagmanifest-sha256.txt`); of several volumes the first's.
    pub seal: Digest,
    /// The volumes, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<PackedVolume>>", optional))]
    pub volumes: Vec<PackedVolume>,
    /// How much of strangers it shows, and what it withholds.
    pub reveals: Reveals,
}

/// A volume.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PackedVolume {
    /// Where it lies.
    pub path: String,
    /// Files in it.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub files: u64,
    /// Their bytes.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub bytes: u64,
    /// SHA-256 of its list of everything.
    pub seal: Digest,
}

/// What a package shows of people who are no party of the case, and what it withholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reveals {
    /// Rows of bills that are of no party, in originals that go along.
    pub transfers: u32,
    /// Messages with or of people who are no party, in originals that go along.
    pub messages: u32,
    /// Originals that go along and hold such rows or messages.
    pub artifacts: u32,
    /// Pictures that go along and on which no machine has read anything, so that nobody counted.
    pub unread: u32,
    /// Originals that go along.
    pub originals: u32,
    /// Originals in whose stead something else goes along.
    pub derivatives: u32,
    /// Originals that are withheld: only their names and digests go along.
    pub withheld: u32,
}
