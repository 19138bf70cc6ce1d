//! Printing an exported dossier through the system's own print dialog.

use juzheng_casework::Error;
use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow};

/// Dots per inch of the printed pages.
#[cfg(target_os = "linux")]
const DOTS: f64 = 300.0;

/// Shows the print dialog for a PDF; the pages are drawn as they are printed.
///
/// # Errors
/// The file cannot be read, or the window is gone.
#[cfg(target_os = "linux")]
pub(crate) fn show<R: Runtime>(window: &WebviewWindow<R>, path: PathBuf) -> Result<(), Error> {
    use gtk::{PrintOperation, PrintOperationAction, Unit, prelude::*};
    let bytes = std::fs::read(&path).map_err(|source| Error::Unreadable { path: path.clone(), source })?;
    let pages = juzheng_casework::Pages::open(bytes)?;
    let over = window.clone();
    let shown = window.run_on_main_thread(move || {
        let operation = PrintOperation::new();
        operation.set_n_pages(i32::try_from(pages.count()).unwrap_or(i32::MAX));
        operation.set_unit(Unit::Points);
        operation.set_use_full_page(true);
        operation.set_allow_async(true);
        operation.set_job_name(&path.file_name().unwrap_or_default().to_string_lossy());
        operation.connect_draw_page(move |_, context, number| {
            let page = usize::try_from(number).unwrap_or_default() + 1;
            let Ok((width, _)) = pages.size(page) else { return };
            let dots = (f64::from(width) / 72.0 * DOTS) as u32;
            // A page that cannot be drawn stays white; the dossier itself was checked when it was made.
            let Ok(png) = pages.picture(page, dots) else { return };
            let Ok(picture) = cairo::ImageSurface::create_from_png(&mut png.as_slice()) else { return };
            let Some(cairo) = context.cairo_context() else { return };
            let scale = context.width() / f64::from(picture.width());
            cairo.scale(scale, scale);
            let _ = cairo.set_source_surface(&picture, 0.0, 0.0).and_then(|()| cairo.paint());
        });
        let parent = over.gtk_window().ok();
        let _ = operation.run(PrintOperationAction::PrintDialog, parent.as_ref());
    });
    shown.map_err(|_| Error::Stopped)
}

/// Opens the PDF in the system's program, from which it is printed.
///
/// # Errors
/// It cannot be opened.
#[cfg(not(target_os = "linux"))]
pub(crate) fn show<R: Runtime>(_: &WebviewWindow<R>, path: PathBuf) -> Result<(), Error> {
    open(path)
}

/// Opens a file with the system's program for it.
///
/// # Errors
/// There is none, or it cannot be started.
pub(crate) fn open(path: PathBuf) -> Result<(), Error> {
    tauri_plugin_opener::open_path(&path, None::<&str>).map_err(|error| cannot(path, error))
}

/// Shows a file in its folder.
///
/// # Errors
/// There is no file manager.
pub(crate) fn reveal(path: PathBuf) -> Result<(), Error> {
    tauri_plugin_opener::reveal_item_in_dir(&path).map_err(|error| cannot(path, error))
}

fn cannot(path: PathBuf, error: tauri_plugin_opener::Error) -> Error {
    Error::Unreadable { path, source: std::io::Error::other(error) }
}
