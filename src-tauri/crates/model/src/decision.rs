//! What the user decided: stored beside the readings, never over them.

use crate::id::Id;
use serde::{Deserialize, Serialize};

/// One decision of the user, as it stands in the custody chain and in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// The link of this transfer, with this message, is right.
    Confirm {
        /// The transfer.
        transfer: Id,
        /// The message that was linked when the user confirmed.
        message: Option<Id>,
    },
    /// The link of this transfer with this message is wrong.
    Reject {
        /// The transfer.
        transfer: Id,
        /// The message that was linked when the user rejected.
        message: Option<Id>,
    },
    /// This message belongs to this transfer.
    Relink {
        /// The transfer.
        transfer: Id,
        /// The message.
        message: Id,
    },
    /// A field of a record is read wrong; `None` takes the value away.
    Correct {
        /// The message or transfer.
        record: Id,
        /// The field, by its name in the JSON.
        field: String,
        /// What it should be.
        value: Option<String>,
    },
    /// What the user notes on the link of a transfer (the cause of a gap); empty takes the note away.
    Note {
        /// The transfer.
        transfer: Id,
        /// The note.
        text: String,
    },
    /// A person compared what was read from this picture with the picture: with the corrections so far, it is right.
    CheckPicture {
        /// The picture.
        artifact: Id,
    },
    /// When this picture was captured, as the user knows it: RFC 3339, or the wall clock in the case's offset.
    Captured {
        /// The picture.
        artifact: Id,
        /// The time.
        at: String,
    },
    /// A part of this picture is not shown in what is made for others; the original stays as it is.
    Redact {
        /// The picture.
        artifact: Id,
        /// The box: x, y, width, height in pixels of the picture turned upright.
        bounds: [u32; 4],
    },
    /// What this receipt (a certificate, a notarial deed) claims, as the user reads it there.
    Claims {
        /// The receipt.
        artifact: Id,
        /// The digest: SHA-256 or SM3 in 64 hex digits.
        digest: String,
        /// The file that it is for, where the receipt says so.
        of: Option<Id>,
    },
    /// A box that was hidden on this picture is shown again.
    Uncover {
        /// The picture.
        artifact: Id,
        /// The box, as it was hidden.
        bounds: [u32; 4],
    },
}
