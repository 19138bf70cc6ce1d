//! Files as they came, and what a reader says of a file as a whole.

use crate::{canon::Canon, digest::Fingerprints, id::Id, screen::Screen};
use serde::{Deserialize, Serialize};

/// What an artifact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are the documentation
pub enum ArtifactKind {
    Bill,
    Chat,
    ChatScreenshot,
    BillScreenshot,
    Voucher,
    Document,
    Image,
    Audio,
    Video,
    Archive,
    Receipt,
    Other,
}

impl ArtifactKind {
    /// Every kind with the word under which it is stored and exported.
    pub const ALL: [(ArtifactKind, &'static str); 12] = [
        (ArtifactKind::Bill, "bill"),
        (ArtifactKind::Chat, "chat"),
        (ArtifactKind::ChatScreenshot, "chat-screenshot"),
        (ArtifactKind::BillScreenshot, "bill-screenshot"),
        (ArtifactKind::Voucher, "voucher"),
        (ArtifactKind::Document, "document"),
        (ArtifactKind::Image, "image"),
        (ArtifactKind::Audio, "audio"),
        (ArtifactKind::Video, "video"),
        (ArtifactKind::Archive, "archive"),
        (ArtifactKind::Receipt, "receipt"),
        (ArtifactKind::Other, "other"),
    ];

    /// The word under which it is stored and exported.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, word)| word)
    }

    /// The kind of a stored word.
    pub fn from_word(word: &str) -> Option<ArtifactKind> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(kind, _)| *kind)
    }
}

/// One file of a case, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The head of its SHA-256.
    pub id: Id,
    /// Its file name.
    pub name: String,
    /// The path under which it was added; of an entry of an archive `a.zip!/b.csv`.
    pub path: String,
    /// The archive it came out of.
    pub parent: Option<Id>,
    /// Bytes.
    pub size: u64,
    /// Its fingerprints.
    pub fingerprints: Fingerprints,
    /// When it was added, Unix seconds.
    pub added_at: i64,
    /// When it was captured, where the user said so (RFC 3339 as given).
    pub captured_at: Option<String>,
}

/// What a reader says of a file as a whole. Stored with the reading and covered by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What the file is.
    pub kind: ArtifactKind,
    /// `text/csv`, `application/zip`, …
    pub media_type: String,
    /// Which program's layout: `wechat-bill`, `lc044-v3`, `pywxdump`, …; messages of two files fold only within one.
    pub layout: String,
    /// The owner that the file names (微信昵称 of a bill).
    pub owner: Option<String>,
    /// What the file says of itself and a reader of the dossier must know, verbatim: the notes of a bill.
    pub notes: Vec<String>,
    /// The period that the file says it covers, verbatim, as (from, to).
    pub period: Option<(String, String)>,
    /// What a picture of a screen shows; `None` of any other file.
    pub screen: Option<Screen>,
}

impl Facts {
    /// A file of which nothing more than its kind is known.
    pub fn plain(kind: ArtifactKind, media_type: &str) -> Facts {
        Facts {
            kind,
            media_type: media_type.to_owned(),
            layout: String::new(),
            owner: None,
            notes: Vec::new(),
            period: None,
            screen: None,
        }
    }

    /// Appends the canonical bytes.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.str(self.kind.word()).str(&self.media_type).str(&self.layout).opt_str(self.owner.as_deref());
        out.strs(&self.notes);
        let (from, to) = self.period.as_ref().map_or((None, None), |(from, to)| (Some(from), Some(to)));
        out.opt_str(from.map(String::as_str)).opt_str(to.map(String::as_str));
        if let Some(screen) = &self.screen {
            screen.canon(out);
        }
    }
}
