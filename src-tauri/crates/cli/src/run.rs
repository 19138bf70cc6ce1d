//! One command: open the case, call the use case, show what it gave.

use crate::{
    args::{Command, Line, Password, What},
    desk::{self, Bar, at_desk},
    door::{self, Chosen, Door},
    ending::{DONE, Failure, NEEDS_PERSON, STOPPED},
    show,
};
use juzheng_casework::Access;
use juzheng_casework::{
    Asked, Case, CasePlace, Change, Error, Intake, Listing, NewCase, create_case, read_file, shape::Item,
    words::Lang,
};
use serde_json::json;
use std::path::Path;

/// Runs a command; gives the exit status.
pub(crate) fn run(line: &Line, lang: Lang) -> Result<u8, Failure> {
    let json = line.json;
    let door = Door { file: line.passphrase_file.as_deref(), lang };
    let bar = Bar::new();
    match &line.command {
        Command::New(args) => {
            let new = NewCase {
                title: args.title.clone(),
                me: args.me.clone(),
                other: args.other.clone(),
                aliases: args.alias.clone(),
                details: args.party.clone(),
                offset: args.offset,
                threshold_minutes: args.threshold_minutes,
            };
            let case = {
                let place = match args.encrypt {
                    true => door.fresh(&args.case)?,
                    false => CasePlace::at(&args.case),
                };
                at_desk(&bar, |desk| create_case(&place, &new, desk))?
            };
            let head = case.head()?;
            match json {
                true => show::json(&json!({"case": args.case.display().to_string(), "id": head.id}))?,
                false => show::created(&args.case, &head, lang)?,
            }
            Ok(DONE)
        }
        Command::Add(args) => {
            let mut case = Case::open(door.unlock(&args.case)?, Access::Write)?;
            let intake = Intake {
                paths: args.paths.clone(),
                password: password(&args.password)?,
                captured_at: args.captured_at.clone(),
            };
            let added = at_desk(&bar, |desk| case.add_files(&intake, desk))?;
            match json {
                true => show::json(&json!({
                    "case": args.case.display().to_string(), "files": added.files, "summary": added.summary,
                }))?,
                false => show::added(&added, lang)?,
            }
            Ok(match added.summary {
                _ if added.stopped => STOPPED,
                summary if summary.locked + summary.rejected > 0 => NEEDS_PERSON,
                _ => DONE,
            })
        }
        Command::Read(args) => {
            let asked = Asked {
                me: args.me.clone(),
                password: password(&args.password)?,
                captured_at: args.captured_at.clone(),
                ..Asked::default()
            };
            let read = at_desk(&bar, |desk| read_file(&args.file, &asked, desk))?;
            match json {
                true => show::json(&read)?,
                false => show::read(&read, lang)?,
            }
            Ok(if read.is_locked() { NEEDS_PERSON } else { DONE })
        }
        Command::List(args) => list(args, &door, json, lang),
        Command::Link(args) => {
            let case = Case::open(door.unlock(&args.case)?, Access::Read)?;
            let summary = case.link()?;
            match json {
                true => show::json(&json!({"summary": summary}))?,
                false => show::linked(&summary, lang)?,
            }
            Ok(DONE)
        }
        Command::Verify(args) => crate::seal::verify(args, &door, json, lang, &bar),
        Command::Pack(args) => crate::seal::pack(args, &door, json, lang, &bar),
        Command::Stamp(args) => crate::seal::stamp(args, &door, json, lang, &bar),
        Command::Receipt(args) => {
            let mut case = Case::open(door.unlock(&args.case)?, Access::Write)?;
            let of = args.of.as_deref();
            let found = at_desk(&bar, |desk| case.claim_receipt(&args.artifact, &args.digest, of, desk))?;
            match json {
                true => show::json(&json!({"findings": found}))?,
                false => show::compared(&found, lang)?,
            }
            Ok(DONE)
        }
        Command::Encrypt(args) => {
            let case = Case::open_best(door.unlock(&args.case)?)?;
            let place = door.fresh(&args.out)?;
            let copy = at_desk(&bar, |desk| case.encrypt_to(&place, desk))?;
            let head = copy.head()?;
            match json {
                true => show::json(&json!({"case": args.out.display().to_string(), "id": head.id}))?,
                false => show::encrypted(&args.case, &args.out, lang)?,
            }
            Ok(DONE)
        }
        Command::Passphrase(args) => {
            let case = Case::open(door.unlock(&args.case)?, Access::Write)?;
            if !case.is_encrypted() {
                return Err(door::not_encrypted(&args.case).into());
            }
            let anew = Door { file: args.new_passphrase_file.as_deref(), lang };
            case.set_passphrase(&anew.chosen(Chosen::Anew)?)?;
            match json {
                true => show::json(&json!({"case": args.case.display().to_string()}))?,
                false => show::passphrase_changed(&args.case, lang)?,
            }
            Ok(DONE)
        }
        Command::Prove(args) => crate::seal::prove(args, &door, json, lang, &bar),
        Command::Dossier(args) => {
            let mut case = Case::open_best(door.unlock(&args.case)?)?;
            let order = crate::paper::order(args);
            let made = at_desk(&bar, |desk| case.render_dossier(&order, desk))?;
            match json {
                true => show::json(&made)?,
                false => show::dossier(&made, lang)?,
            }
            Ok(DONE)
        }
        command => decide(command, &door, json, lang, &bar),
    }
}

/// The commands that change settings or decide on something.
fn decide(command: &Command, door: &Door<'_>, json: bool, lang: Lang, bar: &Bar) -> Result<u8, Failure> {
    let open = |case: &Path| -> Result<Case, Failure> { Ok(Case::open(door.unlock(case)?, Access::Write)?) };
    let link = match command {
        Command::Confirm(args) => {
            let mut case = open(&args.case)?;
            at_desk(bar, |desk| case.confirm_link(&args.link, desk))?
        }
        Command::Reject(args) => {
            let mut case = open(&args.case)?;
            at_desk(bar, |desk| case.reject_link(&args.link, desk))?
        }
        Command::Relink(args) => {
            let mut case = open(&args.case)?;
            at_desk(bar, |desk| case.relink(&args.transfer, &args.message, desk))?
        }
        Command::Note(args) => {
            let mut case = open(&args.case)?;
            at_desk(bar, |desk| case.note_link(&args.link, &args.text, desk))?
        }
        Command::Correct(args) => {
            let mut case = open(&args.case)?;
            let (field, value) = &args.field;
            let record = at_desk(bar, |desk| case.correct(&args.record, field, value, desk))?;
            match json {
                true => show::json(&json!({"record": record}))?,
                false => show::item(&record, lang)?,
            }
            return Ok(DONE);
        }
        Command::Check(args) => {
            let mut case = open(&args.case)?;
            let checked = at_desk(bar, |desk| case.check_pictures_named(&args.artifacts, desk))?;
            match json {
                true => show::json(&json!({"artifacts": checked}))?,
                false => show::checked(&checked, lang)?,
            }
            return Ok(DONE);
        }
        Command::Redact(args) => {
            let mut case = open(&args.case)?;
            let picture = at_desk(bar, |desk| match args.show_again {
                false => case.redact(&args.artifact, args.bounds, desk),
                true => case.uncover(&args.artifact, args.bounds, desk),
            })?;
            match json {
                true => show::json(&json!({"artifact": picture, "box": args.bounds}))?,
                false => show::redacted(&picture, args.bounds, args.show_again, lang)?,
            }
            return Ok(DONE);
        }
        Command::Undo(args) => {
            let mut case = open(&args.case)?;
            let undone = at_desk(bar, |desk| case.undo(desk))?;
            match json {
                true => show::json(&json!({"undone": undone}))?,
                false => show::undone(&undone, lang)?,
            }
            return Ok(DONE);
        }
        Command::Set(args) => {
            let mut case = open(&args.case)?;
            let change = Change {
                threshold_minutes: args.threshold_minutes,
                offset: args.offset,
                parties: None,
                aliases: args.alias.clone(),
                shifts: args.shift.clone(),
            };
            let settings = at_desk(bar, |desk| {
                case.set_captured_named(&args.captured, desk)?;
                // Where only times of capture were given, the settings are as they were.
                match args.captured.is_empty() || args.changes_settings() {
                    true => case.set(&change, desk),
                    false => case.settings(),
                }
            })?;
            match json {
                true => show::json(&json!({"settings": settings}))?,
                false => show::settings(&settings, lang)?,
            }
            return Ok(DONE);
        }
        _ => return Ok(DONE),
    };
    match json {
        true => show::json(&json!({"link": link}))?,
        false => show::item(&Item::Link(link), lang)?,
    }
    Ok(DONE)
}

/// A list is shown item by item: it may have a million.
fn list(args: &crate::args::List, door: &Door<'_>, json: bool, lang: Lang) -> Result<u8, Failure> {
    let case = Case::open(door.unlock(&args.case)?, Access::Read)?;
    let listing = match args.what {
        What::Artifacts => Listing::Artifacts,
        What::Messages => Listing::Messages,
        What::Transfers => Listing::Transfers,
        What::Links => Listing::Links,
        What::Findings => Listing::Findings,
        What::Custody => Listing::Custody,
    };
    if desk::stopped() {
        return Err(Error::Stopped.into());
    }
    let mut printer = show::ListPrinter::begin(listing, json, lang)?;
    let left_out = case.list(listing, args.all, &mut |item| printer.item(&item).map_err(Failure::from))?;
    printer.end(left_out)?;
    Ok(DONE)
}

/// The password as it was given, or the first line of its file; leading zeros and all.
fn password(given: &Password) -> Result<Option<String>, Error> {
    match &given.password_file {
        Some(path) => door::first_line(path).map(Some),
        None => Ok(given.password.clone()),
    }
}
