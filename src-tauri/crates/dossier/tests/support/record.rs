//! One record at a time: messages, cards, transfers, links and artifacts for the invented cases.

#![allow(missing_docs, unreachable_pub)] // as the module above

use super::*;

pub fn second(at: i64, basis: Basis) -> Span {
    Span { earliest: at, latest: at, basis, zone: ZoneBasis::Stated, offset: Offset::CHINA }
}

pub fn message(id: u64, at: i64, me: bool, text: &str) -> MessageView {
    MessageView {
        id: Id(0x1000_0000 + id),
        conversation: "周启明".into(),
        when: Some(second(at, Basis::Export)),
        side: if me { Side::Me } else { Side::Other },
        sender: if me { "岚岚" } else { "启明" }.into(),
        kind: MessageKind::Text,
        card: None,
        amount: None,
        text: text.into(),
        origin: (Id(CHAT), Place::Row { row: id + 2 }),
        corrected: false,
        unchecked: false,
        stranger: false,
        hidden: false,
    }
}

pub fn card(id: u64, at: i64, me: bool, yuan: i64, card: Card) -> MessageView {
    let kind = MessageKind::Transfer;
    MessageView {
        kind, card: Some(card), amount: Fen::new(yuan * 100), ..message(id, at, me, "微信转账")
    }
}

pub fn transfer(number: u64, at: i64, out: bool, yuan: i64, memo: Option<&str>) -> TransferView {
    TransferView {
        id: Id(0x2000_0000 + number),
        party: 1,
        when: Some(second(at, Basis::Bill)),
        accepted: None,
        returned: None,
        returned_amount: None,
        direction: Some(if out { Direction::Out } else { Direction::In }),
        amount: Fen::new(yuan * 100),
        counterparty: Some("启明".into()),
        kind: TransferKind::Transfer,
        type_text: "转账".into(),
        status: Status::Completed,
        status_text: if out { "对方已收钱" } else { "已存入零钱" }.into(),
        memo: memo.map(str::to_owned),
        note: None,
        method: Some(if out { "招商银行储蓄卡(8812)" } else { "零钱" }.into()),
        transaction_id: Some(format!("53010002345{:017}", 20_240_301_000 + number)),
        merchant_id: Some(format!("10000499012024{:014}", 3_011_881_000 + number)),
        origins: vec![(Id(BILL), Place::Sheet { sheet: "Sheet1".into(), row: 17 + number })],
        corrected: vec![],
        unchecked: false,
        receipt_unchecked: false,
        hidden: false,
        link: None,
    }
}

pub fn link(to: Option<&MessageView>, from: &TransferView, threshold: i64) -> LinkView {
    let gap = to.map(|message| {
        let (a, b) = (from.when.expect("a time"), message.when.expect("a time"));
        Gap::between((a.earliest, a.latest), (b.earliest, b.latest))
    });
    let later = to.is_some_and(|message| message.when > from.when);
    LinkView {
        id: Id(0x3000_0000 + from.id.0),
        message: to.cloned(),
        basis: if to.is_some() { LinkBasis::Card } else { LinkBasis::None },
        clock: to.map(|_| Clock::Sent),
        gap,
        order: to.map(|_| if later { Order::After } else { Order::Before }),
        shift_s: None,
        verdict: gap.map_or(Verdict::NoMessage, |gap| Verdict::of(gap, threshold)),
        ambiguous: false,
        reasons: vec![
            if to.is_some() {
                "同方向、同金额的转账卡片"
            } else {
                "检索时间窗内没有消息"
            }
            .into(),
        ],
        note: None,
        decided: Decided::Proposed,
    }
}

pub fn artifact(id: u64, name: &str, kind: ArtifactKind, cited: bool) -> ArtifactView {
    let mut facts = Facts::plain(kind, "application/octet-stream");
    if kind == ArtifactKind::Bill {
        facts.owner = Some("岚岚".into());
        facts.period = Some(("2024-03-01 00:00:00".into(), "2024-11-20 23:59:59".into()));
        facts.notes = vec![
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易".into(),
            "2. 本明细仅展示当前账单中的交易，不包括已删除的记录".into(),
            "3. 本明细仅供个人对账使用".into(),
        ];
    }
    let digest = |salt: &str| Digest::sha256(format!("{id}{salt}").as_bytes());
    ArtifactView {
        artifact: Artifact {
            id: Id(id),
            name: name.into(),
            path: format!("证据/{name}"),
            parent: None,
            size: 18_432 * id + 77,
            fingerprints: Fingerprints { sha256: digest("sha256"), sm3: digest("sm3") },
            added_at: START + 86_400 * 260,
            captured_at: None,
        },
        facts: Some(facts),
        reader: cited
            .then(|| if kind == ArtifactKind::Bill { "wechat-bill/1" } else { "lc044-v3/1" }.to_owned()),
        messages: if cited && kind == ArtifactKind::Chat { 20_000 } else { 0 },
        transfers: if cited && kind == ArtifactKind::Bill { 412 } else { 0 },
        cited_transfers: 0,
        cited,
        seen: vec![],
        covers: vec![],
    }
}
