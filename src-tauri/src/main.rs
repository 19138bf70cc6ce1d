//! The window's shell: thin commands over the use cases; the only room that knows Tauri.
//!
//! A command unpacks, calls `casework`, returns. What the page may call is listed in `commands/names.txt` and allowed in
//! `capabilities/window.json`; the page has no network, no file system, and none of Tauri's own commands.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod answer;
mod argument;
mod commands;
mod dialogs;
mod display;
mod drag;
mod frame;
mod menu;
mod print;
mod program;
mod scheme;
#[cfg(test)]
mod tests;
mod windows;

use program::Program;
use std::process::ExitCode;
use tauri::{Manager, Runtime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    display::prepare();
    let program = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(windows::second_start))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build());
    match furnish(program).run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is no window to say it in.
            #[allow(clippy::print_stderr)]
            {
                eprintln!("juzheng: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Everything but the plugins, which need a real window.
fn furnish<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder
        .register_asynchronous_uri_scheme_protocol(scheme::NAME, scheme::serve)
        .on_window_event(frame::window_event)
        .on_menu_event(frame::menu_event)
        .setup(|app| {
            let program = Program::start(app.handle())?;
            let language = program.language();
            app.manage(program);
            app.set_menu(menu::build(app.handle(), language)?)?;
            windows::open_first(app.handle())?;
            display::quiet_file_chooser();
            Ok(())
        })
        .invoke_handler(commands::handler())
}
