//! Which payment takes which card: decided ones first, then ids, then groups of equal party, direction and amount.
//!
//! A group falls apart before it is solved. Payments and cards that are *near* one another (at most 15 minutes) form
//! clumps; where a clump can be paired completely within itself, every best assignment does so, because near pairs are
//! the first aim. So only what is left over from incomplete clumps is solved over the whole search window, piece by piece.

use crate::assign::{Payer, Problem, Ticket, distance, is_reachable};
use crate::receipt::{Parties, SentCard};
use crate::{Choice, Input, NEAR_S, Payment, Pool, Room, Shift, WINDOW_S, tie};
use juzheng_model::{Direction, Fen, link::LinkBasis};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What pairing found for one payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Paired {
    /// Index among the cards.
    pub card: Option<usize>,
    /// `Id`, `Card` or `RedPacket` where there is a card.
    pub basis: Option<LinkBasis>,
    /// Another pairing is as good.
    pub ambiguous: bool,
}

/// Pairs all payments with cards; the cards of a shifted source are looked at as if the shift were taken off.
pub(crate) fn pair(input: Input<'_>, cards: &[SentCard], shifts: &[Shift]) -> Vec<Paired> {
    let mut board = Board {
        input,
        cards,
        tickets: cards.iter().map(|card| ticket(input, card, shifts)).collect(),
        taken: vec![false; cards.len()],
        paired: vec![Paired::default(); input.payments.len()],
        open: vec![true; input.payments.len()],
    };
    board.take_decided();
    board.take_ids();
    board.take_groups();
    board.take_from_rooms();
    board.paired
}

fn ticket(input: Input<'_>, card: &SentCard, shifts: &[Shift]) -> Ticket {
    let source = input.items[card.item as usize].source;
    let off = shifts
        .iter()
        .find(|s| s.source == source && (s.within.0..=s.within.1).contains(&card.sent.0))
        .map_or(0, |s| s.seconds);
    let back = |span: (i64, i64)| (span.0 - off, span.1 - off);
    Ticket { sent: back(card.sent), accepted: card.accepted.map(back), amount: card.amount }
}

struct Board<'a> {
    input: Input<'a>,
    cards: &'a [SentCard],
    tickets: Vec<Ticket>,
    taken: Vec<bool>,
    paired: Vec<Paired>,
    open: Vec<bool>,
}

/// Payments and cards that may belong together.
type Group = (Vec<usize>, Vec<usize>);

impl Board<'_> {
    fn take_decided(&mut self) {
        let decided: HashSet<u32> = self
            .input
            .payments
            .iter()
            .filter_map(|p| match p.choice {
                Some(Choice::Confirmed(Some(item)) | Choice::Chosen(item)) => Some(item),
                _ => None,
            })
            .collect();
        if !decided.is_empty() {
            for (ix, card) in self.cards.iter().enumerate() {
                self.taken[ix] = card.items().any(|item| decided.contains(&item));
            }
        }
        for (ix, payment) in self.input.payments.iter().enumerate() {
            self.open[ix] = payment.choice.is_none() && payment.when.is_some();
        }
    }

    /// The same id in chat and bill decides alone.
    fn take_ids(&mut self) {
        let by_id: HashMap<u64, usize> =
            self.cards.iter().enumerate().filter_map(|(ix, card)| Some((card.transfer_id?, ix))).collect();
        for (ix, payment) in self.input.payments.iter().enumerate() {
            let Some(card) = payment.transfer_id.and_then(|id| by_id.get(&id).copied()) else { continue };
            let fits = self.fits_party(card, payment) && self.cards[card].direction == payment.direction;
            if self.open[ix] && !self.taken[card] && fits {
                self.settle(ix, card, LinkBasis::Id, false);
            }
        }
    }

    fn take_groups(&mut self) {
        let mut mixed: HashSet<(u32, Direction)> = HashSet::new();
        let ids = |board: &Self, ix: usize| match board.cards[ix].parties {
            Parties::One(party) if !board.taken[ix] => Some(party),
            _ => None,
        };
        for (ix, card) in self.cards.iter().enumerate() {
            if let (Some(party), None, false) = (ids(self, ix), card.amount, card.red_packet) {
                mixed.insert((party, card.direction));
            }
        }
        for payment in self.input.payments.iter().filter(|p| p.amount.is_none()) {
            mixed.insert((payment.party, payment.direction));
        }
        let key = |party: u32, direction: Direction, red_packet: bool, amount: Option<Fen>| {
            let apart = !red_packet && !mixed.contains(&(party, direction));
            (party, direction, red_packet, amount.filter(|_| apart))
        };
        let mut groups: BTreeMap<(u32, Direction, bool, Option<Fen>), Group> = BTreeMap::new();
        for (ix, payment) in self.input.payments.iter().enumerate() {
            if self.open[ix] && payment.pool != Pool::Nothing {
                let red_packet = payment.pool == Pool::RedPacket;
                groups
                    .entry(key(payment.party, payment.direction, red_packet, payment.amount))
                    .or_default()
                    .0
                    .push(ix);
            }
        }
        for (ix, card) in self.cards.iter().enumerate() {
            let Some(party) = ids(self, ix) else { continue };
            if let Some(group) = groups.get_mut(&key(party, card.direction, card.red_packet, card.amount)) {
                group.1.push(ix);
            }
        }
        for (payments, cards) in groups.into_values() {
            self.solve(payments, cards);
        }
    }

    /// What no private conversation holds a card for may have one in a group where the party speaks.
    fn take_from_rooms(&mut self) {
        let in_rooms: Vec<usize> =
            (0..self.cards.len()).filter(|ix| matches!(self.cards[*ix].parties, Parties::Room(_))).collect();
        if in_rooms.is_empty() {
            return;
        }
        let mut groups: BTreeMap<(u32, Direction, Pool, Option<Fen>), Vec<usize>> = BTreeMap::new();
        for (ix, payment) in self.input.payments.iter().enumerate() {
            if self.open[ix] && payment.pool != Pool::Nothing {
                let amount = payment.amount.filter(|_| payment.pool == Pool::Card);
                groups.entry((payment.party, payment.direction, payment.pool, amount)).or_default().push(ix);
            }
        }
        for (_, payments) in groups {
            let one = &self.input.payments[payments[0]];
            let cards = in_rooms.iter().copied().filter(|ix| {
                let card = &self.cards[*ix];
                let same_amount = card.amount.is_none() || one.amount.is_none() || card.amount == one.amount;
                !self.taken[*ix]
                    && card.direction == one.direction
                    && card.red_packet == (one.pool == Pool::RedPacket)
                    && same_amount
                    && self.fits_party(*ix, one)
            });
            let cards = cards.collect();
            self.solve(payments, cards);
        }
    }

    fn fits_party(&self, card: usize, payment: &Payment) -> bool {
        match self.cards[card].parties {
            Parties::One(party) => party == payment.party,
            Parties::Room(room) => match (&self.input.rooms[room as usize], payment.direction) {
                (Room::Group(_), Direction::In) => {
                    self.input.items[self.cards[card].item as usize].sender == payment.party
                }
                (Room::Group(parties), _) => parties.contains(&payment.party),
                (Room::Private(party), _) => *party == payment.party,
            },
        }
    }

    /// One group: first the cards that tell their time, then for what is left those that hardly do.
    fn solve(&mut self, mut payments: Vec<usize>, cards: Vec<usize>) {
        let (wide, told): (Vec<usize>, Vec<usize>) =
            cards.into_iter().partition(|ix| self.tickets[*ix].is_wide());
        self.solve_cards(payments.clone(), told);
        if !wide.is_empty() {
            payments.retain(|ix| self.open[*ix]);
            self.solve_cards(payments, wide);
        }
    }

    /// Sorted by time, taken apart, each part solved.
    fn solve_cards(&mut self, mut payments: Vec<usize>, mut cards: Vec<usize>) {
        if cards.is_empty() || payments.is_empty() {
            return;
        }
        let start = |board: &Self, ix: usize| board.input.payments[ix].when.map_or(0, |when| when.0);
        payments.sort_by_key(|ix| (start(self, *ix), *ix));
        cards.sort_by_key(|ix| (self.tickets[*ix].sent.0, *ix));
        let payers: Vec<Payer> = payments
            .iter()
            .map(|ix| &self.input.payments[*ix])
            .map(|p| Payer {
                when: p.when.unwrap_or_default(),
                amount: p.amount,
                may_be_acceptance: p.may_be_acceptance(),
            })
            .collect();
        let tickets: Vec<Ticket> = cards.iter().map(|ix| self.tickets[*ix]).collect();
        for (payer, (ticket, ambiguous)) in assign_group(&payers, &tickets).into_iter().enumerate() {
            match ticket {
                Some(ticket) => {
                    let red_packet = self.cards[cards[ticket]].red_packet;
                    let basis = if red_packet { LinkBasis::RedPacket } else { LinkBasis::Card };
                    self.settle(payments[payer], cards[ticket], basis, ambiguous);
                }
                None => self.paired[payments[payer]].ambiguous = ambiguous,
            }
        }
    }

    fn settle(&mut self, payment: usize, card: usize, basis: LinkBasis, ambiguous: bool) {
        self.taken[card] = true;
        self.open[payment] = false;
        self.paired[payment] = Paired { card: Some(card), basis: Some(basis), ambiguous };
    }
}

/// Solves one group, given in time order: for each payer its ticket, and whether another pairing is as good.
fn assign_group(payers: &[Payer], tickets: &[Ticket]) -> Vec<(Option<usize>, bool)> {
    let mut out = vec![(None, false); payers.len()];
    let (mut rest_payers, mut rest_tickets) = (Vec::new(), Vec::new());
    for clump in clumps(payers, tickets) {
        let complete =
            clump.0.len() == clump.1.len() && solve_part(payers, tickets, &clump, NEAR_S, true, &mut out);
        if !complete {
            rest_payers.extend(clump.0);
            rest_tickets.extend(clump.1);
        }
    }
    rest_payers.sort_unstable();
    rest_tickets.sort_unstable();
    for part in pieces(payers, tickets, &rest_payers, &rest_tickets) {
        solve_part(payers, tickets, &part, WINDOW_S, false, &mut out);
    }
    out
}

/// Solves some payers and tickets by themselves. With `only_complete`, nothing is kept unless every payer has a ticket.
fn solve_part(
    payers: &[Payer],
    tickets: &[Ticket],
    part: &Group,
    reach_s: i64,
    only_complete: bool,
    out: &mut [(Option<usize>, bool)],
) -> bool {
    if let ([payer], [ticket]) = (&part.0[..], &part.1[..]) {
        // One and one: nothing to choose.
        let gap = distance(&payers[*payer], &tickets[*ticket]);
        let near_enough = is_reachable(gap, &tickets[*ticket], reach_s);
        let same = payers[*payer].amount.is_none() || tickets[*ticket].amount.is_none();
        if near_enough && (same || payers[*payer].amount == tickets[*ticket].amount) {
            out[*payer] = (Some(*ticket), false);
        }
        return near_enough;
    }
    let some_payers: Vec<Payer> = part.0.iter().map(|ix| payers[*ix]).collect();
    let some_tickets: Vec<Ticket> = part.1.iter().map(|ix| tickets[*ix]).collect();
    let problem = Problem::new(&some_payers, &some_tickets, reach_s);
    let solution = problem.solve();
    if only_complete && solution.ticket_of.contains(&None) {
        return false;
    }
    let ambiguous = tie::ambiguous(&problem, &solution);
    for (ix, payer) in part.0.iter().enumerate() {
        out[*payer] = (solution.ticket_of[ix].map(|t| part.1[t]), ambiguous[ix]);
    }
    true
}

/// Connected clumps of payers and tickets that are near one another; lonely ones are clumps of one.
fn clumps(payers: &[Payer], tickets: &[Ticket]) -> Vec<Group> {
    let mut clump = Clumps::new(payers.len() + tickets.len());
    let problem = Problem::new(payers, tickets, NEAR_S);
    for payer in 0..payers.len() {
        for (ticket, _) in problem.edges(payer) {
            clump.join(payer, payers.len() + ticket);
        }
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for node in 0..payers.len() + tickets.len() {
        let group = groups.entry(clump.root(node)).or_default();
        if node < payers.len() { group.0.push(node) } else { group.1.push(node - payers.len()) }
    }
    groups.into_values().collect()
}

/// Cuts what is left over where nothing stands within reach of the other side of the cut.
fn pieces(payers: &[Payer], tickets: &[Ticket], rest_payers: &[usize], rest_tickets: &[usize]) -> Vec<Group> {
    let spans = rest_payers.iter().map(|ix| (payers[*ix].when.0, payers[*ix].when.1, *ix, true));
    let ticket_spans = rest_tickets.iter().map(|ix| {
        let ticket = &tickets[*ix];
        let (mut low, mut high) = ticket.sent;
        if let Some(accepted) = ticket.accepted {
            (low, high) = (low.min(accepted.0), high.max(accepted.1));
        }
        (low, high, *ix, false)
    });
    let mut all: Vec<_> = spans.chain(ticket_spans).collect();
    all.sort_unstable();
    let mut parts: Vec<Group> = Vec::new();
    let mut until = i64::MIN;
    for (low, high, ix, is_payer) in all {
        if parts.is_empty() || low > until.saturating_add(WINDOW_S) {
            parts.push(Group::default());
        }
        until = until.max(high);
        if let Some(part) = parts.last_mut() {
            if is_payer { part.0.push(ix) } else { part.1.push(ix) }
        }
    }
    for part in &mut parts {
        part.0.sort_unstable();
        part.1.sort_unstable();
    }
    parts.retain(|part| !part.0.is_empty() && !part.1.is_empty());
    parts
}

/// Disjoint sets by path halving.
struct Clumps(Vec<usize>);

impl Clumps {
    fn new(n: usize) -> Clumps {
        Clumps((0..n).collect())
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
