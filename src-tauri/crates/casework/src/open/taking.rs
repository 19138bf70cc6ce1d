//! Taking files in from a window, and trying passwords on what waits for one.

use super::{Asker, OpenCase};
use crate::{
    FileStatus, Report,
    add::{Added, FileRow, Intake},
    error::Error,
    pane::{AddProgress, AddedFile, AddedFiles},
    words::Lang,
};
use juzheng_model::Id;
use std::path::PathBuf;

/// Findings that a result line shows.
const TOLD: usize = 5;

impl OpenCase {
    /// Takes files and folders in, then links anew.
    ///
    /// # Errors
    /// The case cannot be written.
    pub fn add_files(
        &self,
        paths: Vec<PathBuf>,
        password: Option<String>,
        asker: Asker<'_>,
        tell: &(dyn Fn(AddProgress) + Sync),
    ) -> Result<AddedFiles, Error> {
        let intake = Intake { paths, password: given(password), captured_at: None };
        self.take(asker, tell, |case, desk| case.add_files(&intake, desk))
    }

    /// Tries a password on archives that are in the case already.
    ///
    /// # Errors
    /// One of them is unknown, or the case cannot be written.
    pub fn unlock(
        &self,
        archives: &[Id],
        password: String,
        asker: Asker<'_>,
        tell: &(dyn Fn(AddProgress) + Sync),
    ) -> Result<AddedFiles, Error> {
        self.take(asker, tell, |case, desk| case.unlock(archives, password.trim(), desk))
    }

    fn take(
        &self,
        asker: Asker<'_>,
        tell: &(dyn Fn(AddProgress) + Sync),
        work: impl FnOnce(&mut crate::Case, &crate::Desk<'_>) -> Result<Added, Error>,
    ) -> Result<AddedFiles, Error> {
        let added = self.change(asker, &|report| told(report, tell), |case, desk| {
            let added = work(case, desk);
            tell(AddProgress::Linking);
            added
        })?;
        Ok(self.shown_of(added, asker.lang))
    }

    fn shown_of(&self, added: Added, lang: Lang) -> AddedFiles {
        let shown = self.shown();
        let locked = added.files.iter().filter(|row| row.status == FileStatus::Locked);
        let file = |row: &FileRow| {
            let mut findings: Vec<_> = row.findings.iter().collect();
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            let id = row.artifact.as_ref().map(|artifact| artifact.id);
            let source = id.and_then(|id| shown.source_by_id(id).ok());
            AddedFile {
                path: row.path.clone(),
                status: row.status,
                material: source.map(|ix| shown.material(&shown.book.sources[ix], lang)),
                findings_total: findings.len() as u32,
                findings: findings
                    .into_iter()
                    .take(TOLD)
                    .map(|finding| shown.finding(finding, lang))
                    .collect(),
            }
        };
        AddedFiles {
            locked: locked.filter_map(|row| Some(row.artifact.as_ref()?.id)).collect(),
            files: added.files.iter().map(file).collect(),
            summary: added.summary,
            stopped: added.stopped,
        }
    }
}

/// A password as it is typed or pasted; an empty one is none.
fn given(password: Option<String>) -> Option<String> {
    password.map(|password| password.trim().to_owned()).filter(|password| !password.is_empty())
}

/// Tells the window what the desk reports.
pub(super) fn told(report: Report, tell: &(dyn Fn(AddProgress) + Sync)) {
    tell(match report {
        Report::File { path, size } => AddProgress::File { path, size },
        Report::Bytes(done) => AddProgress::Bytes { done },
        Report::Reading => AddProgress::Reading,
        Report::Done { path, status } => AddProgress::Done { path, status },
        Report::Steps(..) | Report::Files(_) => return,
    });
}
