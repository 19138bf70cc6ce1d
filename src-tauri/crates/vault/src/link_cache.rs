//! Links as they were last worked out, kept so that opening a case need not work them out anew. Never the only copy.

use crate::{error::Error, table::link_cache, vault::Vault};
use juzheng_model::{Digest, Id};

impl Vault {
    /// The links that were stored for this state of the case, as (transfer, payload) in the order given then; `None`
    /// where another state or nothing is stored, or where what is stored was damaged.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn cached_links(&self, state: &Digest) -> Result<Option<Vec<(Id, String)>>, Error> {
        match link_cache::get(&self.db, state) {
            Err(crate::error::Fault::Row { .. }) => Ok(None),
            found => found.map_err(|fault| self.failed(fault, "read the stored links")),
        }
    }

    /// Stores links in the place of those stored before. It is no entry of the custody chain: nothing was done to the
    /// case that could not be worked out again.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn store_links(
        &mut self,
        state: &Digest,
        links: &mut dyn Iterator<Item = (Id, String)>,
    ) -> Result<(), Error> {
        self.write("store the links", |db| {
            link_cache::clear(db)?;
            link_cache::fill(db, state, links)
        })
    }
}
