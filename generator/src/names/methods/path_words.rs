//! Paths as words.

use std::collections::{BTreeMap, BTreeSet};

use super::name_words::Words;
use crate::ir::{Api, Method};

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathSegment {
    /// Fixed text, and whether it is the version of an API.
    Literal { words: Words, is_version: bool },
    /// A parameter.
    Parameter(Words),
    /// What is done with what the parameter before it names, as in `{id}:cancel`.
    Action(Words),
}

impl PathSegment {
    /// Its words.
    pub(super) fn words(&self) -> &Words {
        match self {
            Self::Literal { words, .. } | Self::Parameter(words) | Self::Action(words) => words,
        }
    }
}

/// The paths of an API.
pub(super) struct Paths<'a> {
    /// How many segments at the start are those of every path.
    shared: usize,
    /// The methods of each path.
    methods: BTreeMap<&'a str, Vec<&'a Method>>,
    /// The paths of many things: for each, a path goes on with a parameter. The methods of that path.
    items: BTreeMap<&'a str, Vec<&'a Method>>,
}

impl<'a> Paths<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut methods: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
        for (_, operation) in api.operations().filter(|(_, it)| it.variant.is_none()) {
            methods
                .entry(&operation.path)
                .or_default()
                .push(&operation.method);
        }
        let mut items: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
        for (path, methods) in &methods {
            if let Some((before, last)) = path.trim_end_matches('/').rsplit_once('/')
                && last.starts_with('{')
            {
                items.entry(before).or_default().extend(methods);
            }
        }
        Self {
            shared: shared(methods.keys().copied()),
            items,
            methods,
        }
    }

    /// The segments of a path, without those that all paths have.
    pub(super) fn segments(&self, path: &str) -> Vec<PathSegment> {
        let mut all = segments(path);
        all.split_off(self.shared.min(all.len()))
    }

    /// A path without what all paths begin with.
    pub(super) fn behind_shared<'p>(&self, path: &'p str) -> &'p str {
        let mut starts = path.match_indices('/').map(|(at, _)| at);
        let start = starts.nth(self.shared);
        start.and_then(|at| path.get(at..)).unwrap_or(path)
    }

    /// The methods of each item of what is at this path, if there is a path for these.
    pub(super) fn items(&self, path: &str) -> Option<&[&Method]> {
        self.items
            .get(path.trim_end_matches('/'))
            .map(Vec::as_slice)
    }

    /// Whether a path has one of these methods.
    pub(super) fn has(&self, path: &str, methods: &[Method]) -> bool {
        let known = self.methods.get(path).into_iter().flatten();
        known.into_iter().any(|it| methods.contains(it))
    }

    /// The fixed words of all paths, in the singular.
    pub(super) fn nouns(&self) -> BTreeSet<String> {
        let paths = self.methods.keys();
        let segments = paths.flat_map(|path| segments(path));
        let literals = segments.filter(|it| matches!(it, PathSegment::Literal { .. }));
        literals.map(|it| it.words().singular().text()).collect()
    }
}

/// How many fixed segments at the start of these paths are the same, where each has more than those.
fn shared<'p>(mut paths: impl Iterator<Item = &'p str>) -> usize {
    let fixed = |path: &'p str| -> Vec<&'p str> {
        let mut segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        segments.pop();
        let fixed = segments.into_iter();
        fixed.take_while(|it| !it.contains('{')).collect()
    };
    let Some(first) = paths.next().map(fixed) else {
        return 0;
    };
    let mut is_alone = true;
    let len = paths.fold(first.len(), |len, path| {
        is_alone = false;
        let same = first.iter().zip(fixed(path));
        len.min(same.take_while(|(a, b)| **a == *b).count())
    });
    if is_alone { 0 } else { len }
}

/// The segments of a path.
pub(super) fn segments(path: &str) -> Vec<PathSegment> {
    let mut all = Vec::new();
    for text in path.split('/').filter(|it| !it.is_empty()) {
        let parameter = text.find('{').zip(text.rfind('}'));
        let Some((start, end)) = parameter else {
            let (noun, action) = text.split_once(':').unwrap_or((text, ""));
            let words = Words::of(noun);
            all.push(PathSegment::Literal {
                words,
                is_version: is_version(noun),
            });
            push_action(&mut all, action);
            continue;
        };
        let before = text.get(..start).unwrap_or_default();
        if before.contains(char::is_alphanumeric) {
            all.push(PathSegment::Literal {
                words: Words::of(before),
                is_version: false,
            });
        }
        all.push(PathSegment::Parameter(Words::of(
            text.get(start..end).unwrap_or_default(),
        )));
        let after = text.get(end + 1..).unwrap_or_default();
        push_action(&mut all, after.strip_prefix(':').unwrap_or_default());
    }
    all
}

fn push_action(segments: &mut Vec<PathSegment>, action: &str) {
    if !action.is_empty() {
        segments.push(PathSegment::Action(Words::of(action)));
    }
}

/// The words of the fixed segments that a parameter follows: what an operation is in, each as it is.
pub(super) fn owners(segments: &[PathSegment]) -> Vec<String> {
    let pairs = segments.iter().zip(segments.iter().skip(1));
    let owners = pairs.filter_map(|pair| match pair {
        (PathSegment::Literal { words, .. }, PathSegment::Parameter(_)) => Some(words.as_slice()),
        _ => None,
    });
    owners.flatten().cloned().collect()
}

/// Whether a segment is a version, such as `v1`, `v1beta1` or `v2.0`.
pub(super) fn is_version(text: &str) -> bool {
    let rest = text.strip_prefix(['v', 'V']).unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit())
}
