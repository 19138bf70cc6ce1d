//! The case at one moment, everything resolved and put into words, for the dossier.

mod pictures;

use crate::{
    book::{Book, Payment},
    case::Case,
    error::Error,
    excerpt,
    list::{Receipt, accepted, all_findings, linking, linking::Linking, with_reasons},
    shape::FindingShape,
    words::{self, Lang},
};
use juzheng_model::{
    Basis, Code, Digest, Direction, Fen, Id, Place, Status,
    snapshot::{ArtifactView, CustodyView, FindingView, LeftOut, LinkView, Snapshot, Totals, TransferView},
};
use juzheng_vault::CustodyEntry;
use std::collections::{HashMap, HashSet};

/// Takes the snapshot, with what the user wants hidden marked in it.
pub(crate) fn take(case: &Case) -> Result<Snapshot, Error> {
    taken(case, true)
}

/// Takes the snapshot as if nothing were to be hidden.
pub(crate) fn take_whole(case: &Case) -> Result<Snapshot, Error> {
    taken(case, false)
}

fn taken(case: &Case, hiding: bool) -> Result<Snapshot, Error> {
    let _moment = case.vault.moment()?;
    let book = Book::open(&case.vault)?;
    let linking = linking::link(&book);
    let head = case.vault.head()?;
    let (custody_seq, custody_head) = case.vault.pinned_head()?;
    let transfers = transfers(case, &book, &linking)?;
    let numbers: HashMap<usize, usize> =
        parties_payments(&book).enumerate().map(|(number, (ix, _))| (ix, number)).collect();
    let excerpts = excerpt::excerpts(case, &book, &linking, &numbers)?;
    let mut loose_cards = Vec::with_capacity(linking.linked.loose_cards.len());
    for card in &linking.linked.loose_cards {
        loose_cards.push(excerpt::view(case, &book, linking.lines[*card as usize])?);
    }
    loose_cards.sort_by_key(|card| (card.when.map(|when| when.earliest), card.id));
    let messages = party_messages(&book);
    let shown: u64 = excerpts.iter().map(|excerpt| excerpt.messages.len() as u64).sum();
    let findings = all_findings(case, &book, &linking)?.into_iter().map(finding).collect();
    let cited: HashSet<Id> = transfers
        .iter()
        .flat_map(|transfer| transfer.origins.iter().map(|(artifact, _)| *artifact))
        .chain(excerpts.iter().flat_map(|excerpt| excerpt.messages.iter().map(|message| message.origin.0)))
        .collect();
    let custody = custody(case, &book, custody_seq)?;
    let mut snapshot = Snapshot {
        title: head.title,
        case: head.id,
        offset: book.settings.offset,
        threshold_s: book.settings.threshold_s,
        parties: book.settings.parties.clone(),
        artifacts: artifacts(&book, &transfers, &cited),
        totals: totals(&book),
        left_out: LeftOut {
            transfers: book.payments.iter().filter(|payment| payment.party.is_none()).count() as u64,
            messages: unique_lines(&book).count() as u64 - messages,
            party_messages: messages.saturating_sub(shown),
        },
        root: root(&book),
        transfers,
        loose_cards,
        excerpts,
        findings,
        messages,
        custody_head,
        custody_seq,
        custody,
    };
    pictures::show(case, &book, &mut snapshot, hiding)?;
    Ok(snapshot)
}

/// What was done to the case up to the pinned entry, in words. Exports and checks change nothing and do not count: one
/// more of them gives the same dossier.
fn custody(case: &Case, book: &Book, until: u64) -> Result<Vec<CustodyView>, Error> {
    let entries = case.vault.custody()?.into_iter();
    let changes = entries.filter(|e| e.seq <= until && e.action != "export" && e.action != "check");
    let in_words = |entry: CustodyEntry| CustodyView {
        sentence: words::custody(&entry, book.settings.offset, Lang::Zh).0,
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
    };
    Ok(changes.map(in_words).collect())
}

/// The payments of the parties with their indices, in the order of the book.
fn parties_payments(book: &Book) -> impl Iterator<Item = (usize, &Payment)> {
    book.payments.iter().enumerate().filter(|(_, payment)| payment.party.is_some())
}

fn unique_lines(book: &Book) -> impl Iterator<Item = &crate::book::Line> {
    let lines = book.lines.all.iter().enumerate();
    lines.filter(|(ix, _)| !book.lines.copy_of.contains_key(&(*ix as u32))).map(|(_, line)| line)
}

fn party_messages(book: &Book) -> u64 {
    let is_ours =
        |line: &&crate::book::Line| book.rooms.rooms[book.rooms.voices[line.voice as usize].room].is_ours();
    unique_lines(book).filter(is_ours).count() as u64
}

/// SHA-256 over the SHA-256 of all artifacts, one a line in sorted order: the same whatever was added first, and what
/// `sort | sha256sum` over the names of the originals gives.
fn root(book: &Book) -> Digest {
    let lines: String =
        book.sources.iter().map(|source| format!("{}\n", source.artifact.fingerprints.sha256)).collect();
    Digest::sha256(lines.as_bytes())
}

fn artifacts(book: &Book, transfers: &[TransferView], cited: &HashSet<Id>) -> Vec<ArtifactView> {
    let mut by_artifact: HashMap<Id, u64> = HashMap::new();
    for (artifact, _) in transfers.iter().flat_map(|transfer| &transfer.origins) {
        *by_artifact.entry(*artifact).or_default() += 1;
    }
    let view = |source: &crate::book::Source| {
        let counts = source.reading.as_ref().map(|reading| reading.counts).unwrap_or_default();
        ArtifactView {
            facts: source.facts().cloned(),
            reader: source.reading.as_ref().map(|reading| reading.reader.clone()),
            messages: counts.messages,
            transfers: counts.transfers,
            cited_transfers: by_artifact.get(&source.artifact.id).copied().unwrap_or_default(),
            cited: cited.contains(&source.artifact.id),
            artifact: source.artifact.clone(),
            seen: Vec::new(),
            covers: Vec::new(),
        }
    };
    let mut views: Vec<ArtifactView> = book.sources.iter().map(view).collect();
    views.sort_by(|a, b| (&a.artifact.path, a.artifact.id).cmp(&(&b.artifact.path, b.artifact.id)));
    views
}

/// Sums over the parties' transfers that did not fail; what came back counts apart. Where the bills of both sides are in
/// the case, only my own are summed, so that no payment counts twice.
pub(crate) fn totals(book: &Book) -> Totals {
    let mut totals = Totals::default();
    let mine_there = parties_payments(book).any(|(_, payment)| !payment.turned);
    for (_, payment) in parties_payments(book).filter(|(_, p)| !(p.turned && mine_there)) {
        let transfer = &payment.transfer;
        let Some(amount) = transfer.amount.filter(|_| transfer.status != Status::Failed) else { continue };
        let (count, sum) = match transfer.direction {
            Some(Direction::Out) => (&mut totals.out.0, &mut totals.out.1),
            Some(Direction::In) => (&mut totals.received.0, &mut totals.received.1),
            _ => continue,
        };
        *count += 1;
        *sum += amount.get();
        totals.unchecked += u64::from(is_unchecked(book, payment));
        let back = match (transfer.returned_amount, transfer.status) {
            (Some(back), _) => back,
            (None, Status::Returned) => amount,
            (None, _) => Fen::ZERO,
        };
        if back > Fen::ZERO && transfer.direction == Some(Direction::Out) {
            totals.returned.0 += 1;
            totals.returned.1 += back.get().min(amount.get());
        }
    }
    totals.net = totals.out.1 - totals.returned.1 - totals.received.1;
    totals
}

fn transfers(case: &Case, book: &Book, linking: &Linking) -> Result<Vec<TransferView>, Error> {
    let accepted = accepted(book, linking);
    let link_of: HashMap<usize, usize> =
        linking.payments.iter().enumerate().map(|(ix, payment)| (*payment, ix)).collect();
    let mut views = Vec::new();
    for (ix, payment) in parties_payments(book) {
        let link = match link_of.get(&ix) {
            Some(link) => Some(link_view(case, book, linking, *link)?),
            None => None,
        };
        views.push(transfer_view(book, payment, accepted.get(&ix), link));
    }
    Ok(views)
}

/// Whether a machine read the payment from a picture, and nobody has checked it.
fn is_unchecked(book: &Book, payment: &Payment) -> bool {
    payment.machine(book).is_some_and(|machine| !machine.checked)
}

fn transfer_view(
    book: &Book,
    payment: &Payment,
    receipt: Option<&Receipt>,
    link: Option<LinkView>,
) -> TransferView {
    let transfer = &payment.transfer;
    let basis = payment.basis();
    let span =
        |when: Option<juzheng_model::Moment>, basis| when.map(|when| when.span(basis, book.settings.offset));
    TransferView {
        id: payment.id,
        party: payment.party.unwrap_or_default(),
        when: span(transfer.when, basis),
        accepted: span(transfer.accepted, Basis::Bill).or(receipt.map(|receipt| receipt.span)),
        returned: span(transfer.returned, Basis::Bill),
        returned_amount: transfer.returned_amount,
        direction: transfer.direction,
        amount: transfer.amount,
        counterparty: transfer.counterparty.clone(),
        kind: transfer.kind,
        type_text: transfer.type_text.clone(),
        status: transfer.status,
        status_text: transfer.status_text.clone(),
        memo: transfer.memo.clone(),
        note: transfer.note.clone(),
        method: transfer.method.clone(),
        transaction_id: transfer.transaction_id.clone(),
        merchant_id: transfer.merchant_id.clone(),
        origins: payment.origins.iter().map(|origin| (origin.artifact, origin.place.clone())).collect(),
        unchecked: is_unchecked(book, payment),
        receipt_unchecked: transfer.accepted.is_none() && receipt.is_some_and(Receipt::is_unchecked),
        hidden: false,
        corrected: payment.corrected.iter().map(|(field, read)| (field.clone(), read.clone())).collect(),
        link,
    }
}

fn link_view(case: &Case, book: &Book, linking: &Linking, ix: usize) -> Result<LinkView, Error> {
    let (link, stored) = with_reasons(case, book, linking, ix)?;
    let message = match (linking.linked.found[ix].item, stored) {
        (Some(item), Some(stored)) => Some(excerpt::view_of(book, linking.line(book, item), stored)),
        _ => None,
    };
    Ok(LinkView {
        id: link.id,
        message,
        basis: link.basis,
        clock: link.clock,
        gap: link.gap,
        order: link.order,
        shift_s: link.shift_s,
        verdict: link.verdict,
        ambiguous: link.ambiguous,
        reasons: link.reasons.iter().map(|reason| words::reason(reason, Lang::Zh)).collect(),
        note: link.note,
        decided: link.decided,
    })
}

fn finding(shape: FindingShape) -> FindingView {
    let origin: Option<(Id, Option<Place>)> =
        shape.origin.map(|origin| (origin.artifact, Some(origin.place)));
    FindingView {
        code: Code::from_word(shape.code).map_or("", Code::word),
        severity: shape.severity,
        message: shape.message,
        hint: shape.hint,
        origin,
    }
}
