//! Templates of paths as frameworks write them, each with its own syntax for the rest of a path, as those of `OpenAPI` 3.0.

use std::collections::BTreeSet;

/// The extension of a path item that lists the parameters which are the rest of a path, slashes included.
pub(crate) const REST: &str = "x-codegen-rest";

/// A path, and the names of the parameters in it that may hold slashes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) path: String,
    pub(super) rest: Vec<String>,
}

/// Reads a template. `names` are those of the path parameters that are described.
pub(super) fn read(path: &str, names: &BTreeSet<&str>) -> Template {
    let mut template = Template::default();
    let path = with_braces(path, names);
    let mut rest = path.as_str();
    while let Some((before, (expression, after))) = rest
        .split_once('{')
        .and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        template.path.push_str(before);
        if let Some((name, is_rest)) = parameter(expression, names) {
            template.path.extend(["{", name, "}"]);
            template.rest.extend(is_rest.then(|| name.to_owned()));
        }
        rest = after;
    }
    template.path.push_str(rest);
    template
}

/// A template with braces around what other notations mark: `:id` and `*path`, where there is a parameter of that name, and a
/// star that ends the path.
fn with_braces(path: &str, names: &BTreeSet<&str>) -> String {
    if !path.contains("/:") && !path.contains("/*") {
        return path.to_owned();
    }
    let last = path.split('/').count().saturating_sub(1);
    let steps = path.split('/').enumerate().map(|(index, step)| {
        let colon = step.strip_prefix(':').map(|it| it.trim_end_matches('}'));
        let (name, pattern) = colon.map_or(("", ""), |it| it.split_once('{').unwrap_or((it, "")));
        let star = step.trim_start_matches('*');
        if names.contains(name) && pattern.is_empty() {
            format!("{{{name}}}")
        } else if names.contains(name) {
            format!("{{{name}:{pattern}}}")
        } else if star.len() < step.len()
            && (names.contains(star) || names.contains(step) || index == last && star.is_empty())
        {
            format!("{{{step}}}")
        } else {
            step.to_owned()
        }
    });
    steps.collect::<Vec<String>>().join("/")
}

/// The name in an expression, and whether its value may hold slashes; `None` where the expression is no part of the path.
///
/// Operators and modifiers of RFC 6570 say the same as the style of the parameter, but for `+`, which keeps slashes. The rest
/// of a path is `{*path}` to axum, `{**path}` to ASP.NET Core and salvo, `{path...}` to Go, `{path+}` to API Gateway, `{path*}`
/// to hapi, `{path:.*}` and `{path:path}` to others, and `{*}` to Fastify, where it has no other name.
fn parameter<'a>(expression: &'a str, names: &BTreeSet<&str>) -> Option<(&'a str, bool)> {
    let expression = expression.trim();
    if expression.starts_with(['?', '&', '#']) {
        return None;
    }
    let keeps_slashes = expression.starts_with(['*', '+'])
        || expression.ends_with(['*', '+'])
        || expression.ends_with("...");
    if names.contains(expression) {
        return Some((expression, expression.starts_with('*')));
    }
    let name = expression
        .trim_start_matches(['.', ';', '/', '+', '*'])
        .trim_end_matches(['*', '+'])
        .trim_end_matches("...")
        .trim();
    let (plain, pattern) = name.split_once([':', '=']).unwrap_or((name, ""));
    let is_pattern = !pattern.is_empty() && names.contains(plain.trim());
    match name {
        "" if expression.starts_with('*') => Some((expression, true)),
        "" => None,
        _ if is_pattern => Some((plain.trim(), matches_slashes(expression, pattern))),
        _ => Some((name, keeps_slashes)),
    }
}

/// Whether a pattern of a parameter takes slashes.
fn matches_slashes(expression: &str, pattern: &str) -> bool {
    let is_any = pattern.starts_with(".*") || pattern.starts_with(".+") || pattern == "path";
    let is_google = expression.contains('=') && expression.contains('*');
    is_any || is_google || matches!(pattern.trim_matches(['(', ')']), "." | ".*" | ".+" | "**")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_path_in_each_syntax() {
        let cases: [(&str, &[&str], &str, &[&str]); 20] = [
            ("/a/{id}", &["id"], "/a/{id}", &[]),
            ("/a/{*path}", &["path"], "/a/{path}", &["path"]),
            ("/a/{**path}", &["path"], "/a/{path}", &["path"]),
            ("/a/{*path}", &["*path"], "/a/{*path}", &["*path"]),
            ("/a/{*}", &["*"], "/a/{*}", &["*"]),
            ("/a/{*}", &[], "/a/{*}", &["*"]),
            ("/a/*", &["*"], "/a/{*}", &["*"]),
            ("/a/*", &[], "/a/{*}", &["*"]),
            ("/a/*path", &["path"], "/a/{path}", &["path"]),
            ("/a/*/b", &[], "/a/*/b", &[]),
            ("/a/{path...}", &["path"], "/a/{path}", &["path"]),
            ("/a/{proxy+}", &["proxy"], "/a/{proxy}", &["proxy"]),
            ("/a/{path*}", &["path"], "/a/{path}", &["path"]),
            ("/a/{+path}", &["path"], "/a/{path}", &["path"]),
            ("/a/{path:.*}", &["path"], "/a/{path}", &["path"]),
            ("/a/{path:path}", &["path"], "/a/{path}", &["path"]),
            ("/a/{id:[0-9]+}", &["id"], "/a/{id}", &[]),
            ("/a/:path{.+}", &["path"], "/a/{path}", &["path"]),
            ("/v1/{name=a/*}:b", &["name"], "/v1/{name}:b", &["name"]),
            ("/a{?x}{;id}/{.of}", &["id", "of"], "/a{id}/{of}", &[]),
        ];
        for (path, names, expected, rest) in cases {
            let template = read(path, &names.iter().copied().collect());
            assert_eq!(
                (&*template.path, &*template.rest),
                (
                    expected,
                    &*rest.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()
                ),
                "{path}"
            );
        }
    }
}
