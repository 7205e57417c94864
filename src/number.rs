//! Exact decimal numbers, as tables hold them.

use serde_json::value::RawValue;

/// An exact decimal number: `mantissa` · 10^−`scale`, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    mantissa: i64,
    scale: u8,
}

/// The largest whole number that JavaScript holds exactly, 2^53 − 1.
pub const MOST_INTEGER: i64 = 9_007_199_254_740_991;
/// The most significant digits of a fraction that JavaScript writes back as read.
const MOST_FRACTION: i64 = 999_999_999_999_999;

/// The most digits behind the decimal point.
const MOST_SCALE: u8 = 15;

impl Number {
    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Number { mantissa: value, scale: 0 }
    }

    /// A number from ASCII text such as `-8`, `4068.208`; `None` where it is
    /// none or needs more digits than JavaScript keeps.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || (fraction.is_empty() && digits.contains('.')) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let mut mantissa: i64 = 0;
        for digit in whole.chars().chain(fraction.chars()) {
            let digit = i64::from(digit.to_digit(10)?);
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
        }
        let most = if fraction.is_empty() { MOST_INTEGER } else { MOST_FRACTION };
        if mantissa > most || fraction.len() > usize::from(MOST_SCALE) {
            return None;
        }
        let scale = u8::try_from(fraction.len()).ok()?;
        Some(Number { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }

    /// The value where it is whole.
    pub const fn integer(self) -> Option<i64> {
        if self.scale == 0 { Some(self.mantissa) } else { None }
    }

    /// The same number with the other sign.
    pub const fn negated(self) -> Self {
        Number { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The product, `None` where that needs more digits than a number keeps.
    pub fn times(self, other: Number) -> Option<Self> {
        let mut mantissa = i128::from(self.mantissa) * i128::from(other.mantissa);
        let mut scale = self.scale + other.scale;
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let mantissa = i64::try_from(mantissa).ok()?;
        (scale <= MOST_SCALE).then_some(Number { mantissa, scale })
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Digits behind the decimal point.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The value in units of 10^−15: exact, and sums of thousands of them fit.
    pub fn exact(self) -> i128 {
        let factor = 10_i128.pow(u32::from(MOST_SCALE.saturating_sub(self.scale)));
        i128::from(self.mantissa) * factor
    }

    /// The number of so many units of 10^−15, `None` where that needs more
    /// digits than a number keeps.
    pub fn from_exact(units: i128) -> Option<Self> {
        let (mut mantissa, mut scale) = (units, MOST_SCALE);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        i64::try_from(mantissa).ok().map(|mantissa| Number { mantissa, scale })
    }

    /// The nearest floating-point number, for formats that have no other: both
    /// sides of the division are exact, and so its result is the nearest.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(i32::from(self.scale))
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(formatter, "{}", self.mantissa);
        }
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - usize::from(self.scale)).unwrap_or(("", ""));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(formatter, "{sign}{whole}.{fraction}")
    }
}

/// Its own digits: a fraction has no more of them than its floating-point number
/// is written back with.
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.integer() {
            Some(value) => serializer.serialize_i64(value),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written: Box<RawValue> = Box::deserialize(deserializer)?;
        Number::parse(written.get()).ok_or_else(|| serde::de::Error::custom("a number was expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_exact_and_written_as_javascript_writes_them() {
        for (text, written) in [
            ("0", "0"),
            ("-8", "-8"),
            ("+19", "19"),
            ("4068.208", "4068.208"),
            ("5949.088667", "5949.088667"),
            ("12.50", "12.5"),
            ("0.05", "0.05"),
            ("-0.5", "-0.5"),
            ("9007199254740991", "9007199254740991"),
        ] {
            assert_eq!(Number::parse(text).unwrap().to_string(), written, "{text}");
        }
    }

    #[test]
    fn small_sums_of_money_are_written_without_an_exponent() {
        for text in ["0.5", "0.0001", "0.00001", "0.000012345"] {
            assert_eq!(serde_json::to_string(&Number::parse(text).unwrap()).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn a_fraction_is_written_with_its_own_digits(
            mantissa in prop_oneof![-MOST_FRACTION..=MOST_FRACTION, -100_000..=100_000_i64],
            scale in 1..=MOST_SCALE,
        ) {
            let number = Number { mantissa, scale };
            let written = serde_json::to_string(&number).unwrap();
            prop_assert!(mantissa % 10 == 0 || written == serde_json::to_string(&number.to_f64()).unwrap());
            prop_assert_eq!(written.parse::<f64>().unwrap(), number.to_string().parse::<f64>().unwrap());
            if !written.contains('e') && mantissa % 10 != 0 {
                prop_assert_eq!(written, number.to_string());
            }
        }
    }

    #[test]
    fn sums_of_money_are_exact() {
        let sum = ["0.1", "0.2", "4166.241619"].iter().map(|text| Number::parse(text).unwrap().exact()).sum();
        assert_eq!(Number::from_exact(sum).unwrap().to_string(), "4166.541619");
        assert_eq!(Number::from_exact(Number::whole(-30).exact()), Some(Number::whole(-30)));
    }

    #[test]
    fn what_javascript_cannot_hold_is_no_number() {
        for text in ["9007199254740992", "99999999999999999999", "1234567890123456.7", "", "-", "1.", ".5", "1e3", "１"]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }
}
