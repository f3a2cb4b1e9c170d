//! What the reader of TOML says, in the words of those who write it: no types of Rust, no long lists, and what was meant.

use crate::suggestions::nearest;

/// How many names are listed that would be known.
const MOST_LISTED: usize = 8;

/// A message of the reader in other words, or as it is where it has no others.
pub(super) fn in_words(message: &str) -> String {
    let other = wrong_type(message)
        .or_else(|| unknown(message))
        .or_else(|| missing(message));
    other.unwrap_or_else(|| message.to_owned())
}

/// A value of another type than belongs there.
fn wrong_type(message: &str) -> Option<String> {
    let (found, expected) = message
        .strip_prefix("invalid type: ")?
        .rsplit_once(", expected ")?;
    let expected = match expected {
        "a map" => "a table",
        "a sequence" => "a list",
        "a boolean" => "`true` or `false`",
        other if other.starts_with("struct ") => "a table",
        other if is_number(other) => "a whole number",
        other => other,
    };
    let found = match found.split([' ', '`']).next().unwrap_or_default() {
        "integer" | "floating" => "a number",
        "boolean" => "`true` or `false`",
        "string" => "a string",
        "map" => "a table",
        "sequence" => "a list",
        _ => "something else",
    };
    Some(format!("expected {expected}, found {found}"))
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix(['u', 'i']).unwrap_or_default();
    digits == "size" || (!digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
}

/// A key or a value that means nothing, with those that do.
fn unknown(message: &str) -> Option<String> {
    let (what, rest) = match message.strip_prefix("unknown field `") {
        Some(rest) => ("setting", rest),
        None => ("value", message.strip_prefix("unknown variant `")?),
    };
    let (wrong, expected) = rest.split_once("`, ")?;
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let is_short = what == "value" || known.len() <= MOST_LISTED;
    let meant = match nearest(wrong, known.iter().copied()) {
        Some(near) => format!(": did you mean `{near}`?"),
        None if known.is_empty() => String::new(),
        None if is_short => {
            let all = expected.trim_start_matches("expected ");
            format!("; known are {}", all.trim_start_matches("one of "))
        }
        None => "; the guide lists those that are known".to_owned(),
    };
    Some(format!("there is no {what} `{wrong}` here{meant}"))
}

/// A key that has to be there.
fn missing(message: &str) -> Option<String> {
    let name = message.strip_prefix("missing field `")?.strip_suffix('`')?;
    Some(format!("`{name}` is missing"))
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn no_message_speaks_of_rust() {
        for (message, expected) in [
            (
                "invalid type: string \"x, expected y\", expected struct SecurityConfig",
                "expected a table, found a string",
            ),
            (
                "invalid type: integer `1`, expected a sequence",
                "expected a list, found a number",
            ),
            (
                "invalid type: floating point `1.5`, expected u32",
                "expected a whole number, found a number",
            ),
            (
                "invalid type: map, expected a boolean",
                "expected `true` or `false`, found a table",
            ),
            (
                "unknown field `methd`, expected one of `resource`, `method`",
                "there is no setting `methd` here: did you mean `method`?",
            ),
            (
                "unknown field `x`, expected `flag`",
                "there is no setting `x` here; known are `flag`",
            ),
            (
                "unknown field `x`, there are no fields",
                "there is no setting `x` here",
            ),
            (
                "unknown variant `Omit`, expected `omit` or `keep`",
                "there is no value `Omit` here: did you mean `omit`?",
            ),
            ("missing field `flag`", "`flag` is missing"),
            (
                "unclosed table, expected `]`",
                "unclosed table, expected `]`",
            ),
        ] {
            assert_eq!(in_words(message), expected, "{message}");
        }
    }
}
