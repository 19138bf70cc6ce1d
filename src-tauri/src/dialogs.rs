//! The system's file dialogs. They are asked for from here only: the page gets paths that a person chose, never a dialog.

use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow};

/// What is to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    /// A case folder.
    Case,
    /// A folder to make something in.
    Place,
    /// Files to take in.
    Files,
    /// A folder to take in.
    Folder,
    /// A package in one file.
    Zip,
    /// The reply of an authority.
    Reply,
    /// Certificates of authorities.
    Certificates,
    /// Where to write a file of this name; with the ending of the name.
    Target(&'a str),
}

/// The dialogs of a person at the screen.
#[cfg(not(feature = "e2e"))]
#[derive(Debug, Default)]
pub(crate) struct Dialogs;

#[cfg(not(feature = "e2e"))]
impl Dialogs {
    /// Shows a dialog over the window and waits for the answer; nothing chosen is an empty list.
    pub(crate) fn choose<R: Runtime>(&self, window: &WebviewWindow<R>, choice: Choice<'_>) -> Vec<PathBuf> {
        use tauri_plugin_dialog::{DialogExt, FilePath};
        let dialog = window.dialog().file().set_parent(window);
        let one = |path: Option<FilePath>| path.into_iter().collect::<Vec<_>>();
        let chosen = match choice {
            Choice::Case | Choice::Place | Choice::Folder => one(dialog.blocking_pick_folder()),
            Choice::Files => dialog.blocking_pick_files().unwrap_or_default(),
            Choice::Zip => one(dialog.add_filter("ZIP", &["zip", "age"]).blocking_pick_file()),
            // Authorities name them as they like: what it is is told by its content.
            Choice::Reply => one(dialog.blocking_pick_file()),
            Choice::Certificates => dialog.blocking_pick_files().unwrap_or_default(),
            Choice::Target(name) => {
                let dialog = dialog.set_file_name(name);
                let dialog = match name.rsplit_once('.') {
                    Some((_, ending)) => dialog.add_filter(ending.to_uppercase(), &[ending]),
                    None => dialog,
                };
                one(dialog.blocking_save_file())
            }
        };
        chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
    }
}

/// The dialogs of a test: `JUZHENG_E2E_PICKS` names a JSON file with what is chosen of each kind.
#[cfg(feature = "e2e")]
#[derive(Debug, Default)]
pub(crate) struct Dialogs;

#[cfg(feature = "e2e")]
impl Dialogs {
    /// Reads the answer; nothing there is nothing chosen.
    pub(crate) fn choose<R: Runtime>(&self, _: &WebviewWindow<R>, choice: Choice<'_>) -> Vec<PathBuf> {
        let kind = match choice {
            Choice::Case => "case",
            Choice::Place => "place",
            Choice::Files => "files",
            Choice::Folder => "folder",
            Choice::Zip => "zip",
            Choice::Reply => "reply",
            Choice::Certificates => "certificates",
            Choice::Target(_) => "target",
        };
        let file = std::env::var_os("JUZHENG_E2E_PICKS").and_then(|file| std::fs::read(file).ok());
        let picks: Option<serde_json::Value> = file.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let chosen = picks.as_ref().and_then(|picks| picks.get(kind)?.as_array());
        chosen.into_iter().flatten().filter_map(|path| path.as_str().map(PathBuf::from)).collect()
    }
}
