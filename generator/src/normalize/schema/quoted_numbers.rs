//! Numbers in quotes: strings in an `enum` of numbers, strings that are only numbers, and what may be either.

use super::Cx;
use super::type_keyword::is_of_type;
use super::values::{meant, whole};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Decides what an `enum` with strings means beside a numeric `type`, where no value has both. With other signs of numbers (a
/// format, a default, numbers among the values), strings of digits become numbers. Where the value is written as text, the type
/// becomes `string`. Names, whose numbers are unknown, are removed with the `enum`. Anything else is left to the later rules.
pub(super) fn quoted_numbers(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(typ @ ("integer" | "number")) = schema.text("type") else {
        return;
    };
    let typ = typ.to_owned();
    let is_number = |it: &Node| is_of_type(it, &typ) || whole(it).is_some();
    let has_format = schema.contains("format");
    let is_default = schema.get("default").is_some_and(is_number);
    let Some(Node::Sequence(values)) = schema.get_mut("enum") else {
        return;
    };
    if values.iter().all(|it| is_number(it) || *it == Node::Null) {
        return;
    }
    let has_numbers = values.iter().any(is_number);
    let is_meant = |it: &Node| is_number(it) || *it == Node::Null || meant(it, &typ).is_some();
    let are_meant = values.iter().all(is_meant);
    let is_text = travels_as_text(at);
    let what = if are_meant && (has_numbers || has_format || is_default || is_text) {
        for value in values {
            if let Some(number) = meant(value, &typ) {
                *value = number;
            }
        }
        "numbers"
    } else if is_text {
        schema.insert("type", Node::text("string"));
        schema.remove("format");
        "strings"
    } else if are_meant || has_numbers {
        return;
    } else {
        schema.remove("enum");
        if has_format {
            "any number"
        } else {
            schema.remove("type");
            "any value"
        }
    };
    let message =
        format!("not all of these values are of the type `{typ}`; the client takes {what}");
    cx.warning("invalid-enum", &at.key("enum"), message);
}

/// Takes away the branch of strings that are numbers or booleans in quotes, as their format says, beside a branch of what is in the
/// quotes. Elysia describes each of its own so.
pub(super) fn quoted_branches(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    for combinator in ["anyOf", "oneOf"] {
        let Some(Node::Sequence(branches)) = schema.get_mut(combinator) else {
            continue;
        };
        let types: Vec<String> = branches.iter().filter_map(|it| text(it, "type")).collect();
        branches.retain(|branch| {
            let format = text(branch, "format")
                .filter(|_| text(branch, "type").as_deref() == Some("string"));
            let in_quotes: &[&str] = match format.as_deref() {
                Some("numeric" | "number") => &["number", "integer"],
                Some("integer") => &["integer"],
                Some("boolean") => &["boolean"],
                _ => &[],
            };
            !types.iter().any(|typ| in_quotes.contains(&typ.as_str()))
        });
    }
}

fn text(branch: &Node, key: &str) -> Option<String> {
    branch.get(key)?.as_str().map(str::to_owned)
}

/// Whether a value at this place is written as text: a parameter, a header, or a field of a form.
fn travels_as_text(at: &At<'_>) -> bool {
    let is_text = |schema: &At<'_>| {
        let object = schema.outer();
        let section = object.and_then(At::outer).and_then(At::last_key);
        let media_type = object.and_then(At::last_key).unwrap_or_default();
        matches!(section, Some("parameters" | "headers"))
            || media_type.starts_with("application/x-www-form-urlencoded")
    };
    std::iter::successors(Some(at), |at| at.outer())
        .any(|at| at.last_key() == Some("schema") && is_text(at))
}

/// Whether a regular expression is only of numbers: it is anchored, and made of digits, signs, points and exponents.
pub(super) fn is_of_numbers(pattern: &str) -> bool {
    let inner = pattern
        .strip_prefix('^')
        .and_then(|it| it.strip_suffix('$'))
        .filter(|it| !it.ends_with('\\'));
    let Some(inner) = inner else {
        return false;
    };
    let (mut depth, mut has_digits) = (0_usize, false);
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('d') => has_digits = true,
                Some('.' | '-' | '+') => {}
                _ => return false,
            },
            '0'..='9' => has_digits = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return false,
            '|' | '?' | ':' | '*' | '+' | '-' | '[' | ']' | '{' | '}' | ',' | 'e' | 'E' => {}
            _ => return false,
        }
    }
    has_digits
}

/// Rewrites the integers or strings of Kubernetes to a list of types: descriptions say `string`, as only one type could be said.
pub(super) fn int_or_string(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    const FORMAT: &str = "int-or-string";
    let is_format = schema.text("format") == Some(FORMAT);
    let is_flagged = schema.get("x-kubernetes-int-or-string") == Some(&Node::Bool(true));
    let is_either = is_format || is_flagged;
    if !is_either
        || ["oneOf", "anyOf", "allOf", "enum"]
            .iter()
            .any(|it| schema.contains(it))
    {
        return;
    }
    let is_nullable = match schema.get("type") {
        Some(Node::Sequence(words)) => words.contains(&Node::text("null")),
        _ => false,
    };
    let types = ["integer", "string"].into_iter();
    let types = types.chain(is_nullable.then_some("null"));
    schema.insert("type", Node::Sequence(types.map(Node::text).collect()));
    if is_format {
        schema.remove("format");
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_numbers;

    #[test]
    fn patterns_of_numbers_are_told_from_others() {
        for pattern in [
            r"^-?(?:0|[1-9]\d*)$",
            r"^(?:0|[1-9]\d*)$",
            r"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$",
            r"^[0-9]{1,10}$",
        ] {
            assert!(is_of_numbers(pattern), "{pattern}");
        }
        for pattern in [
            r"\d+",
            r"^\d+",
            r"^\d+|x$",
            r"^\d+|.*$",
            r"^.+$",
            r"^[^0]$",
            r"^\w+$",
            r"^0x[0-9a-f]+$",
            r"^\d+\$",
            "^$",
            "",
            "^(?:auto|[0-9]+)$",
        ] {
            assert!(!is_of_numbers(pattern), "{pattern}");
        }
    }
}
