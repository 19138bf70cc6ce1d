//! The sample case: an invented dispute over an invented loan, as the files that a lender would have of it.
//!
//! 林晓 lends a former colleague, 周航 (阿周), 54,000 yuan in 2025 for a tea shop and gets 12,500 back. Everything is
//! written from two scripts, `talk.txt` and [`payment::PAYMENTS`], and from nothing else: the same bytes every time.

mod bill;
mod chat;
mod digits;
mod everyday;
mod payment;
mod sheet;

use std::io::{self, Cursor, Write};
use zip::{AesSalt, CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// The password of the ZIP, as the service message of WeChat Pay gives it: six digits, the first a zero.
pub const PASSWORD: &str = "042917";

/// The bill of the early months: a ZIP with a password, and in it a CSV.
pub const EARLY_BILL: &str = "微信支付账单(20250101-20250331)";

/// The bill of the later months: a workbook.
pub const LATER_BILL: &str = "微信支付账单流水文件(20250401-20260331)_20260402102133.xlsx";

/// The export of the chat.
pub const CHAT: &str = "聊天记录_周航.csv";

/// The file that holds [`PASSWORD`].
pub const PASSWORD_FILE: &str = "密码.txt";

/// Every file of the sample case: its name and its bytes.
///
/// # Errors
/// The ZIP writer refused something.
pub fn files() -> io::Result<Vec<(String, Vec<u8>)>> {
    let early = bill::Bill::early();
    let later = bill::Bill::later();
    Ok(vec![
        (format!("{EARLY_BILL}.zip"), locked(&format!("{EARLY_BILL}.csv"), early.csv().as_bytes())?),
        (LATER_BILL.to_owned(), sheet::workbook(&later.preamble(), &bill::HEADER, &later.rows)?),
        (CHAT.to_owned(), chat::csv().into_bytes()),
        (PASSWORD_FILE.to_owned(), format!("{PASSWORD}\n").into_bytes()),
    ])
}

/// A ZIP with one entry under [`PASSWORD`], by WinZip's AES-256. The salt is fixed, so that the bytes are.
fn locked(name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let salt = AesSalt::Aes256(*b"a sample's  salt");
    let options = plain(2025, 4, 1)?.with_aes_encryption_and_salt(PASSWORD.as_bytes(), salt);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, options)?;
    zip.write_all(bytes)?;
    Ok(zip.finish()?.into_inner())
}

/// Compressed, with a fixed date.
fn plain(year: u16, month: u8, day: u8) -> io::Result<SimpleFileOptions> {
    let at = DateTime::from_date_and_time(year, month, day, 10, 0, 0).map_err(io::Error::other)?;
    Ok(SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(at))
}
