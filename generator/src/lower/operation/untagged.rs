//! The resources of operations without tags: in a large API, the first word of a path that says what it is about.

use std::collections::BTreeSet;

use crate::config::{Config, Untagged};
use crate::spec::Spec;

/// How many operations a client has itself before they are grouped.
const MOST_OF_CLIENT: usize = 30;

/// How many of them a group has on average: what is read, made, changed and deleted. Fewer would be a module for each path.
const FEWEST_OF_GROUP: usize = 4;

/// What comes before what a path is about, beside what all paths begin with.
const PREFIXES: [&str; 4] = ["api", "apis", "rest", "services"];

/// How operations without tags are grouped.
#[derive(Debug)]
pub(in crate::lower) struct Groups {
    /// How many segments all paths begin with; `None` where the client has these operations itself.
    shared: Option<usize>,
    /// Whether nobody has asked for it.
    pub(in crate::lower) are_found: bool,
}

impl Groups {
    /// As the configuration says, or else as an earlier run has decided: `are_found` is whether it has found groups. The first run
    /// finds them where the client would have many operations, none of which has a tag, and the groups are no smaller than is of use.
    pub(in crate::lower) fn new(spec: &Spec, config: &Config, are_found: Option<bool>) -> Self {
        let paths: Vec<Vec<&str>> = untagged_paths(spec);
        let shared = shared(&paths);
        let is_found = || {
            let groups: BTreeSet<_> = paths.iter().map(|it| group(it, shared)).collect();
            let has_tags = paths.len() < operations(spec);
            let are_few = paths.len() <= MOST_OF_CLIENT;
            !has_tags
                && !are_few
                && groups.len() > 1
                && groups.len() * FEWEST_OF_GROUP <= paths.len()
        };
        let are_grouped = match config.untagged {
            Some(untagged) => untagged == Untagged::Paths,
            None => are_found.unwrap_or_else(is_found),
        };
        Self {
            shared: are_grouped.then_some(shared),
            are_found: are_grouped && config.untagged.is_none(),
        }
    }

    /// The resource of an operation without a tag.
    pub(super) fn of(&self, path: &str) -> Option<String> {
        group(&segments(path), self.shared?).map(str::to_owned)
    }
}

/// The paths of the operations without tags, as segments.
fn untagged_paths(spec: &Spec) -> Vec<Vec<&str>> {
    let items = spec.openapi.paths.paths.iter();
    let items = items.filter_map(|(path, item)| Some((path, item.as_item()?)));
    let operations = items.flat_map(|(path, item)| {
        let untagged = item.iter().filter(|(_, it)| it.tags.is_empty());
        untagged.map(|_| segments(path))
    });
    operations.collect()
}

fn operations(spec: &Spec) -> usize {
    let items = spec.openapi.paths.paths.iter();
    let items = items.filter_map(|(_, item)| item.as_item());
    items.map(|it| it.iter().count()).sum()
}

/// How many segments all paths begin with.
fn shared(paths: &[Vec<&str>]) -> usize {
    let mut paths = paths.iter();
    let Some(first) = paths.next() else {
        return 0;
    };
    paths.fold(first.len(), |shared, path| {
        let both = first.iter().zip(path).take(shared);
        both.take_while(|(one, other)| one == other).count()
    })
}

/// The segments of a path; a method behind `#` is no part of it.
fn segments(path: &str) -> Vec<&str> {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    path.split('/').filter(|it| !it.is_empty()).collect()
}

/// What a path is about: the first word of it behind what all paths begin with, the version and what names the API. What is done with
/// it, or in which format it is answered, may follow behind a sign: `charges` of `charges.json`, `charges:batch` and `charges(id)`.
fn group<'p>(path: &[&'p str], shared: usize) -> Option<&'p str> {
    let behind = path.get(shared..).unwrap_or_default();
    let words = behind.iter().map(|segment| {
        let segment = segment.trim_start_matches(['.', ':', '_', '-', '@', '$', '~']);
        segment
            .split(['.', ':', '(', ';', ','])
            .next()
            .unwrap_or_default()
    });
    let mut about = words.filter(|it| {
        let is_word = it.contains(char::is_alphabetic) && !it.contains('{');
        is_word && !is_version(it) && !PREFIXES.contains(it)
    });
    about.next()
}

/// Whether a segment is a version, as `v1` and `v2beta1` are.
fn is_version(segment: &str) -> bool {
    let rest = segment.strip_prefix(['v', 'V']);
    rest.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}
