//! Findings that no single file shows: whose bill it is, who is me in a chat, what bill and chat say of one another.

mod pictures;
mod receipts;

use crate::{
    book::{Book, Payment, Source},
    case::Case,
    error::Error,
    list::linking::Linking,
    shape::FindingShape,
    words::{Lang, duration},
};
use juzheng_model::{
    ArtifactKind, Basis, Code, Direction, Id, PartyRole, Roster, ScreenKind, Status, TransferKind,
    link::{Decided, Link, Verdict},
};

/// What the names in bills and chats show, source by source.
pub(crate) fn of_sources(book: &Book) -> Vec<FindingShape> {
    let mut findings: Vec<FindingShape> =
        (0..book.sources.len()).flat_map(|ix| of_source(book, ix)).collect();
    let has_chat = book.sources.iter().any(|s| s.reading.as_ref().is_some_and(|r| r.counts.messages > 0));
    for (ix, party) in book.roster.parties().iter().enumerate().filter(|_| has_chat) {
        let has_room =
            |room: &crate::book::RoomFacts| room.private_of == Some(ix) || room.parties.contains(&ix);
        if party.role == PartyRole::Other && !book.rooms.rooms.iter().any(has_room) {
            findings.push(FindingShape::new(
                Code::ConversationMissing,
                vec![party.name.clone()],
                None,
                Vec::new(),
            ));
        }
    }
    findings.extend((0..book.sources.len()).filter_map(|ix| unnamed(book, ix)));
    findings.extend(pictures::of_series(book));
    findings.extend(receipts::of_receipts(book));
    findings
}

/// What the names in one bill or chat show.
pub(crate) fn of_source(book: &Book, ix: usize) -> Vec<FindingShape> {
    let source = &book.sources[ix];
    let mut findings: Vec<FindingShape> = owner(source, &book.roster).into_iter().collect();
    if source.reading.is_none() {
        findings.push(about_file(source, Code::NotRead, Vec::new()));
    }
    let speaks = |voice: &&crate::book::Voice| book.rooms.rooms[voice.room].source == ix && voice.speaks;
    let voices: Vec<_> = book.rooms.voices.iter().filter(speaks).collect();
    // On a picture the side shows by itself; one with nothing of mine on it is no riddle.
    let is_picture = source.facts().is_some_and(|facts| facts.screen.is_some());
    if !is_picture && !voices.is_empty() && !voices.iter().any(|voice| voice.is_me) {
        let mut names: Vec<&str> = voices.iter().map(|voice| voice.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(5);
        findings.push(about_file(source, Code::SenderMeUnknown, vec![names.join("、")]));
    }
    findings
}

/// That a picture does not show with whom the chat on it is.
fn unnamed(book: &Book, ix: usize) -> Option<FindingShape> {
    let source = &book.sources[ix];
    let screen = source.facts().and_then(|facts| facts.screen.as_ref());
    let is_chat = screen.is_some_and(|screen| screen.kind == ScreenKind::Chat);
    let is_nobodys = |room: usize| {
        let room = &book.rooms.rooms[room];
        room.is_unnamed() && !room.is_ours()
    };
    let is_unnamed = is_chat && book.rooms.of_source(ix).any(is_nobodys);
    is_unnamed.then(|| about_file(source, Code::ConversationUnnamed, vec![source.artifact.name.clone()]))
}

/// Whose bill it is, where that has to be said.
fn owner(source: &Source, roster: &Roster) -> Option<FindingShape> {
    let facts = source.facts().filter(|facts| facts.kind == ArtifactKind::Bill)?;
    let owner = facts.owner.as_deref()?;
    let code = match roster.find(owner).map(|party| roster.parties()[party].role) {
        Some(PartyRole::Me) => return None,
        Some(PartyRole::Other) => Code::BillOfOtherSide,
        None => Code::BillOwnerUnknown,
    };
    Some(about_file(source, code, vec![owner.to_owned()]))
}

fn about_file(source: &Source, code: Code, args: Vec<String>) -> FindingShape {
    let origin = source.origin(source.whole());
    FindingShape::new(code, args, Some(origin), vec![source.artifact.id])
}

/// What bill and chat show of one another.
pub(crate) fn of_links(case: &Case, book: &Book, linking: &Linking) -> Result<Vec<FindingShape>, Error> {
    let mut findings = Vec::new();
    for shift in &linking.linked.shifts {
        let sign = if shift.seconds < 0 { "−" } else { "+" };
        let source = &book.sources[shift.source as usize];
        let args = vec![
            format!("{sign}{}", duration(shift.seconds, Lang::Zh)),
            shift.pairs.to_string(),
            source.artifact.id.to_string(),
            shift.seconds.to_string(),
        ];
        findings.push(about_file(source, Code::ClockShift, args));
    }
    for (ix, payment) in linking.payments.iter().enumerate() {
        of_link(book, linking, ix, &book.payments[*payment], &mut findings);
    }
    for card in &linking.linked.loose_cards {
        findings.push(of_card(case, book, linking, *card)?);
    }
    findings.extend(both_sides(book));
    findings.extend(disagreements(book));
    findings.extend(pictures::perhaps_twice(book));
    Ok(findings)
}

fn of_link(book: &Book, linking: &Linking, ix: usize, payment: &Payment, findings: &mut Vec<FindingShape>) {
    let found = &linking.linked.found[ix];
    let mut about = vec![payment.id, Link::id_of(payment.id)];
    about.extend(found.item.map(|item| linking.line(book, item).id));
    let mut say = |code: Code, more: Option<String>| {
        let mut args = amount_and_time(book, payment);
        args.extend(more);
        findings.push(FindingShape::new(code, args, payment.origins.first().cloned(), about.clone()));
    };
    match found.verdict {
        // The user has looked at it and said that it is no link.
        _ if linking.decided[ix] == Decided::Rejected => {}
        Verdict::NoMessage => say(Code::TransferWithoutMessage, None),
        Verdict::Over => say(Code::GapOver, found.gap.map(|gap| gap_words(gap.min_s, gap.max_s))),
        Verdict::Within | Verdict::Undetermined => {}
    }
    let transfer = &payment.transfer;
    let stayed = !matches!(transfer.status, Status::Returned | Status::Failed);
    if transfer.kind == TransferKind::Transfer && transfer.memo.is_none() && stayed {
        say(Code::MemoMissing, None);
    }
}

fn gap_words(min_s: i64, max_s: i64) -> String {
    match min_s == max_s {
        true => duration(min_s, Lang::Zh),
        false => format!("{}至{}", duration(min_s, Lang::Zh), duration(max_s, Lang::Zh)),
    }
}

fn amount_and_time(book: &Book, payment: &Payment) -> Vec<String> {
    let amount = payment.transfer.amount.map_or_else(|| "？".to_owned(), |amount| amount.yuan_text());
    let when = payment.transfer.when.map(|when| when.span(Basis::Bill, book.settings.offset).paper());
    vec![amount, when.unwrap_or_else(|| "？".to_owned())]
}

fn of_card(case: &Case, book: &Book, linking: &Linking, card: u32) -> Result<FindingShape, Error> {
    let line = linking.line(book, card);
    let source = &book.sources[line.source as usize];
    let amount = line.amount.map_or_else(|| "？".to_owned(), |amount| amount.yuan_text());
    let args = vec![amount, book.settings.offset.paper(line.at)];
    let stored = case.vault.message(line.key)?;
    let place = stored.map_or_else(|| source.whole(), |stored| stored.message.place);
    let origin = source.origin(place);
    Ok(FindingShape::new(Code::CardWithoutBillRow, args, Some(origin), vec![line.id]))
}

/// Pictures of a transfer that say something else than its row.
fn disagreements(book: &Book) -> Vec<FindingShape> {
    let mut findings = Vec::new();
    for payment in &book.payments {
        for one in &payment.disagreements {
            let origin = book.sources[one.row.source].origin(one.row.transfer.place.clone());
            let args = vec![one.field.to_owned(), one.here.clone(), one.there.clone()];
            let mut about = vec![payment.id, one.row.id];
            about.dedup();
            findings.push(FindingShape::new(Code::SourcesDisagree, args, Some(origin), about));
        }
    }
    findings
}

/// Rows of both sides' bills that may be one payment: same party, direction and amount within two seconds.
fn both_sides(book: &Book) -> Vec<FindingShape> {
    let mut findings = Vec::new();
    if !book.payments.iter().any(|payment| payment.turned && payment.party.is_some()) {
        return findings;
    }
    type Key = (Option<usize>, Option<Direction>, Option<juzheng_model::Fen>);
    let mut mine: std::collections::HashMap<Key, Vec<(i64, Id)>> = std::collections::HashMap::new();
    let key = |p: &Payment| (p.party, p.transfer.direction, p.transfer.amount);
    for payment in book.payments.iter().filter(|p| !p.turned && p.has_link()) {
        if let Some(when) = payment.transfer.when {
            mine.entry(key(payment)).or_default().push((when.at, payment.id));
        }
    }
    for payment in book.payments.iter().filter(|p| p.turned && p.has_link()) {
        let Some(when) = payment.transfer.when else { continue };
        let near =
            mine.get(&key(payment)).and_then(|list| list.iter().find(|(at, _)| (at - when.at).abs() <= 2));
        if let Some((_, id)) = near {
            let about = vec![payment.id, *id];
            let origin = payment.origins.first().cloned();
            findings.push(FindingShape::new(
                Code::BothSidesBilled,
                amount_and_time(book, payment),
                origin,
                about,
            ));
        }
    }
    findings
}
