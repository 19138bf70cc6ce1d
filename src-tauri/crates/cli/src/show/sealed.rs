//! What the commands of sealing say when they are done, or before they begin.

use super::safe::cell;
use juzheng_casework::{
    Audience, Packed, Prepared, ProofShape, Reveals, StampShape, Stamping, StandingShape, Verification,
    shape::FindingShape, words, words::Lang,
};
use std::io::{self, Write};

/// What a package would show of people who are no party, and what it would withhold.
pub(crate) fn reveals(
    out: &mut dyn Write,
    audience: Audience,
    reveals: &Reveals,
    lang: Lang,
) -> io::Result<()> {
    let Reveals { transfers, messages, artifacts, unread, originals, derivatives, withheld } = *reveals;
    let whom = match audience {
        Audience::Court => lang.of("法院", "the court"),
        Audience::OtherSide => lang.of("对方", "the other side"),
        Audience::Archive => lang.of("自行存档", "your own archive"),
    };
    writeln!(out, "{}{whom}", lang.of("证据包，给：", "package for: "))?;
    let zh = format!("原件 {originals} 份，以删节件代替 {derivatives} 份，不提供 {withheld} 份");
    let en = format!("{originals} originals, {derivatives} replaced by derivatives, {withheld} withheld");
    writeln!(out, "{}", lang.of(&zh, &en))?;
    match transfers + messages {
        0 => writeln!(
            out,
            "{}",
            lang.of("未发现与本案无关的人的记录。", "No records of strangers were found.")
        )?,
        _ => {
            let zh = format!(
                "注意：会露出与本案无关的人的 {transfers} 笔收付记录、{messages} 条消息（在 {artifacts} 份原件里）。"
            );
            let en = format!(
                "Note: it shows {transfers} rows and {messages} messages of strangers (in {artifacts} originals)."
            );
            writeln!(out, "{}", lang.of(&zh, &en))?;
        }
    }
    if unread > 0 {
        let zh = format!("另有 {unread} 张图片没有读出内容，其中有无关的人时这里没有计入。");
        let en = format!("{unread} pictures were not read; strangers on them are not counted.");
        writeln!(out, "{}", lang.of(&zh, &en))?;
    }
    Ok(())
}

pub(crate) fn packed(packed: &Packed, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let zh = format!("证据包已写出：{}（{} 个文件，{} 字节）", packed.path, packed.files, packed.bytes);
    let en =
        format!("the package is written: {} ({} files, {} bytes)", packed.path, packed.files, packed.bytes);
    writeln!(out, "{}", lang.of(&zh, &en))?;
    for volume in &packed.volumes {
        writeln!(out, "  {}", volume.path)?;
    }
    writeln!(out, "{}{}", lang.of("封存根值：", "root: "), packed.root)?;
    writeln!(
        out,
        "{}",
        lang.of(
            "核对方法见包内“说明.txt”，不需要本软件。",
            "How to check it, without this program, stands in its 说明.txt."
        )
    )
}

/// What would be sent, every byte of it.
pub(crate) fn query(prepared: &Prepared, url: &str, lang: Lang) -> io::Result<()> {
    let mut out = io::stderr();
    writeln!(out, "{}{}", lang.of("将发送到：", "to be sent to: "), cell(url, 300))?;
    writeln!(out, "{}{}", lang.of("封存根值：", "root: "), prepared.root())?;
    let what = lang.of(
        "发送的全部内容（十六进制，其中只有根值和一个随机数，看不出案件内容）：",
        "All that is sent (hex: the root and a random number; nothing of the case can be told from it):",
    );
    writeln!(out, "{what}\n  {}", prepared.hex())
}

pub(crate) fn stamped(stamping: &Stamping, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}{}", lang.of("封存根值：", "root: "), stamping.root)?;
    if let Some(file) = &stamping.query_file {
        writeln!(out, "{}{file}", lang.of("请求已写出：", "the query is written: "))?;
        writeln!(
            out,
            "{}",
            lang.of(
                "取得回复（.tsr）后，用 juzheng stamp 案件 --reply 文件.tsr 收入。",
                "Take the reply (.tsr) in with: juzheng stamp CASE --reply FILE.tsr"
            )
        )?;
    }
    match &stamping.timestamp {
        Some(stamp) => one_stamp(&mut out, stamp, lang),
        None => Ok(()),
    }
}

/// What comparing a receipt with the case showed.
pub(crate) fn compared(found: &[FindingShape], lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for finding in found {
        let (message, hint) = finding.words(lang);
        writeln!(out, "{}\n  → {}", cell(&message, 400), cell(&hint, 300))?;
    }
    Ok(())
}

/// The proof that one artifact is under a root.
pub(crate) fn proven(proof: &ProofShape, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if let Some(path) = &proof.path {
        writeln!(out, "{}{path}", lang.of("证明已写出：", "the proof is written: "))?;
    }
    writeln!(out, "{}{}", lang.of("材料 SHA-256：", "SHA-256 of the file: "), proof.sha256)?;
    writeln!(out, "{}{}", lang.of("封存根值：", "root: "), proof.root)?;
    match proof.ok {
        true => writeln!(out, "{}", lang.of("✓ 该材料在封存之列", "✓ the file is under this root")),
        false => writeln!(out, "{}", lang.of("✗ 文件与证明不符", "✗ file and proof do not agree")),
    }
}

pub(crate) fn verified(verification: &Verification, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let c = verification.checked;
    let zh = format!(
        "已核对：材料 {} 份（{} 字节），记录 {} 条，保管记录 {} 条",
        c.artifacts, c.bytes, c.records, c.custody
    );
    let en = format!(
        "checked: {} artifacts ({} bytes), {} records, {} custody entries",
        c.artifacts, c.bytes, c.records, c.custody
    );
    writeln!(out, "{}", lang.of(&zh, &en))?;
    for item in &verification.items {
        let standing = match (item.state, item.elsewhere) {
            (_, Some(volume)) => {
                let zh = format!("在第 {volume} 卷");
                let en = format!("in volume {volume}");
                lang.of(&zh, &en).to_owned()
            }
            ("derivative", _) => lang.of("未提供原件", "withheld, derivative given").to_owned(),
            ("withheld", _) => lang.of("未提供", "withheld").to_owned(),
            _ => word(item.standing, lang).to_owned(),
        };
        writeln!(out, "  {}  {}", super::safe::padded(&standing, 10), cell(&item.name, 90))?;
    }
    for seal in &verification.seals {
        let what =
            if seal.current { lang.of("封存", "seal") } else { lang.of("较早的封存", "earlier seal") };
        writeln!(out, "{what} {}  {}", &seal.root.hex()[..16], word(seal.standing, lang))?;
        seal.timestamps.iter().try_for_each(|stamp| one_stamp(&mut out, stamp, lang))?;
    }
    for problem in &verification.problems {
        writeln!(out, "✗ {}", cell(&words::problem(&problem.code, &problem.args, lang), 400))?;
    }
    match (verification.ok, verification.unverified) {
        (true, 0) => writeln!(out, "{}", lang.of("✓ 全部一致", "✓ everything holds"))?,
        (true, n) => {
            let zh = format!("✓ 一致；另有 {n} 个时间戳的机构未验证");
            let en = format!("✓ everything holds; the authority of {n} timestamps was not verified");
            writeln!(out, "{}", lang.of(&zh, &en))?;
        }
        (false, _) => writeln!(out, "{}", lang.of("✗ 有不一致之处", "✗ something does not hold"))?,
    }
    writeln!(out, "{}", words::scope(lang))
}

fn one_stamp(out: &mut dyn Write, stamp: &StampShape, lang: Lang) -> io::Result<()> {
    let at = stamp.at.as_deref().unwrap_or("—");
    let accuracy = match stamp.accuracy_us {
        Some(us) if us.is_multiple_of(1_000_000) => format!("（±{} s）", us / 1_000_000),
        Some(us) => format!("（±{}.{:06} s）", us / 1_000_000, us % 1_000_000),
        None => String::new(),
    };
    let head = lang.of("  可信时间戳", "  timestamp");
    writeln!(out, "{head} {at}{accuracy}  {}", word(stamp.standing, lang))?;
    if !stamp.authority.is_empty() {
        writeln!(out, "    {}{}", lang.of("机构：", "authority: "), cell(&stamp.authority, 200))?;
    }
    match (&stamp.trusted_root, stamp.why.as_deref()) {
        (Some(root), _) => {
            writeln!(out, "    {}{}", lang.of("证书链到所信任的：", "its chain leads to: "), cell(root, 200))
        }
        (None, Some("no-roots") | None) => writeln!(
            out,
            "    {}",
            lang.of(
                "机构未验证：没有指定所信任的根证书（--roots FILE.pem）",
                "authority not verified: no trusted root was named (--roots FILE.pem)"
            )
        ),
        (None, Some(why)) => {
            writeln!(
                out,
                "    {}{}",
                lang.of("未验证：", "not verified: "),
                cell(&words::stamp_fault(why, lang), 300)
            )
        }
    }
}

fn word(standing: StandingShape, lang: Lang) -> &'static str {
    match standing {
        StandingShape::Same => lang.of("一致", "same"),
        StandingShape::Differs => lang.of("不一致", "differs"),
        StandingShape::Missing => lang.of("缺失", "missing"),
        StandingShape::Extra => lang.of("多出", "extra"),
        StandingShape::Unverifiable => lang.of("无法验证", "unverifiable"),
    }
}
