//! What a window shows and asks, as one struct for each: the types that the page is generated from.
//!
//! Times of day are in the case's offset and ready to print (`2025-03-12 14:02:11`); instants are Unix seconds, `at`.
//! Money is fen. Words are in the language that was asked for; texts of messages and cells are verbatim and never markup.

mod case;
mod custody;
mod desktop;
mod finding;
mod link;
mod material;
mod order;
mod picture;
mod sealing;
mod timeline;

pub use case::{CaseSettings, FindingCounts, LinkCounts, Overview, PartyPane, Trouble};
pub use custody::{CheckPane, CheckProblem, CustodyLine, CustodyPane};
pub use desktop::{FrameEvent, Health, Language, Opened, Preferences, RecentCase, Start, Theme};
pub use finding::{FindingGroup, FindingPage, FindingPane, Jump};
pub use link::{
    Candidate, Decision, GapCause, LinkDetail, LinkPage, LinkQuery, LinkRow, LinkSort, Surroundings, Undone,
};
pub use material::{
    AddProgress, AddedFile, AddedFiles, Material, MaterialDetail, Preview, TablePage, TableRow, TextPage,
};
pub use order::{
    DossierForm, DossierMade, DossierPreview, DossierTarget, Effect, HidingForm, MadeFile, MadeWhat,
    NewCaseForm, PageExhibit, PaperForm, SettingsChange, VolumesForm, WorkProgress,
};
pub use picture::{
    CaptureScope, CaptureTime, Correction, Picture, PictureBox, PictureCounts, PicturePage, PictureQuery,
    PictureRow, PictureShow, ReadMessage, ReadTransfer,
};
pub use sealing::{PackForm, QueryPane, SealsPane};
pub use timeline::{
    Bubble, Bunch, Density, Hit, MoneyCard, Scale, Spot, TimelineQuery, TimelineRow, TimelineSummary,
};

/// Writes every type that a window needs as TypeScript.
///
/// # Errors
/// A file cannot be written.
#[cfg(feature = "typescript")]
pub fn export_types(to: &ts_rs::Config) -> Result<(), ts_rs::ExportError> {
    use ts_rs::TS;
    macro_rules! export {
        ($($name:ty),* $(,)?) => { $(<$name>::export_all(to)?;)* };
    }
    export!(
        Trouble,
        Overview,
        NewCaseForm,
        SettingsChange,
        Effect,
        Material,
        MaterialDetail,
        TablePage,
        TextPage,
        AddProgress,
        AddedFiles,
        TimelineQuery,
        TimelineSummary,
        TimelineRow,
        LinkQuery,
        LinkPage,
        LinkDetail,
        Decision,
        GapCause,
        Undone,
        PictureQuery,
        PicturePage,
        Picture,
        CaptureScope,
        FindingGroup,
        FindingPage,
        CustodyPane,
        CheckPane,
        SealsPane,
        QueryPane,
        PackForm,
        crate::Packed,
        DossierForm,
        DossierPreview,
        DossierMade,
        DossierTarget,
        PageExhibit,
        WorkProgress,
        Start,
        RecentCase,
        FrameEvent,
        Opened,
    );
    Ok(())
}
