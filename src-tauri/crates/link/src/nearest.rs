//! The nearest message of a party's conversations, for transfers that have no card: a context link.

use crate::{Input, Item, NEAR_S, Payment, Room, WINDOW_S, What};
use juzheng_model::time::Gap;
use std::collections::{HashMap, HashSet};

/// The plain messages of each party in time order.
pub(crate) struct Nearest {
    private: HashMap<u32, Lists>,
    groups: HashMap<u32, Lists>,
    parties: HashSet<u32>,
}

/// Messages in time order, as (earliest second, index among the items): those that tell their time, and apart from them
/// those between two far labels of a screenshot, so that these do not widen the search among a million others.
#[derive(Default)]
struct Lists([List; 2]);

#[derive(Default)]
struct List {
    messages: Vec<(i64, u32)>,
    widest_s: i64,
}

impl Lists {
    fn push(&mut self, input: Input<'_>, ix: u32) {
        let item = &input.items[ix as usize];
        let open_s = i64::from(item.open_s);
        // What is open for longer cannot lie within the window on both ends.
        if open_s <= 2 * WINDOW_S {
            let list = &mut self.0[usize::from(open_s > NEAR_S)];
            list.messages.push((item.at, ix));
            list.widest_s = list.widest_s.max(open_s);
        }
    }
}

/// What was found near a payment.
pub(crate) struct Near {
    /// Index among the items.
    pub item: u32,
    /// Another message is as near.
    pub tied: bool,
    /// It is in a group.
    pub in_group: bool,
}

impl Nearest {
    pub(crate) fn new(input: Input<'_>) -> Nearest {
        let mut nearest =
            Nearest { private: HashMap::new(), groups: HashMap::new(), parties: HashSet::new() };
        for room in input.rooms {
            match room {
                Room::Private(party) => nearest.parties.extend([*party]),
                Room::Group(parties) => nearest.parties.extend(parties),
            }
        }
        for (ix, item) in input.items.iter().enumerate() {
            if item.what != What::Plain || item.at == Item::UNDATED {
                continue;
            }
            match &input.rooms[item.room as usize] {
                Room::Private(party) => nearest.private.entry(*party).or_default().push(input, ix as u32),
                Room::Group(_) if item.sender != Item::NOBODY => {
                    nearest.groups.entry(item.sender).or_default().push(input, ix as u32);
                }
                Room::Group(_) => {}
            }
        }
        let lists = nearest.private.values_mut().chain(nearest.groups.values_mut());
        for List { messages, .. } in lists.flat_map(|lists| &mut lists.0) {
            if !messages.is_sorted() {
                messages.sort_unstable();
            }
        }
        nearest
    }

    /// Whether the party has any conversation here.
    pub(crate) fn has_conversation(&self, party: u32) -> bool {
        self.parties.contains(&party)
    }

    /// The nearest message within the search window: in a private conversation, else in a group.
    pub(crate) fn find(&self, input: Input<'_>, payment: &Payment) -> Option<Near> {
        let when = payment.when?;
        let search = |lists: &HashMap<u32, Lists>, in_group| {
            let mut best = None;
            for list in &lists.get(&payment.party)?.0 {
                in_list(input, list, when, &mut best);
            }
            best.map(|(_, item, tied)| Near { item, tied, in_group })
        };
        search(&self.private, false).or_else(|| search(&self.groups, true))
    }
}

/// The best so far: its gap, its index among the items, and whether another is as good.
type Best = Option<(Gap, u32, bool)>;

/// Betters `best` by what is in a list.
fn in_list(input: Input<'_>, list: &List, when: (i64, i64), best: &mut Best) {
    let List { messages, widest_s } = list;
    let from = messages.partition_point(|(at, _)| *at < when.0);
    let mut look = |&(at, item): &(i64, u32)| -> bool {
        // Sorted by the earliest second: once that alone is too far, nothing better follows on this side.
        let bound = best.map_or(WINDOW_S, |(gap, ..)| gap.max_s);
        if (at - when.0).abs() > bound + widest_s + (when.1 - when.0) {
            return false;
        }
        let gap = Gap::between(when, (at, at + i64::from(input.items[item as usize].open_s)));
        let rank = |g: Gap| (g.max_s, g.min_s);
        match &mut *best {
            Some((known, _, tied)) if rank(*known) == rank(gap) => *tied = true,
            Some((known, ..)) if rank(*known) < rank(gap) => {}
            _ if gap.max_s > WINDOW_S => {}
            _ => *best = Some((gap, item, false)),
        }
        true
    };
    for entry in messages[..from].iter().rev() {
        if !look(entry) {
            break;
        }
    }
    for entry in &messages[from..] {
        if !look(entry) {
            break;
        }
    }
}
