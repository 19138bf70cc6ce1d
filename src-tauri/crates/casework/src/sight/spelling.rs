//! What was recognised on one picture as compact JSON, and back: checked, because the file may be anybody's.

use juzheng_model::port::{Glyph, TextLine};
use serde::{Deserialize, Serialize};

/// The number of this spelling; a file of another one is not read.
const VERSION: u32 = 1;

/// The text of one picture. Keys are short: a long capture has ten thousand characters.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Text {
    #[serde(rename = "v")]
    version: u32,
    engine: String,
    pub(super) looks: Vec<Look>,
}

/// One look at pixels: the whole of them, or one box on them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Look {
    /// Width and height of the pixels, and a number that tells them from others.
    #[serde(rename = "p")]
    pub(super) pixels: (u32, u32, u64),
    /// The box that was looked at again; none is the whole.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub(super) bounds: Option<[u32; 4]>,
    #[serde(rename = "l")]
    lines: Vec<Line>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(rename = "t")]
    text: String,
    #[serde(rename = "b")]
    bounds: [u32; 4],
    /// Left out where they are the corners of the bounds.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    corners: Option<[[u32; 2]; 4]>,
    #[serde(rename = "c")]
    confidence: u16,
    /// The characters; left out where they are those of the text.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    chars: Option<String>,
    #[serde(rename = "g")]
    confidences: Vec<u16>,
    #[serde(rename = "x")]
    middles: Vec<u32>,
    /// (index of the character, what it would be otherwise, how likely)
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    runners_up: Vec<(usize, char, u16)>,
}

impl Text {
    /// Nothing seen yet.
    pub(super) fn new(engine: &str) -> Text {
        Text { version: VERSION, engine: engine.to_owned(), looks: Vec::new() }
    }

    /// The text of stored bytes; `None` where they are not this engine's, not of this spelling, or broken.
    pub(super) fn read(bytes: &[u8], engine: &str) -> Option<Text> {
        let text: Text = serde_json::from_slice(bytes).ok()?;
        let sound = |look: &Look| {
            let (width, height, _) = look.pixels;
            look.lines.iter().all(|line| line.is_on(width, height))
                && (look.bounds.is_none() || look.lines.len() <= 1)
        };
        let ours = text.version == VERSION && text.engine == engine;
        (ours && text.looks.iter().all(sound)).then_some(text)
    }

    /// The bytes to store.
    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts are plain data with text keys")
    }
}

impl Look {
    pub(super) fn new(pixels: (u32, u32, u64), bounds: Option<[u32; 4]>, lines: &[TextLine]) -> Look {
        Look { pixels, bounds, lines: lines.iter().map(Line::new).collect() }
    }

    /// The lines that were seen.
    pub(super) fn lines(&self) -> Vec<TextLine> {
        self.lines.iter().map(Line::line).collect()
    }
}

impl Line {
    fn new(line: &TextLine) -> Line {
        let chars: String = line.glyphs.iter().map(|glyph| glyph.char).collect();
        let runner_up = |(ix, glyph): (usize, &Glyph)| glyph.runner_up.map(|(char, c)| (ix, char, c));
        Line {
            bounds: line.bounds,
            corners: Some(line.corners).filter(|corners| *corners != corners_of(line.bounds)),
            confidence: line.confidence,
            chars: Some(chars).filter(|chars| *chars != line.text),
            text: line.text.clone(),
            confidences: line.glyphs.iter().map(|glyph| glyph.confidence).collect(),
            middles: line.glyphs.iter().map(|glyph| glyph.x).collect(),
            runners_up: line.glyphs.iter().enumerate().filter_map(runner_up).collect(),
        }
    }

    fn line(&self) -> TextLine {
        let chars = self.chars.as_ref().unwrap_or(&self.text).chars();
        let mut glyphs: Vec<Glyph> = chars
            .zip(&self.confidences)
            .zip(&self.middles)
            .map(|((char, confidence), x)| Glyph { char, confidence: *confidence, runner_up: None, x: *x })
            .collect();
        for (ix, char, confidence) in &self.runners_up {
            if let Some(glyph) = glyphs.get_mut(*ix) {
                glyph.runner_up = Some((*char, *confidence));
            }
        }
        TextLine {
            text: self.text.clone(),
            bounds: self.bounds,
            corners: self.corners.unwrap_or_else(|| corners_of(self.bounds)),
            confidence: self.confidence,
            glyphs,
        }
    }

    /// Whether it is a line that a picture of this size can have: readers count on it.
    fn is_on(&self, width: u32, height: u32) -> bool {
        let [x, y, w, h] = self.bounds;
        let inside = |from: u32, length: u32, end: u32| from.checked_add(length).is_some_and(|to| to <= end);
        let corner = |[x, y]: &[u32; 2]| *x <= width && *y <= height;
        let glyphs = self.chars.as_ref().unwrap_or(&self.text).chars().count();
        let thousandths = |n: &u16| *n <= 1000;
        inside(x, w, width)
            && inside(y, h, height)
            && self.corners.iter().flatten().all(corner)
            && (self.confidences.len(), self.middles.len()) == (glyphs, glyphs)
            && self.middles.iter().all(|x| *x <= width)
            && self.confidences.iter().chain([&self.confidence]).all(thousandths)
            && self.runners_up.iter().all(|(ix, _, c)| *ix < glyphs && thousandths(c))
    }
}

/// The corners of an upright box, clockwise from the upper left.
fn corners_of([x, y, w, h]: [u32; 4]) -> [[u32; 2]; 4] {
    let (right, bottom) = (x.saturating_add(w), y.saturating_add(h));
    [[x, y], [right, y], [right, bottom], [x, bottom]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> TextLine {
        let glyph = |(n, char): (usize, char)| Glyph {
            char,
            confidence: 990 - n as u16,
            runner_up: (n == 1).then_some(('0', 7)),
            x: 20 + 10 * n as u32,
        };
        let text = "￥1O0.00".to_owned();
        TextLine {
            glyphs: text.chars().enumerate().map(glyph).collect(),
            text,
            bounds: [10, 20, 80, 30],
            corners: corners_of([10, 20, 80, 30]),
            confidence: 985,
        }
    }

    #[test]
    fn what_was_seen_comes_back() {
        let tilted = TextLine { corners: [[10, 21], [90, 20], [90, 49], [11, 50]], ..line() };
        let blank = TextLine { text: "￥1O0 .00".into(), ..line() };
        let lines = vec![line(), tilted, blank];
        let mut text = Text::new("e/1");
        text.looks.push(Look::new((100, 50, 7), None, &lines));
        text.looks.push(Look::new((100, 50, 7), Some([1, 2, 3, 4]), &[]));
        let back = Text::read(&text.bytes(), "e/1").expect("sound");
        assert_eq!(back.looks[0].lines(), lines);
        assert_eq!((back.looks[1].lines(), back.looks[1].bounds), (vec![], Some([1, 2, 3, 4])));
        assert_eq!(back.looks[0].pixels, (100, 50, 7));
    }

    #[test]
    fn what_no_picture_can_have_is_not_read() {
        let mut text = Text::new("e/1");
        text.looks.push(Look::new((100, 50, 7), None, &[line()]));
        let good = String::from_utf8(text.bytes()).expect("JSON");
        assert!(Text::read(good.as_bytes(), "e/1").is_some() && Text::read(good.as_bytes(), "e/2").is_none());
        let rows = [
            ("\"v\":1", "\"v\":2"),
            ("[100,50,7]", "[80,50,7]"),
            ("[100,50,7]", "[100,49,7]"),
            ("[10,20,80,30]", "[4294967295,20,80,30]"),
            ("[990,", "["),
            ("[990,", "[1001,"),
            ("[20,30", "[101,30"),
            ("[1,\"0\",7]", "[99,\"0\",7]"),
            ("\"c\":985", "\"c\":-1"),
            ("}", ""),
        ];
        for (from, to) in rows {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            assert!(Text::read(bad.as_bytes(), "e/1").is_none(), "{bad}");
        }
    }
}
