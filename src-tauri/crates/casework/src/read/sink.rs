//! Sinks of casework: one that lets the user stop a reading, one that collects a whole file for showing.

use crate::book::Heard;
use juzheng_model::{
    Conversation, ConversationIx, Facts, Finding, Message, Sink, Speaker, SpeakerIx, Transfer,
};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// Passes everything on, and notes who speaks.
pub(crate) struct Listening<'a> {
    pub sink: &'a mut dyn Sink,
    pub heard: Heard,
}

impl Sink for Listening<'_> {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        self.sink.facts(facts)
    }
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.sink.conversation(conversation)
    }
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.sink.speaker(speaker)
    }
    fn message(&mut self, message: Message) -> io::Result<()> {
        self.heard.note(message.speaker, message.side);
        self.sink.message(message)
    }
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.sink.transfer(transfer)
    }
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.sink.finding(finding)
    }
}

/// Collects everything until the user stops.
pub(super) struct Watched<'a> {
    pub sink: &'a mut Collected,
    pub stop: &'a AtomicBool,
}

impl Watched<'_> {
    fn go_on(&self) -> io::Result<()> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(io::Error::new(io::ErrorKind::Interrupted, "stopped")),
            false => Ok(()),
        }
    }
}

impl Sink for Watched<'_> {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        self.sink.facts(facts)
    }
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.sink.conversation(conversation)
    }
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.sink.speaker(speaker)
    }
    fn message(&mut self, message: Message) -> io::Result<()> {
        self.go_on()?;
        self.sink.message(message)
    }
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.go_on()?;
        self.sink.transfer(transfer)
    }
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.go_on()?;
        self.sink.finding(finding)
    }
}

/// Everything that one file gave.
#[derive(Default)]
pub(super) struct Collected {
    pub facts: Option<Facts>,
    pub conversations: Vec<Conversation>,
    pub speakers: Vec<Speaker>,
    pub messages: Vec<Message>,
    pub transfers: Vec<Transfer>,
    pub findings: Vec<Finding>,
}

impl Sink for Collected {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        self.facts = Some(facts);
        Ok(())
    }
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.conversations.push(conversation);
        Ok(ConversationIx(self.conversations.len() as u32 - 1))
    }
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.speakers.push(speaker);
        Ok(SpeakerIx(self.speakers.len() as u32 - 1))
    }
    fn message(&mut self, message: Message) -> io::Result<()> {
        self.messages.push(message);
        Ok(())
    }
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.transfers.push(transfer);
        Ok(())
    }
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.findings.push(finding);
        Ok(())
    }
}
