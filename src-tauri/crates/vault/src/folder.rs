//! The case folder on disk: what lies where, who may read it, and what a crash can leave behind.

use crate::{
    encrypted::HandOn,
    error::{Error, of_io, of_write},
    fingerprint::Stop,
    key::{self, CaseKey},
    originals::OriginalsFolder,
    place::CasePlace,
};
use juzheng_model::Digest;
use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::mpsc::{SyncSender, sync_channel},
    thread,
};

/// What begins the name of a file that is still being taken in.
const INCOMING: &str = ".incoming-";

/// Bytes of a copy that may wait in memory before they are brought to the disk.
const UNSYNCED: usize = 64 << 20;

/// A case folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
    key: Option<CaseKey>,
}

impl Folder {
    /// The folder at this place, whether there or not.
    pub(crate) fn at(place: &CasePlace) -> Folder {
        Folder { root: place.folder.clone(), key: place.key.clone() }
    }

    /// What opens it, where it is encrypted.
    pub(crate) fn key(&self) -> Option<&CaseKey> {
        self.key.as_ref()
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// `case.sqlite`.
    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("case.sqlite")
    }

    /// The database of a case that is still being made.
    pub(crate) fn unfinished_database(&self) -> PathBuf {
        self.root.join("case.sqlite.new")
    }

    /// `originals/`.
    pub(crate) fn originals(&self) -> OriginalsFolder {
        OriginalsFolder::new(self.root.join("originals"), self.key.clone())
    }

    /// `derived/`.
    pub(crate) fn derived(&self) -> PathBuf {
        self.root.join("derived")
    }

    /// Whether nothing is in the folder but what an interrupted making of a case left.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub(crate) fn is_free(&self) -> Result<bool, Error> {
        let ours = ["case.sqlite.new", "case.sqlite.new-journal", ".writing"];
        // Only beside an unfinished database are these leftovers: a key that lies alone may be somebody's only copy of it,
        // and originals are those of a copy of a case that was interrupted.
        let interrupted = self.unfinished_database().is_file();
        for entry in list(&self.root)? {
            let name = entry.file_name();
            let unfinished = ours.iter().any(|own| name == *own);
            let of_interrupted =
                interrupted && (name == key::NAME || name == key::UNFINISHED || name == "originals");
            let empty = (name == "originals" || name == "derived") && list(&entry.path())?.is_empty();
            if !unfinished && !of_interrupted && !empty {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes the folders, the key of a case that is to be encrypted, and the empty file of the unfinished database, for
    /// the user's eyes only.
    pub(crate) fn lay_out(&self, place: &CasePlace) -> Result<(), Error> {
        restrict(&self.root, 0o700)?;
        for folder in [self.originals().root(), &self.derived()] {
            make_folder(folder)?;
        }
        // First, since it is what tells leftovers from what somebody else has put here.
        let file = self.unfinished_database();
        make_file(&file).map_err(|e| of_write(&file, "make", e))?;
        if let (Some(key), Some(passphrase)) = (&place.key, &place.fresh) {
            key.write(&self.root, passphrase)?;
        }
        Ok(())
    }

    /// Puts the finished database into its place: from now on the folder is a case.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        let file = self.unfinished_database();
        fs::rename(&file, self.database()).map_err(|e| of_write(&file, "rename", e))?;
        // The names; where they cannot be synced, the case is none the less made, and must not be cleared away.
        let _ = sync_folder(&self.root);
        if let Some(above) = self.root.parent().filter(|above| !above.as_os_str().is_empty()) {
            let _ = sync_folder(above);
        }
        Ok(())
    }

    /// Takes away what the making of a case or of a copy left that was not finished. Whatever cannot be removed stays: the
    /// caller has a cause to tell already. A case that is finished is never touched.
    pub(crate) fn clear_unfinished(&self) {
        if self.database().exists() {
            return;
        }
        if self.unfinished_database().is_file() {
            for path in self.files_of_originals().unwrap_or_default() {
                take_back(&path);
                let _ = path.parent().map(fs::remove_dir);
            }
            let _ = fs::remove_file(self.root.join(key::NAME));
            let _ = fs::remove_file(self.root.join(key::UNFINISHED));
        }
        let _ = fs::remove_dir(self.originals().root());
        let _ = fs::remove_dir(self.derived());
        let _ = fs::remove_file(self.root.join("case.sqlite.new-journal"));
        let _ = fs::remove_file(self.unfinished_database());
    }

    /// A new file in `originals/` for bytes that are still coming; removed when dropped, unless settled.
    pub(crate) fn incoming(&self) -> Result<IncomingFile, Error> {
        let originals = self.originals();
        if !originals.root().is_dir() {
            make_folder(originals.root())?;
        }
        for number in 0.. {
            let path = originals.root().join(format!("{INCOMING}{number}"));
            match make_file(&path) {
                Ok(file) => return Ok(IncomingFile { file, path, settled: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(of_write(&path, "make", error)),
            }
        }
        unreachable!("there are more numbers than files")
    }

    /// Removes what a crash in the middle of taking a file in has left: unfinished copies, and originals that no row and
    /// no custody entry knows, because the crash came before they were written down. Only for a writer with the lock.
    pub(crate) fn clear_leftovers(&self, known: &HashSet<Digest>) -> Result<(), Error> {
        let originals = self.originals();
        let known: HashSet<PathBuf> = known.iter().map(|digest| originals.path(digest)).collect();
        for path in self.files_of_originals()? {
            let unfinished =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(INCOMING));
            if unfinished || (originals.is_place(&path) && !known.contains(&path)) {
                unlock(&path);
                fs::remove_file(&path).map_err(|e| of_write(&path, "remove the leftover", e))?;
            }
        }
        Ok(())
    }

    /// Every file under `originals/`.
    pub(crate) fn files_of_originals(&self) -> Result<Vec<PathBuf>, Error> {
        let originals = self.originals();
        if !originals.root().is_dir() {
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        for entry in list(originals.root())? {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let inside = if is_folder { list(&entry.path())? } else { vec![entry] };
            files.extend(inside.iter().map(fs::DirEntry::path));
        }
        files.sort();
        Ok(files)
    }
}

/// A file that is being taken in.
#[derive(Debug)]
pub(crate) struct IncomingFile {
    file: File,
    path: PathBuf,
    settled: bool,
}

impl IncomingFile {
    /// Gives `work` something to write with, and meanwhile brings what was written to the disk, so that little is left to
    /// wait for at the end.
    pub(crate) fn fill<T>(
        &self,
        work: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        thread::scope(|scope| {
            let mut unsynced = 0;
            let mut syncing: Option<(SyncSender<()>, thread::ScopedJoinHandle<'_, io::Result<()>>)> = None;
            let done = work(&mut |block| {
                (&self.file).write_all(block)?;
                unsynced += block.len();
                if unsynced < UNSYNCED {
                    return Ok(());
                }
                let (due, _) = syncing.get_or_insert_with(|| {
                    let (due, dues) = sync_channel(1);
                    let sync = move || dues.into_iter().try_for_each(|()| self.file.sync_data());
                    (due, scope.spawn(sync))
                });
                // Where one is still waiting to be done, the next block asks again.
                if due.try_send(()).is_ok() {
                    unsynced = 0;
                }
                Ok(())
            })?;
            let Some((due, sync)) = syncing else { return Ok(done) };
            drop(due);
            // The system tells an error of writing back only once, so this is the place to hear it.
            sync.join().expect("syncing does not panic").map_err(Stop::Copy)?;
            Ok(done)
        })
    }

    /// As [`IncomingFile::fill`]; what is written is encrypted where there is a key.
    pub(crate) fn fill_as<T>(
        &self,
        key: Option<&CaseKey>,
        work: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let Some(key) = key else { return self.fill(work) };
        self.fill(|write| {
            let mut out = key.encrypt(HandOn(write)).map_err(Stop::Copy)?;
            let done = work(&mut |block| out.write_all(block))?;
            out.finish().map_err(Stop::Copy)?;
            Ok(done)
        })
    }

    /// Where it lies until it is settled.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the bytes durable and read-only and gives the file its name; afterwards it survives anything but its deletion.
    pub(crate) fn settle(mut self, place: &Path) -> Result<(), Error> {
        self.file.sync_all().map_err(|e| of_write(&self.path, "sync", e))?;
        restrict(&self.path, 0o400)?;
        let folder = place.parent().unwrap_or(Path::new("."));
        if !folder.is_dir() {
            make_folder(folder)?;
            sync_folder(folder.parent().unwrap_or(folder))?;
        }
        fs::rename(&self.path, place).map_err(|e| of_write(place, "name", e))?;
        self.settled = true;
        sync_folder(folder)
    }
}

impl Drop for IncomingFile {
    fn drop(&mut self) {
        if !self.settled {
            // What cannot be removed now is removed when the case is next opened.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes an original whose row could not be written, so that nothing is half kept.
pub(crate) fn take_back(path: &Path) {
    unlock(path);
    // What cannot be removed now is removed when the case is next opened.
    let _ = fs::remove_file(path);
}

fn list(folder: &Path) -> Result<Vec<fs::DirEntry>, Error> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect);
    entries.map_err(|e| of_io(folder, "list", e))
}

pub(crate) fn make_folder(folder: &Path) -> Result<(), Error> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(of_write(folder, "make the folder", error));
        }
        _ => {}
    }
    restrict(folder, 0o700)
}

#[cfg(unix)]
pub(crate) fn make_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
pub(crate) fn make_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Sets who may do what. Elsewhere than on Unix only whether a file is read-only.
#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = fs::Permissions::from_mode(mode);
    fs::set_permissions(path, permissions).map_err(|e| of_write(path, "set the permissions of", e))
}

#[cfg(not(unix))]
fn restrict(path: &Path, mode: u32) -> Result<(), Error> {
    let change = || {
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_readonly(mode == 0o400);
        fs::set_permissions(path, permissions)
    };
    change().map_err(|e| of_write(path, "set the permissions of", e))
}

/// Where read-only files cannot be removed, makes this one removable. On Unix the folder decides.
fn unlock(path: &Path) {
    if cfg!(not(unix)) {
        let _ = restrict(path, 0o600);
    }
}

/// Makes the names in a folder durable; only Unix has and needs it.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| of_write(folder, "sync", e))?;
    }
    Ok(())
}
