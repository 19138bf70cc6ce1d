//! Pages of money, told by their words: bills, transfers, red packets, payments that are still being entered.

use super::{Look, Told, is_centred};
use crate::screenshot::{amount, field::Field, page::Line, pairs, state, wording::Words};

/// A payment that is still being entered, and forms that draw such pages: nothing has happened there.
pub(super) fn entry(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let warning = words.among(&["取消支付", "继续支付", "完善信息", "风险提醒", "风险提示"]);
    let password = words.that(|bare| bare.starts_with("请输入支付密码") || bare.starts_with("请验证支付"));
    let form = words.that(|bare| matches!(bare, "点击输入" | "点击设置") || bare.starts_with("请输入"));
    let paying = words.among(&[
        "转账金额",
        "添加转账说明",
        "支付方式",
        "付款方式",
        "请输入支付密码",
        "塞钱进红包",
        "单个金额",
        "总金额",
    ]);
    let asked = words.among(&["添加转账说明", "塞钱进红包", "确认支付", "立即支付"]);
    let money = !paying.is_empty();
    let begun =
        words.keypad() && money || warning.len() >= 2 || !password.is_empty() || money && !asked.is_empty();
    if !(begun || form.len() >= 2 || (money && !form.is_empty())) {
        return None;
    }
    let keys = words.keypad().then(|| "keypad".to_owned());
    Some(warning.into_iter().chain(password).chain(paying).chain(form).chain(keys).collect())
}

/// What became of one payment, in pairs of label and value.
pub(super) fn bill_detail(words: &Words<'_, '_>, _: Look) -> Told {
    let labels = pairs::labels(words.page);
    let of_bills = |field: Field| {
        use Field::*;
        matches!(field, Status | TransactionId | TransferId | RefundId | MerchantId)
    };
    let bill = labels.iter().any(|(field, _)| of_bills(*field));
    let titled = words.title(|bare| matches!(bare, "账单详情" | "交易详情"));
    let enough = labels.len() >= 3 || (titled.is_some() && labels.len() >= 2);
    (bill && enough).then(|| {
        let label = |(_, line): &(Field, usize)| words.page.lines[*line].folded.clone();
        titled.into_iter().chain(labels.iter().map(label)).collect()
    })
}

/// The state of a transfer as its page says it.
pub(crate) fn is_transfer_state(bare: &str) -> bool {
    let bare = state::without_reason(bare.trim_end_matches(['>', '。']));
    let short = bare.chars().count() <= 40;
    let ended = ["已收款", "已收钱", "已退还", "已过期", "已接收", "已被接收", "已退款", "已被退还"];
    let waiting = bare.starts_with('待') || bare.starts_with("等待");
    let waits = waiting && ["收款", "收钱", "接收"].iter().any(|word| bare.ends_with(word));
    let deposited =
        bare.starts_with("你已收款") || bare.starts_with("已收款,") || bare.starts_with("你已收钱");
    let given_back = bare.starts_with("已退还给");
    short && (given_back || ended.iter().any(|word| bare.ends_with(word)) || waits || deposited)
}

/// A transfer whose page begins with its state: bills have that in a pair, below the amount.
pub(super) fn stated_transfer(words: &Words<'_, '_>, look: Look) -> Told {
    let in_pair = pairs::labels(words.page).iter().any(|(field, _)| *field == Field::Status);
    let untitled = words.title(|bare| bare == "账单详情").is_none();
    let labelled = || words.that(|bare| bare.starts_with("转账时间") || bare.starts_with("转账单号"));
    if in_pair || !untitled || labelled().is_empty() { None } else { transfer_detail(words, look) }
}

pub(super) fn transfer_detail(words: &Words<'_, '_>, look: Look) -> Told {
    let state = words.rows().find(|(line, bare)| is_transfer_state(bare) && is_centred(line, words.page));
    let (state, _) = state?;
    let paid = |line: &&Line| {
        amount::parse(&line.folded).is_some()
            && line.height() * 5 > state.height() * 4
            && is_centred(line, words.page)
    };
    let near = |line: &&Line| line.top().abs_diff(state.bottom()) < words.page.width() / 3;
    let amount = words.page.lines.iter().filter(paid).find(near)?;
    let clock = words.that(|bare| {
        ["转账时间", "收款时间", "收钱时间", "退还时间", "退款时间"]
            .iter()
            .any(|label| bare.starts_with(label))
    });
    let titled = words.title(|bare| bare == "转账详情" || bare == "交易详情");
    // On a card of a chat the amount stands above its state, and not in the middle of the page.
    let lone = amount.top() > state.top() && look.items() == 0 && look.labels == 0;
    (!clock.is_empty() || titled.is_some() || lone)
        .then(|| titled.into_iter().chain([state.folded.clone()]).chain(clock).collect())
}

/// A red packet: its cover, or who took what of it.
pub(super) fn red_packet(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let whose = words.that(|bare| bare.ends_with("的红包") && !bare.contains("领取了"));
    let counted = |bare: &str| {
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        let taken = bare.strip_prefix("已领取").is_some_and(|rest| rest.contains('/') && rest.contains('个'));
        taken || (digits > 0 && bare[digits..].starts_with("个红包"))
    };
    let told = words.that(|bare| {
        counted(bare)
            || bare.starts_with("看看大家的手气")
            || bare.starts_with("已存入零钱")
            || bare.starts_with("红包金额")
            || bare.starts_with("发了一个红包")
            || bare.starts_with("查看领取详情")
            || bare.starts_with("手慢了,红包派完")
            || bare.starts_with("该红包已超过24小时")
            || matches!(bare, "拆红包" | "手气最佳" | "开" | "红包详情" | "红包记录")
    });
    // Bills say 已存入零钱 too, as the state of a pair.
    let bill = pairs::labels(words.page).len() >= 2;
    // A packet that was only opened, or that somebody else is to open, says no more than whose it is.
    let few = words.page.lines.len() <= 8;
    let opened = words.rows().any(|(line, bare)| {
        (bare.ends_with("发出的红包") || few && bare.ends_with("的红包")) && is_centred(line, words.page)
    });
    let enough = told.len() >= 2 || (!told.is_empty() || opened && look.items() == 0) && !whose.is_empty();
    (enough && !bill).then(|| whose.into_iter().chain(told).collect())
}

/// The month that stands over the rows of a bill: (year, month) of `2026年2月`.
pub(crate) fn month_header(folded: &str) -> Option<(i32, u32)> {
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = bare.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let nothing = rest.chars().all(|c| !c.is_alphanumeric() || matches!(c, 'v' | 'V' | '√'));
    let year: i32 = year.parse().ok().filter(|year| (2005..2100).contains(year))?;
    let month: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    nothing.then_some((year, month))
}

/// Payments in rows, under months.
pub(super) fn bill_list(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let title = words.title(|bare| {
        // The cross that closes the page may run into it.
        let bare = bare.trim_start_matches(['×', '✕', 'x', 'X', '<', '〈']);
        matches!(bare, "账单" | "交易记录" | "转账记录" | "零钱明细" | "我的账单")
    });
    let filter = words.among(&["全部账单", "全部交易", "全部交易类型"]);
    let month = words.that(|bare| month_header(bare).is_some());
    let amounts = words.signed_amounts();
    let told = usize::from(title.is_some()) + filter.len().min(1) + month.len().min(1);
    let is = (amounts.len() >= 2 && told >= 1) || (!amounts.is_empty() && told >= 2);
    is.then(|| title.into_iter().chain(filter).chain(month).chain(["signed-amounts".to_owned()]).collect())
}
