//! What differs between an instance and what became of it.

mod kinds;

use std::collections::BTreeMap;

pub use kinds::{Allowed, Kind};

use crate::json::{Json, is_same_number};

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What it is; or why it may be.
    pub kind: Result<Kind, Allowed>,
    /// Where in the instance.
    pub path: String,
}

/// What is known of the type.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "a function has none")]
pub struct Expectation<'a> {
    /// Names of properties that are tags.
    pub tags: &'a [String],
    /// Whether the property at a path may go, since the description does not name it and the type has no reason to keep it.
    pub may_drop: &'a dyn Fn(&str) -> bool,
    /// Whether the description says that the value at a path is a whole number.
    pub is_integer: &'a dyn Fn(&str) -> bool,
    /// Whether the type is only sent.
    pub is_only_sent: bool,
}

/// All differences between an instance and its encoding.
pub fn differences(
    instance: &Json,
    encoding: &Json,
    expectation: &Expectation<'_>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(instance, encoding, "", expectation, &mut found);
    found
}

fn compare(
    one: &Json,
    other: &Json,
    path: &str,
    expectation: &Expectation<'_>,
    found: &mut Vec<Difference>,
) {
    let mut add = |kind| {
        found.push(Difference {
            kind,
            path: path.to_owned(),
        });
    };
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => members(one, other, path, expectation, found),
        (Json::Array(one), Json::Array(other)) => {
            for (index, pair) in one.iter().zip(other).enumerate() {
                compare(
                    pair.0,
                    pair.1,
                    &format!("{path}/{index}"),
                    expectation,
                    found,
                );
            }
            let kind = match one.len().cmp(&other.len()) {
                std::cmp::Ordering::Greater => Kind::LostField,
                std::cmp::Ordering::Less => Kind::ExtraField,
                std::cmp::Ordering::Equal => return,
            };
            found.push(Difference {
                kind: Ok(kind),
                path: path.to_owned(),
            });
        }
        (Json::Number(one), Json::Number(other)) => {
            if !is_same_number(one, other) {
                add(
                    if is_nearest_double(one, other)
                        && !(is_held(one) && (expectation.is_integer)(path))
                    {
                        Err(Allowed::BeyondDouble)
                    } else {
                        Ok(Kind::ChangedNumber)
                    },
                );
            }
        }
        (one, other) if one == other => {}
        (Json::String(text), Json::Number(number)) if is_same_double(text, number) => {
            add(Err(Allowed::NumberInText));
        }
        _ if expectation
            .tags
            .iter()
            .any(|tag| path.rsplit('/').next() == Some(tag)) =>
        {
            add(Ok(Kind::ChangedTag));
        }
        (Json::Null, _) => add(Ok(Kind::LostNull)),
        (Json::Number(_), _) => add(Ok(Kind::ChangedNumber)),
        _ => add(Ok(Kind::ChangedValue)),
    }
}

fn members(
    one: &BTreeMap<String, Json>,
    other: &BTreeMap<String, Json>,
    path: &str,
    expectation: &Expectation<'_>,
    found: &mut Vec<Difference>,
) {
    for (key, value) in one {
        let at = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
        if let Some(other) = other.get(key) {
            compare(value, other, &at, expectation, found);
            continue;
        }
        let kind = match value {
            _ if (expectation.may_drop)(&at) => Err(Allowed::UnnamedOfReadOnly),
            Json::Null if expectation.is_only_sent => Err(Allowed::NullOfSentOnly),
            Json::Null => Ok(Kind::LostNull),
            _ => Ok(Kind::LostField),
        };
        found.push(Difference { kind, path: at });
    }
    for key in other.keys().filter(|key| !one.contains_key(*key)) {
        let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.push(Difference {
            kind: Ok(Kind::ExtraField),
            path,
        });
    }
}

fn is_same_double(one: &str, other: &str) -> bool {
    let parse = |text: &str| {
        text.parse::<f64>()
            .ok()
            .filter(|it| it.is_finite())
            .map(f64::to_bits)
    };
    is_same_number(one, other) || parse(one).is_some() && parse(one) == parse(other)
}

/// Whether 64 bits hold a number.
fn is_held(number: &str) -> bool {
    number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok()
}

/// Whether `other` is the shortest text of the double that is nearest to a number no double is.
fn is_nearest_double(one: &str, other: &str) -> bool {
    let parse = |text: &str| text.parse::<f64>().ok().filter(|it| it.is_finite());
    match (parse(one), parse(other)) {
        (Some(nearest), Some(written)) => {
            nearest.to_bits() == written.to_bits() && !is_same_number(one, &format!("{nearest:?}"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, Expectation, Kind, differences};
    use crate::json::Json;

    /// The first difference between two texts, for a type that keeps everything and has the tag `kind`.
    fn first(instance: &str, encoding: &str) -> Option<(Result<Kind, Allowed>, String)> {
        let expectation = Expectation {
            tags: &["kind".to_owned()],
            may_drop: &|path| path == "/unnamed",
            is_integer: &|path| path == "/whole",
            is_only_sent: false,
        };
        let parse = |text| Json::parse(text).unwrap();
        let found = differences(&parse(instance), &parse(encoding), &expectation);
        found.into_iter().next().map(|it| (it.kind, it.path))
    }

    #[test]
    fn each_kind_is_told() {
        for (instance, encoding, kind, path) in [
            (
                r#"{"kind":"a"}"#,
                r#"{"kind":"b"}"#,
                Kind::ChangedTag,
                "/kind",
            ),
            (
                r#"{"a":["x"]}"#,
                r#"{"a":["y"]}"#,
                Kind::ChangedValue,
                "/a/0",
            ),
            (r#"{"a":"1"}"#, r#"{"a":true}"#, Kind::ChangedValue, "/a"),
            (
                r#"{"whole":9007199254740993}"#,
                r#"{"whole":9007199254740992}"#,
                Kind::ChangedNumber,
                "/whole",
            ),
            ("10", "11", Kind::ChangedNumber, ""),
            ("1.5", "null", Kind::ChangedNumber, ""),
            (r#"{"a/b":1}"#, "{}", Kind::LostField, "/a~1b"),
            ("[1,2]", "[1]", Kind::LostField, ""),
            (r#"{"a":null}"#, "{}", Kind::LostNull, "/a"),
            (r#"{"a":null}"#, r#"{"a":[]}"#, Kind::LostNull, "/a"),
            ("{}", r#"{"a":null}"#, Kind::ExtraField, "/a"),
            ("[]", "[null]", Kind::ExtraField, ""),
        ] {
            let found = first(instance, encoding);
            assert_eq!(
                found,
                Some((Ok(kind), path.to_owned())),
                "{instance} {encoding}"
            );
        }
    }

    #[test]
    fn what_may_differ_is_told_apart() {
        for (instance, encoding, allowed) in [
            (r#"{"unnamed":1}"#, "{}", Allowed::UnnamedOfReadOnly),
            (
                "0.1000000000000000055511151231257827",
                "0.1",
                Allowed::BeyondDouble,
            ),
            (r#""0.10""#, "0.1", Allowed::NumberInText),
        ] {
            let found = first(instance, encoding).map(|(kind, _)| kind);
            assert_eq!(found, Some(Err(allowed)), "{instance} {encoding}");
        }
        for (instance, encoding) in [
            ("1.0", "1"),
            ("1e2", "100"),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
        ] {
            assert_eq!(first(instance, encoding), None, "{instance} {encoding}");
        }
        // A double could have held it.
        assert_eq!(
            first("0.1", "0.2").map(|(kind, _)| kind),
            Some(Ok(Kind::ChangedNumber))
        );
    }
}
