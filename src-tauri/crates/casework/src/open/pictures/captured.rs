//! The time of capture of pictures, as the user knows it: said once for many, after which they are read again.

use crate::{
    error::Error,
    open::{Asker, OpenCase, taking::told},
    pane::{AddProgress, CaptureScope, Overview},
};
use juzheng_model::Id;

impl OpenCase {
    /// Says when pictures were captured and reads them again; gives the case as it is then.
    ///
    /// # Errors
    /// One of them is unknown, `at` is no time, or the case cannot be written.
    pub fn set_captured(
        &self,
        scope: &CaptureScope,
        at: &str,
        asker: Asker<'_>,
        tell: &(dyn Fn(AddProgress) + Sync),
    ) -> Result<Overview, Error> {
        let artifacts: Vec<Id> = match scope {
            CaptureScope::These { artifacts } => artifacts.clone(),
            CaptureScope::TimeNeeded => {
                let mut needing: Vec<Id> = self.shown().reviewed.time_needed.iter().copied().collect();
                needing.sort_unstable();
                needing
            }
        };
        self.change(asker, &|report| told(report, tell), |case, desk| {
            let done = case.set_captured(&artifacts, at, desk);
            tell(AddProgress::Linking);
            done
        })?;
        self.overview(asker.lang)
    }
}
