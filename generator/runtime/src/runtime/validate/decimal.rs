//! Numbers as they are written: a difference that a double does not have is one here.

use std::cmp::Ordering;

use crate::runtime::data::Json;

/// `digits` times ten to the power of `exponent`, without zeros at the end of the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    /// The number in a text of JSON; `None` where it has more digits than fit.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        Some(Self::reduced(digits, exponent.checked_sub(places)?))
    }

    /// The number that a value is.
    pub(super) fn of(value: &Json) -> Option<Self> {
        Self::parse(&value.as_number()?.to_string())
    }

    fn reduced(mut digits: i128, mut exponent: i32) -> Self {
        if digits == 0 {
            exponent = 0;
        }
        while digits != 0 && digits % 10 == 0 && exponent < i32::MAX {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// Whether there is no fraction.
    pub(super) fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// Which of two numbers is greater; `None` where they are too far apart for that to be told by their digits.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        let signs = self.digits.signum().cmp(&other.digits.signum());
        if signs.is_ne() {
            return Some(signs);
        }
        if let Some((one, other)) = self.aligned(other) {
            return Some(one.cmp(&other));
        }
        // Of the two, one has a place that the other is far from having.
        let is_negative = self.digits < 0;
        let order = self.magnitude()?.cmp(&other.magnitude()?);
        order
            .is_ne()
            .then_some(if is_negative { order.reverse() } else { order })
    }

    /// Whether `divisor` divides it; yes where they are too far apart for that to be told.
    pub(super) fn is_multiple_of(self, divisor: Self) -> bool {
        match self.aligned(divisor) {
            Some((number, divisor)) => divisor == 0 || number.checked_rem(divisor) == Some(0),
            None => true,
        }
    }

    /// The digits of both with the exponent of the smaller one.
    fn aligned(self, other: Self) -> Option<(i128, i128)> {
        let exponent = self.exponent.min(other.exponent);
        Some((self.scaled(exponent)?, other.scaled(exponent)?))
    }

    fn scaled(self, exponent: i32) -> Option<i128> {
        if self.digits == 0 {
            return Some(0);
        }
        let zeros = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        self.digits.checked_mul(10_i128.checked_pow(zeros)?)
    }

    /// How many places there are before the point.
    fn magnitude(self) -> Option<i64> {
        let digits = i64::from(self.digits.unsigned_abs().checked_ilog10()?);
        Some(digits + i64::from(self.exponent))
    }
}
