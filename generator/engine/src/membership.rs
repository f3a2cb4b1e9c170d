//! Whether cargo takes a crate for a member of the workspace that it lies in.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::access::absolute;
use crate::read;

/// What to do so that cargo builds the crate in `out`, if it lies in a workspace that does not have it.
pub(crate) fn advice(out: &Path) -> Option<String> {
    let out = absolute(out);
    let (manifest, workspace) = out.ancestors().skip(1).find_map(workspace)?;
    let folder = out.strip_prefix(manifest.parent()?).ok()?;
    let folder = folder.display().to_string().replace('\\', "/");
    if listed(&workspace, "members").any(|it| is_match(it, &folder)) {
        return None;
    }
    let is_around =
        |it: &str| folder == it || folder.starts_with(&format!("{}/", it.trim_end_matches('/')));
    if listed(&workspace, "exclude").any(is_around) {
        return None;
    }
    Some(format!(
        "note: the crate lies in the workspace of {}: add \"{folder}\" to its `members`, or depend on it by its path",
        read::shown(&manifest)
    ))
}

/// The manifest of a folder, if that is the root of a workspace.
fn workspace(folder: &Path) -> Option<(PathBuf, Table)> {
    let manifest = folder.join("Cargo.toml");
    let mut table: Table = read::regular(&manifest).ok()?.parse().ok()?;
    match table.remove("workspace")? {
        Value::Table(workspace) => Some((manifest, workspace)),
        _ => None,
    }
}

fn listed<'a>(workspace: &'a Table, key: &str) -> impl Iterator<Item = &'a str> {
    let items = workspace.get(key).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str)
}

/// Whether a path is meant by an entry of `members`, in whose parts `*` stands for anything.
fn is_match(entry: &str, path: &str) -> bool {
    let entry = entry.trim_start_matches("./").trim_end_matches('/');
    let (mut parts, mut names) = (entry.split('/'), path.split('/'));
    loop {
        match (parts.next(), names.next()) {
            (None, None) | (Some("**"), Some(_)) => return true,
            (Some(part), Some(name)) if is_part(part, name) => {}
            _ => return false,
        }
    }
}

fn is_part(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(name) = name.strip_prefix(start) else {
        return false;
    };
    let mut ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
    ends.any(|at| name.get(at..).is_some_and(|it| is_part(rest, it)))
}

#[cfg(test)]
mod tests {
    use super::is_match;

    #[test]
    fn members_are_matched_as_cargo_does() {
        for (entry, path, expected) in [
            ("a/b", "a/b", true),
            ("./a/", "a", true),
            ("a", "a/b", false),
            ("a/b", "a", false),
            ("crates/*", "crates/x", true),
            ("crates/*", "crates/x/y", false),
            ("*-client", "pets-client", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c", false),
            ("**", "a/b", true),
        ] {
            assert_eq!(is_match(entry, path), expected, "{entry} {path}");
        }
    }
}
