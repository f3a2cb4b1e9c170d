//! The URI of a `$ref`: a file and a fragment (RFC 3986, RFC 6901).

use std::collections::BTreeMap;

use crate::origin::push_escaped;

/// A reference in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Uri {
    /// The file, by its name.
    pub(super) file: String,
    /// The part behind the `#`, as written.
    pub(super) fragment: String,
}

/// The parts of `reference`, relative to the file `base`. `None` where it leads out of the available files: to a URL that
/// `files` does not map to a file, or to an absolute path. The names in `files` are relative to the file `root`.
pub(super) fn resolve(
    reference: &str,
    base: &str,
    root: &str,
    files: &BTreeMap<String, String>,
) -> Option<Uri> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let file = if path.is_empty() {
        base.to_owned()
    } else if let Some(local) = files.get(path) {
        join(root, local)
    } else if is_elsewhere(path) {
        return None;
    } else {
        join(base, &percent_decoded(path))
    };
    Some(Uri {
        file,
        fragment: fragment.to_owned(),
    })
}

/// The steps of a JSON pointer in a fragment; `None` where it is the name of an anchor.
pub(super) fn steps(fragment: &str) -> Option<Vec<String>> {
    if fragment.is_empty() {
        return Some(Vec::new());
    }
    let steps = fragment.strip_prefix('/')?;
    Some(steps.split('/').map(unescaped).collect())
}

/// The JSON pointer of these steps.
pub(super) fn pointer(steps: &[String]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer.push('/');
        push_escaped(&mut pointer, step);
    }
    pointer
}

/// A reference to a component.
pub(super) fn to_component(section: &str, name: &str) -> String {
    let mut reference = format!("#/components/{section}/");
    // A percent sign would be read as the start of an escape.
    push_escaped(&mut reference, &name.replace('%', "%25"));
    reference
}

/// `path` relative to the file `base`.
pub(in crate::normalize) fn join(base: &str, path: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "." => {}
            ".." if steps.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                steps.pop();
            }
            // Repeated slashes are dropped, but not the one before an absolute path.
            "" if !steps.is_empty() => {}
            step => steps.push(step),
        }
    }
    if folder.is_empty() {
        steps.retain(|step| !step.is_empty());
    }
    steps.join("/")
}

fn is_elsewhere(path: &str) -> bool {
    let scheme = path.split(['/', '?']).next().unwrap_or_default();
    path.starts_with(['/', '\\']) || scheme.contains(':')
}

fn unescaped(step: &str) -> String {
    percent_decoded(step).replace("~1", "/").replace("~0", "~")
}

pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = match escaped {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests;
