//! The nouns of a money dispute over WeChat, and the three ports that let the rooms stream them.
//!
//! Nothing here opens a file, asks a clock or knows another room. What two rooms share is a noun of this crate.

pub mod artifact;
pub mod canon;
pub mod canonical;
pub mod decision;
pub mod digest;
pub mod finding;
pub mod id;
pub mod link;
pub mod message;
pub mod money;
pub mod party;
pub mod place;
pub mod port;
pub mod screen;
pub mod snapshot;
pub mod time;
pub mod transfer;

pub use artifact::{Artifact, ArtifactKind, Facts};
pub use digest::{Digest, Fingerprints};
pub use finding::{Code, Finding, Severity};
pub use id::Id;
pub use message::{Card, Conversation, ConversationIx, Message, MessageKind, Side, Speaker, SpeakerIx};
pub use money::Fen;
pub use party::{Party, PartyRole, Roster};
pub use place::{Origin, Place};
pub use port::{Originals, Recognise, Sink};
pub use screen::{CaptureSource, Device, Screen, ScreenKind, Seen, Unsure};
pub use time::{Basis, Moment, Offset, Span, Zone};
pub use transfer::{Direction, Status, Transfer, TransferKind};
