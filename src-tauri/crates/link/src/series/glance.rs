//! The pictures made ready for comparing: in a fixed order, with the order of capture, each piece with its spelling.

use super::{Chain, Joined, Picture, Piece, Remark, What, order, rarity, spelling::Spelling};
use juzheng_model::{Card, Fen, MessageKind, Side};
use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
};

/// Up to this height, in thousandths of the width, a cut bubble shows no whole line.
const TORN: u32 = 100;

/// A piece made ready.
#[derive(Debug, Clone)]
pub(super) struct Glance {
    pub(super) what: What,
    pub(super) side: Side,
    pub(super) card: Option<Card>,
    pub(super) amount: Option<Fen>,
    pub(super) spelling: Spelling,
    pub(super) height: u32,
    pub(super) cut_top: bool,
    pub(super) cut_bottom: bool,
    /// Whether it is the first on its picture.
    pub(super) first: bool,
    /// Whether it is the last on its picture.
    pub(super) last: bool,
    pub(super) span: Option<(i64, i64)>,
    /// The hash of what it says, without its time: equal for messages that look the same.
    pub(super) sign: u64,
    /// What finding it again proves, in quarter bits. See [`rarity`].
    pub(super) bits: i32,
    /// What it proves to find something of its sort again: a receipt of mine, a photo of the other's.
    pub(super) sort_bits: i32,
    /// Whether the conversation may well hold it twice.
    pub(super) common: bool,
}

impl Glance {
    fn all(pieces: &[Piece]) -> Vec<Glance> {
        let mut all: Vec<Glance> = pieces.iter().map(Glance::new).collect();
        if let Some(first) = all.first_mut() {
            first.first = true;
        }
        if let Some(last) = all.last_mut() {
            last.last = true;
        }
        all
    }

    fn new(piece: &Piece) -> Glance {
        let pictured = matches!(
            piece.what,
            What::Message(MessageKind::Image | MessageKind::Sticker | MessageKind::Video)
        );
        // What stands in a photo is not what the message says.
        let spelling = Spelling::new(if pictured { "" } else { &piece.text });
        let mut hash = DefaultHasher::new();
        match piece.what {
            What::Label(minute) => (0u8, minute).hash(&mut hash),
            What::Message(kind) => (1u8, kind).hash(&mut hash),
        }
        (piece.side, piece.amount, piece.card == Some(Card::Receipt)).hash(&mut hash);
        match piece.what {
            What::Message(MessageKind::Transfer) | What::Label(Some(_)) => {}
            // Heights of the same photo differ by a little: the hash only gathers what may be alike.
            _ if pictured => (piece.height / 64).hash(&mut hash),
            _ => spelling.hash(&mut hash),
        }
        Glance {
            what: piece.what,
            side: piece.side,
            card: piece.card,
            amount: piece.amount,
            spelling,
            height: piece.height,
            cut_top: piece.cut_top,
            cut_bottom: piece.cut_bottom,
            first: false,
            last: false,
            span: match piece.what {
                What::Label(minute) => minute.map(|minute| (minute, minute.saturating_add(59))),
                What::Message(_) => piece.span.filter(|(from, to)| from <= to),
            },
            sign: hash.finish(),
            bits: 0,
            sort_bits: 0,
            common: false,
        }
    }

    /// Its sort: what it is, whose, and whether it is a receipt.
    pub(super) fn sort(&self) -> (u8, u8, bool) {
        let what = match self.what {
            What::Label(_) => u8::MAX,
            What::Message(kind) => kind as u8,
        };
        (what, self.side as u8, self.card == Some(Card::Receipt))
    }

    /// Whether an edge cuts it off.
    pub(super) fn is_cut(&self) -> bool {
        self.cut_top || self.cut_bottom
    }

    /// Whether an engine may well miss it or take it for something else: a single character, a photo.
    pub(super) fn is_faint(&self) -> bool {
        self.amount.is_none() && self.spelling.len() <= 1
    }

    /// Whether hardly more than one line of it is left at the edge, whatever was read there.
    pub(super) fn is_torn(&self) -> bool {
        self.is_cut() && (self.spelling.len() < 4 || (1..=TORN).contains(&self.height))
    }

    /// Whether it is shown without words: a photo, a sticker.
    pub(super) fn is_wordless(&self) -> bool {
        self.spelling.len() == 0 && self.amount.is_none() && !matches!(self.what, What::Label(_))
    }
}

/// The pictures in the order of their keys.
#[derive(Debug)]
pub(super) struct Pages {
    /// What stands on each.
    pub(super) pieces: Vec<Vec<Glance>>,
    /// The place of each in the order of capture.
    pub(super) rank: Vec<u32>,
    /// The pictures in the order of capture.
    pub(super) by_rank: Vec<u32>,
    /// Whether names and capture times look as if they told an order at all.
    pub(super) ordered: bool,
    /// Index of each among the pictures that were given.
    given: Vec<u32>,
}

impl Pages {
    pub(super) fn new(pictures: &[Picture]) -> Pages {
        let mut given: Vec<u32> = (0..pictures.len() as u32).collect();
        let of = |ix: &u32| &pictures[*ix as usize];
        given.sort_by(|a, b| (of(a).key, &of(a).name).cmp(&(of(b).key, &of(b).name)));
        let sorted: Vec<&Picture> = given.iter().map(of).collect();
        let mut pieces: Vec<Vec<Glance>> =
            sorted.iter().map(|picture| Glance::all(&picture.pieces)).collect();
        rarity::weigh(&mut pieces);
        let by_rank = order::of_capture(&sorted);
        let mut rank = vec![0; pieces.len()];
        for (place, page) in by_rank.iter().enumerate() {
            rank[*page as usize] = place as u32;
        }
        let ordered = order::is_told(&sorted);
        Pages { pieces, rank, by_rank, ordered, given }
    }

    /// The piece at a place.
    pub(super) fn at(&self, (page, piece): (u32, u32)) -> &Glance {
        &self.pieces[page as usize][piece as usize]
    }

    /// How far apart two pictures stand in the order of capture.
    pub(super) fn distance(&self, a: u32, b: u32) -> u32 {
        self.rank[a as usize].abs_diff(self.rank[b as usize])
    }

    /// The result in the indices of what was given.
    pub(super) fn give_back(&self, mut chains: Vec<Chain>, mut remarks: Vec<Remark>) -> Joined {
        let page = |ix: &mut u32| *ix = self.given[*ix as usize];
        remarks.sort_unstable();
        remarks.dedup();
        for chain in &mut chains {
            chain.pictures.iter_mut().for_each(page);
            chain.proofs.iter_mut().for_each(|proof| {
                page(&mut proof.above);
                page(&mut proof.below);
            });
            chain.entries.iter_mut().flat_map(|entry| &mut entry.seen).for_each(|at| page(&mut at.0));
        }
        for remark in &mut remarks {
            match remark {
                Remark::PieceMissing { above, below } | Remark::Unclear { above, below } => {
                    page(above);
                    page(below);
                }
                Remark::NearDuplicate { picture, of } => {
                    page(picture);
                    page(of);
                }
                Remark::Backwards { at: one, above: other }
                | Remark::TimesDiffer { one, other }
                | Remark::AmountsDiffer { one, other } => {
                    page(&mut one.0);
                    page(&mut other.0);
                }
            }
        }
        Joined { chains, remarks }
    }
}
