//! Who speaks where: every conversation and speaker is announced once, and found again without copying its names.

use super::item::{Chat, Item};
use juzheng_model::{Conversation, ConversationIx, Side, Sink, Speaker, SpeakerIx};
use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    io,
};

/// The conversations and speakers announced so far.
#[derive(Default)]
pub(super) struct Roll {
    chats: HashMap<String, ConversationIx>,
    speakers: Vec<Known>,
    /// Indices of `speakers` by the hash of what tells them apart. Names come from hostile files: the hash is keyed.
    by_hash: HashMap<u64, Vec<usize>>,
    hasher: RandomState,
    /// The two who spoke last: most rows are theirs.
    recent: [usize; 2],
}

struct Known {
    key: String,
    system: bool,
    names: [String; 3],
    ix: SpeakerIx,
}

impl Known {
    fn is(&self, item: &Item<'_>) -> bool {
        let system = item.side == Side::System;
        // Names first: in most files the key is the same in every row and tells nothing apart.
        let same_names = || self.names.iter().zip(&item.names).all(|(a, b)| same(a, b));
        self.system == system && (system || same_names()) && same(&self.key, &item.chat.key)
    }
}

/// Whether two texts are equal. Most of a row's names are empty, and comparing nothing by a call costs the most of all.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a.is_empty() || a == b)
}

impl Roll {
    /// The speaker of `item`, announced to `sink` (after its conversation) where it is new.
    ///
    /// # Errors
    /// The sink refused.
    pub(super) fn speaker(&mut self, item: &Item<'_>, sink: &mut dyn Sink) -> io::Result<SpeakerIx> {
        for at in self.recent {
            if let Some(known) = self.speakers.get(at).filter(|known| known.is(item)) {
                return Ok(known.ix);
            }
        }
        let system = item.side == Side::System;
        let hash = match system {
            true => self.hasher.hash_one(&item.chat.key),
            false => self.hasher.hash_one((&item.chat.key, &item.names)),
        };
        let same_hash = self.by_hash.get(&hash).map_or(&[][..], Vec::as_slice);
        let at = match same_hash.iter().find(|at| self.speakers[**at].is(item)) {
            Some(at) => *at,
            None => self.announce(item, hash, sink)?,
        };
        self.recent = [at, self.recent[0]];
        Ok(self.speakers[at].ix)
    }

    fn announce(&mut self, item: &Item<'_>, hash: u64, sink: &mut dyn Sink) -> io::Result<usize> {
        let conversation = self.conversation(&item.chat, sink)?;
        let system = item.side == Side::System;
        let mut names = if system { Vec::new() } else { told_apart(&item.names) };
        let name = if names.is_empty() { String::new() } else { names.remove(0) };
        let ix = sink.speaker(Speaker { conversation, name, names })?;
        let names = item.names.each_ref().map(|name| name.as_ref().to_owned());
        self.speakers.push(Known { key: item.chat.key.as_ref().to_owned(), system, names, ix });
        let at = self.speakers.len() - 1;
        self.by_hash.entry(hash).or_default().push(at);
        Ok(at)
    }

    fn conversation(&mut self, chat: &Chat<'_>, sink: &mut dyn Sink) -> io::Result<ConversationIx> {
        if let Some(ix) = self.chats.get(chat.key.as_ref()) {
            return Ok(*ix);
        }
        let key = chat.key.as_ref().to_owned();
        let names = told_apart(&chat.names);
        let ix = sink.conversation(Conversation {
            key: key.clone(),
            key_is_id: chat.is_id,
            names,
            group: chat.group,
        })?;
        self.chats.insert(key, ix);
        Ok(ix)
    }
}

/// The names that are not empty, each once, in their order.
fn told_apart(names: &[Cow<'_, str>]) -> Vec<String> {
    let mut apart: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !apart.iter().any(|known| known == name) {
            apart.push(name.as_ref().to_owned());
        }
    }
    apart
}
