//! What became of a transfer, in the words of pages: those of the bill, and those of the page of one transfer.

use super::fold;
use crate::wechat_bill::words;
use juzheng_model::{Direction, Fen, Status, TransferKind};

/// A state as a page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// The status.
    pub(crate) status: Status,
    /// Of a part that was returned its amount.
    pub(crate) returned: Option<Fen>,
    /// Whether the words are known; a transfer that waits is known and has no status yet.
    pub(crate) known: bool,
    /// Who accepted, returned or is waited for, where the words name somebody.
    pub(crate) who: Option<String>,
    /// Which way the money goes, where the words tell.
    pub(crate) direction: Option<Direction>,
}

const ACCEPTED: [&str; 5] = ["已收款", "已收钱", "已接收", "已被接收", "已确认收款"];
const CAME_BACK: [&str; 5] = ["已退还", "已被退还", "已退款", "已过期", "已过期退还"];
const WAITED_FOR: [&str; 4] = ["确认收款", "确认收钱", "收款", "收钱"];

/// Reads a state; `read` is its text as it stands there.
pub(crate) fn parse(read: &str, kind: TransferKind) -> State {
    let shown: String = fold::line(read).chars().filter(|c| !c.is_whitespace()).collect();
    let text = fold::simplified(&shown);
    let text = text.trim_end_matches(['>', '。', '!']);
    // A name is kept as it stands there; both spellings have as many characters.
    let named =
        |skip: usize, who: &str| shown.chars().skip(skip).take(who.chars().count()).collect::<String>();
    let of_bill = words::state(text, kind);
    let text = without_reason(text);
    let plain = |status, known| State { status, returned: None, known, who: None, direction: None };
    if of_bill.status != Status::Unknown {
        return State { returned: of_bill.returned, ..plain(of_bill.status, true) };
    }
    if let Some(waiting) = text.strip_prefix("等待").or(text.strip_prefix('待')) {
        let skip = text.chars().count() - waiting.chars().count();
        let who = WAITED_FOR.iter().find_map(|word| waiting.strip_suffix(word));
        return match who {
            Some(who) => with(plain(Status::Unknown, true), &named(skip, who), Direction::Out),
            None => plain(Status::Unknown, false),
        };
    }
    if text.strip_prefix("已退还给").is_some_and(|who| !who.is_empty()) {
        // Only the payee gives back.
        let who = text.strip_prefix("已退还给").filter(|who| *who != "对方").map(|who| named(4, who));
        return State { who, direction: Some(Direction::In), ..plain(Status::Returned, true) };
    }
    // `你已收款,资金已存入零钱`
    let head = text.split([',', '.']).next().unwrap_or(text);
    let ended = |words: &[&str]| {
        words
            .iter()
            .filter_map(|word| head.strip_suffix(word))
            .min_by_key(|who| who.len())
            .map(|who| named(0, who))
    };
    let deposited = text.contains("存入零钱");
    let mut state = match (ended(&ACCEPTED), ended(&CAME_BACK)) {
        (Some(who), _) => with(plain(Status::Completed, true), &who, Direction::Out),
        (None, Some(who)) => with(plain(Status::Returned, true), &who, Direction::Out),
        (None, None) => plain(Status::Unknown, false),
    };
    if state.known && deposited {
        state.direction = Some(Direction::In);
    }
    state
}

/// Which way money went that comes back, where words beside the state say to whom: `1天内对方未收款，将退还给你`.
pub(crate) fn back_to(bare: &str) -> Option<Direction> {
    let text = fold::simplified(bare);
    if ["已退款到零钱", "已退款至零钱", "已退回零钱"].iter().any(|words| text.starts_with(words))
    {
        return Some(Direction::Out);
    }
    let (why, who) = ["将退还给", "已退还给", "会退还给"].iter().find_map(|word| text.split_once(word))?;
    // A payer's own words may say the like.
    if !["未收款", "未确认", "未接收", "天内", "小时"].iter().any(|word| why.contains(word)) {
        return None;
    }
    match who.trim_end_matches(['。', '.', ',']) {
        "你" | "您" => Some(Direction::Out),
        "对方" | "朋友" | "好友" => Some(Direction::In),
        _ => None,
    }
}

/// `已退还(超时未收款)` without what stands in brackets.
pub(crate) fn without_reason(text: &str) -> &str {
    match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((state, _)) => state,
        None => text,
    }
}

/// With who did it: a name is the other side's, so the money is mine; 你 is the owner of the phone.
fn with(state: State, who: &str, by_other: Direction) -> State {
    let (who, direction) = match who {
        "" => (None, None),
        "你" => (None, Some(by_other.turned())),
        "对方" | "對方" | "朋友" => (None, Some(by_other)),
        name => (Some(name.to_owned()), Some(by_other)),
    };
    State { who, direction, ..state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::*;
    use Status::*;

    fn check(text: &str, status: Status, known: bool, who: Option<&str>, direction: Option<Direction>) {
        let state = parse(text, TransferKind::Transfer);
        assert_eq!(
            (state.status, state.known, state.who.as_deref(), state.direction),
            (status, known, who, direction),
            "{text}"
        );
    }

    #[test]
    fn states_of_bills_and_of_single_transfers() {
        check("对方已收钱", Completed, true, None, None);
        check("已全额退款", Returned, true, None, None);
        check("已退款（￥9.10）", PartlyReturned, true, None, None);
        check("张三已收款", Completed, true, Some("张三"), Some(Out));
        check("张三已收钱", Completed, true, Some("张三"), Some(Out));
        check("你已收款，资金已存入零钱", Completed, true, None, Some(In));
        check("已收款，资金已存入零钱", Completed, true, None, Some(In));
        check("你已收款", Completed, true, None, Some(In));
        check("已收钱", Completed, true, None, None);
        check("待李四收款", Unknown, true, Some("李四"), Some(Out));
        check("待李四确认收款", Unknown, true, Some("李四"), Some(Out));
        check("待确认收款", Unknown, true, None, None);
        check("待你收款", Unknown, true, None, Some(In));
        check("等待对方收款", Unknown, true, None, Some(Out));
        check("李四已退还", Returned, true, Some("李四"), Some(Out));
        check("已退还给对方", Returned, true, None, Some(In));
        check("已退还给李四", Returned, true, Some("李四"), Some(In));
        check("你已退还", Returned, true, None, Some(In));
        check("已退还（超时未收款）", Returned, true, None, None);
        check("已过期退还", Returned, true, None, None);
        check("錢先生已收錢", Completed, true, Some("錢先生"), Some(Out));
        check("待對方收款", Unknown, true, None, Some(Out));
        check("支付中", Unknown, false, None, None);
        check("", Unknown, false, None, None);
    }

    #[test]
    fn what_comes_back_went_the_other_way() {
        assert_eq!(back_to("1天内对方未收款,将退还给你。"), Some(Out));
        assert_eq!(back_to("1天內對方未收款,已退還給你"), Some(Out));
        assert_eq!(back_to("1天内未确认,将退还给对方"), Some(In));
        assert_eq!(back_to("已退还给李四"), None);
        assert_eq!(back_to("已退款到零钱,查看零钱"), Some(Out));
        assert_eq!(back_to("转账给你"), None);
        assert_eq!(back_to("押金已退还给你"), None, "the payer's words");
    }
}
