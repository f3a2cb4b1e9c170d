//! What the reader and the writer owe each data type, point by point.

use std::collections::BTreeMap;

use crate::runtime::Style;
use crate::runtime::data::{
    Decode, Encode, Json, Patch, Unrecognized, from_json, record, text_enum,
};
use crate::runtime::request::parameter::query;

#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub age: i64,
    pub email: Option<String>,
    pub tags: Vec<String>,
    pub friends: Option<Vec<Person>>,
    pub boss: Option<Box<Person>>,
}

record! { Person {
    id: required(String) = "id",
    age: required(i64) = "the age",
    email: optional(String) = "email",
    tags: required(Vec<String>) = "tags",
    friends: optional(Vec<Person>) = "friends",
    boss: optional(Box<Person>) = "boss",
} }

#[derive(Clone)]
pub struct Change {
    pub note: Patch<String>,
    pub parent: Option<i32>,
    pub clone: Option<bool>,
    pub extra: BTreeMap<String, Json>,
}

record! { Change {
    note: patch(String) = "note",
    parent: nullable(i32) = "parent",
    clone as with_clone: optional(bool) = "clone",
    ..extra(Json)
} }

#[derive(Clone)]
pub enum Status {
    Live,
    Ended,
    Unknown(Unrecognized),
}

text_enum! { Status { Live = "LIVE", Ended = "ended at", ..Unknown } }

#[derive(Clone)]
pub enum Closed {
    On,
    Off,
}

text_enum! { Closed { On = "on", Off = "off", } }

fn person() -> Person {
    Person::blank().id("p").age(3).tags(["a", "b"])
}

fn error<T: Decode>(text: &str) -> String {
    match from_json::<T>(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error.to_string(),
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn fields_are_written_in_table_order_and_absent_ones_left_out() {
    assert_eq!(
        json(&person()),
        r#"{"id":"p","the age":3,"tags":["a","b"]}"#
    );
    let boss = person().boss(person()).email("e");
    assert_eq!(
        json(&boss),
        r#"{"id":"p","the age":3,"email":"e","tags":["a","b"],"boss":{"id":"p","the age":3,"tags":["a","b"]}}"#
    );
    assert_eq!(from_json::<Person>(&json(&boss)).unwrap(), boss);
}

#[test]
fn errors_say_the_path_and_the_place() {
    let text = "{\"id\":\"p\",\"the age\":1,\"tags\":[],\n \"friends\":[{\"id\":\"q\",\"the age\":1,\"tags\":[\"x\",5]}]}";
    let error = from_json::<Person>(text).unwrap_err();
    assert_eq!(error.path().to_string(), "friends[0].tags[1]");
    assert_eq!((error.line(), error.column()), (2, 47));
    assert_eq!(
        error.to_string(),
        "friends[0].tags[1]: invalid type: integer `5`, expected a string at line 2 column 47"
    );
    let public = serde_json::from_str::<Person>(text).unwrap_err();
    assert_eq!(public.to_string(), error.to_string());
    assert_eq!((public.line(), public.column()), (2, 47));
}

#[test]
fn a_missing_required_field_is_an_error() {
    assert_eq!(
        error::<Person>(r#"{"id":"p","tags":[]}"#),
        "missing field `the age` at line 1 column 20"
    );
    assert_eq!(
        error::<Person>(r#"{"id":"p","the age":1,"tags":[],"boss":{}}"#),
        "boss: missing field `id` at line 1 column 41"
    );
}

#[test]
fn null_is_nothing_for_an_optional_field_and_an_error_for_a_required_one() {
    let read =
        from_json::<Person>(r#"{"id":"p","the age":3,"tags":["a","b"],"email":null}"#).unwrap();
    assert_eq!(read, person());
    assert_eq!(
        error::<Person>(r#"{"id":null}"#),
        "id: invalid type: null, expected a string at line 1 column 10"
    );
}

#[test]
fn a_duplicate_field_is_an_error() {
    assert_eq!(
        error::<Person>(r#"{"id":"p","id":"q"}"#),
        "duplicate field `id` at line 1 column 14"
    );
}

#[test]
fn unknown_fields_are_skipped_or_collected() {
    let read =
        from_json::<Person>(r#"{"x":[{"y":1}],"tags":["a","b"],"the age":3,"z":null,"id":"p"}"#)
            .unwrap();
    assert_eq!(read, person());
    let change = from_json::<Change>(r#"{"x":[1],"parent":null,"y":"z"}"#).unwrap();
    assert_eq!(
        change,
        Change::blank()
            .with_property("x", vec![1])
            .with_property("y", "z")
    );
    assert_eq!(json(&change), r#"{"parent":null,"x":[1],"y":"z"}"#);
}

#[test]
fn a_patch_has_three_states() {
    let read = |text| from_json::<Change>(text).unwrap().note;
    assert_eq!(read(r#"{"parent":1}"#), Patch::Absent);
    assert_eq!(read(r#"{"parent":1,"note":null}"#), Patch::Null);
    assert_eq!(
        read(r#"{"parent":1,"note":"n"}"#),
        Patch::Value("n".to_owned())
    );
    let mut change = Change::blank().parent(1).with_clone(true);
    assert_eq!(json(&change), r#"{"parent":1,"clone":true}"#);
    change.note = Patch::Null;
    assert_eq!(json(&change), r#"{"note":null,"parent":1,"clone":true}"#);
    assert_eq!(
        json(&change.note("n")),
        r#"{"note":"n","parent":1,"clone":true}"#
    );
}

#[test]
fn depth_is_bounded_in_every_format() {
    let deep = |levels: usize| {
        let mut value = Json::Null;
        for _ in 0..levels {
            value = serde_json::json!({"id": "p", "the age": 1, "tags": [], "boss": value});
        }
        value
    };
    assert!(serde_json::from_value::<Person>(deep(100)).is_ok());
    let error = serde_json::from_value::<Person>(deep(200))
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("more than 128 levels deep"), "{error}");
}

#[test]
fn other_self_describing_formats_work() {
    let value = person().boss(person()).friends([person(), person()]);
    let mut bytes = Vec::new();
    ciborium::into_writer(&value, &mut bytes).unwrap();
    assert_eq!(
        ciborium::from_reader::<Person, _>(bytes.as_slice()).unwrap(),
        value
    );
    assert_eq!(
        serde_json::from_value::<Person>(serde_json::to_value(&value).unwrap()).unwrap(),
        value
    );
}

#[test]
fn any_number_of_fields() {
    macro_rules! wide {
        ($($name:ident)*) => {
            #[derive(Clone)]
            pub struct Wide { $(pub $name: bool,)* }
            record! { Wide { $($name: required(bool) = (stringify!($name)),)* } }
        };
    }
    // Seventy fields, so that the marks of what was read no longer fit one word.
    wide!(a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 d0 d1 d2 d3 d4 d5 d6
          d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5 g6 g7 g8 g9);
    let all = Wide::blank().a0(true).g9(true);
    let text = json(&all);
    assert_eq!(from_json::<Wide>(&text).unwrap(), all);
    assert!(error::<Wide>(&text.replace(",\"g9\":true", "")).starts_with("missing field `g9`"));
    assert!(error::<Wide>(&text.replace('}', ",\"g9\":true}")).starts_with("duplicate field `g9`"));
}

#[test]
fn an_open_enum_keeps_what_it_does_not_know() {
    assert_eq!(from_json::<Status>("\"LIVE\"").unwrap(), Status::Live);
    let other = from_json::<Status>("\"PAUSED\"").unwrap();
    assert_eq!(
        (other.as_str(), other.to_string()),
        ("PAUSED", "PAUSED".to_owned())
    );
    assert_eq!(json(&other), "\"PAUSED\"");
    assert_eq!(
        format!("{other:?} {:?}", Status::Ended),
        "Unknown(\"PAUSED\") Ended"
    );
    assert_eq!(Status::from("ended at"), Status::Ended);
    assert_ne!(Status::from("live"), Status::Live);
    assert_eq!(
        error::<Status>("7"),
        "invalid type: integer `7`, expected a string at line 1 column 1"
    );
}

#[test]
fn a_closed_enum_refuses_what_it_does_not_know() {
    assert_eq!(from_json::<Closed>("\"off\"").unwrap(), Closed::Off);
    assert_eq!(
        error::<Closed>("\"dim\""),
        "invalid value: string \"dim\", expected one of the known values at line 1 column 5"
    );
}

#[test]
fn whole_numbers_may_be_written_with_a_fraction_of_zero() {
    assert_eq!(from_json::<i64>("3.0").unwrap(), 3);
    assert_eq!(
        error::<i64>("3.5"),
        "invalid type: floating point `3.5`, expected a 64-bit integer at line 1 column 3"
    );
    assert_eq!(
        error::<i32>("3000000000"),
        "invalid value: integer `3000000000`, expected a 32-bit integer at line 1 column 10"
    );
    assert_eq!(
        error::<u32>("-1"),
        "invalid type: integer `-1`, expected an unsigned 32-bit integer at line 1 column 2"
    );
    assert!((from_json::<f64>("3").unwrap() - 3.0).abs() < f64::EPSILON);
}

#[test]
fn numbers_may_stand_in_quotes() {
    assert_eq!(
        from_json::<i64>("\"-9007199254740993\"").unwrap(),
        -9_007_199_254_740_993
    );
    assert_eq!(from_json::<u32>("\"0\"").unwrap(), 0);
    assert!((from_json::<f64>("\"2.5\"").unwrap() - 2.5).abs() < f64::EPSILON);
    for text in ["", " 1", "+1", "0x1", "one", "NaN"] {
        assert_eq!(
            error::<f64>(&format!("\"{text}\"")),
            format!(
                "invalid type: string \"{text}\", expected a number at line 1 column {}",
                text.len() + 2
            )
        );
    }
    assert_eq!(
        error::<u64>("\"-1\""),
        "invalid type: integer `-1`, expected an unsigned 64-bit integer at line 1 column 4"
    );
}

#[test]
fn a_number_is_not_any_object() {
    let message = error::<i64>("{\"a\": 1}");
    assert!(
        message.starts_with("invalid type: map, expected a 64-bit integer"),
        "{message}"
    );
    assert!(error::<i64>("{}").starts_with("invalid type: map, expected a 64-bit integer"));
}

#[test]
fn text_after_the_end_is_an_error() {
    assert_eq!(
        error::<bool>("true false"),
        "trailing characters at line 1 column 6"
    );
}

#[test]
fn no_field_is_written_twice() {
    let mut change = Change::blank().parent(1);
    for name in ["note", "parent", "clone", "other"] {
        change.extra.insert(name.to_owned(), 2.into());
    }
    // What is not set has no other value.
    let all = r#"{"parent":1,"clone":2,"note":2,"other":2}"#;
    assert_eq!(json(&change), all);
    let written = query("q", change.view(), Style::FORM);
    assert_eq!(
        written,
        Ok(Some("parent=1&clone=2&note=2&other=2".to_owned()))
    );
    change.note = Patch::Null;
    let null = r#"{"note":null,"parent":1,"clone":2,"other":2}"#;
    assert_eq!(json(&change), null);
}

#[test]
fn enums_of_texts_are_what_texts_are() {
    assert_eq!("LIVE".parse(), Ok(Status::Live));
    assert_eq!("new".parse(), Ok(Status::from("new")));
    assert_eq!("on".parse(), Ok(Closed::On));
    let error = "new".parse::<Closed>().unwrap_err();
    assert_eq!(error.to_string(), "\"new\" is none of the known values");
    let texts = |it: &dyn AsRef<str>| it.as_ref().to_owned();
    assert_eq!(texts(&Status::Ended), "ended at");
    assert!(Status::Live < Status::Ended && Status::Live < Status::from("NEW"));
}
