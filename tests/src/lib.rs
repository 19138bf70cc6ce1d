//! What the tests that cross crates share.

pub mod generated;
pub mod program;
pub mod sample;
