//! Use cases: the only place where the rooms meet, over which every face (command line, window) is thin.
//!
//! A [`Case`] is an open case folder. Its use cases are verb phrases: [`create_case`], [`Case::add_files`],
//! [`Case::set`], [`Case::confirm_link`], [`Case::render_dossier`], [`verify_case`]. What they show is in [`shape`], the
//! JSON of the contract; words in both languages are in [`words`]. Clock, user and cancellation come from the caller in a
//! [`Desk`].

mod add;
mod assets;
mod book;
mod case;
mod claims;
mod decide;
mod desk;
mod error;
mod excerpt;
mod list;
mod memory;
mod open;
mod own_findings;
mod pack;
mod picture;
mod read;
mod redact;
mod render;
mod seal;
mod set;
mod sight;
mod snapshot;
mod verify;

pub mod pane;
pub mod shape;
pub mod words;

pub use add::{Added, FileRow, FileStatus, Intake, Summary};
pub use case::{Case, NewCase, create_case};
pub use decide::Corrected;
pub use desk::{Desk, Report};
pub use error::{Error, ErrorCode};
/// The nouns, for the faces.
pub use juzheng_model as model;
pub use juzheng_seal::is_encrypted as is_encrypted_package;
pub use list::{LinkSummary, Listing};
pub use memory::Memory;
pub use open::{Asker, OpenCase, PreviewPages, Target};
pub use pack::{Audience, PackOrder, Packed, PackedVolume, Reveals};
pub use read::{Asked, FileRead, LineShape, read_file};
pub use render::{DossierOrder, Hiding, Paper, RenderedDossier, Table, Volume};
pub use seal::{
    Prepared, ProofShape, SealShape, StampShape, Stamping, StandingShape, TrustedRoots, prove_file,
};
pub use set::Change;
pub use sight::Sight;

pub use juzheng_dossier::{Gaps, Pages, Part, PerPage, Profile, Rules, VolumeLimit};
pub use juzheng_vault::{
    Access, CaseHead, CasePlace, Error as VaultError, Settings, check_passphrase, is_encrypted,
};
pub use verify::{CheckedCounts, CheckedItem, Problem, Verification, verify, verify_case};
