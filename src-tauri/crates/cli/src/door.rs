//! Encrypted cases at the command line: where the passphrase comes from.

use crate::ending::Failure;
use juzheng_casework::{
    CasePlace, Error, VaultError, check_passphrase, is_encrypted, is_encrypted_package,
    words::{self, Lang},
};
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

/// What a passphrase is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// A case that is to be encrypted.
    Case,
    /// A case that has one already.
    Anew,
    /// A package.
    Package,
}

impl Chosen {
    /// What is said where there is neither a file nor a terminal.
    fn missing(self) -> io::Error {
        let option = match self {
            Chosen::Case => "--passphrase-file",
            Chosen::Anew => "--new-passphrase-file",
            Chosen::Package => "--package-passphrase-file",
        };
        let why = format!("没有口令，请用 {option} 指明 (no passphrase: name its file with {option})");
        io::Error::new(io::ErrorKind::InvalidInput, why)
    }
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
        Ok(CasePlace::to_encrypt(folder, &self.chosen(Chosen::Case)?).map_err(Error::from)?)
    }

    /// A passphrase that is being set. At the terminal it is said before what losing it means, and it is typed twice.
    pub(crate) fn chosen(&self, of: Chosen) -> Result<String, Failure> {
        if let Some(file) = self.file {
            return Ok(first_line(file)?);
        }
        if !io::stdin().is_terminal() {
            let path = Path::new("passphrase").to_owned();
            return Err(Error::Unreadable { path, source: of.missing() }.into());
        }
        let (zh, en) = match of {
            Chosen::Package => ("证据包", "package"),
            Chosen::Case | Chosen::Anew => ("案件", "case"),
        };
        let zh = format!("口令一旦忘记，任何人都无法找回，{zh}将永远打不开。请写下来，放在安全的地方。");
        let en = format!(
            "If the passphrase is lost, nobody can recover it, and the {en} can never be opened again. Write it down and keep it safe."
        );
        writeln!(io::stderr(), "{}", self.lang.of(&zh, &en))?;
        loop {
            let passphrase = self.ask(self.lang.of("新口令：", "New passphrase: "))?;
            if let Err(error) = check_passphrase(&passphrase) {
                let (why, hint) = words::error(&Error::Vault(error), self.lang);
                writeln!(io::stderr(), "{why}\n{hint}")?;
                continue;
            }
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

/// An error of a case that is not encrypted, though it was taken for one.
pub(crate) fn not_encrypted(folder: &Path) -> Error {
    Error::Vault(VaultError::NotEncrypted { path: folder.to_owned() })
}

/// The first line of a file that holds a secret, as it stands there.
pub(crate) fn first_line(path: &Path) -> Result<String, Error> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = text_of(&bytes).ok_or_else(|| {
        unreadable(io::Error::new(io::ErrorKind::InvalidData, "不是 UTF-8 文本 (not text in UTF-8)"))
    })?;
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    Ok(first.trim_end_matches('\r').to_owned())
}

/// The text of a small file: UTF-8, or the UTF-16 that PowerShell writes.
fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_however_its_file_was_written() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let wide: Vec<u8> = "\u{feff}口令 12345\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "口令 12345\n".as_bytes(),
            "\u{feff}口令 12345\r\nmore".as_bytes(),
            "口令 12345".as_bytes(),
            &wide,
        ] {
            std::fs::write(file.path(), bytes).expect("written");
            assert_eq!(first_line(file.path()).expect("read"), "口令 12345");
        }
        std::fs::write(file.path(), [0xff, 0x00, 0xff]).expect("written");
        assert!(first_line(file.path()).is_err());
    }
}
