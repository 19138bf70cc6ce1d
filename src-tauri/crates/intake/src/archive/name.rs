//! Names of archive entries, as labels to show.

/// A name from its raw bytes: UTF-8 where they are (bit 11 or not), else GB18030, as Chinese systems of old wrote them.
pub(super) fn shown(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// Whether a name would lead outside a folder, or says nothing: `..`, an absolute path, a drive, control characters.
pub(super) fn is_unsafe(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    name.is_empty()
        || drive
        || name.starts_with(['/', '\\'])
        || name.chars().any(char::is_control)
        || name.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_outside_are_told() {
        for name in
            ["../a.csv", "a/../../b", "..\\a", "/etc/passwd", "\\\\host\\a", "C:\\a", "a\0b", "a\nb", ""]
        {
            assert!(is_unsafe(name), "{name:?}");
        }
        for name in ["账单/微信支付账单(20250101-20250630).csv", "a..b/c", "a.csv", "目录/", "1:2"]
        {
            assert!(!is_unsafe(name), "{name:?}");
        }
    }

    #[test]
    fn names_without_the_flag_may_be_gbk() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("微信支付账单.csv");
        assert_eq!(shown(&gbk), "微信支付账单.csv");
        assert_eq!(shown("微信支付账单.csv".as_bytes()), "微信支付账单.csv");
    }
}
