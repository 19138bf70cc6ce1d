//! Sealing, timestamps and the evidence package; checking a package that lies somewhere.

use super::program::choose_target;
use crate::{
    answer::{Answer, ask, ask_case, ask_trusting, steps},
    dialogs::Choice,
    program::Program,
};
use juzheng_casework::{
    Audience, Packed, Reveals, StampShape,
    pane::{CheckPane, PackForm, QueryPane, SealsPane, WorkProgress},
};
use std::path::PathBuf;
use tauri::{Runtime, State, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn seals<R: Runtime>(
    window: WebviewWindow<R>,
    program: State<'_, Program>,
) -> Answer<SealsPane> {
    let names = program.memory().trusted_names();
    ask_trusting(&window, move |case, trusted, asker| case.seals(trusted, names, asker)).await
}

#[tauri::command]
pub(crate) async fn prepare_query<R: Runtime>(window: WebviewWindow<R>) -> Answer<QueryPane> {
    ask_case(&window, |case, asker| case.prepare_query(asker)).await
}

#[tauri::command]
pub(crate) async fn send_query<R: Runtime>(
    window: WebviewWindow<R>,
    query: String,
    url: String,
) -> Answer<Option<StampShape>> {
    ask_trusting(&window, move |case, trusted, asker| {
        Ok(case.send_query(&query, &url, trusted, asker)?.timestamp)
    })
    .await
}

#[tauri::command]
pub(crate) async fn save_query<R: Runtime>(
    window: WebviewWindow<R>,
    query: String,
    name: String,
) -> Answer<Option<String>> {
    let Some(target) = choose_target(&window, &name).await? else { return Ok(None) };
    ask_case(&window, move |case, asker| Ok(case.save_query(&query, &target, asker)?.query_file)).await
}

#[tauri::command]
pub(crate) async fn take_reply<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<StampShape>> {
    let over = window.clone();
    let chosen =
        ask(&window, move |program, _| Ok(program.dialogs.choose(&over, Choice::Reply).pop())).await?;
    let Some(file) = chosen else { return Ok(None) };
    ask_trusting(&window, move |case, trusted, asker| case.take_reply(&file, trusted, asker)).await
}

#[tauri::command]
pub(crate) async fn trust_roots<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    let over = window.clone();
    ask(&window, move |program, _| {
        let chosen = program.dialogs.choose(&over, Choice::Certificates);
        chosen.iter().try_for_each(|file| program.memory().trust(file))
    })
    .await
}

#[tauri::command]
pub(crate) async fn distrust_roots<R: Runtime>(window: WebviewWindow<R>, name: String) -> Answer<()> {
    ask(&window, move |program, _| program.memory().distrust(&name)).await
}

#[tauri::command]
pub(crate) async fn weigh_package<R: Runtime>(
    window: WebviewWindow<R>,
    audience: Audience,
) -> Answer<Reveals> {
    ask_case(&window, move |case, _| case.weigh_package(audience)).await
}

#[tauri::command]
pub(crate) async fn choose_package_place<R: Runtime>(
    window: WebviewWindow<R>,
    name: String,
) -> Answer<Option<String>> {
    Ok(choose_target(&window, &name).await?.map(|path| path.display().to_string()))
}

#[tauri::command]
pub(crate) async fn choose_package_zip<R: Runtime>(window: WebviewWindow<R>) -> Answer<Option<String>> {
    let over = window.clone();
    let chosen = ask(&window, move |program, _| Ok(program.dialogs.choose(&over, Choice::Zip).pop())).await?;
    Ok(chosen.map(|path| path.display().to_string()))
}

#[tauri::command]
pub(crate) async fn pack<R: Runtime>(
    window: WebviewWindow<R>,
    program: State<'_, Program>,
    form: PackForm,
    path: PathBuf,
    passphrase: Option<String>,
    listener: Channel<WorkProgress>,
) -> Answer<Packed> {
    let packed = ask_case(&window, move |case, asker| {
        case.pack(&form, passphrase.as_deref(), path, asker, &steps(listener))
    })
    .await?;
    program.note_export(packed.volumes.first().map_or(&packed.path, |first| &first.path));
    Ok(packed)
}

#[tauri::command]
pub(crate) async fn check_package<R: Runtime>(
    window: WebviewWindow<R>,
    path: PathBuf,
    passphrase: Option<String>,
    listener: Channel<WorkProgress>,
) -> Answer<CheckPane> {
    ask_trusting(&window, move |case, trusted, asker| {
        case.check_at(&path, passphrase.as_deref(), trusted, asker, &steps(listener))
    })
    .await
}
