//! References: bundles a description into one document whose references all lead to components (`OpenAPI 3.0.4, 4.8.23`;
//! `3.1.1, 4.6`).
//!
//! In come all files of a description; out goes one document. [`find`] resolves a reference with [`mod@uri`], [`pointers`] and
//! [`identifiers`]; [`unresolved`] reports one that leads to nothing. The target of a `$ref` is a component already, or it
//! becomes one: under the name of a component that is only a reference to it ([`own_names`]), or under a name made from its
//! place ([`naming`]). A place that is only a reference is followed to its end. [`parts`] and [`copies`] copy what is no
//! component in `OpenAPI` 3.0, such as path items and media types. A schema that has become a component is replaced by a
//! reference to it ([`share`]), so that it exists once.
//!
//! Values under `example`, `default`, `enum` and `const` and those of `examples` are data: a `$ref` in there is not followed.

mod circles;
mod copies;
mod examples;
mod find;
mod identifiers;
mod meant;
mod naming;
mod own_names;
mod parts;
mod pointers;
mod share;
mod unresolved;
mod uri;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::find::ReferenceTarget;
use self::identifiers::{Anchors, Identifiers};
use self::naming::ComponentNames;
use super::LeftOut;
use super::Version;
use super::object_tree::{Kind, Then, Visit, walk};
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Document, Library, Mapping, Node};

pub(super) use pointers::component;
pub(super) use uri::join;
pub(crate) use uri::percent_decoded;

/// The section of `components` that holds examples.
const EXAMPLES: &str = "examples";

/// The section of `components` that holds objects of a kind.
fn section(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Response => "responses",
        Kind::Parameter => "parameters",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        _ => return None,
    })
}

/// Brings everything that `root` refers to into one document. References that lead to nothing are reported.
pub(super) fn bundle(
    library: &mut Library<'_>,
    root: &Arc<str>,
    version: Version,
    files: &BTreeMap<String, String>,
    left_out: &mut LeftOut,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let parts = parts::bring(library, root, files, diagnostics);
    let tree = library.get(root)?;
    let names = component_names(tree, version);
    let identifiers = Identifiers::of(tree);
    // What was brought from another place may lead back by names that mean something else there.
    let is_referred_to =
        !parts.is_empty() || find::leads_inside(Kind::Description, tree, (&names, version));
    let mut document = library.take(root, is_referred_to)?;
    let origin = Origin::root(Arc::clone(root));
    let mut bundle = Bundle {
        library,
        root,
        version,
        files,
        left_out,
        diagnostics,
        names,
        identifiers,
        made: BTreeMap::new(),
        ends: BTreeMap::new(),
        anchors: BTreeMap::new(),
        waiting: Vec::new(),
        inside: Vec::new(),
        called_back: 0,
        left_to_compare: unresolved::MAX_COMPARED,
    };
    bundle.meet_parts(&document.root, &parts);
    bundle.own_names(&document.root, &At::new(&origin));
    walk(
        Kind::Description,
        &mut document.root,
        &At::new(&origin),
        &mut bundle,
    );
    let mut components = bundle.components();
    let made = std::mem::take(&mut bundle.made);
    share::share(&made, &mut document.root, &mut components, &origin);
    add(components, &mut document.root, version, &At::new(&origin));
    circles::refuse(&document.root, version, &At::new(&origin), diagnostics);
    Some(document)
}

/// The names of the components in the description.
fn component_names(root: &Node, version: Version) -> ComponentNames {
    let mut names = ComponentNames::default();
    let mut add = |section: &'static str, node: Option<&Node>| {
        for key in node
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(Mapping::keys)
        {
            names.add(section, key);
        }
    };
    for section in pointers::SECTIONS.into_iter().chain([EXAMPLES]) {
        add(
            section,
            root.get("components").and_then(|it| it.get(section)),
        );
    }
    if version == Version::V2_0 {
        add("schemas", root.get("definitions"));
        add("parameters", root.get("parameters"));
        add("responses", root.get("responses"));
        add("securitySchemes", root.get("securityDefinitions"));
    }
    names
}

/// A file, a pointer, and the section of the components that it is read as.
type ReferencedNode = (Arc<str>, String, &'static str);

/// Something that becomes a component.
struct Waiting {
    kind: Kind,
    file: Arc<str>,
    steps: Vec<String>,
    section: &'static str,
    name: String,
}

struct Bundle<'a, 'l> {
    library: &'a mut Library<'l>,
    root: &'a Arc<str>,
    version: Version,
    files: &'a BTreeMap<String, String>,
    left_out: &'a mut LeftOut,
    diagnostics: &'a mut Diagnostics,
    names: ComponentNames,
    identifiers: Identifiers,
    /// The names of the places that have become components.
    made: BTreeMap<ReferencedNode, String>,
    /// The ends of chains of references, for each place on the chain.
    ends: BTreeMap<ReferencedNode, ReferenceTarget>,
    /// The anchors of files, as far as they were needed.
    anchors: BTreeMap<String, Anchors>,
    waiting: Vec<Waiting>,
    /// The places that are being copied right now.
    inside: Vec<copies::Inside>,
    /// How many callbacks of callbacks have been copied.
    called_back: usize,
    /// How many letters may still be compared to find suggestions.
    left_to_compare: usize,
}

impl Visit for Bundle<'_, '_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        if !self.left_out.is_idle() {
            let place = self.diagnostics.written(&at.origin());
            for key in node.as_mapping().into_iter().flat_map(Mapping::keys) {
                let field = self.diagnostics.written(&at.key(key).origin());
                if field.file != *self.root {
                    self.left_out.field(field, &place);
                }
            }
            if let Some(then) = self.left_out.meet(kind, node, place) {
                return then;
            }
        }
        if kind == Kind::Server {
            return Then::Pass;
        }
        let Node::Mapping(mapping) = node else {
            return Then::Enter;
        };
        match kind {
            Kind::Schema => self.discriminator(mapping, at),
            Kind::Components | Kind::MediaType | Kind::Parameter | Kind::Header => {
                self.examples(mapping, at);
            }
            _ => {}
        }
        let Some(reference) = mapping.text("$ref").map(str::to_owned) else {
            return Then::Enter;
        };
        if kind == Kind::Response && self.response_of(mapping, &reference, at) {
            return Then::Enter;
        }
        match self.find(kind, &reference, &at.key("$ref")) {
            Some(ReferenceTarget::Component(section, name)) => {
                mapping.insert("$ref", Node::String(uri::to_component(section, &name)));
                Then::Enter
            }
            Some(ReferenceTarget::Copy(file, steps)) => self.copy(kind, mapping, &file, &steps, at),
            None if kind == Kind::Schema => {
                mapping.remove("$ref");
                Then::Enter
            }
            None => Then::Remove,
        }
    }
}

impl Bundle<'_, '_> {
    /// The new components, and those that they refer to in turn.
    fn components(&mut self) -> Vec<(Waiting, Node)> {
        let mut components = Vec::new();
        while !self.waiting.is_empty() {
            for waiting in std::mem::take(&mut self.waiting) {
                let origin = Origin {
                    file: Arc::clone(&waiting.file),
                    pointer: uri::pointer(&waiting.steps),
                };
                let found = self.copy_of(&waiting.file, &waiting.steps, &origin);
                let Some(mut node) = found else {
                    continue;
                };
                if let Node::Mapping(mapping) = &mut node {
                    mapping.set_stamp(&At::new(&origin));
                }
                if !walk(waiting.kind, &mut node, &At::new(&origin), self) {
                    // It was reported and taken out, and references to it are taken out as well.
                    node = Node::Null;
                }
                components.push((waiting, node));
            }
        }
        components
    }

    /// Resolves the references in the mapping of a discriminator, which may also be names of components.
    fn discriminator(&mut self, schema: &mut Mapping, at: &At<'_>) {
        let discriminator = schema
            .get_mut("discriminator")
            .and_then(Node::as_mapping_mut);
        let Some(discriminator) = discriminator else {
            return;
        };
        let at = at.key("discriminator");
        if let Some(Node::String(fallback)) = discriminator.get("defaultMapping") {
            match self.target(&fallback.clone(), &at.key("defaultMapping")) {
                Some(target) => discriminator.insert("defaultMapping", Node::String(target)),
                None => drop(discriminator.remove("defaultMapping")),
            }
        }
        let Some(Node::Mapping(targets)) = discriminator.get_mut("mapping") else {
            return;
        };
        let at = at.key("mapping");
        targets.entries_mut().retain_mut(|(key, target)| {
            let Node::String(text) = target else {
                return true;
            };
            let found = self.target(&text.clone(), &at.key(key));
            found.map(|found| *target = Node::String(found)).is_some()
        });
    }
}

fn add(components: Vec<(Waiting, Node)>, root: &mut Node, version: Version, at: &At<'_>) {
    let Node::Mapping(root) = root else {
        return;
    };
    for (waiting, node) in components {
        let Some(node) = own_names::replaced(root, version, &waiting, node) else {
            continue;
        };
        if let Some(all) = root.mapping_at("components", at)
            && let Some(section) = all.mapping_at(waiting.section, at)
        {
            section.insert(waiting.name, node);
        }
    }
}
