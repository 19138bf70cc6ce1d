//! What commands say when they are done.

use super::safe::{cell, padded};
use juzheng_casework::model::{Severity, decision::Decision};
use juzheng_casework::{
    Added, FileRead, FileStatus, LinkSummary, RenderedDossier,
    shape::{ArtifactShape, FindingShape},
    words,
    words::Lang,
};
use juzheng_casework::{CaseHead, Settings};
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn created(folder: &Path, head: &CaseHead, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}{}", lang.of("已建立案件：", "made the case: "), folder.display())?;
    writeln!(out, "{}{}", lang.of("编号：", "id: "), head.id)
}

pub(crate) fn encrypted(case: &Path, copy: &Path, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}{}", lang.of("已写出加密的案件：", "wrote the encrypted case: "), copy.display())?;
    writeln!(
        out,
        "{}",
        lang.of(
            "原案件没有加密，仍在原处。请先核对新案件，再自行删除原案件；从硬盘上删除的文件有可能被恢复。",
            "The case itself is still there, unencrypted. Check the new one, then delete it yourself; files that were deleted from a disk can sometimes be recovered.",
        )
    )?;
    writeln!(out, "{}{}", lang.of("原案件：", "the case itself: "), case.display())
}

pub(crate) fn passphrase_changed(case: &Path, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}{}", lang.of("已更换口令：", "changed the passphrase: "), case.display())?;
    writeln!(
        out,
        "{}",
        lang.of(
            "以前复制出去的案件仍用旧口令打开。",
            "Copies that were made before still open with the old passphrase.",
        )
    )
}

pub(crate) fn added(added: &Added, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for file in &added.files {
        let status = match file.status {
            FileStatus::Added => lang.of("已加入", "added"),
            FileStatus::Duplicate => lang.of("已有", "duplicate"),
            FileStatus::Locked => lang.of("需密码", "locked"),
            FileStatus::Rejected => lang.of("未收入", "rejected"),
        };
        writeln!(out, "{}  {}", padded(status, 9), cell(&file.path, 100))?;
        if let Some(artifact) = &file.artifact {
            let kind = words::artifact_kind(artifact.kind, lang);
            let zh = format!("{kind}，消息 {}，收付 {}", artifact.messages, artifact.transfers);
            let en = format!("{kind}, {} messages, {} transfers", artifact.messages, artifact.transfers);
            writeln!(out, "           {}  SHA-256 {}…", lang.of(&zh, &en), artifact.sha256.short())?;
        }
        let weighty = file.findings.iter().filter(|finding| finding.severity > Severity::Note);
        findings(&mut out, weighty, "           ", lang)?;
    }
    let s = added.summary;
    let zh = format!(
        "加入 {}，已有 {}，需密码 {}，未收入 {}；新读出消息 {} 条，收付记录 {} 条",
        s.added, s.duplicate, s.locked, s.rejected, s.messages, s.transfers
    );
    let en = format!(
        "added {}, duplicate {}, locked {}, rejected {}; {} messages and {} transfers read",
        s.added, s.duplicate, s.locked, s.rejected, s.messages, s.transfers
    );
    writeln!(out, "{}", lang.of(&zh, &en))?;
    if added.stopped {
        writeln!(
            out,
            "{}",
            lang.of("已停止；以上文件都已完整收入。", "stopped; the files above are wholly in the case.")
        )?;
    }
    Ok(())
}

pub(crate) fn read(read: &FileRead, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    one_file(&mut out, read, lang)
}

fn one_file(out: &mut dyn Write, read: &FileRead, lang: Lang) -> io::Result<()> {
    let artifact = &read.artifact;
    let kind = words::artifact_kind(artifact.kind, lang);
    let zh = format!("{}：{kind}，消息 {}，收付 {}", artifact.path, artifact.messages, artifact.transfers);
    let en = format!(
        "{}: {kind}, {} messages, {} transfers",
        artifact.path, artifact.messages, artifact.transfers
    );
    writeln!(out, "{}", cell(lang.of(&zh, &en), 200))?;
    writeln!(out, "  SHA-256  {}\n  SM3      {}", artifact.sha256, artifact.sm3)?;
    findings(out, read.findings.iter(), "  ", lang)?;
    read.entries.iter().flatten().try_for_each(|entry| one_file(out, entry, lang))
}

/// Findings under a file: a few of each code, then how many more of it there are.
fn findings<'f>(
    out: &mut dyn Write,
    all: impl Iterator<Item = &'f FindingShape>,
    margin: &str,
    lang: Lang,
) -> io::Result<()> {
    const OF_A_CODE: usize = 3;
    let mut by_code: Vec<(&str, Vec<&FindingShape>)> = Vec::new();
    for finding in all {
        match by_code.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, of_code)) => of_code.push(finding),
            None => by_code.push((finding.code, vec![finding])),
        }
    }
    for (_, of_code) in by_code {
        for finding in of_code.iter().take(OF_A_CODE) {
            writeln!(out, "{margin}! {}", cell(&finding.words(lang).0, 300))?;
        }
        if of_code.len() > OF_A_CODE {
            let more = of_code.len() - OF_A_CODE;
            let zh = format!("… 另有 {more} 条同类提示");
            let en = format!("… and {more} more of the same kind");
            writeln!(out, "{margin}  {}", lang.of(&zh, &en))?;
        }
        let hint = of_code.first().map(|finding| finding.words(lang).1).unwrap_or_default();
        if of_code.iter().any(|finding| finding.severity > Severity::Note) && !hint.is_empty() {
            writeln!(out, "{margin}  → {}", cell(&hint, 300))?;
        }
    }
    Ok(())
}

pub(crate) fn linked(summary: &LinkSummary, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let rows = [
        (lang.of("找到对应消息", "linked"), summary.linked),
        (lang.of("■ 间隔未超过阈值", "■ within the threshold"), summary.within),
        (lang.of("▲ 间隔超过阈值", "▲ over the threshold"), summary.over),
        (lang.of("◇ 无法判断", "◇ undetermined"), summary.undetermined),
        (lang.of("○ 未见对应消息", "○ no message"), summary.no_message),
        (lang.of("另有同样合适的对应", "ambiguous"), summary.ambiguous),
        (lang.of("与本案无关的账单行", "bill rows of others"), summary.left_out),
    ];
    for (what, count) in rows {
        writeln!(out, "{}{count:>8}", padded(what, 26))?;
    }
    writeln!(
        out,
        "{}",
        lang.of("间隔只用于提示人工核对，不是法定标准。", "The gap is a review aid, not a rule of law.")
    )
}

pub(crate) fn settings(settings: &Settings, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}{}", lang.of("核对阈值（分钟）：", "threshold (minutes): "), settings.threshold_s / 60)?;
    writeln!(out, "{}{}", lang.of("推定时区：", "offset: "), settings.offset)?;
    for party in &settings.parties {
        let aliases: Vec<&str> = party.aliases.iter().map(|alias| alias.name.as_str()).collect();
        let side = match party.role {
            juzheng_casework::model::PartyRole::Me => lang.of("我方", "me"),
            juzheng_casework::model::PartyRole::Other => lang.of("对方", "other side"),
        };
        writeln!(out, "{side}  {}  {}", cell(&party.name, 40), cell(&aliases.join("、"), 100))?;
    }
    for (artifact, seconds) in &settings.shifts {
        let added = words::duration(*seconds, lang);
        let sign = if *seconds < 0 { "−" } else { "+" };
        writeln!(out, "{}{}  {sign}{added}", lang.of("时间校正：", "shift: "), artifact)?;
    }
    Ok(())
}

pub(crate) fn checked(pictures: &[ArtifactShape], lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for picture in pictures {
        let what = lang.of("已核对：", "checked: ");
        writeln!(out, "{what}{}  {}", picture.id, cell(&picture.name, 100))?;
    }
    Ok(())
}

pub(crate) fn undone(decision: &Decision, lang: Lang) -> io::Result<()> {
    let what = match decision {
        Decision::Confirm { .. } => lang.of("确认", "confirm"),
        Decision::Reject { .. } => lang.of("否定", "reject"),
        Decision::Relink { .. } => lang.of("指定消息", "relink"),
        Decision::Correct { .. } => lang.of("更正", "correct"),
        Decision::Note { .. } => lang.of("备注", "note"),
        Decision::CheckPicture { .. } => lang.of("图片核对", "check of a picture"),
        Decision::Captured { .. } => lang.of("截图时间", "time of capture"),
        Decision::Redact { .. } => lang.of("图片隐去", "box hidden on a picture"),
        Decision::Claims { .. } => lang.of("存证回执", "receipt of a deposit"),
        Decision::Uncover { .. } => lang.of("取消图片隐去", "box shown again on a picture"),
    };
    writeln!(io::stdout().lock(), "{}{what}", lang.of("已撤销：", "taken back: "))
}

pub(crate) fn dossier(made: &RenderedDossier, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let volumes = match made.volumes.len() {
        0 => (String::new(), String::new()),
        n => (format!("，分 {n} 卷"), format!(" in {n} volumes")),
    };
    let zh = format!("证据册已生成：{}（{} 页{}）", made.path, made.pages, volumes.0);
    let en = format!("the dossier is written: {} ({} pages{})", made.path, made.pages, volumes.1);
    writeln!(out, "{}\nSHA-256 {}", lang.of(&zh, &en), made.sha256)?;
    for file in made.volumes.iter().skip(1) {
        let pages = lang.of("页", "pages");
        writeln!(out, "{} ({} {pages})\nSHA-256 {}", file.path, file.pages, file.sha256)?;
    }
    if let Some(file) = &made.receipts {
        let what = lang.of("证据收据和封面标签：", "receipts and cover labels: ");
        writeln!(out, "{what}{}\nSHA-256 {}", file.path, file.sha256)?;
    }
    for table in &made.tables {
        writeln!(out, "{}\nSHA-256 {}", table.path, table.sha256)?;
    }
    Ok(())
}

pub(crate) fn redacted(
    picture: &ArtifactShape,
    bounds: [u32; 4],
    shown_again: bool,
    lang: Lang,
) -> io::Result<()> {
    let [x, y, w, h] = bounds;
    let what = match shown_again {
        false => lang.of("已划定隐去区域（原件不变）：", "box to be hidden (the original stays as it is): "),
        true => lang.of("已取消隐去区域：", "box that is shown again: "),
    };
    writeln!(io::stdout().lock(), "{what}{}  {}  {x},{y},{w},{h}", picture.id, cell(&picture.name, 100))
}
