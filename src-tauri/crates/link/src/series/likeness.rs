//! Whether two pieces of two pictures can be one message, and how much it proves that they look alike.

use super::{What, glance::Glance, rarity::BIT, spelling::Cut};
use juzheng_model::{Card, MessageKind, Side};

/// Two pieces that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    /// What it proves, in quarter bits; 0 where they only do not contradict each other.
    pub(super) bits: i32,
    /// Whether their times exclude each other, so that one was misread or a capture time is wrong.
    pub(super) apart: bool,
}

/// How far the times of one message may lie apart where a label was misread, not the date: half a day.
const MISREAD_S: i64 = 12 * 3600;
const DAY_S: i64 = 86_400;

/// How alike two pieces are; `None` where they cannot be one.
pub(super) fn alike(a: &Glance, b: &Glance) -> Option<Likeness> {
    let bits = looks(a, b)?;
    match times(a, b) {
        Times::Meet => Some(Likeness { bits, apart: false }),
        Times::DaysApart => Some(Likeness { bits: bits - 2 * BIT, apart: true }),
        Times::Misread if !a.common && !b.common && bits >= 24 * BIT => {
            Some(Likeness { bits: bits - 2 * BIT, apart: true })
        }
        Times::Misread | Times::Exclude => None,
    }
}

/// How the times of two pieces go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// They may be one time.
    Meet,
    /// A capture time may be wrong, which moves everything by whole days.
    DaysApart,
    /// A label may be misread, which hardly changes the day.
    Misread,
    /// They exclude each other.
    Exclude,
}

/// How the times of two pieces go together.
pub(super) fn times(a: &Glance, b: &Glance) -> Times {
    match (a.span, b.span) {
        (Some(one), Some(other)) if one.1 < other.0 || other.1 < one.0 => {
            let gap = (one.0 - other.1).max(other.0 - one.1);
            if (one.0 - other.0) % DAY_S == 0 || (one.1 - other.1) % DAY_S == 0 {
                Times::DaysApart
            } else if gap <= MISREAD_S {
                Times::Misread
            } else {
                Times::Exclude
            }
        }
        _ => Times::Meet,
    }
}

/// Whether two pieces that stand at the same place are one of which an engine misread some characters, and no number.
pub(super) fn misread(a: &Glance, b: &Glance) -> bool {
    let worded = |piece: &Glance| piece.amount.is_none() && piece.spelling.len() >= 4;
    worded(a) && worded(b) && may_be(a, b) && a.spelling.has_numbers_of(&b.spelling)
}

/// Whether two pieces that stand at the same place between proven ones may be one, read differently.
pub(super) fn may_be(a: &Glance, b: &Glance) -> bool {
    if !same_side(a.side, b.side) || !same_card(a.card, b.card) {
        return false;
    }
    match (a.what, b.what) {
        (What::Label(_), What::Label(_)) => true,
        (What::Label(_), _) | (_, What::Label(_)) => false,
        (What::Message(MessageKind::Transfer), What::Message(MessageKind::Transfer)) => true,
        (What::Message(one), What::Message(other)) if one == other => {
            a.spelling.may_be(&b.spelling) && (!a.is_wordless() || same_height(a, b).is_some())
                || a.is_cut()
                || b.is_cut()
        }
        _ => a.is_cut() || b.is_cut() || a.spelling.len() >= 4 && a.spelling.may_be(&b.spelling),
    }
}

fn same_side(a: Side, b: Side) -> bool {
    a == b || a == Side::Unknown || b == Side::Unknown
}

/// The sent card changes its wording when it is accepted, returned or expires; the receipt is another message.
fn same_card(a: Option<Card>, b: Option<Card>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a == Card::Receipt) == (b == Card::Receipt),
        _ => true,
    }
}

fn looks(a: &Glance, b: &Glance) -> Option<i32> {
    match (a.what, b.what) {
        (What::Label(Some(one)), What::Label(Some(other))) if one == other => Some(a.bits),
        (What::Label(Some(one)), What::Label(Some(other))) => ((one - other) % DAY_S == 0).then_some(2 * BIT),
        (What::Label(_), What::Label(_)) => a.spelling.errors(&b.spelling).map(|_| a.bits.min(b.bits)),
        (What::Label(_), _) | (_, What::Label(_)) => None,
        (What::Message(one), What::Message(other)) => message(a, b, one, other),
    }
}

fn message(a: &Glance, b: &Glance, one: MessageKind, other: MessageKind) -> Option<i32> {
    if !same_side(a.side, b.side) || !same_card(a.card, b.card) {
        return None;
    }
    let cut = a.is_cut() || b.is_cut();
    let both = |kind| one == kind && other == kind;
    if let (Some(x), Some(y)) = (a.amount, b.amount) {
        return (x == y && one == other).then_some(a.bits.min(b.bits));
    }
    if both(MessageKind::Transfer) {
        // The amount of one could not be read: the rest of the card says little.
        return Some(a.sort_bits.min(b.sort_bits));
    }
    if cut && (a.amount.is_some() || b.amount.is_some()) {
        // What is left of a card at the edge may be taken for anything.
        let rest = if a.amount.is_some() { b } else { a };
        return (rest.is_cut() && rest.spelling.len() <= 6).then_some(0);
    }
    if a.amount.is_some() || b.amount.is_some() {
        return None;
    }
    if one == other && a.is_wordless() && b.is_wordless() {
        return same_height(a, b)
            .map(|_| if cut { a.sort_bits.min(b.sort_bits) } else { a.bits.min(b.bits) });
    }
    if cut {
        return cut_text(a, b);
    }
    if both(MessageKind::Voice) && a.spelling.len() != b.spelling.len() {
        // One of them shows what was said, the other only how long it took.
        let (short, long) = if a.spelling.len() < b.spelling.len() { (a, b) } else { (b, a) };
        let begins = short.spelling.lies_in(&long.spelling, Cut { top: false, bottom: true });
        return (begins == Some(short.spelling.len())).then_some(short.bits.min(2 * BIT));
    }
    if one != other && a.spelling.counts_as(&b.spelling) {
        return same_height(a, b).map(|_| 2 * BIT);
    }
    if one != other && a.spelling.len() < 6 {
        return None;
    }
    let Some(errors) = a.spelling.errors(&b.spelling) else {
        let quoted = one != other || both(MessageKind::Quote);
        return at_edge(a, b).or_else(|| if quoted { begins(a, b) } else { None });
    };
    let length = a.spelling.len().max(b.spelling.len()).max(1);
    let bits = a.bits.min(b.bits);
    Some(bits - bits * (3 * errors as i32) / (2 * length as i32))
}

/// `Some` where photos can be the same by their height, which the edge may cut short.
fn same_height(a: &Glance, b: &Glance) -> Option<()> {
    if a.height == 0 || b.height == 0 {
        return Some(());
    }
    let slack = 8 + a.height.max(b.height) * 3 / 100;
    let fits = match (a.is_cut(), b.is_cut()) {
        (false, false) => a.height.abs_diff(b.height) <= slack,
        (true, false) => a.height <= b.height + slack,
        (false, true) => b.height <= a.height + slack,
        (true, true) => true,
    };
    fits.then_some(())
}

/// The first or last piece of a picture may be cut off although nothing says so: all that is left of it must lie in the
/// whole one.
fn at_edge(a: &Glance, b: &Glance) -> Option<i32> {
    let (part, whole) = if a.spelling.len() < b.spelling.len() { (a, b) } else { (b, a) };
    let shorter = part.spelling.len() >= 6 && part.spelling.len() < whole.spelling.len();
    let lies = |cut| shorter && part.spelling.lies_in(&whole.spelling, cut) == Some(part.spelling.len());
    let top = part.first && lies(Cut { top: true, bottom: false });
    let bottom = part.last && lies(Cut { top: false, bottom: true });
    (top || bottom).then_some((4 * BIT * part.spelling.len().min(16) as i32).min(whole.bits))
}

/// Of a message with a quote below it one picture may show what was said apart from what was quoted.
fn begins(a: &Glance, b: &Glance) -> Option<i32> {
    let (said, all) = if a.spelling.len() < b.spelling.len() { (a, b) } else { (b, a) };
    let lies = said.spelling.lies_in(&all.spelling, Cut { top: false, bottom: true });
    let whole = said.spelling.len() >= 6 && lies == Some(said.spelling.len());
    whole.then_some(said.bits.min(all.bits) / 2)
}

/// A text that an edge cuts off lies in the whole one; two halves of one share what stands on both.
fn cut_text(a: &Glance, b: &Glance) -> Option<i32> {
    let of = |piece: &Glance| Cut { top: piece.cut_top, bottom: piece.cut_bottom };
    let most = match a.common || b.common {
        true => a.bits.min(b.bits),
        false if a.spelling.len() >= b.spelling.len() => a.bits,
        false => b.bits,
    };
    let proves = |found: usize| (4 * BIT * found.min(16) as i32).min(most.max(0));
    let lies = |part: &Glance, whole: &Glance| {
        if !part.is_cut() {
            return None;
        }
        // A sliver contradicts nothing and proves nothing.
        let sliver = || (part.is_torn() && same_height(a, b).is_some()).then_some(0);
        let found = || part.spelling.lies_in(&whole.spelling, of(part)).map(proves);
        if part.spelling.len() < 4 { sliver() } else { found().or_else(sliver) }
    };
    let (in_b, in_a) = (lies(a, b), lies(b, a));
    let halves = || match (a, b) {
        (upper, lower) if upper.cut_bottom && lower.cut_top => upper.spelling.runs_into(&lower.spelling),
        _ => None,
    };
    let turned = || match (b, a) {
        (upper, lower) if upper.cut_bottom && lower.cut_top => upper.spelling.runs_into(&lower.spelling),
        _ => None,
    };
    in_b.max(in_a).or_else(|| halves().or_else(turned).map(proves))
}
