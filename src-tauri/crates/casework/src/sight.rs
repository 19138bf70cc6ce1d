//! What readers of pictures get besides the bytes: the engine that reads text, and what is known of the file.

mod remembered;
mod spelling;

pub(crate) use remembered::Remembering;

use crate::{assets, error::Error};
use juzheng_intake::Circumstances;
use juzheng_model::{Artifact, Basis, Id, Moment, Offset, Recognise, Zone, decision::Decision};
use juzheng_ocr::Engine;
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

/// How much later than in China a clock can show the same moment, in seconds.
const EAST_S: i64 = 6 * 3600;
/// How much a clock may be ahead, in seconds.
const AHEAD_S: i64 = 600;

/// Who reads text off pictures.
#[derive(Clone, Default)]
pub enum Sight {
    /// The program's own engine, opened when it is first needed and then shared by everything in this process; nobody
    /// where its models are not there.
    #[default]
    OfProgram,
    /// This engine, or nobody.
    Given(Option<Arc<dyn Recognise>>),
}

impl std::fmt::Debug for Sight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Sight::OfProgram => f.write_str("OfProgram"),
            Sight::Given(engine) => {
                f.debug_tuple("Given").field(&engine.as_ref().map(|e| e.engine())).finish()
            }
        }
    }
}

impl Sight {
    /// The engine; `None` where pictures cannot be read on this computer.
    pub(crate) fn engine(&self) -> Option<Arc<dyn Recognise>> {
        static OF_PROGRAM: OnceLock<Option<Arc<dyn Recognise>>> = OnceLock::new();
        match self {
            Sight::OfProgram => OF_PROGRAM.get_or_init(open).clone(),
            Sight::Given(engine) => engine.clone(),
        }
    }
}

/// Opens the engine from the first folder of the program's that holds its models. Whatever is wrong with them, missing or
/// damaged, comes to the same: the finding that they are not there, which says what to do.
fn open() -> Option<Arc<dyn Recognise>> {
    let holding = assets::folders("ocr").into_iter().filter(|folder| folder.is_dir());
    holding.into_iter().find_map(|folder| {
        let engine = Engine::open(&folder).ok()?;
        Some(Arc::new(engine) as Arc<dyn Recognise>)
    })
}

/// When pictures were captured, as the user said after they were taken in: of one picture the last decision counts.
#[derive(Debug, Default)]
pub(crate) struct CapturedLater(HashMap<Id, String>);

impl CapturedLater {
    /// What the decisions in force say.
    pub(crate) fn new<'d>(decisions: impl IntoIterator<Item = &'d Decision>) -> CapturedLater {
        let mut later = CapturedLater::default();
        decisions.into_iter().for_each(|decision| later.note(decision));
        later
    }

    /// Takes in one decision more.
    pub(crate) fn note(&mut self, decision: &Decision) {
        if let Decision::Captured { artifact, at } = decision {
            self.0.insert(*artifact, at.clone());
        }
    }

    /// What the user said of an artifact: later, or when it was taken in.
    pub(crate) fn said_of<'s>(&'s self, artifact: &'s Artifact) -> Option<&'s str> {
        self.0.get(&artifact.id).or(artifact.captured_at.as_ref()).map(String::as_str)
    }

    /// What the case knows of an artifact besides its bytes.
    pub(crate) fn circumstances(&self, artifact: &Artifact) -> Circumstances {
        Circumstances {
            name: artifact.name.clone(),
            // A stored value that no longer checks is passed over.
            captured: self.said_of(artifact).and_then(|said| captured(said).ok()),
            added_at: artifact.added_at,
        }
    }
}

/// A time of capture as the user writes it: RFC 3339, or a wall-clock time of the phone.
///
/// # Errors
/// [`Error::BadValue`]: it is neither, or outside the years of WeChat.
pub(crate) fn captured(text: &str) -> Result<Moment, Error> {
    let text = text.trim();
    let moment = match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(time) => {
            let minutes = i16::try_from(time.offset().local_minus_utc() / 60).ok();
            let offset = minutes.and_then(Offset::from_minutes);
            offset.and_then(|offset| Moment::wall(time.naive_local(), 0, Zone::Stated(offset)))
        }
        Err(_) => Moment::parse_wall(text, Zone::Assumed),
    };
    moment.ok_or_else(|| no_capture(text))
}

/// The same as the user says it at `now` (Unix seconds): nobody captures a picture tomorrow.
///
/// # Errors
/// As [`captured`], or it lies in the future.
pub(crate) fn captured_by(text: &str, now: i64) -> Result<Moment, Error> {
    // A wall clock without a zone may be that of a phone further east.
    let leeway = |moment: &Moment| if moment.zone == Zone::Assumed { EAST_S } else { AHEAD_S };
    let possible = |moment: &Moment| moment.span(Basis::User, Offset::CHINA).earliest <= now + leeway(moment);
    captured(text).and_then(|moment| Some(moment).filter(possible).ok_or_else(|| no_capture(text)))
}

fn no_capture(text: &str) -> Error {
    Error::BadValue { field: "captured_at".to_owned(), value: text.trim().to_owned() }
}
