//! From the reader's rows of probabilities to characters.
//!
//! The network gives one row for every 8 pixels: how likely each character, or nothing (class 0), is there. A character is a
//! run of rows with the same best class (CTC, greedily).

use crate::network::Answer;

/// What the network's classes stand for: nothing, then the characters of its own list, then the space.
pub(crate) struct Alphabet(Vec<char>);

impl Alphabet {
    /// From the list that the network's file carries: a character a line.
    pub(crate) fn from_list(list: &str) -> Alphabet {
        let lines = list.lines().map(|line| line.chars().next().unwrap_or(' '));
        Alphabet(std::iter::once(' ').chain(lines).chain([' ']).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A character with its place in the line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sign {
    pub(crate) char: char,
    /// 0 to 1.
    pub(crate) sure: f32,
    /// The next likely character at the same place, and how likely.
    pub(crate) other: Option<(char, f32)>,
    /// Its middle, in rows of the answer.
    pub(crate) at: f32,
}

/// A class other than nothing that is this likely where nothing won is a character that may have been missed.
const MISSED: f32 = 0.2;

/// The characters of a line, from the answer to it, which has as many columns as the alphabet has characters.
pub(crate) fn decode(answer: &Answer, alphabet: &Alphabet) -> Vec<Sign> {
    let rows: Vec<Row> = answer.values.chunks_exact(answer.columns.max(1)).map(Row::of).collect();
    let mut signs: Vec<Sign> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while at < rows.len() {
        let class = rows[at].best;
        let run = rows[at..].iter().take_while(|row| row.best == class).count();
        if class != 0 {
            let next = sign(&rows, at, run, answer, alphabet);
            match signs.last_mut().filter(|last| at == end && are_one(last, &next)) {
                Some(last) if next.sure > last.sure => *last = next,
                Some(_) => {}
                None => signs.push(next),
            }
            end = at + run;
        }
        at += run;
    }
    signs
}

/// Whether two signs that touch are one character in two spellings, as 别 and 別: each is the other's rival, and between them
/// there is no room for two.
fn are_one(a: &Sign, b: &Sign) -> bool {
    let is = |of: &Sign, char: char| of.other.is_some_and(|(other, _)| other == char);
    let wide = |char: char| char.is_alphabetic() && !char.is_ascii();
    wide(a.char) && wide(b.char) && (is(a, b.char) || is(b, a.char)) && b.at - a.at < 2.5
}

/// The best class of a row.
#[derive(Debug, Clone, Copy)]
struct Row {
    best: usize,
    sure: f32,
}

impl Row {
    fn of(values: &[f32]) -> Row {
        // In two steps, because the largest of eighteen thousand numbers is found several at a time, its place is not.
        let lanes = values.chunks_exact(16);
        let rest = lanes.remainder().iter().copied().fold(f32::MIN, f32::max);
        let mut most = [rest; 16];
        for lane in lanes {
            for (most, value) in most.iter_mut().zip(lane) {
                *most = if *value > *most { *value } else { *most };
            }
        }
        let sure = most.into_iter().fold(f32::MIN, f32::max);
        Row { best: values.iter().position(|value| *value == sure).unwrap_or(0), sure }
    }
}

fn sign(rows: &[Row], from: usize, run: usize, answer: &Answer, alphabet: &Alphabet) -> Sign {
    let span = &rows[from..from + run];
    let class = span[0].best;
    let strongest = (from..from + run).max_by(|a, b| rows[*a].sure.total_cmp(&rows[*b].sure)).unwrap_or(from);
    let weight: f32 = span.iter().map(|row| row.sure).sum();
    let at = span.iter().zip(from..).map(|(row, at)| row.sure * at as f32).sum::<f32>() / weight.max(1e-6);
    let values = |row: usize| &answer.values[row * answer.columns..][..answer.columns];
    // Beside the run another class may nearly have won against nothing: then a character may be missing here.
    let beside =
        [from.checked_sub(1), Some(from + run)].into_iter().flatten().filter(|row| *row < rows.len());
    let missed = beside
        .filter(|row| rows[*row].best == 0 && rows[*row].sure < 1.0 - MISSED)
        .filter_map(|row| second(values(row), [0, class]).map(|(_, sure)| sure))
        .fold(0.0, f32::max);
    let missed = if missed < MISSED { 0.0 } else { missed };
    let other = second(values(strongest), [0, class]);
    Sign {
        char: alphabet.0.get(class).copied().unwrap_or(' '),
        sure: rows[strongest].sure.min(1.0 - missed),
        other: other.and_then(|(class, sure)| Some((*alphabet.0.get(class)?, sure))),
        at,
    }
}

/// The likeliest class that is none of these.
fn second(values: &[f32], without: [usize; 2]) -> Option<(usize, f32)> {
    let mut most: Option<(usize, f32)> = None;
    for (class, value) in values.iter().enumerate() {
        if most.is_none_or(|(_, sure)| *value > sure) && !without.contains(&class) {
            most = Some((class, *value));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of nothing, `A`, `B`, space, in tenths.
    fn decoded(rows: &[[u8; 4]]) -> Vec<Sign> {
        let alphabet = Alphabet::from_list("A\nB");
        let values = rows.iter().flatten().map(|tenths| f32::from(*tenths) / 10.0).collect();
        decode(&Answer { rows: rows.len(), columns: alphabet.len(), values }, &alphabet)
    }

    const NOTHING: [u8; 4] = [10, 0, 0, 0];

    #[test]
    fn a_run_is_one_character_and_nothing_between_makes_two() {
        let rows: &[(&[[u8; 4]], &str)] = &[
            (&[], ""),
            (&[NOTHING, NOTHING], ""),
            (&[NOTHING, [1, 8, 1, 0], [1, 9, 0, 0], NOTHING], "A"),
            (&[[1, 9, 0, 0], NOTHING, [1, 9, 0, 0]], "AA"),
            (&[[1, 9, 0, 0], [0, 1, 9, 0], [0, 0, 1, 9]], "AB "),
        ];
        for (rows, text) in rows {
            assert_eq!(decoded(rows).iter().map(|sign| sign.char).collect::<String>(), *text);
        }
    }

    #[test]
    fn two_spellings_of_one_character_are_one() {
        let alphabet = Alphabet::from_list("别\n別");
        let said = |rows: &[[f32; 4]]| -> String {
            let values = rows.concat();
            let answer = Answer { rows: rows.len(), columns: alphabet.len(), values };
            decode(&answer, &alphabet).iter().map(|sign| sign.char).collect()
        };
        assert_eq!(said(&[[0.1, 0.6, 0.3, 0.0], [0.1, 0.4, 0.5, 0.0]]), "别");
        assert_eq!(said(&[[0.1, 0.6, 0.3, 0.0], [0.9, 0.1, 0.0, 0.0], [0.1, 0.4, 0.5, 0.0]]), "别別");
    }

    #[test]
    fn a_character_knows_its_place_and_its_rival() {
        let [sign] = &decoded(&[NOTHING, [0, 7, 3, 0], [0, 9, 1, 0], NOTHING])[..] else {
            panic!("one sign")
        };
        assert_eq!((sign.char, sign.sure, sign.other), ('A', 0.9, Some(('B', 0.1))));
        assert!((sign.at - 1.5625).abs() < 1e-4, "{}", sign.at);
    }

    #[test]
    fn what_was_nearly_read_beside_makes_a_character_less_sure() {
        let sure = |rows: &[[u8; 4]]| decoded(rows)[0].sure;
        assert_eq!(sure(&[[0, 10, 0, 0], [6, 0, 4, 0], NOTHING]), 0.6);
        assert_eq!(sure(&[[0, 10, 0, 0], [6, 4, 0, 0], NOTHING]), 1.0, "its own end is no other character");
        assert_eq!(sure(&[[0, 10, 0, 0], [9, 0, 1, 0], NOTHING]), 1.0);
    }
}
