//! JSON text is the same whether serde writes it or the client's own writer.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::Serialize;

use super::limits::Tree;
use super::union::{Knot, Loose, Nested, Shape};
use crate::runtime::data::{Decode, Encode, Extra, Json, from_json, record, to_json};

fn same<T: Encode + Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).unwrap();
    let ours = String::from_utf8(to_json(value).unwrap()).unwrap();
    assert_eq!(ours, text);
    ours
}

fn again<T: Decode + Encode + Serialize>(text: &str) {
    assert_eq!(same(&from_json::<T>(text).unwrap()), text);
}

#[test]
fn integers_of_every_length() {
    let powers = (0..19).map(|it| 10_i64.pow(it));
    let around = powers.flat_map(|it| [it - 1, it, it + 1, -it, 7 * it / 3]);
    let all: Vec<i64> = around.chain([i64::MIN, i64::MAX]).collect();
    same(&all);
    for integer in all {
        same(&integer);
        same(&integer.unsigned_abs());
        same(&i32::try_from(integer).ok());
    }
    same(&u64::MAX);
    same(&i128::MAX);
}

#[test]
fn texts_of_every_length_with_whatever_is_escaped_at_every_place() {
    for length in 0..40 {
        let plain = "x".repeat(length);
        same(&plain);
        for place in 0..length {
            for special in [
                '"', '\\', '\n', '\u{0}', '\u{1f}', ' ', '!', '\u{7f}', 'é', '🦀',
            ] {
                let mut text = plain.clone();
                text.replace_range(place..=place, &special.to_string());
                same(&text);
                same(&vec![text]);
            }
        }
    }
}

#[test]
fn lists_of_every_length() {
    for length in 0..40 {
        same(&vec![true; length]);
        same(&vec![1.5; length]);
        same(&vec![Some(1_i32); length]);
        same(&vec![vec![String::new(); length]; 3]);
    }
}

#[derive(Clone)]
pub struct Odd {
    first: Option<i64>,
    quoted: Option<i64>,
    last: Option<i64>,
    extra: Extra,
}

record! { Odd {
    first: optional(i64) = "é",
    quoted: optional(i64) = "a \"quoted\"\n\\ \u{7f}\u{1} name",
    last: optional(i64) = "'last'",
    => extra(unknown)
} }

#[test]
fn names_with_whatever_is_escaped_in_rust_or_in_json() {
    again::<Odd>(
        r#"{"é":1,"a \"quoted\"\n\\ \u0001 name":2,"'last'":3}"#
            .replace("\\ \\u", "\\ \u{7f}\\u")
            .as_str(),
    );
    again::<Odd>(r#"{"'last'":3}"#);
    again::<Odd>(r#"{"more":[{"a":null}]}"#);
    again::<Odd>(r#"{"é":null,"'last'":3,"more":1}"#);
    again::<Odd>("{}");
}

#[test]
fn unions_maps_and_trees() {
    again::<Shape>(r#"{"kind":"disc","radius":1.5}"#);
    again::<Shape>(r#"{"kind":"group","members":[{"kind":"circle","radius":1.0},7,{"kind":"x"}]}"#);
    again::<Vec<Loose>>(r#"[true,1,1.5,"a","\t",["b"],{"members":[]},null]"#);
    again::<Vec<Option<BTreeMap<String, Json>>>>(r#"[null,{},{"a\"":[1.0],"b":{"c":-1.5}}]"#);
    let places = (1_i64, Some("a".to_owned()), None::<i64>);
    assert_eq!(to_json(&places).unwrap(), br#"[1,"a"]"#);
    again::<Tree>(
        r#"{"root":{"kind":"circle","radius":1.5},"left":null,"others":[],"more":{"root":1,"left":null,"others":[]}}"#,
    );
}

/// Tags of unions in unions, a tag among other properties, and one in a field that has another string.
#[test]
fn tags_wherever_they_are_kept() {
    for text in [
        r#"{"sort":"shape","kind":"disc","radius":1.5}"#,
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"sort":"shape","kind":"group","members":[]}"#,
        r#"{"sort":"other","kind":"group"}"#,
    ] {
        same(&from_json::<Vec<Nested>>(&format!("[{text}]")).unwrap());
        same(&from_json::<Option<Nested>>(text).unwrap());
    }
    for text in [
        r#"{"kind":"noose","knots":2}"#,
        r#"{"knots":2,"kind":"loop","a\"":1}"#,
    ] {
        same(&from_json::<Knot>(text).unwrap());
        same(&from_json::<BTreeMap<String, Knot>>(&format!("{{\"one\":{text}}}")).unwrap());
    }
}

proptest! {
    #[test]
    fn whatever_is_made_up(
        texts in vec(any::<String>(), 0..9),
        short in vec("[ -~\n\t\"]{0,20}", 0..9),
        integers in vec(any::<i64>(), 0..9),
        small in vec(-100_000_i64..100_000_000, 0..9),
        numbers in vec(proptest::num::f64::NORMAL | proptest::num::f64::ZERO, 0..9),
    ) {
        same(&texts);
        same(&short);
        same(&integers);
        same(&small);
        same(&numbers);
        let loose: Vec<Loose> = small
            .iter()
            .map(|it| Loose::from(*it))
            .chain(numbers.iter().map(|it| Loose::from(*it)))
            .chain(short.iter().map(|it| Loose::from(it.clone())))
            .chain([Loose::from(texts.clone())])
            .collect();
        same(&loose);
        let named = texts.into_iter().zip(loose);
        same(&named.collect::<BTreeMap<String, Loose>>());
    }
}

#[test]
fn what_cannot_be_written_has_the_same_reason() {
    assert!(to_json(&vec![Some(f32::NAN)]).is_err());
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let serde = serde_json::to_string(&Shape::from(super::union::circle(value))).unwrap_err();
        let ours = to_json(&Shape::from(super::union::circle(value))).unwrap_err();
        assert_eq!(ours.to_string(), serde.to_string());
        assert!(to_json(&vec![1.0, value]).is_err());
    }
}
