//! The messages of one file on their way into the sink: facts first, speakers as they appear, counts at the end.

use super::{
    ChatLayout,
    item::{Doubt, Item},
    roll::Roll,
    tally::Tally,
};
use crate::{error::Error, table::shortened};
use juzheng_model::{ArtifactKind, Code, Facts, Finding, Message, Place, Sink, Zone};

/// A reading under way.
pub(super) struct Transcript<'s> {
    sink: &'s mut dyn Sink,
    roll: Roll,
    /// What is counted for the whole file.
    pub(super) tally: Tally,
}

impl<'s> Transcript<'s> {
    /// Says what the file is: a chat, derived from the phone by this exporter.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn begin(layout: ChatLayout, media_type: &str, sink: &'s mut dyn Sink) -> Result<Self, Error> {
        let facts =
            Facts { layout: layout.word().to_owned(), ..Facts::plain(ArtifactKind::Chat, media_type) };
        sink.facts(facts).map_err(Error::refused)?;
        let mut transcript = Transcript { sink, roll: Roll::default(), tally: Tally::default() };
        transcript.say(Finding::of_file(Code::DerivedExport, [layout.exporter()]))?;
        Ok(transcript)
    }

    /// Adds a message with what is to be said about it; its text, id and doubts are taken out of `item`.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn add(&mut self, place: Place, item: &mut Item<'_>) -> Result<(), Error> {
        if let Some(when) = item.when {
            self.tally.zone_assumed |= when.zone == Zone::Assumed;
            self.tally.seconds_lost += u64::from(when.open_s > 0);
        }
        let speaker = self.roll.speaker(item, self.sink).map_err(Error::refused)?;
        for doubt in std::mem::take(&mut item.doubts) {
            self.say(match doubt {
                Doubt::Unreadable { column, text } => {
                    Finding::at(Code::RowUnreadable, place.clone(), [column.to_owned(), text])
                }
                Doubt::TypedCard => Finding::at(Code::TypedCard, place.clone(), [shortened(&item.text)]),
            })?;
        }
        let message = Message {
            place,
            speaker,
            when: item.when,
            side: item.side,
            kind: item.kind,
            card: item.card.card,
            amount: item.card.amount,
            text: std::mem::take(&mut item.text).into_owned(),
            source_id: item.source_id.take().map(|id| id.into_owned()),
            transfer_id: None,
            sent_at: item.card.sent_at,
            seen: None,
        };
        self.sink.message(message).map_err(Error::refused)
    }

    /// Adds a finding.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn say(&mut self, finding: Finding) -> Result<(), Error> {
        self.sink.finding(finding).map_err(Error::refused)
    }

    /// Says what was counted.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let findings = std::mem::take(&mut self.tally).findings();
        findings.into_iter().try_for_each(|finding| self.say(finding))
    }
}
