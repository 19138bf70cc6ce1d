//! 证据目录 and the table of transfers as files for word processors and spreadsheets, for lawyers who edit.
//!
//! Office Open XML (ISO/IEC 29500) in its plainest form, written here over `zip`: two fixed, small documents, of which every
//! byte must be the same each time and no cell may ever act. Texts come from strangers: they are written as texts, not as
//! formulas, and a spreadsheet is told so in a way that survives editing.

mod docx;
mod sheet;
mod transfers;
mod xlsx;
mod xml;

pub use sheet::{Cell, Column, Sheet};
pub use transfers::transfers;

use crate::Error;
use chrono::NaiveDate;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Which program the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Word processors: DOCX.
    Document,
    /// Spreadsheets: XLSX.
    Workbook,
}

/// A row of 证据目录 as it stands in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueRow {
    /// 序号: `1-2`.
    pub number: String,
    /// 证据名称
    pub name: String,
    /// 证据来源
    pub source: String,
    /// 证明对象和内容
    pub shows: String,
    /// 证据形式, where it is known: 原件, 复印件, 电子数据.
    pub form: String,
    /// 页码: `12–15`.
    pub pages: String,
}

/// 证据目录 as a sheet; the column of forms is left out where no row has one.
pub fn catalogue(title: &str, rows: &[CatalogueRow]) -> Sheet {
    let has_form = rows.iter().any(|row| !row.form.is_empty());
    let mut columns = vec![
        Column { title: "序号", width: 7 },
        Column { title: "证据名称", width: 30 },
        Column { title: "证据来源", width: 30 },
        Column { title: "证明对象和内容", width: 42 },
    ];
    columns.extend(has_form.then_some(Column { title: "证据形式", width: 10 }));
    columns.push(Column { title: "页码", width: 9 });
    let cells = |row: &CatalogueRow| {
        let mut cells = vec![&row.number, &row.name, &row.source, &row.shows];
        cells.extend(has_form.then_some(&row.form));
        cells.push(&row.pages);
        cells.into_iter().map(|text| Cell::Text(text.clone())).collect()
    };
    Sheet {
        name: crate::words::CATALOGUE,
        title: title.to_owned(),
        columns,
        rows: rows.iter().map(cells).collect(),
        notes: vec![format!("{}：　　　　　　　　{}：", crate::words::SUBMITTER, crate::words::SUBMITTED_ON)],
        is_wide: false,
    }
}

/// Writes a sheet. The date is the caller's; the same sheet gives the same bytes.
///
/// # Errors
/// The output cannot be written.
pub fn write(sheet: &Sheet, format: Format, date: NaiveDate, out: &mut dyn Write) -> Result<(), Error> {
    let parts = match format {
        Format::Document => docx::parts(sheet, date),
        Format::Workbook => xlsx::parts(sheet, date),
    };
    out.write_all(&packed(&parts)?)?;
    Ok(())
}

/// A file inside the package: its name and its XML.
type Part = (&'static str, String);

fn packed(parts: &[Part]) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Entries without a time of their own have that of 1980.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, xml) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
