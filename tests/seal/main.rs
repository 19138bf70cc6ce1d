//! Seals, timestamps and packages, held against other people's tools: openssl, sha256sum, the Library of Congress's bagit.

mod changed;
mod foreign;
mod hostile;
mod packing;
mod receipts;
mod room;
mod stamping;
mod tsa;
