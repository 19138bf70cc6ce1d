//! The case as a whole: who, how much, what to look at first.

use serde::Serialize;

/// Why something could not be done, in words; the advice hangs on the code, in the window.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Trouble {
    /// What the window tells apart.
    pub code: crate::ErrorCode,
    /// One sentence naming the thing, what was tried and what is wrong.
    pub message: String,
}

/// One person of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PartyPane {
    /// The name under which the case knows this person.
    pub name: String,
    /// Which side.
    pub role: juzheng_model::PartyRole,
    /// The other names.
    pub aliases: Vec<String>,
    /// What else is known: (field, value), fields such as 身份证号, 电话, 地址, 微信号.
    pub details: Vec<(String, String)>,
}

/// The settings of the case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseSettings {
    /// Gaps of up to so many minutes are within.
    pub threshold_minutes: u32,
    /// The offset in which times without a zone are read: `+08:00`.
    pub offset: String,
    /// Who is who, in the order of the case; a party's number elsewhere is its place here.
    pub parties: Vec<PartyPane>,
    /// Settled shifts: (artifact, seconds added to its times).
    pub shifts: Vec<(juzheng_model::Id, i64)>,
}

/// How many links of each sort there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the words are those of verdicts and decisions
pub struct LinkCounts {
    pub total: u64,
    pub within: u64,
    pub over: u64,
    pub undetermined: u64,
    pub no_message: u64,
    pub ambiguous: u64,
    pub confirmed: u64,
    pub rejected: u64,
    /// Over, undetermined, without a message or ambiguous, and not decided: what a person should look at.
    pub flagged: u64,
}

/// How many findings of each weight there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the words are those of the severities
pub struct FindingCounts {
    pub serious: u64,
    pub check: u64,
    pub note: u64,
}

/// The case at a glance.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Overview {
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// The case folder.
    pub folder: String,
    /// The id of the case.
    pub id: juzheng_model::Id,
    /// Its title.
    pub title: String,
    /// When it was made.
    pub created: String,
    /// Why nothing can be changed; `None` where all can.
    pub read_only: Option<Trouble>,
    /// Its settings.
    pub settings: CaseSettings,
    /// The first and last day of what it holds.
    pub period: Option<(String, String)>,
    /// Files.
    pub artifacts: u64,
    /// Messages of the parties' conversations.
    pub messages: u64,
    /// Messages of other people.
    pub messages_left_out: u64,
    /// Transfers with the parties.
    pub transfers: u64,
    /// Transfers with others.
    pub transfers_left_out: u64,
    /// Fen that went to the other side, those that came back among them: the sums of the dossier's cover.
    pub out_fen: i64,
    /// Fen that came from the other side.
    pub in_fen: i64,
    /// Of `out_fen`, what came back because it was not accepted or was refunded.
    pub returned_fen: i64,
    /// How many payments in these sums were read from pictures by a machine and checked by nobody.
    pub sums_unchecked: u64,
    /// The links.
    pub links: LinkCounts,
    /// The findings.
    pub findings: FindingCounts,
    /// The pictures that were read.
    pub pictures: super::PictureCounts,
    /// The last decision in force, in words; what undo would take back.
    pub undoable: Option<String>,
}
