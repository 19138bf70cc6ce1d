//! What an error says to a person, and what to do about it.

use super::Lang;
use crate::error::{Error, ErrorCode};
use std::error::Error as _;

/// One sentence naming the thing, what was tried and what is wrong; then the advice.
pub fn error(error: &Error, lang: Lang) -> (String, String) {
    let mut message = match lang {
        Lang::Zh => sentence(error),
        Lang::En => error.to_string(),
    };
    let mut cause = error.source();
    while let Some(inner) = cause {
        message.push_str(lang.of("：", ": "));
        match inner.downcast_ref::<std::io::Error>() {
            Some(error) => message.push_str(&super::term::term(&super::io_word(error), lang)),
            None => message.push_str(&inner.to_string()),
        }
        cause = inner.source();
    }
    (message, hint(error.code(), lang).to_owned())
}

fn sentence(error: &Error) -> String {
    use juzheng_vault::Error as Vault;
    match error {
        Error::Vault(Vault::NotACase { path }) => format!("“{}”不是案件文件夹", path.display()),
        Error::Vault(Vault::NotEmpty { path }) => {
            format!("“{}”不是空文件夹，不能在这里新建案件", path.display())
        }
        Error::Vault(Vault::TooNew { path, .. }) => {
            format!("案件“{}”由更新的版本写成，只能查看", path.display())
        }
        Error::Vault(Vault::Busy { path }) => format!("案件“{}”正被另一个程序写入", path.display()),
        Error::Vault(Vault::ReadOnly { path, .. }) => format!("“{}”不可写入", path.display()),
        Error::Vault(Vault::DiskFull { path, .. }) => format!("写入“{}”时磁盘已满", path.display()),
        Error::Vault(Vault::CustodyBroken { path, seq }) => {
            format!("案件“{}”的保管记录在第 {seq} 条处不连续，已停止写入", path.display())
        }
        Error::Vault(Vault::Missing { digest }) => format!("原件 {} 缺失", digest.short()),
        Error::Vault(Vault::Locked { path }) => format!("案件“{}”已加密，需要口令", path.display()),
        Error::Vault(Vault::WrongPassphrase { path }) => format!("这不是案件“{}”的口令", path.display()),
        Error::Vault(Vault::KeyDamaged { path }) => {
            format!("打开案件所必需的“{}”已损坏或不见了", path.display())
        }
        Error::Vault(Vault::ShortPassphrase { least }) => format!("口令至少要有 {least} 个字符"),
        Error::Vault(Vault::BlankPassphrase) => "口令的开头或结尾有空格，或含有无法输入的字符".to_owned(),
        Error::Vault(Vault::NotEncrypted { path }) => format!("案件“{}”没有加密", path.display()),
        Error::Vault(Vault::Io { path, .. }) => format!("无法读写“{}”", path.display()),
        Error::Vault(Vault::Stopped { path }) => format!("已停止收入“{}”", path.display()),
        Error::Vault(other) => format!("案件数据读写失败（{other}）"),
        Error::Dossier(_) => "无法生成证据册".to_owned(),
        Error::Seal(error) => seal(error),
        Error::Taken { path } => {
            format!("“{}”已经存在，或在案件文件夹之内，不会覆盖", path.display())
        }
        Error::NoOwnFolder => "找不到可以存放签名密钥的用户文件夹".to_owned(),
        Error::NoRandom { .. } => "系统没有给出随机数".to_owned(),
        Error::Uncoverable { name } => format!("“{name}”上划定隐去的区域无法涂去，不能放入证据包"),
        Error::Unreadable { path, .. } => format!("无法读取“{}”", path.display()),
        Error::Unwritable { path, .. } => format!("无法写入“{}”", path.display()),
        Error::InTheWay { path } => {
            format!("“{}”在案件文件夹之内，或已有一个不是 PDF 的文件", path.display())
        }
        Error::Reading { path, .. } => format!("无法读出“{path}”中的记录"),
        Error::WrongPassword { path } => format!("密码打不开“{path}”"),
        Error::UnknownId { what, id } => format!("没有编号以“{id}”开头的{}", thing(what)),
        Error::AmbiguousId { what, id } => format!("不止一个{}的编号以“{id}”开头", thing(what)),
        Error::BadValue { field, value } if field == "captured_at" => {
            format!(
                "“{value}”不能作为截图时间：应写成 2024-03-01 20:15 或 2024-03-01T20:15:00+08:00，且不晚于现在"
            )
        }
        Error::BadValue { field, value } => format!("“{value}”不能作为 {field} 的值"),
        Error::UnknownField { field } => format!("“{field}”不是可以更正的字段"),
        Error::UnknownParty { name } => format!("本案没有名为“{name}”的当事人"),
        Error::NoLink { id } => format!("收付记录 {id} 没有对应（退款、消费、中性交易或非本案当事人）"),
        Error::MessageElsewhere { id } => format!("消息 {id} 不在与该当事人的会话中"),
        Error::IsReceipt { id } => format!("消息 {id} 是收款卡片，且找不到它的发起卡片"),
        Error::NoPicture { id } => format!("材料 {id} 不是已识读的图片"),
        Error::NothingToUndo => "没有可以撤销的决定".to_owned(),
        Error::FontsMissing { looked_in } => {
            let places: Vec<String> = looked_in.iter().map(|place| place.display().to_string()).collect();
            format!("找不到证据册所用的字体（已查找：{}）", places.join("，"))
        }
        Error::Original { digest, .. } => format!("无法读取原件 {}", digest.short()),
        Error::Stopped => "已由用户停止".to_owned(),
        Error::SampleMissing { .. } => "找不到示例案件的文件".to_owned(),
        Error::NoCaseOpen => "这个窗口还没有打开案件".to_owned(),
        Error::Working => "本案正在进行另一项操作".to_owned(),
        Error::Fault => "程序内部出错，这一步没有完成；案件没有被改动".to_owned(),
        Error::OnlyLooking { path, .. } => format!("案件“{}”以只读方式打开，不能修改", path.display()),
    }
}

fn seal(error: &juzheng_seal::Error) -> String {
    use juzheng_seal::Error as Seal;
    match error {
        Seal::Manifest { what } => format!("案件清单无法读取（{what}）"),
        Seal::Key { what } => format!("签名密钥无法读取（{what}）"),
        Seal::Token { what } => format!("这不是可用的可信时间戳（{what}）"),
        Seal::Refused { why } => format!("时间戳机构拒绝了请求（{why}）"),
        Seal::OtherImprint { wanted, found } => {
            format!("时间戳针对的是 {found}，不是本案的封存根值 {wanted}")
        }
        Seal::OtherNonce => "时间戳回复不是针对这次请求的".to_owned(),
        Seal::Roots { what } => format!("文件里没有可用的根证书（{what}）"),
        Seal::Unreachable { url, why } => format!("没有从“{url}”取得时间戳（{why}）"),
        Seal::InTheWay { path } => format!("“{}”已经存在，不会覆盖", path.display()),
        Seal::Write { path, .. } => format!("无法写入“{}”", path.display()),
        Seal::Read { path, .. } => format!("无法读取“{}”", path.display()),
        Seal::Differs { path } => format!("“{path}”与收入时不一致，没有放入证据包"),
        Seal::Locked { path } => format!("证据包“{}”已加密，需要口令", path.display()),
        Seal::WrongPassphrase { path } => format!("这不是证据包“{}”的口令", path.display()),
        Seal::NoPackage { path } => format!("“{}”不是证据包", path.display()),
        Seal::Stopped => "已由用户停止".to_owned(),
        other => other.to_string(),
    }
}

fn thing(what: &str) -> &str {
    match what {
        "link" => "对应",
        "transfer" => "收付记录",
        "message" => "消息",
        "artifact" => "材料",
        _ => "记录",
    }
}

fn hint(code: ErrorCode, lang: Lang) -> &'static str {
    let (zh, en) = match code {
        ErrorCode::NotACase => (
            "案件文件夹由 juzheng new 建立，里面有 case.sqlite。",
            "A case folder is made by `juzheng new` and holds case.sqlite.",
        ),
        ErrorCode::NotEmpty => ("请换一个新的文件夹名。", "Choose a new folder name."),
        ErrorCode::TooNew => ("请用较新的版本打开后再修改。", "Open it with the newer version to change it."),
        ErrorCode::Busy => {
            ("请等它完成或关闭后再试。", "Wait until it is done, or close it, then try again.")
        }
        ErrorCode::ReadOnly => {
            ("请检查文件夹权限，或换一个位置。", "Check the folder's permissions, or choose another place.")
        }
        ErrorCode::DiskFull => (
            "请腾出空间后重试；已完成的材料都在。",
            "Free some space and try again; what was finished is kept.",
        ),
        ErrorCode::CustodyBroken => (
            "案件数据可能被改动过。请运行 juzheng verify 查看，并从备份恢复。",
            "The case's data may have been altered. Run `juzheng verify`, and restore from a backup.",
        ),
        ErrorCode::Unreadable => {
            ("请检查文件是否存在、能否打开。", "Check that the file exists and can be opened.")
        }
        ErrorCode::Unwritable => ("请换一个位置重试。", "Try another place."),
        ErrorCode::InTheWay => (
            "请把证据册写到案件文件夹之外的一个新文件。",
            "Write the dossier to a new file outside the case folder.",
        ),
        ErrorCode::Damaged => {
            ("请运行 juzheng verify 查看损坏之处。", "Run `juzheng verify` to see what is damaged.")
        }
        ErrorCode::WrongPassword => (
            "账单压缩包的密码在微信“微信支付”的服务消息里，6 位数字，每个文件不同；开头的 0 也要输入。",
            "The password of a bill is in a service message of WeChat Pay: 6 digits, another for each file, leading zeros count.",
        ),
        ErrorCode::UnknownId | ErrorCode::NoLink => {
            ("用 juzheng list 查看编号。", "See the ids with `juzheng list`.")
        }
        ErrorCode::AmbiguousId => ("请多写几位编号。", "Give more digits of the id."),
        ErrorCode::BadValue => (
            "金额以分为单位（整数），时间写成 2024-03-01T20:15:08+08:00。",
            "Amounts are whole fen, times are written 2024-03-01T20:15:08+08:00.",
        ),
        ErrorCode::UnknownField => (
            "消息可更正：amount_fen（分）、when、text、sender、side、kind；收付记录可更正：amount_fen（分）、when、direction、kind、status、counterparty、memo、note。",
            "Of a message: amount_fen (in fen), when, text, sender, side, kind. Of a transfer: amount_fen (in fen), when, direction, kind, status, counterparty, memo, note.",
        ),
        ErrorCode::UnknownParty => {
            ("姓名须与新建案件时所写一致。", "The name must be one given when the case was made.")
        }
        ErrorCode::MessageElsewhere => (
            "若这个会话就是与该当事人的，请先用 juzheng set --alias 登记会话中的名称。",
            "If that conversation is with the party, add its name there first: `juzheng set --alias`.",
        ),
        ErrorCode::IsReceipt => (
            "对应的消息应是发起转账的卡片，或其他文字消息。",
            "Choose the card of sending, or a text message.",
        ),
        ErrorCode::NothingToUndo => ("", ""),
        ErrorCode::FontsMissing => (
            "请先运行 cargo xtask setup，或用环境变量 JUZHENG_FONTS 指明字体文件夹。",
            "Run `cargo xtask setup` first, or name the folder of fonts in JUZHENG_FONTS.",
        ),
        ErrorCode::SampleMissing => ("请重新安装本软件。", "Install the program again."),
        ErrorCode::Taken => ("请换一个名称或位置。", "Choose another name or place."),
        ErrorCode::NotAPackage => (
            "请指明案件文件夹，或证据包的文件夹或 zip 文件。",
            "Name a case folder, or the folder or zip of a package.",
        ),
        ErrorCode::NotATimestamp => (
            "需要 RFC 3161 的回复文件（.tsr）。其他机构的存证证书请用 add 收入为材料。",
            "A reply of RFC 3161 (.tsr) is needed. Certificates of other services are added as materials.",
        ),
        ErrorCode::TimestampElsewhere => (
            "请确认回复对应的是本案导出的请求文件；封存之后改动过案件，需要重新申请。",
            "Make sure that it answers a query of this case; where the case was changed since, ask anew.",
        ),
        ErrorCode::TsaRefused => {
            ("请换一家时间戳机构，或稍后再试。", "Ask another authority, or try again later.")
        }
        ErrorCode::TsaUnreachable => (
            "请检查网络和网址；也可以用 --query 导出请求文件，到另一台电脑上取得回复。",
            "Check the network and the address; or write the query with --query and carry it by hand.",
        ),
        ErrorCode::KeyDamaged => (
            "密钥文件 signing-key.pem 已损坏；移走它，下次会生成新的密钥，旧签名仍可核对。",
            "The file signing-key.pem is damaged; move it away and a new key is made. Old signatures can still be checked.",
        ),
        ErrorCode::Locked => (
            "请输入口令；命令行可用 --passphrase-file 指明口令所在的文件。",
            "Give the passphrase; on the command line, --passphrase-file names the file that holds it.",
        ),
        ErrorCode::WrongPassphrase => (
            "请注意大小写、输入法和空格。口令忘记后无法找回，也没有别的办法打开。",
            "Mind capitals, the input method and spaces. A lost passphrase cannot be recovered, and nothing else opens it.",
        ),
        ErrorCode::CaseKeyDamaged => (
            "请从备份中取回 case.key，放回案件文件夹。",
            "Put case.key back into the case folder from a backup.",
        ),
        ErrorCode::ShortPassphrase => (
            "几个不相干的词连起来，比短而复杂的口令更安全、更好记。",
            "A few unrelated words are safer and easier to keep in mind than something short and odd.",
        ),
        ErrorCode::BlankPassphrase => (
            "请去掉口令两端的空格；口令文件里只写口令这一行。",
            "Leave out the blanks at its ends; a file has the passphrase as its first line and nothing else on it.",
        ),
        ErrorCode::NotEncrypted => (
            "可以另存一份加密的案件（juzheng encrypt，或窗口的“设置”）。",
            "An encrypted copy can be made of it: `juzheng encrypt`, or Settings in the window.",
        ),
        ErrorCode::NoRoots => ("请使用 PEM 格式的根证书文件。", "Use a file with root certificates in PEM."),
        ErrorCode::Fault => ("请重新打开程序再试。", "Start the program again and try once more."),
        ErrorCode::NoCaseOpen => ("请先打开或新建案件。", "Open or make a case first."),
        ErrorCode::Working => ("请等它完成，或先停止它。", "Wait until it is done, or stop it first."),
        ErrorCode::Stopped => {
            ("已完成的部分都保留着，可以再次运行。", "What was finished is kept; you can run it again.")
        }
    };
    lang.of(zh, en)
}
