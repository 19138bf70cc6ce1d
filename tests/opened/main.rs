//! An open case as a window asks it: what it shows agrees with what the command line lists, whatever was decided.

mod changing;
mod deciding;
mod looking;
mod painted;
mod paper;
mod pictures;
mod sealing;
mod taking;
mod timeline;

use juzheng_casework::{
    Asker, OpenCase,
    pane::{LinkQuery, LinkSort, NewCaseForm, PartyPane, Scale, TimelineQuery},
    words::Lang,
};
use juzheng_tests::generated::{Layout, Plan, Scenario, generate};
use std::path::{Path, PathBuf};

/// The moment at which everything is asked.
pub(crate) const ASKER: Asker<'static> = Asker { now: 1_770_000_000, actor: "user", lang: Lang::Zh };

/// A case in a folder of its own.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) case: OpenCase,
}

/// A folder of the checkout.
pub(crate) fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(path)
}

/// The sample case as the window makes it.
pub(crate) fn sample() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let case = OpenCase::sample(folder.path(), ASKER, &|_| {}).expect("the sample case");
    Desk { folder, case }
}

/// A case with a generated dispute in it.
pub(crate) fn dispute(messages: usize, rows: usize, scenario: Option<Scenario>, seed: u64) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let files = folder.path().join("files");
    std::fs::create_dir(&files).expect("made");
    let plan = Plan { messages, rows, seed, scenario, layout: Layout::PyWxDump, shift_s: 0 };
    generate(&plan, &files).expect("a dispute");
    let party = |name: &str, role, aliases: &[&str]| PartyPane {
        name: name.to_owned(),
        role,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        details: Vec::new(),
    };
    let aliases = juzheng_tests::generated::truth::aliases();
    let of = |who: &str| -> Vec<&str> {
        aliases.iter().filter(|(name, _)| *name == who).map(|(_, alias)| *alias).collect()
    };
    let form = NewCaseForm {
        place: folder.path().display().to_string(),
        title: "案".to_owned(),
        parties: vec![
            party(ME, juzheng_casework::model::PartyRole::Me, &of(ME)),
            party(OTHER, juzheng_casework::model::PartyRole::Other, &of(OTHER)),
        ],
        threshold_minutes: 15,
        offset: "+08:00".to_owned(),
    };
    let case = OpenCase::create(&form, None, ASKER).expect("a case");
    case.add_files(vec![files], None, ASKER, &|_| {}).expect("taken in");
    Desk { folder, case }
}

pub(crate) const ME: &str = "林晓";
pub(crate) const OTHER: &str = "周航";

/// Everything, at a scale.
pub(crate) fn everything(scale: Scale) -> TimelineQuery {
    TimelineQuery {
        scale,
        party: None,
        verdicts: Vec::new(),
        kinds: Vec::new(),
        chat: true,
        text: String::new(),
    }
}

/// Every link, by time.
pub(crate) fn all_links() -> LinkQuery {
    LinkQuery {
        verdicts: Vec::new(),
        decided: Vec::new(),
        direction: None,
        party: None,
        text: String::new(),
        sort: LinkSort::Time,
        descending: false,
    }
}
