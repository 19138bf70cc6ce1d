//! Reading records back: readings, conversations and speakers whole; messages, transfers and findings one by one.

use crate::{
    error::{Error, Fault},
    table::{
        conversation, finding, message,
        message::{MessageHead, StoredMessage},
        reading,
        reading::{Reading, Rows, Stored},
        speaker, transfer,
        transfer::StoredTransfer,
    },
    vault::Vault,
};
use juzheng_model::{Conversation, Finding, Speaker};

impl Vault {
    /// The live reading of each artifact: its newest. Earlier ones stay in the database.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn readings(&self) -> Result<Vec<Reading>, Error> {
        Ok(self.live()?.into_iter().map(|stored| stored.reading).collect())
    }

    /// The conversations of a reading, by their index.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn conversations(&self, reading: i64) -> Result<Vec<Conversation>, Error> {
        conversation::of(&self.db, reading).map_err(|fault| self.failed(fault, "read the conversations"))
    }

    /// The speakers of a reading, by their index.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn speakers(&self, reading: i64) -> Result<Vec<Speaker>, Error> {
        speaker::of(&self.db, reading).map_err(|fault| self.failed(fault, "read the speakers"))
    }

    /// Shows every message of the live readings without its words, reading by reading, each in the order of its file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn message_heads(&self, each: &mut dyn FnMut(MessageHead<'_>)) -> Result<(), Error> {
        for live in self.live_rows()? {
            message::heads(&self.db, live.first_message, live.messages, each)
                .map_err(|fault| self.failed(fault, "read the messages"))?;
        }
        Ok(())
    }

    /// The whole message with this key; `None` where there is none.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn message(&self, key: i64) -> Result<Option<StoredMessage>, Error> {
        message::get(&self.db, key).map_err(|fault| self.failed(fault, "read the message"))
    }

    /// Shows the whole messages with these keys, in the order given.
    ///
    /// # Errors
    /// The database cannot be read, or holds no message of a key ([`Error::BadRow`]).
    pub fn messages(&self, keys: &[i64], each: &mut dyn FnMut(StoredMessage)) -> Result<(), Error> {
        // Those of one file follow each other.
        for run in keys.chunk_by(|key, next| key.checked_add(1) == Some(*next)) {
            let mut left = run.iter();
            let mut show = |stored: StoredMessage| match left.next() {
                Some(key) if *key != stored.key => Err(Fault::Row { table: "message", key: *key }),
                _ => {
                    each(stored);
                    Ok(())
                }
            };
            message::each(&self.db, run[0], run.len() as u64, &mut show)
                .and_then(|()| match left.next() {
                    Some(key) => Err(Fault::Row { table: "message", key: *key }),
                    None => Ok(()),
                })
                .map_err(|fault| self.failed(fault, "read the messages"))?;
        }
        Ok(())
    }

    /// Shows every whole message of the live readings, reading by reading, each in the order of its file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn all_messages(&self, each: &mut dyn FnMut(StoredMessage)) -> Result<(), Error> {
        let mut show = |message| {
            each(message);
            Ok(())
        };
        for live in self.live_rows()? {
            message::each(&self.db, live.first_message, live.messages, &mut show)
                .map_err(|fault| self.failed(fault, "read the messages"))?;
        }
        Ok(())
    }

    /// Shows every transfer of the live readings, reading by reading, each in the order of its file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn transfers(&self, each: &mut dyn FnMut(StoredTransfer)) -> Result<(), Error> {
        let mut show = |transfer| {
            each(transfer);
            Ok(())
        };
        for live in self.live_rows()? {
            transfer::each(&self.db, live.first_transfer, live.transfers, &mut show)
                .map_err(|fault| self.failed(fault, "read the transfers"))?;
        }
        Ok(())
    }

    /// The findings of a reading, in the reader's order; none for a reading that is not there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn findings(&self, reading: i64) -> Result<Vec<Finding>, Error> {
        let mut all = Vec::new();
        let mut take = |_, _, finding| {
            all.push(finding);
            Ok(())
        };
        let stored =
            reading::get(&self.db, reading).map_err(|fault| self.failed(fault, "read the reading"))?;
        if let Some(stored) = stored {
            finding::each(&self.db, stored.first_finding, stored.reading.counts.findings, &mut take)
                .map_err(|fault| self.failed(fault, "read the findings"))?;
        }
        Ok(all)
    }

    fn live_rows(&self) -> Result<Vec<Rows>, Error> {
        reading::live_rows(&self.db).map_err(|fault| self.failed(fault, "read the readings"))
    }

    fn live(&self) -> Result<Vec<Stored>, Error> {
        reading::live(&self.db).map_err(|fault| self.failed(fault, "read the readings"))
    }
}
