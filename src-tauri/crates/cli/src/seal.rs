//! The commands of sealing: pack, stamp, prove, verify.

use crate::{
    args::{AudienceArg, GapsArg, Pack, Prove, Stamp, Verify},
    desk::{Bar, at_desk},
    door::{Chosen, Door},
    ending::{DONE, Failure, NEEDS_PERSON},
    show,
};
use juzheng_casework::{
    Access, Audience, Case, Error, Gaps, PackOrder, TrustedRoots, prove_file, verify as verify_path,
    words::Lang,
};
use serde_json::json;
use std::io::{self, BufRead, IsTerminal, Write};

/// Checks a case, a package or a proof.
pub(crate) fn verify(
    args: &Verify,
    door: &Door<'_>,
    json: bool,
    lang: Lang,
    bar: &Bar,
) -> Result<u8, Failure> {
    if let Some(file) = &args.file {
        let proof = at_desk(bar, |desk| prove_file(&args.path, file, desk))?;
        match json {
            true => show::json(&proof)?,
            false => show::proven(&proof, lang)?,
        }
        return Ok(if proof.ok { DONE } else { NEEDS_PERSON });
    }
    let trusted = TrustedRoots::load(&args.roots.roots)?;
    let passphrase = door.passphrase(&args.path)?;
    let verification = at_desk(bar, |desk| verify_path(&args.path, passphrase.as_deref(), &trusted, desk))?;
    match json {
        true => show::json(&verification)?,
        false => show::verified(&verification, lang)?,
    }
    Ok(if verification.ok { DONE } else { NEEDS_PERSON })
}

/// Writes a package; at a terminal after having said what it would show of strangers.
pub(crate) fn pack(args: &Pack, door: &Door<'_>, json: bool, lang: Lang, bar: &Bar) -> Result<u8, Failure> {
    let mut case = Case::open_best(door.unlock(&args.case)?)?;
    let audience = match args.audience {
        AudienceArg::Court => Audience::Court,
        AudienceArg::OtherSide => Audience::OtherSide,
        AudienceArg::Archive => Audience::Archive,
    };
    let reveals = case.weigh_package(audience)?;
    if args.dry_run {
        match json {
            true => show::json(&json!({"for": audience, "reveals": reveals}))?,
            false => show::reveals(&mut io::stdout(), audience, &reveals, lang)?,
        }
        return Ok(DONE);
    }
    if !json {
        show::reveals(&mut io::stderr(), audience, &reveals, lang)?;
        let strangers = reveals.transfers + reveals.messages > 0 && audience != Audience::Archive;
        if strangers && !args.yes && !agreed(lang.of("仍要打包吗？", "Pack all the same?"), lang)? {
            return Err(Error::Stopped.into());
        }
    }
    let order = PackOrder {
        out: args.out.clone(),
        audience,
        date: args.date,
        gaps: match args.gaps {
            GapsArg::Shown => Gaps::Shown,
            GapsArg::Hidden => Gaps::Hidden,
        },
        volume_mb: args.volumes_mb,
        passphrase: match (args.encrypt, &args.package_passphrase_file) {
            (false, None) => None,
            (_, file) => Some(Door { file: file.as_deref(), lang }.chosen(Chosen::Package)?),
        },
    };
    let packed = at_desk(bar, |desk| case.pack(&order, desk))?;
    match json {
        true => show::json(&packed)?,
        false => show::packed(&packed, lang)?,
    }
    Ok(DONE)
}

/// Seals the case and gets a timestamp, or one half of it.
pub(crate) fn stamp(args: &Stamp, door: &Door<'_>, json: bool, lang: Lang, bar: &Bar) -> Result<u8, Failure> {
    let trusted = TrustedRoots::load(&args.roots.roots)?;
    let mut case = Case::open(door.unlock(&args.case)?, Access::Write)?;
    let stamping = if let Some(reply) = &args.reply {
        at_desk(bar, |desk| case.take_reply(reply, &trusted, desk))?
    } else {
        let prepared = at_desk(bar, |desk| case.prepare_query(desk))?;
        match (&args.query, &args.tsa) {
            (Some(file), _) => at_desk(bar, |desk| case.write_query(&prepared, file, desk))?,
            (None, url) => {
                let url = url.clone().unwrap_or_default();
                if !json {
                    show::query(&prepared, &url, lang)?;
                    if !args.yes && !agreed(lang.of("发送吗？", "Send it?"), lang)? {
                        return Err(Error::Stopped.into());
                    }
                }
                at_desk(bar, |desk| case.ask(&prepared, &url, &trusted, desk))?
            }
        }
    };
    match json {
        true => show::json(&stamping)?,
        false => show::stamped(&stamping, lang)?,
    }
    Ok(DONE)
}

/// Writes the proof that one artifact is under the root of the case.
pub(crate) fn prove(args: &Prove, door: &Door<'_>, json: bool, lang: Lang, bar: &Bar) -> Result<u8, Failure> {
    let case = Case::open(door.unlock(&args.case)?, Access::Read)?;
    let proof = at_desk(bar, |_| case.write_proof(&args.artifact, &args.out))?;
    match json {
        true => show::json(&proof)?,
        false => show::proven(&proof, lang)?,
    }
    Ok(DONE)
}

/// Asks at a terminal; without one what was typed is what is wanted.
fn agreed(question: &str, lang: Lang) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(true);
    }
    let mut out = io::stderr();
    write!(out, "{question} {} ", lang.of("[y/N]（是请输入 y）", "[y/N]"))?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
}
