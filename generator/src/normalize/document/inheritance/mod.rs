//! Inheritance: base schemas with a discriminator, which other schemas have as a member of their `allOf`
//! (`OpenAPI 3.0.4, 4.8.25`).
//!
//! In an `allOf`, a base is the properties that its children share. Anywhere else it is a value of any of its children. So it is
//! split into two schemas: a union under its name, and its properties under another name. A value with an unknown tag is read as
//! the latter.

mod lift;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::object_tree::{Kind, Then, Visit, walk};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// The extension of a discriminator that names the schema of values with any other tag.
pub(crate) const FALLBACK: &str = "x-codegen-fallback";

/// The extension by which a child itself names its tag.
const TAG: &str = "x-ms-discriminator-value";

const SCHEMAS: &str = "#/components/schemas/";

/// How many children a base may have. One with more does not become a union.
const MAX_CHILDREN: usize = 256;

/// Keywords by which a schema is a union or an enum already.
const OTHER: [&str; 3] = ["oneOf", "anyOf", "enum"];

/// Splits each base in two.
pub(super) fn unions(root: &mut Node, at: &At<'_>) {
    if let Some(schemas) = schemas_mut(root) {
        lift::discriminators(schemas, &at.key("components").key("schemas"));
    }
    let Some(schemas) = schemas(root) else {
        return;
    };
    let mut bases = bases(schemas);
    if bases.is_empty() {
        return;
    }
    let mut uses = Uses {
        components: places::of_components(root, at),
        ..Uses::default()
    };
    for (_, schema) in schemas.entries() {
        uses.parts(schema.as_mapping().filter(|it| is_child(it)), 1);
    }
    walk(Kind::Description, root, at, &mut uses);
    bases.retain(|base| uses.times.get(&base.name).is_some_and(|count| *count > 0));
    let mut split = Split(BTreeMap::new());
    let mut given: BTreeSet<String> = BTreeSet::new();
    let Some(schemas) = schemas_mut(root) else {
        return;
    };
    for base in &bases {
        let numbered = (2..).map(|number| format!("{}Base{number}", base.name));
        let mut names = std::iter::once(format!("{}Base", base.name)).chain(numbered);
        let free = names.find(|name| !schemas.contains(name) && given.insert(name.clone()));
        split.0.extend(free.map(|free| (base.name.clone(), free)));
    }
    for (_, schema) in schemas.entries_mut() {
        if let Some(schema) = schema.as_mapping_mut().filter(|it| is_child(it)) {
            split.parts(schema);
        }
    }
    walk(Kind::Description, root, at, &mut split);
    let (at, Some(schemas)) = (at.key("components"), schemas_mut(root)) else {
        return;
    };
    let at = at.key("schemas");
    for base in bases {
        split.base(base, schemas, &at);
    }
}

/// A base schema.
struct Base {
    name: String,
    /// Its direct and indirect children, in the order of the description.
    children: Vec<String>,
}

fn schemas(root: &Node) -> Option<&Mapping> {
    root.get("components")?.get("schemas")?.as_mapping()
}

fn schemas_mut(root: &mut Node) -> Option<&mut Mapping> {
    let components = root.as_mapping_mut()?.get_mut("components")?;
    components
        .as_mapping_mut()?
        .get_mut("schemas")?
        .as_mapping_mut()
}

fn bases(schemas: &Mapping) -> Vec<Base> {
    let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut position: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, (name, schema)) in schemas.entries().iter().enumerate() {
        position.insert(name, index);
        let schema = schema.as_mapping().filter(|it| is_child(it));
        for part in schema.into_iter().flat_map(parts) {
            children.entry(part).or_default().push(name);
        }
    }
    let base = |(name, schema): &(String, Node)| {
        let schema = schema.as_mapping()?;
        let tag = schema.get("discriminator")?.get("propertyName")?;
        if tag.as_str().is_none() || OTHER.iter().any(|key| schema.contains(key)) {
            return None;
        }
        let mut found: BTreeSet<(usize, &str)> = BTreeSet::new();
        let mut open: Vec<&str> = vec![name];
        while found.len() <= MAX_CHILDREN
            && let Some(next) = open.pop()
        {
            for child in children.get(next).into_iter().flatten() {
                let index = position.get(child).copied().unwrap_or_default();
                if found.insert((index, child)) {
                    open.push(child);
                }
            }
        }
        // A circle is reported elsewhere.
        let is_circle = found.iter().any(|(_, child)| child == name);
        let is_base = !found.is_empty() && !is_circle && found.len() <= MAX_CHILDREN;
        is_base.then(|| Base {
            name: name.clone(),
            children: found.iter().map(|(_, child)| (*child).to_owned()).collect(),
        })
    };
    schemas.entries().iter().filter_map(base).collect()
}

/// Whether a component is a child of the members of its `allOf`. One that only adds `null` is an alias.
fn is_child(schema: &Mapping) -> bool {
    schema.contains("allOf") && !(schema.len() == 2 && schema.contains("nullable"))
}

/// Whether an inline schema is a child of the members of its `allOf`: it has more than a reference and annotations.
fn adds_more(schema: &Mapping) -> bool {
    let parts = schema.get("allOf").and_then(Node::as_list);
    let several = parts.is_some_and(|parts| parts.len() > 1);
    parts.is_some() && (several || schema.contains("properties"))
}

/// The components that are members of a schema's `allOf`.
fn parts(schema: &Mapping) -> impl Iterator<Item = String> {
    let parts = schema.get("allOf").and_then(Node::as_list);
    let parts = parts.unwrap_or_default().iter();
    parts.filter_map(|part| component(part.get("$ref")?.as_str()?))
}

/// The name of the component that a reference leads to.
fn component(reference: &str) -> Option<String> {
    let name = reference.strip_prefix(SCHEMAS)?;
    let name = crate::normalize::percent_decoded(name);
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}

fn reference(name: &str) -> Node {
    let name = name.replace('~', "~0").replace('/', "~1");
    Node::text(format!("{SCHEMAS}{name}"))
}

/// How often each component is referred to, other than by its children.
#[derive(Default)]
struct Uses {
    times: BTreeMap<String, i64>,
    /// Where the components stand.
    components: BTreeSet<Origin>,
}

impl Uses {
    /// Takes the members of a schema's `allOf` out of the count.
    fn parts(&mut self, schema: Option<&Mapping>, times: i64) {
        for part in schema.into_iter().flat_map(parts) {
            *self.times.entry(part).or_default() -= times;
        }
    }
}

impl Visit for Uses {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        if let (Kind::Schema, Some(schema)) = (kind, node.as_mapping()) {
            if let Some(name) = schema.text("$ref").and_then(component) {
                *self.times.entry(name).or_default() += 1;
            } else if adds_more(schema) && !self.components.contains(&at.origin()) {
                self.parts(Some(schema), 1);
            }
        }
        Then::Enter
    }
}

/// The schemas that are split, each with the name of the schema that gets its properties.
struct Split(BTreeMap<String, String>);

impl Split {
    /// Makes a child refer to the schema of the properties.
    fn parts(&self, schema: &mut Mapping) {
        let Some(Node::Sequence(parts)) = schema.get_mut("allOf") else {
            return;
        };
        for part in parts.iter_mut().filter_map(Node::as_mapping_mut) {
            let name = part.text("$ref").and_then(component);
            if let Some(moved) = name.and_then(|name| self.0.get(&name)) {
                part.insert("$ref", reference(moved));
            }
        }
    }

    /// Replaces a base by a union, and adds the schema of its properties.
    fn base(&self, base: Base, schemas: &mut Mapping, at: &At<'_>) {
        let Base { name, children } = base;
        let at = at.key(&name);
        let Some(moved) = self.0.get(&name) else {
            return;
        };
        let Some(Node::Mapping(mut own)) = schemas.get(&name).cloned() else {
            return;
        };
        own.set_stamp(&at);
        let stamp = own.stamp().cloned();
        let at = stamp.as_deref().map_or(at, At::new);
        let mut union = Mapping::made(&at, []);
        for key in [
            "title",
            "description",
            "deprecated",
            "nullable",
            "externalDocs",
        ] {
            if let Some(value) = own.get(key) {
                union.insert(key, value.clone());
            }
        }
        own.remove("nullable");
        let discriminator = own.remove("discriminator");
        let branches = children
            .iter()
            .map(|child| self.0.get(child).unwrap_or(child));
        let branches = branches
            .chain([moved])
            .map(|name| Node::Mapping(Mapping::made(&at, [("$ref", reference(name))])));
        union.insert("oneOf", Node::Sequence(branches.collect()));
        if let Some(Node::Mapping(mut discriminator)) = discriminator {
            let tags = self.tags(&discriminator, &name, &children, schemas);
            let mapping = tags.into_iter().map(|(tag, name)| (tag, reference(&name)));
            let mut made = Mapping::new(mapping.collect());
            made.set_stamp(&at.key("discriminator"));
            discriminator.insert("mapping", Node::Mapping(made));
            discriminator.insert(FALLBACK, Node::text(moved.clone()));
            union.insert("discriminator", Node::Mapping(discriminator));
        }
        schemas.insert(name, Node::Mapping(union));
        schemas.insert(moved.clone(), Node::Mapping(own));
    }

    /// The tags that are not the names of their schemas.
    fn tags(
        &self,
        discriminator: &Mapping,
        base: &str,
        children: &[String],
        schemas: &Mapping,
    ) -> Vec<(String, String)> {
        let mut tags = Vec::new();
        let given = discriminator.get("mapping").and_then(Node::as_mapping);
        for (tag, target) in given.map(Mapping::entries).unwrap_or_default() {
            let target = target.as_str().unwrap_or_default();
            let name = component(target).unwrap_or_else(|| target.to_owned());
            if name != base && children.contains(&name) {
                let name = self.0.get(&name).cloned().unwrap_or(name);
                tags.push((tag.clone(), name));
            }
        }
        for child in children {
            let name = self.0.get(child).unwrap_or(child);
            if tags.iter().any(|(_, it)| it == name) {
                continue;
            }
            let own = schemas.get(child).and_then(Node::as_mapping);
            let own = own.and_then(|it| it.text(TAG));
            let is_moved = (name != child).then_some(child.as_str());
            if let Some(tag) = own.or(is_moved) {
                tags.push((tag.to_owned(), name.clone()));
            }
        }
        tags
    }
}

impl Visit for Split {
    fn visit(&mut self, kind: Kind, node: &mut Node, _: &At<'_>) -> Then {
        if let (Kind::Schema, Some(schema)) = (kind, node.as_mapping_mut())
            && adds_more(schema)
        {
            self.parts(schema);
        }
        Then::Enter
    }
}
