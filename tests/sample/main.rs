//! Writes the files of the sample case into a folder: `juzheng-sample FOLDER`.

use std::{fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "name the folder to write to"))?;
    fs::create_dir_all(&folder)?;
    for (name, bytes) in juzheng_tests::sample::files()? {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
