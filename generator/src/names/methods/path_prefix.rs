//! Identifiers that begin with their path, as Litestar makes them.

use super::NamedOperation;

/// How many bytes a path has that is looked at.
const LONGEST: usize = 1000;

/// Whether most identifiers begin with their path, as far as paths with parameters show it.
pub(super) fn are_usual(named: &[NamedOperation<'_>]) -> bool {
    let with_parameters = named.iter().filter(|(_, it)| it.path.contains('{'));
    let begin: Vec<bool> = with_parameters
        .map(|(id, it)| behind(id, &it.path).is_some())
        .collect();
    begin.iter().filter(|it| **it).count() * 2 > begin.len()
}

/// `GetWork` of `WorksWorkIdGetWork`, which is `/works/{work_id}` and the name of a function.
pub(super) fn behind<'i>(id: &'i str, path: &str) -> Option<&'i str> {
    // What is said is compared with each segment; and nobody's path is so long.
    if path.len() > LONGEST {
        return None;
    }
    let mut said = String::new();
    for segment in path.split('/') {
        let title = title(segment.trim_matches(['{', '}']));
        // What is said already is left out.
        if !said.contains(&title) {
            said.push_str(&title);
        }
    }
    said.retain(char::is_alphanumeric);
    let name = id.strip_prefix(&said)?;
    name.starts_with(char::is_uppercase).then_some(name)
}

/// A text in which each word begins with a capital, and has no other.
fn title(text: &str) -> String {
    let mut is_inside = false;
    let mut title = String::new();
    for c in text.chars() {
        if is_inside {
            title.extend(c.to_lowercase());
        } else {
            title.extend(c.to_uppercase());
        }
        is_inside = c.is_alphabetic();
    }
    title
}
