//! Signs.
pub(crate) mod editor;
