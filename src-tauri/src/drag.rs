//! Dragging an exported dossier out of the window, as a file.

use juzheng_casework::Error;
use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow};

/// What is seen under the pointer.
const PICTURE: &[u8] = include_bytes!("../icons/32x32.png");

/// Begins to drag a file; it ends where the user lets go.
///
/// # Errors
/// The window is gone.
pub(crate) fn begin<R: Runtime>(window: &WebviewWindow<R>, path: PathBuf) -> Result<(), Error> {
    let dragged = window.clone();
    let begun = window.run_on_main_thread(move || {
        let files = drag::DragItem::Files(vec![path]);
        let picture = drag::Image::Raw(PICTURE.to_vec());
        #[cfg(target_os = "linux")]
        let Ok(surface) = dragged.gtk_window() else { return };
        #[cfg(not(target_os = "linux"))]
        let surface = dragged;
        // Where the desktop refuses, the file is still there to be shown in its folder.
        let _ = drag::start_drag(&surface, files, picture, |_, _| {}, drag::Options::default());
    });
    begun.map_err(|_| Error::Stopped)
}
