//! Resolving a reference: the component it leads to, or the place that is to become one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::identifiers::Anchors;
use super::naming::{self, ComponentNames};
use super::pointers::{around, canonical, component, lone_reference, renamed, step_into};
use super::unresolved::Lost;
use super::uri::{self, Uri};
use super::{Bundle, EXAMPLES, ReferencedNode, Waiting, section};
use crate::normalize::Version;
use crate::normalize::object_tree::{Holds, Kind, under};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// What a reference leads to.
#[derive(Clone, Debug)]
pub(super) enum ReferenceTarget {
    /// A component, by its section and name.
    Component(&'static str, String),
    /// A place in a file that has been read, by its file and its steps.
    Copy(Arc<str>, Vec<String>),
}

fn component_of(kind: Kind, there: &'static str, name: &str) -> Result<ReferenceTarget, Lost> {
    match section(kind) {
        Some(section) if section == there => Ok(ReferenceTarget::Component(there, name.to_owned())),
        _ => Err(Lost::OtherKind),
    }
}

/// Whether a reference of an object of a kind, or inside of it, leads to something other than a component of the root, perhaps to another file, from
/// where others may lead back: then the tree of the root is needed a second time. So it is where a name is only found another way, and where a
/// component is of another kind, as a reference to it may be read as one to what is inside.
pub(super) fn leads_inside(
    kind: Kind,
    node: &Node,
    (names, version): (&ComponentNames, Version),
) -> bool {
    let Node::Mapping(mapping) = node else {
        return false;
    };
    let is_known = |reference: &str| {
        let steps = reference.strip_prefix('#').and_then(uri::steps);
        let there = steps.as_ref().and_then(|it| canonical(it, version));
        there.is_some_and(|(there, name)| {
            names.has(there, name) && (there == "schemas" || section(kind) == Some(there))
        })
    };
    let is_target = |text: &str| names.has("schemas", text) || is_known(text);
    let is_example = |it: &Node| {
        let component = it.get("$ref").map(|it| it.as_str().and_then(component));
        component.is_none_or(|it| {
            it.is_some_and(|(section, name)| section == EXAMPLES && names.has(EXAMPLES, &name))
        })
    };
    let mut examples = entries_of(mapping.get("examples"));
    mapping.text("$ref").is_some_and(|it| !is_known(it))
        || kind == Kind::Schema && targets(mapping).any(|it| !is_target(it))
        || examples.any(|(_, it)| !is_example(it))
        || mapping.entries().iter().any(|(key, value)| {
            let inside = |kind| move |it: &Node| leads_inside(kind, it, (names, version));
            match (under(kind, key), value) {
                (Holds::List(kind), Node::Sequence(items)) => items.iter().any(inside(kind)),
                (Holds::Map(kind) | Holds::Extended(kind), Node::Mapping(all)) => {
                    all.entries().iter().any(|(_, it)| inside(kind)(it))
                }
                (Holds::One(kind) | Holds::List(kind), node) => inside(kind)(node),
                (Holds::Data | Holds::Map(_) | Holds::Extended(_), _) => false,
            }
        })
}

/// The texts of a discriminator that name schemas.
fn targets(schema: &Mapping) -> impl Iterator<Item = &str> {
    let discriminator = schema.get("discriminator");
    let fallback = discriminator.and_then(|it| it.get("defaultMapping"));
    let mapping = entries_of(discriminator.and_then(|it| it.get("mapping")));
    let all = mapping.map(|(_, it)| it).chain(fallback);
    all.filter_map(Node::as_str)
}

fn entries_of(node: Option<&Node>) -> impl Iterator<Item = &(String, Node)> {
    let mapping = node.and_then(Node::as_mapping);
    mapping.into_iter().flat_map(Mapping::entries)
}

impl Bundle<'_, '_> {
    /// What `reference` at `at` leads to, as an object of a kind. One that leads to nothing is reported.
    pub(super) fn find(
        &mut self,
        kind: Kind,
        reference: &str,
        at: &At<'_>,
    ) -> Option<ReferenceTarget> {
        let named = self.component_called(kind, reference, at);
        let placed = named.map_or_else(|| self.place(kind, reference, at), Ok);
        let found = match placed {
            Ok(found) => found,
            Err(Lost::OtherKind) if kind == Kind::Schema => self.schema_of(reference, at)?,
            Err(lost) => {
                self.report(&lost, kind, reference, at);
                return None;
            }
        };
        if self.is_gone(&found, at) {
            return None;
        }
        let (ReferenceTarget::Copy(file, steps), Some(section)) = (&found, section(kind)) else {
            return Some(found);
        };
        let end = self.end(kind, section, file, steps);
        if self.is_gone(&end, at) {
            return None;
        }
        Some(match end {
            ReferenceTarget::Component(section, name) => ReferenceTarget::Component(section, name),
            ReferenceTarget::Copy(end_file, end_steps) => {
                let names = self.candidates(kind, [(file, steps), (&end_file, &end_steps)]);
                let name = self.make(kind, section, end_file, end_steps, &names);
                ReferenceTarget::Component(section, name)
            }
        })
    }

    /// The URI of a reference; `None` where it leads out of the available files.
    pub(super) fn uri(&self, reference: &str, at: &At<'_>) -> Option<Uri> {
        let base = at.file().map_or("", |file| &**file);
        let named = self.identifiers.find(reference, self.root);
        named.or_else(|| uri::resolve(reference, base, self.root, self.files))
    }

    /// The component or the place that a reference names. One that names none is not reported here.
    pub(super) fn place(
        &mut self,
        kind: Kind,
        reference: &str,
        at: &At<'_>,
    ) -> Result<ReferenceTarget, Lost> {
        let uri = self.uri(reference, at).ok_or(Lost::Remote)?;
        let file: Arc<str> = Arc::from(uri.file.as_str());
        let direct = uri::steps(&uri.fragment);
        if file == *self.root
            && let Some(steps) = &direct
            && let Some((there, name)) = canonical(steps, self.version)
            && self.names.has(there, name)
        {
            return component_of(kind, there, name);
        }
        if file != *self.root {
            let loaded = self.library.load(&file, &at.origin(), self.diagnostics);
            loaded.ok_or(Lost::Unreadable)?;
        }
        let Some(steps) = self.steps(&uri, direct, at) else {
            return Err(Lost::Nowhere(uri));
        };
        if file == *self.root
            && let Some((there, name)) = canonical(&steps, self.version)
        {
            return component_of(kind, there, name);
        }
        Ok(ReferenceTarget::Copy(file, steps))
    }

    /// The end of a chain of places that are only a reference to the next one. A circle ends where it starts.
    pub(super) fn end(
        &mut self,
        kind: Kind,
        section: &'static str,
        file: &Arc<str>,
        steps: &[String],
    ) -> ReferenceTarget {
        let mut way: BTreeSet<ReferencedNode> = BTreeSet::new();
        let mut here = (Arc::clone(file), steps.to_vec());
        let end = loop {
            let place = (Arc::clone(&here.0), uri::pointer(&here.1), section);
            if let Some(known) = self.ends.get(&place) {
                break known.clone();
            }
            let origin = Origin {
                file: Arc::clone(&place.0),
                pointer: place.1.clone(),
            };
            if !way.insert(place) {
                break ReferenceTarget::Copy(Arc::clone(file), steps.to_vec());
            }
            let tree = self.library.get(&here.0);
            let node = tree.and_then(|root| step_into(root, &here.1));
            let Some(next) = node.and_then(lone_reference).map(str::to_owned) else {
                break ReferenceTarget::Copy(here.0, here.1);
            };
            let at = At::new(&origin);
            match self.place(kind, &next, &at.key("$ref")) {
                Ok(ReferenceTarget::Copy(file, steps)) => here = (file, steps),
                Ok(component) => break component,
                // The mistake is reported when the walk reaches the reference.
                Err(_) => break ReferenceTarget::Copy(here.0, here.1),
            }
        };
        let known = way.into_iter().map(|place| (place, end.clone()));
        self.ends.extend(known);
        end
    }

    /// Candidates for the name of the component that is made of these places.
    fn candidates(&self, kind: Kind, places: [(&Arc<str>, &Vec<String>); 2]) -> Vec<String> {
        let names = places.into_iter().flat_map(|(file, steps)| {
            let tree = self.library.get(file);
            let node = tree.and_then(|root| step_into(root, steps));
            let node = node.unwrap_or(&Node::Null);
            naming::candidates(file, steps, node, kind == Kind::Schema)
        });
        names.collect()
    }

    /// The name of the component that is made of a place; a place becomes a component once.
    fn make(
        &mut self,
        kind: Kind,
        section: &'static str,
        file: Arc<str>,
        steps: Vec<String>,
        candidates: &[String],
    ) -> String {
        let place = (Arc::clone(&file), uri::pointer(&steps), section);
        if let Some(name) = self.made.get(&place) {
            return name.clone();
        }
        let name = self.names.choose(section, candidates);
        self.made.insert(place, name.clone());
        self.waiting.push(Waiting {
            kind,
            file,
            steps,
            section,
            name: name.clone(),
        });
        name
    }

    /// The steps to what a fragment names. It is tried as written, without percent-decoding, as a place that has another name in
    /// other versions, and as a definition inside one of the schemas around the reference.
    fn steps(
        &mut self,
        uri: &Uri,
        direct: Option<Vec<String>>,
        at: &At<'_>,
    ) -> Option<Vec<String>> {
        let root = self.library.get(&uri.file)?;
        let Some(direct) = direct else {
            let known = self.anchors.entry(uri.file.clone());
            let anchors = known.or_insert_with(|| Anchors::of(root));
            return anchors.get(&uri.fragment);
        };
        let is_root = uri.file == **self.root;
        let exists = |steps: &Vec<String>| {
            (!is_root || !steps.is_empty()) && step_into(root, steps).is_some()
        };
        let raw: Vec<String> = uri
            .fragment
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect();
        [Some(direct.clone()), Some(raw), renamed(&direct)]
            .into_iter()
            .flatten()
            .find(exists)
            .or_else(|| around(&direct, at, root))
    }
}
