//! Number formats: what a stored number is shown as, so far as it matters.
//!
//! Units, currencies, separators and rounding are dress: the stored number is
//! the figure. A percentage is shown as one. A date is what a spreadsheet made
//! of a figure such as `3-5`; what had been typed cannot be known again.

/// What the numbers of a cell are shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A number.
    #[default]
    Number,
    /// A hundredfold with a percent sign.
    Percent,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// So many powers of ten less: `0.0,`, and 万元 made of 元 by `0!.0000`.
    Scaled(u8),
}

/// Days whose dates a spreadsheet makes of a figure: typed without a year they
/// fall into the year of typing. 2015-01-01 and 2040-01-01, counted from 1900.
const TYPED_DAYS: std::ops::Range<f64> = 42_005.0..51_136.0;
/// Days between the two epochs.
const DAYS_TO_1904: f64 = 1_462.0;

impl Format {
    /// The format of a number that every program knows.
    pub fn built_in(id: u16) -> Self {
        match id {
            9 | 10 => Format::Percent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Date,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
            _ => Format::Number,
        }
    }

    /// The format of a code such as `yyyy"年"m"月"`, `0.00%`, `#,##0_ `.
    pub fn of_code(code: &str) -> Self {
        let signs = signs(sections(code).first().copied().unwrap_or_default());
        let has = |wanted: &[char]| signs.contains(wanted);
        if signs.starts_with("general") {
            Format::Number
        } else if has(&['y', 'd', '年', '月', '日']) || (has(&['m']) && !has(&['h', 's'])) {
            Format::Date
        } else if has(&['h', 's']) {
            Format::Time
        } else if has(&['%']) {
            Format::Percent
        } else {
            match scale(sections(code).first().copied().unwrap_or_default()) {
                0 => Format::Number,
                scale => Format::Scaled(scale),
            }
        }
    }

    /// What a number is read as.
    pub fn shown(self, number: f64, from_1904: bool) -> String {
        let day = if from_1904 { number + DAYS_TO_1904 } else { number };
        match self {
            Format::Percent => digits(number * 100.0) + "%",
            Format::Scaled(scale) => digits(number / 10_f64.powi(i32::from(scale))),
            // A whole number that is no day of these years was typed as it is.
            Format::Date if TYPED_DAYS.contains(&day) => date(day),
            Format::Time if number.fract() != 0.0 && number > 0.0 => time(number),
            _ => digits(number),
        }
    }
}

/// By how many powers of ten a section shows less than what is stored: three for each
/// comma behind its last digit, one for each digit behind a point that is only written.
fn scale(section: &str) -> u8 {
    let mut characters = section.chars().peekable();
    let (mut commas, mut behind_point, mut has_digit) = (0_u8, None, false);
    while let Some(character) = characters.next() {
        match character {
            '0' | '#' | '?' => {
                (has_digit, commas) = (true, 0);
                behind_point = behind_point.map(|digits: u8| digits.saturating_add(1));
            }
            ',' if has_digit => commas = commas.saturating_add(1),
            '!' | '\\' if has_digit && characters.peek() == Some(&'.') => {
                characters.next();
                behind_point = Some(0);
            }
            '"' => {
                let quoted: String = characters.by_ref().take_while(|character| *character != '"').collect();
                if has_digit && quoted == "." {
                    behind_point = Some(0);
                }
            }
            '!' | '\\' | '_' | '*' => drop(characters.next()),
            '[' => characters.by_ref().take_while(|character| *character != ']').for_each(drop),
            _ => {}
        }
    }
    commas.saturating_mul(3).saturating_add(behind_point.unwrap_or(0)).min(MOST_SCALE)
}

/// More powers of ten than any unit takes away.
const MOST_SCALE: u8 = 12;

/// What a code such as `;;;` leaves out. A zero alone that is left out is read: it
/// is stored, and a blank stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hides {
    positive: bool,
    negative: bool,
    zero: bool,
    /// Whether texts are left out.
    pub text: bool,
    /// Whether numbers are white.
    pub is_white: bool,
}

impl Hides {
    /// What this code leaves out.
    pub fn of_code(code: &str) -> Self {
        let sections = sections(code);
        let is_white =
            ["[white]", "[白色]", "[color2]", "[颜色2]"].iter().any(|name| code.to_lowercase().starts_with(name));
        let has_condition = code.contains(['<', '>', '=']);
        if code.trim().is_empty() || has_condition {
            return Hides { is_white, ..Hides::default() };
        }
        let hides = |at: usize| sections.get(at).is_some_and(|section| shows_nothing(section));
        let positive = hides(0);
        let is_one = sections.len() == 1;
        Hides {
            positive,
            negative: if is_one { positive } else { hides(1) },
            zero: if sections.len() > 2 { hides(2) } else { positive },
            text: hides(3),
            is_white,
        }
    }

    /// Whether this number is left out.
    pub fn number(self, number: f64) -> bool {
        if number == 0.0 {
            self.zero && self.positive && self.negative
        } else if number < 0.0 {
            self.negative
        } else {
            self.positive
        }
    }
}

/// The parts of a code: of positive and negative numbers, zero and text.
fn sections(code: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let ends = |character: char| {
        let is_end = character == ';' && !is_quoted && !is_escaped;
        is_quoted ^= character == '"' && !is_escaped;
        is_escaped = !is_escaped && !is_quoted && matches!(character, '\\' | '_' | '*');
        is_end
    };
    code.split(ends).collect()
}

/// Whether a part of a code shows neither a number nor a text of its own.
fn shows_nothing(section: &str) -> bool {
    let quoted: String = section.split('"').skip(1).step_by(2).collect();
    quoted.trim().is_empty() && !section.contains('\\') && signs(section).trim().is_empty()
}

/// A code without what it quotes, escapes and puts in brackets, in lower case.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                characters.by_ref().find(|&next| next == '"');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|&next| next != ']').collect();
                // Elapsed hours are a time; a colour, a locale or a condition is not.
                if !inside.is_empty() && inside.chars().all(|inner| "hmsHMS".contains(inner)) {
                    signs.push('h');
                }
            }
            other => signs.extend(other.to_lowercase()),
        }
    }
    signs
}

/// A number with the fifteen digits that spreadsheets keep.
pub fn digits(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if kept == 0.0 { "0".to_owned() } else { kept.to_string() }
}

/// A day counted from 1900 as `2024/3/5`.
fn date(day: f64) -> String {
    // Days from 0000-03-01, so that a leap day ends its year.
    let days = day.floor() as i64 + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year}/{month}/{of_month}")
}

fn time(number: f64) -> String {
    let minutes = (number.fract() * 1_440.0).round() as i64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_shows_less_than_is_stored_is_followed() {
        for (code, stored, shown) in [
            ("0!.0,", 1_285_000.0, "128.5"),
            ("0!.0000", 1_285_000.0, "128.5"),
            ("0\\.00,", 1_285_000.0, "12.85"),
            ("0\".\"0,\"万元\"", 1_285_000.0, "128.5"),
            ("#,##0,", 24_000.0, "24"),
            ("0.0,,", 2_500_000.0, "2.5"),
            ("#,##0.00", 1_285.5, "1285.5"),
            ("#,##0_ ;-#,##0_ ", 24.0, "24"),
            ("0\"件,\"", 24.0, "24"),
            ("_ * #,##0_ ", 24.0, "24"),
        ] {
            assert_eq!(Format::of_code(code).shown(stored, false), shown, "{code}");
        }
    }

    #[test]
    fn a_code_says_whether_it_shows_days() {
        for (code, format) in [
            ("General", Format::Number),
            ("0.00_ ", Format::Number),
            ("#,##0;[Red]-#,##0", Format::Number),
            ("\"¥\"#,##0.00", Format::Number),
            ("0\"件\"", Format::Number),
            ("0\"day\"", Format::Number),
            ("[$-804]0", Format::Number),
            ("0.00E+00", Format::Number),
            ("@", Format::Number),
            ("0.0%", Format::Percent),
            ("yyyy/m/d", Format::Date),
            ("m\"月\"d\"日\"", Format::Date),
            ("[$-804]yyyy\"年\"", Format::Date),
            ("mmm-yy", Format::Date),
            ("h:mm", Format::Time),
            ("[h]:mm:ss", Format::Time),
            ("mm:ss", Format::Time),
        ] {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn a_code_may_hide_what_is_stored() {
        for (code, shown) in [
            ("General", [true, true, true, true]),
            ("0", [true, true, true, true]),
            (";;;", [false, false, false, false]),
            (";;", [false, false, false, true]),
            ("\"\";\"\";\"\";\"\"", [false, false, false, false]),
            ("0;-0;;@", [true, true, true, true]),
            ("0;;0", [true, false, true, true]),
            ("0\";\"", [true, true, true, true]),
            ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", [true, true, true, true]),
            ("0;0;\"无\"", [true, true, true, true]),
        ] {
            let hides = Hides::of_code(code);
            let found = [!hides.number(5.0), !hides.number(-5.0), !hides.number(0.0), !hides.text];
            assert_eq!(found, shown, "{code}");
        }
        assert!(Hides::of_code("[White]General").is_white);
    }

    #[test]
    fn a_day_is_told_from_a_figure_in_a_column_of_days() {
        for (number, text) in [
            (45_356.0, "2024/3/5"),
            (45_292.0, "2024/1/1"),
            (43_890.0, "2020/2/29"),
            (7.0, "7"),
            (0.0, "0"),
            (12_345.0, "12345"),
            (60_000.0, "60000"),
        ] {
            assert_eq!(Format::Date.shown(number, false), text);
        }
        assert_eq!(Format::Date.shown(43_894.0, true), "2024/3/5");
        assert_eq!(
            (Format::Time.shown(7.0, false), Format::Time.shown(0.128_472_222, false)),
            ("7".into(), "3:05".into())
        );
    }

    #[test]
    fn a_number_has_the_digits_that_were_typed() {
        for (number, text) in [
            (10.0 + 0.123_456_789, "10.123456789"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (7_730.28, "7730.28"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(digits(number), text);
        }
        assert_eq!(Format::Percent.shown(0.07, false), "7%");
    }
}
