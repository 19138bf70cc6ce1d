//! The best pairing of bill rows and cards of one sum and direction, exactly, and whether a second is as good.
//!
//! The aims in their order: most pairs not more than 900 s apart, then most pairs, then the least total distance; no
//! pair is more than 72 hours apart. Solved as an assignment with potentials (Kuhn 1955, Munkres 1957), checked in the
//! tests against trying every pairing.

/// Pairs up to this distance count first, in seconds.
pub const NEAR: i64 = 900;
/// No pair is further apart, in seconds.
pub const WINDOW: i64 = 72 * 3_600;

const FAR: i64 = i64::MAX / 4;

/// What became of one bill row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The card, an index into the given cards.
    pub card: Option<usize>,
    /// Another pairing that reaches the same aims gives this row another card, or none.
    pub ambiguous: bool,
}

/// Pairs `rows` rows with `cards` cards; `distance(row, card)` is in seconds.
pub fn best(rows: usize, cards: usize, distance: impl Fn(usize, usize) -> i64) -> Vec<Found> {
    let mut found = vec![Found { card: None, ambiguous: false }; rows];
    for (part_rows, part_cards) in parts(rows, cards, &distance) {
        let local = solve(part_rows.len(), part_cards.len(), |r, c| distance(part_rows[r], part_cards[c]));
        for (row, result) in part_rows.iter().zip(local) {
            found[*row] = Found { card: result.card.map(|c| part_cards[c]), ..result };
        }
    }
    found
}

/// Rows and cards that can reach each other, over any number of steps.
fn parts(
    rows: usize,
    cards: usize,
    distance: &impl Fn(usize, usize) -> i64,
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut seen_row = vec![false; rows];
    let mut seen_card = vec![false; cards];
    let mut parts = Vec::new();
    for start in 0..rows {
        if std::mem::replace(&mut seen_row[start], true) {
            continue;
        }
        let (mut part_rows, mut part_cards) = (vec![start], Vec::new());
        let (mut next_row, mut next_card) = (0, 0);
        while next_row < part_rows.len() || next_card < part_cards.len() {
            if next_row < part_rows.len() {
                let row = part_rows[next_row];
                next_row += 1;
                let reached = (0..cards).filter(|c| distance(row, *c) <= WINDOW);
                part_cards.extend(reached.filter(|c| !std::mem::replace(&mut seen_card[*c], true)));
            } else {
                let card = part_cards[next_card];
                next_card += 1;
                let reached = (0..rows).filter(|r| distance(*r, card) <= WINDOW);
                part_rows.extend(reached.filter(|r| !std::mem::replace(&mut seen_row[*r], true)));
            }
        }
        parts.push((part_rows, part_cards));
    }
    parts
}

/// One part. Columns 0..cards are the cards, column `cards + r` is row r's own "no card" at cost 0.
fn solve(rows: usize, cards: usize, distance: impl Fn(usize, usize) -> i64) -> Vec<Found> {
    let a_pair = (WINDOW + 1) * (rows as i64 + 1);
    let a_near_pair = (a_pair + WINDOW) * (rows as i64 + 1);
    let columns = cards + rows;
    let mut cost = vec![vec![FAR; columns]; rows];
    for (row, costs) in cost.iter_mut().enumerate() {
        for (card, value) in costs.iter_mut().enumerate().take(cards) {
            let apart = distance(row, card);
            if apart <= WINDOW {
                *value = apart - a_pair - if apart <= NEAR { a_near_pair } else { 0 };
            }
        }
        costs[cards + row] = 0;
    }
    let assignment = assign(&cost, columns);
    (0..rows)
        .map(|row| Found {
            card: Some(assignment.column_of[row]).filter(|c| *c < cards),
            ambiguous: assignment.could_change(row, &cost),
        })
        .collect()
}

struct Assignment {
    column_of: Vec<usize>,
    row_of: Vec<Option<usize>>,
    row_price: Vec<i64>,
    column_price: Vec<i64>,
}

/// The cheapest assignment of every row to a column of its own, with prices that prove it.
fn assign(cost: &[Vec<i64>], columns: usize) -> Assignment {
    let rows = cost.len();
    let mut row_price = vec![0; rows];
    let mut column_price = vec![0; columns];
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for start in 0..rows {
        let mut least = vec![FAR; columns];
        let mut came_from: Vec<Option<usize>> = vec![None; columns];
        let mut done = vec![false; columns];
        let mut at: Option<usize> = None;
        let end = loop {
            let row =
                at.map_or(start, |column| row_of[column].expect("only taken columns are walked through"));
            let mut step = FAR;
            let mut next = 0;
            for column in (0..columns).filter(|c| !done[*c]) {
                let reduced = cost[row][column] - row_price[row] - column_price[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    came_from[column] = at;
                }
                if least[column] < step {
                    step = least[column];
                    next = column;
                }
            }
            row_price[start] += step;
            for column in 0..columns {
                if done[column] {
                    row_price[row_of[column].expect("a done column is taken")] += step;
                    column_price[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            done[next] = true;
            if row_of[next].is_none() {
                break next;
            }
            at = Some(next);
        };
        let mut column = end;
        while let Some(before) = came_from[column] {
            row_of[column] = row_of[before];
            column = before;
        }
        row_of[column] = Some(start);
    }
    let mut column_of = vec![0; rows];
    for (column, row) in row_of.iter().enumerate() {
        if let Some(row) = row {
            column_of[*row] = column;
        }
    }
    Assignment { column_of, row_of, row_price, column_price }
}

impl Assignment {
    /// Whether an equally cheap assignment gives `row` another column.
    ///
    /// Every cheapest assignment uses only columns whose cost equals the two prices, and fills every column whose
    /// price is not 0. So the row can move where a chain of such moves ends in its own column, or in a free one while
    /// a column of price 0 may stay empty.
    fn could_change(&self, row: usize, cost: &[Vec<i64>]) -> bool {
        let home = self.column_of[row];
        let columns = self.row_of.len();
        let fits =
            |r: usize, c: usize| cost[r][c] < FAR && cost[r][c] == self.row_price[r] + self.column_price[c];
        let mut seen = vec![false; columns];
        let mut todo: Vec<usize> = (0..columns).filter(|c| *c != home && fits(row, *c)).collect();
        let mut emptied = false;
        while let Some(column) = todo.pop() {
            if std::mem::replace(&mut seen[column], true) {
                continue;
            }
            match self.row_of[column] {
                Some(other) => {
                    todo.extend((0..columns).filter(|c| *c != column && fits(other, *c) && !seen[*c]))
                }
                None if !emptied => {
                    emptied = true;
                    let may_stay_empty = |c: &usize| self.row_of[*c].is_some() && self.column_price[*c] == 0;
                    todo.extend((0..columns).filter(may_stay_empty));
                }
                None => {}
            }
            if seen[home] {
                return true;
            }
        }
        seen[home]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::random::Random;

    /// Aims reached: near pairs, pairs, total distance turned so that more is better.
    type Score = (usize, usize, i64);

    /// Every pairing, the slow way.
    fn every(
        rows: &[i64],
        cards: &[i64],
        chosen: &mut Vec<Option<usize>>,
        all: &mut Vec<(Score, Vec<Option<usize>>)>,
    ) {
        if chosen.len() == rows.len() {
            let apart: Vec<i64> =
                chosen.iter().zip(rows).filter_map(|(c, r)| c.map(|c: usize| (cards[c] - r).abs())).collect();
            let near = apart.iter().filter(|d| **d <= NEAR).count();
            all.push(((near, apart.len(), -apart.iter().sum::<i64>()), chosen.clone()));
            return;
        }
        let row = rows[chosen.len()];
        for card in std::iter::once(None).chain((0..cards.len()).map(Some)) {
            let free = card.is_none_or(|c| !chosen.contains(&Some(c)) && (cards[c] - row).abs() <= WINDOW);
            if free {
                chosen.push(card);
                every(rows, cards, chosen, all);
                chosen.pop();
            }
        }
    }

    fn check(rows: &[i64], cards: &[i64]) {
        let found = best(rows.len(), cards.len(), |r, c| (rows[r] - cards[c]).abs());
        let mut all = Vec::new();
        every(rows, cards, &mut Vec::new(), &mut all);
        let top = all.iter().map(|(score, _)| *score).max().expect("the empty pairing is always there");
        let tops: Vec<_> =
            all.into_iter().filter(|(score, _)| *score == top).map(|(_, chosen)| chosen).collect();
        let chosen: Vec<_> = found.iter().map(|f| f.card).collect();
        assert!(tops.contains(&chosen), "{rows:?} {cards:?}: {chosen:?} is not among {tops:?}");
        for (row, f) in found.iter().enumerate() {
            let differs = tops.iter().any(|t| t[row] != f.card);
            assert_eq!(f.ambiguous, differs, "{rows:?} {cards:?}: row {row} of {found:?}, {tops:?}");
        }
    }

    #[test]
    fn the_solver_agrees_with_trying_everything() {
        check(&[0], &[]);
        check(&[], &[0]);
        check(&[0, 10], &[5]);
        check(&[0, 86_400, 172_800], &[86_401, 172_802]);
        check(&[0, 3], &[4, 6]);
        let mut random = Random::of(7);
        for round in 0..600 {
            let width = *random.one(&[6, 40, 1_900, 5_000, 90_000, 400_000]);
            let mut some = |n: i64| -> Vec<i64> { (0..n).map(|_| random.within(0, width)).collect() };
            let (rows, cards) = (some(1 + round % 5), some(round / 5 % 5));
            check(&rows, &cards);
        }
    }
}
