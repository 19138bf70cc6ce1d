//! The dossier: looked at, exported, handed on.

use crate::{
    answer::{Answer, ask, ask_case, steps},
    drag, print,
    program::Program,
};
use juzheng_casework::pane::{
    DossierForm, DossierMade, DossierPreview, DossierTarget, PageExhibit, WorkProgress,
};
use std::path::PathBuf;
use tauri::{Runtime, State, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn preview_dossier<R: Runtime>(
    window: WebviewWindow<R>,
    form: DossierForm,
    listener: Channel<WorkProgress>,
) -> Answer<DossierPreview> {
    ask_case(&window, move |case, asker| case.preview_dossier(&form, asker, &steps(listener))).await
}

#[tauri::command]
pub(crate) async fn dossier_page<R: Runtime>(
    window: WebviewWindow<R>,
    token: u32,
    page: u32,
) -> Answer<Vec<PageExhibit>> {
    ask_case(&window, move |case, _| Ok(case.dossier_page(token, page))).await
}

#[tauri::command]
pub(crate) async fn dossier_find<R: Runtime>(
    window: WebviewWindow<R>,
    token: u32,
    target: DossierTarget,
) -> Answer<Option<u32>> {
    ask_case(&window, move |case, _| case.dossier_find(token, target)).await
}

#[tauri::command]
pub(crate) async fn export_dossier<R: Runtime>(
    window: WebviewWindow<R>,
    program: State<'_, Program>,
    form: DossierForm,
    path: PathBuf,
    listener: Channel<WorkProgress>,
) -> Answer<DossierMade> {
    let made =
        ask_case(&window, move |case, asker| case.export_dossier(&form, path, asker, &steps(listener)))
            .await?;
    program.note_export(&made.path);
    Ok(made)
}

#[tauri::command]
pub(crate) async fn open_dossier<R: Runtime>(window: WebviewWindow<R>, path: String) -> Answer<()> {
    ask(&window, move |program, _| print::open(program.exported(&path)?)).await
}

#[tauri::command]
pub(crate) async fn show_dossier<R: Runtime>(window: WebviewWindow<R>, path: String) -> Answer<()> {
    ask(&window, move |program, _| print::reveal(program.exported(&path)?)).await
}

#[tauri::command]
pub(crate) async fn drag_dossier<R: Runtime>(window: WebviewWindow<R>, path: String) -> Answer<()> {
    let dragged = window.clone();
    ask(&window, move |program, _| drag::begin(&dragged, program.exported(&path)?)).await
}

#[tauri::command]
pub(crate) async fn print_dossier<R: Runtime>(window: WebviewWindow<R>, path: String) -> Answer<()> {
    let over = window.clone();
    ask(&window, move |program, _| print::show(&over, program.exported(&path)?)).await
}
