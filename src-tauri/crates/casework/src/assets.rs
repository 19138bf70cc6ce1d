//! Where the program's own files lie: the dossier's fonts, the sample case, the models that read pictures.

use std::path::PathBuf;

/// The folders in which `name` may lie: under `JUZHENG_ASSETS`, beside the program, in the source tree, where a package
/// puts it, in the cache.
pub(crate) fn folders(name: &str) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    folders.extend(std::env::var_os("JUZHENG_ASSETS").map(|assets| PathBuf::from(assets).join(name)));
    if let Ok(program) = std::env::current_exe() {
        folders.extend(program.parent().map(|folder| folder.join(name)));
        for above in program.ancestors().skip(1) {
            folders.push(above.join("assets").join(name));
            // A Debian package and a macOS bundle.
            folders.push(above.join("lib/Juzheng/assets").join(name));
            folders.push(above.join("Resources/assets").join(name));
        }
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .or_else(|| std::env::var_os("LOCALAPPDATA").map(PathBuf::from));
    folders.extend(cache.map(|cache| cache.join("juzheng").join(name)));
    folders
}
