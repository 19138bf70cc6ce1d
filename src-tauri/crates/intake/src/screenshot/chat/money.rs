//! Cards of money from their rows to what a message says: without their icons, with an amount that is looked at again.

use super::{
    again,
    card::{self, Money},
    message::{Drawn, NAME_SURE, all_lines},
    rows::Row,
};
use crate::screenshot::{amount, canvas::Rect, fold, page::Page};
use juzheng_model::{MessageKind, Unsure, port::Glyph};
use std::io;

/// Under this a character of an amount is looked at again.
const AMOUNT_SURE: u16 = 900;

/// A card of money on a panel of a `warm` colour or another; gives the lines that it rests on, `None` where it is none.
///
/// # Errors
/// The engine failed.
pub(super) fn read(
    page: &Page<'_>,
    rows: &[Row],
    warm: bool,
    em: i32,
    drawn: &mut Drawn,
) -> io::Result<Option<Vec<usize>>> {
    // The icon of a card comes out as a character left of everything else.
    let Some(money) = card::read(rows, warm).or_else(|| card::read(&without_icon(rows, em), warm)) else {
        return Ok(None);
    };
    let mut rows = beside_icon(page, without_icon(rows, em), em);
    complete(page, &mut rows, em)?;
    of_money(page, rows, warm, money, drawn).map(Some)
}

/// The rows of a card without what stands left of its column of text.
fn without_icon(rows: &[Row], em: i32) -> Vec<Row> {
    let column = rows.iter().filter(|row| row.folded.chars().count() > 1).map(|row| row.rect.x0).min();
    let kept =
        |row: &&Row| column.is_none_or(|x| row.rect.x0 + em / 2 >= x || row.folded.chars().count() > 2);
    rows.iter().filter(kept).cloned().collect()
}

/// The rows of a card, each without the characters that the icon left of its words was taken for.
fn beside_icon(page: &Page<'_>, mut rows: Vec<Row>, em: i32) -> Vec<Row> {
    // The footer stands under the icon.
    let words = rows.iter().filter(|row| !card::is_foot(&row.folded));
    let Some(column) = words.map(|row| row.rect.x0).max() else { return rows };
    for row in rows.iter_mut().filter(|row| !card::is_foot(&row.folded)) {
        let glyphs = row.lines.first().map_or(&[][..], |line| &page.lines[*line].read.glyphs);
        // Between the packet and the wish beside it there is room for a character.
        let apart = |pair: &[Glyph]| pair[1].x as i32 - pair[0].x as i32;
        let [first, rest @ ..] = &glyphs[..] else { continue };
        let usual = rest.windows(2).map(apart).min().unwrap_or(em).max(em / 2);
        let drawn = ['￥', '¥', 'Y', 'V', '$', '羊', '半'].contains(&first.char);
        if drawn
            && rest.len() > 1
            && apart(&glyphs[..2]) * 10 > usual.max(em * 8 / 10) * 16
            && amount::parse(&row.folded).is_none()
        {
            row.text = row.text.chars().skip(1).collect::<String>().trim_start().to_owned();
            row.folded = fold::words(&row.text);
        }
    }
    for row in rows.iter_mut().filter(|row| !card::is_foot(&row.folded) && row.rect.x0 + em * 6 / 10 < column)
    {
        let glyphs = row.lines.first().map(|line| &page.lines[*line].read.glyphs);
        let left =
            // Between the icon and the words there is room for a character.
            glyphs.map_or(0, |glyphs| glyphs.iter().take_while(|glyph| (glyph.x as i32) < column - em).count());
        if left > 0 && left < 3 && row.text.chars().count() > left {
            row.text = row.text.chars().skip(left).collect::<String>().trim_start().to_owned();
            row.folded = fold::words(&row.text);
        }
    }
    rows
}

/// Looks again at rows that begin to the right of where the others do: the 一 of 一点心意 is easily missed on a pale card.
fn complete(page: &Page<'_>, rows: &mut [Row], em: i32) -> io::Result<()> {
    let words = rows.iter().filter(|row| !card::is_foot(&row.folded));
    let Some(column) = words.map(|row| row.rect.x0).min() else { return Ok(()) };
    for row in rows.iter_mut().filter(|row| !card::is_foot(&row.folded)) {
        if (em * 6 / 10..em * 5 / 2).contains(&(row.rect.x0 - column)) {
            let place = Rect { x0: column - em / 6, ..row.rect };
            again::completed(page, row, place)?;
        }
    }
    Ok(())
}

fn of_money(
    page: &Page<'_>,
    rows: Vec<Row>,
    warm: bool,
    money: Money,
    drawn: &mut Drawn,
) -> io::Result<Vec<usize>> {
    let money = card::read(&rows, warm).unwrap_or(money);
    // The footer says what the kind says.
    let said: Vec<&str> =
        rows.iter().filter(|row| !card::is_foot(&row.folded)).map(|row| row.text.as_str()).collect();
    drawn.text = said.join("\n");
    let said = said.len();
    match money {
        Money::RedPacket => {
            drawn.kind = MessageKind::RedPacket;
            // Above what became of it stands what was wished.
            let state = rows.iter().find(|row| !card::is_foot(&row.folded)).filter(|_| said == 1);
            if let Some(state) = state {
                let again = above_state(page, state.rect, drawn.rect)?;
                drawn.text = again.map_or(drawn.text.clone(), |wish| format!("{wish}\n{}", drawn.text));
            }
        }
        Money::Transfer { amount, sure, card, row } => {
            drawn.kind = MessageKind::Transfer;
            drawn.card = Some(card);
            drawn.amount = amount;
            let line = row.and_then(|ix| rows.get(ix)).map(|row| row.lines.clone()).unwrap_or_default();
            let mut certain = sure && !line.is_empty();
            for ix in line {
                let line = &page.lines[ix];
                certain &= line.least() >= AMOUNT_SURE || page.reads_the_same_again(line)?;
            }
            if !certain {
                drawn.unsure = drawn.unsure.with(Unsure::AMOUNT);
            }
            // Below the amount stands at least a word, small and white on orange.
            if let Some(amount) = row.and_then(|ix| rows.get(ix)).filter(|_| said == 1) {
                let again = below_amount(page, amount.rect, drawn.rect)?;
                drawn.text.extend(again.map(|word| format!("\n{word}")));
            }
        }
    }
    Ok(all_lines(&rows))
}

/// The words below the amount of a card, looked for once more where none were read.
fn below_amount(page: &Page<'_>, amount: Rect, card: Rect) -> io::Result<Option<String>> {
    let place = Rect {
        x0: amount.x0,
        y0: amount.y1,
        x1: card.x1 - amount.height() / 3,
        y1: amount.y1 + amount.height() * 9 / 10,
    };
    if place.y1 > card.y1 { Ok(None) } else { missed_words(page, place) }
}

/// The words above the state of a red packet, looked for once more where none were read.
fn above_state(page: &Page<'_>, state: Rect, card: Rect) -> io::Result<Option<String>> {
    let high = state.height();
    let place =
        Rect { x0: state.x0 - high / 4, y0: state.y0 - high * 8 / 5, x1: card.x1 - high / 3, y1: state.y0 };
    if place.y0 < card.y0 { Ok(None) } else { missed_words(page, place) }
}

/// What stands in a place of a card, as a closer look reads it.
fn missed_words(page: &Page<'_>, place: Rect) -> io::Result<Option<String>> {
    if place.width() < place.height() {
        return Ok(None);
    }
    let read = again::look(page, place)?.filter(|line| line.read.confidence >= NAME_SURE);
    Ok(read.map(|line| line.read.text.trim().to_owned()))
}
