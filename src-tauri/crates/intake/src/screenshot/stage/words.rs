//! Words of the bars above and below a conversation.

/// A title without the words beside the arrow of older versions, which run into it: `微信(99+) 老王`.
pub(super) fn without_back(title: &str) -> &str {
    let behind = ["微信(", "微信（", "Chats(", "WeChat("].iter().find_map(|word| title.strip_prefix(word));
    let counted = behind.and_then(|behind| behind.split_once([')', '）']));
    match counted {
        Some((count, rest))
            if count.bytes().all(|b| b.is_ascii_digit() || b == b'+') && !rest.trim().is_empty() =>
        {
            rest.trim_start()
        }
        _ => title,
    }
}

/// Whether a line is nothing but the words beside the arrow.
pub(super) fn is_back(folded: &str) -> bool {
    let count =
        ["微信(", "WeChat(", "Chats("].iter().find_map(|word| folded.strip_prefix(word)?.strip_suffix(')'));
    ["微信", "Chats"].contains(&folded)
        || count.is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit() || b == b'+'))
}

/// Whether a line stands on the button that takes the place of the field for typing when one speaks.
pub(super) fn is_talk_button(folded: &str) -> bool {
    const WORDS: [&str; 4] = ["按住说话", "松开发送", "松开结束", "holdtotalk"];
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    WORDS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_beside_the_arrow_are_no_title() {
        let rows = [
            ("微信(99+) 老王", "老王"),
            ("微信（3）老王(5)", "老王(5)"),
            ("Chats(1)Ada", "Ada"),
            ("微信(99+)", "微信(99+)"),
            ("微信(工作)群", "微信(工作)群"),
            ("微信支付", "微信支付"),
        ];
        for (read, want) in rows {
            assert_eq!(without_back(read), want, "{read}");
        }
    }

    #[test]
    fn the_button_for_speaking_is_known_by_its_words() {
        let rows = [
            ("按住 说话", true),
            ("Hold to Talk", true),
            ("松开 结束", true),
            ("按住说话吧", false),
            ("", false),
        ];
        for (read, want) in rows {
            assert_eq!(is_talk_button(read), want, "{read}");
        }
    }

    #[test]
    fn the_words_beside_the_arrow_are_known_alone() {
        for (read, want) in [
            ("微信(13)", true),
            ("微信(99+)", true),
            ("微信", true),
            ("微信支付", false),
            ("微信(工作)", false),
        ] {
            assert_eq!(is_back(read), want, "{read}");
        }
    }
}
