//! Finding numbers of telephones, identity cards and bank cards, and WeChat ids in a text.
//!
//! Order numbers of 28 digits and more are none of these and stay; digits of full width count like others.

use super::{HIDDEN, Redacted, Rules};

/// Hides what the rules find, and counts it.
pub(super) struct Mask {
    pub(super) rules: Rules,
    names: Vec<String>,
    /// What was found so far.
    pub(super) found: Redacted,
}

/// What a run of digits is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Phone,
    Identity,
    Card,
}

impl Mask {
    pub(super) fn new(rules: Rules, names: Vec<String>) -> Mask {
        Mask { rules, names, found: Redacted::default() }
    }

    /// A field of a party: the name of the field says what its value is.
    pub(super) fn detail(&mut self, field: &str, value: &mut String) {
        let (hide, count) = match field {
            "身份证号" | "id number" => (self.rules.ids, &mut self.found.ids),
            "电话" | "手机" | "手机号" | "phone" => (self.rules.phones, &mut self.found.phones),
            "微信号" => (self.rules.wxids, &mut self.found.wxids),
            "银行卡号" => (self.rules.cards, &mut self.found.cards),
            _ => return self.text(value),
        };
        if hide {
            *count += 1;
            HIDDEN.clone_into(value);
        }
    }

    /// Hides in a text what the rules find there.
    pub(super) fn text(&mut self, text: &mut String) {
        for ix in 0..self.names.len() {
            let name = &self.names[ix];
            if text.contains(name.as_str()) {
                self.found.others += text.matches(name.as_str()).count() as u64;
                *text = text.replace(name.as_str(), HIDDEN);
            }
        }
        if self.rules.wxids && text.contains("wxid_") {
            self.wxids(text);
        }
        if (self.rules.phones || self.rules.ids || self.rules.cards)
            && text.chars().any(|c| digit(c).is_some())
        {
            self.numbers(text);
        }
    }

    fn wxids(&mut self, text: &mut String) {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find("wxid_") {
            let (before, from) = rest.split_at(at + "wxid_".len());
            let end = from.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
            let end = end.unwrap_or(from.len());
            out.push_str(before);
            // What was hidden before ends with the bracket, not with letters.
            if end > 0 {
                out.push_str(HIDDEN);
                self.found.wxids += 1;
            }
            rest = &from[end..];
        }
        out.push_str(rest);
        *text = out;
    }

    fn numbers(&mut self, text: &mut String) {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut ix = 0;
        while ix < chars.len() {
            let after_word =
                ix > 0 && (chars[ix - 1].is_ascii_alphanumeric() || digit(chars[ix - 1]).is_some());
            let end = if digit(chars[ix]).is_some() && !after_word { run(&chars, ix) } else { ix };
            if end == ix {
                out.push(chars[ix]);
                ix += 1;
                continue;
            }
            self.groups(&chars[ix..end], &mut out);
            ix = end;
        }
        *text = out;
    }

    /// Groups of digits: several together, or one alone, may be a number.
    fn groups(&mut self, run: &[char], out: &mut String) {
        let mut ix = 0;
        while ix < run.len() {
            let ends = (ix + 1..=run.len()).rev().filter(|end| *end == run.len() || is_blank(run[*end]));
            let mut found = None;
            for end in ends.filter(|end| !is_blank(run[*end - 1])) {
                let shown: String = run[ix..end].iter().collect();
                if let Some(number) = self.hides(&shown) {
                    found = Some((end, number));
                    break;
                }
            }
            match found {
                Some((end, number)) => {
                    if number == Number::Phone {
                        out.extend(&run[ix..ix + 3]);
                    }
                    out.push_str(HIDDEN);
                    if number == Number::Card {
                        out.extend(&run[end - 4..end]);
                    }
                    ix = end;
                }
                None => {
                    let end = (ix + 1..run.len()).find(|at| is_blank(run[*at])).unwrap_or(run.len());
                    out.extend(&run[ix..end]);
                    ix = end;
                }
            }
            if let Some(blank) = run.get(ix).filter(|c| is_blank(**c)) {
                out.push(*blank);
                ix += 1;
            }
        }
    }

    fn hides(&mut self, shown: &str) -> Option<Number> {
        let number = number(shown)?;
        let (hide, count) = match number {
            Number::Phone => (self.rules.phones, &mut self.found.phones),
            Number::Identity => (self.rules.ids, &mut self.found.ids),
            Number::Card => (self.rules.cards, &mut self.found.cards),
        };
        *count += u64::from(hide);
        hide.then_some(number)
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '-')
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The end of a run of digits, with single blanks or hyphens between groups, and the X at the end of an identity number.
fn run(chars: &[char], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while at < chars.len() {
        if digit(chars[at]).is_some() {
            at += 1;
            end = at;
        } else if is_blank(chars[at]) && chars.get(at + 1).is_some_and(|c| digit(*c).is_some()) {
            at += 1;
        } else {
            break;
        }
    }
    let solid = chars[from..end].iter().all(|c| digit(*c).is_some());
    let x = chars.get(end).is_some_and(|c| matches!(c, 'x' | 'X' | 'Ｘ'));
    if solid && end - from == 17 && x { end + 1 } else { end }
}

/// What a run is, if any of these.
fn number(shown: &str) -> Option<Number> {
    let solid = !shown.contains([' ', '-']);
    let digits: Vec<u32> = shown.chars().filter_map(digit).collect();
    let is_phone = |d: &[u32]| d.len() == 11 && d[0] == 1 && d[1] >= 3;
    if is_phone(&digits) || (digits.starts_with(&[8, 6]) && is_phone(&digits[2..])) {
        return Some(Number::Phone);
    }
    let last_is_x = shown.ends_with(['x', 'X', 'Ｘ']);
    if solid && digits.len() == if last_is_x { 17 } else { 18 } && is_day(&digits[6..14]) {
        return Some(Number::Identity);
    }
    ((16..=19).contains(&digits.len()) && !last_is_x && luhn(&digits)).then_some(Number::Card)
}

/// Whether eight digits can be somebody's day of birth.
fn is_day(d: &[u32]) -> bool {
    let (year, month, day) = (d[0] * 10 + d[1], d[4] * 10 + d[5], d[6] * 10 + d[7]);
    (19..=20).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// The check digit of bank cards.
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(ix, d)| if ix % 2 == 0 { *d } else { d * 2 - if *d > 4 { 9 } else { 0 } })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let mut mask = Mask::new(Rules::ALL, vec!["王小明".to_owned()]);
        let mut text = text.to_owned();
        mask.text(&mut text);
        text
    }

    #[test]
    fn numbers_of_people_are_hidden_and_others_stay() {
        let rows = [
            ("电话13800001234，谢谢", "电话138［隐去］，谢谢"),
            ("138 0000 1234", "138［隐去］"),
            ("+86 138-0000-1234", "+86 ［隐去］"),
            ("１３８００００１２３４", "１３８［隐去］"),
            ("身份证310000199001010007", "身份证［隐去］"),
            ("31000019900101000x。", "［隐去］。"),
            ("卡号4111 1111 1111 1111", "卡号［隐去］1111"),
            ("卡6222021234567890123", "卡6222021234567890123"),
            ("单号53010002345202403011881000001", "单号53010002345202403011881000001"),
            ("2024-03-01 20:15:08 转 50000.00", "2024-03-01 20:15:08 转 50000.00"),
            ("3 13800001234 5", "3 138［隐去］ 5"),
            ("2024-03-01 13800001234", "2024-03-01 138［隐去］"),
            ("加我wxid_ab12cd34ef，不是别的", "加我wxid_［隐去］，不是别的"),
            ("王小明说的，王小明", "［隐去］说的，［隐去］"),
            ("a13800001234", "a13800001234"),
        ];
        for (text, want) in rows {
            assert_eq!(masked(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_hidden_stays_as_it_is() {
        for text in ["13800001234", "wxid_abc", "王小明 4111111111111111 310000199001010007"] {
            let once = masked(text);
            assert_eq!(masked(&once), once);
        }
    }

    #[test]
    fn a_rule_that_is_not_asked_for_hides_nothing() {
        let text = "13800001234 310000199001010007 wxid_abc";
        let mut mask = Mask::new(Rules { phones: true, ..Rules::default() }, Vec::new());
        let mut said = text.to_owned();
        mask.text(&mut said);
        assert_eq!(said, "138［隐去］ 310000199001010007 wxid_abc");
        assert_eq!((mask.found.phones, mask.found.ids, mask.found.wxids), (1, 0, 0));
    }
}
