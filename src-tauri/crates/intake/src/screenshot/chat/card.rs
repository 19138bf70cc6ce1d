//! Transfer cards and red packets as phones and PCs draw them: amount, state, footer.
//!
//! `已被接收` is a state on the payer's own card on both phones, `已收款` the payee's receipt. The side of the bubble says
//! who sent a card; its words never do.

use super::{panel::Panel, rows::Row};
use crate::screenshot::{
    amount, fold,
    page::Line,
    stage::{PAPER, Stage},
};
use juzheng_model::{Card, Fen};

/// What a bubble is, where it is a card of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Money {
    /// A transfer card.
    Transfer {
        /// The amount, where it can be read.
        amount: Option<Fen>,
        /// Whether its spelling is beyond doubt.
        sure: bool,
        /// Which card.
        card: Card,
        /// Index of the row with the amount.
        row: Option<usize>,
    },
    /// A red packet; it shows no amount.
    RedPacket,
}

/// Words of the payee's receipt, after accepting and after giving back, and of a card that nobody accepted in time. They stand
/// alone in their row: what the payer wrote may hold them too, and stands in their place.
const RECEIPT: [&str; 4] = ["已收款", "已收钱", "Received", "Accepted"];
const RETURNED: [&str; 5] = ["已退还", "已退款", "Refunded", "Returned", "Rejected"];
const EXPIRED: [&str; 2] = ["已过期", "Expired"];
/// Words of the payer's card in all its states.
const SENT: [&str; 12] = [
    "已被接收",
    "已被领取",
    "已被退还",
    "请收款",
    "你发起了一笔转账",
    "待你接收",
    "待确认收款",
    "转账给你",
    "请确认收款",
    "已被收款",
    "对方已收钱",
    "等待对方收款",
];
const TRANSFER_FEET: [&str; 6] =
    ["微信转账", "转账", "WeChat 转账", "WeChat转账", "WeChat Transfer", "Transfer"];
const PACKET_FEET: [&str; 5] = ["微信红包", "WeChat 红包", "WeChat红包", "WeChat Red Packet", "Red Packet"];
const PACKET_WORDS: [&str; 6] = ["领取红包", "查看红包", "已领取", "已被领完", "已被领取", "恭喜发财"];

/// What card a bubble is; `warm` says that its colour is one of a card's.
pub(super) fn read(rows: &[Row], warm: bool) -> Option<Money> {
    let is = |row: &Row, words: &[&str]| words.contains(&row.folded.trim_matches(['.', '·', ' ']));
    let ends = |words: &[&str]| rows.iter().rev().take(2).any(|row| is(row, words));
    let foot = ends(&TRANSFER_FEET);
    let amount_at = rows.iter().position(|row| is_amount(&row.folded, warm || foot));
    let packet = ends(&PACKET_FEET) || warm && rows.iter().any(|row| begins(row, &PACKET_WORDS));
    if packet && amount_at.is_none() {
        return Some(Money::RedPacket);
    }
    let state = rows.iter().find_map(state);
    // A card has at least two of: its footer, its colour, an amount that stands alone, a state.
    let signs = [foot, warm, amount_at.is_some(), state.is_some()].into_iter().filter(|sign| *sign).count();
    if signs < 2 || !(foot || warm) {
        return None;
    }
    let reading = amount_at.and_then(|ix| amount::parse(&rows[ix].folded));
    Some(Money::Transfer {
        amount: reading.as_ref().map(|reading| reading.fen),
        sure: reading.is_some_and(|reading| reading.sure),
        card: state.unwrap_or(Card::Sent),
        row: amount_at,
    })
}

/// Whether what was read in a card of money is its icon: a mark or two, far taller than the words beside it or left of all.
pub(super) fn is_icon(panel: &Panel, lines: &[Line], ix: usize) -> bool {
    let letters = |ix: usize| lines[ix].folded.chars().count();
    let words = panel.lines.iter().filter(|other| letters(**other) > 2).map(|other| lines[*other].height());
    let written = |other: &&usize| letters(**other) > 2 && !is_foot(&lines[**other].folded);
    let column = panel.lines.iter().filter(written).map(|other| lines[*other].left()).min();
    // It stands left of all words, between two rows of them.
    let aside = column.is_some_and(|column| lines[ix].right() <= column) && !is_foot(&lines[ix].folded);
    is_warm(panel.colour)
        && letters(ix) <= 2
        && (aside || words.max().is_some_and(|most| lines[ix].height() * 2 > most * 3))
}

/// Whether what stands out from a wallpaper of nearly its colour is a card of money all the same: as low as one, with its footer.
pub(super) fn is_on_paper(stage: &Stage, panel: &Panel, rows: &[Row]) -> bool {
    let low = panel.rect.height() < stage.em * 9;
    stage.ground == PAPER && low && rows.len() > 1 && rows.iter().any(|row| is_foot(&row.folded))
}

/// Whether a card of money shows neither its footer nor an amount, but has room for the packet left of its words: one of a
/// transfer shows an amount, which is large.
pub(super) fn is_nameless_packet(panel: &Panel, rows: &[Row], em: i32) -> bool {
    let card = panel.rect.width() > em * 7 && (em * 5 / 2..em * 8).contains(&panel.rect.height());
    let beside = |row: &Row| {
        row.rect.x0 - panel.rect.x0 > em * 2 && !row.folded.contains(|c: char| c.is_ascii_digit())
    };
    is_warm(panel.colour) && card && (1..=2).contains(&rows.len()) && rows.iter().all(beside)
}

/// Whether a row is the footer of a card of money.
pub(super) fn is_foot(folded: &str) -> bool {
    let bare = folded.trim_matches(['.', '·', ' ']);
    TRANSFER_FEET.contains(&bare) || PACKET_FEET.contains(&bare)
}

/// Whether a row is an amount and nothing else.
fn is_amount(folded: &str, expected: bool) -> bool {
    let signed = folded.starts_with(['¥', '￥']);
    let bare = folded.chars().all(|c| c.is_ascii_digit() || "¥￥VY,.， ".contains(c));
    (signed || expected && bare && folded.contains('.')) && amount::parse(folded).is_some()
}

/// The card that a row's words say.
fn state(row: &Row) -> Option<Card> {
    // The payer's words hold those of the payee's: they are asked first.
    let says = |words: &[&str]| {
        words.iter().any(|word| row.folded.contains(word)) && row.folded.chars().count() <= 16
    };
    let is = |words: &[&str]| words.iter().any(|word| is_alone(&row.folded, word));
    match () {
        () if says(&SENT) => Some(Card::Sent),
        () if is(&RECEIPT) => Some(Card::Receipt),
        () if is(&RETURNED) => Some(Card::Returned),
        () if is(&EXPIRED) => Some(Card::Expired),
        () => None,
    }
}

/// What the words of a card say of what became of the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The payer's card: it was accepted.
    Accepted,
    /// The payer's card: it was given back.
    GivenBack,
    /// The payee's receipt.
    Receipt,
    /// The English word of both cards of a payment that was accepted.
    EitherAccepted,
    /// An English word of both cards of a payment that came back.
    EitherReturned,
    /// Another state.
    Other,
    /// Nothing: what the payer wrote stands in its place.
    Nothing,
}

/// What the text of a card says, row by row.
pub(super) fn said(text: &str) -> Said {
    const ACCEPTED: [&str; 4] = ["已被接收", "已被领取", "已被收款", "对方已收钱"];
    const CAME_BACK: [&str; 3] = ["Refunded", "Returned", "Rejected"];
    let of = |row: &str| {
        let folded = fold::words(row);
        let has =
            |words: &[&str]| words.iter().any(|word| folded.contains(word)) && folded.chars().count() <= 16;
        let is = |words: &[&str]| words.iter().any(|word| is_alone(&folded, word));
        match () {
            () if has(&ACCEPTED) => Some(Said::Accepted),
            () if has(&["已被退还"]) => Some(Said::GivenBack),
            () if is(&["Accepted"]) => Some(Said::EitherAccepted),
            () if is(&CAME_BACK) => Some(Said::EitherReturned),
            () if is(&RECEIPT) => Some(Said::Receipt),
            () if has(&SENT) || is(&RETURNED) || is(&EXPIRED) => Some(Said::Other),
            () => None,
        }
    };
    text.lines().find_map(of).unwrap_or(Said::Nothing)
}

/// What the tick left of a word comes out as.
const TICKS: [char; 9] = ['回', '口', '囗', '日', '目', '又', '②', '①', '◎'];

/// Whether a row is a word and nothing else, but for what the icon left of it may come out as: a mark or a letter or two.
fn is_alone(folded: &str, word: &str) -> bool {
    let drawn = |text: &str| {
        text.trim().chars().count() <= 2
            && text.chars().all(|c| c.is_ascii() || !c.is_alphanumeric() || TICKS.contains(&c))
    };
    folded.split_once(word).is_some_and(|(before, after)| drawn(before) && drawn(after))
}

fn begins(row: &Row, words: &[&str]) -> bool {
    words.iter().any(|word| row.folded.starts_with(word))
}

/// Whether a colour is that of a card of money: orange, or the pale orange of one that is done, light or dark.
pub(super) fn is_warm([red, green, blue]: [u8; 3]) -> bool {
    let (red, green, blue) = (i32::from(red), i32::from(green), i32::from(blue));
    red - blue > 34 && red >= green && green >= blue && red > 70 && green - blue > 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::canvas::Rect;

    fn row(text: &str) -> Row {
        let rect = Rect { x0: 0, y0: 0, x1: 100, y1: 20 };
        Row { text: text.to_owned(), folded: fold::words(text), rect, wide: 100, lines: Vec::new() }
    }

    #[test]
    fn a_warm_card_with_words_beside_its_packet_is_one() {
        let panel = |wide: i32, high: i32, colour: [u8; 3]| {
            let rect = Rect { x0: 0, y0: 0, x1: wide, y1: high };
            Panel { rect, colour, even: true, lines: Vec::new() }
        };
        let at = |x: i32, text: &str| Row { rect: Rect { x0: x, y0: 20, x1: x + 80, y1: 40 }, ..row(text) };
        const ORANGE: [u8; 3] = [250, 157, 59];
        assert!(is_nameless_packet(&panel(240, 70, ORANGE), &[at(60, "新年快乐")], 20));
        assert!(!is_nameless_packet(&panel(240, 70, ORANGE), &[at(60, "260.00")], 20), "an amount");
        assert!(!is_nameless_packet(&panel(240, 70, ORANGE), &[at(20, "新年快乐")], 20), "no room for it");
        assert!(!is_nameless_packet(&panel(240, 70, [149, 236, 105]), &[at(60, "新年快乐")], 20));
    }

    #[test]
    fn what_the_payer_wrote_does_not_say_what_became_of_it() {
        let rows = [
            ("已收款", Card::Receipt),
            ("√ 已收款", Card::Receipt),
            ("回已收款", Card::Receipt),
            ("已退还", Card::Returned),
            ("已过期", Card::Expired),
            ("Rejected", Card::Returned),
            ("已被接收", Card::Sent),
            ("转账给你", Card::Sent),
            ("上月已收款5千", Card::Sent),
            ("押金已退还", Card::Sent),
            ("已过期的租金", Card::Sent),
            ("我已收款", Card::Sent),
        ];
        for (word, want) in rows {
            let card = [row("¥5000.00"), row(word), row("微信转账")];
            let Some(Money::Transfer { card, amount, .. }) = read(&card, true) else { panic!("{word}") };
            assert_eq!((card, amount), (want, Fen::new(500_000)), "{word}");
        }
    }
}
