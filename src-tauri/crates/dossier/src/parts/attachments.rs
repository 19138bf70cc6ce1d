//! 附件清单: the files that go with the dossier on a disc, and the originals to bring.

use super::{Booklet, exhibit_words, quoted};
use crate::{
    Error, Part,
    exhibits::kind,
    figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{ArtifactKind, snapshot::ArtifactView};

const COLUMNS: [Column; 6] = [
    Column { width: 36.0, title: "编号", align: Align::Left },
    Column { width: CONTENT_WIDTH - 320.0, title: "文件名", align: Align::Left },
    Column { width: 62.0, title: "大小", align: Align::Left },
    Column { width: 84.0, title: "SHA-256（前 12 位）", align: Align::Left },
    Column { width: 106.0, title: "原始载体（开庭携带）", align: Align::Left },
    Column { width: 32.0, title: "已备", align: Align::Left },
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    if booklet.exhibits.all.is_empty() {
        return Ok(());
    }
    booklet.short_part(flow, words::ATTACHMENTS)?;
    let intro =
        words::attachments_intro(booklet.options.redacted.is_some(), booklet.prints(Part::HowToCheck));
    flow.paras(&[Para::new(NOTE, intro)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for exhibit in &booklet.exhibits.all {
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        let artifact = &view.artifact;
        let cells = vec![
            vec![Para::new(STRONG.sized(8.5), exhibit.label())],
            vec![
                Para::new(CELL.sized(8.5), quoted::field(&artifact.name)).most(4),
                Para::new(LABEL, exhibit_words::name(view)),
            ],
            vec![Para::new(LABEL, figures::grouped(artifact.size)), Para::new(LABEL, "字节")],
            vec![
                Para::new(FIGURE.sized(8.0), artifact.fingerprints.sha256.short())
                    .link(booklet.prints(Part::Fingerprints).then_some(booklet.entries[exhibit.artifact])),
            ],
            vec![Para::new(LABEL, carrier(view))],
            vec![Para::new(CELL, "□")],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    Ok(())
}

/// What to bring to the hearing.
fn carrier(view: &ArtifactView) -> &'static str {
    match kind(view) {
        Some(ArtifactKind::Bill | ArtifactKind::BillScreenshot) => "登录账号的手机",
        Some(ArtifactKind::Chat | ArtifactKind::ChatScreenshot) => "登录账号的手机",
        Some(ArtifactKind::Voucher) => "原电子文件、登录账号的手机",
        Some(ArtifactKind::Audio | ArtifactKind::Video) => "录制所用的设备、光盘或 U 盘",
        Some(ArtifactKind::Image) => "拍摄所用的设备；有纸质原件的带原件",
        Some(ArtifactKind::Document) => "有纸质原件的带原件",
        _ => "存有原文件的设备",
    }
}
