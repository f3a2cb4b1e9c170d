//! serde's derives as the oracle: same text read, same text written, same `Debug`, same equality.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use crate::runtime::data::{Json, record, to_json};

/// Declares a struct twice: once with our table, and once with derives in a module of its own.
macro_rules! twice {
    ($type:ident { $($field:ident: $presence:ident($($inner:tt)+) -> $ty:ty,)* }) => {
        #[derive(Clone)]
        pub struct $type { $(pub $field: $ty,)* }

        record! { $type { $($field: $presence($($inner)+) = (stringify!($field)),)* } }
    };
}

twice! { Inner {
    name: required(String) -> String,
    ratio: optional(f64) -> Option<f64>,
} }

twice! { Outer {
    id: required(i64) -> i64,
    small: optional(i32) -> Option<i32>,
    on: required(bool) -> bool,
    inner: optional(Inner) -> Option<Inner>,
    many: required(Vec<Inner>) -> Vec<Inner>,
    names: optional(BTreeMap<String, u32>) -> Option<BTreeMap<String, u32>>,
    nested: required(Vec<Vec<Option<String>>>) -> Vec<Vec<Option<String>>>,
    any: required(Json) -> Json,
} }

mod derived {
    use super::{BTreeMap, Deserialize, Json, Serialize};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Inner {
        pub name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ratio: Option<f64>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Outer {
        pub id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub small: Option<i32>,
        pub on: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub inner: Option<Inner>,
        pub many: Vec<Inner>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub names: Option<BTreeMap<String, u32>>,
        pub nested: Vec<Vec<Option<String>>>,
        pub any: Json,
    }
}

/// Numbers that every way of reading them reads alike: that of `serde_json` takes a short cut with the last digit of others.
fn number() -> impl Strategy<Value = f64> {
    any::<i32>().prop_map(|eighths| f64::from(eighths) / 8.0)
}

fn inner() -> impl Strategy<Value = derived::Inner> {
    (".*", proptest::option::of(number())).prop_map(|(name, ratio)| derived::Inner { name, ratio })
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-1e9..1e9f64).prop_map(Json::from),
        ".*".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map(".*", inner, 0..4)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

prop_compose! {
    fn outer()(
        id in any::<i64>(),
        small in any::<Option<i32>>(),
        on in any::<bool>(),
        inner_value in proptest::option::of(inner()),
        many in prop::collection::vec(inner(), 0..3),
        names in proptest::option::of(prop::collection::btree_map(".*", any::<u32>(), 0..3)),
        nested in prop::collection::vec(prop::collection::vec(any::<Option<String>>(), 0..3), 0..3),
        any in any_json(),
    ) -> derived::Outer {
        derived::Outer { id, small, on, inner: inner_value, many, names, nested, any }
    }
}

/// `value` with a part of it changed, removed or doubled.
fn bent(text: &str, at: usize, with: &str) -> String {
    let at = text
        .char_indices()
        .map(|(index, _)| index)
        .nth(at % text.len().max(1))
        .unwrap_or(0);
    let (head, tail) = text.split_at(at);
    format!("{head}{with}{}", tail.chars().skip(1).collect::<String>())
}

proptest! {
    #[test]
    fn the_same_value_is_written_read_shown_and_compared_alike(left in outer(), right in outer()) {
        // serde_json reads the last digit of a number inexactly, so what it has read is the value to compare with.
        let left: derived::Outer = serde_json::from_str(&serde_json::to_string(&left).unwrap()).unwrap();
        let right: derived::Outer = serde_json::from_str(&serde_json::to_string(&right).unwrap()).unwrap();
        let text = serde_json::to_string(&left).unwrap();
        let ours: Outer = serde_json::from_str(&text).unwrap();
        let other: Outer = serde_json::from_str(&serde_json::to_string(&right).unwrap()).unwrap();
        prop_assert_eq!(&serde_json::to_string(&ours).unwrap(), &text);
        prop_assert_eq!(to_json(&ours).unwrap(), text.into_bytes());
        prop_assert_eq!(format!("{:?}", ours), format!("{:?}", left));
        prop_assert_eq!(format!("{:#?}", ours), format!("{:#?}", left));
        prop_assert_eq!(ours == other, left == right);
        prop_assert!(ours == ours.clone());
    }

    #[test]
    fn a_bent_text_is_refused_exactly_when_derives_refuse_it(
        value in outer(),
        at in any::<usize>(),
        with in prop_oneof![Just(""), Just("null"), Just("\"\""), Just("1"), Just(","), Just("{}"), Just("[]"), Just("true")],
    ) {
        let text = bent(&serde_json::to_string(&value).unwrap(), at, with);
        let ours = serde_json::from_str::<Outer>(&text);
        let theirs = serde_json::from_str::<derived::Outer>(&text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(format!("{:?}", ours), format!("{:?}", theirs)),
            (Err(_), Err(_)) => {}
            // Two differences on purpose: no array stands for an object, and a whole number may have a fraction of zero.
            (Err(error), Ok(_)) => prop_assert!(error.to_string().contains("expected an object"), "{} {}", text, error),
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("floating point"), "{} {}", text, error),
        }
    }
}
