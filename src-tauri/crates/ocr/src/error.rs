//! Why the engine could not be opened or could not go on.

use std::{io, path::PathBuf};

/// Why the engine could not be opened or could not go on. A picture without text is none of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A network's file is not there or cannot be read.
    #[error("network `{path}` cannot be read")]
    Missing {
        /// The file that was looked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A network's file is not the one that this version was measured with.
    #[error("network `{path}` has SHA-256 {found}, pinned is {pinned}")]
    WrongDigest {
        /// The file.
        path: PathBuf,
        /// Its SHA-256, in hexadecimal.
        found: String,
        /// The one that it should have.
        pinned: &'static str,
    },
    /// A network's file has the right bytes but cannot be loaded here.
    #[error("network `{path}` cannot be loaded")]
    Load {
        /// The file.
        path: PathBuf,
        /// What the runtime said.
        source: rten::LoadError,
    },
    /// The reading network does not say which characters it knows.
    #[error("network `{path}` does not name its characters")]
    NoAlphabet {
        /// The file.
        path: PathBuf,
    },
    /// A network could not be run on an input.
    #[error("network `{name}` failed on an input of {width} x {height}")]
    Run {
        /// The network.
        name: &'static str,
        /// The input's width in pixels.
        width: usize,
        /// Its height in pixels.
        height: usize,
        /// What the runtime said.
        source: rten::RunError,
    },
    /// A network's answer has another shape than it always has.
    #[error("network `{name}` answered in the shape {found:?}")]
    Shape {
        /// The network.
        name: &'static str,
        /// The shape.
        found: Vec<usize>,
    },
}

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        io::Error::other(error)
    }
}
