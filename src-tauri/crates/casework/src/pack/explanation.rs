//! 说明.txt: what the package is, what it shows and what not, and how anybody checks it without this program.

use super::plan::Plan;
use juzheng_model::Digest;
use juzheng_seal::{Audience, Contents, State};

/// The text, for a volume of a package.
pub(super) fn of(plan: &Plan, contents: &Contents, key: &Digest) -> String {
    let audience = match contents.audience {
        Audience::Court => "法院（全部原件，当事人的记录）",
        Audience::OtherSide => "对方（仅证据册引用的内容，已隐去无关的人）",
        Audience::Archive => "自行存档（全部内容）",
    };
    let volume = match contents.volume.of {
        1 => String::new(),
        of => format!("（第 {} 卷，共 {of} 卷）", contents.volume.number),
    };
    let mut text = format!(
        "证据包{volume}\n\n案件编号：{case}\n用途：{audience}\n制作时间：{at}\n制作程序：{program}\n\
         封存根值（SHA-256）：{root}\n签名密钥指纹（SHA-256）：{key}\n",
        case = contents.case,
        at = contents.made_at,
        program = contents.program,
        root = contents.root,
    );
    text.push_str(WHAT);
    text.push_str(&items(plan, contents));
    text.push_str(CHECKS);
    text.push_str(&stamps(contents));
    text.push_str(MEANING);
    text
}

const WHAT: &str = "
一、里面有什么

data/originals/      原件，一个字节也没有改动；文件名前的编号是收入案件的次序
data/证据册.pdf      证据册（在第 1 卷）
data/records/        从原件读出的记录，CSV 格式，可用 Excel 打开（在第 1 卷）
data/manifest.json   案件清单：每份材料的名称、大小、SHA-256、SM3；data/manifest.sig 是对它的签名
data/custody.jsonl   保管记录：一行一条，每条都写有上一条的指纹
data/seals/          历次封存的清单及其可信时间戳（如有）
data/package.json    本包内有什么、没有什么
";

const CHECKS: &str = "
三、怎样核对（不需要本软件）

在本说明所在的文件夹里打开命令行，逐条运行。

1. 文件是否与清单一致（全部显示 OK 或“成功”即一致）

  Linux：
    sha256sum -c tagmanifest-sha256.txt
    sha256sum -c manifest-sha256.txt
  macOS：
    shasum -a 256 -c tagmanifest-sha256.txt
    shasum -a 256 -c manifest-sha256.txt
  Windows（逐个文件计算，与 manifest-sha256.txt 中的值对照）：
    certutil -hashfile 文件路径 SHA256

2. 清单签名之后是否改动过（显示 Signature Verified Successfully 即未改动）

    openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in tagmanifest-sha256.txt -sigfile package.sig
    openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in data/manifest.json -sigfile data/manifest.sig

3. 是否符合 BagIt 1.0（RFC 8493），可用任何 BagIt 工具，例如美国国会图书馆的 bagit：

    python3 -m bagit --validate .

4. SM3（GB/T 32905-2016）：与 data/manifest.json 中的 sm3 值对照

    openssl dgst -sm3 文件路径

5. 保管记录：第 n 行（不含行尾换行）的 SHA-256，应等于第 n+1 行的 previous

    sed -n 1p data/custody.jsonl | tr -d '\\n' | sha256sum

6. 有本软件时，一条命令核对以上全部：

    juzheng verify .
";

const MEANING: &str = "
四、核对一致说明什么，不说明什么

一致，说明文件自收入本软件之时起未发生变化，且清单自签名以来未改动。
不说明：收入之前的内容是否真实、完整；是谁写下了这些消息；签名人是谁。
签名用的是制作人电脑上自行生成的密钥（软件校验签名），未经电子认证服务机构认证，不是电子签名法所称的可靠的电子签名；持有密钥的人随时可以重新签名。
可信时间戳说明封存根值在某一时刻之前已经存在，时刻由时间戳机构给出；机构是否可信，由核对的人判断。
";

/// What is in the package, and what is withheld, by name and digest.
fn items(plan: &Plan, contents: &Contents) -> String {
    let mut text = String::from("\n二、材料\n\n");
    let mut goes: Vec<_> = plan.goes.iter().collect();
    goes.sort_by(|a, b| (a.item.path.is_none(), &a.item.path).cmp(&(b.item.path.is_none(), &b.item.path)));
    for goes in goes {
        let item = &goes.item;
        let name = item.name.replace(char::is_control, " ");
        let path = item.path.as_deref().unwrap_or("—");
        let what = match item.state {
            State::Original if item.volume != contents.volume.number => {
                format!("原件在第 {} 卷 {path}", item.volume)
            }
            State::Original => format!("原件 {path}"),
            State::Derivative => format!("原件未提供（含无关的人或已划定隐去的内容），代以 {path}"),
            State::Withheld => format!("未提供（{}）", reason(item.reason.as_deref())),
        };
        text.push_str(&format!("{name}\n  {what}\n  SHA-256 {}\n", item.sha256));
    }
    text
}

fn reason(word: Option<&str>) -> &'static str {
    match word {
        Some("not-cited") => "证据册未引用",
        Some("strangers") => "含有与本案无关的人",
        _ => "制作人未列入",
    }
}

/// How to check the timestamps.
fn stamps(contents: &Contents) -> String {
    format!(
        "\n7. 可信时间戳（如 data/seals/ 下有 .tsr 文件；ROOT.pem 换成时间戳机构公布的根证书，ROOT 换成同一文件夹 manifest.json 中的 root）\n\n    \
         openssl ts -verify -digest ROOT -in data/seals/文件夹/1.tsr -CAfile ROOT.pem\n    \
         openssl ts -reply -in data/seals/文件夹/1.tsr -text\n\n   本包当前的封存根值：{}\n",
        contents.root
    )
}
