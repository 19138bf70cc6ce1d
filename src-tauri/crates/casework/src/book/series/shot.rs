//! A picture of a conversation as [`juzheng_link::series`] sees it.

use super::{super::Field, Known};
use crate::{book::Line, error::Error};
use juzheng_link::series::{Picture, Piece, What};
use juzheng_model::{Basis, Message, MessageKind, Place, Screen, Side, Unsure};
use unicode_normalization::UnicodeNormalization;

/// The least height of a line of text, in thousandths of the picture's width.
const TORN_LINE: u32 = 34;

/// A picture with the way back to its records.
pub(super) struct Shot {
    /// Index of its source.
    pub(super) source: usize,
    /// The name of the conversation as it stands there.
    pub(super) conversation: String,
    /// What joining sees.
    pub(super) picture: Picture,
    /// For each piece its line; `None` for a label.
    pub(super) lines: Vec<Option<u32>>,
    /// For each piece where it stands; for a label that of the message below it.
    pub(super) places: Vec<Place>,
}

/// The pictures of these sources.
///
/// # Errors
/// The database cannot be read.
pub(super) fn of(known: &Known<'_>, sources: &[usize], lines: &[Line]) -> Result<Vec<Shot>, Error> {
    sources.iter().map(|source| shot(known, *source, lines)).collect()
}

fn shot(known: &Known<'_>, ix: usize, lines: &[Line]) -> Result<Shot, Error> {
    let source = &known.sources[ix];
    let screen = source.facts().and_then(|facts| facts.screen.as_ref());
    let mut shot = Shot {
        source: ix,
        conversation: known.rooms.key_of(ix).unwrap_or_default().to_owned(),
        picture: Picture {
            key: source.artifact.id.0,
            name: source.artifact.name.clone(),
            captured: screen.and_then(|screen| screen.captured).map(|(moment, _)| moment.at),
            pieces: Vec::new(),
        },
        lines: Vec::new(),
        places: Vec::new(),
    };
    let from = lines.partition_point(|line| (line.source as usize) < ix);
    let to = lines.partition_point(|line| line.source as usize <= ix);
    let mut minute = None;
    let keys: Vec<i64> = lines[from..to].iter().map(|line| line.key).collect();
    let mut stored = Vec::with_capacity(keys.len());
    known.vault.messages(&keys, &mut |message| stored.push(message))?;
    for (at, stored) in (from..to).zip(stored) {
        let line = &lines[at];
        if let Some(label) = label_above(line).filter(|label| minute != Some(*label)) {
            minute = Some(label);
            shot.picture.pieces.push(label_at(label));
            shot.lines.push(None);
            shot.places.push(stored.message.place.clone());
        }
        let ends = Ends { first: at == from, last: at + 1 == to };
        shot.picture.pieces.push(piece(known, line, &stored.message, screen, ends));
        shot.lines.push(Some(at as u32));
        shot.places.push(stored.message.place);
    }
    Ok(shot)
}

/// The minute of the time label above a message: the picture dates the first message below a label by it.
fn label_above(line: &Line) -> Option<i64> {
    let told = line.seen.is_some_and(|seen| seen.basis == Basis::Label && !seen.unsure.has(Unsure::WHEN));
    (told && line.at != Line::UNDATED && line.open_s < 60).then_some(line.at)
}

fn label_at(minute: i64) -> Piece {
    Piece {
        what: What::Label(Some(minute)),
        side: Side::System,
        card: None,
        amount: None,
        text: String::new(),
        height: 0,
        cut_top: false,
        cut_bottom: false,
        span: None,
    }
}

/// Whether a message is the first or the last on its picture.
#[derive(Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

fn piece(known: &Known<'_>, line: &Line, message: &Message, screen: Option<&Screen>, ends: Ends) -> Piece {
    let corrected = known.corrections.of(line.id, true, known.offset).into_iter();
    let text = corrected
        .filter_map(|(_, field)| if let Field::Text(text) = field { Some(text) } else { None })
        .last();
    let (height, middle) = match (&message.place, screen) {
        (Place::Box { bounds: [_, y, _, height] }, Some(screen)) => {
            let height_of = u64::from(*height) * 1_000 / u64::from(screen.width.max(1));
            (height_of as u32, 2 * u64::from(*y) + u64::from(*height) < u64::from(screen.height))
        }
        _ => (0, true),
    };
    // Less than a line of text is no message of its own.
    let torn = (ends.first || ends.last) && (1..TORN_LINE).contains(&height);
    let cut = torn || line.seen.is_some_and(|seen| seen.unsure.has(Unsure::CUT));
    // The only message on a picture is cut at the edge that it is nearer to.
    let (cut_top, cut_bottom) = match ends {
        Ends { first: true, last: true } => (cut && middle, cut && !middle),
        Ends { first, last } => (cut && first, cut && last),
    };
    Piece {
        what: What::Message(line.kind),
        side: line.stated,
        card: line.card,
        amount: line.amount,
        text: match line.kind {
            // The state of a card changes; what it is stands in its other fields.
            MessageKind::Transfer => String::new(),
            _ => folded(&text.unwrap_or_else(|| message.text.clone())),
        },
        height,
        cut_top,
        cut_bottom,
        span: (line.at != Line::UNDATED).then(|| (line.at, line.at + i64::from(line.open_s))),
    }
}

/// A text folded for comparing: NFKC, letters and numbers only, small, with the look-alikes among them as one.
pub(super) fn folded(text: &str) -> String {
    let small = text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    let settled = small.map(|c| match c {
        'l' | 'i' => '1',
        'o' => '0',
        c => c,
    });
    settled.collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_an_engine_mixes_up_is_one() {
        for (a, b) in [
            ("￥１２００．００（备注）", "¥1200.00 (备注)"),
            ("OK l0", "ok 1o"),
            ("好的。。。", "好的"),
            ("？", ""),
        ] {
            assert_eq!(folded(a), folded(b));
        }
    }
}
