//! Encrypted cases at the command line: where the passphrase comes from.

use crate::ending::Failure;
use juzheng_casework::{CasePlace, Error, VaultError, is_encrypted, is_encrypted_package, words::Lang};
use std::{
    io::{self, IsTerminal, Write},
    path::Path,
};

/// Where a passphrase comes from: the first line of a file, else whoever sits at the terminal.
pub(crate) struct Door<'a> {
    /// The file that was named.
    pub(crate) file: Option<&'a Path>,
    pub(crate) lang: Lang,
}

impl Door<'_> {
    /// A case folder, unlocked where it is encrypted. Without a passphrase an encrypted one stays locked, which is said
    /// when it is opened.
    pub(crate) fn unlock(&self, folder: &Path) -> Result<CasePlace, Failure> {
        Ok(match self.passphrase(folder)? {
            None => CasePlace::at(folder),
            Some(passphrase) => CasePlace::unlock(folder, &passphrase).map_err(Error::from)?,
        })
    }

    /// The passphrase of an encrypted case or package; `None` where none is needed, or where nobody is there to be asked.
    pub(crate) fn passphrase(&self, path: &Path) -> Result<Option<String>, Failure> {
        match self.file {
            _ if !is_encrypted(path) && !is_encrypted_package(path) => Ok(None),
            Some(file) => Ok(Some(first_line(file)?)),
            None if io::stdin().is_terminal() => Ok(Some(self.ask(self.lang.of("口令：", "Passphrase: "))?)),
            None => Ok(None),
        }
    }

    /// A folder for a case that is to be encrypted, with the passphrase that was chosen for it.
    pub(crate) fn fresh(&self, folder: &Path) -> Result<CasePlace, Failure> {
        Ok(CasePlace::to_encrypt(folder, &self.chosen(folder)?).map_err(Error::from)?)
    }

    /// A passphrase that is being set. At the terminal it is said before what losing it means, and it is typed twice.
    pub(crate) fn chosen(&self, folder: &Path) -> Result<String, Failure> {
        if let Some(file) = self.file {
            return Ok(first_line(file)?);
        }
        if !io::stdin().is_terminal() {
            return Err(Error::Vault(VaultError::Locked { path: folder.to_owned() }).into());
        }
        let warning = self.lang.of(
            "口令一旦忘记，任何人都无法找回，案件将永远打不开。请写下来，放在安全的地方。",
            "If the passphrase is lost, nobody can recover it, and the case can never be opened again. Write it down and keep it safe.",
        );
        writeln!(io::stderr(), "{warning}")?;
        loop {
            let passphrase = self.ask(self.lang.of("新口令：", "New passphrase: "))?;
            if passphrase == self.ask(self.lang.of("再输入一次：", "Once more: "))? {
                return Ok(passphrase);
            }
            writeln!(
                io::stderr(),
                "{}",
                self.lang.of("两次不同，请重新输入。", "They differ; please try again.")
            )?;
        }
    }

    fn ask(&self, question: &str) -> Result<String, Failure> {
        Ok(rpassword::prompt_password(question)?)
    }
}

/// The first line of a file that holds a secret, as it stands there.
pub(crate) fn first_line(path: &Path) -> Result<String, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    Ok(first.trim_end_matches('\r').to_owned())
}
