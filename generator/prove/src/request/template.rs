//! Paths, read by their templates.

use std::collections::BTreeMap;

use super::styles::percent;

/// The raw text in the place of `{name}`; what stands around it is as in the template. Frameworks write `{name:pattern}` as well, and
/// `{*name}`, `{name+}` or `{name:.*}` for all segments that are left.
pub(super) fn in_path(template: &str, path: &str, name: &str) -> Option<String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let wanted: Vec<&str> = template.split('/').collect();
    let is_rest = wanted
        .last()
        .is_some_and(|it| it.starts_with("{*") || it.ends_with("+}") || it.ends_with(":.*}"));
    let given: Vec<&str> = if is_rest {
        path.splitn(wanted.len(), '/').collect()
    } else {
        path.split('/').collect()
    };
    if wanted.len() != given.len() {
        return None;
    }
    for (wanted, given) in wanted.into_iter().zip(given) {
        segment(wanted, given, &mut found)?;
    }
    found.remove(name)
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

    #[test]
    fn what_stands_around_a_parameter_is_as_in_the_template() {
        let found = |template, path| in_path(template, path, "b");
        assert_eq!(found("/a/{b}", "/a/x%2Fy").as_deref(), Some("x%2Fy"));
        assert_eq!(found("/a/{c}.{b}!", "/a/x.y!").as_deref(), Some("y"));
        assert_eq!(found("/a b/{b}", "/a%20b/x").as_deref(), Some("x"));
        assert_eq!(found("/a/{b:[0-9]+}/c", "/a/1/c").as_deref(), Some("1"));
        for rest in ["{*b}", "{b+}", "{b:.*}"] {
            let template = format!("/a/{rest}");
            assert_eq!(in_path(&template, "/a/x/y", "b").as_deref(), Some("x/y"));
        }
        for (template, path) in [
            ("/a/{b}", "/c/x"),
            ("/a/{b}", "/a/x/y"),
            ("/a/{b}.z", "/a/x"),
        ] {
            assert_eq!(found(template, path), None, "{template} {path}");
        }
    }
}
