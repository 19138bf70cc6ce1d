//! The case folder: originals, database and custody chain; the only room that knows SQLite.
//!
//! What comes in is stored unchanged and fingerprinted before anyone looks inside ([`Vault::keep`]); what a reader finds
//! goes in as one piece or not at all ([`Vault::record`]); everything that is done to the case is an entry of a chain in
//! which each carries the digest of the one before ([`Vault::custody`]); [`Vault::verify`] checks all of it again.

mod column;
mod database;
mod decide;
mod derived;
mod encrypt;
mod encrypted;
mod error;
mod fingerprint;
mod folder;
mod keep;
mod key;
mod lock;
mod originals;
mod place;
mod record;
mod records;
mod schema;
mod screen;
mod seal;
mod table;
mod tally;
mod vault;
mod verify;

use juzheng_model::canonical;

pub use derived::DerivedFolder;
pub use encrypted::{Original, Spool};
pub use error::{Error, RecordError};
pub use fingerprint::of_stream as fingerprint;
pub use keep::{Incoming, Kept};
pub use key::{SHORTEST_PASSPHRASE, check as check_passphrase};
pub use originals::OriginalsFolder;
pub use place::{CasePlace, is_encrypted};
pub use table::{
    custody::{CustodyBreak, CustodyEntry},
    head::CaseHead,
    message::{MessageHead, StoredMessage},
    reading::{Counts, Reading},
    seal::{Seal, Timestamp},
    settings::Settings,
    transfer::StoredTransfer,
};
pub use tally::DigestSink;
pub use vault::{Access, Action, Moment, Stamp, Vault};
pub use verify::{Checked, Problem};
