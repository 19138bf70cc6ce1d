//! What a reader of the dossier must know: the findings, chosen by who reads.

use super::Booklet;
use crate::{
    Error, Gaps, Profile, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{Code, Severity, snapshot::FindingView};
use std::collections::BTreeMap;

const COLUMNS: [Column; 3] = [
    Column { width: 44.0, title: "程度", align: Align::Left },
    Column { width: CONTENT_WIDTH - 154.0, title: "内容", align: Align::Left },
    Column { width: 110.0, title: "位置", align: Align::Left },
];
/// Codes about the linking, which the timeline already shows row by row; a court's copy does not say them twice.
const ABOUT_LINKS: [Code; 4] =
    [Code::GapOver, Code::MemoMissing, Code::TransferWithoutMessage, Code::CardWithoutBillRow];
/// A file with thousands of like findings says so once; this many stand in full.
const MOST_OF_A_CODE: usize = 100;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    let chosen: Vec<&FindingView> =
        snapshot.findings.iter().filter(|finding| is_for(finding, booklet)).collect();
    if chosen.is_empty() {
        return Ok(());
    }
    booklet.short_part(flow, words::FINDINGS)?;
    booklet.parts.findings.touch(flow);
    flow.paras(&[Para::new(NOTE, words::FINDINGS_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in chosen {
        booklet.step()?;
        let count = seen.entry(finding.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            table.row(flow, &row(booklet, finding))?;
        }
    }
    for (code, count) in seen.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
        let more = figures::grouped((count - MOST_OF_A_CODE) as u64);
        let said = Para::new(NOTE, format!("同类提示（{code}）另有 {more} 条未印出。")).before(4.0);
        flow.paras(&[said], LEFT, CONTENT_WIDTH)?;
    }
    booklet.parts.findings.touch(flow);
    Ok(())
}

fn is_for(finding: &FindingView, booklet: &Booklet<'_>) -> bool {
    if booklet.options.gaps == Gaps::Hidden && finding.code == Code::GapOver.word() {
        return false;
    }
    match booklet.options.profile {
        Profile::Internal => true,
        Profile::Mediation => finding.severity >= Severity::Check,
        Profile::Court => {
            finding.severity >= Severity::Check && !ABOUT_LINKS.iter().any(|code| code.word() == finding.code)
        }
    }
}

fn row(booklet: &Booklet<'_>, finding: &FindingView) -> Row {
    let mut content = vec![Para::new(CELL, finding.message.as_str()).most(12)];
    if booklet.options.profile == Profile::Internal && !finding.hint.is_empty() {
        content.push(Para::new(LABEL, format!("建议：{}", finding.hint)).most(6));
    }
    let mut origin = Vec::new();
    if let Some((artifact, place)) = &finding.origin {
        origin.push(Para::new(LABEL, booklet.material(*artifact)));
        origin.extend(place.as_ref().map(|place| Para::new(LABEL, figures::place(place)).most(3)));
    }
    let style = if finding.severity == Severity::Serious { STRONG } else { CELL };
    let cells = vec![vec![Para::new(style, words::severity(finding.severity))], content, origin];
    Row { cells, ..Row::default() }
}
