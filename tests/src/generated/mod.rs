//! Generated disputes with known truth: a chat export, a bill, and for every row of the bill the card that belongs to it.
//!
//! A [`Story`] is told first (who paid whom and when, which cards were deleted), then written as files. The truth is
//! not what the story meant but what the two files allow to be known: an exact solver of its own ([`pairing`]) pairs
//! the rows and cards that are left. The same [`Plan`] gives the same bytes.

pub mod bill;
pub mod chat;
pub mod clock;
pub mod pairing;
pub mod random;
pub mod scenario;
pub mod story;
pub mod truth;

pub use chat::Layout;
pub use scenario::Scenario;
pub use story::Story;

use std::{
    fs,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

/// What to generate.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Messages in all chat files together; at least as many as the story has cards.
    pub messages: usize,
    /// Rows of the bill.
    pub rows: usize,
    /// The same seed gives the same story.
    pub seed: u64,
    /// One scenario alone, or all mixed.
    pub scenario: Option<Scenario>,
    /// The layout of the chat.
    pub layout: Layout,
    /// Seconds by which the clock of the chat runs ahead of the bill's.
    pub shift_s: i64,
}

/// Why nothing, or not all of it, was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The story alone needs more messages than were asked for.
    #[error("the story has {cards} cards, which do not fit into {messages} messages")]
    TooFewMessages {
        /// Messages that are cards.
        cards: usize,
        /// Messages asked for.
        messages: usize,
    },
    /// A file could not be written.
    #[error("cannot write `{path}`")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes `chat.csv`, `bill.csv` and `truth.json` into `folder` (and `chat-stranger.csv` where the layout holds one
/// conversation a file), and gives back what is true.
///
/// # Errors
/// The plan has too few messages for its story, or a file cannot be written.
pub fn generate(plan: &Plan, folder: &Path) -> Result<truth::Truth, Error> {
    let story = Story::tell(plan);
    if story.cards.len() > plan.messages {
        return Err(Error::TooFewMessages { cards: story.cards.len(), messages: plan.messages });
    }
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    let written = chat::write(plan, &story, folder)?;
    into_file(&folder.join("bill.csv"), |out| bill::write(&story.rows, out))?;
    let truth = truth::find(plan, &story, &written);
    into_file(&folder.join("truth.json"), |out| truth.write(out))?;
    Ok(truth)
}

fn into_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<fs::File>) -> io::Result<()>,
) -> Result<(), Error> {
    let tried = fs::File::create(path).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 20, file);
        write(&mut out)?;
        io::Write::flush(&mut out)
    });
    tried.map_err(|source| Error::Write { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(scenario: Option<Scenario>, layout: Layout) -> Plan {
        Plan { messages: 4_000, rows: 600, seed: 5, scenario, layout, shift_s: 0 }
    }

    fn files(plan: &Plan) -> (truth::Truth, Vec<Vec<u8>>) {
        let room = tempfile::tempdir().expect("a temporary folder");
        let truth = generate(plan, room.path()).expect("the story is written");
        let names = ["chat.csv", "bill.csv", "truth.json"];
        (truth, names.map(|name| fs::read(room.path().join(name)).expect("the file")).to_vec())
    }

    #[test]
    fn the_same_plan_gives_the_same_bytes_and_another_seed_others() {
        for (layout, _) in Layout::ALL {
            let one = plan(None, layout);
            assert!(files(&one).1 == files(&one).1);
            assert!(files(&one).1 != files(&Plan { seed: 6, ..one }).1);
        }
    }

    #[test]
    fn the_card_of_a_row_stands_where_the_truth_says() {
        for (layout, word) in Layout::ALL {
            let (truth, files) = files(&plan(None, layout));
            let chat = String::from_utf8(files[0].clone()).expect("UTF-8");
            let lines: Vec<&str> = chat.split('\n').collect();
            assert_eq!(truth.rows.len(), 600);
            for row in truth.rows.iter().filter(|row| !row.red_packet) {
                let Some(spot) = &row.card else { continue };
                let line = lines[spot.row as usize - 1];
                let yuan = row.shown.split(' ').nth(3).expect("a sum");
                assert!(line.contains(&format!("￥{yuan}")), "{word}: {} at {line}", row.shown);
                assert!(
                    ["转账：", "【发起转账】", "发送"].iter().any(|sent| line.contains(sent)),
                    "{word}: {line}"
                );
                let id = spot.source_id.as_deref().unwrap_or_default();
                assert!(line.contains(id), "{word}: {line}");
            }
        }
    }

    #[test]
    fn each_scenario_is_what_it_says() {
        for (scenario, word, _) in Scenario::ALL {
            let (truth, _) = files(&plan(Some(scenario), Layout::Lc044V3));
            let count = |of: fn(&truth::RowTruth) -> bool| truth.rows.iter().filter(|row| of(row)).count();
            let linked = count(|row| row.linked);
            let without_card = count(|row| row.linked && row.card.is_none());
            let over = count(|row| row.card.is_some() && row.verdict == Some("over"));
            let ambiguous = count(|row| row.ambiguous);
            let fits = match scenario {
                Scenario::Ordinary | Scenario::Late | Scenario::Midnight | Scenario::RedPackets => {
                    linked > 500 && without_card + over == 0
                }
                Scenario::Daily => (15..30).contains(&without_card) && over == 0,
                Scenario::Edges => (100..300).contains(&over) && without_card == 0,
                Scenario::Twins | Scenario::Repeated => (20..150).contains(&without_card),
                Scenario::Deleted => (150..400).contains(&without_card),
                Scenario::WrongSums => without_card == 600,
                Scenario::Strangers => linked < 350 && without_card > 50,
                Scenario::DailyLife => linked == 0,
            };
            assert!(fits, "{word}: {linked} linked, {without_card} without card, {over} over");
            assert!(ambiguous * 20 <= 600, "{word}: {ambiguous} ambiguous");
        }
    }

    #[test]
    fn a_story_that_does_not_fit_is_refused() {
        let small = Plan { messages: 10, ..plan(None, Layout::PyWxDump) };
        let room = tempfile::tempdir().expect("a temporary folder");
        assert!(matches!(generate(&small, room.path()), Err(Error::TooFewMessages { messages: 10, .. })));
    }
}
