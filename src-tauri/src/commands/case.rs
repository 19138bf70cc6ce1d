//! The case as a whole: making and opening it, its findings, its custody, its settings.

use crate::{
    answer::{Answer, ask, ask_case, ask_trusting, steps},
    argument, windows,
};
use juzheng_casework::{
    CasePlace, OpenCase,
    pane::{
        AddProgress, CheckPane, CustodyPane, Effect, FindingGroup, FindingPage, NewCaseForm, Opened,
        Overview, SettingsChange, WorkProgress,
    },
};
use std::path::PathBuf;
use tauri::{Manager, Runtime, WebviewWindow, ipc::Channel};

#[tauri::command]
pub(crate) async fn create_case<R: Runtime>(
    window: WebviewWindow<R>,
    form: NewCaseForm,
    passphrase: Option<String>,
) -> Answer<Overview> {
    let label = window.label().to_owned();
    ask(&window, move |program, asker| {
        let _one_by_one = program.opening();
        let case = OpenCase::create(&form, passphrase.as_deref(), asker)?;
        program.taken_up(&label, case, asker)
    })
    .await
}

#[tauri::command]
pub(crate) async fn open_case<R: Runtime>(
    window: WebviewWindow<R>,
    folder: String,
    passphrase: Option<String>,
) -> Answer<Opened> {
    let (label, app) = (window.label().to_owned(), window.app_handle().clone());
    let folder = argument::folder_of(PathBuf::from(folder));
    ask(&window, move |program, asker| {
        let _one_by_one = program.opening();
        if let Some(other) = program.window_of(&folder) {
            if other != label {
                windows::to_front(&app, &other);
                return Ok(Opened::Elsewhere);
            }
        }
        let place = match passphrase {
            Some(passphrase) => CasePlace::unlock(&folder, &passphrase)?,
            None => CasePlace::at(&folder),
        };
        if program.window_of(&folder).is_some() && !place.is_locked() {
            // The same case again: closed first, so that it can be opened for writing.
            program.close(&label);
        }
        let case = OpenCase::open(&place)?;
        Ok(Opened::Here { overview: Box::new(program.taken_up(&label, case, asker)?) })
    })
    .await
}

#[tauri::command]
pub(crate) async fn encrypt_case<R: Runtime>(
    window: WebviewWindow<R>,
    passphrase: String,
    listener: Channel<WorkProgress>,
) -> Answer<Overview> {
    let label = window.label().to_owned();
    ask(&window, move |program, asker| {
        let copy = program.case(&label)?.encrypt(&passphrase, asker, &steps(listener))?;
        let _one_by_one = program.opening();
        program.taken_up(&label, copy, asker)
    })
    .await
}

#[tauri::command]
pub(crate) async fn set_passphrase<R: Runtime>(window: WebviewWindow<R>, passphrase: String) -> Answer<()> {
    ask_case(&window, move |case, _| case.set_passphrase(&passphrase)).await
}

#[tauri::command]
pub(crate) async fn open_sample<R: Runtime>(
    window: WebviewWindow<R>,
    listener: Channel<AddProgress>,
) -> Answer<Opened> {
    let (label, app) = (window.label().to_owned(), window.app_handle().clone());
    ask(&window, move |program, asker| {
        let _one_by_one = program.opening();
        if let Some(other) = program.window_of(&OpenCase::sample_folder(&program.sample_place)) {
            windows::to_front(&app, &other);
            return match other == label {
                true => Ok(Opened::Here { overview: Box::new(program.case(&label)?.overview(asker.lang)?) }),
                false => Ok(Opened::Elsewhere),
            };
        }
        let tell = super::materials::teller(listener);
        let case = OpenCase::sample(&program.sample_place, asker, &tell)?;
        Ok(Opened::Here { overview: Box::new(program.taken_up(&label, case, asker)?) })
    })
    .await
}

#[tauri::command]
pub(crate) async fn close_case<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    let label = window.label().to_owned();
    ask(&window, move |program, _| {
        program.close(&label);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn overview<R: Runtime>(window: WebviewWindow<R>) -> Answer<Overview> {
    ask_case(&window, |case, asker| case.overview(asker.lang)).await
}

#[tauri::command]
pub(crate) async fn stop<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    ask_case(&window, |case, _| {
        case.stop();
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn findings<R: Runtime>(window: WebviewWindow<R>) -> Answer<Vec<FindingGroup>> {
    ask_case(&window, |case, asker| Ok(case.findings(asker.lang))).await
}

#[tauri::command]
pub(crate) async fn finding_page<R: Runtime>(
    window: WebviewWindow<R>,
    code: String,
    from: u32,
    count: u32,
) -> Answer<FindingPage> {
    ask_case(&window, move |case, asker| Ok(case.finding_page(&code, from, count, asker.lang))).await
}

#[tauri::command]
pub(crate) async fn custody<R: Runtime>(window: WebviewWindow<R>) -> Answer<Vec<CustodyPane>> {
    ask_case(&window, |case, asker| case.custody(asker.lang)).await
}

#[tauri::command]
pub(crate) async fn check<R: Runtime>(
    window: WebviewWindow<R>,
    listener: Channel<WorkProgress>,
) -> Answer<CheckPane> {
    ask_trusting(&window, move |case, trusted, asker| case.check(trusted, asker, &steps(listener))).await
}

#[tauri::command]
pub(crate) async fn try_change<R: Runtime>(
    window: WebviewWindow<R>,
    change: SettingsChange,
) -> Answer<Effect> {
    ask_case(&window, move |case, asker| case.try_change(&change, asker)).await
}

#[tauri::command]
pub(crate) async fn change<R: Runtime>(window: WebviewWindow<R>, change: SettingsChange) -> Answer<Overview> {
    ask_case(&window, move |case, asker| case.change_settings(&change, asker)).await
}
