//! What is said about what is inside of a value: the items of a list, the values of a map, the branches of a union. Where that
//! has no type that is documented itself, it is said about the value.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::{constraints, text, with_paragraph, with_sentence};
use crate::ir::{Place, Type, TypeKind};
use crate::lower::schema::Lowered;
use crate::lower::schema::keywords::Keywords;
use crate::lower::type_arena::TypeArena;
use crate::markdown::behind;
use crate::spec::Spec;
use crate::words::{Known, says_more};

/// How many schemas may be inside each other whose descriptions are looked for.
const MAX_DEPTH: usize = 8;

/// What is said about something inside of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) struct NestedDocs {
    /// What it is about; empty for the value itself.
    about: String,
    text: String,
}

impl NestedDocs {
    fn paragraph(&self) -> String {
        let Self { about, text } = self;
        match about.as_str() {
            "" => text.clone(),
            about => behind(&format!("{about}:"), text),
        }
    }
}

/// All that is said about a value called `name`: about the whole, its constraints, and what is inside of it.
pub(in crate::lower) fn documented(
    docs: Option<String>,
    lowered: &Lowered,
    name: &str,
) -> Option<String> {
    let docs = with_paragraph(docs, lowered.constraints.as_deref());
    with_nested(docs, &lowered.nested, name)
}

/// What is said about a value called `name`, and after it what is said about what is inside of it, as far as it is new.
fn with_nested(docs: Option<String>, nested: &[NestedDocs], name: &str) -> Option<String> {
    if nested.is_empty() {
        return docs;
    }
    let mut known = Known::default();
    known.name(name);
    known.text(docs.as_deref().unwrap_or_default());
    let new = nested.iter().filter(|it| says_more(&it.text, &known));
    new.fold(docs, |docs, it| with_paragraph(docs, Some(&it.paragraph())))
}

/// Adds to the documentation of the type of a value, if it was made for the value.
pub(in crate::lower) fn describe_type(
    types: &mut TypeArena,
    ty: &Type,
    place: &Place,
    nested: &[NestedDocs],
) {
    if let Some(def) = types.made_for(ty, place) {
        def.docs = with_nested(def.docs.take(), nested, "");
    }
}

/// What `schema` says about what is inside of its values, which are of type `ty`.
pub(in crate::lower) fn inside(
    spec: &Spec,
    types: &TypeArena,
    ty: &Type,
    schema: &Schema,
) -> Vec<NestedDocs> {
    let mut search = Search::new(spec, types);
    search.inside(ty, schema, "", 0);
    search.found
}

/// What is said about a value whose type is not documented itself.
pub(in crate::lower) fn of_value(
    spec: &Spec,
    types: &TypeArena,
    ty: &Type,
    schema: &Schema,
) -> Option<String> {
    let mut search = Search::new(spec, types);
    search.value("", ty, schema, 0);
    with_nested(None, &search.found, "")
}

/// What `additionalProperties` says about the values of the properties.
pub(in crate::lower) fn of_additional(
    spec: &Spec,
    types: &TypeArena,
    ty: &Type,
    allowed: &AdditionalProperties,
) -> Option<String> {
    let AdditionalProperties::Schema(node) = allowed else {
        return None;
    };
    let resolved = spec.schema(node, spec.root())?;
    of_value(spec, types, ty, resolved.value)
}

/// The walk through a schema and its type at once.
struct Search<'s> {
    spec: &'s Spec,
    types: &'s TypeArena,
    found: Vec<NestedDocs>,
}

impl<'s> Search<'s> {
    fn new(spec: &'s Spec, types: &'s TypeArena) -> Self {
        Self {
            spec,
            types,
            found: Vec::new(),
        }
    }

    /// Finds what is said about `about`, a value.
    fn value(&mut self, about: &str, ty: &Type, schema: &Schema, depth: usize) {
        if is_named(ty) {
            return;
        }
        let docs = text(schema.schema_data.description.as_deref());
        let docs = with_sentence(docs, constraints::of(schema).as_deref());
        self.found.extend(docs.map(|text| NestedDocs {
            about: about.to_owned(),
            text,
        }));
        self.inside(ty, schema, about, depth + 1);
    }

    /// Finds what is said about what is inside of `outer`.
    fn inside(&mut self, ty: &Type, schema: &Schema, outer: &str, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let keywords = Keywords::of(schema);
        let root = self.spec.root();
        let items = || self.spec.boxed_schema(keywords.items?, root);
        match ty {
            Type::Nullable(ty) => return self.inside(ty, schema, outer, depth),
            Type::List(item) => {
                if let Some(items) = items() {
                    self.value(&each("item", outer), item, items.value, depth);
                }
            }
            Type::Tuple(places) => {
                let items = items().map(|it| Keywords::of(it.value));
                let schemas = items.and_then(|it| it.properties).into_iter().flatten();
                for ((index, place), (_, schema)) in places.iter().enumerate().zip(schemas) {
                    if let Some(schema) = self.spec.boxed_schema(schema, root) {
                        self.value(&format!("`{index}`"), place, schema.value, depth);
                    }
                }
            }
            Type::Map(map) => {
                let keys = keywords
                    .keys
                    .and_then(|it| self.spec.boxed_schema(it, root));
                if let Some(keys) = keys {
                    self.value(&each("key", outer), &map.key, keys.value, depth);
                }
                if let Some(AdditionalProperties::Schema(node)) = keywords.additional
                    && let Some(values) = self.spec.schema(node, root)
                {
                    self.value(&each("value", outer), &map.value, values.value, depth);
                }
            }
            _ => {}
        }
        self.branches(ty, &keywords, outer, depth);
    }

    /// Finds what is said about the branches of a union that have become one type. A branch that is a component is described
    /// there.
    fn branches(&mut self, ty: &Type, keywords: &Keywords<'_>, outer: &str, depth: usize) {
        if self.is_documented_by_branch(ty) {
            return;
        }
        let branches = keywords.one_of.iter().chain(keywords.any_of);
        let is_value = |branch: &&ReferenceOr<Schema>| match branch {
            ReferenceOr::Item(schema) => !Keywords::of(schema).allow_only_null(),
            ReferenceOr::Reference { .. } => true,
        };
        let branches: Vec<_> = branches.filter(is_value).collect();
        if let [ReferenceOr::Item(only)] = branches.as_slice() {
            self.value(outer, ty, only, depth);
            return;
        }
        let branches = branches.into_iter().filter_map(ReferenceOr::as_item);
        let texts = branches.filter_map(|it| text(it.schema_data.description.as_deref()));
        self.found.extend(texts.enumerate().map(|(index, text)| {
            let about = if index == 0 { "Either" } else { "Or" }.to_owned();
            NestedDocs { about, text }
        }));
    }

    /// Whether a type is an enum of branches, each of which has documentation of its own, or is not known yet.
    fn is_documented_by_branch(&self, ty: &Type) -> bool {
        if !matches!(ty, Type::Named(_)) {
            return false;
        }
        match self.types.kind(ty) {
            Some(TypeKind::Union(_)) | None => true,
            Some(
                TypeKind::Struct(_)
                | TypeKind::TextEnum(_)
                | TypeKind::ScalarEnum(_)
                | TypeKind::Answer(_),
            ) => false,
        }
    }
}

fn is_named(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_named(inner),
        ty => matches!(ty, Type::Named(_)),
    }
}

fn each(what: &str, outer: &str) -> String {
    match outer.strip_prefix("Each") {
        Some(outer) => format!("Each {what} of each{outer}"),
        None => format!("Each {what}"),
    }
}
