//! The JSON of the contract, to the letter: one struct for each shape, fields in its order.

mod artifact;
mod custody;
mod finding;
mod link;
mod machine;
mod message;
mod screen;
mod transfer;

pub use artifact::ArtifactShape;
pub use custody::CustodyShape;
pub use finding::FindingShape;
pub use link::{Glance, LinkShape};
pub use machine::MachineShape;
pub use message::MessageShape;
pub use screen::ScreenShape;
pub use transfer::TransferShape;

use serde::Serialize;

/// One item of a list.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// ARTIFACT
    Artifact(ArtifactShape),
    /// MESSAGE
    Message(MessageShape),
    /// TRANSFER
    Transfer(TransferShape),
    /// LINK
    Link(LinkShape),
    /// FINDING
    Finding(FindingShape),
    /// CUSTODY
    Custody(CustodyShape),
}
