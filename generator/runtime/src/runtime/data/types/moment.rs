//! Dates and times.
//!
//! The text of the server is kept, and parsed when a caller converts it: an invalid value does not fail a whole
//! response, and a value that is sent back is unchanged. A number in place of the text, such as seconds since 1970, is
//! kept as its digits.

use std::cmp::Ordering;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use crate::runtime::data::types::calendar::{day_number, days};
use crate::runtime::data::types::text_types::text_types;
use crate::runtime::data::types::time_crates::NotAMoment;

text_types! {
    /// A moment (`date-time`, RFC 3339), as `2026-03-01T09:00:00Z`. Two are equal if their texts are.
    ///
    /// The features `jiff`, `chrono` and `time` convert it from and to the moments of these crates.
    DateTime,
    /// A day (`date`, RFC 3339), as `2026-03-01`.
    ///
    /// The features `jiff`, `chrono` and `time` convert it from and to the days of these crates.
    Date,
}

impl DateTime {
    /// The moment; `None` if the text is not a valid one, or is out of range for this system.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let text = self.as_str();
        let (day, time) = text.split_at_checked(10)?;
        let time = time.strip_prefix(['T', 't', ' '])?;
        let zone = time.find(['Z', 'z', '+', '-'])?;
        let (time, zone) = time.split_at_checked(zone)?;
        let seconds = days_of(day)? * 86_400 + seconds_of(time.get(..8)?)? - offset(zone)?;
        let nanos = fraction(time.get(8..)?)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let moment = if seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        moment?.checked_add(Duration::from_nanos(nanos))
    }
}

impl Date {
    /// Year, month and day, the latter two counted from 1; `None` if the text is not a valid day.
    pub fn to_ymd(&self) -> Option<(i64, u8, u8)> {
        let (year, month, day) = ymd(self.as_str())?;
        Some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
    }
}

/// In the order of the moments; those that are the same, or none, in the order of the texts.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        let moments = self.to_system_time().cmp(&other.to_system_time());
        moments.then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// In the order of the days; texts that are none come first.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let days = self.to_ymd().cmp(&other.to_ymd());
        days.then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for DateTime {
    type Err = NotAMoment;

    /// Other than by `From`, the text has to be a moment.
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let moment = Self::from(text);
        moment.to_system_time().ok_or(NotAMoment)?;
        Ok(moment)
    }
}

impl FromStr for Date {
    type Err = NotAMoment;

    /// Other than by `From`, the text has to be a day.
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let day = Self::from(text);
        day.to_ymd().ok_or(NotAMoment)?;
        Ok(day)
    }
}

/// Year, month and day, the latter two counted from 1; `None` if there is no such day.
pub(crate) fn ymd(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = number(parts.next()?, 2)?;
    let day = number(parts.next()?, 2)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (parts.next().is_none() && (1..=length).contains(&day)).then_some((year, month, day))
}

fn days_of(text: &str) -> Option<i64> {
    let (year, month, day) = ymd(text)?;
    Some(days(year, month - 1, day))
}

/// The seconds since midnight; a leap second is the first of the next minute.
fn seconds_of(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour = number(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = number(parts.next()?, 2).filter(|minute| *minute < 60)?;
    let second = number(parts.next()?, 2).filter(|second| *second <= 60)?;
    parts
        .next()
        .is_none()
        .then_some((hour * 60 + minute) * 60 + second)
}

/// The nanoseconds of a fraction such as `.25`; digits after the ninth are ignored.
fn fraction(text: &str) -> Option<u64> {
    if text.is_empty() {
        return Some(0);
    }
    let digits = text.strip_prefix('.')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let nine = format!("{:0<9}", digits.get(..9).unwrap_or(digits));
    nine.parse().ok().filter(|_| is_number)
}

/// The seconds that the zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, time) = match zone.split_at_checked(1)? {
        ("+", time) => (1, time),
        ("-", time) => (-1, time),
        _ => return None,
    };
    let (hours, minutes) = time.split_once(':')?;
    let hours = number(hours, 2).filter(|hours| *hours < 24)?;
    let minutes = number(minutes, 2).filter(|minutes| *minutes < 60)?;
    Some(sign * (hours * 60 + minutes) * 60)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl From<SystemTime> for DateTime {
    /// To the nanosecond, in UTC. A moment outside the years 0 to 9999 becomes the nearest one inside.
    fn from(moment: SystemTime) -> Self {
        const LEAST: i64 = -62_167_219_200;
        const MOST: i64 = 253_402_300_799;
        let (seconds, nanos) = match moment.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (
                i64::try_from(after.as_secs()).unwrap_or(MOST),
                after.subsec_nanos(),
            ),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).map_or(LEAST, |seconds| -seconds);
                match before.subsec_nanos() {
                    0 => (seconds, 0),
                    nanos => (seconds - 1, 1_000_000_000 - nanos),
                }
            }
        };
        let seconds = seconds.clamp(LEAST, MOST);
        let (year, month, day) = day_number(seconds.div_euclid(86_400));
        let of_day = seconds.rem_euclid(86_400);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        let fraction = format!(".{nanos:09}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        Self::from(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"
        ))
    }
}
