//! Declares the window's commands, so that the access list covers them: a page may call what its capability names.

fn main() {
    let commands = include_str!("src/commands/names.txt");
    let names: Vec<&'static str> = commands.lines().filter(|name| !name.is_empty()).collect();
    println!("cargo:rerun-if-changed=src/commands/names.txt");
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the configuration is valid");
}
