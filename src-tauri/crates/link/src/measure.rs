//! What is said of one link: the gap between like clocks, the message's place, the verdict and the reasons.

use crate::nearest::Nearest;
use crate::pairing::Paired;
use crate::receipt::SentCard;
use crate::{Choice, Found, Input, Item, Payment, Pool, Room, Shift};
use juzheng_model::link::{Clock, LinkBasis, Order, Reason, Verdict};
use juzheng_model::time::Gap;

/// Measures the link of payment `ix`.
pub(crate) fn measure(
    input: Input<'_>,
    ix: usize,
    cards: &[SentCard],
    paired: &Paired,
    nearest: &Nearest,
    shifts: &[Shift],
) -> Found {
    let payment = &input.payments[ix];
    let mut found = match payment.choice {
        Some(Choice::Chosen(item)) => chosen(input, payment, cards, item, LinkBasis::User),
        Some(Choice::Confirmed(Some(item)) | Choice::Rejected(Some(item))) => {
            decided(input, payment, cards, item)
        }
        Some(Choice::Confirmed(None) | Choice::Rejected(None)) => nothing(payment, nearest),
        None => match paired.card {
            Some(card) => with_card(input, payment, &cards[card], paired),
            None => without_card(input, payment, paired, nearest),
        },
    };
    if let Some(item) = found.item {
        say_more(input, item, payment, shifts, &mut found);
    }
    if payment.turned {
        found.reasons.push(Reason::TurnedBill);
    }
    found
}

fn with_card(input: Input<'_>, payment: &Payment, card: &SentCard, paired: &Paired) -> Found {
    let basis = paired.basis.unwrap_or(LinkBasis::Card);
    let mut found = on_card(payment, card, basis);
    found.ambiguous = paired.ambiguous;
    found.reasons.push(match basis {
        LinkBasis::Id => Reason::SameId,
        LinkBasis::RedPacket => Reason::RedPacket,
        _ if card.amount.is_none() => Reason::CardWithoutAmount,
        _ => Reason::SameCard,
    });
    if found.clock == Some(Clock::Accepted) {
        found.reasons.push(Reason::ByReceipt);
    }
    measure_verdict(input, &mut found);
    found
}

/// The gap to a card: an incoming row may be the sending or the acceptance, whichever is nearer.
fn on_card(payment: &Payment, card: &SentCard, basis: LinkBasis) -> Found {
    let mut found = Found { item: Some(card.item), receipt: card.receipt, ..blank(basis) };
    if let Some(when) = payment.when {
        let sent = Gap::between(when, card.sent);
        let accepted = card.accepted.filter(|_| payment.may_be_acceptance()).map(|a| Gap::between(when, a));
        (found.gap, found.clock) = match accepted {
            Some(accepted) if accepted.max_s < sent.max_s => (Some(accepted), Some(Clock::Accepted)),
            _ => (Some(sent), Some(Clock::Sent)),
        };
        found.order = Some(order(when, card.sent));
    }
    found
}

fn without_card(input: Input<'_>, payment: &Payment, paired: &Paired, nearest: &Nearest) -> Found {
    let Some(near) = nearest.find(input, payment) else {
        let mut found = nothing(payment, nearest);
        found.ambiguous = paired.ambiguous;
        return found;
    };
    let mut found = on_message(input, payment, near.item, LinkBasis::Nearest);
    found.ambiguous = near.tied || paired.ambiguous;
    found.reasons.push(Reason::NearestMessage);
    if near.in_group {
        found.reasons.push(Reason::InGroup);
    }
    measure_verdict(input, &mut found);
    found
}

fn on_message(input: Input<'_>, payment: &Payment, item: u32, basis: LinkBasis) -> Found {
    let mut found = Found { item: Some(item), ..blank(basis) };
    if let (Some(when), Some(at)) = (payment.when, input.items[item as usize].span()) {
        found.gap = Some(Gap::between(when, at));
        found.order = Some(order(when, at));
    }
    found
}

/// A link on which the user decided: measured as it would be had it been proposed.
fn decided(input: Input<'_>, payment: &Payment, cards: &[SentCard], item: u32) -> Found {
    let card = cards.iter().find(|card| card.items().any(|own| own == item));
    let basis = match card {
        Some(card) if card.transfer_id.is_some() && card.transfer_id == payment.transfer_id => LinkBasis::Id,
        Some(card) if card.red_packet && payment.pool == Pool::RedPacket => LinkBasis::RedPacket,
        Some(_) => LinkBasis::Card,
        None => LinkBasis::Nearest,
    };
    let mut found = chosen(input, payment, cards, item, basis);
    found.reasons = vec![match (basis, card) {
        (LinkBasis::Id, _) => Reason::SameId,
        (LinkBasis::RedPacket, _) => Reason::RedPacket,
        (LinkBasis::Nearest, _) => Reason::NearestMessage,
        (_, Some(card)) if card.amount.is_none() => Reason::CardWithoutAmount,
        _ => Reason::SameCard,
    }];
    found
}

fn chosen(input: Input<'_>, payment: &Payment, cards: &[SentCard], item: u32, basis: LinkBasis) -> Found {
    let mut found = match cards.iter().find(|card| card.items().any(|own| own == item)) {
        Some(card) => on_card(payment, card, basis),
        None => on_message(input, payment, item, basis),
    };
    found.item = Some(item);
    if basis == LinkBasis::User {
        found.reasons.push(Reason::UserChose);
    }
    measure_verdict(input, &mut found);
    found
}

fn nothing(payment: &Payment, nearest: &Nearest) -> Found {
    let mut found = blank(LinkBasis::None);
    found.reasons.push(match payment.when {
        None => Reason::NoTime,
        Some(_) if !nearest.has_conversation(payment.party) => Reason::NoConversation,
        Some(_) => Reason::NothingNear,
    });
    found
}

fn blank(basis: LinkBasis) -> Found {
    Found {
        item: None,
        receipt: None,
        basis,
        clock: None,
        gap: None,
        order: None,
        shift_s: None,
        verdict: Verdict::NoMessage,
        ambiguous: false,
        reasons: Vec::new(),
    }
}

fn measure_verdict(input: Input<'_>, found: &mut Found) {
    found.verdict = found.gap.map_or(Verdict::Undetermined, |gap| Verdict::of(gap, input.threshold_s));
}

/// The message's place as seen from the transfer.
fn order(transfer: (i64, i64), message: (i64, i64)) -> Order {
    match () {
        () if message.1 < transfer.0 => Order::Before,
        () if message.0 > transfer.1 => Order::After,
        () => Order::Overlap,
    }
}

/// Reasons that hold however the message was found; an unsettled shift leaves the verdict open.
fn say_more(input: Input<'_>, item: u32, payment: &Payment, shifts: &[Shift], found: &mut Found) {
    let message: &Item = &input.items[item as usize];
    if matches!(input.rooms[message.room as usize], Room::Group(_))
        && !found.reasons.contains(&Reason::InGroup)
    {
        found.reasons.push(Reason::InGroup);
    }
    let concerned = shifts.iter().find(|shift| shift.concerns(message, payment, found));
    if let Some(shift) = concerned {
        found.shift_s = Some(shift.seconds);
        found.verdict = Verdict::Undetermined;
        found.reasons.push(Reason::Shifted(shift.seconds));
    }
    if found.ambiguous {
        found.reasons.push(Reason::Ambiguous);
    }
}
