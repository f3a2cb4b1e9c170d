//! What is left out of a description, because an error touches it that the configuration accepts.
//!
//! The walk of [`super::references`] meets every object once with its kind and its place in the author's file, whatever file it
//! is in. It asks here before it does anything else, so that no other step knows of what is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::object_tree::{Kind, Then};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// The places that are left out, and what is known of the objects around errors.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Whether nothing stands there, or else something without a type.
    lost: BTreeMap<Origin, bool>,
    /// The places whose kind is looked for.
    wanted: BTreeSet<Origin>,
    /// Whether the kind of every place is: an overlay may have added a field to any object.
    is_overlaid: bool,
    kinds: BTreeMap<Origin, Kind>,
    /// From the places of fields that an overlay has added to the objects they are in.
    fields: BTreeMap<Origin, Origin>,
}

/// Something that a client can do without.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Its place.
    pub(crate) place: Origin,
    /// What a client without it is like.
    pub(crate) effect: String,
    /// Whether nothing takes its place.
    pub(crate) is_gone: bool,
    /// Whether it is a parameter, without which its path may have a gap.
    pub(crate) is_parameter: bool,
}

/// Values of a field that the client needs only for its documentation.
const FOR_READERS: [&str; 3] = ["default", "example", "examples"];

impl LeftOut {
    /// Looks for the objects around these places during the next walk.
    pub(crate) fn look_for(&mut self, places: impl Iterator<Item = Origin>, is_overlaid: bool) {
        for place in places {
            let mut around = place.around();
            while around.next().is_some_and(|it| self.wanted.insert(it)) {}
        }
        self.is_overlaid = is_overlaid;
    }

    /// Ends the search.
    pub(crate) fn found(&mut self) {
        self.wanted.clear();
        self.is_overlaid = false;
    }

    /// What can be left out with what stands at `place`, the innermost first.
    pub(crate) fn units(&self, place: &Origin) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut inner = String::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(place.clone());
        while let Some(outer) = next.filter(|it| seen.insert(it.clone())) {
            let key = std::mem::replace(&mut inner, outer.last());
            next = self
                .fields
                .get(&outer)
                .cloned()
                .or_else(|| outer.around().nth(1));
            let Some((kind, effect)) = self.kinds.get(&outer).and_then(|it| effect(*it)) else {
                continue;
            };
            if FOR_READERS.contains(&key.as_str()) {
                units.push(Unit {
                    place: outer.key(&key),
                    effect: format!("its `{key}` is left out"),
                    is_gone: true,
                    is_parameter: false,
                });
            }
            // The status of a response is a key, which is wrong whatever stands under it.
            let is_key = kind == Kind::Response && outer == *place;
            units.push(Unit {
                effect: if is_key { GONE } else { effect }.to_owned(),
                is_gone: is_key || any(kind, &At::new(place)).is_none(),
                is_parameter: kind == Kind::Parameter,
                place: outer,
            });
        }
        units
    }

    /// Leaves out what stands at a place.
    pub(crate) fn add(&mut self, place: Origin, is_gone: bool) {
        self.lost.insert(place, is_gone);
    }

    /// Whether nothing stands at a place any more, so that references to it lead to nothing.
    pub(super) fn is_gone(&self, place: &Origin) -> bool {
        self.lost.get(place).is_some_and(|is_gone| *is_gone)
    }

    /// Whether nothing is looked for or left out.
    pub(super) fn is_idle(&self) -> bool {
        self.lost.is_empty() && self.wanted.is_empty()
    }

    /// Notes that what stands at `place` is a field of the object at `outer`.
    pub(super) fn field(&mut self, place: Origin, outer: &Origin) {
        if self.wanted.contains(&place) && !place.is_in(outer) {
            self.fields.insert(place, outer.clone());
        }
    }

    /// Meets an object at its place in the author's file; `None` where it stays as it is.
    pub(super) fn meet(&mut self, kind: Kind, node: &mut Node, place: Origin) -> Option<Then> {
        if let Some(is_gone) = self.lost.get(&place) {
            let any = any(kind, &At::new(&place)).filter(|_| !is_gone);
            let Some(mut any) = any else {
                return Some(Then::Remove);
            };
            if let Some(text) = node.get("description").cloned() {
                any.insert("description", text);
            }
            *node = Node::Mapping(any);
            return Some(Then::Pass);
        }
        if let Node::Mapping(mapping) = node {
            for key in FOR_READERS {
                if mapping.contains(key) && self.lost.contains_key(&place.key(key)) {
                    mapping.remove(key);
                }
            }
        }
        if self.is_overlaid || self.wanted.contains(&place) {
            self.kinds.entry(place).or_insert(kind);
        }
        None
    }
}

/// What a client without a response is like whose key is wrong.
const GONE: &str = "this response is left out";

/// What a client without an object of a kind is like; `None` where there is no client without it, or one with another meaning.
fn effect(kind: Kind) -> Option<(Kind, &'static str)> {
    let effect = match kind {
        Kind::PathItem => "this path is left out",
        Kind::Operation => "this operation is left out",
        Kind::Callback => "this callback is left out",
        Kind::Server => "this server is left out",
        Kind::Parameter => "this parameter is left out",
        Kind::Header => "this header is left out",
        Kind::RequestBody => "this body is any JSON",
        Kind::Response | Kind::MediaType => "its content may be anything",
        Kind::Schema => "its place takes any value",
        Kind::Description | Kind::Components | Kind::Encoding | Kind::SecurityScheme => {
            return None;
        }
    };
    Some((kind, effect))
}

/// What stands for an object of a kind, where there has to be one.
fn any(kind: Kind, at: &At<'_>) -> Option<Mapping> {
    match kind {
        Kind::Schema | Kind::MediaType => Some(Mapping::made(at, [])),
        Kind::RequestBody => Some(with_content("application/json", at)),
        Kind::Response => {
            let mut any = with_content("*/*", at);
            any.insert("description", Node::text(""));
            Some(any)
        }
        _ => None,
    }
}

/// An object with content of a media type, and without a schema.
fn with_content(media_type: &'static str, at: &At<'_>) -> Mapping {
    let made = |key, value| Mapping::made(at, [(key, value)]);
    let content = made(media_type, Node::Mapping(Mapping::made(at, [])));
    made("content", Node::Mapping(content))
}
