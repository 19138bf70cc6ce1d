//! What the program is started with: a case, given by its folder or by anything in it; the system's language.

use juzheng_casework::pane::Language;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The case that the arguments name, if they name one; relative paths are seen from `from`.
pub(crate) fn case(arguments: impl IntoIterator<Item = OsString>, from: &Path) -> Option<PathBuf> {
    let is_option = |argument: &OsString| argument.to_string_lossy().starts_with('-');
    let path = arguments.into_iter().find(|argument| !is_option(argument))?;
    let path = from.join(
        path.to_str().and_then(|text| text.strip_prefix("file://")).map_or(path.clone(), OsString::from),
    );
    Some(folder_of(path))
}

/// The case folder that holds a path: itself, or the one above `case.sqlite`.
pub(crate) fn folder_of(path: PathBuf) -> PathBuf {
    let holds_case = |folder: &&Path| folder.join("case.sqlite").is_file();
    path.ancestors().take(3).find(holds_case).map(Path::to_path_buf).unwrap_or(path)
}

/// The system's language: English where it says so, else Chinese.
pub(crate) fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale)
            if !locale.starts_with("zh") && !locale.starts_with('C') && !locale.starts_with("POSIX") =>
        {
            Language::En
        }
        _ => Language::Zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_by_its_folder_or_by_what_is_in_it() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("甲.juzheng");
        std::fs::create_dir(&folder).expect("made");
        std::fs::write(folder.join("case.sqlite"), "").expect("written");
        let named = |argument: &str| case(["--flag".into(), argument.into()], root.path());
        assert_eq!(named("甲.juzheng"), Some(folder.clone()));
        assert_eq!(named("甲.juzheng/case.sqlite"), Some(folder.clone()));
        assert_eq!(named(&format!("file://{}", folder.display())), Some(folder));
        assert_eq!(named("乙.juzheng"), Some(root.path().join("乙.juzheng")));
        assert_eq!(case(Vec::new(), root.path()), None);
    }
}
