//! Texts compared as an engine reads them: a character wrong here and there, a line cut off at the edge.

use std::hash::{Hash, Hasher};

/// Texts of which the product of lengths is more than this are compared by their runs of four characters only.
const WHOLE_TABLE: usize = 1 << 16;
/// Characters that say how much: a text with other ones is another text, however alike it looks.
const NUMBERS: [char; 27] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四', '五', '六', '七', '八', '九',
    '十', '百', '千', '万', '亿', '两', '半', '零',
];
/// How many characters of a cut text may be the rest of a line that the edge goes through.
const TORN_LINE: usize = 18;

/// A folded text, made ready.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    chars: Vec<char>,
    /// What each of them counts for. See [`price`].
    prices: Vec<u8>,
    numbers: Vec<char>,
    /// One bit for each character that occurs.
    bloom: u64,
}

impl Hash for Spelling {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.chars.hash(state);
    }
}

/// How a piece that an edge cuts off may lie in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its beginning is missing.
    pub(super) top: bool,
    /// Its end is missing.
    pub(super) bottom: bool,
}

impl Spelling {
    pub(super) fn new(text: &str) -> Spelling {
        let chars: Vec<char> = text.chars().collect();
        let prices = chars.iter().map(|c| price(*c)).collect();
        let numbers = chars.iter().copied().filter(|c| NUMBERS.contains(c)).collect();
        let bloom = chars.iter().fold(0, |bloom, c| bloom | 1 << (mixed(u64::from(*c as u32)) >> 58));
        Spelling { chars, prices, numbers, bloom }
    }

    /// How many characters.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Its characters with what they count for.
    fn priced(&self) -> impl DoubleEndedIterator<Item = Priced> {
        self.chars.iter().copied().zip(self.prices.iter().copied())
    }

    /// The hashes of its runs of four characters.
    pub(super) fn shingles(&self) -> impl Iterator<Item = u64> {
        self.chars.windows(4).map(|run| {
            run.iter().fold(0x9e37_79b9_7f4a_7c15, |hash: u64, c| mixed(hash ^ u64::from(*c as u32)))
        })
    }

    /// How many characters are wrong, where both are the same text read whole; `None` where they are not.
    pub(super) fn errors(&self, other: &Spelling) -> Option<usize> {
        let (shorter, longer) = (self.len().min(other.len()), self.len().max(other.len()));
        if self.chars == other.chars {
            return Some(0);
        }
        let allowed = match longer {
            0..4 => return None,
            4..8 => 1,
            more => more / 6,
        };
        let strange = (self.bloom ^ other.bloom).count_ones() as usize;
        if longer - shorter > allowed || strange > 2 * allowed {
            return None;
        }
        if shorter * longer > WHOLE_TABLE {
            return (shared_runs(self, other) >= 600).then_some(longer / 8);
        }
        if self.numbers != other.numbers {
            return None;
        }
        Some(distance(self, other)).filter(|errors| *errors <= allowed)
    }

    /// Whether both hold the same numbers in the same order, but for one that was taken for something else.
    pub(super) fn has_numbers_of(&self, other: &Spelling) -> bool {
        let is_number = |c: &char| NUMBERS.contains(c);
        let clash = |(a, b): (&char, &char)| a != b && is_number(a) && is_number(b);
        self.numbers == other.numbers
            || self.len() == other.len() && !self.chars.iter().zip(&other.chars).any(clash)
    }

    /// Whether both are short and hold the same numbers, and some: the length of a voice message, its waves read as letters.
    pub(super) fn counts_as(&self, other: &Spelling) -> bool {
        !self.numbers.is_empty() && self.numbers == other.numbers && self.len().max(other.len()) <= 8
    }

    /// Whether both could be one text read badly: at least half of it agrees.
    pub(super) fn may_be(&self, other: &Spelling) -> bool {
        let (shorter, longer) = (self.len().min(other.len()), self.len().max(other.len()));
        match longer {
            0 => true,
            _ if 2 * shorter < longer => false,
            _ if shorter * longer > WHOLE_TABLE => shared_runs(self, other) >= 300,
            _ => 2 * distance(self, other) <= longer,
        }
    }

    /// How many characters of this cut text lie where they should in the whole one; `None` where it is another text.
    pub(super) fn lies_in(&self, whole: &Spelling, cut: Cut) -> Option<usize> {
        let strange = (self.bloom & !whole.bloom).count_ones() as usize;
        if strange > TORN_LINE + self.len() / 6 {
            return None;
        }
        if self.len() * whole.len() > WHOLE_TABLE {
            return (shared_runs(self, whole) >= 600).then_some(self.len() * 3 / 4);
        }
        let found = match cut {
            Cut { top: true, bottom: false } => {
                agreement(self.priced().rev(), &whole.priced().rev().collect::<Vec<_>>(), false)
            }
            Cut { top, .. } => agreement(self.priced(), &whole.priced().collect::<Vec<_>>(), top),
        };
        let rest = self.len() - found;
        (found * 10 >= self.len() * 6 || found >= 4 && rest <= TORN_LINE).then_some(found)
    }

    /// How many characters the end of this text (its own end missing) shares with the beginning of `lower` (its
    /// beginning missing); `None` below six.
    pub(super) fn runs_into(&self, lower: &Spelling) -> Option<usize> {
        if self.len() * lower.len() > WHOLE_TABLE {
            return (shared_runs(self, lower) >= 150).then_some(24);
        }
        let mut row: Vec<usize> = (0..=lower.len()).collect();
        let other: Vec<Priced> = lower.priced().collect();
        for c in self.priced() {
            // The row begins with 0 every time: the text may begin anywhere in this one.
            step(&mut row, c, &other, 0);
        }
        (6..=lower.len()).rev().find(|reached| 6 * row[*reached] <= *reached)
    }
}

/// A character with what it counts for.
type Priced = (char, u8);

/// Spreads the bits of a number.
fn mixed(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb)
}

/// How many thousandths of the shorter text's runs of four characters stand in the other.
fn shared_runs(a: &Spelling, b: &Spelling) -> usize {
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let known: std::collections::HashSet<u64> = longer.shingles().collect();
    let runs = shorter.len().saturating_sub(3).max(1);
    shorter.shingles().filter(|run| known.contains(run)).count() * 1000 / runs
}

/// How many errors a wrong character counts for: a number is hardly ever misread as another.
fn price(c: char) -> u8 {
    if NUMBERS.contains(&c) { 3 } else { 1 }
}

/// One row of the table of edit distances; `first` is the new row's first number.
fn step(row: &mut [usize], (c, here): Priced, other: &[Priced], first: usize) {
    let mut diagonal = std::mem::replace(&mut row[0], first);
    let here = usize::from(here);
    for (at, (d, there)) in other.iter().enumerate() {
        let there = usize::from(*there);
        let changed = if c == *d { 0 } else { here.max(there) };
        let new = (diagonal + changed).min(row[at] + there).min(row[at + 1] + here);
        diagonal = std::mem::replace(&mut row[at + 1], new);
    }
}

fn distance(a: &Spelling, b: &Spelling) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let other: Vec<Priced> = b.priced().collect();
    for (at, c) in a.priced().enumerate() {
        step(&mut row, c, &other, at + 1);
    }
    row[b.len()]
}

/// The length of the longest beginning of `part` that stands at the beginning of `whole` (anywhere, with `anywhere`),
/// with at most one character in five wrong.
fn agreement(part: impl Iterator<Item = Priced>, whole: &[Priced], anywhere: bool) -> usize {
    let mut row: Vec<usize> = if anywhere { vec![0; whole.len() + 1] } else { (0..=whole.len()).collect() };
    let mut best = 0;
    for (at, c) in part.enumerate() {
        step(&mut row, c, whole, at + 1);
        let errors = row.iter().min().copied().unwrap_or(0);
        if 5 * errors <= at + 1 {
            best = at + 1;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_read_badly_are_the_same_and_other_numbers_are_not() {
        let rows = [
            ("好的", "好的", Some(0)),
            ("好的", "好吧", None),
            ("嗯", "恩", None),
            ("明天上午一定还你钱", "明天上午一定还你饯", Some(1)),
            ("明天还你500元行不行", "明天还你600元行不行", None),
            ("借我三千", "借我五千", None),
            ("请尽快还款谢谢", "请尽快还款", None),
            ("这个月的利息已经转给你了请查收一下", "这个月的利总已经转给你了请查收一", Some(2)),
            ("这个月的利息已经转给你了请查收一下", "完全不同的另外一句话而且也很长对不对", None),
        ];
        for (a, b, want) in rows {
            assert_eq!(Spelling::new(a).errors(&Spelling::new(b)), want, "{a} {b}");
            assert_eq!(Spelling::new(b).errors(&Spelling::new(a)), want, "{b} {a}");
        }
    }

    #[test]
    fn what_an_edge_cuts_off_lies_in_the_whole() {
        let whole = Spelling::new("上次说好的月底之前还清结果到今天还没有消息请你给个准话");
        let (top, bottom) = (Cut { top: true, bottom: false }, Cut { top: false, bottom: true });
        let rows = [
            ("上次说好的月底之前还清", bottom, Some(11)),
            ("上次说好的月底之前还清", top, None),
            ("今天还没有消息请你给个准话", top, Some(13)),
            // The edge goes through the second line.
            ("上次说好的月底之前还清纟口亻⺈勹乛", bottom, Some(13)),
            ("月底之前还清结果", Cut { top: true, bottom: true }, Some(8)),
            ("今天天气真不错我们出去走走吧", bottom, None),
            ("", bottom, Some(0)),
        ];
        for (part, cut, want) in rows {
            assert_eq!(Spelling::new(part).lies_in(&whole, cut), want, "{part}");
        }
        let upper = Spelling::new("上次说好的月底之前还清结果到今天");
        let lower = Spelling::new("还清结果到今天还没有消息请你给个准话");
        assert_eq!(upper.runs_into(&lower), Some(8));
        assert_eq!(lower.runs_into(&upper), None);
    }

    #[test]
    fn very_long_texts_are_compared_without_a_table() {
        let long: String =
            (0..3_000).map(|n| char::from_u32(0x4e00 + n * 7 % 9_000).unwrap_or('字')).collect();
        let other: String = long.chars().rev().collect();
        let whole = Spelling::new(&long);
        let noisy: String =
            long.chars().enumerate().map(|(n, c)| if n % 40 == 0 { '口' } else { c }).collect();
        assert!(whole.errors(&Spelling::new(&noisy)).is_some());
        assert_eq!(whole.errors(&Spelling::new(&other)), None);
        let part: String = long.chars().take(1_000).collect();
        assert!(Spelling::new(&part).lies_in(&whole, Cut { top: false, bottom: true }).is_some());
    }
}
