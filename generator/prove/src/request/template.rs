//! Paths, read by their templates.

use std::collections::BTreeMap;

use super::Parameter;
use super::styles::percent;

/// The raw text in the place of a parameter; what stands around it is as in the template. Frameworks write `{name:pattern}` as well,
/// and `{*name}`, `{name+}` or `{name:.*}` for several segments; one with reserved characters may be several, too.
pub(super) fn in_path(template: &str, path: &str, parameter: &Parameter) -> Option<String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let wanted: Vec<&str> = template.split('/').collect();
    let whole = format!("{{{}}}", parameter.name);
    let is_rest = |it: &&str| {
        it.starts_with("{*")
            || it.ends_with("+}")
            || it.ends_with(":.*}")
            || (parameter.allow_reserved && **it == whole)
    };
    let given = match wanted.iter().position(is_rest) {
        Some(before) => joined(path, before, wanted.len() - before - 1)?,
        None => path.split('/').map(str::to_owned).collect(),
    };
    if wanted.len() != given.len() {
        return None;
    }
    for (wanted, given) in wanted.into_iter().zip(given) {
        segment(wanted, &given, &mut found)?;
    }
    found.remove(&parameter.name)
}

/// The segments of a path, of which those between the first `before` and the last `after` are one.
fn joined(path: &str, before: usize, after: usize) -> Option<Vec<String>> {
    let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
    let end = segments.len().checked_sub(after)?;
    let middle = segments
        .get(before..end)
        .filter(|it| !it.is_empty())?
        .join("/");
    segments.splice(before..end, [middle]);
    Some(segments)
}

fn segment(template: &str, text: &str, found: &mut BTreeMap<String, String>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (percent(template) == percent(text)).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let text = text.strip_prefix(before)?;
    let literal = after.split('{').next().unwrap_or_default();
    let end = if literal.is_empty() {
        text.len()
    } else if after.contains('{') {
        text.find(literal)?
    } else {
        text.len().checked_sub(literal.len())?
    };
    let value = text.get(..end)?.to_owned();
    let plain = name.split(':').next().unwrap_or_default();
    let plain = plain.trim_start_matches('*').trim_end_matches('+');
    found.insert(plain.to_owned(), value.clone());
    found.insert(name.to_owned(), value);
    segment(after, text.get(end..)?, found)
}

#[cfg(test)]
mod tests {
    use super::in_path;
    use crate::document::Place;
    use crate::request::{Parameter, Style};

    fn found(template: &str, path: &str, allow_reserved: bool) -> Option<String> {
        let parameter = Parameter {
            name: "b".to_owned(),
            location: "path".to_owned(),
            style: Style::Simple,
            explode: false,
            allow_reserved,
            required: true,
            schema: Place::named("none", ""),
        };
        in_path(template, path, &parameter)
    }

    #[test]
    fn what_stands_around_a_parameter_is_as_in_the_template() {
        for (template, path, wanted) in [
            ("/a/{b}", "/a/x%2Fy", "x%2Fy"),
            ("/a/{c}.{b}!", "/a/x.y!", "y"),
            ("/a b/{b}", "/a%20b/x", "x"),
            ("/a/{b:[0-9]+}/c", "/a/1/c", "1"),
            ("/a/{*b}", "/a/x/y", "x/y"),
            ("/a/{b+}", "/a/x/y", "x/y"),
            ("/a/{b:.*}", "/a/x/y", "x/y"),
        ] {
            assert_eq!(
                found(template, path, false).as_deref(),
                Some(wanted),
                "{template}"
            );
        }
        for (template, path) in [("/a/{b}", "/a/x/"), ("/a/{b}/c", "/a/x/c")] {
            let wanted = path.trim_start_matches("/a/").trim_end_matches("/c");
            assert_eq!(
                found(template, path, true).as_deref(),
                Some(wanted),
                "{template}"
            );
        }
        for (template, path) in [
            ("/a/{b}", "/c/x"),
            ("/a/{b}", "/a/x/y"),
            ("/a/{b}.z", "/a/x"),
        ] {
            assert_eq!(found(template, path, false), None, "{template} {path}");
        }
        assert_eq!(found("/a/{b}/c", "/a", true), None);
    }
}
