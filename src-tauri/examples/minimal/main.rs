//! The least window that Tauri makes, with the program's own flags: what its start is measured beside.
#![allow(missing_docs)]

fn main() {
    tauri::Builder::default()
        .run(tauri::generate_context!("examples/minimal/tauri.conf.json"))
        .expect("the least window opens");
}
