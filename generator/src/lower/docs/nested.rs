//! Words about what is inside of a value: the items of a list, the values of a map, alternatives. Where that has no type of
//! its own, the words are those of the value.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::ir::{Place, Type, TypeKind};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::docs::constraints as limits;
use crate::lower::merge::conjuncts::only_null;
use crate::lower::schema::Lowered;
use crate::lower::schema::keywords::Keywords;
use crate::words::{Known, says_more};

/// How many schemas may be inside each other whose words are looked for.
const MAX_DEPTH: usize = 8;

/// Words about something inside of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) struct NestedDocs {
    /// What they are about; nothing for the value itself.
    what: String,
    words: String,
}

impl NestedDocs {
    /// The words, and what they are about.
    fn paragraph(&self) -> String {
        let Self { what, words } = self;
        match what.as_str() {
            "" => words.clone(),
            what => format!("{what}: {words}"),
        }
    }
}

/// All that is said about a value called `name`: the words about the whole, its limits, and what else there is to know.
pub(in crate::lower) fn documented(
    docs: Option<String>,
    lowered: &Lowered,
    name: &str,
) -> Option<String> {
    let docs = limits::after(docs, lowered.limits.as_deref());
    with_inner(docs, &lowered.inner, name)
}

/// The words about a value called `name`, and after them those about what is inside of it, as far as they are new.
pub(in crate::lower) fn with_inner(
    docs: Option<String>,
    inner: &[NestedDocs],
    name: &str,
) -> Option<String> {
    let mut known = Known::default();
    known.name(name);
    known.text(docs.as_deref().unwrap_or_default());
    let new = inner.iter().filter(|it| says_more(&it.words, &known));
    new.fold(docs, |docs, it| limits::after(docs, Some(&it.paragraph())))
}

/// Words with others behind them: as a further sentence, where they are one.
pub(in crate::lower) fn joined(words: Option<String>, more: Option<&str>) -> Option<String> {
    match (words, more) {
        (Some(words), Some(more))
            if words.ends_with('.') && !format!("{words}{more}").contains("\n\n") =>
        {
            Some(if words.contains(more) {
                words
            } else {
                format!("{words} {more}")
            })
        }
        (words, more) => limits::after(words, more),
    }
}

impl Lowering<'_> {
    /// What `schema` says about what is inside of its values, which are of type `ty`.
    pub(in crate::lower) fn inner(&self, ty: &Type, schema: &Schema) -> Vec<NestedDocs> {
        let mut found = Vec::new();
        self.find_inner(ty, schema, "", 0, &mut found);
        found
    }

    /// What is said about a value without a type of its own.
    pub(in crate::lower) fn words_of(&self, ty: &Type, schema: &Schema) -> Option<String> {
        let mut found = Vec::new();
        self.find("", ty, schema, 0, &mut found);
        with_inner(None, &found, "")
    }

    /// What the schema of further properties says about the values of them.
    pub(in crate::lower) fn words_of_rest(
        &self,
        ty: &Type,
        allowed: &AdditionalProperties,
    ) -> Option<String> {
        let AdditionalProperties::Schema(node) = allowed else {
            return None;
        };
        let resolved = self.spec.schema(node, self.spec.root())?;
        self.words_of(ty, resolved.value)
    }

    /// Adds words to the documentation of the type of a value, if it was made for it.
    pub(in crate::lower) fn describe_inner(
        &mut self,
        ty: &Type,
        place: &Place,
        inner: &[NestedDocs],
    ) {
        if let Type::Named(id) = ty
            && let Some(Some(def)) = self.types.get_mut(id.0)
            && def.place == *place
        {
            def.docs = with_inner(def.docs.take(), inner, "");
        }
    }

    fn find_inner(
        &self,
        ty: &Type,
        schema: &Schema,
        outer: &str,
        depth: usize,
        found: &mut Vec<NestedDocs>,
    ) {
        let keywords = Keywords::of(schema);
        let root = self.spec.root();
        match ty {
            _ if depth > MAX_DEPTH => {}
            Type::Nullable(ty) => self.find_inner(ty, schema, outer, depth, found),
            Type::List(item) => {
                let items = keywords
                    .items
                    .and_then(|it| self.spec.boxed_schema(it, root));
                if let Some(items) = items {
                    self.find(&each("item", outer), item, items.value, depth, found);
                }
            }
            Type::Tuple(places) => {
                let items = keywords
                    .items
                    .and_then(|it| self.spec.boxed_schema(it, root));
                let keywords = items.map(|it| Keywords::of(it.value));
                let schemas = keywords.into_iter().filter_map(|it| it.properties);
                let schemas = schemas.flat_map(|it| it.values());
                for ((index, place), schema) in places.iter().enumerate().zip(schemas) {
                    if let Some(schema) = self.spec.boxed_schema(schema, root) {
                        self.find(&format!("`{index}`"), place, schema.value, depth, found);
                    }
                }
            }
            Type::Map(value) => {
                if let Some(AdditionalProperties::Schema(node)) = keywords.additional
                    && let Some(values) = self.spec.schema(node, root)
                {
                    self.find(&each("value", outer), value, values.value, depth, found);
                }
            }
            _ => {}
        }
        if depth <= MAX_DEPTH && !matches!(ty, Type::Nullable(_)) {
            self.alternatives(ty, &keywords, outer, depth, found);
        }
    }

    /// What is said about `what` is inside of a value.
    fn find(
        &self,
        what: &str,
        ty: &Type,
        schema: &Schema,
        depth: usize,
        found: &mut Vec<NestedDocs>,
    ) {
        if has_a_name(ty) {
            return;
        }
        let words = docs::text(schema.schema_data.description.as_deref());
        let words = joined(words, limits::of(schema).as_deref());
        found.extend(words.map(|words| NestedDocs {
            what: what.to_owned(),
            words,
        }));
        self.find_inner(ty, schema, what, depth + 1, found);
    }

    /// What is said about alternatives that have become one type. One of a name is described where it stands.
    fn alternatives(
        &self,
        ty: &Type,
        keywords: &Keywords<'_>,
        outer: &str,
        depth: usize,
        found: &mut Vec<NestedDocs>,
    ) {
        if self.has_branches(ty) {
            return;
        }
        let branches = keywords.one_of.iter().chain(keywords.any_of);
        let is_value = |branch: &&ReferenceOr<Schema>| match branch {
            ReferenceOr::Item(schema) => !only_null(&Keywords::of(schema)),
            ReferenceOr::Reference { .. } => true,
        };
        let branches: Vec<_> = branches.filter(is_value).collect();
        if let [ReferenceOr::Item(only)] = branches.as_slice() {
            self.find(outer, ty, only, depth, found);
            return;
        }
        let branches = branches.into_iter().filter_map(ReferenceOr::as_item);
        let words = branches.filter_map(|it| docs::text(it.schema_data.description.as_deref()));
        found.extend(words.enumerate().map(|(index, words)| NestedDocs {
            what: if index == 0 { "Either" } else { "Or" }.to_owned(),
            words,
        }));
    }

    /// Whether the branches of a union have places of their own to be described at.
    fn has_branches(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty else {
            return false;
        };
        match self.types.get(id.0) {
            Some(Some(def)) => matches!(def.kind, TypeKind::Union(_)),
            _ => true,
        }
    }
}

fn has_a_name(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => has_a_name(inner),
        ty => matches!(ty, Type::Named(_)),
    }
}

fn each(what: &str, outer: &str) -> String {
    match outer.strip_prefix("Each") {
        Some(outer) => format!("Each {what} of each{outer}"),
        None => format!("Each {what}"),
    }
}
