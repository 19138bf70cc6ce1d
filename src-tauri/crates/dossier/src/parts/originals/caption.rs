//! What stands over each picture and page: number, file, device, time of capture, fingerprint, where it comes from.

use crate::{
    exhibits::Exhibit,
    layout::{LABEL, Para, STRONG},
    parts::{Booklet, exhibit_words},
};

/// The caption; `which` says which stretch or page it is.
pub(super) fn of(booklet: &Booklet<'_>, exhibit: &Exhibit, which: &str) -> Vec<Para> {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    let artifact = &view.artifact;
    let mut title = format!("证据 {}　{}", exhibit.label(), exhibit_words::name(view));
    if !which.is_empty() {
        title.push_str(&format!("　{which}"));
    }
    if !view.covers.is_empty() {
        title.push_str("　（隐去件，原件另存）");
    }
    let screen = view.facts.as_ref().and_then(|facts| facts.screen.as_ref());
    let mut facts: Vec<String> = Vec::new();
    facts.extend(screen.and_then(|screen| exhibit_words::device(screen.device)).map(str::to_owned));
    facts.push(match exhibit_words::captured(booklet, view) {
        Some(at) => format!("截取 {at}"),
        None => "截取时间不详".to_owned(),
    });
    if screen.is_none() {
        facts.clear();
    }
    let mut made = vec![format!("SHA-256 {}…", artifact.fingerprints.sha256.short())];
    made.extend(artifact.parent.map(|parent| format!("取自{}", booklet.material(parent))));
    made.push("原件保存于案件".to_owned());
    let small = LABEL.sized(6.8);
    let mut said =
        vec![Para::new(STRONG.sized(8.5), title).most(2), Para::new(small, booklet.file_name(view)).most(1)];
    if !facts.is_empty() {
        said.push(Para::new(small, facts.join("　")).most(2));
    }
    said.push(Para::new(small, made.join("　")).most(1));
    said
}
