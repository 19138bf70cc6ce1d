//! One conversation as five exporters write it: what each of them can say of it must agree.

mod collect;

use juzheng_model::{Card, Code, Fen, MessageKind, Side};
use std::{fs, path::Path};

/// What an exporter leaves of the conversation.
struct Leaves {
    case: &'static str,
    reader: &'static str,
    amounts: bool,
    red_packet: bool,
    sides: bool,
}

const LAYOUTS: [Leaves; 5] = [
    Leaves {
        case: "lc044-v1/input.csv",
        reader: "lc044-v1-csv/1",
        amounts: false,
        red_packet: true,
        sides: true,
    },
    Leaves {
        case: "lc044-v3/input.csv",
        reader: "lc044-v3-csv/1",
        amounts: true,
        red_packet: true,
        sides: false,
    },
    Leaves {
        case: "pywxdump/input.csv",
        reader: "pywxdump-csv/1",
        amounts: true,
        red_packet: false,
        sides: true,
    },
    Leaves {
        case: "chatlog-csv/input.csv",
        reader: "chatlog-csv/1",
        amounts: true,
        red_packet: true,
        sides: true,
    },
    Leaves {
        case: "chatlog-json/input.json",
        reader: "chatlog-json/1",
        amounts: true,
        red_packet: true,
        sides: true,
    },
];

#[test]
fn five_exports_of_one_conversation_agree() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/cases/wechat_chat");
    let mut texts: Vec<Vec<String>> = Vec::new();
    for Leaves { case, reader, amounts, red_packet, sides } in LAYOUTS {
        let bytes = fs::read(cases.join(case)).expect("the case is there");
        let (read_by, read) = collect::read(&bytes).unwrap_or_else(|| panic!("{case} is known"));
        assert_eq!(read_by.name, reader);
        assert_eq!(read.messages.len(), 16, "{case}");
        let sum = |card| {
            let of_card = read.messages.iter().filter(move |m| m.card == Some(card));
            of_card.filter_map(|m| m.amount).map(Fen::get).sum::<i64>()
        };
        let sums = if amounts { (5_218_000, 5_200_000) } else { (0, 0) };
        assert_eq!((sum(Card::Sent), sum(Card::Receipt)), sums, "{case}");
        let count = |wanted: &dyn Fn(&juzheng_model::Message) -> bool| {
            read.messages.iter().filter(|m| wanted(m)).count()
        };
        assert_eq!(count(&|m| m.kind == MessageKind::Transfer), 5, "{case}");
        assert_eq!(count(&|m| m.kind == MessageKind::RedPacket), usize::from(red_packet), "{case}");
        assert_eq!(count(&|m| m.kind == MessageKind::Recalled), 1, "{case}");
        assert_eq!(count(&|m| m.card == Some(Card::Expired) && m.side == Side::System), 1, "{case}");
        assert_eq!(count(&|m| m.side == Side::System), 3, "{case}");
        assert_eq!(count(&|m| m.side == Side::Me), if sides { 5 } else { 0 }, "{case}");
        assert_eq!(count(&|m| m.when.is_none()), 0, "{case}");
        assert_eq!(read.findings.iter().filter(|f| f.code == Code::DerivedExport).count(), 1, "{case}");
        assert!(!read.has(Code::RowUnreadable) && !read.has(Code::IdDamaged), "{case}");
        assert_eq!(read.has(Code::AmountsDropped), !amounts, "{case}");
        let spoken =
            read.messages.iter().filter(|m| matches!(m.kind, MessageKind::Text | MessageKind::System));
        texts.push(spoken.map(|m| m.text.clone()).collect());
    }
    assert!(texts.iter().all(|spoken| *spoken == texts[0]), "{texts:?}");
}
