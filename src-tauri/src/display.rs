//! What has to be set before a window is made, on Linux.

/// On some graphics drivers WebKit draws nothing with DMA-BUF; without it, it draws everywhere and takes less memory.
/// The variable has to be there before the program starts, so it starts itself again, once.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    use std::os::unix::process::CommandExt;
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        // Only comes back where it could not: then WebKit does as it likes.
        let _ =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
    }
}

/// Nothing to do elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

/// Keeps the file chooser from writing the paths of evidence into the desktop's list of recent files.
#[cfg(target_os = "linux")]
pub(crate) fn quiet_file_chooser() {
    use gtk::prelude::GtkSettingsExt;
    if let Some(settings) = gtk::is_initialized().then(gtk::Settings::default).flatten() {
        settings.set_gtk_recent_files_enabled(false);
    }
}

/// Nothing to do elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn quiet_file_chooser() {}
