//! What the commands say to the person who called them, and the one question that they ask.
#![allow(clippy::print_stdout, reason = "a command's words are its output")]

use crate::error::Error;
use std::{
    error::Error as _,
    io::{self, IsTerminal, Write},
};

/// Says what is being done now.
pub(crate) fn say(words: &str) {
    println!("==> {words}");
}

/// Says a line that belongs to what was said before.
pub(crate) fn note(words: &str) {
    println!("    {words}");
}

/// Passes on a line of a child's output.
pub(crate) fn pass_on(line: &str) {
    println!("{line}");
}

/// Says why the command stopped, each cause on its line, then what can be done.
pub(crate) fn fail(error: &Error) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        eprintln!("  because: {inner}");
        cause = inner.source();
    }
    if let Some(hint) = error.hint() {
        eprintln!("  hint: {hint}");
    }
}

/// Asks a person at the terminal; nobody there means yes, and so does an empty answer.
pub(crate) fn agrees(question: &str) -> bool {
    if !io::stdin().is_terminal() {
        return true;
    }
    print!("==> {question} [Y/n] ");
    let mut answer = String::new();
    if io::stdout().flush().is_err() || io::stdin().read_line(&mut answer).is_err() {
        return false;
    }
    matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes" | "是")
}
