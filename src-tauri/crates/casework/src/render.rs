//! Writing the dossier: beside its place first, then moved there, so that a file of that name is always a whole one.

use crate::{
    case::Case,
    desk::{Desk, Report},
    error::Error,
    snapshot,
};
use chrono::NaiveDate;
use juzheng_dossier::{Fonts, Gaps, Options, Part, Profile, Rendered, render};
use juzheng_model::Digest;
use juzheng_vault::Action;
use serde::Serialize;
use serde_json::json;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Program and version, as they stand at the foot of every page.
const PROGRAM: &str = concat!("Juzheng ", env!("CARGO_PKG_VERSION"));

/// What dossier to make.
#[derive(Debug, Clone)]
pub struct DossierOrder {
    /// The file to write; one that is there is replaced.
    pub out: PathBuf,
    /// The date on it; today where none is given.
    pub date: Option<NaiveDate>,
    /// Whether gaps are printed.
    pub gaps: Gaps,
    /// For whom it is.
    pub profile: Profile,
    /// The parts in their order.
    pub parts: Vec<Part>,
}

/// The dossier that was made.
#[derive(Debug, Clone, Serialize)]
pub struct RenderedDossier {
    /// Where it lies.
    pub path: String,
    /// How many pages it has.
    pub pages: usize,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

impl Case {
    /// Makes the dossier and notes the export in custody.
    ///
    /// # Errors
    /// The fonts are missing, or the file cannot be written; then nothing of it is left.
    pub fn render_dossier(
        &mut self,
        order: &DossierOrder,
        desk: &Desk<'_>,
    ) -> Result<RenderedDossier, Error> {
        self.may_write(&order.out)?;
        let unwritable = |source| Error::Unwritable { path: order.out.clone(), source };
        let folder = match order.out.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut beside = tempfile::Builder::new()
            .prefix(".juzheng-")
            .suffix(".pdf")
            .tempfile_in(folder)
            .map_err(unwritable)?;
        let (pages, sha256, date) = {
            let mut out = Fingerprinting::new(BufWriter::with_capacity(1 << 20, beside.as_file_mut()));
            let written = self.write_dossier(order, &mut out, desk)?;
            out.flush().map_err(unwritable)?;
            (written.pages, out.digest(), written.date)
        };
        beside.as_file().sync_all().map_err(unwritable)?;
        readable(beside.as_file()).map_err(unwritable)?;
        beside.persist(&order.out).map_err(|error| unwritable(error.error))?;
        let path = order.out.display().to_string();
        let detail = json!({
            "path": path,
            "pages": pages,
            "date": date.to_string(),
            "gaps": format!("{:?}", order.gaps).to_lowercase(),
            "profile": format!("{:?}", order.profile).to_lowercase(),
        });
        if self.vault.writable().is_ok() {
            self.vault.append(Action::Export, vec![sha256.hex()], detail, desk.stamp())?;
        }
        Ok(RenderedDossier { path, pages, sha256 })
    }
}

/// What was written.
pub(crate) struct Written {
    /// How many pages.
    pub(crate) pages: usize,
    /// Title and first page of each part.
    pub(crate) outline: Vec<(String, usize)>,
    /// The date on it.
    pub(crate) date: NaiveDate,
}

impl Case {
    /// Writes the PDF to `out`, and nothing anywhere else.
    ///
    /// # Errors
    /// The fonts are missing, `out` cannot be written, or the user stopped.
    pub(crate) fn write_dossier(
        &self,
        order: &DossierOrder,
        out: &mut dyn Write,
        desk: &Desk<'_>,
    ) -> Result<Written, Error> {
        let fonts = open_fonts()?;
        let snapshot = snapshot::take(self)?;
        let date = order.date.unwrap_or_else(|| today(desk.now, snapshot.offset));
        let DossierOrder { gaps, profile, ref parts, .. } = *order;
        let options = Options { date, gaps, profile, parts, program: PROGRAM, attachments: &[] };
        let progress = |done: usize, of: usize| desk.go_on(Report::Steps(done as u64, of as u64));
        let Rendered { pages, outline, .. } =
            render(&snapshot, &options, &fonts, &self.vault.originals(), out, &progress)?;
        Ok(Written { pages, outline, date })
    }

    /// A dossier never takes the place of anything but an earlier PDF, and never lands inside the case.
    fn may_write(&self, out: &Path) -> Result<(), Error> {
        let refused = || Error::InTheWay { path: out.to_owned() };
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let (Ok(folder), Ok(case)) = (folder.canonicalize(), self.folder.canonicalize())
            && folder.starts_with(&case)
        {
            return Err(refused());
        }
        let mut head = [0; 5];
        match std::fs::File::open(out).and_then(|mut file| io::Read::read_exact(&mut file, &mut head)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Ok(()) if &head == b"%PDF-" => Ok(()),
            // An empty file, as a file dialog may have made it, is nobody's work.
            _ if std::fs::metadata(out).is_ok_and(|meta| meta.is_file() && meta.len() == 0) => Ok(()),
            _ => Err(refused()),
        }
    }
}

/// The date of an instant in an offset.
fn today(now: i64, offset: juzheng_model::Offset) -> NaiveDate {
    let local = chrono::DateTime::from_timestamp(now + i64::from(offset.minutes()) * 60, 0);
    local.map(|time| time.date_naive()).unwrap_or_default()
}

/// A dossier is for handing on: readable as any new file is, unlike a temporary one.
pub(crate) fn readable(file: &std::fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

/// Where the fonts may lie: named by the user, else where the program's own files lie.
fn font_folders() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("JUZHENG_FONTS") {
        return vec![named.into()];
    }
    crate::assets::folders("fonts")
}

pub(crate) fn open_fonts() -> Result<Fonts, Error> {
    let folders = font_folders();
    for folder in &folders {
        match Fonts::load(folder) {
            Err(juzheng_dossier::Error::FontMissing { .. }) => {}
            loaded => return Ok(loaded?),
        }
    }
    Err(Error::FontsMissing { looked_in: folders })
}

/// Passes bytes on and fingerprints them on the way.
struct Fingerprinting<W> {
    out: W,
    hash: juzheng_model::digest::Hasher,
}

impl<W: Write> Fingerprinting<W> {
    fn new(out: W) -> Fingerprinting<W> {
        Fingerprinting { out, hash: juzheng_model::digest::Hasher::default() }
    }

    fn digest(self) -> Digest {
        self.hash.finish()
    }
}

impl<W: Write> Write for Fingerprinting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
