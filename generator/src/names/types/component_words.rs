//! What components are called whose names say where they are defined: `io.k8s.api.core.v1.Pod` is a `Pod`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Place, Role, TypeDef, TypeKind};
use crate::names::assign::apart;
use crate::names::ident::{Ident, IdentCase, ident, words_of};

/// How many components have to be in one namespace with capitals, as .NET has them, so that it says nothing.
const MANY: usize = 3;

/// How many words of a namespace are tried.
const MOST_STEPS: usize = 4;

/// The words of components that have shorter names than their own.
pub(super) struct ComponentWords(BTreeMap<String, String>);

impl ComponentWords {
    pub(super) fn new(api: &Api) -> Self {
        let roles = api.places().map(|(_, place, _)| &place.role);
        let names: BTreeSet<&str> = roles
            .filter_map(|role| match role {
                Role::Component(name) => Some(name.as_str()),
                Role::Response(_) | Role::Errors(_) | Role::Error(..) | Role::Params(_) => None,
            })
            .collect();
        let shared = shared_namespace(&names);
        let names: Vec<&str> = names.into_iter().collect();
        let enums = api.types().filter(|(_, def)| is_enum(def));
        let enums: BTreeSet<&Place> = enums.map(|(_, def)| &def.place).collect();
        let steps = names.iter().map(|name| {
            let is_enum = enums.contains(&Place::component(name));
            let said = is_enum.then(|| without_enum(name)).flatten();
            said.into_iter().chain(steps(name, shared)).collect()
        });
        let steps: Vec<Vec<String>> = steps.collect();
        let idents = steps.iter().map(|steps| {
            let idents = steps.iter().map(|it| ident(it, IdentCase::Camel));
            idents.collect::<Vec<Ident>>()
        });
        let left = apart(idents.collect(), &[]);
        let all = names.iter().zip(steps).zip(left);
        let short = all.filter_map(|((name, mut steps), left)| {
            let start = steps.len() - left.len().min(steps.len());
            (start + 1 < steps.len()).then(|| ((*name).to_owned(), steps.swap_remove(start)))
        });
        Self(short.collect())
    }

    /// What a component is called.
    pub(super) fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

fn is_enum(def: &TypeDef) -> bool {
    matches!(def.kind, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_))
}

/// `ConversationState` of `ConversationEnumState`: that it is an enum is seen.
fn without_enum(name: &str) -> Option<String> {
    let mut words = words_of(name);
    let at = words.iter().skip(1).position(|it| it == "enum")?;
    words.remove(at + 1);
    Some(words.join(" "))
}

/// How many segments all names begin with, if all have a namespace with capitals.
fn shared_namespace(names: &BTreeSet<&str>) -> usize {
    let spaces = names.iter().map(|name| {
        let mut segments = path(name);
        segments.pop();
        segments
    });
    let mut spaces = spaces.filter(|it| it.iter().all(|it| !is_small(it)));
    let Some(first) = spaces.next().filter(|_| names.len() >= MANY) else {
        return 0;
    };
    let mut count = 1;
    let shared = spaces.fold(first.len(), |shared, space| {
        count += 1;
        let same = first.iter().zip(space).take_while(|(a, b)| **a == *b);
        shared.min(same.count())
    });
    if count == names.len() { shared } else { 0 }
}

/// What a component may be called, the shortest first; the last is its name.
fn steps(name: &str, shared: usize) -> Vec<String> {
    let segments = path(name);
    let arguments: Vec<&str> = arguments(name);
    let is_generic = !arguments.is_empty() || name.contains('`');
    let small = segments.iter().take_while(|it| is_small(it)).count();
    let inside = small.max(shared).min(segments.len().saturating_sub(1));
    let mut steps = Vec::new();
    if inside > 0 || is_generic {
        let starts = (0..=inside).rev().take(MOST_STEPS);
        let own = starts.filter_map(|start| Some(segments.get(start..)?.join(" ")));
        steps.extend(own.map(|own| [&[own.as_str()], &arguments[..]].concat().join(" ")));
    }
    steps.push(name.to_owned());
    steps
}

/// The segments of the path that a name begins with.
fn path(name: &str) -> Vec<&str> {
    let end = name.find(['<', '[', '`', '«', '(']).unwrap_or(name.len());
    let path = name.get(..end).unwrap_or(name);
    let segments: Vec<&str> = path.split('.').collect();
    let is_named = |it: &&str| it.starts_with(char::is_alphabetic);
    if segments.iter().all(is_named) {
        segments
    } else {
        vec![path]
    }
}

/// Whether a segment is that of a namespace of Java, Go or protobuf.
fn is_small(segment: &str) -> bool {
    segment.starts_with(char::is_lowercase)
}

/// The names of the arguments of a generic type of .NET, each without its namespace and its assembly:
/// ``Page`1[[Acme.User, Acme, Version=1.0.0.0]]``.
fn arguments(name: &str) -> Vec<&str> {
    let Some((_, arguments)) = name.split_once("[[") else {
        return Vec::new();
    };
    let types = arguments
        .split('[')
        .map(|it| it.split([',', ']', '`']).next().unwrap_or_default());
    let last = types.map(|it| it.rsplit('.').next().unwrap_or(it));
    last.filter(|it| !it.is_empty()).collect()
}
