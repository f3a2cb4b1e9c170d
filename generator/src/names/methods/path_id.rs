//! Identifiers that are made of method and path, where nobody has named the operation.

use super::name_words::{Words, alike};
use super::path_words::{PathSegment, Paths, is_version, segments};
use super::vocabulary::is_verb;
use crate::ir::Operation;

/// Whether an `operationId` is made of the method and the path: it has all their words, or words of theirs alone, among
/// them a version or one of a parameter.
pub(super) fn is_path(id: &str, operation: &Operation, paths: &Paths<'_>) -> bool {
    let words = Words::of(id);
    if has_version_first(&words) || has_capital_method_first(id, operation) {
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
        || is_path_and_parameters(words.as_slice(), operation, &segments)
}

/// Whether nobody would write such an identifier: `POST-design`, or `post-deleteDispute` of `/deleteDispute`, which says itself what
/// is done.
pub(super) fn is_made_with_method(id: &str, operation: &Operation) -> bool {
    if has_capital_method_first(id, operation) {
        return true;
    }
    let method = operation.method.as_str().to_ascii_lowercase();
    match (Words::of(id).as_slice(), segments(&operation.path).last()) {
        ([first, deed @ ..], Some(PathSegment::Literal { words, .. })) => {
            let is_verb = deed.first().is_some_and(|it| is_verb(it));
            *first == method && is_verb && deed.len() > 1 && words.as_slice() == deed
        }
        _ => false,
    }
}

/// Whether a text begins with the method as HTTP writes it: `GET_mc-lists` of `/marketing/lists`.
fn has_capital_method_first(id: &str, operation: &Operation) -> bool {
    let rest = id.strip_prefix(operation.method.as_str());
    rest.is_some_and(|it| it.starts_with(['_', '-']) && it.len() > 1)
}

/// Whether the words are the fixed segments, perhaps behind a module, the method, and parameters of the path or the query:
/// `slides_groups_svg_get_id_use_cache`.
fn is_path_and_parameters(words: &[String], operation: &Operation, path: &[PathSegment]) -> bool {
    let method = operation.method.as_str();
    let Some(at) = words.iter().rposition(|it| it.eq_ignore_ascii_case(method)) else {
        return false;
    };
    let (before, rest) = words.split_at_checked(at).unwrap_or_default();
    let fixed = path.iter().filter_map(|it| match it {
        PathSegment::Literal { words, .. } => Some(words.letters()),
        PathSegment::Parameter(_) | PathSegment::Action(_) => None,
    });
    let fixed: String = fixed.collect();
    let mut left = fixed.as_str();
    for word in before.iter().rev() {
        match left.strip_suffix(word.as_str()) {
            Some(shorter) => left = shorter,
            None => break,
        }
    }
    let is_path = left.is_empty() && !fixed.is_empty();
    let parameters = operation.positional().chain(operation.named());
    let parameters: Vec<Words> = parameters.map(|it| Words::of(&it.field.wire)).collect();
    let mut rest = rest.get(1..).unwrap_or_default();
    let mut has_parameter = false;
    while let Some(behind) = parameters.iter().find_map(|it| after(rest, it)) {
        rest = behind;
        has_parameter = true;
    }
    is_path && has_parameter && rest.is_empty()
}

/// What follows these words, if they come first.
fn after<'w>(words: &'w [String], first: &Words) -> Option<&'w [String]> {
    let rest = words.strip_prefix(first.as_slice())?;
    (!first.is_empty()).then_some(rest)
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
