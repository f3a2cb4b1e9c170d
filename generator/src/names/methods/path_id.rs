//! Identifiers that are made of method and path, where nobody has named the operation.

use super::name_words::{Words, alike};
use super::path_words::{PathSegment, Paths, is_version, segments};
use crate::ir::Operation;

/// Whether an `operationId` is made of the method and the path: it has all their words, or words of theirs alone, among
/// them a version or one of a parameter.
pub(super) fn is_path(id: &str, operation: &Operation, paths: &Paths<'_>) -> bool {
    let words = Words::of(id);
    if has_version_first(&words) {
        return true;
    }
    let method = operation.method.as_str().to_ascii_lowercase();
    if !words.as_slice().contains(&method) {
        return false;
    }
    let is_said = |word: &&String| **word != method;
    let said: Vec<&String> = words.as_slice().iter().filter(is_said).collect();
    let letters = Words::from_slice(&said).letters();
    let of_path = |segments: &[PathSegment]| -> String {
        let words = segments.iter().flat_map(|it| it.words().as_slice());
        words.filter(is_said).map(String::as_str).collect()
    };
    let segments = segments(&operation.path);
    // Elysia says `By` before each parameter.
    let with_by: String = segments
        .iter()
        .flat_map(|it| {
            let by = matches!(it, PathSegment::Parameter(_)).then_some("by");
            by.into_iter()
                .chain(it.words().as_slice().iter().map(String::as_str))
        })
        .filter(|word| *word != method)
        .collect();
    letters == of_path(&segments)
        || letters == with_by
        || letters == of_path(&paths.segments(&operation.path))
        || is_of_path(words.as_slice(), &method, &segments)
}

/// Whether the words are a method, and words of the path.
fn is_of_path(words: &[String], method: &str, segments: &[PathSegment]) -> bool {
    let said = match words {
        [first, said @ ..] if first == method => said,
        [said @ .., last] if last == method => said,
        _ => return false,
    };
    let has = |word: &String, is_fixed: bool| {
        let segments = segments.iter().filter(|it| {
            is_fixed
                == matches!(
                    it,
                    PathSegment::Literal {
                        is_version: false,
                        ..
                    }
                )
        });
        let mut words = segments.flat_map(|it| it.words().as_slice());
        words.any(|it| alike(std::slice::from_ref(it), std::slice::from_ref(word)))
    };
    let is_known = |it: &String| it == "api" || has(it, true) || has(it, false);
    said.iter().all(is_known) && said.iter().any(|it| !has(it, true))
}

/// Whether the words are a method and a version: `put-v1-payrolls`. What follows is a path, if not always the present one.
fn has_version_first(words: &Words) -> bool {
    let words = words.as_slice();
    let Some((method, rest)) = words.split_first() else {
        return false;
    };
    let rest = rest.strip_prefix(&["api".to_owned()]).unwrap_or(rest);
    let is_method = ["get", "put", "post", "patch", "delete"].contains(&method.as_str());
    is_method && rest.first().is_some_and(|it| is_version(it))
}
