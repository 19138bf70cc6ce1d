//! Folding what was recognised, so that words and numbers compare: what an engine mixes up is one spelling here.

use unicode_normalization::UnicodeNormalization;

/// A name in which the one stroke of 一 was taken for a dash: a dash alone beside a Chinese character is none.
pub(crate) fn name(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_han = |c: Option<&char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let is_dash = |c: Option<&char>| c.is_some_and(|c| ['—', '–', '―'].contains(c));
    let stroke = |ix: usize| {
        let (before, after) = (ix.checked_sub(1).and_then(|ix| chars.get(ix)), chars.get(ix + 1));
        is_dash(chars.get(ix)) && !is_dash(before) && !is_dash(after) && (is_han(before) || is_han(after))
    };
    (0..chars.len()).map(|ix| if stroke(ix) { '一' } else { chars[ix] }).collect()
}

/// NFKC (`￥` → `¥`, `（` → `(`, `：` → `:`), blanks of every kind to one plain blank, none at the ends.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// What WeChat's own words are compared in: [`line`], and Traditional characters of such words as Simplified ones, one for
/// one (`轉帳` → `转账`). Names and sentences are never kept in this spelling.
pub(crate) fn words(text: &str) -> String {
    let folded = line(text);
    if folded.is_ascii() { folded } else { simplified(&folded) }
}

/// The Traditional characters of WeChat's words as Simplified ones, one for one; everything else as it is.
pub(crate) fn simplified(text: &str) -> String {
    let plain =
        |c: char| SIMPLIFIED.binary_search_by_key(&c, |(from, _)| *from).map_or(c, |at| SIMPLIFIED[at].1);
    text.chars().map(plain).collect()
}

/// Whether a character is only written in Traditional texts.
pub(crate) fn is_traditional(c: char) -> bool {
    SIMPLIFIED.binary_search_by_key(&c, |(from, _)| *from).is_ok()
}

/// Whether a character is the Simplified form of another one.
pub(crate) fn is_simplified(c: char) -> bool {
    SIMPLIFIED.iter().any(|(_, to)| *to == c)
}

/// Characters of WeChat's own words in its Traditional editions (Hong Kong, Taiwan), by code point.
const SIMPLIFIED: [(char, char); 125] = [
    ('來', '来'),
    ('個', '个'),
    ('們', '们'),
    ('備', '备'),
    ('價', '价'),
    ('優', '优'),
    ('儲', '储'),
    ('內', '内'),
    ('則', '则'),
    ('創', '创'),
    ('動', '动'),
    ('務', '务'),
    ('區', '区'),
    ('員', '员'),
    ('單', '单'),
    ('國', '国'),
    ('圖', '图'),
    ('實', '实'),
    ('對', '对'),
    ('帳', '账'),
    ('幣', '币'),
    ('後', '后'),
    ('從', '从'),
    ('態', '态'),
    ('憑', '凭'),
    ('應', '应'),
    ('戶', '户'),
    ('擇', '择'),
    ('擊', '击'),
    ('於', '于'),
    ('時', '时'),
    ('暱', '昵'),
    ('條', '条'),
    ('業', '业'),
    ('構', '构'),
    ('標', '标'),
    ('機', '机'),
    ('檔', '档'),
    ('權', '权'),
    ('歷', '历'),
    ('無', '无'),
    ('營', '营'),
    ('狀', '状'),
    ('現', '现'),
    ('畫', '画'),
    ('當', '当'),
    ('發', '发'),
    ('確', '确'),
    ('碼', '码'),
    ('種', '种'),
    ('稱', '称'),
    ('筆', '笔'),
    ('簽', '签'),
    ('籤', '签'),
    ('紀', '纪'),
    ('紅', '红'),
    ('細', '细'),
    ('終', '终'),
    ('結', '结'),
    ('絡', '络'),
    ('給', '给'),
    ('網', '网'),
    ('編', '编'),
    ('總', '总'),
    ('續', '续'),
    ('聯', '联'),
    ('聲', '声'),
    ('臺', '台'),
    ('與', '与'),
    ('處', '处'),
    ('號', '号'),
    ('視', '视'),
    ('訂', '订'),
    ('訊', '讯'),
    ('記', '记'),
    ('設', '设'),
    ('註', '注'),
    ('該', '该'),
    ('詳', '详'),
    ('誌', '志'),
    ('認', '认'),
    ('語', '语'),
    ('說', '说'),
    ('請', '请'),
    ('論', '论'),
    ('證', '证'),
    ('讚', '赞'),
    ('負', '负'),
    ('財', '财'),
    ('貨', '货'),
    ('買', '买'),
    ('費', '费'),
    ('資', '资'),
    ('賣', '卖'),
    ('賬', '账'),
    ('購', '购'),
    ('輸', '输'),
    ('轉', '转'),
    ('週', '周'),
    ('進', '进'),
    ('運', '运'),
    ('過', '过'),
    ('選', '选'),
    ('還', '还'),
    ('釋', '释'),
    ('銀', '银'),
    ('錄', '录'),
    ('錢', '钱'),
    ('閉', '闭'),
    ('開', '开'),
    ('間', '间'),
    ('關', '关'),
    ('際', '际'),
    ('險', '险'),
    ('頁', '页'),
    ('領', '领'),
    ('頻', '频'),
    ('題', '题'),
    ('額', '额'),
    ('類', '类'),
    ('風', '风'),
    ('餘', '余'),
    ('驗', '验'),
    ('體', '体'),
    ('點', '点'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_traditional_editions_are_those_of_the_simplified_one() {
        let rows = [
            ("微信轉帳", "微信转账"),
            ("恭喜發財，領取紅包", "恭喜发财,领取红包"),
            ("目前狀態　已收錢", "目前状态 已收钱"),
            ("週三 下午3:20", "周三 下午3:20"),
            ("陳先生", "陳先生"),
        ];
        for (read, want) in rows {
            assert_eq!(words(read), want);
        }
        assert!(SIMPLIFIED.is_sorted_by_key(|(from, _)| *from));
    }

    #[test]
    fn widths_and_blanks_are_one() {
        assert_eq!(line(" ￥１４０００．００\u{3000} "), "¥14000.00");
        assert_eq!(line("（已收款）  微信"), "(已收款) 微信");
    }

    #[test]
    fn a_dash_in_a_name_was_a_stroke() {
        let rows = [
            ("王—鸣", "王一鸣"),
            ("—家人", "一家人"),
            ("老王——装修", "老王——装修"),
            ("A—B", "A—B"),
            ("—", "—"),
        ];
        for (read, want) in rows {
            assert_eq!(name(read), want);
        }
    }
}
