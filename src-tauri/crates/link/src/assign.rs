//! Exact one-to-one assignment of payments to cards, by aims in order: most pairs near, most pairs, least total gap.
//!
//! Successive shortest augmenting paths with dual prices (the Hungarian method on a sparse graph), where each payment may
//! also stay alone at a price. Costs are compared aim by aim, so no aim can outweigh an earlier one. Among equally good
//! assignments the one with the least squared gaps is taken, which keeps the order of time; that last aim decides which
//! is shown, never whether the link is called ambiguous.

use crate::{NEAR_S, WINDOW_S};
use juzheng_model::Fen;
use juzheng_model::time::Gap;
use std::collections::BinaryHeap;

/// One side of the assignment: a payment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payer {
    /// Earliest and latest second.
    pub when: (i64, i64),
    /// The amount.
    pub amount: Option<Fen>,
    /// Whether its time may be that of the acceptance.
    pub may_be_acceptance: bool,
}

/// The other side: a card with its clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket {
    /// Earliest and latest second of sending.
    pub sent: (i64, i64),
    /// Earliest and latest second of acceptance, where a receipt says it.
    pub accepted: Option<(i64, i64)>,
    /// The amount that the card shows.
    pub amount: Option<Fen>,
}

/// The smaller of the distances from a payment to the clocks of a card.
pub(crate) fn distance(payer: &Payer, ticket: &Ticket) -> Gap {
    let sent = Gap::between(payer.when, ticket.sent);
    match ticket
        .accepted
        .filter(|_| payer.may_be_acceptance)
        .map(|accepted| Gap::between(payer.when, accepted))
    {
        Some(accepted) if accepted.max_s < sent.max_s => accepted,
        _ => sent,
    }
}

/// The cost of a pair or of staying alone, compared aim by aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Cost {
    /// Pairs that are not near, and among them payments without a card, in one number.
    missed: i64,
    /// The gap in half seconds (least plus greatest distance).
    gap: i64,
    /// The squared gap in minutes, which prefers keeping the order.
    spread: i64,
}

/// Greater distances count as this one, half a year, so that squares of them can be added up.
const FARTHEST_S: i64 = 183 * 86_400;

/// Whether a payment may have a card: all of the gap lies within reach; of a card whose time is open for longer than the
/// search window, the payment's time lies in it.
pub(crate) fn is_reachable(gap: Gap, ticket: &Ticket, reach_s: i64) -> bool {
    match ticket.is_wide() {
        true => reach_s >= WINDOW_S && gap.min_s == 0,
        false => gap.max_s <= reach_s,
    }
}

impl Ticket {
    /// Seconds of its sending that are open.
    fn open_s(&self) -> i64 {
        self.sent.1 - self.sent.0
    }

    /// Whether its time is open for longer than the search window.
    pub(crate) fn is_wide(&self) -> bool {
        self.open_s() > WINDOW_S
    }
}

/// Weight of the first aim over the second within [`Cost::missed`]: more than there are payments.
const FIRST_AIM: i64 = 1 << 32;

impl Cost {
    /// Of a payment that stays alone.
    pub(crate) const ALONE: Cost = Cost { missed: FIRST_AIM + 1, gap: 0, spread: 0 };

    /// Of a pair whose card leaves `open_s` seconds of its sending open. Where that is long (a screenshot between two far
    /// labels), every payment within it is as good, which makes the link ambiguous where there are several.
    fn of(gap: Gap, open_s: i64) -> Cost {
        let missed = if gap.max_s <= NEAR_S { 0 } else { FIRST_AIM };
        let near_end = gap.max_s.min(FARTHEST_S);
        let total = gap.min_s + near_end;
        let gap = if open_s > NEAR_S { 2 * gap.min_s + NEAR_S } else { total };
        Cost { missed, gap, spread: total * total / 16 }
    }

    /// Whether the aims that count for ambiguity are all met equally.
    pub(crate) fn is_even(self) -> bool {
        self.missed == 0 && self.gap == 0
    }
}

impl std::ops::Add for Cost {
    type Output = Cost;
    fn add(self, o: Cost) -> Cost {
        Cost { missed: self.missed + o.missed, gap: self.gap + o.gap, spread: self.spread + o.spread }
    }
}

impl std::ops::Sub for Cost {
    type Output = Cost;
    fn sub(self, o: Cost) -> Cost {
        Cost { missed: self.missed - o.missed, gap: self.gap - o.gap, spread: self.spread - o.spread }
    }
}

/// One group to be assigned: payers and tickets, both sorted by their earliest second.
pub(crate) struct Problem<'a> {
    payers: &'a [Payer],
    tickets: &'a [Ticket],
    reach_s: i64,
    ranges: Vec<(u32, u32)>,
}

impl<'a> Problem<'a> {
    /// Pairs farther apart than `reach_s` are no pairs.
    pub(crate) fn new(payers: &'a [Payer], tickets: &'a [Ticket], reach_s: i64) -> Problem<'a> {
        let lag = tickets.iter().filter_map(|t| Some((t.accepted?.1 - t.sent.0).max(0))).max().unwrap_or(0);
        let open = tickets.iter().map(Ticket::open_s).max().unwrap_or(0);
        let ranges = payers
            .iter()
            .map(|payer| {
                let low = tickets.partition_point(|t| t.sent.0 < payer.when.0 - reach_s - lag - open);
                let high = tickets.partition_point(|t| t.sent.0 <= payer.when.1 + reach_s);
                (low as u32, high.max(low) as u32)
            })
            .collect();
        Problem { payers, tickets, reach_s, ranges }
    }

    /// The tickets that a payer can have, with the cost of each.
    pub(crate) fn edges(&self, payer: usize) -> impl Iterator<Item = (usize, Cost)> + '_ {
        let me = &self.payers[payer];
        let (low, high) = self.ranges[payer];
        (low as usize..high as usize).filter_map(move |ix| {
            let ticket = &self.tickets[ix];
            if ticket.amount.is_some() && me.amount.is_some() && ticket.amount != me.amount {
                return None;
            }
            let gap = distance(me, ticket);
            is_reachable(gap, ticket, self.reach_s).then(|| (ix, Cost::of(gap, ticket.open_s())))
        })
    }

    /// How many payers there are.
    pub(crate) fn payers(&self) -> usize {
        self.payers.len()
    }

    /// Solves the whole problem.
    pub(crate) fn solve(&self) -> Solution {
        let mut solution = Solution {
            ticket_of: vec![None; self.payers.len()],
            payer_of: vec![None; self.tickets.len()],
            payer_price: vec![Cost::default(); self.payers.len()],
            ticket_price: vec![Cost::default(); self.tickets.len()],
        };
        let mut search = Search::new(self.tickets.len());
        for payer in 0..self.payers.len() {
            search.augment(self, &mut solution, payer);
        }
        solution
    }
}

/// An optimal assignment with the dual prices that prove it: no pair costs less than its two prices together.
pub(crate) struct Solution {
    /// The ticket of each payer.
    pub ticket_of: Vec<Option<usize>>,
    /// The payer of each ticket.
    pub payer_of: Vec<Option<usize>>,
    /// The price of each payer; [`Cost::ALONE`] at most.
    pub payer_price: Vec<Cost>,
    /// The price of each ticket; zero or less, zero where it is free.
    pub ticket_price: Vec<Cost>,
}

/// The working memory of the search for one augmenting path, kept between payers.
struct Search {
    reached: Vec<Option<(Cost, usize)>>,
    done: Vec<bool>,
    touched: Vec<usize>,
    heap: BinaryHeap<std::cmp::Reverse<(Cost, usize)>>,
}

impl Search {
    fn new(tickets: usize) -> Search {
        Search {
            reached: vec![None; tickets],
            done: vec![false; tickets],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    /// Gives `payer` a ticket or leaves somebody alone, whichever is cheapest for all together.
    fn augment(&mut self, problem: &Problem<'_>, s: &mut Solution, payer: usize) {
        let (mut here, mut base) = (payer, Cost::default());
        let mut alone: Option<(Cost, usize)> = None;
        let (total, end) = loop {
            let stay = base + Cost::ALONE - s.payer_price[here];
            if alone.is_none_or(|(best, _)| stay < best) {
                alone = Some((stay, here));
            }
            self.relax(problem, s, here, base);
            let next = self.cheapest();
            let (stay, who) = alone.unwrap_or((Cost::ALONE, payer));
            match next {
                Some((cost, ticket)) if cost < stay => match s.payer_of[ticket] {
                    None => break (cost, End::Ticket(ticket)),
                    Some(owner) => {
                        self.done[ticket] = true;
                        (here, base) = (owner, cost);
                    }
                },
                _ => break (stay, End::Alone(who)),
            }
        };
        self.reprice(s, payer, total);
        self.turn(s, payer, end);
        for ticket in self.touched.drain(..) {
            self.reached[ticket] = None;
            self.done[ticket] = false;
        }
        self.heap.clear();
    }

    fn relax(&mut self, problem: &Problem<'_>, s: &Solution, payer: usize, base: Cost) {
        for (ticket, cost) in problem.edges(payer) {
            if self.done[ticket] {
                continue;
            }
            let cost = base + cost - s.payer_price[payer] - s.ticket_price[ticket];
            match self.reached[ticket] {
                Some((known, _)) if known <= cost => {}
                known => {
                    if known.is_none() {
                        self.touched.push(ticket);
                    }
                    self.reached[ticket] = Some((cost, payer));
                    self.heap.push(std::cmp::Reverse((cost, ticket)));
                }
            }
        }
    }

    fn cheapest(&mut self) -> Option<(Cost, usize)> {
        while let Some(std::cmp::Reverse((cost, ticket))) = self.heap.pop() {
            let current = self.reached[ticket].is_some_and(|(known, _)| known == cost);
            if current && !self.done[ticket] {
                return Some((cost, ticket));
            }
        }
        None
    }

    /// Moves the prices so that they prove the assignment that follows.
    fn reprice(&self, s: &mut Solution, payer: usize, total: Cost) {
        s.payer_price[payer] = s.payer_price[payer] + total;
        for &ticket in &self.touched {
            let (Some((cost, _)), true) = (self.reached[ticket], self.done[ticket]) else { continue };
            s.ticket_price[ticket] = s.ticket_price[ticket] + cost - total;
            if let Some(owner) = s.payer_of[ticket] {
                s.payer_price[owner] = s.payer_price[owner] + total - cost;
            }
        }
    }

    /// Turns the pairs along the path that was found.
    fn turn(&self, s: &mut Solution, payer: usize, end: End) {
        let mut free = match end {
            End::Ticket(ticket) => ticket,
            End::Alone(who) => match s.ticket_of[who].take() {
                None => return,
                Some(ticket) => ticket,
            },
        };
        while let Some((_, from)) = self.reached[free] {
            let before = s.ticket_of[from].replace(free);
            s.payer_of[free] = Some(from);
            match before {
                Some(ticket) if from != payer => free = ticket,
                _ => return,
            }
        }
    }
}

/// Where an augmenting path ends.
enum End {
    /// At a ticket that was free.
    Ticket(usize),
    /// At a payer that stays alone.
    Alone(usize),
}
