//! Which pairs of an optimal assignment could as well be others.
//!
//! Take the graph of *even* exchanges: payer → the payer whose ticket it could take at the same total. A payer has another
//! optimal partner exactly when it lies on a cycle of that graph, where one extra node stands for everything free: a free
//! ticket can be taken, and a ticket or lonely place whose price is zero can be left.

use crate::assign::{Cost, Problem, Solution};

/// For each payer, whether another assignment that meets the aims as well gives it another ticket (or none).
pub(crate) fn ambiguous(problem: &Problem<'_>, s: &Solution) -> Vec<bool> {
    let free = problem.payers();
    let mut to: Vec<Vec<usize>> = vec![Vec::new(); free + 1];
    for payer in 0..free {
        for (ticket, cost) in problem.edges(payer) {
            let even = (cost - s.payer_price[payer] - s.ticket_price[ticket]).is_even();
            if even && s.ticket_of[payer] != Some(ticket) {
                to[payer].push(s.payer_of[ticket].unwrap_or(free));
            }
        }
        match s.ticket_of[payer] {
            Some(ticket) => {
                if (Cost::ALONE - s.payer_price[payer]).is_even() {
                    to[payer].push(free);
                }
                if s.ticket_price[ticket].is_even() {
                    to[free].push(payer);
                }
            }
            None => to[free].push(payer),
        }
    }
    let (component, sizes) = components(&to);
    (0..free).map(|payer| sizes[component[payer]] > 1).collect()
}

/// Strongly connected components (Tarjan, without recursion): for each node its component, and the component sizes.
fn components(to: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    const NEW: usize = usize::MAX;
    let n = to.len();
    let (mut index, mut low, mut component) = (vec![NEW; n], vec![0; n], vec![NEW; n]);
    let (mut stack, mut sizes, mut clock) = (Vec::new(), Vec::new(), 0);
    for root in 0..n {
        if index[root] != NEW {
            continue;
        }
        let mut walk = vec![(root, 0)];
        while let Some((node, edge)) = walk.pop() {
            if edge == 0 {
                (index[node], low[node]) = (clock, clock);
                clock += 1;
                stack.push(node);
            }
            if let Some(&next) = to[node].get(edge) {
                walk.push((node, edge + 1));
                if index[next] == NEW {
                    walk.push((next, 0));
                } else if component[next] == NEW {
                    low[node] = low[node].min(index[next]);
                }
                continue;
            }
            if low[node] == index[node] {
                let from = stack.iter().rposition(|s| *s == node).expect("a root is on the stack");
                let members = stack.split_off(from);
                for &member in &members {
                    component[member] = sizes.len();
                }
                sizes.push(members.len());
            }
            if let Some((parent, _)) = walk.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    (component, sizes)
}
