//! The header `Link` (RFC 8288): the link to the next page.

use http::HeaderValue;

/// The target of the first link with the relation `next`.
pub(crate) fn next(value: &HeaderValue) -> Option<String> {
    let mut rest = value.to_str().ok()?;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, others) = after.split_at(end_of_link(after));
        if parameters.split(';').any(is_next) {
            return Some(target.to_owned());
        }
        rest = others;
    }
}

/// The index of the comma before the next link. Commas in quotes do not count.
fn end_of_link(text: &str) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn is_next(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        let relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations
                .into_iter()
                .any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}
