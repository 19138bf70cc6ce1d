//! What passes between the two: each movement of money as the bill, the chat or both show it.

/// Who does or says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person {
    /// 林晓, whose bills and whose chat export these are.
    Lender,
    /// 周航, 阿周.
    Borrower,
}

/// How the money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Transfer,
    RedPacket,
    QrCode,
    GroupBill,
}

/// One movement of money. Times are the wall clock of UTC+8, `YYYY-MM-DD HH:MM:SS`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Payment {
    /// The bill's time: of what the lender sends the sending, of what she gets the arrival. `None`: no row.
    pub(super) billed: Option<&'static str>,
    /// When its card went into the chat, where one is there.
    pub(super) sent: Option<&'static str>,
    /// When the card of acceptance went into the chat.
    pub(super) accepted: Option<&'static str>,
    /// When it was sent back, in the bill and in the chat.
    pub(super) returned: Option<&'static str>,
    pub(super) way: Way,
    pub(super) from: Person,
    /// Yuan, all whole but for red packets: fen.
    pub(super) fen: u64,
    /// What the payer wrote; empty is nothing.
    pub(super) memo: &'static str,
}

const NOTHING: Payment = Payment {
    billed: None,
    sent: None,
    accepted: None,
    returned: None,
    way: Way::Transfer,
    from: Person::Lender,
    fen: 0,
    memo: "",
};

/// A transfer that the lender makes: billed when sent.
const fn lent(sent: &'static str, accepted: &'static str, yuan: u64, memo: &'static str) -> Payment {
    Payment {
        billed: Some(sent),
        sent: Some(sent),
        accepted: Some(accepted),
        fen: yuan * 100,
        memo,
        ..NOTHING
    }
}

/// A transfer that the lender gets: billed when she accepts it.
const fn repaid(sent: &'static str, accepted: &'static str, yuan: u64, memo: &'static str) -> Payment {
    Payment { from: Person::Borrower, billed: Some(accepted), ..lent(sent, accepted, yuan, memo) }
}

/// All of it, in the order of time.
pub(super) const PAYMENTS: &[Payment] = &[
    lent("2025-01-10 21:05:12", "2025-01-10 21:06:40", 20_000, "借款"),
    lent("2025-01-11 10:32:48", "2025-01-11 10:33:55", 10_000, "借款第二笔"),
    // Presents at the Spring Festival, no loan: a person has to tell them apart.
    Payment { billed: Some("2025-01-28 20:31:07"), way: Way::RedPacket, fen: 8_800, ..NOTHING },
    Payment {
        billed: Some("2025-01-28 20:36:02"),
        way: Way::RedPacket,
        from: Person::Borrower,
        fen: 6_666,
        ..NOTHING
    },
    // The same sum twice, four minutes apart.
    lent("2025-03-05 19:20:10", "2025-03-05 19:21:02", 3_000, "进货周转"),
    lent("2025-03-05 19:24:31", "2025-03-05 19:25:15", 3_000, "进货周转"),
    // Sent late at night, accepted the next morning, in the next bill.
    repaid("2025-03-31 23:41:20", "2025-04-01 07:52:10", 3_000, "先还三千"),
    // The cards of this one are gone from the chat; its last word is 26 minutes older.
    Payment { billed: Some("2025-04-18 14:02:11"), fen: 800_000, memo: "借款", ..NOTHING },
    Payment { billed: Some("2025-05-03 12:10:25"), way: Way::GroupBill, fen: 12_800, ..NOTHING },
    // Sent back: it was never lent.
    Payment {
        billed: Some("2025-05-20 20:18:30"),
        sent: Some("2025-05-20 20:18:30"),
        returned: Some("2025-05-20 21:02:14"),
        fen: 200_000,
        ..NOTHING
    },
    repaid("2025-06-10 12:31:44", "2025-06-10 12:33:20", 5_000, "还款"),
    // No word of what it is for.
    lent("2025-07-15 18:22:05", "2025-07-15 18:23:00", 6_000, ""),
    // Agreed on the telephone: nothing in the chat for days on either side.
    Payment { billed: Some("2025-09-08 09:17:36"), fen: 400_000, memo: "应急", ..NOTHING },
    Payment {
        billed: Some("2025-10-01 15:40:12"),
        way: Way::QrCode,
        from: Person::Borrower,
        fen: 150_000,
        memo: "先还一部分",
        ..NOTHING
    },
    repaid("2025-11-11 21:14:50", "2025-11-11 21:15:33", 2_000, "还款"),
    repaid("2025-12-31 22:05:47", "2025-12-31 22:08:19", 1_000, "先还一千"),
    // Never accepted, so it is in no bill of hers.
    Payment {
        sent: Some("2026-02-16 20:10:05"),
        from: Person::Borrower,
        fen: 50_000,
        memo: "新年快乐",
        ..NOTHING
    },
];
