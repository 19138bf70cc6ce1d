//! What a reader of the dossier must know: the findings, chosen by who reads.

use super::Booklet;
use crate::{
    Error, Gaps, Part, Profile, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{Code, Id, Place, Severity, snapshot::FindingView};
use std::collections::{BTreeMap, HashMap};

const COLUMNS: [Column; 3] = [
    Column { width: 44.0, title: "程度", align: Align::Left },
    Column { width: CONTENT_WIDTH - 154.0, title: "内容", align: Align::Left },
    Column { width: 110.0, title: "位置", align: Align::Left },
];
/// Codes about the linking and the parts that show them row by row; a court's copy does not say them twice.
const SHOWN_IN: [(Code, Part); 4] = [
    (Code::GapOver, Part::Timeline),
    (Code::MemoMissing, Part::Timeline),
    (Code::TransferWithoutMessage, Part::Timeline),
    (Code::CardWithoutBillRow, Part::LooseCards),
];
/// Codes that tell of gaps; a copy without gaps leaves them out.
const OF_GAPS: [Code; 2] = [Code::GapOver, Code::ClockShift];
/// A file with thousands of like findings says so once; this many stand in full.
const MOST_OF_A_CODE: usize = 100;
/// Of places with the same finding so many are named.
const MOST_PLACES: usize = 6;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    let chosen: Vec<&FindingView> =
        snapshot.findings.iter().filter(|finding| is_for(finding, booklet)).collect();
    if chosen.is_empty() {
        return Ok(());
    }
    booklet.short_part(flow, words::FINDINGS)?;
    flow.paras(&[Para::new(NOTE, words::FINDINGS_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for alike in alike(&chosen) {
        let count = seen.entry(alike[0].code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            table.row(flow, &row(booklet, &alike))?;
        }
        alike.iter().try_for_each(|_| booklet.step())?;
    }
    for (code, count) in seen.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
        let more = figures::grouped((count - MOST_OF_A_CODE) as u64);
        let said = Para::new(NOTE, format!("同类提示（{code}）另有 {more} 条未印出。")).before(4.0);
        flow.paras(&[said], LEFT, CONTENT_WIDTH)?;
    }
    Ok(())
}

/// Findings that say the same of several places, each group in the order of its first; no group is empty.
fn alike<'f>(findings: &[&'f FindingView]) -> Vec<Vec<&'f FindingView>> {
    let mut groups: Vec<Vec<&FindingView>> = Vec::new();
    let mut index = HashMap::new();
    for finding in findings {
        let key = (finding.code, finding.severity, finding.message.as_str(), finding.hint.as_str());
        let group = *index.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(finding);
    }
    groups
}

fn is_for(finding: &FindingView, booklet: &Booklet<'_>) -> bool {
    if booklet.options.gaps == Gaps::Hidden && OF_GAPS.iter().any(|code| code.word() == finding.code) {
        return false;
    }
    match booklet.options.profile {
        Profile::Internal => true,
        Profile::Mediation => finding.severity >= Severity::Check,
        Profile::Court => {
            let shown = |(code, part): &(Code, Part)| code.word() == finding.code && booklet.prints(*part);
            finding.severity >= Severity::Check && !SHOWN_IN.iter().any(shown)
        }
    }
}

fn row(booklet: &Booklet<'_>, alike: &[&FindingView]) -> Row {
    let finding = alike[0];
    let mut content = vec![Para::new(CELL, finding.message.as_str()).most(12)];
    if booklet.options.profile == Profile::Internal && !finding.hint.is_empty() {
        content.push(Para::new(LABEL, format!("建议：{}", finding.hint)).most(6));
    }
    let style = if finding.severity == Severity::Serious { STRONG } else { CELL };
    let cells =
        vec![vec![Para::new(style, words::severity(finding.severity))], content, places(booklet, alike)];
    Row { cells, ..Row::default() }
}

/// Where they lie: the files, and the first of the places in each.
fn places(booklet: &Booklet<'_>, alike: &[&FindingView]) -> Vec<Para> {
    let mut said = Vec::new();
    let mut file = None;
    for (artifact, place) in alike.iter().filter_map(|finding| finding.origin.as_ref()).take(MOST_PLACES) {
        if file != Some(*artifact) {
            said.push(Para::new(LABEL, booklet.material(*artifact)));
            file = Some(*artifact);
        }
        let part = place.as_ref().filter(|place| !is_whole(booklet, *artifact, place));
        said.extend(part.map(|place| Para::new(LABEL, figures::place(place)).most(3)));
    }
    if alike.len() > MOST_PLACES {
        said.push(Para::new(LABEL, format!("等 {} 处", figures::grouped(alike.len() as u64))));
    }
    said
}

/// Whether a place is the whole file, which its name says already.
fn is_whole(booklet: &Booklet<'_>, artifact: Id, place: &Place) -> bool {
    let size = booklet.artifact(artifact).map(|view| view.artifact.size);
    matches!(place, Place::Bytes { bytes: [0, to] } if Some(*to) == size)
}
