//! The program itself: what it starts with, its windows, the system's dialogs.

use crate::{
    answer::{Answer, ask},
    dialogs::Choice,
    menu,
    program::Program,
    windows,
};
use juzheng_casework::pane::{FrameEvent, Preferences, RecentCase, Start};
use std::path::{Path, PathBuf};
use tauri::{Manager, Runtime, State, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn start<R: Runtime>(window: WebviewWindow<R>) -> Answer<Start> {
    let label = window.label().to_owned();
    ask(&window, move |program, _| {
        let preferences = program.memory().preferences();
        Ok(Start {
            preferences,
            language: program.language(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: std::env::consts::OS.to_owned(),
            open: program.waiting(&label).map(|folder| folder.display().to_string()),
            place: program.place.display().to_string(),
        })
    })
    .await
}

#[tauri::command]
pub(crate) fn listen<R: Runtime>(
    window: WebviewWindow<R>,
    program: State<'_, Program>,
    hear: Channel<FrameEvent>,
) {
    program.hear(window.label(), hear);
}

#[tauri::command]
pub(crate) async fn set_preferences<R: Runtime>(
    window: WebviewWindow<R>,
    preferences: Preferences,
) -> Answer<()> {
    let app = window.app_handle().clone();
    ask(&window, move |program, _| program.memory().set_preferences(preferences)).await?;
    let language = app.state::<Program>().language();
    // The menu's language follows; where it cannot be made, the old one stays.
    let _ = window.run_on_main_thread(move || {
        let _ = menu::build(&app, language).and_then(|menu| app.set_menu(menu));
    });
    Ok(())
}

#[tauri::command]
pub(crate) async fn recent_cases<R: Runtime>(window: WebviewWindow<R>) -> Answer<Vec<RecentCase>> {
    ask(&window, |program, _| {
        let recent = program.memory().recent();
        Ok(recent())
    })
    .await
}

#[tauri::command]
pub(crate) async fn forget_case<R: Runtime>(window: WebviewWindow<R>, folder: String) -> Answer<()> {
    ask(&window, move |program, _| program.memory().forget(Path::new(&folder))).await
}

#[tauri::command]
pub(crate) async fn close_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    let label = window.label().to_owned();
    // What is going on is stopped and has ended before the window goes, so that nothing half-done remains.
    let _ = ask(&window, move |program, _| {
        program.close(&label);
        Ok(())
    })
    .await;
    // A window that cannot be closed is closed already.
    let _ = window.destroy();
    Ok(())
}

#[tauri::command]
pub(crate) async fn new_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    // Where no second window can be made, the first one is still there.
    let _ = windows::open(window.app_handle(), None);
    Ok(())
}

#[tauri::command]
pub(crate) async fn choose_case<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<String>> {
    Ok(choose(&window, Choice::Case).await?.pop())
}

#[tauri::command]
pub(crate) async fn choose_place<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<String>> {
    Ok(choose(&window, Choice::Place).await?.pop())
}

#[tauri::command]
pub(crate) async fn choose_files<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<Vec<String>>> {
    Ok(Some(choose(&window, Choice::Files).await?).filter(|paths| !paths.is_empty()))
}

#[tauri::command]
pub(crate) async fn choose_folder<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<String>> {
    Ok(choose(&window, Choice::Folder).await?.pop())
}

#[tauri::command]
pub(crate) async fn choose_dossier_file<R: Runtime>(
    window: WebviewWindow<R>,
    name: String,
) -> Answer<Option<String>> {
    Ok(choose_target(&window, &name).await?.map(|path| path.display().to_string()))
}

/// Where a file of this name is to be written; a name that would lead elsewhere is made plain.
pub(super) async fn choose_target<R: Runtime>(
    window: &WebviewWindow<R>,
    name: &str,
) -> Answer<Option<PathBuf>> {
    let over = window.clone();
    let plain = |c: char| if c == '/' || c == '\\' || c.is_control() { '_' } else { c };
    let name: String = name.chars().map(plain).collect();
    ask(window, move |program, _| Ok(program.dialogs.choose(&over, Choice::Target(&name)).pop())).await
}

async fn choose<R: Runtime>(window: &WebviewWindow<R>, choice: Choice<'static>) -> Answer<Vec<String>> {
    let over = window.clone();
    ask(window, move |program, _| {
        let chosen = program.dialogs.choose(&over, choice);
        Ok(chosen.into_iter().map(|path| path.display().to_string()).collect())
    })
    .await
}
