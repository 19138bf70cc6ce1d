//! Links, and the user's decisions on them.

use crate::answer::{Answer, ask_case};
use juzheng_casework::{
    OpenCase,
    model::Id,
    pane::{Decision, GapCause, LinkDetail, LinkPage, LinkQuery, Overview, Surroundings, Undone},
};
use tauri::{Runtime, WebviewWindow};

#[tauri::command]
pub(crate) async fn links<R: Runtime>(
    window: WebviewWindow<R>,
    query: LinkQuery,
    from: u32,
    count: u32,
) -> Answer<LinkPage> {
    ask_case(&window, move |case, _| case.links(&query, from, count)).await
}

#[tauri::command]
pub(crate) async fn link<R: Runtime>(window: WebviewWindow<R>, id: Id) -> Answer<LinkDetail> {
    ask_case(&window, move |case, asker| case.link_detail(id, asker.lang)).await
}

#[tauri::command]
pub(crate) async fn link_find<R: Runtime>(
    window: WebviewWindow<R>,
    query: LinkQuery,
    id: Id,
) -> Answer<Option<u32>> {
    ask_case(&window, move |case, _| Ok(case.link_find(&query, id))).await
}

#[tauri::command]
pub(crate) async fn surroundings<R: Runtime>(
    window: WebviewWindow<R>,
    link: Id,
    message: Option<Id>,
    text: String,
) -> Answer<Surroundings> {
    ask_case(&window, move |case, _| case.surroundings(link, message, &text)).await
}

#[tauri::command]
pub(crate) async fn gap_causes<R: Runtime>(window: WebviewWindow<R>) -> Answer<Vec<GapCause>> {
    ask_case(&window, |_, asker| Ok(OpenCase::gap_causes(asker.lang))).await
}

#[tauri::command]
pub(crate) async fn decide<R: Runtime>(window: WebviewWindow<R>, decision: Decision) -> Answer<Overview> {
    ask_case(&window, move |case, asker| case.decide(&decision, asker)).await
}

#[tauri::command]
pub(crate) async fn undo<R: Runtime>(window: WebviewWindow<R>) -> Answer<Undone> {
    ask_case(&window, |case, asker| case.undo(asker)).await
}
