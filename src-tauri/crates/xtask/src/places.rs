//! Where things lie: the checkout, the cache of downloads, the built binaries.

use crate::error::Error;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The folders that the commands work in.
#[derive(Debug)]
pub(crate) struct Places {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// What is kept between runs and between checkouts: fonts, networks, data for measuring.
    pub(crate) cache: PathBuf,
    /// Where cargo puts this profile's binaries: this one lies there too.
    pub(crate) binaries: PathBuf,
}

impl Places {
    /// Finds them from cargo's and the platform's environment.
    pub(crate) fn find() -> Result<Places, Error> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest.ancestors().nth(3).map_or_else(|| manifest.clone(), Path::to_path_buf);
        let own = env::current_exe().map_err(|source| Error::File {
            doing: "find",
            path: PathBuf::from("xtask"),
            source,
        })?;
        let binaries = own.parent().map_or_else(|| root.clone(), Path::to_path_buf);
        Ok(Places { root, cache: platform_cache()?.join("juzheng"), binaries })
    }

    /// The fonts' folder in the checkout, where the program looks for them.
    pub(crate) fn fonts(&self) -> PathBuf {
        self.root.join("assets/fonts")
    }

    /// What lies beside the program.
    pub(crate) fn assets(&self) -> PathBuf {
        self.root.join("assets")
    }

    /// The networks' folder in the checkout, where the program looks for them.
    pub(crate) fn models(&self) -> PathBuf {
        self.root.join("assets/ocr")
    }

    /// The sample case's files.
    pub(crate) fn sample(&self) -> PathBuf {
        self.root.join("assets/sample")
    }

    /// The built `juzheng` in release mode: cargo lays it beside this profile's folder.
    pub(crate) fn release_juzheng(&self) -> PathBuf {
        self.binaries.with_file_name("release").join(format!("juzheng{}", env::consts::EXE_SUFFIX))
    }

    /// The page of the window.
    pub(crate) fn page(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The tests that drive the window.
    pub(crate) fn window_tests(&self) -> PathBuf {
        self.root.join("tests/window")
    }

    /// The generator of screens, and the tests of what is read from them.
    pub(crate) fn screen_tests(&self) -> PathBuf {
        self.root.join("tests/screens")
    }

    /// The built window of this profile.
    pub(crate) fn window(&self) -> PathBuf {
        self.binaries.join(format!("juzheng-window{}", env::consts::EXE_SUFFIX))
    }

    /// The built `juzheng` of this profile.
    pub(crate) fn juzheng(&self) -> PathBuf {
        self.binaries.join(format!("juzheng{}", env::consts::EXE_SUFFIX))
    }
}

/// The user's cache folder, as each platform names it.
fn platform_cache() -> Result<PathBuf, Error> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = named("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            named("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            named("HOME").map(|home| home.join("Library/Caches"))
        } else {
            named("HOME").map(|home| home.join(".cache"))
        }
    });
    folder.ok_or(Error::NoCache)
}

/// Makes a folder with all its parents.
pub(crate) fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| Error::File {
        doing: "make the folder",
        path: path.into(),
        source,
    })
}

/// Makes a folder with nothing in it: what was there is removed.
pub(crate) fn make_empty_folder(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            return Err(Error::File { doing: "remove the folder", path: path.into(), source });
        }
        _ => {}
    }
    make_folder(path)
}
