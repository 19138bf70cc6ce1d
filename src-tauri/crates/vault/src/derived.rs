//! Small files under `derived/`: what could be worked out again and is kept because that takes long.
//!
//! Nothing rests on them. They may be deleted at any time, are not in custody, and a missing, foreign or broken one only
//! means that the work is done again.

use crate::{folder::Folder, key::CaseKey};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Bytes of a file that is read back: more was never put here.
const MOST: u64 = 8 << 20;

/// The folder `derived/` of a case, for other threads and rooms.
#[derive(Debug, Clone)]
pub struct DerivedFolder {
    root: PathBuf,
    key: Option<CaseKey>,
}

impl DerivedFolder {
    pub(crate) fn of(folder: &Folder) -> DerivedFolder {
        DerivedFolder { root: folder.derived(), key: folder.key().cloned() }
    }

    /// The bytes under `name` in the section `section` as they were put there; `None` where there are none, where they
    /// cannot be read, or where something else lies there.
    ///
    /// Both names are of letters, digits, `-`, `_` and `.`, not beginning with a point; under other names nothing lies.
    pub fn get(&self, section: &str, name: &str) -> Option<Vec<u8>> {
        let path = self.place(section, name)?;
        // A case from somebody else may hold a link to anything on this computer.
        if is_link(&self.root) || is_link(path.parent()?) || !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        let file = File::open(&path).ok()?;
        match &self.key {
            None => file.take(MOST + 1).read_to_end(&mut bytes).ok()?,
            Some(key) => key.open(file).ok()?.take(MOST + 1).read_to_end(&mut bytes).ok()?,
        };
        (bytes.len() as u64 <= MOST).then_some(bytes)
    }

    /// Puts bytes under `name` in the section `section`, in the place of what was there; another reader sees the one or
    /// the other whole.
    ///
    /// # Errors
    /// The case cannot be written to, the names are none, or it is more than 8 MiB. Then what was there is there still.
    pub fn put(&self, section: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        let refused = || io::Error::new(io::ErrorKind::InvalidInput, "no name or size for a derived file");
        let path = self.place(section, name).filter(|_| bytes.len() as u64 <= MOST).ok_or_else(refused)?;
        let folder = path.parent().ok_or_else(refused)?;
        for folder in [&self.root, folder] {
            if is_link(folder) {
                return Err(refused());
            }
            crate::folder::make_folder(folder).map_err(io::Error::other)?;
        }
        // Not synced: after a power cut it is there, not there or broken, and all three are well.
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(refused)?;
        let before = format!(".{name}.");
        // What a program that was ended while it wrote this left of it.
        let left = fs::read_dir(folder).into_iter().flatten().flatten();
        for file in left.filter(|file| file.file_name().to_string_lossy().starts_with(&before)) {
            let _ = fs::remove_file(file.path());
        }
        let unfinished = folder.join(format!("{before}{}", std::process::id()));
        let written = self.write_new(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, &path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written
    }

    fn place(&self, section: &str, name: &str) -> Option<PathBuf> {
        (is_name(section) && is_name(name)).then(|| {
            let folder = self.root.join(section);
            match &self.key {
                None => folder.join(name),
                // The name tells the digest of an original.
                Some(key) => folder.join(key.name(name.as_bytes())),
            }
        })
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = crate::folder::make_file(path)?;
        match &self.key {
            None => file.write_all(bytes),
            Some(key) => {
                let mut out = key.encrypt(file)?;
                out.write_all(bytes)?;
                out.finish().map(|_| ())
            }
        }
    }

    /// Puts everything that lies here, under the names of its files, there too; what does not go is worked out again.
    pub(crate) fn copy_to(&self, other: &DerivedFolder) {
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
        };
        for section in names(&self.root) {
            for name in names(&self.root.join(&section)) {
                if let Some(bytes) = self.get(&section, &name) {
                    let _ = other.put(&section, &name, &bytes);
                }
            }
        }
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink())
}

fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (1..=200).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, DerivedFolder) {
        let temp = tempfile::tempdir().expect("a folder");
        let derived = DerivedFolder { root: temp.path().join("derived"), key: None };
        (temp, derived)
    }

    #[test]
    fn what_was_put_is_there_until_somebody_deletes_it() {
        let (_temp, derived) = folder();
        assert_eq!(derived.get("text", "a.json"), None);
        for bytes in [&b"one"[..], b"two", b""] {
            derived.put("text", "a.json", bytes).expect("put");
            assert_eq!(derived.get("text", "a.json").as_deref(), Some(bytes));
        }
        assert_eq!(fs::read_dir(derived.root.join("text")).expect("listed").count(), 1, "nothing unfinished");
        fs::remove_dir_all(&derived.root).expect("removed");
        assert_eq!(derived.get("text", "a.json"), None);
        derived.put("text", "a.json", b"three").expect("the folder is made again");
    }

    #[test]
    fn what_a_program_that_was_ended_left_goes_when_the_same_is_put() {
        let (_temp, derived) = folder();
        derived.put("text", "a.json", b"one").expect("put");
        let names = || {
            let files = fs::read_dir(derived.root.join("text")).expect("listed").flatten();
            let mut names: Vec<String> =
                files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        for left in [".a.json.7595", ".b.json.7595"] {
            fs::write(derived.root.join("text").join(left), b"half").expect("written");
        }
        derived.put("text", "a.json", b"two").expect("put");
        assert_eq!(names(), [".b.json.7595", "a.json"], "another's is its own");
    }

    #[test]
    fn names_that_lead_elsewhere_and_sizes_beyond_are_refused() {
        let (temp, derived) = folder();
        fs::write(temp.path().join("secret"), b"x").expect("written");
        for (section, name) in
            [("text", "../secret"), ("..", "secret"), ("", "a"), ("text", ""), ("text", ".a"), ("a/b", "c")]
        {
            assert!(derived.put(section, name, b"x").is_err(), "{section} {name}");
            assert_eq!(derived.get(section, name), None, "{section} {name}");
        }
        derived.put("text", "big", &vec![0; MOST as usize]).expect("just fits");
        assert!(derived.put("text", "big", &vec![0; MOST as usize + 1]).is_err());
        assert_eq!(derived.get("text", "big").map(|b| b.len() as u64), Some(MOST));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (temp, derived) = folder();
        fs::write(temp.path().join("secret"), b"x").expect("written");
        derived.put("text", "a", b"x").expect("put");
        std::os::unix::fs::symlink(temp.path().join("secret"), derived.root.join("text/link"))
            .expect("linked");
        std::os::unix::fs::symlink(temp.path(), derived.root.join("other")).expect("linked");
        assert_eq!(derived.get("text", "link"), None);
        assert_eq!(derived.get("other", "secret"), None);
        assert!(derived.put("other", "new", b"x").is_err());
    }
}
