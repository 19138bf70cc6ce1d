//! The program itself: what it starts with, which cases were open lately, what its frame tells the page.

use serde::{Deserialize, Serialize};

/// The language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the user chose for the program, whatever the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Preferences {
    /// The language; `None` until one is chosen: then the system's, else Chinese.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the three pictures of the first start were seen.
    pub welcomed: bool,
}

/// What the window starts with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Start {
    /// What the user chose.
    pub preferences: Preferences,
    /// The language to begin with.
    pub language: Language,
    /// The version of the program.
    pub version: String,
    /// `linux`, `windows`, `macos`.
    pub platform: String,
    /// A case to open at once (command line, file manager).
    pub open: Option<String>,
    /// Where new cases are proposed to be made.
    pub place: String,
}

/// How a recent case is doing, told without opening it for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// It opens.
    Good,
    /// It is not where it was.
    Gone,
    /// It opens for reading only (a read-only medium, a newer version's).
    ReadOnly,
    /// Its custody chain or its database is broken.
    Broken,
    /// It is encrypted, so that nothing is known of it before it is unlocked.
    Locked,
}

/// A case that was open lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecentCase {
    /// The case folder.
    pub folder: String,
    /// Its title; that of the last opening where it is gone.
    pub title: String,
    /// My side.
    pub me: Vec<String>,
    /// The other side.
    pub other: Vec<String>,
    /// When it was last opened, Unix seconds.
    pub opened_at: i64,
    /// How it is doing.
    pub health: Health,
}

/// What the frame of the window tells the page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum FrameEvent {
    /// A menu item was chosen: the action's name.
    Menu {
        /// As in the list of actions.
        action: String,
    },
    /// Files are held over the window.
    DragOver,
    /// They left.
    DragLeave,
    /// They were dropped.
    Dropped {
        /// Files and folders.
        paths: Vec<String>,
    },
    /// A case is to be opened (a second start of the program, the file manager).
    Open {
        /// The case folder.
        folder: String,
    },
    /// The user wants to close the window while something is going on.
    CloseAsked,
}

/// What opening a case gave.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Opened {
    /// It is open in this window.
    Here {
        /// The case.
        overview: Box<super::Overview>,
    },
    /// It is open in another window, which was brought to the front.
    Elsewhere,
}
