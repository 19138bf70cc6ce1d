//! Sealing: the manifest that was signed and the timestamps over it, kept in the case and told of in custody.
//!
//! None of it counts as a change of the case: the manifest of a sealed case is the one that was sealed.

use crate::{
    error::Error,
    table::{
        custody,
        custody::Deed,
        seal,
        seal::{Seal, Timestamp},
    },
    vault::{Stamp, Vault},
};
use juzheng_model::Digest;
use serde_json::{Value, json};

impl Vault {
    /// Keeps a sealed manifest; gives the number of its custody entry. The same manifest with the same signature is kept
    /// once.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn add_seal(
        &mut self,
        root: Digest,
        manifest: &[u8],
        signature: &[u8; 64],
        public_key: &str,
        stamp: Stamp<'_>,
    ) -> Result<u64, Error> {
        let mut kept = Seal {
            seq: 0,
            root,
            manifest: manifest.to_vec(),
            signature: signature.to_vec(),
            public_key: public_key.to_owned(),
        };
        let known = self.seals()?.into_iter().find(|seal| Seal { seq: 0, ..seal.clone() } == kept);
        if let Some(known) = known {
            return Ok(known.seq);
        }
        self.write("keep the seal", |db| {
            let deed = Deed {
                action: "seal",
                subjects: vec![root.hex()],
                detail: seal_detail(&kept),
                stamp: &stamp,
            };
            kept.seq = custody::append(db, &deed)?;
            seal::insert(db, &kept)?;
            Ok(kept.seq)
        })
    }

    /// Notes in custody that a query over a seal's root was made: its bytes, and where they went.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn note_query(
        &mut self,
        root: Digest,
        query: &[u8],
        to: &str,
        stamp: Stamp<'_>,
    ) -> Result<(), Error> {
        let hex: String = query.iter().map(|byte| format!("{byte:02x}")).collect();
        let detail = json!({"query": hex, "to": to});
        let deed = Deed { action: "query", subjects: vec![root.hex()], detail, stamp: &stamp };
        self.write("note the query", |db| custody::append(db, &deed).map(|_| ()))
    }

    /// Keeps what an authority answered about a seal; the same answer is kept once.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn add_timestamp(
        &mut self,
        sealed: &Seal,
        authority: &str,
        query: Option<&[u8]>,
        reply: &[u8],
        stamp: Stamp<'_>,
    ) -> Result<(), Error> {
        if self.timestamps()?.iter().any(|known| known.seal == sealed.seq && known.reply == reply) {
            return Ok(());
        }
        let mut kept = Timestamp {
            seq: 0,
            seal: sealed.seq,
            authority: authority.to_owned(),
            query: query.map(<[u8]>::to_vec),
            reply: reply.to_vec(),
        };
        let deed = Deed {
            action: "stamp",
            subjects: vec![sealed.root.hex()],
            detail: timestamp_detail(&kept),
            stamp: &stamp,
        };
        self.write("keep the timestamp", |db| {
            kept.seq = custody::append(db, &deed)?;
            seal::insert_timestamp(db, &kept)
        })
    }

    /// Every seal, in the order in which they were made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn seals(&self) -> Result<Vec<Seal>, Error> {
        seal::all(&self.db).map_err(|fault| self.failed(fault, "read the seals"))
    }

    /// Every timestamp, in the order in which they came.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn timestamps(&self) -> Result<Vec<Timestamp>, Error> {
        seal::all_timestamps(&self.db).map_err(|fault| self.failed(fault, "read the timestamps"))
    }
}

/// What custody says of a seal: the digest of everything that the database has.
pub(crate) fn seal_detail(seal: &Seal) -> Value {
    json!({
        "root": seal.root,
        "manifest": Digest::sha256(&seal.manifest),
        "signature": Digest::sha256(&seal.signature),
        "public_key": Digest::sha256(seal.public_key.as_bytes()),
    })
}

/// What custody says of a timestamp.
pub(crate) fn timestamp_detail(stamp: &Timestamp) -> Value {
    json!({
        "seal": stamp.seal,
        "authority": stamp.authority,
        "query": stamp.query.as_deref().map(Digest::sha256),
        "reply": Digest::sha256(&stamp.reply),
    })
}
