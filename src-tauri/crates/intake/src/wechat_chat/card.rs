//! Transfer cards as exporters write them into a text: which card, how much, sent when; one grammar per exporter.
//!
//! The subtypes of a card (paysubtype) are 1 sent, 3 accepted, 4 returned, 5 and 7 the same for transfers that arrive
//! later, 8–10 the payer's own card after the fact. Exporters print words for them; those that print one word for
//! several subtypes leave [`CardText::card`] open, because a wrong card would be a second payment.

use juzheng_model::{Card, Fen, Moment, Zone};

/// What a card's text says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CardText {
    /// Which card; `None` where the words do not tell.
    pub(super) card: Option<Card>,
    /// The amount; `None` where what stands in its place is none.
    pub(super) amount: Option<Fen>,
    /// When the transfer was sent, where the text says so.
    pub(super) sent_at: Option<Moment>,
}

/// Seconds between sending and the card's own message beyond which a PyWxDump `转账` is no longer the sent card.
///
/// The two are seconds apart (4 s seen); the card of a *returned* transfer carries the same word and the old 转账时间.
const SENT_CARD_LAG_S: i64 = 60;

/// LC044 v3: `【发起转账】:￥100.00`, then a line `备注: …`.
pub(super) fn lc044_v3(text: &str) -> Option<CardText> {
    let (word, amount) = lc044_v3_parts(text)?;
    Some(CardText {
        card: lc044_v3_word(word).flatten(),
        amount: Fen::parse_yuan(amount).ok(),
        sent_at: None,
    })
}

fn lc044_v3_parts(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.strip_prefix('【')?.split_once('】')?;
    Some((word, first_line(rest.strip_prefix([':', '：'])?)))
}

/// The card of a word; `Some(None)` for the word that stands for several.
fn lc044_v3_word(word: &str) -> Option<Option<Card>> {
    match word {
        "发起转账" | "发起非实时转账" => Some(Some(Card::Sent)),
        "已收款" | "非实时转账收款" => Some(Some(Card::Receipt)),
        "已退还" => Some(Some(Card::Returned)),
        "未知" => Some(None),
        _ => None,
    }
}

/// PyWxDump: `转账：￥100.00` or `已收款：￥100.00`, then lines `转账说明：…` and `转账时间：…` (of the sending, on both).
///
/// `when` is the time of the row. Every subtype but the receipt's is written `转账`, so a `转账` whose own 转账时间
/// lies well before its row is left open: it is most likely the card of a return.
pub(super) fn pywxdump(text: &str, when: Option<Moment>) -> Option<CardText> {
    let (card, amount) = pywxdump_parts(text)?;
    // The memo stands before it and may hold line breaks of its own: the last such line is the exporter's.
    let sent_at = text
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("转账时间："))
        .and_then(|time| Moment::parse_wall(time, Zone::Assumed));
    let late = sent_at.zip(when).is_some_and(|(sent, row)| row.at - sent.at > SENT_CARD_LAG_S);
    let card = (card == Card::Receipt || !late).then_some(card);
    Some(CardText { card, amount: Fen::parse_yuan(amount).ok(), sent_at })
}

fn pywxdump_parts(text: &str) -> Option<(Card, &str)> {
    let (card, rest) = match text.strip_prefix("转账：") {
        Some(rest) => (Card::Sent, rest),
        None => (Card::Receipt, text.strip_prefix("已收款：")?),
    };
    Some((card, first_line(rest)))
}

/// chatlog: `[转账|发送 ￥100.00](memo)`, 接收, 退还; without a word for the payer's own card after the fact.
pub(super) fn chatlog(text: &str) -> Option<CardText> {
    let (inner, memo) = text.strip_prefix("[转账|")?.split_once(']')?;
    let rendered = memo.is_empty() || (memo.starts_with('(') && memo.ends_with(')'));
    if !rendered {
        return None;
    }
    let (card, amount) = match inner.split_once(' ') {
        Some(("发送", amount)) => (Some(Card::Sent), amount),
        Some(("接收", amount)) => (Some(Card::Receipt), amount),
        Some(("退还", amount)) => (Some(Card::Returned), amount),
        _ => (None, inner),
    };
    Some(CardText { card, amount: Fen::parse_yuan(amount).ok(), sent_at: None })
}

/// Whether a text that is no card looks like one of any exporter: somebody may have typed it.
pub(super) fn imitated(text: &str) -> bool {
    let text = text.trim_start();
    match text.as_bytes().first() {
        // 【 · 转 and 已 · [ begin every grammar: other texts are passed at once.
        Some(0xe3) => lc044_v3_parts(text)
            .is_some_and(|(word, amount)| lc044_v3_word(word).is_some() && Fen::parse_yuan(amount).is_ok()),
        Some(0xe8 | 0xe5) => pywxdump_parts(text).is_some_and(|(_, amount)| Fen::parse_yuan(amount).is_ok()),
        Some(b'[') => {
            let bare = text.strip_prefix("[转账]").is_some_and(|rest| rest.starts_with(['￥', '¥']));
            bare || chatlog(text).is_some_and(|card| card.amount.is_some())
        }
        _ => false,
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, and the card and fen that it says.
    type Row = (&'static str, Option<(Option<Card>, Option<i64>)>);

    fn check(read: impl Fn(&str) -> Option<CardText>, rows: &[Row]) {
        for (text, want) in rows {
            let got = read(text).map(|c| (c.card, c.amount.map(Fen::get)));
            assert_eq!(got, *want, "{text}");
        }
    }

    #[test]
    fn cards_of_lc044_v3() {
        use Card::{Receipt, Returned, Sent};
        check(
            lc044_v3,
            &[
                ("【发起转账】:￥50000.00\n备注: 借款\n", Some((Some(Sent), Some(5_000_000)))),
                ("【已收款】:¥1,020.00\n备注: \n", Some((Some(Receipt), Some(102_000)))),
                ("【已退还】:￥0.01", Some((Some(Returned), Some(1)))),
                ("【发起非实时转账】:￥5.00\n", Some((Some(Sent), Some(500)))),
                ("【非实时转账收款】:￥5.00\n", Some((Some(Receipt), Some(500)))),
                ("【未知】:￥5.00\n备注: \n", Some((None, Some(500)))),
                ("【别的】:￥5.00\n", Some((None, Some(500)))),
                ("【发起转账】:\n备注: ￥9.00\n", Some((Some(Sent), None))),
                ("【发起转账】:￥1,02.00", Some((Some(Sent), None))),
                ("【发起转账】￥5.00", None),
                ("【发起转账", None),
                ("", None),
            ],
        );
    }

    #[test]
    fn cards_of_chatlog() {
        use Card::{Receipt, Returned, Sent};
        check(
            chatlog,
            &[
                ("[转账|发送 ￥50000.00](借款)", Some((Some(Sent), Some(5_000_000)))),
                ("[转账|接收 ￥2,000.00]", Some((Some(Receipt), Some(200_000)))),
                ("[转账|退还 ¥5]", Some((Some(Returned), Some(500)))),
                ("[转账|￥5.00](两\n行](x))", Some((None, Some(500)))),
                ("[转账|发送 ￥5.00] 给你了", None),
                ("[转账|发送 ]", Some((Some(Sent), None))),
                ("[转账]", None),
            ],
        );
    }

    #[test]
    fn cards_of_pywxdump_carry_the_time_of_sending() {
        let at = |text: &str| Moment::parse_wall(text, Zone::Assumed);
        let row = |text: &str, when: &str| pywxdump(text, at(when)).map(|c| (c.card, c.amount, c.sent_at));
        let sent =
            "转账：￥2000.00\n转账说明：a\n转账时间：2000-01-01 00:00:00\n转账时间：2023-12-31 23:59:58\n";
        let clock = at("2023-12-31 23:59:58");
        let amount = Fen::new(200_000);
        assert_eq!(row(sent, "2024-01-01 00:00:02"), Some((Some(Card::Sent), amount, clock)));
        assert_eq!(row(sent, "2024-01-01 00:00:59"), Some((None, amount, clock)), "a return, or unknown");
        let receipt = sent.replacen("转账：", "已收款：", 1);
        assert_eq!(row(&receipt, "2024-01-01 08:00:00"), Some((Some(Card::Receipt), amount, clock)));
        assert_eq!(row("转账：￥5\n", ""), Some((Some(Card::Sent), Fen::new(500), None)));
        assert_eq!(row("转账", ""), None);
    }

    #[test]
    fn typed_cards_are_told_from_talk_about_money() {
        let rows = [
            ("[转账|发送 ￥5.00]", true),
            (" 【已收款】:￥5.00", true),
            ("[转账]￥9999.00 已收款", true),
            ("转账：￥5.00", true),
            ("转账给你了", false),
            ("已收款", false),
            ("[转账]", false),
            ("【图片】", false),
            ("【图片】:￥5.00", false),
            ("借我 ￥5.00", false),
            ("", false),
        ];
        for (text, want) in rows {
            assert_eq!(imitated(text), want, "{text}");
        }
    }
}
