//! The header `Link` (RFC 8288): the link to the next page.

use http::HeaderValue;

/// The target of the first link with the relation `next`.
pub(crate) fn next(value: &HeaderValue) -> Option<String> {
    let text = String::from_utf8_lossy(value.as_bytes());
    let mut rest = &*text;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, others) = split(after, ',');
        if is_next(parameters) {
            return Some(target.to_owned());
        }
        rest = others;
    }
}

/// What stands before and behind the first `sign`. One in quotes does not count.
fn split(text: &str, sign: char) -> (&str, &str) {
    let mut quoted = false;
    let mut escaped = false;
    let is_end = |c: char| {
        let is_escaped = escaped;
        escaped = quoted && c == '\\' && !is_escaped;
        quoted ^= c == '"' && !is_escaped;
        c == sign && !quoted
    };
    text.split_once(is_end).unwrap_or((text, ""))
}

/// Whether the relations of a link are `next` among others. Of several parameters `rel`, the first counts (RFC 8288, 3.3).
fn is_next(mut parameters: &str) -> bool {
    while !parameters.is_empty() {
        let (parameter, others) = split(parameters, ';');
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if name.trim().eq_ignore_ascii_case("rel") {
            let value = unquoted(value.trim());
            let mut relations = value.split_ascii_whitespace();
            return relations.any(|relation| relation.eq_ignore_ascii_case("next"));
        }
        parameters = others;
    }
    false
}

/// A value without its quotes and what is escaped in them (RFC 9110, 5.6.4).
fn unquoted(value: &str) -> String {
    let Some(quoted) = value.strip_prefix('"') else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(quoted.len());
    let mut characters = quoted.chars();
    while let Some(character) = characters.next().filter(|it| *it != '"') {
        match character {
            '\\' => text.extend(characters.next()),
            _ => text.push(character),
        }
    }
    text
}
