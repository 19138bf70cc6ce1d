//! The window: built, opened on the sample case, driven by tests, made into a package, and pictured.

use crate::{child, console, error::Error, fonts, machine, models, page, places::Places};
use std::{path::Path, process::Command};

/// The screen on which the window is driven: larger than the window, so that nothing is cut by it.
const SCREEN: &str = "-screen 0 1440x900x24";

/// Builds the page and the window's program, with these features.
pub(crate) fn build(places: &Places, features: &[&str]) -> Result<(), Error> {
    page::build(places)?;
    console::say("Building the window (the first time takes some minutes).");
    let mut cargo = child::cargo();
    cargo.args(["build", "--package", "juzheng-shell"]).current_dir(&places.root);
    if !features.is_empty() {
        cargo.arg("--features").arg(features.join(","));
    }
    child::run(&mut cargo, "build the window")
}

/// Builds the page, the command line and the window at once, so that what they share is compiled once.
pub(crate) fn build_both(places: &Places) -> Result<(), Error> {
    page::build(places)?;
    console::say("Building juzheng and its window (the first time takes some minutes).");
    let build = ["build", "--package", "juzheng-cli", "--package", "juzheng-shell", "--bins"];
    child::run(child::cargo().args(build).current_dir(&places.root), "build juzheng and its window")
}

/// Opens the window, which is built, on a case where there is a display; the command ends when the window is closed.
pub(crate) fn open(places: &Places, case: &Path) -> Result<(), Error> {
    if !has_display() {
        console::say("There is no display here, so the window is not opened. With one, it would be:");
        console::note(&format!("{} {}", places.window().display(), case.display()));
        return Ok(());
    }
    console::say("Opening the window on the sample case. This command ends when you close it.");
    child::run(Command::new(places.window()).arg(case), "show the window")
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A script of the window's tests, on a screen and a session bus of its own.
pub(crate) fn driven(places: &Places, script: &str) -> Command {
    let mut command = child::program("dbus-run-session");
    command.args(["--", "xvfb-run", "-a", "-s", SCREEN, "npm", "run", "--silent", script]);
    command
        .current_dir(places.window_tests())
        .env("NO_COLOR", "1")
        .env("NO_AT_BRIDGE", "1")
        .env("JUZHENG_WINDOW", places.window())
        .env("JUZHENG_ASSETS", places.assets());
    command
}

/// Makes the Debian package in release mode; says where it lies.
pub(crate) fn bundle(places: &Places) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::WINDOW].concat())?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    page::build(places)?;
    console::say("Building the command line in release mode (the first time takes some minutes).");
    child::run(
        child::cargo().args(["build", "--release", "--package", "juzheng-cli"]).current_dir(&places.root),
        "build juzheng",
    )?;
    console::say("Building the window in release mode.");
    let folder = places.root.join("src-tauri");
    let tauri = || {
        let mut tauri = Command::new(page::tool(places, "tauri"));
        tauri.current_dir(&folder);
        tauri
    };
    child::run(tauri().args(["build", "--no-bundle"]), "build the window")?;
    let command = places.release_juzheng();
    let window = command.with_file_name("juzheng-window");
    // What is for finding faults with is for us, not for the disk of a user.
    child::run(child::program("strip").arg("--strip-debug").args([&command, &window]), "strip the programs")?;
    console::say("Packing.");
    let more =
        format!(r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/juzheng":{command:?}}}}}}}}}}}"#,);
    child::run(tauri().args(["bundle", "--bundles", "deb", "--config"]).arg(more), "make the package")?;
    let folder = places.release_juzheng().with_file_name("bundle").join("deb");
    console::say(&format!("The package lies in {}", folder.display()));
    Ok(())
}

/// Makes the pictures of the README anew from the real window.
pub(crate) fn pictures(places: &Places) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::WINDOW, machine::TEST].concat())?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    build(places, &["e2e"])?;
    page::packages(&places.window_tests(), "the window's tests")?;
    console::say("Taking the pictures.");
    let mut driven = driven(places, "pictures");
    driven.env("JUZHENG_PICTURES", places.root.join("assets/pictures"));
    child::run(&mut driven, "take the pictures")
}

/// Measures the start of the window beside the least one that Tauri makes, and the opening of a large case.
pub(crate) fn measure(places: &Places, case: &Path) -> Result<(), Error> {
    page::build(places)?;
    page::packages(&places.window_tests(), "the window's tests")?;
    console::say(
        "Building the window and the least window in release mode (the first time takes some minutes).",
    );
    let build = ["build", "--release", "--package", "juzheng-shell", "--bins", "--example", "minimal"];
    child::run(child::cargo().args(build).current_dir(&places.root), "build the windows")?;
    console::say("Measuring the window.");
    let release = places.release_juzheng();
    let mut driven = driven(places, "measure");
    driven
        .env("JUZHENG_WINDOW", release.with_file_name("juzheng-window"))
        .env("JUZHENG_MINIMAL", release.with_file_name("examples").join("minimal"))
        .env("JUZHENG_LARGE_CASE", case)
        // Both windows are drawn in the same way.
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    child::run(&mut driven, "measure the window")
}
