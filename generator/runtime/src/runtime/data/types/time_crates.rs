//! Conversions with the dates and times of other crates, each behind the feature of the crate's name.

#[cfg(feature = "time")]
use crate::runtime::data::types::moment::ymd;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
use crate::runtime::data::{Date, DateTime};

/// One line for a type and its crate.
macro_rules! conversions {
    ($($feature:literal: $from:ident and $type:ty, |$value:ident| $text:expr, |$wire:ident| $parse:expr;)*) => {$(
        #[cfg(feature = $feature)]
        impl From<$type> for $from {
            fn from($value: $type) -> Self {
                Self::from($text)
            }
        }

        #[cfg(feature = $feature)]
        impl TryFrom<&$from> for $type {
            type Error = NotAMoment;

            fn try_from(value: &$from) -> Result<Self, NotAMoment> {
                let $wire = value.as_str();
                $parse.ok_or(NotAMoment)
            }
        }
    )*};
}

conversions! {
    "jiff": DateTime and jiff::Timestamp, |value| value.to_string(), |text| text.parse().ok();
    "jiff": Date and jiff::civil::Date, |value| value.to_string(), |text| text.parse().ok();
    "chrono": DateTime and chrono::DateTime<chrono::Utc>,
        |value| value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true), |text| text.parse().ok();
    "chrono": DateTime and chrono::DateTime<chrono::FixedOffset>,
        |value| value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true), |text| text.parse().ok();
    "chrono": Date and chrono::NaiveDate, |value| value.to_string(), |text| text.parse().ok();
    "time": DateTime and time::OffsetDateTime,
        |value| value.format(&time::format_description::well_known::Rfc3339).unwrap_or_default(),
        |text| time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).ok();
    "time": Date and time::Date,
        |value| format!("{:04}-{:02}-{:02}", value.year(), u8::from(value.month()), value.day()),
        |text| ymd(text).and_then(|(year, month, day)| {
            let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
            time::Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
        });
}

/// The text is not a date or a time of RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotAMoment;

impl std::fmt::Display for NotAMoment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the text is no date of RFC 3339")
    }
}

impl std::error::Error for NotAMoment {}
