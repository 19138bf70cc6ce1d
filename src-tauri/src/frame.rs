//! The frame of a window: its menu, files dropped on it, and closing it.

use crate::program::Program;
use juzheng_casework::pane::FrameEvent;
use tauri::{AppHandle, DragDropEvent, Manager, Runtime, Window, WindowEvent, menu::MenuEvent};

/// Something happened to a window.
pub(crate) fn window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let Some(program) = window.try_state::<Program>() else { return };
    let label = window.label();
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            // Closing during work asks; where the page does not hear, the window closes and the work is stopped.
            if program.is_working(label) && program.tell(label, FrameEvent::CloseAsked) {
                api.prevent_close();
            }
        }
        WindowEvent::Destroyed => {
            let (app, label) = (window.app_handle().clone(), label.to_owned());
            // Not on the thread that draws: what was going on may take a moment to end.
            tauri::async_runtime::spawn_blocking(move || app.state::<Program>().forget_window(&label));
        }
        WindowEvent::DragDrop(dragged) => {
            let told = match dragged {
                DragDropEvent::Enter { paths, .. } if !paths.is_empty() => FrameEvent::DragOver,
                DragDropEvent::Leave => FrameEvent::DragLeave,
                DragDropEvent::Drop { paths, .. } => {
                    let paths = paths.iter().map(|path| path.display().to_string()).collect();
                    FrameEvent::Dropped { paths }
                }
                _ => return,
            };
            program.tell(label, told);
        }
        _ => {}
    }
}

/// A menu item was chosen: the page of the focused window does it.
pub(crate) fn menu_event<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    let windows = app.webview_windows();
    if event.id().0 == crate::menu::QUIT {
        // A window that is gone needs no closing.
        windows.values().for_each(|window| drop(window.close()));
        return;
    }
    let focused = windows.values().find(|window| window.is_focused().unwrap_or_default());
    if let Some(window) = focused.or_else(|| windows.values().next()) {
        let action = event.id().0.clone();
        app.state::<Program>().tell(window.label(), FrameEvent::Menu { action });
    }
}
