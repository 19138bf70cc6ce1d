//! Conversations as the case sees them: their name, whose they are, whether they are groups, who in them is me.

use super::Source;
use crate::error::Error;
use juzheng_model::{Conversation, PartyRole, Roster, Side, Speaker, SpeakerIx};
use juzheng_vault::Vault;

/// Which speakers of one reading speak, and which of them the file's flags say is me: (speaks, is me) by speaker.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard(Vec<(bool, bool)>);

impl Heard {
    /// Notes a message.
    pub(crate) fn note(&mut self, speaker: SpeakerIx, stated: Side) {
        let ix = speaker.0 as usize;
        if self.0.len() <= ix {
            self.0.resize(ix + 1, (false, false));
        }
        self.0[ix].0 |= stated != Side::System;
        self.0[ix].1 |= stated == Side::Me;
    }
}

/// A sender in a conversation.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// The name to show.
    pub name: String,
    /// All its names.
    pub names: Vec<String>,
    /// Index of its conversation among the rooms.
    pub room: usize,
    /// Whether the file's flags or the roster say it is me.
    pub is_me: bool,
    /// Whether anything but a notice came from it.
    pub speaks: bool,
    /// The other-side party that it is.
    pub party: Option<usize>,
}

/// One conversation of one reading.
#[derive(Debug, Clone)]
pub(crate) struct RoomFacts {
    /// Index of its source.
    pub source: usize,
    /// The name in the JSON: its id, else the sender who is not me, else the name of the file.
    pub name: String,
    /// Whether it is a group.
    pub group: bool,
    /// The party whose private conversation it is.
    pub private_of: Option<usize>,
    /// The parties that speak in it, where it is a group.
    pub parties: Vec<usize>,
    conversation: Conversation,
}

impl RoomFacts {
    /// Whether it is a conversation of the case's parties.
    pub(crate) fn is_ours(&self) -> bool {
        self.private_of.is_some() || !self.parties.is_empty()
    }

    /// Whether nothing in its file says which conversation it is.
    pub(crate) fn is_unnamed(&self) -> bool {
        self.conversation.key.is_empty()
    }
}

/// The conversations and senders of all readings.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    /// The conversations.
    pub rooms: Vec<RoomFacts>,
    /// The senders.
    pub voices: Vec<Voice>,
    /// Per source the index of its first voice.
    pub first_voice: Vec<usize>,
    /// Per source whether one of its senders is known as me.
    pub me_known: Vec<bool>,
}

impl Rooms {
    /// Reads conversations and speakers of every source; [`Rooms::settle`] names them when the messages are known.
    pub(crate) fn open(vault: &Vault, sources: &[Source], roster: &Roster) -> Result<Rooms, Error> {
        let mut rooms = Rooms::default();
        for (ix, source) in sources.iter().enumerate() {
            let (conversations, speakers) = match &source.reading {
                Some(reading) if reading.counts.speakers > 0 => {
                    (vault.conversations(reading.id)?, vault.speakers(reading.id)?)
                }
                _ => (Vec::new(), Vec::new()),
            };
            rooms.take(ix, &source.artifact.name, conversations, speakers, roster);
        }
        Ok(rooms)
    }

    /// Adds the conversations and speakers of the next source; `file` is its name, for a conversation without any.
    pub(crate) fn take(
        &mut self,
        source: usize,
        file: &str,
        conversations: Vec<Conversation>,
        speakers: Vec<Speaker>,
        roster: &Roster,
    ) {
        let first_room = self.rooms.len();
        self.first_voice.push(self.voices.len());
        self.rooms.extend(conversations.into_iter().map(|conversation| RoomFacts {
            source,
            name: file.to_owned(),
            group: false,
            private_of: None,
            parties: Vec::new(),
            conversation,
        }));
        let mut me_known = false;
        for speaker in speakers {
            let mut names = speaker.names;
            names.insert(0, speaker.name.clone());
            let is_me = names.iter().any(|name| roster.is_me(name));
            me_known |= is_me;
            self.voices.push(Voice {
                name: speaker.name,
                room: first_room + speaker.conversation.0 as usize,
                is_me,
                speaks: false,
                party: names.iter().find_map(|name| other(roster, name)),
                names,
            });
        }
        self.me_known.push(me_known);
    }

    /// What tells the conversation of a source that holds one; of a picture its title.
    pub(crate) fn key_of(&self, source: usize) -> Option<&str> {
        self.of_source(source).next().map(|room| self.rooms[room].conversation.key.as_str())
    }

    /// Gives the conversation of a source the name of that of another, of which its title is a misreading.
    pub(super) fn rename(&mut self, source: usize, as_in: usize) {
        let (Some(room), Some(model)) = (self.of_source(source).next(), self.of_source(as_in).next()) else {
            return;
        };
        self.rooms[room].conversation = self.rooms[model].conversation.clone();
    }

    /// The rooms of a source.
    pub(crate) fn of_source(&self, source: usize) -> std::ops::Range<usize> {
        let from = self.rooms.partition_point(|room| room.source < source);
        from..self.rooms.partition_point(|room| room.source <= source)
    }

    /// The side of a message: what the file states, else what the names say once one of them is known as me.
    pub(crate) fn side(&self, source: usize, voice: usize, stated: Side) -> Side {
        match stated {
            Side::Unknown if !self.me_known[source] => Side::Unknown,
            Side::Unknown if self.voices[voice].is_me => Side::Me,
            Side::Unknown => Side::Other,
            stated => stated,
        }
    }

    /// Notes that a message came from a voice, with the side that the file states.
    pub(crate) fn heard(&mut self, voice: usize, stated: Side) {
        let voice = &mut self.voices[voice];
        voice.speaks |= stated != Side::System;
        voice.is_me |= stated == Side::Me;
    }

    /// Notes what was heard while a source was read.
    pub(crate) fn heard_before(&mut self, source: usize, heard: &Heard) {
        let first = self.first_voice[source];
        for (voice, (speaks, is_me)) in self.voices[first..].iter_mut().zip(&heard.0) {
            voice.speaks |= speaks;
            voice.is_me |= is_me;
        }
    }

    /// Names the conversations and says whose they are.
    pub(crate) fn settle(&mut self, roster: &Roster) {
        let mut others: Vec<Vec<usize>> = vec![Vec::new(); self.rooms.len()];
        for (ix, voice) in self.voices.iter().enumerate() {
            let known = others[voice.room].iter().any(|other| self.voices[*other].name == voice.name);
            if voice.speaks && !voice.is_me && !voice.name.is_empty() && !known {
                others[voice.room].push(ix);
            }
        }
        for (room, others) in self.rooms.iter_mut().zip(others) {
            let conversation = &room.conversation;
            let by_senders = !conversation.key_is_id && others.len() > 1;
            room.group = conversation.group.unwrap_or(by_senders) || conversation.key.ends_with("@chatroom");
            let senders: Vec<&str> = others.iter().map(|ix| self.voices[*ix].name.as_str()).collect();
            room.name = name(conversation, senders).unwrap_or_else(|| std::mem::take(&mut room.name));
            if room.group {
                let mut parties: Vec<usize> = others.iter().filter_map(|ix| self.voices[*ix].party).collect();
                parties.sort_unstable();
                parties.dedup();
                room.parties = parties;
            } else {
                let own = std::iter::once(&conversation.key).filter(|_| conversation.key_is_id);
                let senders = others.iter().flat_map(|ix| &self.voices[*ix].names);
                let names = own.chain(&conversation.names).chain(senders).chain([&room.name]);
                room.private_of = names.into_iter().find_map(|name| other(roster, name));
            }
        }
    }
}

/// The other-side party of this name.
fn other(roster: &Roster, name: &str) -> Option<usize> {
    roster.find(name).filter(|ix| roster.parties()[*ix].role == PartyRole::Other)
}

/// A conversation without an id is named by its one sender who is not me; several make a group, named by all of them.
/// Where the file names nobody at all, it is `None`, and the name of the file has to do.
fn name(conversation: &Conversation, mut senders: Vec<&str>) -> Option<String> {
    // The title of a picture is its key: pictures of one title are one conversation, whoever is seen to speak on each.
    if conversation.key_is_id || conversation.names.first() == Some(&conversation.key) {
        return Some(conversation.key.clone());
    }
    senders.sort_unstable();
    match senders.as_slice() {
        [] => conversation.names.first().cloned(),
        many => Some(many.join("、")),
    }
}
