//! Small drawings among the letters of a line: emoji, of which the reading network knows only a few and takes the others for
//! any character.
//!
//! Letters are thin and of one colour; a drawing is coloured otherwise than the letters beside it and fills its place, or has
//! several colours itself. What stands in its place becomes [`DRAWING`].

use crate::ink::{self, Box};
use juzheng_model::port::{DRAWING, Glyph, Pixels, TextLine};

/// Pixels are ink that differ from the line's ground by this.
const INK: u8 = 44;
/// A colour whose channels differ by this is no grey, white or black.
const COLOURED: u8 = 70;
/// One whose channels differ by less is.
const GREY: u8 = 40;
/// Two colours that differ by this are two.
const UNLIKE: u8 = 60;
/// A drawing fills at least this share of the rectangle around it.
const FILLED: f32 = 0.58;
/// The same of the middle of one that reads as a plain letter: a letter never does.
const SOLID: f32 = 0.75;
/// So many times as far from the ground as the colour that most ink has may the full colour of small writing lie.
const BEYOND: f32 = 3.0;
/// Of several colours, those that are not the most common make up this share of its ink.
const MIXED: f32 = 0.3;
/// Of hands and faces so much has their yellow, however little of their place they fill.
const GOLDEN: f32 = 0.4;
/// The same of a drawing that stands beside nothing else.
const ALONE: f32 = 0.08;
/// Of the ink of a line so much without a colour is that of its letters.
const LETTERS: f32 = 0.12;
/// A letter or digit that is read with this confidence, in thousandths, is one.
const PLAIN: u16 = 950;
/// A drawing is at least this wide and high, as a share of the line's height: points and strokes fill theirs too.
const LARGE: f32 = 0.46;
/// The same of the middle of one.
const NARROW: f32 = 0.3;

/// The line with what is drawn marked as such.
pub(crate) fn mark(picture: Pixels<'_>, mut line: TextLine) -> TextLine {
    let [x, y, w, h] = line.bounds;
    let inside: Box = [x, y, (x + w).min(picture.width), (y + h).min(picture.height())];
    if inside[0] + 4 > inside[2] || inside[1] + 4 > inside[3] {
        return line;
    }
    let ground = ink::ground(picture, inside);
    let of_line = inks(picture, inside, ground);
    let Some(common) = most_common(&of_line) else { return line };
    // An emoji may have more ink than the few letters beside it.
    let letters_without_colour = without_colour(&of_line).unwrap_or(common);
    let drawn: Vec<bool> = (0..line.glyphs.len())
        .map(|at| {
            let glyph = &line.glyphs[at];
            // A digit or letter that is plainly read may only stand close to one: its middle tells. Alone among others it has
            // no colour of its own.
            let is_plain = |glyph: &Glyph| glyph.char.is_ascii_alphanumeric();
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let accompanied = beside.filter_map(|at| line.glyphs.get(at)).any(is_plain);
            let plain =
                is_plain(glyph) && glyph.confidence >= PLAIN && (accompanied || line.glyphs.len() < 3);
            let [x0, y0, x1, y1] = place(&line.glyphs, at, inside);
            let middle = [x0.max(glyph.x.saturating_sub(h * 3 / 10)), y0, x1.min(glyph.x + h * 3 / 10), y1];
            let place = if plain { middle } else { [x0, y0, x1, y1] };
            // Chinese characters may be written in gold among black ones.
            let written = glyph.confidence >= PLAIN || ('\u{4e00}'..='\u{9fff}').contains(&glyph.char);
            let letters = if written { common } else { letters_without_colour };
            !is_emoji(glyph.char) && is_drawing(picture, place, ground, letters, h, plain)
        })
        .collect();
    if drawn.iter().any(|drawn| *drawn) {
        for (glyph, drawn) in line.glyphs.iter_mut().zip(drawn) {
            if drawn {
                *glyph = Glyph { char: DRAWING, runner_up: None, ..glyph.clone() };
            }
        }
        line.glyphs.dedup_by(|after, before| after.char == DRAWING && before.char == DRAWING);
        line.text = line.glyphs.iter().map(|glyph| glyph.char).collect();
    }
    line
}

/// The pieces of a marked line before, between and after what is drawn on it, as left and right edges; `None` where nothing is
/// drawn or nothing else stands there. A drawing spoils the reading of the letters beside it.
pub(crate) fn pieces(picture: Pixels<'_>, line: &TextLine) -> Option<Vec<[u32; 2]>> {
    let marked = line.glyphs.iter().filter(|glyph| glyph.char == DRAWING).count();
    if marked == 0 || marked == line.glyphs.len() {
        return None;
    }
    let [x, y, w, h] = line.bounds;
    let inside: Box = [x, y, (x + w).min(picture.width), (y + h).min(picture.height())];
    let ground = ink::ground(picture, inside);
    let of_line = inks(picture, inside, ground);
    let letters = most_common(&of_line)?;
    let mut columns = vec![(false, false); (inside[2] - inside[0]) as usize];
    for ([x, _], colour) in of_line {
        let column = &mut columns[(x - inside[0]) as usize];
        column.0 = true;
        column.1 |= is_unlike(colour, ground, letters);
    }
    let drawn = runs(columns.iter().map(|column| column.1), h / 4);
    let drawn: Vec<[u32; 2]> =
        drawn.into_iter().filter(|[from, to]| (to - from) as f32 >= h as f32 * LARGE).collect();
    let edges = drawn.iter().flatten().copied();
    let edges: Vec<u32> = std::iter::once(0).chain(edges).chain([columns.len() as u32]).collect();
    let between = edges.chunks(2).filter_map(|edge| {
        let inked = runs(columns[edge[0] as usize..edge[1] as usize].iter().map(|column| column.0), h);
        let (first, last) = (inked.first()?[0], inked.last()?[1]);
        // A little of the ground around, as frames have it; less than a stroke is the rim of a drawing.
        let (from, to) = (edge[0] + first, edge[0] + last);
        let margin = h / 10;
        (to - from > h / 8).then(|| {
            [inside[0] + from.saturating_sub(margin).max(edge[0]), inside[0] + (to + margin).min(edge[1])]
        })
    });
    (!drawn.is_empty()).then(|| between.collect())
}

/// Runs of columns that hold something; gaps up to `bridged` wide belong to them.
fn runs(columns: impl Iterator<Item = bool>, bridged: u32) -> Vec<[u32; 2]> {
    let mut found: Vec<[u32; 2]> = Vec::new();
    for at in (0..).zip(columns).filter_map(|(at, holds)| holds.then_some(at)) {
        match found.last_mut().filter(|run| at - run[1] <= bridged) {
            Some(run) => run[1] = at + 1,
            None => found.push([at, at + 1]),
        }
    }
    found
}

/// A marked line with its pieces as they were read apart, where they hold at least as many characters.
pub(crate) fn joined(line: TextLine, pieces: Vec<TextLine>) -> TextLine {
    let letters = |glyphs: &[Glyph]| glyphs.iter().filter(|glyph| glyph.char != DRAWING).count();
    let mut glyphs: Vec<Glyph> = line.glyphs.iter().filter(|glyph| glyph.char == DRAWING).cloned().collect();
    // Where a mark came to stand among the letters of a piece, its place is at the edge of it.
    for glyph in &mut glyphs {
        for piece in &pieces {
            let [x, _, w, _] = piece.bounds;
            if (x..x + w).contains(&glyph.x) {
                glyph.x = if glyph.x - x < w / 2 { x } else { x + w };
            }
        }
    }
    glyphs.extend(pieces.iter().flat_map(|piece| piece.glyphs.iter().cloned()));
    glyphs.sort_by_key(|glyph| (glyph.x, glyph.char == DRAWING));
    if letters(&glyphs) < letters(&line.glyphs) {
        return line;
    }
    glyphs.dedup_by(|after, before| after.char == DRAWING && before.char == DRAWING);
    let text = glyphs.iter().map(|glyph| glyph.char).collect();
    TextLine { text, glyphs, ..line }
}

/// Characters that are drawings by themselves.
fn is_emoji(char: char) -> bool {
    matches!(u32::from(char), 0x2600..=0x27bf | 0x1f000..=0x1faff)
}

/// Where the character stands: halfway to its neighbours, and no further than a character is wide.
fn place(glyphs: &[Glyph], at: usize, [_, y0, _, y1]: Box) -> Box {
    let (own, high) = (glyphs[at].x, y1 - y0);
    let before = at.checked_sub(1).map(|before| own.saturating_sub(glyphs[before].x));
    let after = glyphs.get(at + 1).map(|after| after.x.saturating_sub(own));
    // At an end of the line a character is as wide as its neighbour is far; the frame may begin in the middle of a drawing.
    let reach = |beside: Option<u32>, other: Option<u32>| match (beside, other) {
        (Some(beside), _) => beside / 2,
        (None, Some(other)) => other * 6 / 10,
        (None, None) => high,
    };
    let limit = |reach: u32| reach.min(high * 6 / 10);
    let left = own.saturating_sub(limit(reach(before, after)));
    let reach = limit(reach(after, before));
    [left, y0, (own + reach).max(left + 1), y1]
}

/// The colours of the ink in a box, with their places.
fn inks(picture: Pixels<'_>, [x0, y0, x1, y1]: Box, ground: [u8; 3]) -> Vec<([u32; 2], [u8; 3])> {
    let places = (y0..y1).flat_map(|y| (x0..x1.min(picture.width)).map(move |x| [x, y]));
    let coloured = places.map(|[x, y]| ([x, y], ink::pixel(picture, x, y)));
    coloured.filter(|(_, colour)| ink::apart(*colour, ground) >= INK).collect()
}

/// The colour that most of the ink has, in steps of 32.
fn most_common(inks: &[([u32; 2], [u8; 3])]) -> Option<[u8; 3]> {
    let step = |colour: [u8; 3]| colour.iter().fold(0usize, |at, c| at * 8 + usize::from(c / 32));
    let mut counts = [0u32; 512];
    inks.iter().for_each(|(_, colour)| counts[step(*colour)] += 1);
    let (most, count) = counts.iter().enumerate().max_by_key(|(at, count)| (**count, 512 - at))?;
    let of: Vec<[u8; 3]> = inks.iter().map(|(_, c)| *c).filter(|c| step(*c) == most).collect();
    (*count > 0)
        .then(|| std::array::from_fn(|c| (of.iter().map(|of| u32::from(of[c])).sum::<u32>() / count) as u8))
}

/// The colour of the letters where enough of the ink is black, grey or white.
fn without_colour(inks: &[([u32; 2], [u8; 3])]) -> Option<[u8; 3]> {
    let plain: Vec<_> = inks.iter().filter(|(_, colour)| spread(colour) < GREY).copied().collect();
    (plain.len() as f32 >= inks.len() as f32 * LETTERS).then(|| most_common(&plain)).flatten()
}

/// Whether a colour lies between the ground and another one, or beyond that in the same direction: edges of writing are
/// mixtures of its colour and the ground, and in small writing hardly a pixel has all of its colour.
fn is_mixture(colour: [u8; 3], ground: [u8; 3], other: [u8; 3]) -> bool {
    let share = |c: usize| f32::from(colour[c]) - f32::from(ground[c]);
    let whole = |c: usize| f32::from(other[c]) - f32::from(ground[c]);
    let length: f32 = (0..3).map(|c| whole(c) * whole(c)).sum::<f32>().max(1.0);
    let along = ((0..3).map(|c| share(c) * whole(c)).sum::<f32>() / length).clamp(0.0, BEYOND);
    (0..3).all(|c| (share(c) - along * whole(c)).abs() < f32::from(UNLIKE))
}

/// Whether a colour is none of the letters': on a green bubble the edges of black letters are green too.
fn is_unlike(colour: [u8; 3], ground: [u8; 3], letters: [u8; 3]) -> bool {
    is_coloured(&colour) && !is_mixture(colour, ground, letters)
}

fn is_coloured(colour: &[u8; 3]) -> bool {
    spread(colour) >= COLOURED
}

/// How far the channels of a colour are apart.
fn spread(colour: &[u8; 3]) -> u8 {
    let (most, least) = (colour.iter().max(), colour.iter().min());
    most.zip(least).map_or(0, |(most, least)| most - least)
}

/// The yellow of emoji, in which nothing is written: WeChat's orange is redder, its gold paler.
fn is_golden([red, green, blue]: &[u8; 3]) -> bool {
    *red >= 225 && (172..=225).contains(green) && *blue <= 125 && red - green >= 20
}

fn is_drawing(
    picture: Pixels<'_>,
    place: Box,
    ground: [u8; 3],
    letters: [u8; 3],
    high: u32,
    plain: bool,
) -> bool {
    let all = inks(picture, place, ground);
    let Some(own) = most_common(&all) else { return false };
    let extent = all.iter().fold(None, |extent: Option<Box>, ([x, y], _)| {
        let [i0, j0, i1, j1] = extent.unwrap_or([*x, *y, *x, *y]);
        Some([i0.min(*x), j0.min(*y), i1.max(x + 1), j1.max(y + 1)])
    });
    let Some([i0, j0, i1, j1]) = extent else { return false };
    let [wide, tall] = [if plain { NARROW } else { LARGE }, LARGE].map(|least| (high as f32 * least) as u32);
    if i1 - i0 < wide || j1 - j0 < tall {
        return false;
    }
    let count = all.len() as f32;
    let share =
        |of: &dyn Fn(&[u8; 3]) -> bool| all.iter().filter(|(_, colour)| of(colour)).count() as f32 / count;
    if share(&is_coloured) < 0.5 {
        return false;
    }
    let filled = count / ((i1 - i0) * (j1 - j0)) as f32;
    let others = share(&|colour| !is_mixture(*colour, ground, own));
    // Beside letters of another colour one of both is enough; on its own it has to be both. What reads as a plain letter has to
    // be all of it: numbers that can be tapped have a colour of their own.
    match share(&|colour| is_unlike(*colour, ground, letters)) >= 0.5 {
        true if share(&is_golden) >= GOLDEN => true,
        true if plain => filled >= SOLID && others >= ALONE,
        true => filled >= FILLED || others >= MIXED,
        false => !plain && filled >= FILLED && others >= ALONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 3] = [255; 3];
    const BLACK: [u8; 3] = [25; 3];
    const GOLD: [u8; 3] = [240, 160, 32];

    /// A line of 200 x 40 with a character at each middle: thin strokes, or a disc with a darker mouth.
    fn line(signs: &[(u32, char, [u8; 3], bool)]) -> (Vec<u8>, TextLine) {
        let mut rgb = WHITE.repeat(200 * 40);
        let mut set = |x: u32, y: u32, colour: [u8; 3]| {
            rgb[((y * 200 + x) * 3) as usize..][..3].copy_from_slice(&colour);
        };
        for (middle, _, colour, drawn) in signs {
            for (x, y) in (0..26u32).flat_map(|y| (0..26u32).map(move |x| (x, y))) {
                let (dx, dy) = (x as i32 - 13, y as i32 - 13);
                let inside = if *drawn { dx * dx + dy * dy < 169 } else { x % 8 < 3 || y % 12 < 3 };
                let mouth = *drawn && (4..7).contains(&dy);
                if inside {
                    set(middle - 13 + x, 7 + y, if mouth { [120, 60, 20] } else { *colour });
                }
            }
        }
        let glyph = |(x, char, ..): &(u32, char, [u8; 3], bool)| Glyph {
            char: *char,
            confidence: 900,
            runner_up: None,
            x: *x,
        };
        let text = TextLine {
            text: signs.iter().map(|sign| sign.1).collect(),
            bounds: [0, 0, 200, 40],
            corners: [[0, 0], [200, 0], [200, 40], [0, 40]],
            confidence: 900,
            glyphs: signs.iter().map(glyph).collect(),
        };
        (rgb, text)
    }

    fn check(signs: &[(u32, char, [u8; 3], bool)], want: &str) {
        let (rgb, line) = line(signs);
        let marked = mark(Pixels { rgb: &rgb, width: 200 }, line);
        assert_eq!(marked.text.replace(DRAWING, "*"), want);
        assert_eq!(marked.glyphs.len(), marked.text.chars().count());
    }

    #[test]
    fn drawings_are_told_from_letters() {
        let yellow = [255, 204, 51];
        check(&[(30, '大', BLACK, false), (60, '海', BLACK, false), (90, '人', yellow, true)], "大海*");
        check(&[(30, '大', BLACK, false), (80, 'w', yellow, true), (110, '(', yellow, true)], "大*");
        check(&[(30, '大', BLACK, false), (80, '😀', yellow, true)], "大😀");
        check(&[(30, 'à', yellow, true)], "*");
    }

    #[test]
    fn a_drawing_with_more_ink_than_the_letters_beside_it_is_one() {
        let (hand, thin) = ([252, 194, 60], BLACK);
        check(&[(30, '好', thin, false), (80, 'S', hand, true), (110, '，', hand, true)], "好*");
        // Where nothing is black all letters have one colour.
        check(&[(30, '5', GOLD, false), (60, '0', GOLD, false), (90, '0', GOLD, false)], "500");
    }

    #[test]
    fn a_hand_is_a_drawing_by_its_yellow() {
        let (hand, orange, gold) = ([252, 194, 60], [250, 157, 59], [207, 169, 114]);
        check(&[(30, '好', BLACK, false), (80, 'd', hand, false)], "好*");
        assert!(is_golden(&hand) && !is_golden(&orange) && !is_golden(&gold));
    }

    #[test]
    fn small_letters_on_a_green_bubble_are_no_drawings() {
        // Strokes of two shades, none of them black, that fill most of their place.
        let (ground, edge, core) = ([149, 236, 105], [96, 150, 70], [45, 72, 35]);
        let mut rgb = ground.repeat(200 * 40);
        for (x, y) in (7..33u32).flat_map(|y| (17..43u32).map(move |x| (x, y))) {
            let stroke = if x % 6 < 2 && y % 5 < 3 { core } else { edge };
            if x % 6 < 4 {
                rgb[((y * 200 + x) * 3) as usize..][..3].copy_from_slice(&stroke);
            }
        }
        let (_, line) = line(&[(30, '我', BLACK, false)]);
        assert_eq!(mark(Pixels { rgb: &rgb, width: 200 }, line).text, "我");
    }

    #[test]
    fn what_stands_beside_a_drawing_is_read_apart() {
        let yellow = [255, 204, 51];
        let apart = |signs: &[(u32, char, [u8; 3], bool)]| {
            let (rgb, line) = line(signs);
            let picture = Pixels { rgb: &rgb, width: 200 };
            let marked = mark(picture, line);
            pieces(picture, &marked)
        };
        let signs = [(30, '橙', BLACK, false), (60, '子', yellow, true), (110, '已', BLACK, false)];
        assert_eq!(apart(&signs), Some(vec![[13, 47], [93, 127]]));
        assert_eq!(apart(&signs[..1]), None);
        assert_eq!(apart(&signs[1..2]), None);
    }

    #[test]
    fn pieces_take_the_place_of_what_was_read_with_a_drawing() {
        let of = |text: &str, x: u32, w: u32| {
            let step = w / text.chars().count() as u32;
            let glyph = |(at, char)| Glyph {
                char,
                confidence: 990,
                runner_up: None,
                x: x + at as u32 * step + step / 2,
            };
            TextLine {
                text: text.to_owned(),
                bounds: [x, 0, w, 40],
                corners: [[x, 0], [x + w, 0], [x + w, 40], [x, 40]],
                confidence: 990,
                glyphs: text.chars().enumerate().map(glyph).collect(),
            }
        };
        let marked = format!("橙{DRAWING}已收");
        let whole = joined(of(&marked, 0, 160), vec![of("橙子", 0, 80), of("已收", 120, 60)]);
        assert_eq!(whole.text.replace(DRAWING, "*"), "橙子*已收");
        let kept = joined(of(&marked, 0, 160), vec![of("橙", 0, 40)]);
        assert_eq!(kept.text, marked);
    }

    #[test]
    fn what_reads_as_a_plain_letter_is_a_drawing_only_where_it_is_all_of_one() {
        let (yellow, blue) = ([255, 204, 51], [60, 110, 200]);
        let said = |signs: &[(u32, char, [u8; 3], bool)]| {
            let (rgb, mut line) = line(signs);
            line.glyphs.iter_mut().for_each(|glyph| glyph.confidence = 990);
            mark(Pixels { rgb: &rgb, width: 200 }, line).text.replace(DRAWING, "*")
        };
        assert_eq!(
            said(&[(30, '了', BLACK, false), (60, '吗', BLACK, false), (100, 'H', yellow, true)]),
            "了吗*"
        );
        assert_eq!(said(&[(30, '电', BLACK, false), (60, '1', blue, false), (90, '8', blue, false)]), "电18");
        assert_eq!(said(&[(30, '8', blue, false), (60, '6', blue, false), (100, 'H', yellow, true)]), "86*");
    }

    #[test]
    fn coloured_writing_is_writing() {
        check(&[(30, '的', BLACK, false), (60, '红', GOLD, false), (90, '包', GOLD, false)], "的红包");
        check(&[(30, '1', GOLD, false), (60, '5', GOLD, false)], "15");
        check(&[], "");
    }

    #[test]
    fn a_box_at_the_edge_is_no_trouble() {
        let (rgb, mut line) = line(&[(30, '大', BLACK, false), (190, '人', GOLD, false)]);
        line.bounds = [150, 20, 90, 80];
        mark(Pixels { rgb: &rgb, width: 200 }, line.clone());
        line.bounds = [199, 39, 1, 1];
        mark(Pixels { rgb: &rgb, width: 200 }, line);
    }
}
