//! What the fuzz targets share. None of them may panic, hang or take more memory than its input allows, whatever the bytes.

use std::{fs, path::PathBuf};

/// A file with these bytes under a name of this ending, in a folder that this process keeps using.
///
/// # Panics
/// The temporary folder cannot be written.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("juzheng-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the temporary folder can be written");
    path
}
