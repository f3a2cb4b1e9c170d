//! The reader without errors reads nothing otherwise than the reader that is built on `serde_json`.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;

use super::limits::Tree;
use super::union::{Loose, Shape};
use crate::runtime::data::{DateTime, Decode, Extra, Json, decode, from_json, record, union};

#[derive(Clone)]
pub struct Leaf {
    kind: Option<String>,
    ratio: Option<f64>,
    extra: Extra,
}

record! { Leaf { kind: optional(String) = "kind", ratio: optional(f64) = "ratio", => extra(unknown) } }

#[derive(Clone)]
pub struct Branching {
    id: i64,
    small: Option<i32>,
    single: Option<f32>,
    huge: Option<i128>,
    on: Option<bool>,
    at: Option<DateTime>,
    inner: Option<Box<Either>>,
    many: Vec<Either>,
    pair: Option<(i64, Option<String>)>,
    others: BTreeMap<String, Json>,
}

record! { Branching {
    id: required(i64) = "id",
    small: optional(i32) = "small",
    single: optional(f32) = "single",
    huge: nullable(i128) = "huge",
    on: optional(bool) = "on",
    at: optional(DateTime) = "at",
    inner: optional(Box<Either>) = "inner",
    many: required(Vec<Either>) = "many",
    pair: optional((i64, Option<String>)) = "pair",
    ..others(Json)
} }

#[derive(Clone)]
pub enum Either {
    Leaf(Leaf),
    Branching(Box<Branching>),
    Named(BTreeMap<String, Either>),
    Texts(Vec<String>),
    Count(i64),
    Unknown(Json),
}

union! { Either {
    Leaf(Leaf): Object("kind" = "leaf", "kind" = "twig"),
    Branching(Box<Branching>): Object("id"),
    Named(BTreeMap<String, Either>): Object("kind" = "named" if("many")),
    Texts(Vec<String>): Array(),
    Count(i64): Integer(),
    ..Unknown
} }

/// What the reader makes of it that every format has.
fn by_serde<T: Decode>(text: &str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = decode::<T, _>(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// Compares what is read, to the sign of zero, or what is said. It returns whether it was read.
pub(super) fn same<T: Decode + Debug>(text: &str) -> bool {
    match (from_json::<T>(text), by_serde::<T>(text)) {
        (Ok(quick), Ok(serde)) => {
            assert_eq!(format!("{quick:?}"), format!("{serde:?}"), "{text}");
            true
        }
        (Err(quick), Err(serde)) => {
            assert_eq!(quick.to_string(), serde.to_string(), "{text}");
            false
        }
        (quick, serde) => panic!("{text}\n{quick:?}\n{serde:?}"),
    }
}

#[rustfmt::skip]
const SCALARS: [&str; 64] = [
    "null", "true", "false", "0", "-0", "1", "-1", "42", "0.0", "-0.0", "1.5", "3.0", "1e3", "1E+2", "1e-400", "1e400", "-1e400",
    "01", "1.", ".5", "-", "1e", "+1", "9007199254740993", "9007199254740993.0", "999999999999999.9", "9999999999999999.5",
    "0.30000000000000004", "123456789012345678901234567890", "18446744073709551615", "18446744073709551616",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "2147483648", "16777217",
    "3.5e38", "5e-324", "1.7976931348623157e308", "\"\"", "\"leaf\"", "\"twig\"", "\"named\"", "\"circle\"", "\"group\"", "\"1\"",
    "\"-1.50\"", "\"2026-03-01T09:00:00Z\"", "\"\\u0041\\n\\/\"", "\"\\ud83e\\udd80\"", "\"\\ud800\"", "\"\\udc00x\"",
    "\"\\ud83e\\u0041\"", "\"\\x\"", "\"\\u00g0\"", "\"\\u+123\"", "\"a\tb\"", "\"\u{7f}é🦀\"", "\"longer than eight bytes\"",
    "\"long, and with \\\" an escape\"", "\"no end", "{}", "[]",
];

#[rustfmt::skip]
const NAMES: [&str; 16] = [
    "kind", "ratio", "id", "small", "single", "huge", "on", "at", "inner", "many", "pair", "radius", "members", "k\\u0069nd",
    "$serde_json::private::Number", "é",
];

#[test]
fn every_scalar_in_every_place() {
    for scalar in SCALARS {
        same::<bool>(scalar);
        same::<i32>(scalar);
        same::<i64>(scalar);
        same::<u32>(scalar);
        same::<u64>(scalar);
        same::<i128>(scalar);
        same::<f32>(scalar);
        same::<f64>(scalar);
        same::<String>(scalar);
        same::<Json>(scalar);
        same::<DateTime>(scalar);
        same::<Loose>(scalar);
        same::<Option<Either>>(scalar);
        for text in [
            format!("[{scalar},1 , {scalar}\n]"),
            format!("[ ]{scalar}"),
            format!("[{scalar},]"),
        ] {
            same::<Vec<i64>>(&text);
            same::<Vec<f64>>(&text);
            same::<Vec<bool>>(&text);
            same::<Vec<String>>(&text);
            same::<Vec<Option<f32>>>(&text);
            same::<(f64, Json)>(&text);
        }
        for name in NAMES {
            for text in [
                format!(r#"{{"{name}":{scalar}}}"#),
                format!(r#"{{"id":1,"huge":null,"many":[],"{name}":{scalar}}}"#),
                format!(r#"{{"{name}":{scalar},"ratio":1.5,"kind":"twig"}}"#),
                format!(r#"{{ "many" : [{{"{name}":{scalar}, "kind":"leaf"}}], "huge":1,"id":2}}"#),
            ] {
                same::<Either>(&text);
                same::<Branching>(&text);
                same::<BTreeMap<String, Json>>(&text);
            }
        }
    }
}

#[test]
fn a_branch_is_the_same_in_every_order_of_properties() {
    let tags = [
        r#""kind":"leaf""#,
        r#""id":1"#,
        r#""many":[]"#,
        r#""huge":null"#,
        r#""kind":"named""#,
    ];
    for first in tags {
        for second in tags {
            for third in tags {
                let object = format!("{{{first},{second},{third}}}");
                same::<Either>(&object);
                same::<Vec<Either>>(&format!("[{object}]"));
                // The other reader has the first of these as a value of JSON, whose order may be another.
                for inner in ["inner", "more"] {
                    same::<Either>(&format!(
                        r#"{{"{inner}":{object},"many":[{object}],"huge":1,"id":7}}"#
                    ));
                    same::<Either>(&format!(
                        r#"{{"{inner}":{object},"kind":"named","many":{object}}}"#
                    ));
                }
            }
        }
    }
}

#[test]
fn whatever_is_deep_is_refused_alike() {
    for levels in [50, 100, 118, 119, 120, 121, 126, 127, 128, 129] {
        let lists = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        same::<Json>(&lists);
        same::<Loose>(&lists);
        let groups = r#"{"kind":"group","members":["#.repeat(levels) + &"]}".repeat(levels);
        same::<Shape>(&groups);
        let late = r#"{"members":["#.repeat(levels) + &r#"],"kind":"group"}"#.repeat(levels);
        same::<Shape>(&late);
        same::<Tree>(&late);
    }
}

/// Decides by bytes.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % end)
    }

    fn value(&mut self, depth: usize, text: &mut String) {
        match self.below(if depth == 0 { 2 } else { 5 }) {
            0 => {
                text.push_str(["1", "\"leaf\"", "\"named\"", "true", "1.5", "null"][self.below(6)]);
            }
            1 => text.push_str(SCALARS[self.below(SCALARS.len())]),
            2 => {
                text.push('[');
                for index in 0..self.below(4) {
                    text.push_str(["", ","][index.min(1)]);
                    self.value(depth - 1, text);
                }
                text.push(']');
            }
            _ => {
                text.push('{');
                for index in 0..self.below(6) {
                    text.push_str(["", ", "][index.min(1)]);
                    let name = NAMES[self.below(NAMES.len())];
                    text.extend(["\"", name, "\":"]);
                    match name {
                        "kind" if self.below(4) > 0 => {
                            text.push_str(["\"leaf\"", "\"group\""][self.below(2)]);
                        }
                        "id" | "huge" if self.below(4) > 0 => text.push('7'),
                        "many" | "members" if self.below(4) > 0 => text.push_str("[]"),
                        _ => self.value(depth - 1, text),
                    }
                }
                text.push('}');
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_is_decided_at_random_is_read_alike(bytes in prop::collection::vec(any::<u8>(), 0..80), cut in any::<u8>()) {
        let mut text = String::new();
        Choices(bytes.iter()).value(5, &mut text);
        if cut < 32 {
            text = text.chars().take(usize::from(cut)).collect();
        }
        same::<Json>(&text);
        same::<Either>(&text);
        same::<Vec<Either>>(&text);
        same::<Branching>(&text);
        same::<Shape>(&text);
        same::<Loose>(&text);
        same::<BTreeMap<String, Option<Loose>>>(&text);
    }
}
