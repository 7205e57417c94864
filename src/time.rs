//! The time of a check, as the caller gives it.

/// A moment with its time zone, `2026-03-01T09:30:00+08:00` (RFC 3339).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time(String);

impl Time {
    /// Reads a date and time of RFC 3339 to the second; fractions are dropped.
    /// `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (moment, rest) = text.split_at_checked(19)?;
        let zone = match rest.strip_prefix('.') {
            Some(fraction) => fraction.trim_start_matches(|digit: char| digit.is_ascii_digit()),
            None => rest,
        };
        let zone = if zone == "Z" { "+00:00" } else { zone };
        let [year, month, day, hour, minute, second] = fields(moment, "0000-00-00T00:00:00")?;
        let [zone_hour, zone_minute] = fields(zone.strip_prefix(['+', '-'])?, "00:00")?;
        let sound = (1..=12).contains(&month)
            && (1..=days(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60
            && zone_hour < 24
            && zone_minute < 60;
        sound.then(|| Time(format!("{moment}{zone}")))
    }

    /// The text in RFC 3339.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date, the time of day and the offset from universal time:
    /// `2026-03-01`, `09:30:00`, `+08:00`.
    pub fn parts(&self) -> [&str; 3] {
        [self.0.get(..10), self.0.get(11..19), self.0.get(19..)].map(Option::unwrap_or_default)
    }

    /// Year, month, day, hour, minute and second in its own time zone.
    pub fn fields(&self) -> Option<[u16; 6]> {
        fields(self.0.get(..19)?, "0000-00-00T00:00:00")
    }
}

/// A day, `2026-01-28`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u16,
    /// The day, from 1.
    pub day: u16,
}

impl Date {
    /// Reads `2026-01-28`. `None` where the text is no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let [year, month, day] = fields(text, "0000-00-00")?;
        let sound = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        sound.then_some(Date { year, month, day })
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The numbers in a text that has digits where the pattern has `0`, and
/// otherwise the same characters.
fn fields<const COUNT: usize>(text: &str, pattern: &str) -> Option<[u16; COUNT]> {
    let fits = text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
            b'0' => byte.is_ascii_digit(),
            _ => byte == wanted,
        });
    let numbers = text.split(|character: char| !character.is_ascii_digit()).filter_map(|part| part.parse().ok());
    numbers.collect::<Vec<u16>>().try_into().ok().filter(|_| fits)
}

fn days(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_date_a_time_and_a_zone() {
        let time = Time::parse("2024-02-29T09:30:00.123+08:00").unwrap();
        assert_eq!(time.as_str(), "2024-02-29T09:30:00+08:00");
        assert_eq!(time.parts(), ["2024-02-29", "09:30:00", "+08:00"]);
        assert_eq!(time.fields(), Some([2024, 2, 29, 9, 30, 0]));
        assert_eq!(Time::parse("2024-02-29T09:30:00Z").unwrap().as_str(), "2024-02-29T09:30:00+00:00");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2024-02-29",
            "2024-02-29T09:30:00",
            "2024-02-29 09:30:00Z",
            "2023-02-29T09:30:00Z",
            "2024-13-01T09:30:00Z",
            "2024-02-29T24:30:00Z",
            "2024-02-29T09:30:00+8:00",
            "2024-02-29T09:30:00+08:00<b>",
            "２０２４-02-29T09:30:00Z",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }
}
