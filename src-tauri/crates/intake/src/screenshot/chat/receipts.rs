//! Which of the two cards of one payment is the receipt, where their own words do not say.
//!
//! Who accepts a transfer sends a card of the same amount back. It shows 已收款, or what the payer wrote; in English both cards
//! say Accepted or Refunded. That two such cards stand on both sides, and in which order, tells them apart.

use super::{
    Row,
    card::{self, Said},
    message::Drawn,
};
use crate::screenshot::canvas::apart;
use juzheng_model::{Card, Side, Unsure};

/// So far the colours of two cards that are both done may lie apart.
const ALIKE: u8 = 25;

/// Settles the cards of a conversation: rows from the top down, and the colour of each card by the index of its row.
pub(super) fn settle(rows: &mut [Row], colours: &[(usize, [u8; 3])]) {
    let mut open: Vec<(usize, [u8; 3])> = Vec::new();
    let mut unknown: Vec<usize> = Vec::new();
    for (ix, colour) in colours.iter().copied() {
        let earlier = open.iter().rposition(|(before, _)| is_pair(drawn(rows, *before), drawn(rows, ix)));
        let Some(at) = earlier else {
            open.push((ix, colour));
            continue;
        };
        let (before, its_colour) = open.remove(at);
        let (first, second) = (drawn(rows, before).map(said), drawn(rows, ix).map(said));
        match (first, second) {
            // The payer's card is done, so the other has sent a receipt: this is the first that can be it.
            (Some(Said::Accepted), Some(Said::Nothing)) if apart(colour, its_colour) <= ALIKE => {
                turn(rows, ix, Card::Receipt, Unsure::KIND);
            }
            (Some(Said::GivenBack), Some(Said::Nothing)) if apart(colour, its_colour) <= ALIKE => {
                turn(rows, ix, Card::Returned, Unsure::KIND);
            }
            // Which two of three belong together nobody knows.
            (Some(Said::Accepted | Said::GivenBack), Some(Said::Nothing)) => open.push((ix, colour)),
            (Some(first), Some(second)) if is_said_twice(first, second) && is_even(rows, colours, ix) => {
                turn(rows, before, Card::Sent, Unsure::KIND);
            }
            _ => unknown.extend([before, ix]),
        }
    }
    // Of one that is alone, or of three, nobody knows which it is.
    for ix in open.into_iter().map(|(ix, _)| ix).chain(unknown) {
        if let Some(alone) = drawn(rows, ix).filter(|card| is_either(said(card))) {
            turn(rows, ix, alone.card.unwrap_or(Card::Sent), Unsure::KIND);
        }
    }
}

/// Whether a card says what in English both cards of a payment say.
fn is_either(said: Said) -> bool {
    matches!(said, Said::EitherAccepted | Said::EitherReturned)
}

/// Whether two cards say what in English both cards of a payment say.
fn is_said_twice(first: Said, second: Said) -> bool {
    matches!(
        (first, second),
        (Said::EitherAccepted, Said::EitherAccepted | Said::Receipt)
            | (Said::EitherReturned, Said::EitherReturned)
    )
}

/// Whether the number of cards that show this amount and such words is even, so that all of them are pairs.
fn is_even(rows: &[Row], colours: &[(usize, [u8; 3])], ix: usize) -> bool {
    let amount = drawn(rows, ix).and_then(|drawn| drawn.amount);
    let such = |card: &Drawn| {
        card.amount == amount
            && matches!(said(card), Said::EitherAccepted | Said::EitherReturned | Said::Receipt)
    };
    let count = colours.iter().filter(|(ix, _)| drawn(rows, *ix).is_some_and(such)).count();
    count.is_multiple_of(2)
}

/// What the card says of what became of it.
fn said(drawn: &Drawn) -> Said {
    card::said(&drawn.text)
}

/// Whether these may be the two cards of one payment.
fn is_pair(first: Option<&Drawn>, second: Option<&Drawn>) -> bool {
    let (Some(first), Some(second)) = (first, second) else { return false };
    let sides = matches!((first.side, second.side), (Side::Me, Side::Other) | (Side::Other, Side::Me));
    sides && first.amount.is_some() && first.amount == second.amount
}

fn drawn(rows: &[Row], ix: usize) -> Option<&Drawn> {
    match rows.get(ix) {
        Some(Row::Message(drawn)) => Some(drawn),
        _ => None,
    }
}

fn turn(rows: &mut [Row], ix: usize, card: Card, unsure: Unsure) {
    if let Some(Row::Message(drawn)) = rows.get_mut(ix) {
        drawn.card = Some(card);
        drawn.unsure = drawn.unsure.with(unsure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::canvas::Rect;
    use juzheng_model::{Fen, MessageKind};

    const PALE: [u8; 3] = [253, 225, 195];
    const BRIGHT: [u8; 3] = [250, 157, 59];

    fn settled(cards: &[(Side, i64, &str, Card, [u8; 3])]) -> Vec<Card> {
        let row = |(side, fen, text, card, _): &(Side, i64, &str, Card, [u8; 3])| {
            Row::Message(Drawn {
                rect: Rect { x0: 0, y0: 0, x1: 9, y1: 9 },
                side: *side,
                sender: None,
                kind: MessageKind::Transfer,
                card: Some(*card),
                amount: Fen::new(*fen),
                text: (*text).to_owned(),
                unsure: Unsure::default(),
                confidence: 999,
            })
        };
        let mut rows: Vec<Row> = cards.iter().map(row).collect();
        let colours: Vec<(usize, [u8; 3])> =
            cards.iter().enumerate().map(|(ix, card)| (ix, card.4)).collect();
        settle(&mut rows, &colours);
        (0..rows.len()).filter_map(|ix| drawn(&rows, ix)?.card).collect()
    }

    #[test]
    fn the_card_after_one_that_was_accepted_is_its_receipt_whatever_it_shows() {
        use Card::*;
        let paid = (Side::Me, 26_000, "¥260.00\n已被领取", Sent, PALE);
        let memo = |colour| (Side::Other, 26_000, "¥260.00\n空调维修", Sent, colour);
        assert_eq!(settled(&[paid, memo(PALE)]), [Sent, Receipt]);
        assert_eq!(settled(&[paid, memo(BRIGHT)]), [Sent, Sent], "what waits is a payment");
        let receipt = (Side::Other, 26_000, "¥260.00\n已收款", Receipt, PALE);
        assert_eq!(settled(&[paid, receipt, memo(PALE)]), [Sent, Receipt, Sent], "its receipt was seen");
        let other = (Side::Other, 20_000, "¥200.00\n还你", Sent, PALE);
        assert_eq!(settled(&[paid, other]), [Sent, Sent]);
        let back = (Side::Me, 26_000, "¥260.00\n已被退还", Sent, PALE);
        assert_eq!(settled(&[back, memo(PALE)]), [Sent, Returned]);
        assert_eq!(settled(&[memo(PALE), paid]), [Sent, Sent]);
    }

    #[test]
    fn of_two_english_cards_that_say_the_same_the_first_is_the_payment() {
        use Card::*;
        let card = |side, word, card| (side, 350_000, word, card, PALE);
        let refunded = [
            card(Side::Me, "¥3500.00\nRefunded", Returned),
            card(Side::Other, "¥3500.00\nRefunded", Returned),
        ];
        assert_eq!(settled(&refunded), [Sent, Returned]);
        let accepted =
            [card(Side::Me, "¥3500.00\nAccepted", Receipt), card(Side::Other, "¥3500.00\nReceived", Receipt)];
        assert_eq!(settled(&accepted), [Sent, Receipt]);
        assert_eq!(settled(&accepted[..1]), [Receipt], "alone it may be either");
        let monthly = [
            card(Side::Other, "¥3500.00\nAccepted", Receipt),
            card(Side::Me, "¥3500.00\nAccepted", Receipt),
            card(Side::Other, "¥3500.00\nAccepted", Receipt),
        ];
        assert_eq!(settled(&monthly), [Receipt; 3], "the first belongs to one above the screen");
    }
}
