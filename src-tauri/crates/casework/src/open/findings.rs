//! Findings for a window: in groups, each with where it leads.

use super::{OpenCase, shown::Shown};
use crate::{
    pane::{FindingGroup, FindingPage, FindingPane, Jump},
    shape::FindingShape,
    words::{self, Lang},
};
use juzheng_model::{Code, Id, Place};

/// Findings of a group that come with it.
const FIRST: usize = 20;
/// Findings that are given at a time, at most.
const PAGE: u32 = 500;

impl OpenCase {
    /// All findings by sort, the weightiest sorts first.
    pub fn findings(&self, lang: Lang) -> Vec<FindingGroup> {
        let shown = self.shown();
        let mut groups: Vec<(&'static str, Vec<&FindingShape>)> = Vec::new();
        for finding in &shown.findings {
            match groups.iter_mut().find(|(code, _)| *code == finding.code) {
                Some((_, group)) => group.push(finding),
                None => groups.push((finding.code, vec![finding])),
            }
        }
        let group = |(code, group): (&'static str, Vec<&FindingShape>)| FindingGroup {
            code: code.to_owned(),
            severity: group[0].severity,
            count: group.len() as u32,
            hint: in_window(group[0], lang).1,
            first: group.iter().take(FIRST).map(|finding| shown.finding(finding, lang)).collect(),
        };
        groups.into_iter().map(group).collect()
    }

    /// Some findings of one sort.
    pub fn finding_page(&self, code: &str, from: u32, count: u32, lang: Lang) -> FindingPage {
        let shown = self.shown();
        let of_code: Vec<&FindingShape> =
            shown.findings.iter().filter(|finding| finding.code == code).collect();
        let total = of_code.len() as u32;
        let (from, to) = (from.min(total), from.saturating_add(count.min(PAGE)).min(total));
        let items = of_code[from as usize..to as usize].iter().map(|finding| shown.finding(finding, lang));
        FindingPage { total, from, items: items.collect() }
    }
}

impl Shown {
    /// A finding in words, with where it leads.
    pub(super) fn finding(&self, finding: &FindingShape, lang: Lang) -> FindingPane {
        let (message, hint) = in_window(finding, lang);
        let artifact = finding.origin.as_ref().map(|origin| origin.artifact);
        let source = self.book.sources.iter().find(|source| Some(source.artifact.id) == artifact);
        FindingPane {
            code: finding.code.to_owned(),
            severity: finding.severity,
            message,
            hint,
            artifact_name: source.map(|source| source.artifact.name.clone()),
            place: finding.origin.as_ref().map(|origin| origin.place.clone()),
            jump: self.jump(finding, artifact),
            shift_s: (finding.code == Code::ClockShift.word())
                .then(|| finding.args.get(3)?.parse().ok())
                .flatten(),
        }
    }

    fn jump(&self, finding: &FindingShape, artifact: Option<Id>) -> Jump {
        let source = artifact.and_then(|artifact| self.source_by_id(artifact).ok());
        let picture = source.is_some_and(|source| self.is_picture(source));
        let mut jump = Jump { artifact, picture, ..Jump::default() };
        match finding.origin.as_ref().map(|origin| &origin.place) {
            Some(Place::Row { row }) => jump.line = Some(*row),
            Some(Place::Sheet { sheet, row }) => {
                (jump.line, jump.sheet) = (Some(*row), Some(sheet.clone()));
            }
            Some(Place::Box { bounds }) => jump.bounds = Some(*bounds),
            _ => {}
        }
        // What a finding is about says what it is by its code: transfers with their links, or a message.
        match Code::from_word(finding.code) {
            Some(Code::GapOver | Code::TransferWithoutMessage | Code::MemoMissing) => {
                jump.transfer = finding.about.first().copied();
                jump.link = finding.about.get(1).copied();
                jump.message = finding.about.get(2).copied();
            }
            Some(Code::CardWithoutBillRow) => jump.message = finding.about.first().copied(),
            Some(Code::BothSidesBilled | Code::PerhapsTwice) => {
                jump.transfer = finding.about.first().copied()
            }
            _ => {}
        }
        jump
    }
}

/// Message and advice of a finding, as a window says them.
pub(super) fn in_window(finding: &FindingShape, lang: Lang) -> (String, String) {
    let (message, hint) = finding.words(lang);
    let advice =
        Code::from_word(finding.code).and_then(|code| words::advice_in_window(code, &finding.args, lang));
    (message, advice.unwrap_or(hint))
}
