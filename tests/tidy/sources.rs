//! What every source file owes its reader: a first sentence, an end, a good name, nothing left for later.

use crate::{
    Breaches,
    checkout::{Checkout, Text},
};

/// More lines of code than this are more than one thing.
const LONGEST: usize = 400;

/// Files that may be longer, and why.
const LONGER: &[(&str, &str)] = &[];

/// `mod` is a word of Rust, the rest say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "processor"];

/// The first line of a file says in a sentence what the file is about.
pub(crate) fn every_file_says_in_a_sentence_what_it_is(checkout: &Checkout) -> Breaches {
    checkout.rust().filter(|text| !begins_with_a_sentence(&text.body)).map(|text| {
        format!("{}: begin with `//! ` and one sentence that says what this file is about, with its full stop", text.path)
    }).collect()
}

/// The head's first paragraph begins in the first line and has a full stop (or what stands for one).
fn begins_with_a_sentence(body: &str) -> bool {
    let head: Vec<&str> = body.lines().map_while(|line| line.strip_prefix("//! ")).collect();
    let head = head.join(" ");
    let ends = |end: &char| ['.', ':', '?', '!', '。'].contains(end);
    head.chars().filter(|c| !c.is_whitespace()).count() > 10 && head.chars().any(|c| ends(&c))
}

/// What is missing is an issue, not a note in the code; a test that does not run protects nothing.
pub(crate) fn nothing_is_left_for_later(checkout: &Checkout) -> Breaches {
    // In two halves each, so that this file does not break its own rule.
    let words = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X"),
        ("todo", "!("),
        ("unimplemented", "!("),
        ("#[ign", "ore"),
        ("dbg", "!("),
    ]
    .map(|(head, tail)| format!("{head}{tail}"));
    let mut breaches = Breaches::new();
    for text in checkout.rust() {
        for (number, line) in text.body.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| has_word(line, word)) {
                breaches.push(format!(
                    "{}:{}: `{word}`: do it now, or write an issue",
                    text.path,
                    number + 1
                ));
            }
        }
    }
    breaches
}

/// The word stands there by itself, not as a part of another.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !joined(before) && (!word.ends_with(char::is_alphanumeric) || !joined(after))
    })
}

/// A file is about one thing.
pub(crate) fn no_file_grows_too_long(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for text in checkout.rust() {
        let lines = lines_of_code(&text.body);
        if lines > LONGEST && !LONGER.iter().any(|(path, _)| *path == text.path) {
            breaches
                .push(format!("{}: {lines} lines of code: find the two things that it is about", text.path));
        }
    }
    for (path, why) in LONGER {
        let there = checkout.rust().any(|text| text.path == *path && lines_of_code(&text.body) > LONGEST);
        if !there || why.is_empty() {
            breaches.push(format!("{path}: no longer needs its line in LONGER, or gives no reason there"));
        }
    }
    breaches
}

/// Lines that are neither empty, nor comment, nor inside a module of unit tests.
fn lines_of_code(body: &str) -> usize {
    let mut lines = body.lines().peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let opens_a_module = |next: &&str| next.starts_with("mod ") && next.ends_with('{');
        if line == "#[cfg(test)]" && lines.peek().is_some_and(opens_a_module) {
            // rustfmt closes it in the first column.
            lines.find(|line| *line == "}");
        } else if !line.trim().is_empty() && !line.trim_start().starts_with("//") {
            count += 1;
        }
    }
    count
}

/// A name says what is inside, in the words of the domain.
pub(crate) fn file_names_are_words_of_the_domain(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for text in checkout.rust() {
        let parts = text.path.trim_end_matches(".rs").split(['/', '_', '-']);
        if let Some(part) = parts.into_iter().find(|part| EMPTY_NAMES.contains(part)) {
            breaches
                .push(format!("{}: `{part}` says nothing: name the noun or verb that it holds", text.path));
        }
    }
    breaches
}

/// The display list is the boundary behind which the writer of PDF can be changed.
pub(crate) fn layout_never_names_the_writer_of_pdf(checkout: &Checkout) -> Breaches {
    let inside = |text: &&Text| text.path.starts_with("src-tauri/crates/dossier/src/layout");
    let mut breaches = Breaches::new();
    for text in checkout.rust().filter(inside) {
        for name in ["printpdf", "lopdf"] {
            if text.body.contains(name) {
                breaches.push(format!(
                    "{}: names `{name}`: say it in the display list, `writer/` turns it into PDF",
                    text.path
                ));
            }
        }
    }
    breaches
}

/// What lies where on the machine of the one who wrote it is nobody else's business.
pub(crate) fn no_path_of_a_machine(checkout: &Checkout) -> Breaches {
    // In two halves each, so that this file does not break its own rule.
    let paths = [("/ho", "me/"), ("/Us", "ers/"), ("/ro", "ot/"), ("/wo", "rk/"), (":\\Us", "ers\\")]
        .map(|(head, tail)| format!("{head}{tail}"));
    let mut breaches = Breaches::new();
    for text in &checkout.texts {
        for (number, line) in text.body.lines().enumerate() {
            let named = paths.iter().find(|path| {
                line.match_indices(path.as_str()).any(|(at, _)| {
                    // In the middle of an address or of a longer path it is no path from the root of a disk.
                    !line[..at]
                        .chars()
                        .next_back()
                        .is_some_and(|c| c.is_alphanumeric() || "._-~}$*".contains(c))
                })
            });
            if let Some(path) = named {
                breaches.push(format!("{}:{}: `{path}…`: find the place at run time", text.path, number + 1));
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_sees_what_breaks_it() {
        assert!(begins_with_a_sentence("//! Money, in fen.\nuse x;"));
        assert!(begins_with_a_sentence("//! Money, in fen, which is\n//! never negative.\n"));
        for bad in ["", "use x;", "// Money, in fen.", "//! money stuff and more", "\n//! Money, in fen."] {
            assert!(!begins_with_a_sentence(bad), "{bad:?}");
        }
        let word = ["XX", "X"].concat();
        assert!(has_word(&format!("// {word}: later"), &word));
        assert!(!has_word(&format!("id {word}{word}"), &word));
        assert_eq!(
            lines_of_code("//! A.\n\nfn a() {}\n// b\n#[cfg(test)]\nmod tests {\n    x\n}\nfn c() {}\n"),
            2
        );
        assert_eq!(lines_of_code("#[cfg(test)]\nmod tests;\nfn c() {}\n"), 3);
    }
}
