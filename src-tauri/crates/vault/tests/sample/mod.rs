//! A case in a temporary folder and records to put into it, for the tests of this crate.

#![allow(dead_code)] // each test file uses its own part of it

use juzheng_model::{
    Artifact, ArtifactKind, Basis, CaptureSource, Card, Code, Conversation, ConversationIx, Device,
    Direction, Facts, Fen, Finding, Message, MessageKind, Moment, Offset, Party, PartyRole, Place, Screen,
    ScreenKind, Seen, Side, Sink, Speaker, SpeakerIx, Status, Transfer, TransferKind, Unsure, Zone,
    canon::RecordsDigest,
};
use juzheng_vault::{Access, Incoming, Reading, RecordError, Settings, Stamp, Vault};
use std::{
    io,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The user, at some time.
pub(crate) const STAMP: Stamp<'static> = Stamp { at: 1_700_000_000, actor: "林某" };

pub(crate) fn settings() -> Settings {
    let party = |name: &str, role| Party { name: name.into(), role, aliases: vec![], details: vec![] };
    Settings {
        threshold_s: 900,
        offset: Offset::CHINA,
        parties: vec![party("林某", PartyRole::Me), party("周某", PartyRole::Other)],
        shifts: vec![],
    }
}

/// A new case, open for writing, in a folder that goes with the first value.
pub(crate) fn case() -> (TempDir, PathBuf, Vault) {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let folder = temp.path().join("张三借款案.juzheng");
    let vault = Vault::create(&folder, "张三借款案", &settings(), STAMP).expect("a new case");
    (temp, folder, vault)
}

pub(crate) fn open(folder: &Path) -> Vault {
    Vault::open(folder, Access::Write).expect("the case opens")
}

pub(crate) fn incoming(name: &str) -> Incoming {
    Incoming { name: name.into(), path: format!("收件/{name}"), parent: None, captured_at: None }
}

pub(crate) fn keep(vault: &mut Vault, name: &str, bytes: &[u8]) -> Artifact {
    vault.keep(&mut { bytes }, &incoming(name), STAMP, &|_| true).expect("kept").artifact
}

/// What a reader gives, held whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Records {
    pub(crate) facts: Facts,
    pub(crate) conversations: Vec<Conversation>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) messages: Vec<Message>,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) findings: Vec<Finding>,
}

impl Records {
    /// Gives everything to a sink, as a reader would.
    pub(crate) fn feed(&self, sink: &mut dyn Sink) -> io::Result<()> {
        sink.facts(self.facts.clone())?;
        self.conversations.iter().try_for_each(|c| sink.conversation(c.clone()).map(|_| ()))?;
        self.speakers.iter().try_for_each(|s| sink.speaker(s.clone()).map(|_| ()))?;
        self.messages.iter().try_for_each(|m| sink.message(m.clone()))?;
        self.transfers.iter().try_for_each(|t| sink.transfer(t.clone()))?;
        self.findings.iter().try_for_each(|f| sink.finding(f.clone()))
    }

    /// Their digest, worked out without a database.
    pub(crate) fn digest(&self) -> juzheng_model::Digest {
        let mut digest = RecordsDigest::new();
        self.conversations.iter().for_each(|c| digest.conversation(c));
        self.speakers.iter().for_each(|s| digest.speaker(s));
        self.messages.iter().for_each(|m| digest.message(m));
        self.transfers.iter().for_each(|t| digest.transfer(t));
        self.findings.iter().for_each(|f| digest.finding(f));
        digest.finish(&self.facts)
    }

    /// What the case holds of a reading.
    pub(crate) fn back(vault: &Vault, reading: &Reading) -> Records {
        let mut records = Records {
            facts: reading.facts.clone(),
            conversations: vault.conversations(reading.id).expect("conversations"),
            speakers: vault.speakers(reading.id).expect("speakers"),
            messages: vec![],
            transfers: vec![],
            findings: vault.findings(reading.id).expect("findings"),
        };
        let messages = vault.all_messages(&mut |m| {
            if m.reading == reading.id {
                records.messages.push(m.message);
            }
        });
        messages.expect("messages");
        let transfers = vault.transfers(&mut |t| {
            if t.reading == reading.id {
                records.transfers.push(t.transfer);
            }
        });
        transfers.expect("transfers");
        records
    }
}

pub(crate) fn record(vault: &mut Vault, artifact: &Artifact, records: &Records) -> Reading {
    let recorded: Result<_, RecordError<io::Error>> =
        vault.record(artifact, "sample/1", STAMP, |sink| records.feed(sink));
    recorded.expect("recorded")
}

fn moment(at: i64, zone: Zone) -> Option<Moment> {
    Some(Moment { at: 1_600_000_000 + at, open_s: 0, zone })
}

/// A file of `count` messages and a tenth as many transfers, with every kind of value in it.
pub(crate) fn records(count: u64) -> Records {
    let mut facts = Facts::plain(ArtifactKind::Chat, "text/csv");
    facts.layout = "lc044-v3".into();
    facts.owner = Some("林某".into());
    facts.notes = vec!["注：仅用于个人对账".into(), String::new()];
    facts.screen = Some(Screen {
        kind: ScreenKind::Chat,
        signs: vec!["time-label".into(), "气泡".into()],
        device: Device::Android,
        dark: true,
        width: 1080,
        height: 2400,
        title: Some("周\"某\u{0}".into()),
        clock: Some(615),
        captured: moment(900, Zone::Assumed).map(|moment| (moment, CaptureSource::Name)),
        engine: "sample-engine/1".into(),
    });
    facts.period = Some(("2020-01-01".into(), "2020-12-31".into()));
    let conversation = |key: &str, group: Option<bool>| Conversation {
        key: key.into(),
        key_is_id: group.is_some(),
        names: vec!["阿周".into(), "周\"某\u{0}".into()],
        group,
    };
    let speaker = |ix, name: &str| Speaker {
        conversation: ConversationIx(ix),
        name: name.into(),
        names: vec!["别名".into()],
    };
    Records {
        facts,
        conversations: vec![conversation("wxid_a", Some(false)), conversation("", None)],
        speakers: vec![speaker(0, "林某"), speaker(0, "周某"), speaker(1, "")],
        messages: (0..count).map(message).collect(),
        transfers: (0..count.div_ceil(10)).map(transfer).collect(),
        findings: (0..count.div_ceil(20))
            .map(|n| Finding::at(Code::RowUnreadable, Place::Row { row: n }, ["金额", "一百二"]))
            .chain([Finding::of_file(Code::ZoneAssumed, Vec::<String>::new())])
            .collect(),
    }
}

fn message(n: u64) -> Message {
    let card = n.is_multiple_of(7).then(|| Card::ALL[n as usize / 7 % Card::ALL.len()]);
    let sheet = || Place::Sheet { sheet: "表一".into(), row: n };
    Message {
        place: match n % 4 {
            0 => Place::Row { row: n + 2 },
            1 => sheet(),
            2 => Place::Bytes { bytes: [n * 100, n * 100 + 99] },
            _ => Place::Box { bounds: [n as u32 % 900, n as u32 * 7, 300, 60] },
        },
        speaker: SpeakerIx((n % 3) as u32),
        when: if n % 11 == 5 { None } else { moment(n as i64 * 30, Zone::Assumed) },
        side: Side::ALL[n as usize % 4],
        kind: MessageKind::ALL[n as usize % MessageKind::ALL.len()],
        card,
        amount: card.and_then(|_| Fen::new(n as i64 * 100)),
        text: format!("第{n}条\n借款五千元\u{0}下个月还"),
        source_id: n.is_multiple_of(2).then(|| format!("{}", n / 4)),
        transfer_id: card.map(|_| format!("1000050001{n:021}")),
        sent_at: card.and_then(|_| moment(n as i64, Zone::Stated(Offset::CHINA))),
        seen: (n % 4 == 3).then(|| seen(n)),
    }
}

fn seen(n: u64) -> Seen {
    let unsure = Unsure::from_bits(n as u8 % 128).expect("fewer than 128");
    Seen { confidence: n as u16 % 1001, unsure, basis: Basis::ALL[n as usize % Basis::ALL.len()] }
}

fn transfer(n: u64) -> Transfer {
    let text = |what: &str| (n % 4 != 3).then(|| format!("{what}{n}"));
    Transfer {
        place: Place::Row { row: n + 18 },
        transaction_id: text("4200"),
        merchant_id: text("1000"),
        when: moment(n as i64 * 600, Zone::Known(Offset::CHINA)),
        accepted: if n.is_multiple_of(2) { moment(n as i64 * 600 + 60, Zone::Instant) } else { None },
        returned: if n.is_multiple_of(5) { moment(n as i64 * 600 + 90, Zone::Instant) } else { None },
        returned_amount: if n.is_multiple_of(5) { Fen::new(910) } else { None },
        direction: Direction::ALL.get(n as usize % 4).copied(),
        amount: Fen::new(n as i64 * 7),
        counterparty: text("周某"),
        kind: TransferKind::ALL[n as usize % TransferKind::ALL.len()],
        type_text: "转账".into(),
        status: Status::ALL[n as usize % Status::ALL.len()],
        status_text: "已转入零钱通".into(),
        memo: text("借款"),
        note: text("服务费"),
        method: text("零钱"),
        seen: n.is_multiple_of(3).then(|| seen(n)),
    }
}
