//! The dossier's fonts: fetched from npm at pinned versions, checked by SHA-256, laid into `assets/fonts/`.
//!
//! `assets/fonts/package-lock.json` pins the packages by their integrity; the table below pins each font by itself,
//! because a font is what ends up in a person's evidence. The fonts are not committed: together they are large. The one for
//! rare signs comes in slices for browsers, which are joined (`rare.mjs`).

use crate::{
    child, console,
    error::Error,
    pinned::{self, Pinned},
    places::{Places, make_empty_folder},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

/// One font file.
struct Font {
    /// Its name in `assets/fonts/` and its bytes.
    file: Pinned,
    source: Source,
}

/// Where a font comes from.
enum Source {
    /// It lies there inside `node_modules/`.
    In(&'static str),
    /// It is joined from the slices in this package.
    Joined(&'static str),
}

/// Joins slices.
const JOIN: &str = include_str!("rare.mjs");

const FONTS: &[Font] = &[
    Font {
        file: Pinned {
            name: "NotoSerifSC_400Regular.ttf",
            sha256: "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        },
        source: Source::In("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"),
    },
    Font {
        file: Pinned {
            name: "NotoSansSC_400Regular.ttf",
            sha256: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        },
        source: Source::In("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
    },
    Font {
        file: Pinned {
            name: "NotoSansSC_600SemiBold.ttf",
            sha256: "b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff",
        },
        source: Source::In("@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf"),
    },
    Font {
        file: Pinned {
            name: "NotoEmoji_400Regular.ttf",
            sha256: "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
        },
        source: Source::In("@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf"),
    },
    Font {
        file: Pinned {
            name: "HanaMinB_ExtBF.ttf",
            sha256: "897f5df447afd5033ca3f2809450fd05fd53b88e9a2a7893e92791e9d33f5e0c",
        },
        source: Source::Joined("hanamin"),
    },
];

/// Makes sure that every font lies in `assets/fonts/` with the right bytes.
pub(crate) fn ensure(places: &Places) -> Result<(), Error> {
    let (target, cache) = (places.fonts(), places.cache.join("fonts"));
    if FONTS.iter().all(|font| font.file.lies_in(&target)) {
        console::say("Fonts: all there, checked by SHA-256.");
        return Ok(());
    }
    if !FONTS.iter().all(|font| font.file.lies_in(&cache)) {
        fetch(places, &cache)?;
    }
    for font in FONTS {
        font.file.lay(&cache.join(font.file.name), &target)?;
    }
    console::say(&format!("Fonts: {} laid into assets/fonts, checked by SHA-256.", FONTS.len()));
    Ok(())
}

/// Fetches the packages into a folder of their own and keeps only the fonts.
fn fetch(places: &Places, cache: &Path) -> Result<(), Error> {
    console::say("Fonts: fetching the pinned npm packages (155 MB, once).");
    let folder = places.cache.join(format!("fonts-{}", process::id()));
    make_empty_folder(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        pinned::copy(&places.fonts().join(name), &folder.join(name))?;
    }
    let mut npm = child::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    child::run(&mut npm, "fetch the fonts")?;
    let modules = folder.join("node_modules");
    for font in FONTS {
        let source = match font.source {
            Source::In(path) => modules.join(path),
            Source::Joined(package) => join(&folder, &modules.join(package), font.file.name)?,
        };
        font.file.lay(&source, cache)?;
    }
    fs::remove_dir_all(&folder).map_err(|source| Error::File {
        doing: "remove the folder",
        path: folder,
        source,
    })
}

/// Joins the slices of a package into a font of this name, which it returns.
fn join(folder: &Path, package: &Path, name: &str) -> Result<PathBuf, Error> {
    let (script, font) = (folder.join("rare.mjs"), folder.join(name));
    fs::write(&script, JOIN).map_err(|source| Error::File {
        doing: "write",
        path: script.clone(),
        source,
    })?;
    let mut node = child::program("node");
    node.arg(&script).arg(package).arg(&font).current_dir(folder);
    child::run(&mut node, "join the slices of the font for rare signs")?;
    Ok(font)
}
