//! The certificates of authorities that the user trusts: PEM files named with the command or in `JUZHENG_TSA_ROOTS`, or
//! what the program remembers of them.

use crate::error::Error;
use juzheng_seal::Roots;
use std::path::{Path, PathBuf};

/// What the user trusts.
#[derive(Debug, Clone, Default)]
pub struct TrustedRoots(Roots);

impl TrustedRoots {
    /// Reads files of certificates in PEM, and those that the environment names.
    ///
    /// # Errors
    /// A file cannot be read, or holds no certificate.
    pub fn load(files: &[PathBuf]) -> Result<TrustedRoots, Error> {
        let named = std::env::var_os("JUZHENG_TSA_ROOTS");
        let named = named.iter().flat_map(std::env::split_paths);
        let mut roots = Roots::default();
        for file in files.iter().cloned().chain(named) {
            roots = roots.and(read(&file)?);
        }
        Ok(TrustedRoots(roots))
    }

    /// These, and the certificates in a text of PEM.
    ///
    /// # Errors
    /// It holds no certificate.
    pub(crate) fn and_pem(self, pem: &str) -> Result<TrustedRoots, Error> {
        Ok(TrustedRoots(self.0.and(Roots::from_pem(pem.as_bytes())?)))
    }

    pub(crate) fn roots(&self) -> &Roots {
        &self.0
    }

    /// Whether nothing is trusted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn read(file: &Path) -> Result<Roots, Error> {
    let bytes = std::fs::read(file);
    let bytes = bytes.map_err(|source| Error::Unreadable { path: file.to_owned(), source })?;
    Ok(Roots::from_pem(&bytes)?)
}
