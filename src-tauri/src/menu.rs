//! The menu, in the language of the window. An item's id is the name of an action of the page.

use juzheng_casework::pane::Language;
use tauri::{
    AppHandle, Runtime,
    menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder},
};

/// An item: id, Chinese, English, keys. An empty id is a line.
type Item = (&'static str, &'static str, &'static str, Option<&'static str>);

const LINE: Item = ("", "", "", None);

/// The one item that the page does not do: it closes every window, each of which may ask.
pub(crate) const QUIT: &str = "quit";

const FILE: &[Item] = &[
    ("new-case", "新建案件…", "New case…", Some("CmdOrCtrl+N")),
    ("open-case", "打开案件…", "Open case…", Some("CmdOrCtrl+O")),
    ("open-sample", "打开示例案件", "Open the sample case", None),
    ("new-window", "新窗口", "New window", Some("CmdOrCtrl+Shift+N")),
    LINE,
    ("add-files", "加入文件…", "Add files…", Some("CmdOrCtrl+Shift+A")),
    ("add-folder", "加入文件夹…", "Add a folder…", None),
    LINE,
    ("export-dossier", "导出证据册…", "Export the dossier…", Some("CmdOrCtrl+E")),
    ("check-everything", "校验全部", "Check everything", None),
    LINE,
    ("close-case", "关闭案件", "Close case", Some("CmdOrCtrl+W")),
    (QUIT, "退出", "Quit", Some("CmdOrCtrl+Q")),
];

const EDIT: &[Item] = &[
    // The page knows whether the keys are meant for a text field, the menu does not.
    ("undo", "撤销上一个决定", "Undo the last decision", None),
    LINE,
    ("find", "查找…", "Find…", Some("CmdOrCtrl+F")),
    ("next-flag", "下一处提示", "Next flag", None),
    ("previous-flag", "上一处提示", "Previous flag", None),
];

const VIEW: &[Item] = &[
    ("view-cases", "案件", "Cases", Some("CmdOrCtrl+1")),
    ("view-materials", "材料", "Materials", Some("CmdOrCtrl+2")),
    ("view-pictures", "识读核对", "Check readings", Some("CmdOrCtrl+9")),
    ("view-timeline", "时间线", "Timeline", Some("CmdOrCtrl+3")),
    ("view-links", "对应", "Links", Some("CmdOrCtrl+4")),
    ("view-findings", "提示", "Findings", Some("CmdOrCtrl+5")),
    ("view-dossier", "证据册", "Dossier", Some("CmdOrCtrl+6")),
    ("view-custody", "保管与校验", "Custody and check", Some("CmdOrCtrl+7")),
    ("view-package", "封存与证据包", "Seal and package", Some("CmdOrCtrl+Shift+P")),
    ("view-settings", "设置", "Settings", Some("CmdOrCtrl+8")),
    LINE,
    ("zoom-in", "时间线放大", "Zoom the timeline in", None),
    ("zoom-out", "时间线缩小", "Zoom the timeline out", None),
    ("zoom-fit", "时间线看全", "Show the whole timeline", None),
    LINE,
    ("language", "English", "中文", None),
    ("theme", "浅色或深色", "Light or dark", None),
];

const HELP: &[Item] =
    &[("shortcuts", "键盘快捷键", "Keyboard shortcuts", None), ("about", "关于举证", "About Juzheng", None)];

/// Builds it.
pub(crate) fn build<R: Runtime>(app: &AppHandle<R>, language: Language) -> tauri::Result<Menu<R>> {
    let of = |zh: &'static str, en: &'static str| match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let mut menu = MenuBuilder::new(app);
    for (zh, en, items) in
        [("案件", "Case", FILE), ("编辑", "Edit", EDIT), ("查看", "View", VIEW), ("帮助", "Help", HELP)]
    {
        let mut submenu = SubmenuBuilder::new(app, of(zh, en));
        for (id, zh, en, keys) in items {
            if id.is_empty() {
                submenu = submenu.separator();
                continue;
            }
            let mut item = MenuItemBuilder::with_id(*id, of(zh, en));
            if let Some(keys) = keys {
                item = item.accelerator(keys);
            }
            submenu = submenu.item(&item.build(app)?);
        }
        menu = menu.item(&submenu.build()?);
    }
    menu.build()
}
