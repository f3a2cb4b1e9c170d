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
            let value = value.replace(['"', '\\'], "");
            let mut relations = value.split_ascii_whitespace();
            return relations.any(|relation| relation.eq_ignore_ascii_case("next"));
        }
        parameters = others;
    }
    false
}
