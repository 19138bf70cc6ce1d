//! The text that stands in a stranger's PDF, as far as it can be had without drawing it.

use crate::pages::{Fault, Pages, apart};
use lopdf::{Document, LoadOptions};

/// What the objects of a file, or the content of one page, unfold to at most.
const UNFOLDED: usize = 16 << 20;
/// Pages that are read.
const MOST: usize = 60;

/// The text of the first pages, page by page; empty where there is none or it cannot be read: scans, locked files, fonts
/// that do not say what their signs mean.
pub fn text_of(bytes: Vec<u8>) -> String {
    // What unfolds to too much is found here first.
    if Pages::open(bytes.clone()).is_err() {
        return String::new();
    }
    let read = apart(|| {
        let options = LoadOptions { max_decompressed_size: Some(UNFOLDED), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(&bytes, options).map_err(|_| Fault::Broken)?;
        if document.is_encrypted() {
            return Err(Fault::Locked);
        }
        let pages: Vec<u32> = document.get_pages().into_keys().take(MOST).collect();
        let mut text = String::new();
        for page in pages {
            let pieces = document.extract_text_chunks_with_limit(&[page], UNFOLDED);
            text.extend(pieces.into_iter().flatten());
            text.push('\n');
        }
        Ok(text)
    });
    read.unwrap_or_default()
}
