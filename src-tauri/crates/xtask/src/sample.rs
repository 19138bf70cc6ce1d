//! The main job on the sample case: from three files to a verified dossier by the `juzheng` command, then the window.

use crate::{
    child, console,
    error::Error,
    fonts, machine, models,
    places::{Places, make_empty_folder},
    window,
};
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// Title, parties and aliases, as a user would type them.
const CASE: &[&str] = &[
    "--title",
    "林晓与周航民间借贷纠纷",
    "--me",
    "林晓",
    "--alias",
    "林晓=晓晓不加糖",
    "--other",
    "周航",
    "--alias",
    "周航=阿周",
    "--alias",
    "周航=航向未来",
    "--party",
    "周航:微信号=azhou_1998",
];

/// The date that the dossier bears: fixed, so that two runs give the same bytes.
const DATE: &str = "2026-04-03";

/// Sets up, builds, and does the main job in `out/sample/`, which is made anew.
pub(crate) fn run(places: &Places) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::WINDOW].concat())?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    window::build_both(places)?;
    let out = places.root.join("out/sample");
    make_empty_folder(&out)?;
    let (case, dossier) = (out.join("林晓与周航.juzheng"), out.join("证据册.pdf"));

    let mut new = words(&["new"]);
    new.push(case.clone().into());
    new.extend(words(CASE));
    step(places, "A new case.", "make the case", &new)?;

    let mut add = words(&["add"]);
    add.push(case.clone().into());
    add.extend(materials(&places.sample())?.into_iter().map(Into::into));
    add.push("--password-file".into());
    add.push(places.sample().join("密码.txt").into());
    step(
        places,
        "Taking in two bills (one in a ZIP with a password) and a chat.",
        "take in the files",
        &add,
    )?;

    step(places, "Linking transfers to messages.", "link", &about("link", &case, &[]))?;
    step(places, "The links.", "list the links", &about("list", &case, &["links"]))?;
    let mut print = about("dossier", &case, &["--date", DATE, "--out"]);
    print.push(dossier.clone().into());
    step(places, "Printing the dossier.", "print the dossier", &print)?;
    step(places, "Checking everything again.", "verify the case", &about("verify", &case, &[]))?;

    console::say(&format!("The dossier lies at {}", dossier.display()));
    console::note(&format!("The case lies at {}", case.display()));
    window::open(places, &case)
}

/// Writes the files of `assets/sample/` anew from their script.
pub(crate) fn write_anew(places: &Places) -> Result<(), Error> {
    console::say("Writing the files of the sample case.");
    child::run(
        child::cargo()
            .args(["run", "--quiet", "--package", "juzheng-tests", "--bin", "juzheng-sample", "--"])
            .arg(places.sample())
            .current_dir(&places.root),
        "write the sample case",
    )
}

/// The bills and the chat: what in the folder is not there to be read by people.
fn materials(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let cannot = |source| Error::File { doing: "list", path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path
            .extension()
            .is_some_and(|extension| ["csv", "xlsx", "zip"].map(OsStr::new).contains(&extension))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn about(command: &str, case: &Path, more: &[&str]) -> Vec<std::ffi::OsString> {
    let mut all = words(&[command]);
    all.push(case.into());
    all.extend(words(more));
    all
}

fn words(of: &[&str]) -> Vec<std::ffi::OsString> {
    of.iter().map(Into::into).collect()
}

fn step(places: &Places, saying: &str, doing: &str, words: &[std::ffi::OsString]) -> Result<(), Error> {
    console::say(saying);
    let mut juzheng = std::process::Command::new(places.juzheng());
    child::run(juzheng.args(words).env("JUZHENG_FONTS", places.fonts()), doing)
}
