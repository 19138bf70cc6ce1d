//! What the words of a message say of a transfer: its amount, and words of lending, repaying, demanding. Never facts.

use juzheng_model::{Fen, link::Reason};

const LENDING: [&str; 8] = ["借条", "借据", "借款", "借我", "借你", "借给", "周转", "借"];
const REPAYING: [&str; 7] = ["还款", "还钱", "还你", "还给", "还清", "先还", "利息"];
const DEMANDING: [&str; 8] = ["什么时候还", "啥时候还", "何时还", "尽快还", "催", "拖", "欠", "到期"];

/// The reasons that a message's text gives for belonging to a transfer of this amount.
pub fn reasons(text: &str, amount: Option<Fen>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(spelling) = amount.and_then(|amount| names_amount(text, amount)) {
        reasons.push(Reason::MentionsAmount(spelling));
    }
    let first =
        |words: &[&str]| words.iter().find(|word| text.contains(**word)).map(|word| (*word).to_owned());
    reasons.extend(first(&LENDING).map(Reason::MentionsLending));
    reasons.extend(first(&REPAYING).map(Reason::MentionsRepaying));
    reasons.extend(first(&DEMANDING).map(Reason::MentionsDemanding));
    reasons
}

/// The spelling in which the text names the amount: `5000`, `5,000`, `5000.00`, `5k`, `五千`, `2.5万`, `两万五`.
fn names_amount(text: &str, amount: Fen) -> Option<String> {
    spellings(amount).into_iter().find(|spelling| stands_alone(text, spelling))
}

/// Whether `spelling` occurs without digits that would make it another number.
fn stands_alone(text: &str, spelling: &str) -> bool {
    let is_number = |c: char| {
        c.is_ascii_digit() || c == '.' || c == ',' || "零一二两三四五六七八九十百千万亿".contains(c)
    };
    text.match_indices(spelling).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        let unit_follows = spelling.ends_with(|c: char| c.is_ascii_digit())
            && after.is_some_and(|c| matches!(c, 'k' | 'K' | 'w' | 'W' | '万' | '千' | '百'));
        let sentence_mark = |c: Option<char>| {
            // A full stop or comma that no digit follows ends the sentence, not the number.
            c.is_some_and(|c| c == '.' || c == ',')
                && !text[at + found.len()..].chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        };
        !before.is_some_and(is_number)
            && !unit_follows
            && (!after.is_some_and(is_number) || sentence_mark(after))
    })
}

fn spellings(amount: Fen) -> Vec<String> {
    let fen = amount.get();
    let (yuan, cents) = (fen / 100, fen % 100);
    let mut out = vec![amount.yuan_text(), format!("{yuan}.{cents:02}")];
    if cents != 0 {
        if cents % 10 == 0 {
            out.push(format!("{yuan}.{}", cents / 10));
        }
        return out;
    }
    out.push(yuan.to_string());
    let grouped = amount.yuan_text();
    out.push(grouped[..grouped.len() - 3].to_owned());
    for (unit, signs) in [(1_000, &["k", "K", "千"][..]), (10_000, &["w", "W", "万"][..])] {
        if yuan > 0 && yuan % (unit / 10) == 0 && yuan >= unit {
            let number = decimal(yuan / (unit / 10));
            out.extend(signs.iter().map(|sign| format!("{number}{sign}")));
        }
    }
    out.extend(chinese(yuan));
    out
}

/// Tenths as a decimal: 25 is `2.5`, 20 is `2`.
fn decimal(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Chinese numerals up to 99,999,999: `五千`, `两千五百`, `两千五`, `一万二`.
fn chinese(yuan: i64) -> Vec<String> {
    if !(1..100_000_000).contains(&yuan) {
        return Vec::new();
    }
    let (high, low) = (yuan / 10_000, yuan % 10_000);
    let gap = if high > 0 && low > 0 && low < 1_000 { "零" } else { "" };
    let full = match (high, low) {
        (0, _) => below_ten_thousand(low),
        (_, 0) => below_ten_thousand(high) + "万",
        _ => below_ten_thousand(high) + "万" + gap + &below_ten_thousand(low),
    };
    let mut out = vec![full.clone()];
    // 两千五 for 两千五百, 一万二 for 一万二千: the last unit falls away after the next higher one.
    for (unit, higher) in [('百', '千'), ('千', '万')] {
        if let Some(short) = full.strip_suffix(unit)
            && short.chars().rev().nth(1) == Some(higher)
        {
            out.push(short.to_owned());
        }
    }
    let with_two: Vec<String> = out
        .iter()
        .filter(|s| s.contains(['千', '万', '百']))
        .map(|s| s.replace("二千", "两千").replace("二万", "两万").replace("二百", "两百"))
        .collect();
    for spelling in with_two {
        if !out.contains(&spelling) {
            out.push(spelling);
        }
    }
    out
}

fn below_ten_thousand(n: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = String::new();
    let mut zero = false;
    for (unit, sign) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (n / unit % 10) as usize;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push_str(DIGITS[digit]);
        }
        out.push_str(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_in_the_spellings_of_chats() {
        let rows = [
            ("借我5000吧", 500_000, true),
            ("先还5,000.00元", 500_000, true),
            ("五千块", 500_000, true),
            ("5k可以吗", 500_000, true),
            ("2.5万", 2_500_000, true),
            ("两万五", 2_500_000, true),
            ("一万二", 1_200_000, true),
            ("给我3千", 300_000, true),
            ("转了9.9", 990, true),
            ("15000", 500_000, false),
            ("5000万", 500_000, false),
            ("50000", 500_000, false),
            ("0.5000", 500_000, false),
            ("一万五千", 500_000, false),
            ("十五", 500, false),
            ("给5000。", 500_000, true),
            ("5000,明天还", 500_000, true),
        ];
        for (text, fen, want) in rows {
            let amount = Fen::new(fen).expect("an amount");
            assert_eq!(names_amount(text, amount).is_some(), want, "{text}");
        }
    }

    #[test]
    fn words_of_lending_repaying_and_demanding_are_reasons() {
        let reasons = reasons("你欠我的钱什么时候还，借条还在", None);
        assert!(reasons.contains(&Reason::MentionsLending("借条".into())));
        assert!(reasons.contains(&Reason::MentionsDemanding("什么时候还".into())));
        assert!(super::reasons("早上好", Fen::new(100)).is_empty());
    }
}
