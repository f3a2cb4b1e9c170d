//! Components that are only a reference to a place that is no component: the place becomes the component, under that name.

use std::sync::Arc;

use super::find::ReferenceTarget;
use super::pointers::worded_reference;
use super::{Bundle, Waiting, uri};
use crate::normalize::Version;
use crate::normalize::object_tree::Kind;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// A section of components: the kind of its objects, and its name in `OpenAPI` 3 and 2.0.
struct ComponentSection {
    kind: Kind,
    section: &'static str,
    before: Option<&'static str>,
}

const SECTIONS: [ComponentSection; 6] = [
    home(Kind::Schema, "schemas", Some("definitions")),
    home(Kind::Response, "responses", Some("responses")),
    home(Kind::Parameter, "parameters", Some("parameters")),
    home(Kind::RequestBody, "requestBodies", None),
    home(Kind::Header, "headers", None),
    home(
        Kind::SecurityScheme,
        "securitySchemes",
        Some("securityDefinitions"),
    ),
];

const fn home(kind: Kind, section: &'static str, before: Option<&'static str>) -> ComponentSection {
    ComponentSection {
        kind,
        section,
        before,
    }
}

impl Bundle<'_, '_> {
    /// Gives places the names of the components that refer to them. Of several components, the one with the name of the place
    /// decides, or else the first.
    pub(super) fn own_names(&mut self, root: &Node, at: &At<'_>) {
        let outer = root.get("components");
        let stamp = outer.and_then(|it| it.as_mapping()?.stamp()).cloned();
        let components = stamp.as_deref().map_or(at.key("components"), At::new);
        for home in &SECTIONS {
            let before = home.before;
            let before = before.filter(|_| self.version == Version::V2_0);
            if let Some(section) = before {
                self.name_targets(home, root.get(section), &at.key(section));
            }
            let section = outer.and_then(|it| it.get(home.section));
            self.name_targets(home, section, &components.key(home.section));
        }
    }

    fn name_targets(&mut self, home: &ComponentSection, section: Option<&Node>, at: &At<'_>) {
        let section = section.and_then(Node::as_mapping);
        let stamp = section.and_then(|it| it.stamp().cloned());
        let at = &stamp.as_deref().map_or(*at, At::new);
        let mut others = Vec::new();
        for (name, node) in section.into_iter().flat_map(Mapping::entries) {
            let Some(reference) = worded_reference(node) else {
                continue;
            };
            let at = at.key(name);
            // A mistake is reported when the walk reaches the reference.
            let Ok(ReferenceTarget::Copy(file, steps)) =
                self.place(home.kind, reference, &at.key("$ref"))
            else {
                continue;
            };
            let ReferenceTarget::Copy(file, steps) =
                self.end(home.kind, home.section, &file, &steps)
            else {
                continue;
            };
            if steps.last() == Some(name) {
                self.name_target(home, name, file, steps);
            } else {
                others.push((name, file, steps));
            }
        }
        for (name, file, steps) in others {
            self.name_target(home, name, file, steps);
        }
    }

    fn name_target(
        &mut self,
        home: &ComponentSection,
        name: &str,
        file: Arc<str>,
        steps: Vec<String>,
    ) {
        let place = (Arc::clone(&file), uri::pointer(&steps), home.section);
        if self.made.contains_key(&place) {
            return;
        }
        self.made.insert(place, name.to_owned());
        self.waiting.push(Waiting {
            kind: home.kind,
            file,
            steps,
            section: home.section,
            name: name.to_owned(),
        });
    }
}

/// Replaces a component that is a reference by its target, but for a description of its own. Returns the target where the
/// description has no such component.
pub(super) fn replaced(
    root: &mut Mapping,
    version: Version,
    waiting: &Waiting,
    mut node: Node,
) -> Option<Node> {
    let home = SECTIONS.iter().find(|it| it.section == waiting.section);
    let before = home.and_then(|it| it.before);
    let before = before.filter(|_| version == Version::V2_0);
    let is_before = |root: &Mapping| {
        let section = before.and_then(|it| root.get(it)?.as_mapping());
        section.is_some_and(|it| it.contains(&waiting.name))
    };
    let section = if is_before(root) {
        root.get_mut(before.unwrap_or_default())
    } else {
        let components = root.get_mut("components").and_then(Node::as_mapping_mut);
        components.and_then(|it| it.get_mut(waiting.section))
    };
    let there = section.and_then(Node::as_mapping_mut);
    let Some(there) = there.and_then(|it| it.get_mut(&waiting.name)) else {
        return Some(node);
    };
    let words = there.as_mapping().into_iter().flat_map(Mapping::entries);
    for (key, value) in words.filter(|(key, _)| key != "$ref") {
        if let Node::Mapping(mapping) = &mut node
            && (key == "description" || mapping.contains(key))
        {
            mapping.insert(key, value.clone());
        }
    }
    *there = node;
    None
}
