//! The state of the program: what it remembers, and which case is open in which window.

use crate::{argument, dialogs::Dialogs, windows};
use juzheng_casework::{
    Asker, Error, Memory, OpenCase,
    pane::{FrameEvent, Language, Overview, Preferences},
    words::Lang,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tauri::{AppHandle, Manager, Runtime, ipc::Channel};

/// The state of the program.
pub(crate) struct Program {
    memory: Mutex<Memory>,
    cases: Mutex<HashMap<String, Arc<OpenCase>>>,
    frames: Mutex<HashMap<String, Channel<FrameEvent>>>,
    /// Held while a case is being opened: two openings of one case would each take the other for a stranger.
    opening: Mutex<()>,
    /// The cases that new windows are to open.
    waiting: Mutex<HashMap<String, PathBuf>>,
    /// The dossiers and packages that were exported by this run: only these are opened, shown, dragged or printed.
    exported: Mutex<HashSet<PathBuf>>,
    /// The system's file dialogs.
    pub(crate) dialogs: Dialogs,
    /// Where new cases are proposed to be made.
    pub(crate) place: PathBuf,
    /// Where the sample case is made.
    pub(crate) sample_place: PathBuf,
}

impl Program {
    /// Reads what is remembered.
    pub(crate) fn start<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Program> {
        let paths = app.path();
        let place = paths.document_dir().or_else(|_| paths.home_dir())?;
        let program = Program::at(&paths.app_config_dir()?, place.join("举证案件"), paths.app_data_dir()?);
        if let Some(case) =
            argument::case(std::env::args_os().skip(1), &std::env::current_dir().unwrap_or_default())
        {
            program.await_window(windows::FIRST, case);
        }
        Ok(program)
    }

    /// A program that remembers in one folder, proposes another for new cases, and makes the sample in a third.
    pub(crate) fn at(config: &Path, place: PathBuf, sample_place: PathBuf) -> Program {
        Program {
            memory: Mutex::new(Memory::load(config.join("memory.json"))),
            cases: Mutex::default(),
            frames: Mutex::default(),
            opening: Mutex::default(),
            waiting: Mutex::default(),
            exported: Mutex::default(),
            dialogs: Dialogs::default(),
            place,
            sample_place,
        }
    }

    /// What it remembers.
    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        lock(&self.memory)
    }

    /// The language of the window.
    pub(crate) fn language(&self) -> Language {
        let Preferences { language, .. } = self.memory().preferences();
        language.unwrap_or_else(argument::system_language)
    }

    /// The language of words.
    pub(crate) fn lang(&self) -> Lang {
        match self.language() {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }

    /// The case of a window.
    ///
    /// # Errors
    /// None is open in it.
    pub(crate) fn case(&self, window: &str) -> Result<Arc<OpenCase>, Error> {
        lock(&self.cases).get(window).cloned().ok_or(Error::NoCaseOpen)
    }

    /// Lets one case be opened after the other.
    pub(crate) fn opening(&self) -> MutexGuard<'_, ()> {
        lock(&self.opening)
    }

    /// The window in which a case folder is open.
    pub(crate) fn window_of(&self, folder: &Path) -> Option<String> {
        let same = |case: &OpenCase| same_folder(case.folder(), folder);
        lock(&self.cases).iter().find(|(_, case)| same(case)).map(|(window, _)| window.clone())
    }

    /// Lets a window have a case; the one that it had is closed.
    pub(crate) fn put(&self, window: &str, case: OpenCase) -> Arc<OpenCase> {
        let case = Arc::new(case);
        let before = lock(&self.cases).insert(window.to_owned(), case.clone());
        if let Some(before) = before {
            before.close();
        }
        case
    }

    /// Closes the case of a window: what is going on in it is asked to stop.
    pub(crate) fn close(&self, window: &str) {
        let case = lock(&self.cases).remove(window);
        if let Some(case) = case {
            case.close();
        }
    }

    /// A window is gone.
    pub(crate) fn forget_window(&self, window: &str) {
        lock(&self.waiting).remove(window);
        lock(&self.frames).remove(window);
        self.close(window);
    }

    /// Whether something is going on in a window.
    pub(crate) fn is_working(&self, window: &str) -> bool {
        lock(&self.cases).get(window).is_some_and(|case| case.is_working())
    }

    /// Who hears the frame of a window.
    pub(crate) fn hear(&self, window: &str, listener: Channel<FrameEvent>) {
        lock(&self.frames).insert(window.to_owned(), listener);
    }

    /// Tells the page of a window something; says whether anybody heard.
    pub(crate) fn tell(&self, window: &str, event: FrameEvent) -> bool {
        lock(&self.frames).get(window).is_some_and(|listener| listener.send(event).is_ok())
    }

    /// A case that a window is to open when it is there.
    pub(crate) fn await_window(&self, window: &str, folder: PathBuf) {
        lock(&self.waiting).insert(window.to_owned(), folder);
    }

    /// The case that waits for a window, once.
    pub(crate) fn waiting(&self, window: &str) -> Option<PathBuf> {
        lock(&self.waiting).remove(window)
    }

    /// Remembers a dossier or a package that was exported.
    pub(crate) fn note_export(&self, path: &str) {
        lock(&self.exported).insert(PathBuf::from(path));
    }

    /// A dossier or a package of this run.
    ///
    /// # Errors
    /// It is none: the page may not name any file.
    pub(crate) fn exported(&self, path: &str) -> Result<PathBuf, Error> {
        let path = PathBuf::from(path);
        match lock(&self.exported).contains(&path) {
            true => Ok(path),
            false => Err(Error::UnknownId { what: "dossier", id: path.display().to_string() }),
        }
    }
}

fn same_folder(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole after every statement.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Program {
    /// A case was opened in a window: it is remembered; gives it at a glance.
    ///
    /// # Errors
    /// The case cannot be read.
    pub(crate) fn taken_up(&self, window: &str, case: OpenCase, asker: Asker<'_>) -> Result<Overview, Error> {
        let case = self.put(window, case);
        // A list that cannot be written is no reason not to open the case.
        let _ = case.remember(&mut self.memory(), asker.now);
        case.overview(asker.lang)
    }
}
