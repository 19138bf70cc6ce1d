//! The page of a file that paper cannot show (a recording, a document of another program): its facts, and lines for what
//! only the submitter knows.

use super::{begin, outline, shows, touch};
use crate::{
    Error,
    exhibits::{Exhibit, Group, kind},
    figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    original::Unshown,
    parts::{Booklet, exhibit_words, quoted},
    places::Spot,
    words,
};
use juzheng_model::{ArtifactKind, snapshot::ArtifactView};

const COLUMNS: [Column; 2] = [
    Column { width: 120.0, title: "项目", align: Align::Left },
    Column { width: CONTENT_WIDTH - 120.0, title: "内容", align: Align::Left },
];
/// White space for what is written by hand.
const BY_HAND: f32 = 16.0;

pub(super) fn lay(
    booklet: &Booklet<'_>,
    flow: &mut Flow<'_, '_>,
    exhibit: &Exhibit,
    unshown: Unshown,
) -> Result<(), Error> {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    begin(booklet, flow, exhibit)?;
    outline(flow, booklet, exhibit);
    shows(flow, view, Spot::Whole);
    let title = format!("证据 {}　{}", exhibit.label(), exhibit_words::name(view));
    flow.paras(&[Para::new(STRONG.sized(11.0), title)], LEFT, CONTENT_WIDTH)?;
    flow.space(4.0);
    let why = if exhibit.group == Group::Recordings {
        "录音录像不能印在纸上。以下为该文件的情况；原文件随册另存，原始载体开庭时出示。".to_owned()
    } else {
        format!("{}。以下为该文件的情况；原文件随册另存。", unshown.words())
    };
    flow.paras(&[Para::new(NOTE, why)], LEFT, CONTENT_WIDTH)?;
    flow.space(6.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for (field, value) in known(booklet, view) {
        let cells = vec![vec![Para::new(LABEL.sized(8.5), field)], vec![Para::new(FIGURE, value)]];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    for field in by_hand(view) {
        let cells = vec![
            vec![Para::new(LABEL.sized(8.5), *field).before(BY_HAND)],
            vec![Para::new(CELL, "").before(BY_HAND)],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    touch(booklet, flow, exhibit);
    flow.space(6.0);
    flow.paras(&[Para::new(NOTE, "空白处由提交方填写。"), Para::new(NOTE, words::SCOPE)], LEFT, CONTENT_WIDTH)
}

fn known(booklet: &Booklet<'_>, view: &ArtifactView) -> Vec<(&'static str, String)> {
    let artifact = &view.artifact;
    let offset = booklet.snapshot.offset;
    let media = view.facts.as_ref().map(|facts| facts.media_type.clone()).unwrap_or_default();
    let mut known = vec![
        ("文件名", booklet.file_name(view)),
        ("格式", media),
        ("大小", figures::size(artifact.size)),
        ("来源", exhibit_words::source(booklet, view)),
        ("加入时间", format!("{} ({offset})", offset.paper(artifact.added_at))),
    ];
    known
        .extend(artifact.captured_at.as_ref().map(|at| ("用户所述取得时间", quoted::field(at).into_owned())));
    known.push(("SHA-256", artifact.fingerprints.sha256.hex()));
    known.push(("SM3", artifact.fingerprints.sm3.hex()));
    known.retain(|(_, value)| !value.is_empty());
    known
}

/// What only the submitter knows.
fn by_hand(view: &ArtifactView) -> &'static [&'static str] {
    match kind(view) {
        Some(ArtifactKind::Audio | ArtifactKind::Video) => {
            &["录制时间、地点", "在场的人", "原始载体（设备）", "时长", "要点及起止时间"]
        }
        _ => &["制作人、制作时间", "原件存放处", "内容摘要"],
    }
}
