//! Breaking a paragraph into lines: the opportunities of UAX #14, tailored to Chinese, filled greedily.

use super::{
    page::Item,
    shape::{Atom, Drawn, Shaped, is_space, size_of},
    style::Style,
};
use crate::fonts::{Coverage, FaceIx, Glyph};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A run of one line in one style and face.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    x: f32,
    style: Style,
    face: FaceIx,
    text: String,
    /// The one glyph of the whole text; `None` where each character has its own.
    sign: Option<Glyph>,
}

/// A line, set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    runs: Vec<Run>,
    /// Its width without blanks at the end.
    pub(crate) width: f32,
    /// Distance to the next baseline.
    pub(crate) lead: f32,
    /// The largest type size on it.
    pub(crate) size: f32,
}

impl Line {
    /// Where the baseline lies under the upper end of the leading.
    pub(crate) fn baseline(&self) -> f32 {
        super::style::centred(self.lead, self.size)
    }

    /// Puts the line on a page: `x` its left end, `top` the upper end of its leading.
    pub(crate) fn put(&self, items: &mut Vec<Item>, x: f32, top: f32) {
        let y = top + self.baseline();
        for run in &self.runs {
            let (x, size, grey) = (x + run.x, size_of(run.face, run.style), run.style.grey);
            items.push(match run.sign {
                Some(glyph) => Item::Sign { x, y, size, grey, glyph, text: run.text.clone() },
                None => Item::Text { x, y, size, grey, face: run.face, text: run.text.clone() },
            });
        }
    }
}

/// Breaks texts into lines of at most `width` points and at most `most` lines (what is over becomes `…`).
///
/// The flag says whether something was cut off. There is always at least one line.
pub(crate) fn break_lines(
    coverage: &mut Coverage<'_>,
    spans: &[(Style, String)],
    width: f32,
    most: usize,
) -> (Vec<Line>, bool) {
    let shaped = Shaped::of(coverage, spans);
    let atoms = &shaped.atoms;
    let allowed = opportunities(&shaped);
    let first_style = spans.first().map_or(super::style::BODY, |(style, _)| *style);
    let setter = Setter { shaped: &shaped, spans, first_style };
    let mut lines = Vec::new();
    let (mut start, mut used, mut cut_at, mut ix) = (0, 0.0, None, 0);
    while ix < atoms.len() {
        let atom = &atoms[ix];
        if atom.drawn == Drawn::Newline {
            lines.push(setter.line(start..ix));
            (start, used, cut_at) = (ix + 1, 0.0, None);
            ix += 1;
        } else {
            if ix > start && allowed[ix] {
                cut_at = Some(ix);
            }
            let hangs = is_space(setter.text(atom));
            if used + atom.width > width + 0.01 && ix > start && !hangs {
                let cut = cut_at.unwrap_or(ix);
                lines.push(setter.line(start..cut));
                used = atoms[cut..ix].iter().map(|a| a.width).sum();
                (start, cut_at) = (cut, None);
                continue;
            }
            used += atom.width;
            ix += 1;
        }
        if lines.len() > most {
            break;
        }
    }
    if lines.len() <= most {
        lines.push(setter.line(start..atoms.len()));
    }
    let cut = lines.len() > most;
    if cut {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            ellipsis(coverage, last, width);
        }
    }
    (lines, cut)
}

/// For each atom whether a line may begin with it.
fn opportunities(shaped: &Shaped) -> Vec<bool> {
    let mut breaks = linebreaks(&shaped.shown).filter(|(_, b)| *b == BreakOpportunity::Allowed).peekable();
    let mut allowed = Vec::with_capacity(shaped.atoms.len());
    let mut before = None;
    for atom in &shaped.atoms {
        let at = atom.text.start as usize;
        while breaks.next_if(|(pos, _)| *pos < at).is_some() {}
        let standard = breaks.peek().is_some_and(|(pos, _)| *pos == at);
        let after = shaped.shown[at..].chars().next();
        allowed.push(standard || before.zip(after).is_some_and(|(b, a)| breaks_at_quote(b, a)));
        before = shaped.shown[at..atom.text.end as usize].chars().next_back();
    }
    allowed
}

/// UAX #14 forbids every break beside “ ”, because it cannot know which side they belong to. In Chinese it is known:
/// a line may begin with an opening quote after a Han sign, and with a Han sign after a closing quote.
fn breaks_at_quote(before: char, after: char) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    (matches!(after, '“' | '‘') && (han(before) || matches!(before, '，' | '。' | '：' | '；' | '、' | '）')))
        || (matches!(before, '”' | '’') && han(after))
}

/// Ends a line with `…`, taking away what it needs room for.
fn ellipsis(coverage: &mut Coverage<'_>, line: &mut Line, width: f32) {
    let style = line.runs.last().map_or(super::style::CELL, |run| run.style);
    let Some(glyph) = coverage.glyph(style.voice, '…') else { return };
    let needed = style.size * f32::from(glyph.advance) / 1000.0;
    while line.width + needed > width {
        let Some(run) = line.runs.last_mut() else { break };
        let gone = match run.sign {
            Some(sign) => {
                run.text.clear();
                size_of(run.face, run.style) * f32::from(sign.advance) / 1000.0
            }
            None => run
                .text
                .pop()
                .and_then(|c| coverage.glyph(run.style.voice, c))
                .map_or(0.0, |g| size_of(g.face, run.style) * f32::from(g.advance) / 1000.0),
        };
        line.width -= gone;
        if run.text.is_empty() {
            line.runs.pop();
        }
    }
    line.runs.push(Run { x: line.width, style, face: glyph.face, text: "…".into(), sign: None });
    line.width += needed;
}

/// Makes lines out of ranges of atoms.
struct Setter<'a> {
    shaped: &'a Shaped,
    spans: &'a [(Style, String)],
    first_style: Style,
}

impl Setter<'_> {
    fn text(&self, atom: &Atom) -> &str {
        &self.shaped.shown[atom.text.start as usize..atom.text.end as usize]
    }

    fn line(&self, range: std::ops::Range<usize>) -> Line {
        let atoms = &self.shaped.atoms[range];
        let end = atoms.iter().rposition(|a| !is_space(self.text(a))).map_or(0, |last| last + 1);
        let mut line = Line::default();
        for atom in &atoms[..end] {
            let style = self.spans[usize::from(atom.span)].0;
            let (face, sign) = match atom.drawn {
                Drawn::Chars(glyph) => (glyph.face, None),
                Drawn::Sign(glyph) => (glyph.face, Some(glyph)),
                Drawn::Newline => continue,
            };
            match line.runs.last_mut() {
                Some(run)
                    if sign.is_none() && run.sign.is_none() && run.face == face && run.style == style =>
                {
                    run.text.push_str(self.text(atom));
                }
                _ => {
                    let text = self.text(atom).to_owned();
                    line.runs.push(Run { x: line.width, style, face, text, sign });
                }
            }
            line.width += atom.width;
            line.lead = line.lead.max(style.lead);
            line.size = line.size.max(style.size);
        }
        if line.runs.is_empty() {
            let style = atoms.first().map_or(self.first_style, |a| self.spans[usize::from(a.span)].0);
            (line.lead, line.size) = (style.lead, style.size);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_break_on_their_outer_side_only() {
        for (before, after, want) in [
            ('说', '“', true),
            ('“', '我', false),
            ('了', '”', false),
            ('”', '他', true),
            ('”', '。', false),
            ('a', '“', false),
        ] {
            assert_eq!(breaks_at_quote(before, after), want, "{before}|{after}");
        }
    }
}
