//! Materials: taking files in, and looking at originals.

use super::program::choose_target;
use crate::answer::{Answer, Paced, ask_case};
use juzheng_casework::{
    model::Id,
    pane::{AddProgress, AddedFiles, Material, MaterialDetail, Overview, TablePage, TextPage},
};
use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn materials<R: Runtime>(window: WebviewWindow<R>) -> Answer<Vec<Material>> {
    ask_case(&window, |case, asker| Ok(case.materials(asker.lang))).await
}

#[tauri::command]
pub(crate) async fn material<R: Runtime>(window: WebviewWindow<R>, id: Id) -> Answer<MaterialDetail> {
    ask_case(&window, move |case, asker| case.material(id, asker.lang)).await
}

#[tauri::command]
pub(crate) async fn table_page<R: Runtime>(
    window: WebviewWindow<R>,
    id: Id,
    sheet: Option<String>,
    from: u64,
    count: usize,
) -> Answer<TablePage> {
    ask_case(&window, move |case, _| case.table_page(id, sheet.as_deref(), from, count)).await
}

#[tauri::command]
pub(crate) async fn text_page<R: Runtime>(window: WebviewWindow<R>, id: Id, from: u64) -> Answer<TextPage> {
    ask_case(&window, move |case, _| case.text_page(id, from)).await
}

#[tauri::command]
pub(crate) async fn add_files<R: Runtime>(
    window: WebviewWindow<R>,
    paths: Vec<PathBuf>,
    password: Option<String>,
    listener: Channel<AddProgress>,
) -> Answer<AddedFiles> {
    ask_case(&window, move |case, asker| case.add_files(paths, password, asker, &teller(listener))).await
}

#[tauri::command]
pub(crate) async fn unlock<R: Runtime>(
    window: WebviewWindow<R>,
    ids: Vec<Id>,
    password: String,
    listener: Channel<AddProgress>,
) -> Answer<AddedFiles> {
    ask_case(&window, move |case, asker| case.unlock(&ids, password, asker, &teller(listener))).await
}

#[tauri::command]
pub(crate) async fn digests_in<R: Runtime>(window: WebviewWindow<R>, id: Id) -> Answer<Vec<String>> {
    ask_case(&window, move |case, _| case.digests_in(id)).await
}

#[tauri::command]
pub(crate) async fn claim_receipt<R: Runtime>(
    window: WebviewWindow<R>,
    id: Id,
    digest: String,
    of: Option<Id>,
) -> Answer<Overview> {
    ask_case(&window, move |case, asker| case.claim_receipt(id, &digest, of, asker)).await
}

#[tauri::command]
pub(crate) async fn save_original<R: Runtime>(window: WebviewWindow<R>, id: Id) -> Answer<Option<String>> {
    let name = ask_case(&window, move |case, _| case.original_name(id)).await?;
    let Some(target) = choose_target(&window, &name).await? else { return Ok(None) };
    let written = target.display().to_string();
    ask_case(&window, move |case, _| case.save_original(id, &target)).await?;
    Ok(Some(written))
}

/// Tells the page what taking in is doing: every file and its end, and bytes as often as the eye can follow.
pub(super) fn teller(listener: Channel<AddProgress>) -> impl Fn(AddProgress) + Sync {
    let paced = Paced::default();
    move |progress| {
        if !matches!(progress, AddProgress::Bytes { .. }) || paced.is_due() {
            // A page that is gone hears nothing.
            let _ = listener.send(progress);
        }
    }
}
