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
                let cut = cut_at.unwrap_or_else(|| setter.forced(start, ix));
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
        let quote = before.zip(after).is_some_and(|(before, after)| breaks_at_quote(before, after));
        allowed.push((standard && !after.is_some_and(joins_what_is_before)) || quote);
        before = shaped.shown[at..atom.text.end as usize].chars().next_back();
    }
    allowed
}

/// UAX #14 forbids every break beside “ ”, because it cannot know which side they belong to. In Chinese it is known: a line
/// may begin with an opening quote after a Han sign or a mark that closes something, and what follows a closing quote may
/// begin a line unless it is a mark that closes something itself. ’ may be an apostrophe.
fn breaks_at_quote(before: char, after: char) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    let opens = matches!(after, '“' | '‘') && (han(before) || closes(before));
    let begins = han(after) || opens_something(after) || (before == '”' && after.is_alphanumeric());
    opens || (matches!(before, '”' | '’') && begins)
}

/// Marks that end what stands before them: never at the beginning of a line (GB/T 15834-2011, 5.1).
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '％'
            | '.'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '%'
    )
}

/// Marks that begin what stands after them: never at the end of a line.
fn opens_something(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘' | '(' | '[' | '{' | '￥' | '¥')
}

/// Marks between two things, which UAX #14 takes for letters or signs: never at the beginning of a line (5.1.9, 5.1.11).
fn joins_what_is_before(c: char) -> bool {
    matches!(c, '·' | '～' | '／' | '\u{2027}')
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

    /// Where a line is cut that may be cut nowhere: as far on as no mark comes to stand on the wrong side, if that can be had
    /// nearby.
    fn forced(&self, start: usize, full: usize) -> usize {
        const NEARBY: usize = 12;
        let sound = |cut: &usize| {
            let first = |ix: usize| self.text(&self.shaped.atoms[ix]).chars().next();
            let ends_well = first(cut - 1).is_none_or(|c| !opens_something(c));
            ends_well && first(*cut).is_none_or(|c| !closes(c) && !joins_what_is_before(c))
        };
        (full.saturating_sub(NEARBY).max(start + 1)..=full).rev().find(sound).unwrap_or(full)
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
    fn marks_stand_on_the_right_side_at_every_width() {
        let folder = std::env::var_os("JUZHENG_FONTS").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts"),
            Into::into,
        );
        let fonts = crate::Fonts::load(&folder).expect("the fonts of the dossier");
        let mut coverage = Coverage::of(&fonts);
        let texts = [
            "他说：“上次那笔（五万元）什么时候还？”我说：“下个月。”她又说“好”“行”“可以”《借条》已写……",
            "“甲”“乙”“丙”“丁”“戊”“己”“庚”“辛”，阿卜杜·热依木，3月～5月，收／付，￥50,000.00元，10％。",
            "转账50,000.00元（大写：伍万元整），单号1000050001202403010123456789；手续费0.1%！！！【微信支付】",
            "他问“还款日（见《借条》第二条）是哪天？”——“五月一日。”'ok'，“wxid_abc123”已删除……好的。",
        ];
        for text in texts {
            for width in 64..260 {
                let spans = [(super::super::style::CELL, text.to_owned())];
                let (lines, _) = break_lines(&mut coverage, &spans, width as f32, usize::MAX);
                let said: Vec<String> = lines
                    .iter()
                    .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
                    .collect();
                for (ix, line) in said.iter().enumerate() {
                    let (first, last) = (line.chars().next(), line.chars().next_back());
                    let begins_badly =
                        ix > 0 && first.is_none_or(|c| (closes(c) && c != '’') || joins_what_is_before(c));
                    let ends_badly = ix + 1 < said.len() && last.is_none_or(opens_something);
                    assert!(!begins_badly && !ends_badly, "{width}: {said:#?}");
                }
            }
        }
    }

    #[test]
    fn quotes_break_on_their_outer_side_only() {
        for (before, after, want) in [
            ('说', '“', true),
            ('“', '我', false),
            ('了', '”', false),
            ('”', '他', true),
            ('”', '。', false),
            ('a', '“', false),
            ('！', '“', true),
            ('”', '“', true),
            ('”', '（', true),
            ('”', '2', true),
            ('’', 't', false),
            ('”', '”', false),
        ] {
            assert_eq!(breaks_at_quote(before, after), want, "{before}|{after}");
        }
    }
}
