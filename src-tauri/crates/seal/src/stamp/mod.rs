//! Trusted timestamps (RFC 3161): a query over a digest, the reply of an authority, and checking it offline.

mod asn1;
mod digests;
mod fetch;
mod query;
mod roots;
mod signer;
mod token;

pub use fetch::fetch;
pub use query::Query;
pub use roots::Roots;
pub use token::{Reply, Stamped, Token};
