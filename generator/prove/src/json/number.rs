//! Numbers as decimal digits.

/// A number, exactly: a sign, digits without zeros at either end, and the power of ten that they are multiplied by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub is_negative: bool,
    /// Its digits; none for zero.
    pub digits: String,
    /// The power of ten.
    pub exponent: i64,
}

impl Decimal {
    /// Reads a number of JSON (RFC 8259, 6).
    pub fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let fraction = i64::try_from(fraction.len()).ok()?;
        let trimmed = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - trimmed.len()).ok()?;
        let digits = trimmed.trim_start_matches('0').to_owned();
        let is_zero = digits.is_empty();
        Some(Self {
            is_negative: is_negative && !is_zero,
            digits,
            exponent: if is_zero {
                0
            } else {
                exponent.checked_sub(fraction)?.checked_add(zeros)?
            },
        })
    }
}

/// Whether two numbers are the same, however they are written: `1.0` is `1`, and `-0` is `0`.
pub fn is_same_number(one: &str, other: &str) -> bool {
    match (Decimal::parse(one), Decimal::parse(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_number;

    #[test]
    fn each_digit_counts_and_the_spelling_does_not() {
        for (one, other) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("-0.0", "0"),
            ("0.10", "1E-1"),
            ("1e+2", "100"),
        ] {
            assert!(is_same_number(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("9007199254740993", "9007199254740992"),
            ("1", "-1"),
            ("0.1", "0.10000000000000001"),
            ("1e308", "1e307"),
        ] {
            assert!(!is_same_number(one, other), "{one} {other}");
        }
    }
}
