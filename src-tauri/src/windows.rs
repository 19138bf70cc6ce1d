//! Windows: the first one, more of them, and what a second start of the program does.

use crate::{argument, program::Program};
use juzheng_casework::pane::FrameEvent;
use std::{ffi::OsString, path::PathBuf};
use tauri::{AppHandle, Manager, Runtime, WebviewWindowBuilder};

/// The label of the first window.
pub(crate) const FIRST: &str = "main";

/// The program was started again: the case that it names comes to the front or is opened, else the first window comes.
pub(crate) fn second_start<R: Runtime>(app: &AppHandle<R>, arguments: Vec<String>, from: String) {
    let arguments = arguments.into_iter().skip(1).map(OsString::from);
    let Some(folder) = argument::case(arguments, &PathBuf::from(from)) else {
        if let Some(label) = app.webview_windows().into_keys().min() {
            to_front(app, &label);
        }
        return;
    };
    let program = app.state::<Program>();
    if let Some(label) = program.window_of(&folder) {
        to_front(app, &label);
        return;
    }
    let free = app.webview_windows().into_keys().find(|label| program.case(label).is_err());
    match free {
        Some(label) => {
            to_front(app, &label);
            if !program.tell(&label, FrameEvent::Open { folder: folder.display().to_string() }) {
                // Its page is still coming up, and will ask.
                program.await_window(&label, folder);
            }
        }
        None => {
            let _ = open(app, Some(folder));
        }
    }
}

/// Opens one more window, for a case where one is given.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, folder: Option<PathBuf>) -> tauri::Result<()> {
    let taken = app.webview_windows();
    let label = (1u32..).map(|number| format!("case-{number}")).find(|label| !taken.contains_key(label));
    let label = label.unwrap_or_default();
    if let Some(folder) = folder {
        app.state::<Program>().await_window(&label, folder);
    }
    build(app, label)
}

/// Opens the first window.
pub(crate) fn open_first<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    build(app, FIRST.to_owned())
}

/// Makes a window as the configuration describes the first one.
fn build<R: Runtime>(app: &AppHandle<R>, label: String) -> tauri::Result<()> {
    let Some(first) = app.config().app.windows.first() else { return Ok(()) };
    let config = tauri::utils::config::WindowConfig { label, ..first.clone() };
    WebviewWindowBuilder::from_config(app, &config)?.build()?;
    Ok(())
}

/// Brings a window to the front.
pub(crate) fn to_front<R: Runtime>(app: &AppHandle<R>, label: &str) {
    if let Some(window) = app.get_webview_window(label) {
        // Where the system does not let a program come forward by itself, it stays where it is.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
