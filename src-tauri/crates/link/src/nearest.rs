//! The nearest message of a party's conversations, for transfers that have no card: a context link.

use crate::{Input, Item, Payment, Room, WINDOW_S, What};
use juzheng_model::time::Gap;
use std::collections::{HashMap, HashSet};

/// The plain messages of each party in time order.
pub(crate) struct Nearest {
    private: HashMap<u32, Vec<(i64, u32)>>,
    groups: HashMap<u32, Vec<(i64, u32)>>,
    parties: HashSet<u32>,
    widest_s: i64,
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
            Nearest { private: HashMap::new(), groups: HashMap::new(), parties: HashSet::new(), widest_s: 0 };
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
            nearest.widest_s = nearest.widest_s.max(i64::from(item.open_s));
            match &input.rooms[item.room as usize] {
                Room::Private(party) => nearest.private.entry(*party).or_default().push((item.at, ix as u32)),
                Room::Group(_) if item.sender != Item::NOBODY => {
                    nearest.groups.entry(item.sender).or_default().push((item.at, ix as u32));
                }
                Room::Group(_) => {}
            }
        }
        for list in nearest.private.values_mut().chain(nearest.groups.values_mut()) {
            if !list.is_sorted() {
                list.sort_unstable();
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
        let search = |lists: &HashMap<u32, Vec<(i64, u32)>>, in_group| {
            let list = lists.get(&payment.party)?;
            self.in_list(input, list, when).map(|(item, tied)| Near { item, tied, in_group })
        };
        search(&self.private, false).or_else(|| search(&self.groups, true))
    }

    fn in_list(&self, input: Input<'_>, list: &[(i64, u32)], when: (i64, i64)) -> Option<(u32, bool)> {
        let from = list.partition_point(|(at, _)| *at < when.0);
        let mut best: Option<(Gap, u32, bool)> = None;
        let mut look = |&(at, item): &(i64, u32)| -> bool {
            // Sorted by the earliest second: once that alone is too far, nothing better follows on this side.
            let bound = best.map_or(WINDOW_S, |(gap, ..)| gap.max_s);
            if (at - when.0).abs() > bound + self.widest_s + (when.1 - when.0) {
                return false;
            }
            let gap = Gap::between(when, (at, at + i64::from(input.items[item as usize].open_s)));
            let rank = |g: Gap| (g.max_s, g.min_s);
            match &mut best {
                Some((known, _, tied)) if rank(*known) == rank(gap) => *tied = true,
                Some((known, ..)) if rank(*known) < rank(gap) => {}
                _ if gap.max_s > WINDOW_S => {}
                best => *best = Some((gap, item, false)),
            }
            true
        };
        for entry in list[..from].iter().rev() {
            if !look(entry) {
                break;
            }
        }
        for entry in &list[from..] {
            if !look(entry) {
                break;
            }
        }
        best.map(|(_, item, tied)| (item, tied))
    }
}
