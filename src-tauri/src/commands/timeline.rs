//! The timeline.

use crate::answer::{Answer, ask_case};
use juzheng_casework::{
    Target,
    pane::{TimelineQuery, TimelineRow, TimelineSummary},
};
use tauri::{Runtime, WebviewWindow};

#[tauri::command]
pub(crate) async fn timeline<R: Runtime>(
    window: WebviewWindow<R>,
    query: TimelineQuery,
) -> Answer<TimelineSummary> {
    ask_case(&window, move |case, _| case.timeline(&query)).await
}

#[tauri::command]
pub(crate) async fn timeline_rows<R: Runtime>(
    window: WebviewWindow<R>,
    query: TimelineQuery,
    from: u32,
    count: u32,
) -> Answer<Vec<TimelineRow>> {
    let range = from..from.saturating_add(count);
    ask_case(&window, move |case, asker| case.timeline_rows(&query, range, asker.lang)).await
}

#[tauri::command]
pub(crate) async fn timeline_find<R: Runtime>(
    window: WebviewWindow<R>,
    query: TimelineQuery,
    target: Target,
) -> Answer<Option<u32>> {
    ask_case(&window, move |case, _| Ok(case.timeline_find(&query, target))).await
}
