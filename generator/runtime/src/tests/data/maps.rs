//! Maps whose keys have a type of their own.

use std::collections::BTreeMap;

use super::objects::{Closed, Status};
use super::quick::same as read_alike;
use crate::runtime::data::{Date, DateTime, Json, from_json, record, setters, to_json};

#[derive(Clone)]
pub struct Keyed {
    pub by_status: BTreeMap<Status, i32>,
    pub by_day: Option<BTreeMap<Date, BTreeMap<Closed, bool>>>,
}

record! { Keyed {
    by_status: required(BTreeMap<Status, i32>) = "by_status",
    by_day: optional(BTreeMap<Date, BTreeMap<Closed, bool>>) = "by_day",
} }

const KEYED: &str =
    r#"{"by_status":{"LIVE":1,"elsewhere":2},"by_day":{"2026-02-01":{"off":true,"on":false}}}"#;

#[test]
fn are_read_and_written_as_any_object_is() {
    let keyed = from_json::<Keyed>(KEYED).unwrap();
    assert_eq!(keyed.by_status.get(&Status::Live), Some(&1));
    assert_eq!(keyed.by_status.get(&Status::from("elsewhere")), Some(&2));
    let day = &keyed.by_day.as_ref().unwrap()[&Date::from("2026-02-01")];
    assert_eq!(
        day,
        &BTreeMap::from([(Closed::On, false), (Closed::Off, true)])
    );
    assert_eq!(to_json(&keyed).unwrap(), KEYED.as_bytes());
    assert_eq!(serde_json::to_string(&keyed).unwrap(), KEYED);
    assert_eq!(keyed, serde_json::from_str::<Keyed>(KEYED).unwrap());
    assert_eq!(
        format!("{:?}", keyed.by_day.unwrap()),
        r#"{"2026-02-01": {Off: true, On: false}}"#
    );
}

#[test]
fn the_last_entry_of_a_key_counts() {
    let twice = from_json::<BTreeMap<Closed, Json>>(r#"{"on":[1],"off":2,"on":3}"#).unwrap();
    assert_eq!(twice[&Closed::On], 3);
}

#[test]
fn a_key_that_is_none_of_the_values_has_a_path() {
    let text = KEYED.replace("\"off\"", "\"dim\"");
    let error = from_json::<Keyed>(&text).unwrap_err();
    assert_eq!(error.path().to_string(), "by_day.2026-02-01.dim");
    let said = error.to_string();
    assert!(
        said.contains(r#"string "dim", expected one of the known values"#),
        "{said}"
    );
    read_alike::<Keyed>(&text);
}

#[test]
fn keys_of_any_kind_are_read_alike_by_both_readers() {
    for text in [
        KEYED,
        "{}",
        r#"{"by_status":{}}"#,
        r#"{"by_status":{"":0}}"#,
        r#"{"by_status":{"a\n":1}}"#,
    ] {
        read_alike::<Keyed>(text);
        read_alike::<BTreeMap<DateTime, Json>>(text);
        read_alike::<BTreeMap<Closed, Json>>(text);
    }
}

/// What an operation takes.
#[derive(Default)]
pub struct Params {
    pub names: Option<BTreeMap<Status, String>>,
    pub counts: BTreeMap<Closed, u32>,
}

setters! { Params {
    names: optional(BTreeMap<Status, String>),
    counts: required(BTreeMap<Closed, u32>),
} }

#[test]
fn setters_take_texts_for_the_keys_of_open_enums_alone() {
    let params = Params::default()
        .names([("LIVE", "live")])
        .names([(Status::Ended, "over")])
        .counts([(Closed::On, 1)]);
    assert_eq!(params.names.unwrap()[&Status::Ended], "over");
    assert_eq!(params.counts[&Closed::On], 1);
}
