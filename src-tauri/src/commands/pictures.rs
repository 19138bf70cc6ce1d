//! Review of pictures: what the machine read on them, and when they were captured.

use super::materials::teller;
use crate::answer::{Answer, ask_case};
use juzheng_casework::{
    model::Id,
    pane::{AddProgress, CaptureScope, Overview, Picture, PicturePage, PictureQuery},
};
use tauri::{Runtime, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn pictures<R: Runtime>(
    window: WebviewWindow<R>,
    query: PictureQuery,
    from: u32,
    count: u32,
) -> Answer<PicturePage> {
    ask_case(&window, move |case, _| case.pictures(&query, from, count)).await
}

#[tauri::command]
pub(crate) async fn picture_find<R: Runtime>(
    window: WebviewWindow<R>,
    query: PictureQuery,
    id: Id,
) -> Answer<Option<u32>> {
    ask_case(&window, move |case, _| case.picture_find(&query, id)).await
}

#[tauri::command]
pub(crate) async fn picture<R: Runtime>(window: WebviewWindow<R>, id: Id) -> Answer<Picture> {
    ask_case(&window, move |case, asker| case.picture_review(id, asker.lang)).await
}

#[tauri::command]
pub(crate) async fn set_captured<R: Runtime>(
    window: WebviewWindow<R>,
    scope: CaptureScope,
    at: String,
    listener: Channel<AddProgress>,
) -> Answer<Overview> {
    ask_case(&window, move |case, asker| case.set_captured(&scope, &at, asker, &teller(listener))).await
}
