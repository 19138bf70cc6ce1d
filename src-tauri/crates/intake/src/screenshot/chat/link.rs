//! Cards that lead to a page: their rows, which the width of the card breaks, and the mark of who made the page.

use super::rows::Row;
use crate::screenshot::{fold, ink, page::Page};

/// So much of a mark has a colour, in thousandths.
const MARKED: u32 = 300;

/// Takes from the last row of a link the mark of who made it, which comes out as a character: it has a colour.
pub(super) fn without_mark(page: &Page<'_>, ground: [u8; 3], rows: &mut [Row]) {
    let [_, .., last] = rows else { return };
    let Some(line) = last.lines.first().map(|ix| &page.lines[*ix]) else { return };
    let [first, rest @ ..] = &line.read.glyphs[..] else { return };
    if rest.is_empty() && last.lines.len() < 2 {
        return;
    }
    let [left, y, _, high] = line.read.bounds;
    // Not so far to the left that the mark beside a letter counts as its colour.
    let place = [first.x.saturating_sub(high / 5), y, high * 2 / 5, high];
    let behind = rest.first().map_or(left + high, |next| next.x.saturating_sub(high / 3));
    let words = [behind, y, (last.rect.x1 as u32).saturating_sub(behind), high];
    let written = first.char.is_ascii_digit() || ['¥', '￥'].contains(&first.char);
    let han = ('\u{4e00}'..='\u{9fff}').contains(&first.char);
    if written
        || han
        || ink::coloured(page.pixels, place, ground) < MARKED
        || ink::coloured(page.pixels, words, ground) > ink::PLAIN
    {
        return;
    }
    last.text = last.text.chars().skip(1).collect::<String>().trim_start().to_owned();
    last.folded = fold::words(&last.text);
}

/// The rows of a link: those that its width broke are one. Words end at the latest at `limit`.
pub(super) fn text(rows: &[Row], limit: i32, em: i32) -> String {
    let mut text = String::new();
    // A row of nothing but a sign is the mark of a mini program.
    let said = |row: &&Row| rows.len() < 2 || row.folded.chars().any(char::is_alphanumeric);
    let rows: Vec<&Row> = rows.iter().filter(said).collect();
    for (ix, row) in rows.iter().enumerate() {
        let goes_on = |above: &Row| {
            let alike = above.rect.height().abs_diff(row.rect.height()) * 8 < row.rect.height() as u32;
            let near = row.rect.y0 - above.rect.y1 < em / 2;
            alike && near && above.rect.x1 + row.rect.height() * 8 / 10 > limit
        };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match ix.checked_sub(1).map(|above| goes_on(rows[above])) {
            Some(false) => text.push('\n'),
            Some(true) if letter(text.chars().next_back()) && letter(row.text.chars().next()) => {
                text.push(' ')
            }
            _ => {}
        }
        text.push_str(&row.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{super::rows, *};
    use crate::screenshot::sketch::Sketch;

    /// The rows of a sketch, from the top down.
    fn rows_of(page: &Page<'_>) -> Vec<Row> {
        rows::of(&(0..page.lines.len()).collect::<Vec<_>>(), &page.lines)
    }

    #[test]
    fn the_mark_of_who_made_a_link_is_no_character_and_a_number_is_none_either() {
        let left = |text: &str, mark: [u8; 3], words: [u8; 3]| {
            let sketch = Sketch::new(300, 80)
                .line([10, 10, 160, 16], "关于医保缴费的通知")
                .paint([12, 52, 12, 12], mark)
                .paint([30, 52, 90, 12], words)
                .line([10, 50, 120, 16], text);
            sketch.show(|page| {
                let mut rows = rows_of(page);
                without_mark(page, [255; 3], &mut rows);
                rows[1].text.clone()
            })
        };
        const BLUE: [u8; 3] = [90, 150, 230];
        const GREY: [u8; 3] = [120; 3];
        assert_eq!(left("O天气早知道", BLUE, GREY), "天气早知道");
        assert_eq!(left("O天气早知道", GREY, GREY), "O天气早知道", "it has no colour");
        assert_eq!(left("299元起", BLUE, GREY), "299元起");
        assert_eq!(left("¥299起", BLUE, BLUE), "¥299起");
        assert_eq!(left("iQIYI", BLUE, BLUE), "iQIYI", "all of it has that colour");
    }

    #[test]
    fn rows_of_a_link_that_its_width_broke_are_one() {
        let text = |above: &str, wide: u32, below: &str| {
            let sketch = Sketch::new(300, 80).line([10, 10, wide, 20], above).line([10, 34, 60, 20], below);
            sketch.show(|page| super::text(&rows_of(page), 200, 20))
        };
        assert_eq!(text("今年冬天第一场雪来了！多地", 186, "大幅降温"), "今年冬天第一场雪来了！多地大幅降温");
        assert_eq!(text("多地降温", 80, "出门添衣"), "多地降温\n出门添衣");
        assert_eq!(text("Personal loan", 190, "agreement"), "Personal loan agreement");
        assert_eq!(text("来帮我助力", 80, "☆"), "来帮我助力");
    }
}
