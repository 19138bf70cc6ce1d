//! From arguments to an exit status: language, JSON or words, errors.

use crate::{
    args::{LangArg, Line},
    desk,
    ending::{COULD_NOT, DONE, Failure, STOPPED, WRONG_LINE},
    run, show,
};
use clap::{Parser, error::ErrorKind};
use juzheng_casework::{Error, ErrorCode, words, words::Lang};
use serde_json::json;
use std::io::{self, Write};

/// Runs the program; gives its exit status.
pub(crate) fn main() -> u8 {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => return wrong_line(&error),
    };
    desk::watch_for_stop();
    let lang = language(line.lang);
    match run::run(&line, lang) {
        Ok(status) => status,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
        Err(Failure::Output(error)) => {
            let _ = writeln!(io::stderr(), "{}: {error}", lang.of("无法输出", "could not print"));
            COULD_NOT
        }
        Err(Failure::Case(error)) => failed(&error, line.json, lang),
    }
}

/// `--lang`, else the locale, else Chinese.
fn language(asked: Option<LangArg>) -> Lang {
    match asked {
        Some(LangArg::Zh) => Lang::Zh,
        Some(LangArg::En) => Lang::En,
        None => {
            let locale = sys_locale::get_locale().unwrap_or_default();
            if locale.starts_with("en") { Lang::En } else { Lang::Zh }
        }
    }
}

fn failed(error: &Error, as_json: bool, lang: Lang) -> u8 {
    let words_lang = if as_json { Lang::Zh } else { lang };
    let (message, hint) = words::error(error, words_lang);
    if as_json {
        let shape = json!({"error": {"code": error.code(), "message": message, "hint": hint}});
        let _ = show::json(&shape);
    } else {
        let _ = writeln!(io::stderr(), "{}{message}", lang.of("错误：", "error: "));
        if !hint.is_empty() {
            let _ = writeln!(io::stderr(), "{}{hint}", lang.of("提示：", "hint: "));
        }
    }
    if error.code() == ErrorCode::Stopped { STOPPED } else { COULD_NOT }
}

/// Help and version go to standard output with status 0; anything else is a wrong command line, in JSON where asked for.
fn wrong_line(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return DONE;
    }
    if std::env::args_os().any(|arg| arg == "--json") {
        let text = error.render().to_string();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let hint = lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ");
        let _ = show::json(
            &json!({"error": {"code": "bad-command-line", "message": first, "hint": hint.trim()}}),
        );
    } else {
        let _ = error.print();
    }
    WRONG_LINE
}
