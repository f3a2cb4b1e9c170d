//! Dates and times: texts are kept, and mean what the crates that keep time say.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use crate::runtime::data::{Date, DateTime, NotAMoment, from_json};

fn since_1970(text: &str) -> Option<f64> {
    let moment = DateTime::from(text).to_system_time()?;
    Some(match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    })
}

#[test]
fn texts_of_rfc_3339_are_moments() {
    let cases = [
        ("1970-01-01T00:00:00Z", 0.0),
        ("2026-03-01T09:00:00.250Z", 1_772_355_600.25),
        ("2026-03-01t10:30:00+01:30", 1_772_355_600.0),
        ("2026-03-01 03:30:00-05:30", 1_772_355_600.0),
        ("1969-12-31T23:59:59.5Z", -0.5),
        ("2016-12-31T23:59:60Z", 1_483_228_800.0),
        ("0000-02-29T23:59:59Z", -62_162_035_201.0),
        ("2000-02-29T00:00:00.1234567899Z", 951_782_400.123_456_8),
    ];
    for (text, expected) in cases {
        let found = since_1970(text).unwrap();
        assert!((found - expected).abs() < 1e-6, "{text}: {found}");
    }
    for text in [
        "",
        "now",
        "2026-03-01",
        "2026-03-01T09:00:00",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T09:60:00Z",
        "2026-03-01T09:00:00.Z",
        "2026-03-01T09:00:00.x5Z",
        "2026-03-01T09:00:00+1:30",
        "2026-03-01T09:00:00é",
        "+026-03-01T09:00:00Z",
    ] {
        assert_eq!(since_1970(text), None, "{text}");
    }
}

#[test]
fn odd_texts_are_kept() {
    let value: DateTime = from_json("\"yesterday\"").unwrap();
    assert_eq!(value.as_str(), "yesterday");
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"yesterday\"");
    assert_eq!(format!("{value} {value:?}"), "yesterday \"yesterday\"");
}

#[test]
fn what_is_no_text_is_kept_as_it_is_written() {
    for written in ["1735689600", "-5", "1735689600.5", "true"] {
        let moment: DateTime = from_json(written).unwrap();
        assert_eq!(moment.as_str(), written);
        assert_eq!(moment.to_system_time(), None);
    }
    assert!(from_json::<Date>("[]").is_err());
    assert!(from_json::<Date>("{}").is_err());
    assert!(from_json::<Date>("null").is_err());
}

#[test]
fn days_are_read() {
    assert_eq!(Date::from("2024-02-29").to_ymd(), Some((2024, 2, 29)));
    for text in [
        "2023-02-29",
        "2024-2-29",
        "2024-02-29Z",
        "2024-00-01",
        "2024-01-00",
    ] {
        assert_eq!(Date::from(text).to_ymd(), None, "{text}");
    }
}

#[test]
fn moments_and_days_have_an_order() {
    let sorted = [
        "x",
        "2026-03-01T10:00:00+02:00",
        "2026-03-01T08:30:00Z",
        "2026-03-01T09:00:00Z",
    ];
    assert!(sorted.is_sorted_by_key(|text| DateTime::from(*text)));
    let same = ["2026-03-01T09:00:00Z", "2026-03-01T10:00:00+01:00"].map(DateTime::from);
    assert!(same[0] != same[1] && same[0] < same[1]);
    assert!(
        ["x", "0999-12-31", "2026-03-01", "2026-10-01"].is_sorted_by_key(|text| Date::from(*text))
    );
}

#[test]
fn a_text_that_is_parsed_is_valid() {
    assert_eq!("2024-01-02".parse(), Ok(Date::from("2024-01-02")));
    assert_eq!("2024-02-30".parse::<Date>(), Err(NotAMoment));
    let moment = "2024-01-02T03:04:05Z";
    assert_eq!(moment.parse(), Ok(DateTime::from(moment)));
    assert_eq!("2024-01-02".parse::<DateTime>(), Err(NotAMoment));
}

proptest! {
    #[test]
    fn moments_come_back(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let moment = if seconds < 0 { SystemTime::UNIX_EPOCH - whole } else { SystemTime::UNIX_EPOCH + whole };
        let moment = moment + Duration::from_nanos(nanos.into());
        let text = DateTime::from(moment);
        prop_assert_eq!(text.to_system_time(), Some(moment));
        // Those who know the calendar agree, as far as theirs goes: that of `jiff` ends a day before the year 10,000.
        if let Ok(known) = jiff::Timestamp::try_from(moment) {
            prop_assert_eq!(text.as_str().parse().ok(), Some(known));
        }
    }

    #[test]
    fn any_text_is_kept_and_none_panics(text: String) {
        let value = DateTime::from(text.as_str());
        let _ = value.to_system_time();
        let _ = Date::from(text.as_str()).to_ymd();
        prop_assert_eq!(value.as_str(), text);
    }
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_converts() {
    let moment: jiff::Timestamp = "2026-03-01T09:00:00.5Z".parse().unwrap();
    assert_eq!(DateTime::from(moment).as_str(), "2026-03-01T09:00:00.5Z");
    assert_eq!(
        jiff::Timestamp::try_from(&DateTime::from("2026-03-01T10:00:00.5+01:00")),
        Ok(moment)
    );
    assert!(jiff::Timestamp::try_from(&DateTime::from("x")).is_err());
    assert_eq!(
        Date::from(jiff::civil::date(2026, 3, 1)).as_str(),
        "2026-03-01"
    );
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_converts() {
    let moment: chrono::DateTime<chrono::Utc> = "2026-03-01T09:00:00.5Z".parse().unwrap();
    assert_eq!(DateTime::from(moment).as_str(), "2026-03-01T09:00:00.500Z");
    assert_eq!(
        chrono::DateTime::try_from(&DateTime::from("2026-03-01T10:00:00.5+01:00")),
        Ok(moment)
    );
    assert!(chrono::NaiveDate::try_from(&Date::from("x")).is_err());
    let text = DateTime::from("2026-03-01T10:00:00+01:00");
    let there = chrono::DateTime::<chrono::FixedOffset>::try_from(&text).unwrap();
    assert_eq!(there.offset().local_minus_utc(), 3600);
    assert_eq!(DateTime::from(there), text);
}

#[cfg(feature = "time")]
#[test]
fn time_converts() {
    let moment = time::OffsetDateTime::try_from(&DateTime::from("2026-03-01T09:00:00.5Z")).unwrap();
    assert_eq!(DateTime::from(moment).as_str(), "2026-03-01T09:00:00.5Z");
    let day = time::Date::try_from(&Date::from("2026-03-01")).unwrap();
    assert_eq!(Date::from(day).as_str(), "2026-03-01");
    assert!(time::Date::try_from(&Date::from("2026-02-29")).is_err());
}
