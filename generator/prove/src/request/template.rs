//! Paths, read by their templates.

use std::collections::BTreeMap;

use super::styles::percent;

/// The raw text in the place of `{name}`; what stands around it is as in the template.
pub(super) fn in_path(template: &str, path: &str, name: &str) -> Option<String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let (wanted, given): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
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
    found.insert(name.to_owned(), text.get(..end)?.to_owned());
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
        for (template, path) in [
            ("/a/{b}", "/c/x"),
            ("/a/{b}", "/a/x/y"),
            ("/a/{b}.z", "/a/x"),
        ] {
            assert_eq!(found(template, path), None, "{template} {path}");
        }
    }
}
