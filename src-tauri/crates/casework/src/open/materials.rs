//! The files of a case for a window: what they gave, and the originals as a person sees them.

use super::{OpenCase, shown::Shown};
use crate::{
    add::ARCHIVE_READER,
    book::Source,
    claims::digests_in,
    error::Error,
    list::{artifact_shape, artifacts_in_order},
    pane::{Material, MaterialDetail, Preview, TablePage, TableRow, TextPage},
    words::{self, Lang},
};
use juzheng_dossier::{Pages, text_of};
use juzheng_intake::view;
use juzheng_model::{ArtifactKind, Digest, Id};
use juzheng_vault::Original;
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Findings of one sort that are shown of one file.
const OF_A_SORT: usize = 200;
/// Bytes of a PDF that is shown, at most.
const PDF: u64 = 512 << 20;
/// Bytes of a PDF that may be a receipt, at most.
const RECEIPT: u64 = 16 << 20;
/// Bytes of a picture that is shown, at most.
const PICTURE: u64 = 128 << 20;
/// Bytes of text that are given at a time.
const TEXT: usize = 64 << 10;

impl OpenCase {
    /// Every file, in the order of adding.
    pub fn materials(&self, lang: Lang) -> Vec<Material> {
        let shown = self.shown();
        artifacts_in_order(&shown.book).into_iter().map(|source| shown.material(source, lang)).collect()
    }

    /// All about one file.
    ///
    /// # Errors
    /// There is none with this id, or its original or the database cannot be read.
    pub fn material(&self, id: Id, lang: Lang) -> Result<MaterialDetail, Error> {
        let shown = self.shown();
        let ix = shown.source_by_id(id)?;
        let source = &shown.book.sources[ix];
        let material = shown.material(source, lang);
        let sources = || artifacts_in_order(&shown.book).into_iter();
        let parent = sources().find(|other| Some(other.artifact.id) == source.artifact.parent);
        let entries = sources().filter(|other| other.artifact.parent == Some(id));
        let digest = source.artifact.fingerprints.sha256;
        let custody = shown.case.vault.custody()?.into_iter();
        let about = custody.filter(|entry| entry.subjects.iter().any(|subject| *subject == digest.hex()));
        let sheets = match material.preview {
            Preview::Table => {
                look(shown.case.vault.original(&digest)?, |file, size| view::sheets(file, size))?
            }
            _ => Vec::new(),
        };
        let pages = match material.preview {
            Preview::Pages => shown.pages(&digest),
            _ => None,
        };
        Ok(MaterialDetail {
            parent: parent.map(|parent| shown.material(parent, lang)),
            entries: entries.map(|entry| shown.material(entry, lang)).collect(),
            findings: shown.findings_of(id, OF_A_SORT, lang),
            custody: about.map(|entry| shown.custody_pane(entry, lang)).collect(),
            sheets,
            pages,
            material,
        })
    }

    /// Rows of an original, from a line or sheet row on.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn table_page(
        &self,
        id: Id,
        sheet: Option<&str>,
        from: u64,
        count: usize,
    ) -> Result<TablePage, Error> {
        let file = self.original(id)?.0;
        let rows = look(file, |file, size| view::rows(file, size, sheet, from, count))?;
        let columns = rows.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        Ok(TablePage {
            sheet: rows.sheet,
            columns: columns as u32,
            rows: rows.rows.into_iter().map(|row| TableRow { line: row.number, cells: row.cells }).collect(),
            more: rows.more,
        })
    }

    /// Text of an original, from a byte on.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn text_page(&self, id: Id, from: u64) -> Result<TextPage, Error> {
        let file = self.original(id)?.0;
        let text = look(file, |file, size| view::text(file, size, from, TEXT))?;
        Ok(TextPage { text: text.text, from: text.from, to: text.to, size: text.size })
    }

    /// An original, open for reading, with its media type as the first bytes tell it.
    ///
    /// # Errors
    /// There is no such file in the case, or it cannot be opened.
    pub fn original(&self, id: Id) -> Result<(Original, String), Error> {
        let shown = self.shown();
        let source = &shown.book.sources[shown.source_by_id(id)?];
        let file = shown.case.vault.original(&source.artifact.fingerprints.sha256)?;
        Ok((file, source.facts().map(|facts| facts.media_type.clone()).unwrap_or_default()))
    }

    /// The digests of 64 hex digits that stand in the text of an original, to be offered where it is a receipt: of a PDF
    /// with text, or a text file. A picture has none.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn digests_in(&self, id: Id) -> Result<Vec<String>, Error> {
        let (file, media) = self.original(id)?;
        let unreadable = |source| Error::Unreadable { path: PathBuf::from(id.to_string()), source };
        let most = if media == "application/pdf" { RECEIPT } else { TEXT as u64 };
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        let text = match media.as_str() {
            "application/pdf" => text_of(bytes),
            text if text.starts_with("text/") => String::from_utf8_lossy(&bytes).into_owned(),
            _ => String::new(),
        };
        Ok(digests_in(&text))
    }

    /// A small picture of an original, of a tall one its upper part, fitting into `edge` × `edge`; `None` where it is no
    /// picture.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn thumbnail(&self, id: Id, edge: u32) -> Result<Option<Vec<u8>>, Error> {
        let (mut file, _) = self.original(id)?;
        let read = |source| Error::Reading { path: id.to_string(), source };
        view::glimpse(&mut file, edge).map_err(read)
    }

    /// A picture of an original: the file itself where a window can show it; of a PDF a page (from 1), `width` pixels
    /// wide; `None` where it is no picture.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn picture(&self, id: Id, page: usize, width: u32) -> Result<Option<Vec<u8>>, Error> {
        let (mut file, media) = self.original(id)?;
        let unreadable = |source| Error::Unreadable { path: PathBuf::from(id.to_string()), source };
        match media.as_str() {
            "application/pdf" => {
                let mut bytes = Vec::new();
                file.take(PDF).read_to_end(&mut bytes).map_err(unreadable)?;
                let pages = match crate::render::open_fonts() {
                    Ok(fonts) => Pages::open_in(bytes, &fonts)?,
                    // Only Chinese in fonts that the file does not hold is missing then.
                    Err(_) => Pages::open(bytes)?,
                };
                Ok(Some(pages.picture(page.max(1), width)?))
            }
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp" => {
                let mut bytes = Vec::new();
                file.take(PICTURE).read_to_end(&mut bytes).map_err(unreadable)?;
                Ok(Some(bytes))
            }
            _ => {
                let read = |source| Error::Reading { path: id.to_string(), source };
                view::thumbnail(&mut file, 2_048).map_err(read)
            }
        }
    }

    /// Writes a copy of an original to a new place; the case is not touched.
    ///
    /// # Errors
    /// There is no such file, or the place cannot be written.
    pub fn save_original(&self, id: Id, to: &Path) -> Result<(), Error> {
        let (mut file, _) = self.original(id)?;
        let unwritable = |source| Error::Unwritable { path: to.to_owned(), source };
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if folder
            .canonicalize()
            .is_ok_and(|folder| self.place.folder().canonicalize().is_ok_and(|own| folder.starts_with(own)))
        {
            return Err(Error::InTheWay { path: to.to_owned() });
        }
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
        io::copy(&mut file, &mut beside).map_err(unwritable)?;
        crate::render::readable(beside.as_file()).map_err(unwritable)?;
        beside.persist(to).map_err(|error| unwritable(error.error))?;
        Ok(())
    }

    /// The name of a file as it was given, for proposing it again.
    ///
    /// # Errors
    /// There is no such file.
    pub fn original_name(&self, id: Id) -> Result<String, Error> {
        let shown = self.shown();
        Ok(shown.book.sources[shown.source_by_id(id)?].artifact.name.clone())
    }
}

impl Shown {
    pub(super) fn source_by_id(&self, id: Id) -> Result<usize, Error> {
        let found = self.book.sources.iter().position(|source| source.artifact.id == id);
        found.ok_or_else(|| Error::UnknownId { what: "artifact", id: id.to_string() })
    }

    /// How many pages a PDF has; `None` where it cannot be told.
    fn pages(&self, digest: &Digest) -> Option<u32> {
        let mut bytes = Vec::new();
        self.case.vault.original(digest).ok()?.take(PDF).read_to_end(&mut bytes).ok()?;
        u32::try_from(Pages::open(bytes).ok()?.count()).ok()
    }

    /// A file for the list.
    pub(super) fn material(&self, source: &Source, lang: Lang) -> Material {
        let id = source.artifact.id;
        let (findings, waits) = self.of_file.get(&id).copied().unwrap_or_default();
        let is_archive = source.reading.as_ref().is_some_and(|reading| reading.reader == ARCHIVE_READER);
        let entries = self.book.sources.iter().filter(|other| other.artifact.parent == Some(id)).count();
        Material {
            artifact: artifact_shape(&self.book, source),
            added: self.book.settings.offset.paper(source.artifact.added_at),
            read_as: read_as(source, lang),
            findings,
            preview: preview(source),
            locked: is_archive && waits,
            entries: entries as u32,
            picture: is_reviewed(source),
            machine: is_reviewed(source) && records(source) > 0 && !self.is_checked(id),
        }
    }

    /// The findings about one file, the weightiest first, at most so many of each sort.
    pub(super) fn findings_of(&self, id: Id, of_a_sort: usize, lang: Lang) -> Vec<crate::pane::FindingPane> {
        let mut told: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
        let own = self
            .findings
            .iter()
            .filter(|finding| finding.origin.as_ref().is_some_and(|origin| origin.artifact == id));
        own.filter(|finding| {
            let told = told.entry(finding.code).or_default();
            *told += 1;
            *told <= of_a_sort
        })
        .map(|finding| self.finding(finding, lang))
        .collect()
    }
}

/// Whether a file is a picture whose reading can be reviewed.
pub(super) fn is_reviewed(source: &Source) -> bool {
    source.facts().is_some_and(|facts| facts.screen.is_some())
}

/// Messages and transfers that a file gave.
pub(super) fn records(source: &Source) -> u64 {
    source.reading.as_ref().map_or(0, |reading| reading.counts.messages + reading.counts.transfers)
}

fn read_as(source: &Source, lang: Lang) -> String {
    let Some(reading) = &source.reading else { return lang.of("尚未读取", "not read yet").to_owned() };
    let kind = reading.facts.kind;
    let name = words::artifact_kind(kind.word(), lang);
    match kind {
        ArtifactKind::Bill => lang.of("微信支付账单", "WeChat Pay bill").to_owned(),
        // A layout is that of an export; a picture has none that a reader would know.
        _ if reading.facts.layout.is_empty() || reading.facts.screen.is_some() => name,
        _ => match lang {
            Lang::Zh => format!("{name}（{}）", reading.facts.layout),
            Lang::En => format!("{name} ({})", reading.facts.layout),
        },
    }
}

/// How a file can be looked at, as its media type tells.
fn preview(source: &Source) -> Preview {
    let Some(facts) = source.facts() else { return Preview::None };
    match (facts.kind, facts.media_type.as_str()) {
        (ArtifactKind::Archive, _) => Preview::Entries,
        (ArtifactKind::Bill, _) => Preview::Table,
        (_, "image/png" | "image/jpeg" | "image/gif" | "image/bmp" | "image/webp" | "image/tiff") => {
            Preview::Picture
        }
        (_, "application/pdf") => Preview::Pages,
        (_, media)
            if media.contains("spreadsheet") || media.ends_with("/csv") || media.ends_with("ms-excel") =>
        {
            Preview::Table
        }
        (_, media) if media.starts_with("text/") || media.ends_with("/json") || media.ends_with("/xml") => {
            Preview::Text
        }
        _ => Preview::None,
    }
}

/// Looks into an original that is open, while nothing else is held.
fn look<T>(
    mut file: Original,
    look: impl FnOnce(&mut Original, u64) -> Result<T, juzheng_intake::Error>,
) -> Result<T, Error> {
    let size = file.size().unwrap_or(0);
    look(&mut file, size).map_err(|source| Error::Reading { path: String::new(), source })
}
