//! Why reading failed, in words that no value is among.

use serde_json::error::Category;

/// The kinds of values that serde tells of, and what people call them.
const KINDS: [(&str, &str); 10] = [
    ("boolean", "a boolean"),
    ("integer", "an integer"),
    ("floating point", "a number"),
    ("number", "a number"),
    ("string", "a string"),
    ("character", "a string"),
    ("null", "null"),
    ("unit value", "null"),
    ("map", "an object"),
    ("sequence", "an array"),
];

/// What a message says beside the value that it quotes. A message of a type that is not of this crate may quote anything, and is left out
/// unless it has the form of serde's own.
pub(crate) fn reason(error: &serde_json::Error) -> Option<String> {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    if error.classify() != Category::Data {
        // What is no JSON is told by what should have come next.
        return Some(message.to_owned());
    }
    let is_of_a_field = ["missing field `", "duplicate field `"]
        .iter()
        .any(|it| message.starts_with(it));
    if is_of_a_field || message.ends_with(" levels deep") || message == "number out of range" {
        return Some(message.to_owned());
    }
    let rest = message.strip_prefix("invalid ")?;
    let (_, found) = rest.split_once(": ")?;
    // A value that is quoted comes before what was expected, and may say anything.
    let (_, expected) = message.rsplit_once(", expected ")?;
    let kind = KINDS.iter().find(|(kind, _)| found.starts_with(kind));
    Some(match kind {
        Some((_, found)) if !rest.starts_with("value") => {
            format!("expected {expected}, found {found}")
        }
        _ => format!("expected {expected}"),
    })
}

#[cfg(test)]
mod tests {
    use serde::de::{Error as _, Unexpected};

    use super::reason;

    fn error(make: impl FnOnce() -> serde_json::Error) -> Option<String> {
        reason(&make())
    }

    #[test]
    fn values_are_left_out() {
        let secret = Unexpected::Str("s3cret, expected s3cret");
        let kind = error(|| serde_json::Error::invalid_type(secret, &"a boolean"));
        assert_eq!(kind.unwrap(), "expected a boolean, found a string");
        let value = error(|| serde_json::Error::invalid_value(secret, &"a date"));
        assert_eq!(value.unwrap(), "expected a date");
        assert_eq!(
            error(|| serde_json::Error::custom("s3cret is no colour")),
            None
        );
        assert_eq!(error(|| serde_json::Error::custom("invalid s3cret")), None);
    }

    #[test]
    fn kinds_have_the_names_of_json() {
        let of = |text: &str| reason(&serde_json::from_str::<bool>(text).unwrap_err()).unwrap();
        for (text, found) in [
            ("1", "an integer"),
            ("1.5", "a number"),
            ("\"x\"", "a string"),
            ("null", "null"),
            ("{}", "an object"),
            ("[]", "an array"),
        ] {
            assert_eq!(of(text), format!("expected a boolean, found {found}"));
        }
    }

    #[test]
    fn what_is_no_json_is_told() {
        let of = |text: &str| reason(&serde_json::from_str::<bool>(text).unwrap_err()).unwrap();
        assert_eq!(of("tru"), "EOF while parsing a value");
        assert_eq!(of("true x"), "trailing characters");
    }
}
