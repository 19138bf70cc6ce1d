//! What a dossier can hold besides its cover and its catalogue: the parts that the caller chooses and puts in order.

use crate::Profile;
use serde::{Deserialize, Serialize};

/// A part of the dossier that can be chosen. The cover (封面) and the catalogue (证据目录) are in every dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DossierPart"))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 当事人: who they are, and under which names they appear.
    Parties,
    /// 时间线：收付与聊天对照: every transfer beside its moment in the chat.
    Timeline,
    /// 聊天中有转账卡片、未见账单记录: the cards for which no bill has a row.
    LooseCards,
    /// 聊天摘录: the chat around the transfers, in full.
    Excerpts,
    /// 账单记录: the parties' rows of the bills, with their ids.
    BillRows,
    /// 证据原件: every picture, voucher and document as it is, and the facts of recordings.
    Originals,
    /// 提示: what a reader must know.
    Findings,
    /// 未列入本册的内容: what the case has and the dossier leaves out.
    LeftOut,
    /// 材料与指纹: every file with its fingerprints in full.
    Fingerprints,
    /// 保管情况说明: by the points of Article 93.
    Custody,
    /// 当庭展示步骤: how to show each original on the phone.
    Showing,
    /// 如何核对: how anyone can check the fingerprints without this program.
    HowToCheck,
    /// 附件清单: the files to hand in on a disc and the originals to bring.
    Attachments,
    /// 争议焦点: what both sides agree on and what they do not, to be filled in.
    Dispute,
    /// 调解方案: the sum, the proposal, the instalments and the signatures, to be filled in.
    Proposal,
}

impl Part {
    /// Everything that is for a court, in its usual order.
    pub const ALL: [Part; 13] = [
        Part::Parties,
        Part::Timeline,
        Part::LooseCards,
        Part::Excerpts,
        Part::BillRows,
        Part::Originals,
        Part::Findings,
        Part::LeftOut,
        Part::Fingerprints,
        Part::Custody,
        Part::Showing,
        Part::HowToCheck,
        Part::Attachments,
    ];

    /// Every part, those for a mediation last.
    pub const EVERY: [Part; 15] = [
        Part::Parties,
        Part::Timeline,
        Part::LooseCards,
        Part::Excerpts,
        Part::BillRows,
        Part::Originals,
        Part::Findings,
        Part::LeftOut,
        Part::Fingerprints,
        Part::Custody,
        Part::Showing,
        Part::HowToCheck,
        Part::Attachments,
        Part::Dispute,
        Part::Proposal,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Part::Parties => "parties",
            Part::Timeline => "timeline",
            Part::LooseCards => "loose-cards",
            Part::Excerpts => "excerpts",
            Part::BillRows => "bill-rows",
            Part::Originals => "originals",
            Part::Findings => "findings",
            Part::LeftOut => "left-out",
            Part::Fingerprints => "fingerprints",
            Part::Custody => "custody",
            Part::Showing => "showing",
            Part::HowToCheck => "how-to-check",
            Part::Attachments => "attachments",
            Part::Dispute => "dispute",
            Part::Proposal => "proposal",
        }
    }

    /// The part with this word.
    pub fn named(word: &str) -> Option<Part> {
        Part::EVERY.into_iter().find(|part| part.word() == word)
    }

    /// The short set for a mediation: who, what is agreed, when, how much, how to settle.
    pub const MEDIATION: [Part; 5] =
        [Part::Parties, Part::Dispute, Part::Timeline, Part::LeftOut, Part::Proposal];

    /// The usual parts of a profile.
    pub fn usual(profile: Profile) -> &'static [Part] {
        match profile {
            Profile::Court | Profile::Internal => &Part::ALL,
            Profile::Mediation => &Part::MEDIATION,
        }
    }
}

/// The parts chosen, each once, in the order in which they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen(Vec<Part>);

impl Chosen {
    /// What a caller chose: of a part named twice the first place counts.
    pub(crate) fn of(parts: &[Part]) -> Chosen {
        let mut once = Vec::with_capacity(parts.len());
        for part in parts {
            if !once.contains(part) {
                once.push(*part);
            }
        }
        Chosen(once)
    }

    /// Whether it is everything, in the usual order.
    pub(crate) fn is_usual(&self) -> bool {
        self.0 == Part::ALL
    }

    /// Whether the part is among them.
    pub(crate) fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    /// Whether one part is printed before another; both must be among them.
    pub(crate) fn has_before(&self, part: Part, other: Part) -> bool {
        let place = |wanted| self.0.iter().position(|part| *part == wanted);
        place(part).zip(place(other)).is_some_and(|(part, other)| part < other)
    }

    /// All of them, in their order.
    pub(crate) fn order(&self) -> &[Part] {
        &self.0
    }

    /// Whether something is printed between two parts that in the usual order does not stand between them.
    pub(crate) fn are_parted_unusually(&self, one: Part, other: Part) -> bool {
        let between = |parts: &[Part]| -> Vec<Part> {
            let mut ends = [one, other].map(|wanted| parts.iter().position(|part| *part == wanted));
            ends.sort_unstable();
            match ends {
                [Some(from), Some(to)] if from < to => parts[from + 1..to].to_vec(),
                _ => Vec::new(),
            }
        };
        let usually = between(&Part::ALL);
        between(&self.0).iter().any(|part| !usually.contains(part))
    }

    /// What stands before the catalogue, and what after it: the parties introduce the catalogue where they come first.
    pub(crate) fn around_catalogue(&self) -> (&[Part], &[Part]) {
        self.0.split_at(usize::from(self.0.first() == Some(&Part::Parties)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_counts_once_at_its_first_place() {
        let chosen = Chosen::of(&[Part::BillRows, Part::Timeline, Part::BillRows, Part::Parties]);
        assert_eq!(chosen.0, [Part::BillRows, Part::Timeline, Part::Parties]);
        assert!(chosen.has_before(Part::BillRows, Part::Timeline) && !chosen.is_usual());
        assert!(!chosen.has_before(Part::Timeline, Part::BillRows));
        assert!(!chosen.has_before(Part::Findings, Part::Timeline), "it is not there");
        assert!(Chosen::of(&[Part::ALL, Part::ALL].concat()).is_usual());
    }

    #[test]
    fn what_stands_between_two_parts_parts_them_unless_it_always_does() {
        let parted = |parts: &[Part], one, other| Chosen::of(parts).are_parted_unusually(one, other);
        assert!(!parted(&Part::ALL, Part::LooseCards, Part::BillRows));
        assert!(!parted(&[Part::Excerpts, Part::LooseCards], Part::Excerpts, Part::LooseCards));
        let order = [Part::LooseCards, Part::BillRows, Part::Excerpts];
        assert!(parted(&order, Part::LooseCards, Part::Excerpts));
        assert!(!parted(&order, Part::LooseCards, Part::BillRows));
    }

    #[test]
    fn words_are_those_of_the_json_and_lead_back() {
        for part in Part::EVERY {
            let json = serde_json::to_string(&part).expect("a word");
            assert_eq!((json, Part::named(part.word())), (format!("{:?}", part.word()), Some(part)));
        }
        assert!(Part::EVERY.starts_with(&Part::ALL) && Part::named("封面").is_none());
    }

    #[test]
    fn parties_stand_before_the_catalogue_only_where_they_come_first() {
        let rows: [(&[Part], usize); 4] =
            [(&Part::ALL, 1), (&[Part::Timeline, Part::Parties], 0), (&[Part::Parties], 1), (&[], 0)];
        for (parts, before) in rows {
            assert_eq!(Chosen::of(parts).around_catalogue().0.len(), before, "{parts:?}");
        }
    }
}
