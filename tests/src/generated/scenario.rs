//! The kinds of episodes that a story is made of, each a way in which linking goes wrong.

use super::{
    Layout,
    clock::{DAY, HOUR},
    random::Random,
    story::{PASSERS_BY, Payment, STRANGER, Story},
};

/// A kind of episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scenario {
    /// One payment, now and then one that is never accepted.
    Ordinary,
    /// The same sum again within minutes.
    Twins,
    /// The same sum every day for a month; the first card is deleted.
    Daily,
    /// Accepted nine hours later.
    Late,
    /// The card stands 899, 900 or 901 seconds from the row.
    Edges,
    /// Seconds before midnight, or before the new year.
    Midnight,
    /// A few equal sums within days, some of their cards deleted.
    Deleted,
    /// The card shows another sum than the row.
    WrongSums,
    /// Others pay the same sum in the same second.
    Strangers,
    /// The same sum many times a day, both ways.
    Repeated,
    /// Red packets, of which no chat shows the sum.
    RedPackets,
    /// Purchases and withdrawals, which have no link at all.
    DailyLife,
}

impl Scenario {
    /// Every scenario with its word and its share of a mixed story in percent.
    pub const ALL: [(Scenario, &'static str, i64); 12] = [
        (Scenario::Ordinary, "ordinary", 30),
        (Scenario::Twins, "twins", 12),
        (Scenario::Daily, "daily", 2),
        (Scenario::Late, "late", 8),
        (Scenario::Edges, "edges", 8),
        (Scenario::Midnight, "midnight", 5),
        (Scenario::Deleted, "deleted", 8),
        (Scenario::WrongSums, "wrong-sums", 6),
        (Scenario::Strangers, "strangers", 7),
        (Scenario::Repeated, "repeated", 3),
        (Scenario::RedPackets, "red-packets", 3),
        (Scenario::DailyLife, "daily-life", 8),
    ];

    /// The scenario of a word.
    pub fn from_word(word: &str) -> Option<Scenario> {
        Scenario::ALL.iter().find(|(_, w, _)| *w == word).map(|(scenario, _, _)| *scenario)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Scenario::ALL.iter().find(|(scenario, _, _)| *scenario == self).map_or("", |(_, word, _)| word)
    }
}

/// A scenario for the next episode of a mixed story.
pub(crate) fn draw(random: &mut Random) -> Scenario {
    let mut left = random.within(0, Scenario::ALL.iter().map(|(_, _, share)| share).sum::<i64>() - 1);
    for (scenario, _, share) in Scenario::ALL {
        left -= share;
        if left < 0 {
            return scenario;
        }
    }
    Scenario::Ordinary
}

/// Adds one episode.
pub(crate) fn play(story: &mut Story, scenario: Scenario) {
    match scenario {
        Scenario::Ordinary => ordinary(story),
        Scenario::Twins => twins(story),
        Scenario::Daily => daily(story),
        Scenario::Late => late(story),
        Scenario::Edges => edges(story),
        Scenario::Midnight => midnight(story),
        Scenario::Deleted => deleted(story),
        Scenario::WrongSums => wrong_sums(story),
        Scenario::Strangers => strangers(story),
        Scenario::Repeated => repeated(story),
        Scenario::RedPackets => red_packets(story),
        Scenario::DailyLife => {
            let (at, fen) = (story.some_time(), story.new_sum());
            story.daily_life(at, fen);
        }
    }
}

/// A payment as they mostly are: the card within five seconds, accepted within ten minutes.
fn usual(story: &mut Story, at: i64, out: bool, fen: i64) -> Payment {
    Payment {
        card: Some(story.random.within(0, 5)),
        accepted: Some(story.random.within(8, 600)),
        billed_at_acceptance: story.random.percent(50),
        ..Payment::plain(at, out, fen)
    }
}

/// As [`usual`], accepted before the next payment of the same sum can be sent.
fn brisk(story: &mut Story, at: i64, out: bool, fen: i64) -> Payment {
    let accepted = Some(story.random.within(8, 50));
    Payment { accepted, ..usual(story, at, out, fen) }
}

/// The payment with its sent card deleted; of layouts whose receipts name their card, the receipt may stay.
fn without_card(story: &mut Story, payment: Payment) -> Payment {
    let receipt_kept = story.layout == Layout::PyWxDump && story.random.percent(25);
    Payment { card: None, receipt_kept, ..payment }
}

fn ordinary(story: &mut Story) {
    let (at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    let mut payment = usual(story, at, out, fen);
    if out && story.random.percent(4) {
        payment.accepted = None;
    }
    story.pay(&payment);
}

fn twins(story: &mut Story) {
    let (mut at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    for _ in 0..story.random.within(2, 3) {
        let mut payment = brisk(story, at, out, fen);
        if story.random.percent(10) {
            payment = without_card(story, payment);
        }
        story.pay(&payment);
        at += story.random.within(90, 840);
    }
}

fn daily(story: &mut Story) {
    let (day, fen) = (story.some_day(), story.new_sum());
    let hour = story.random.within(7, 21) * HOUR;
    let out = story.random.percent(70);
    let nine_hours_later = story.layout == Layout::PyWxDump && story.random.percent(30);
    for number in 0..30 {
        let at = day + number * DAY + hour + story.random.within(0, 1_200);
        let mut payment = usual(story, at, out, fen);
        if nine_hours_later {
            payment.accepted = Some(9 * HOUR + story.random.within(-300, 300));
        }
        if number == 0 {
            payment = Payment { card: None, receipt_kept: false, ..payment };
        }
        story.pay(&payment);
    }
}

fn late(story: &mut Story) {
    let (at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(30);
    let twins = story.layout == Layout::PyWxDump && story.random.percent(30);
    for number in 0..=i64::from(twins) {
        let accepted = Some(9 * HOUR + story.random.within(-600, 600));
        let payment = usual(story, at + number * 420, out, fen);
        story.pay(&Payment { accepted, ..payment });
    }
}

fn edges(story: &mut Story) {
    let (at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    let apart = *story.random.one(&[899, 900, 901, -899, -900, -901]);
    // The receipt stays further off than the card, so that the card decides also of a row that comes in.
    let accepted = Some(if apart > 0 { apart + 40 } else { 2_000 });
    story.pay(&Payment { card: Some(apart), accepted, ..Payment::plain(at, out, fen) });
}

fn midnight(story: &mut Story) {
    let day = match story.random.percent(40).then(|| story.some_year_end()).flatten() {
        Some(day) => day,
        None => story.some_day(),
    };
    let at = day + DAY - story.random.within(1, 12);
    let (out, fen) = (story.random.percent(50), story.new_sum());
    let payment = usual(story, at, out, fen);
    story.pay(&payment);
}

fn deleted(story: &mut Story) {
    let (mut at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    for _ in 0..story.random.within(1, 6) {
        let mut payment = usual(story, at, out, fen);
        if story.random.percent(40) {
            payment = without_card(story, payment);
        }
        story.pay(&payment);
        at += story.random.within(HOUR, 30 * HOUR);
    }
}

fn wrong_sums(story: &mut Story) {
    let (at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    let other = *story.random.one(&[fen + 1, fen - 1, fen + 50, fen * 10 + 7, fen / 10 + 3]);
    let payment = usual(story, at, out, fen);
    story.pay(&Payment { card_fen: Some(other), ..payment });
}

fn strangers(story: &mut Story) {
    let (at, fen) = (story.some_time(), story.new_sum());
    let out = story.random.percent(60);
    let of_stranger = usual(story, at, out, fen);
    story.pay_with(&of_stranger, STRANGER, false);
    if story.random.percent(60) {
        let mut payment = Payment { accepted: of_stranger.accepted, ..usual(story, at, out, fen) };
        if story.random.percent(40) {
            payment = without_card(story, payment);
        }
        story.pay(&payment);
    }
    if story.random.percent(40) {
        let name = *story.random.one(&PASSERS_BY[1..]);
        story.pay_with(&of_stranger, name, false);
    }
}

fn repeated(story: &mut Story) {
    let (day, fen) = (story.some_day(), story.new_sum());
    let mut at = day + story.random.within(6, 9) * HOUR;
    let both_ways = story.random.percent(50);
    let in_one_second = story.random.percent(10);
    for number in 0..story.random.within(8, 20) {
        // Two cards of one second can be told apart by nothing, and their receipts neither: only rows that go out.
        let in_this_second = in_one_second && (number == 3 || number == 4);
        let out = !both_ways || in_this_second || story.random.percent(50);
        let mut payment = brisk(story, at, out, fen);
        if story.random.percent(10) {
            payment = without_card(story, payment);
        }
        story.pay(&payment);
        at += if in_one_second && number == 3 {
            story.random.within(0, 2)
        } else {
            story.random.within(70, 3_000)
        };
    }
}

fn red_packets(story: &mut Story) {
    let out = story.random.percent(50);
    let fen = story.random.within(1, 200) * 100 - 12;
    match story.red_packet_time(out) {
        Some(at) => {
            let apart = if out { story.random.within(0, 5) } else { -story.random.within(2, 120) };
            story.red_packet(at, out, fen, apart);
        }
        None => ordinary(story),
    }
}
