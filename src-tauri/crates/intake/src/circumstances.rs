//! What a reader has besides the bytes of a file: what is known of it, and who reads text off pictures.

use juzheng_model::{Moment, Recognise};

/// What is known of a file besides its bytes. All of it is stored with the artifact, so that the same file reads the same
/// again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// The file's name as it came.
    pub name: String,
    /// When it was captured, where the user said so.
    pub captured: Option<Moment>,
    /// When it was taken in, Unix seconds: nothing on it can be later.
    pub added_at: i64,
}

/// Who reads text off pictures, and whether to go on with it.
#[derive(Clone, Copy)]
pub struct Eye<'e> {
    /// The engine.
    pub engine: &'e dyn Recognise,
    /// Asked between pieces of work: `false` ends the reading with an error of kind `Interrupted`.
    pub go_on: &'e dyn Fn() -> bool,
}
