//! Why a timestamp does not hold, or could not be verified, in words.

use super::Lang;

/// What is wrong with a timestamp, as it was found out in English, in a language; what is not known is shown as it is.
pub fn stamp_fault(why: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return why.to_owned();
    }
    let known = FAULTS.iter().find(|(begin, _)| why.starts_with(begin));
    let rest = |begin: &str| {
        let rest = why.strip_prefix(begin).unwrap_or_default();
        rest.trim().trim_end_matches(" is not checked here").trim_matches(['(', ')']).to_owned()
    };
    match known {
        Some((begin, zh)) if zh.ends_with('：') => format!("{zh}{}", rest(begin)),
        Some((_, zh)) => (*zh).to_owned(),
        None => why.to_owned(),
    }
}

/// How it begins, and what it is called; behind a colon comes the rest.
const FAULTS: &[(&str, &str)] = &[
    ("it is over", "时间戳针对的是："),
    ("not signed by exactly one", "签名者不是恰好一个"),
    ("the signer's certificate is not there", "令牌和所信任的证书里都没有签名者的证书"),
    ("the certificate is not one for stamping time only", "签名者的证书不是专用于时间戳的"),
    ("nothing is signed but the content", "签名没有覆盖必需的属性"),
    ("what is signed is no timestamp", "所签名的内容不是时间戳"),
    ("the digest in the signature is not that of the timestamp", "签名中的摘要与时间戳不符"),
    ("the signature names another certificate", "签名指明的是另一张证书"),
    ("the signature names no certificate", "签名没有指明证书"),
    ("the signature does not hold", "签名不成立"),
    ("its digest", "本软件不核对这种摘要算法："),
    ("its signature", "本软件不核对这种签名算法："),
    // What the checking of chains says.
    ("UnknownIssuer", "证书链不能追溯到所信任的根证书"),
    ("CertExpired", "在时间戳所称的时刻，证书已经过期"),
    ("CertNotValidYet", "在时间戳所称的时刻，证书尚未生效"),
    ("InvalidSignatureForPublicKey", "证书链上有一个签名不成立"),
    ("UnsupportedSignatureAlgorithm", "证书链所用的签名算法，本软件不核对"),
    ("RequiredEkuNotFound", "证书不是用于时间戳的"),
    ("CaUsedAsEndEntity", "签名者的证书是机构证书，不能用来签发时间戳"),
    ("EndEntityUsedAsCa", "证书链中有一张证书不是机构证书"),
    ("PathLenConstraintViolated", "证书链比证书所允许的长"),
    ("NameConstraintViolation", "证书链违反了名称限制"),
    ("CertRevoked", "证书已被吊销"),
    ("BadDer", "证书无法读取"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_chinese_and_the_rest_as_it_is() {
        for (why, zh) in [
            ("UnknownIssuer", "证书链不能追溯到所信任的根证书"),
            ("CertExpired { time: 1, not_after: 0 }", "在时间戳所称的时刻，证书已经过期"),
            ("it is over SHA-256 ab12", "时间戳针对的是：SHA-256 ab12"),
            ("its signature (SM2, SM3) is not checked here", "本软件不核对这种签名算法：SM2, SM3"),
            ("something new", "something new"),
        ] {
            assert_eq!(stamp_fault(why, Lang::Zh), zh);
            assert_eq!(stamp_fault(why, Lang::En), why);
        }
    }
}
