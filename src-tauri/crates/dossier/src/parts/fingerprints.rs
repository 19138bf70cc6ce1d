//! Every file of the case with its fingerprints in full.

use super::{Booklet, quoted};
use crate::{
    Error, figures,
    layout::{CONTENT_WIDTH, FIGURE, Flow, Item, LABEL, LEFT, NOTE, Para, STRONG, Style},
    words,
};
use juzheng_model::{Digest, snapshot::ArtifactView};

/// Width of the names of the algorithms.
const ALGORITHMS: f32 = 56.0;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.artifacts.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::FINGERPRINTS)?;
    booklet.parts.fingerprints.touch(flow);
    let intro = [Para::new(NOTE, words::FINGERPRINTS_INTRO), Para::new(NOTE, words::SCOPE)];
    flow.paras(&intro, LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    // As the catalogue numbers them, then the files that are no exhibits.
    let exhibits = booklet.exhibits.all.iter().map(|exhibit| exhibit.artifact);
    let order: Vec<usize> = exhibits.chain(booklet.exhibits.omitted.iter().map(|(ix, _)| *ix)).collect();
    for ix in order {
        booklet.step()?;
        one(booklet, flow, ix, &snapshot.artifacts[ix])?;
    }
    booklet.parts.fingerprints.touch(flow);
    Ok(())
}

fn one(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>, ix: usize, view: &ArtifactView) -> Result<(), Error> {
    let artifact = &view.artifact;
    let offset = booklet.snapshot.offset;
    let mut said = vec![
        words::artifact_kind(view.facts.as_ref().map(|facts| facts.kind)).to_owned(),
        figures::size(artifact.size),
        format!("加入时间 {} ({offset})", offset.paper(artifact.added_at)),
    ];
    said.extend(artifact.captured_at.as_ref().map(|at| format!("用户所述取得时间 {}", quoted::field(at))));
    said.extend(artifact.parent.map(|parent| format!("取自{}", booklet.material(parent))));
    let records = [(view.transfers, "行收付"), (view.messages, "条消息")];
    let read = records.into_iter().filter(|(n, _)| *n > 0);
    said.extend(read.map(|(n, unit)| format!("读出 {} {unit}", figures::grouped(n))));
    said.extend(view.reader.as_ref().map(|reader| format!("读取程序 {reader}")));
    let name =
        vec![(STRONG, format!("{}　", booklet.material(artifact.id))), (STRONG, artifact.name.clone())];
    let head = flow.set(&[Para::mixed(name).most(4), Para::new(LABEL, said.join("　"))], CONTENT_WIDTH);
    let height: f32 = head.iter().map(|line| line.height()).sum();
    flow.need(height + 2.0 * 14.0 + 16.0)?;
    flow.mark(booklet.entries[ix]);
    for line in head {
        flow.put(&line, LEFT, CONTENT_WIDTH, flow.y);
        flow.y += line.height();
    }
    digest(flow, "SHA-256", &artifact.fingerprints.sha256)?;
    digest(flow, "SM3", &artifact.fingerprints.sm3)?;
    flow.space(5.0);
    let y = flow.y;
    flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick: 0.3, grey: 0.55 });
    flow.space(6.0);
    Ok(())
}

/// A digest in one unbroken piece, so that it is copied whole; groups of eight are told apart by their tone.
pub(super) fn digest(flow: &mut Flow<'_, '_>, algorithm: &str, digest: &Digest) -> Result<(), Error> {
    let style = Style { lead: 13.0, ..FIGURE.sized(8.2) };
    let hex = digest.hex();
    let groups = (0..8).map(|n| {
        let tone = if n % 2 == 0 { style } else { style.grey(0.42) };
        (tone, hex[8 * n..8 * n + 8].to_owned())
    });
    flow.need(13.0)?;
    let y = flow.y;
    for line in flow.set(&[Para::new(Style { lead: 13.0, ..LABEL }, algorithm)], ALGORITHMS) {
        flow.put(&line, LEFT, ALGORITHMS, y);
    }
    flow.paras(&[Para::mixed(groups.collect())], LEFT + ALGORITHMS, CONTENT_WIDTH - ALGORITHMS)
}
