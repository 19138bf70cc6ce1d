//! Characters that have nearly the same looks in Simplified and Traditional writing: the network takes one for the other.
//!
//! Which of them stands on a picture only its other characters tell. On a page in Simplified writing the Simplified one is
//! meant where the network wavers.

use super::{fold, page::Line};
use juzheng_model::port::Glyph;

/// From this confidence on, in thousandths, the one that was read stands there.
const SURE: u16 = 900;

/// What is settled by what stands beside it is no surer than this, in thousandths.
const DOUBTFUL: u16 = 450;

/// Between these a dash is one from a number or day to another.
const COUNTED: [char; 27] = [
    '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '元', '块',
    '年', '月', '日', '号', '点', '分', '周', '天', '两', '半',
];

/// Behind these something begins.
const OPENING: [char; 9] = ['"', '“', '「', '『', '，', ',', '。', '；', '、'];

/// (Traditional or older form, Simplified).
const TWINS: [(char, char); 30] = [
    ('靜', '静'),
    ('別', '别'),
    ('淨', '净'),
    ('爭', '争'),
    ('黃', '黄'),
    ('呂', '吕'),
    ('溫', '温'),
    ('產', '产'),
    ('內', '内'),
    ('戶', '户'),
    ('沒', '没'),
    ('兌', '兑'),
    ('稅', '税'),
    ('悅', '悦'),
    ('脫', '脱'),
    ('粵', '粤'),
    ('禿', '秃'),
    ('値', '值'),
    ('靑', '青'),
    ('奧', '奥'),
    ('卻', '却'),
    ('卽', '即'),
    ('眞', '真'),
    ('敎', '教'),
    ('淸', '清'),
    ('冊', '册'),
    ('吿', '告'),
    ('宮', '宫'),
    ('強', '强'),
    ('揺', '摇'),
];

/// Brings the characters of a page to its own writing, where that is Simplified, and takes a lone dash between characters of
/// which the network is not sure for the number one, which is as wide and as high. Between numbers and dates it may be either.
pub(super) fn settle(lines: &mut [Line]) {
    settle_dashes(lines);
    settle_stops(lines);
    let of = |c: char| TWINS.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
    if !lines.iter().any(|line| line.read.text.chars().any(|c| of(c).is_some())) {
        return;
    }
    let told = lines.iter().flat_map(|line| line.read.text.chars()).filter(|c| of(*c).is_none());
    let (traditional, simplified) = told.fold((0, 0), |(a, b), c| {
        (a + u32::from(fold::is_traditional(c)), b + u32::from(fold::is_simplified(c)))
    });
    if traditional * 2 > simplified {
        return;
    }
    for line in lines.iter_mut() {
        let mut settled = false;
        // Of what really stands there in the other writing the network is sure.
        for glyph in line.read.glyphs.iter_mut().filter(|glyph| glyph.confidence < SURE) {
            if let Some(meant) = of(glyph.char) {
                (glyph.char, settled) = (meant, true);
            }
        }
        if settled {
            line.read.text = line.read.glyphs.iter().map(|glyph| glyph.char).collect();
            line.folded = fold::words(&line.read.text);
        }
    }
}

fn settle_dashes(lines: &mut [Line]) {
    let written = |glyph: Option<&Glyph>| {
        glyph.is_some_and(|glyph| {
            !glyph.char.is_ascii() && glyph.char.is_alphabetic() && !COUNTED.contains(&glyph.char)
        })
    };
    for line in lines.iter_mut().filter(|line| line.read.text.contains('—')) {
        let glyphs = &mut line.read.glyphs;
        for at in 0..glyphs.len() {
            let before = at.checked_sub(1).and_then(|at| glyphs.get(at));
            let begins = before.is_some_and(|before| OPENING.contains(&before.char));
            let between = (begins || written(before)) && written(glyphs.get(at + 1));
            let quoted = before.is_some_and(|before| ['"', '“'].contains(&before.char));
            if glyphs[at].char == '—' && (glyphs[at].confidence < SURE || quoted) && between {
                glyphs[at].char = '一';
                if begins {
                    // A person looks at what may be either.
                    glyphs[at].confidence = glyphs[at].confidence.min(DOUBTFUL);
                }
            }
        }
        line.read.text = glyphs.iter().map(|glyph| glyph.char).collect();
        line.folded = fold::words(&line.read.text);
    }
}

/// Takes small circles with blanks between them and nothing else for full stops: 。。。 is what people write who have no words.
fn settle_stops(lines: &mut [Line]) {
    let circles = |text: &str| {
        let mut pieces = text.split(' ').filter(|piece| !piece.is_empty());
        let count = pieces.clone().count();
        (count >= 3 && pieces.all(|piece| ["o", "O", "0", "°", "。"].contains(&piece))).then_some(count)
    };
    for line in lines {
        let Some(count) = circles(&line.read.text) else { continue };
        line.read.text = "。".repeat(count);
        line.read.glyphs.retain(|glyph| !glyph.char.is_whitespace());
        for glyph in &mut line.read.glyphs {
            // A person looks at what may be either.
            (glyph.char, glyph.confidence) = ('。', glyph.confidence.min(DOUBTFUL));
        }
        line.folded = fold::words(&line.read.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    #[test]
    fn circles_with_blanks_between_them_are_full_stops() {
        let settled = |text: &str| {
            Sketch::new(400, 200).line([10, 10, 80, 20], text).show(|page| {
                let mut lines = page.lines.clone();
                settle(&mut lines);
                (lines[0].read.text.clone(), lines[0].least() <= DOUBTFUL)
            })
        };
        assert_eq!(settled("o O o"), ("。。。".to_owned(), true), "a person looks at it");
        assert_eq!(settled("O O O O").0, "。。。。");
        assert_eq!(settled("o o"), ("o o".to_owned(), false));
        assert_eq!(settled("OOO").0, "OOO");
        assert_eq!(settled("0 0 7").0, "0 0 7");
    }

    #[test]
    fn a_lone_dash_that_wavers_is_a_number() {
        let settled = |text: &str, confidence: u16| {
            let at = text.chars().position(|c| c == '—').expect("a dash");
            let page = Sketch::new(400, 200).line([10, 10, 80, 20], text).shaky(at, confidence);
            page.show(|page| {
                let mut lines = page.lines.clone();
                settle(&mut lines);
                lines[0].read.text.clone()
            })
        };
        assert_eq!(settled("查—下", 700), "查一下");
        for range in ["周一—周五", "五千—六千", "三月—五月"] {
            assert_eq!(settled(range, 700), range);
        }
        assert_eq!(settled("\"—叶知秋\"", 700), "\"一叶知秋\"");
        assert_eq!(settled("水费88.80，—共320", 700), "水费88.80，一共320");
        assert_eq!(settled("—房租两千", 700), "—房租两千");
        assert_eq!(settled("等等——我想想", 700), "等等——我想想");
        assert_eq!(settled("A—B", 700), "A—B");
    }

    #[test]
    fn a_page_has_one_writing() {
        let settled = |others: &str| {
            let page = Sketch::new(400, 200).line([10, 10, 80, 20], "徐靜").shaky(1, 670);
            let page = page.line([10, 50, 300, 20], others).line([10, 90, 20, 20], "靜");
            page.show(|page| {
                let mut lines = page.lines.clone();
                settle(&mut lines);
                assert_eq!(lines[2].read.text, "靜", "the network is sure of it");
                (lines[0].read.text.clone(), lines[0].read.glyphs[1].char, lines[1].read.text.clone())
            })
        };
        assert_eq!(settled("对方已收钱"), ("徐静".to_owned(), '静', "对方已收钱".to_owned()));
        assert_eq!(settled("對方已收錢，別急"), ("徐靜".to_owned(), '靜', "對方已收錢，別急".to_owned()));
        assert_eq!(settled("好"), ("徐静".to_owned(), '静', "好".to_owned()), "most pages are Simplified");
        assert_eq!(settled("轉帳對方"), ("徐靜".to_owned(), '靜', "轉帳對方".to_owned()));
    }
}
