//! Screens of a conversation: WeChat on iPhones, Android phones and PCs, light and dark.
//!
//! The other's messages stand on the left, mine on the right, each with an avatar at its edge; time labels and notices
//! stand in the middle. Sides come from geometry: viewers of exporters turn WeChat's colours round. A transfer card is
//! orange (pale when done) with amount, state and the footer 微信转账; a red packet shows no amount. What WeChat cuts off at
//! the edge of the screen is cut off here and said so, even where too little is left of it for a record.

pub(super) mod again;
mod card;
mod even;
mod item;
mod join;
mod link;
mod mask;
mod message;
mod middle;
mod money;
mod notice;
mod orphan;
pub(super) mod panel;
mod papered;
mod picture;
mod play;
mod receipts;
pub(super) mod rows;
mod side;
pub(super) mod sort;
mod spoken;
pub(super) mod voice;

pub(super) use message::{Drawn, file};

use super::{canvas::Rect, page::Page, stage::Stage};
use item::Item;
use juzheng_model::Side;
use std::io;

/// So many names of one character are looked at again, at most.
const MOST: usize = 24;

/// What stands on a screen of a conversation, from the top down.
pub(crate) enum Row {
    /// A time label: index of its line.
    Label(usize),
    /// A message or notice.
    Message(Drawn),
    /// What an edge leaves of something that nobody can read: where it is.
    Slice(Rect),
}

/// The conversation on a page, before its times are worked out.
pub(crate) struct Talk {
    /// From the top down.
    pub(crate) rows: Vec<Row>,
    /// Bubbles and cards on the left and on the right.
    pub(crate) bubbles: [u32; 2],
    /// Names above bubbles.
    pub(crate) names: u32,
    /// Cards of money.
    pub(crate) cards: u32,
    /// Bubbles and cards with an avatar beside them.
    pub(crate) avatars: u32,
    /// Bubbles at the right in the green of my own.
    pub(crate) green: u32,
}

/// Reads a conversation.
///
/// # Errors
/// The engine failed.
pub(crate) fn read(stage: &Stage, page: &Page<'_>) -> io::Result<Talk> {
    let panels = panel::find(stage, &page.lines);
    let items = item::find(stage, panels, &page.lines);
    let pieces: Vec<&item::Piece> = items
        .iter()
        .filter_map(|item| if let Item::Piece(piece) = item { Some(piece) } else { None })
        .collect();
    let usual = message::Usual::of(&pieces, &page.lines, stage.em);
    let named = pieces.iter().any(|piece| piece.sender.is_some());
    let mut talk = Talk { rows: Vec::new(), bubbles: [0, 0], names: 0, cards: 0, avatars: 0, green: 0 };
    let mut single = 0;
    let mut cards = Vec::new();
    for item in &items {
        match item {
            Item::Label(ix) => talk.rows.push(Row::Label(*ix)),
            Item::Slice(rect) => talk.rows.push(Row::Slice(*rect)),
            Item::Notice(lines) => talk.rows.push(Row::Message(notice::of(lines, &page.lines))),
            Item::Piece(piece) => {
                let mut drawn = message::of_piece(stage, page, piece, usual)?;
                if named && drawn.sender.is_none() && drawn.side == Side::Other && piece.sided.avatar {
                    drawn.sender = again::missed_sender(stage, page, piece)?;
                }
                if let (Some(name), Some(ix)) = (&mut drawn.sender, piece.sender)
                    && name.chars().count() == 1
                    && single < MOST
                {
                    single += 1;
                    *name = again::whole_sender(stage, page, ix)?;
                }
                if drawn.is_slice(stage.em) {
                    talk.rows.push(Row::Slice(drawn.rect));
                    continue;
                }
                match drawn.side {
                    Side::Other => talk.bubbles[0] += 1,
                    Side::Me => talk.bubbles[1] += 1,
                    _ => {}
                }
                talk.names += u32::from(drawn.sender.is_some());
                talk.cards += u32::from(drawn.card.is_some());
                if drawn.card.is_some() {
                    cards.push((talk.rows.len(), piece.panel.colour));
                }
                talk.avatars += u32::from(piece.sided.avatar && piece.panel.even);
                let green = piece.panel.even && side::is_green(&piece.panel);
                talk.green += u32::from(green && drawn.side == Side::Me);
                talk.rows.push(Row::Message(drawn));
            }
        }
    }
    receipts::settle(&mut talk.rows, &cards);
    Ok(talk)
}
