//! Times of day as labels write them: 24 hours, or 12 with a word that decides.

use super::resolve::Reason;

/// The word beside a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// 凌晨, 0–5.
    SmallHours,
    /// 清晨, 早上, 早晨, 上午 and AM, 0–11: Android writes them from 6 on, the AM of others begins at midnight.
    Morning,
    /// 中午. Android writes it for 12 alone, others from 11 to 13.
    Noon,
    /// 下午 and PM, 12–23: Android ends it at 17, iOS at midnight.
    Afternoon,
    /// 傍晚, 晚上, 夜里 and so on, 17–23.
    Evening,
    /// 午夜, 半夜, 深夜: 22–4.
    Midnight,
}

impl Period {
    /// Whether it may stand beside an hour of 0–23.
    fn covers(self, hour: u32) -> bool {
        match self {
            Period::SmallHours => hour < 6,
            Period::Morning => hour < 12,
            Period::Noon => (11..=13).contains(&hour),
            Period::Afternoon => (12..24).contains(&hour),
            Period::Evening => (17..24).contains(&hour),
            Period::Midnight => !(5..22).contains(&hour),
        }
    }
}

/// A time of day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    /// The hour as it stands there: 0–23, or 1–12 beside a word.
    pub(crate) hour: u32,
    /// The minute.
    pub(crate) minute: u32,
    /// The second, which WeChat never shows and viewers of exporters do.
    pub(crate) second: Option<u32>,
    /// The word beside it.
    pub(crate) period: Option<Period>,
    /// Whether the hour is written with two digits.
    pub(crate) padded: bool,
}

impl Clock {
    /// Whether it is surely one of a 12-hour clock: a word, and an hour of one digit (`下午3:59`). Beside `晚上20:15` and
    /// `上午10:22` the word may be a mere addition.
    pub(crate) fn is_12h(self) -> bool {
        self.period.is_some() && !self.padded
    }

    /// Whether on a 12-hour clock a word would be missing.
    pub(crate) fn lacks_word(self) -> bool {
        self.period.is_none() && (1..=12).contains(&self.hour) && (!self.padded || self.hour >= 10)
    }

    /// Seconds since midnight.
    ///
    /// # Errors
    /// There is no such time, or the word beside it says another one.
    pub(crate) fn seconds(self) -> Result<u32, Reason> {
        if self.hour > 23 || self.minute > 59 || self.second.is_some_and(|second| second > 59) {
            return Err(Reason::NoSuchTime);
        }
        let hour = match self.period {
            None => self.hour,
            // The ranges are made so that never both fit with different results.
            Some(period) => {
                let halves = [self.hour, self.hour % 12, self.hour % 12 + 12];
                let from = if (1..=12).contains(&self.hour) { &halves[..] } else { &halves[..1] };
                *from.iter().find(|hour| period.covers(**hour)).ok_or(Reason::PeriodWord)?
            }
        };
        Ok(hour * 3600 + self.minute * 60 + self.second.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_decides_with_small_hours_and_is_a_check_with_others() {
        use Period::*;
        let rows = [
            (0, 43, Some(SmallHours), Ok("00:43")),
            (12, 30, Some(SmallHours), Ok("00:30")),
            (3, 0, Some(SmallHours), Ok("03:00")),
            (15, 30, Some(SmallHours), Err(Reason::PeriodWord)),
            (6, 0, Some(SmallHours), Err(Reason::PeriodWord)),
            (8, 14, Some(Morning), Ok("08:14")),
            (12, 5, Some(Morning), Ok("00:05")),
            (20, 0, Some(Morning), Err(Reason::PeriodWord)),
            (12, 5, Some(Noon), Ok("12:05")),
            (1, 5, Some(Noon), Ok("13:05")),
            (9, 5, Some(Noon), Err(Reason::PeriodWord)),
            (3, 59, Some(Afternoon), Ok("15:59")),
            (12, 0, Some(Afternoon), Ok("12:00")),
            (15, 59, Some(Afternoon), Ok("15:59")),
            (0, 10, Some(Afternoon), Err(Reason::PeriodWord)),
            (8, 52, Some(Evening), Ok("20:52")),
            (20, 15, Some(Evening), Ok("20:15")),
            (11, 59, Some(Evening), Ok("23:59")),
            (4, 0, Some(Evening), Err(Reason::PeriodWord)),
            (12, 10, Some(Midnight), Ok("00:10")),
            (11, 10, Some(Midnight), Ok("23:10")),
            (18, 44, None, Ok("18:44")),
            (24, 0, None, Err(Reason::NoSuchTime)),
            (8, 60, Some(Morning), Err(Reason::NoSuchTime)),
        ];
        for (hour, minute, period, want) in rows {
            let clock = Clock { hour, minute, second: None, period, padded: false };
            let got = clock.seconds().map(|s| format!("{:02}:{:02}", s / 3600, s / 60 % 60));
            assert_eq!(got, want.map(str::to_owned), "{clock:?}");
        }
    }
}
