//! The dossier's fonts: fetched from npm at pinned versions, checked by SHA-256, laid into `assets/fonts/`.
//!
//! `assets/fonts/package-lock.json` pins the packages by their integrity; the table below pins each font by itself,
//! because a font is what ends up in a person's evidence. The fonts are not committed: together they are large.

use crate::{
    child, console,
    error::Error,
    pinned::{self, Pinned},
    places::{Places, make_empty_folder},
};
use std::{fs, path::Path, process};

/// One font file.
struct Font {
    /// Its name in `assets/fonts/` and its bytes.
    file: Pinned,
    /// Where it lies inside `node_modules/`.
    source: &'static str,
}

const FONTS: &[Font] = &[
    Font {
        file: Pinned {
            name: "NotoSerifSC_400Regular.ttf",
            sha256: "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        },
        source: "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    },
    Font {
        file: Pinned {
            name: "NotoSansSC_400Regular.ttf",
            sha256: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        },
        source: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    },
    Font {
        file: Pinned {
            name: "NotoSansSC_600SemiBold.ttf",
            sha256: "b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff",
        },
        source: "@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
    },
    Font {
        file: Pinned {
            name: "NotoEmoji_400Regular.ttf",
            sha256: "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
        },
        source: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
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
    console::say("Fonts: fetching the pinned npm packages (130 MB, once).");
    let folder = places.cache.join(format!("fonts-{}", process::id()));
    make_empty_folder(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        pinned::copy(&places.fonts().join(name), &folder.join(name))?;
    }
    let mut npm = child::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    child::run(&mut npm, "fetch the fonts")?;
    for font in FONTS {
        font.file.lay(&folder.join("node_modules").join(font.source), cache)?;
    }
    fs::remove_dir_all(&folder).map_err(|source| Error::File {
        doing: "remove the folder",
        path: folder,
        source,
    })
}
