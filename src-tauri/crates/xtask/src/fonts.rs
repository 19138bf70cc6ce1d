//! The dossier's fonts: fetched from npm at pinned versions, checked by SHA-256, laid into `assets/fonts/`.
//!
//! `assets/fonts/package-lock.json` pins the packages by their integrity; the table below pins each font by itself,
//! because a font is what ends up in a person's evidence. The fonts are not committed: together they are large.

use crate::{
    child, console,
    error::Error,
    places::{Places, make_empty_folder, make_folder},
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

/// One font file.
struct Font {
    /// Its name in `assets/fonts/`.
    name: &'static str,
    /// Where it lies inside `node_modules/`.
    source: &'static str,
    /// Its SHA-256.
    sha256: &'static str,
}

const FONTS: &[Font] = &[
    Font {
        name: "NotoSerifSC_400Regular.ttf",
        source: "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
        sha256: "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    },
    Font {
        name: "NotoSansSC_400Regular.ttf",
        source: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
        sha256: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    },
    Font {
        name: "NotoSansSC_600SemiBold.ttf",
        source: "@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
        sha256: "b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff",
    },
    Font {
        name: "NotoEmoji_400Regular.ttf",
        source: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
        sha256: "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
    },
];

/// Makes sure that every font lies in `assets/fonts/` with the right bytes.
pub(crate) fn ensure(places: &Places) -> Result<(), Error> {
    let (target, cache) = (places.fonts(), places.cache.join("fonts"));
    if FONTS.iter().all(|font| is_right(&target.join(font.name), font)) {
        console::say("Fonts: all there, checked by SHA-256.");
        return Ok(());
    }
    if !FONTS.iter().all(|font| is_right(&cache.join(font.name), font)) {
        fetch(places, &cache)?;
    }
    for font in FONTS {
        lay(&cache.join(font.name), &target, font)?;
    }
    console::say(&format!("Fonts: {} laid into assets/fonts, checked by SHA-256.", FONTS.len()));
    Ok(())
}

/// Fetches the packages into a folder of their own and keeps only the fonts.
fn fetch(places: &Places, cache: &Path) -> Result<(), Error> {
    console::say("Fonts: fetching the pinned npm packages (130 MB, once).");
    let folder = places.cache.join(format!("fonts-{}", process::id()));
    make_empty_folder(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        copy(&places.fonts().join(name), &folder.join(name))?;
    }
    let mut npm = child::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    child::run(&mut npm, "fetch the fonts")?;
    for font in FONTS {
        lay(&folder.join("node_modules").join(font.source), cache, font)?;
    }
    fs::remove_dir_all(&folder).map_err(|source| Error::File {
        doing: "remove the folder",
        path: folder,
        source,
    })
}

/// Copies a font into a folder under its name: checked first, and never half there.
fn lay(source: &Path, folder: &Path, font: &Font) -> Result<(), Error> {
    let found = digest(source)?;
    if found != font.sha256 {
        return Err(Error::WrongDigest { name: font.name, found, pinned: font.sha256 });
    }
    make_folder(folder)?;
    let (half, whole) = (folder.join(format!("{}.{}", font.name, process::id())), folder.join(font.name));
    copy(source, &half)?;
    fs::rename(&half, &whole).map_err(|source| Error::File { doing: "rename to", path: whole, source })
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map(drop).map_err(|source| Error::File {
        doing: "copy",
        path: PathBuf::from(from),
        source,
    })
}

fn is_right(path: &Path, font: &Font) -> bool {
    digest(path).is_ok_and(|found| found == font.sha256)
}

fn digest(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|source| Error::File { doing: "read", path: path.into(), source })?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_font_with_the_pinned_digest_is_laid() {
        let folder = std::env::temp_dir().join(format!("juzheng-fonts-{}", process::id()));
        make_empty_folder(&folder).unwrap();
        let source = folder.join("source");
        fs::write(&source, "abc").unwrap();
        let font = |sha256| Font { name: "font.ttf", source: "", sha256 };
        let right = font("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let wrong = font("0000000000000000000000000000000000000000000000000000000000000000");
        let target = folder.join("target");
        assert!(matches!(lay(&source, &target, &wrong), Err(Error::WrongDigest { .. })));
        assert!(!target.join("font.ttf").exists());
        lay(&source, &target, &right).unwrap();
        assert!(is_right(&target.join("font.ttf"), &right));
        assert_eq!(fs::read_dir(&target).unwrap().count(), 1, "no half-written file stays");
        fs::remove_dir_all(&folder).unwrap();
    }
}
