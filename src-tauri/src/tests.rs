//! The commands through real calls and the real access list, on a runtime without a screen.

use crate::{commands, furnish, program::Program, windows};
use juzheng_casework::OpenCase;
use serde_json::{Value, json};
use std::path::Path;
use tauri::{
    Manager, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

/// A window of the program, without a screen; the program's folders are in `home`.
fn window(home: &Path, label: &str) -> (tauri::App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app =
        furnish(mock_builder()).build(tauri::generate_context!(test = true)).expect("the program is built");
    app.manage(Program::at(home, home.join("cases"), home.join("sample")));
    let window = match app.get_webview_window(label) {
        Some(window) => window,
        None => WebviewWindowBuilder::new(&app, label, Default::default()).build().expect("a window"),
    };
    (app, window)
}

/// What a call of the page gives; a refusal is its words.
fn call(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("an address"),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("JSON"))
}

fn sample(folder: &Path) -> String {
    let asker = juzheng_casework::Asker { now: 1, actor: "user", lang: juzheng_casework::words::Lang::Zh };
    let case = OpenCase::sample(folder, asker, &|_| {}).expect("the sample case");
    case.folder().display().to_string()
}

#[test]
fn a_case_is_opened_looked_at_decided_on_and_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample(folder.path());
    let (_app, window) = window(folder.path(), windows::FIRST);
    let refused = call(&window, "overview", json!({})).expect_err("nothing is open");
    assert_eq!(refused["code"], "no-case-open");
    let opened = call(&window, "open_case", json!({"folder": sample})).expect("opened");
    assert_eq!(
        (opened["type"].as_str(), opened["overview"]["links"]["total"].as_u64()),
        (Some("here"), Some(16))
    );
    let query = json!({"verdicts": ["over"], "decided": [], "direction": null, "party": null, "text": "", "sort": "time", "descending": false});
    let page = call(&window, "links", json!({"query": query, "from": 0, "count": 10})).expect("links");
    let link = page["rows"][0]["money"]["link"].clone();
    call(&window, "link", json!({"id": link})).expect("all about it");
    let after =
        call(&window, "decide", json!({"decision": {"type": "confirm", "link": link}})).expect("decided");
    assert_eq!(after["links"]["confirmed"], 1);
    call(&window, "undo", json!({})).expect("taken back");
    let query =
        json!({"scale": "moment", "party": null, "verdicts": [], "kinds": [], "chat": true, "text": ""});
    let summary = call(&window, "timeline", json!({"query": query})).expect("laid out");
    let rows = call(&window, "timeline_rows", json!({"query": query, "from": 0, "count": 5})).expect("rows");
    assert!(summary["rows"].as_u64() > Some(100) && rows.as_array().map(Vec::len) == Some(5));
    let found = call(&window, "timeline_find", json!({"query": query, "target": {"at": 1_760_000_000}}));
    assert!(found.expect("found").is_number());
    call(&window, "close_case", json!({})).expect("closed");
    assert!(call(&window, "overview", json!({})).is_err());
}

#[test]
fn every_named_command_is_there_and_nothing_else_is_allowed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_app, window) = window(folder.path(), windows::FIRST);
    for name in include_str!("commands/names.txt").lines() {
        // Whatever it answers to no arguments, it is found and allowed.
        let said = match call(&window, name, json!({})) {
            Ok(_) => continue,
            Err(refused) => refused.to_string(),
        };
        assert!(!said.contains("not allowed") && !said.contains("not found"), "{name}: {said}");
    }
    for foreign in [
        "plugin:dialog|open",
        "plugin:window|set_title",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
    ] {
        let said = call(&window, foreign, json!({})).expect_err("refused").to_string();
        assert!(said.contains("not allowed"), "{foreign}: {said}");
    }
}

#[test]
fn a_window_of_another_name_may_ask_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_app, window) = window(folder.path(), "stranger");
    let said = call(&window, "overview", json!({})).expect_err("refused").to_string();
    assert!(said.contains("not allowed"), "{said}");
}

#[test]
fn a_page_opens_no_file_that_was_not_exported_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_app, window) = window(folder.path(), windows::FIRST);
    for command in ["open_dossier", "show_dossier", "drag_dossier", "print_dossier"] {
        let refused = call(&window, command, json!({"path": "/etc/passwd"})).expect_err("refused");
        assert_eq!(refused["code"], "unknown-id", "{command}");
    }
}

#[test]
fn the_list_of_names_is_that_of_the_handler() {
    let handler = include_str!("commands/mod.rs");
    let named: Vec<&str> = include_str!("commands/names.txt").lines().collect();
    let handled: Vec<&str> = handler
        .lines()
        .filter_map(|line| line.trim().strip_suffix(',')?.split_once("::").map(|(_, name)| name))
        .collect();
    let mut sorted = (named.clone(), handled);
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    assert_eq!(sorted.0, sorted.1);
    let allowed: Value = serde_json::from_str(include_str!("../capabilities/window.json")).expect("JSON");
    let allowed = allowed["permissions"].as_array().map(Vec::len);
    assert_eq!(allowed, Some(named.len()), "the capability allows the commands and nothing else");
    let _ = commands::handler::<MockRuntime>();
}

#[test]
fn one_case_is_open_in_one_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample(folder.path());
    let (app, first) = window(folder.path(), windows::FIRST);
    call(&first, "open_case", json!({"folder": sample})).expect("opened");
    windows::open(app.handle(), None).expect("a second window");
    let second = app.get_webview_window("case-1").expect("it is there");
    let opened = call(&second, "open_case", json!({"folder": format!("{sample}/case.sqlite")}))
        .expect("brought forward");
    assert_eq!(opened["type"], "elsewhere");
    assert!(app.state::<Program>().case("case-1").is_err());
    // Opened again where it is open, it stays writable.
    let again = call(&first, "open_case", json!({"folder": sample})).expect("opened");
    assert_eq!(again["overview"]["read_only"], Value::Null);
}
