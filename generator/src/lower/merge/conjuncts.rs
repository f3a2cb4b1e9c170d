//! What a schema consists of: itself and the parts of its `allOf`, and theirs, side by side.

use std::collections::BTreeSet;
use std::rc::Rc;

use openapiv3::{ReferenceOr, Schema, SchemaKind};
use serde_json::Value;

use crate::ir::{JsonKind, Place, Step};
use crate::lower::schema::keywords::Keywords;
use crate::normalize::PLACES;
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// A schema at its place, or a part of one.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Subschema<'a> {
    pub(in crate::lower) schema: &'a Schema,
    /// Where it stands.
    pub(in crate::lower) at: Origin,
    /// Its name, if it is a component.
    pub(in crate::lower) component: Option<String>,
    /// What its type is named after, where that does not depend on who asks.
    pub(in crate::lower) home: Option<Rc<Place>>,
    pub(in crate::lower) without: Without,
}

/// What of a schema is looked at elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Without {
    Nothing,
    AllOf,
    Combinators,
}

impl<'a> Subschema<'a> {
    /// What a reference leads to.
    pub(in crate::lower) fn of(resolved: Resolved<'a, Schema>) -> Self {
        let home = resolved.component.as_deref();
        let home = home.map(|name| Rc::new(Place::component(name)));
        Self {
            schema: resolved.value,
            at: resolved.origin,
            component: resolved.component,
            home,
            without: Without::Nothing,
        }
    }

    /// The same without what `without` says.
    pub(in crate::lower) fn without(&self, without: Without) -> Self {
        Self {
            without: self.without.max(without),
            ..self.clone()
        }
    }

    /// The keywords that count.
    pub(in crate::lower) fn keywords(&self) -> Keywords<'a> {
        let mut keywords = Keywords::of(self.schema);
        if self.without >= Without::AllOf {
            keywords.all_of = &[];
        }
        if self.without >= Without::Combinators {
            keywords.one_of = &[];
            keywords.any_of = &[];
        }
        keywords
    }

    /// The same, with a name for its type where it has none of its own.
    pub(in crate::lower) fn at_home(mut self, home: Option<&Rc<Place>>) -> Self {
        if self.home.is_none() {
            self.home = home.cloned();
        }
        self
    }

    /// The same, as it is found one step into a part.
    pub(in crate::lower) fn inside(self, part: &Conjunct<'_>, step: impl Fn() -> Step) -> Self {
        match &part.node.home {
            Some(home) if self.home.is_none() => {
                let home = Rc::new(home.then(step()));
                self.at_home(Some(&home))
            }
            _ => self,
        }
    }

    /// What tells this node from all others.
    pub(in crate::lower) fn key(&self) -> (Origin, Without) {
        (self.at.clone(), self.without)
    }
}

/// A schema without its `allOf`.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Conjunct<'a> {
    pub(in crate::lower) node: Subschema<'a>,
    pub(in crate::lower) keywords: Keywords<'a>,
    /// Whether it, or a schema that it is a part of, says that the value may be `null`.
    pub(in crate::lower) nullable: bool,
}

impl Conjunct<'_> {
    /// Whether it says anything about the type of a value that is not `null`.
    pub(in crate::lower) fn tells(&self) -> bool {
        says_something(&self.keywords) && !only_null(&self.keywords)
    }

    /// Whether it is an array with a schema for each place.
    pub(in crate::lower) fn is_tuple(&self) -> bool {
        let has_places = self.keywords.data.extensions.contains_key(PLACES);
        has_places && self.keywords.items.is_some()
    }

    /// The JSON type of its values; `None` where it can be several.
    pub(in crate::lower) fn kind(&self) -> Option<JsonKind> {
        kind(&self.keywords)
    }
}

/// How deep parts may be nested. Deeper ones have been reported.
const MAX_DEPTH: usize = 130;

/// The parts of some schemas: those of an `allOf` before the schema that has it, and each component once.
pub(in crate::lower) fn parts<'a>(spec: &'a Spec, nodes: &[Subschema<'a>]) -> Vec<Conjunct<'a>> {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    let mut open: Vec<(Subschema<'a>, bool, usize)> = Vec::new();
    open.extend(nodes.iter().rev().map(|node| (node.clone(), false, 0)));
    while let Some((node, nullable, depth)) = open.pop() {
        if let (Some(name), Without::Nothing) = (&node.component, node.without)
            && !seen.insert(name.clone())
        {
            continue;
        }
        let keywords = node.keywords();
        let nullable = nullable || keywords.data.nullable;
        let inner = keywords.all_of;
        if inner.is_empty() || depth >= MAX_DEPTH {
            let node = node.without(Without::AllOf);
            let keywords = node.keywords();
            parts.push(Conjunct {
                node,
                keywords,
                nullable,
            });
            continue;
        }
        open.push((node.without(Without::AllOf), nullable, depth));
        let at = node.at.key("allOf");
        let inner = inner.iter().enumerate().rev();
        let inner = inner.filter(|(_, it)| !component(it).is_some_and(|it| seen.contains(it)));
        let inner =
            inner.filter_map(|(index, it)| Some(Subschema::of(spec.schema(it, &at.index(index))?)));
        open.extend(inner.map(|it| (it.at_home(node.home.as_ref()), nullable, depth + 1)));
    }
    parts
}

/// The name of the component that a schema is a reference to, unless it is escaped there.
fn component(node: &ReferenceOr<Schema>) -> Option<&str> {
    match node {
        ReferenceOr::Reference { reference } => reference.strip_prefix("#/components/schemas/"),
        ReferenceOr::Item(_) => None,
    }
}

/// How many schemas are listed as parts by these and by what they consist of: as many as finding them takes.
pub(in crate::lower) fn listed(parts: &[Conjunct<'_>]) -> usize {
    let lists = parts
        .iter()
        .map(|part| match &part.node.schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of.len(),
            SchemaKind::Any(any) => any.all_of.len(),
            _ => 0,
        });
    lists.sum()
}

/// The schemas of a list.
pub(in crate::lower) fn nodes<'a>(
    spec: &'a Spec,
    list: &'a [ReferenceOr<Schema>],
    at: &Origin,
) -> Vec<Subschema<'a>> {
    let node = |(index, node)| Some(Subschema::of(spec.schema(node, &at.index(index))?));
    list.iter().enumerate().filter_map(node).collect()
}

/// Whether a schema says anything about the type of its values.
pub(in crate::lower) fn says_something(keywords: &Keywords<'_>) -> bool {
    keywords.typ.is_some()
        || keywords.format.is_some()
        || keywords.has_properties()
        || keywords.additional.is_some()
        || keywords.items.is_some()
        || !keywords.required.is_empty()
        || !keywords.values.is_empty()
        || !keywords.one_of.is_empty()
        || !keywords.any_of.is_empty()
        || !keywords.all_of.is_empty()
}

/// Whether a schema allows `null` and nothing else.
pub(in crate::lower) fn only_null(keywords: &Keywords<'_>) -> bool {
    !keywords.values.is_empty() && keywords.values.iter().all(Value::is_null)
}

/// Whether a schema says no more than which JSON type its values have.
pub(in crate::lower) fn is_bare(keywords: &Keywords<'_>) -> bool {
    keywords.format.is_none()
        && !keywords.has_properties()
        && matches!(
            keywords.additional,
            None | Some(openapiv3::AdditionalProperties::Any(_))
        )
        && keywords.items.is_none()
        && keywords.required.is_empty()
        && keywords.values.is_empty()
        && keywords.one_of.is_empty()
        && keywords.any_of.is_empty()
        && keywords.all_of.is_empty()
}

fn kind(keywords: &Keywords<'_>) -> Option<JsonKind> {
    let same = |is: fn(&Value) -> bool| {
        let mut values = keywords.values.iter();
        !keywords.values.is_empty() && values.all(|value| is(value) || value.is_null())
    };
    match keywords.typ {
        Some("boolean") => Some(JsonKind::Bool),
        Some("integer") => Some(JsonKind::Integer),
        Some("number") => Some(JsonKind::Number),
        Some("string") => Some(JsonKind::String),
        Some("array") => Some(JsonKind::Array),
        Some("object") => Some(JsonKind::Object),
        _ if keywords.has_properties()
            || keywords.additional.is_some()
            || !keywords.required.is_empty() =>
        {
            Some(JsonKind::Object)
        }
        _ if keywords.items.is_some() => Some(JsonKind::Array),
        _ if only_null(keywords) => None,
        _ if same(Value::is_string) => Some(JsonKind::String),
        _ if same(Value::is_boolean) => Some(JsonKind::Bool),
        _ if same(|value| value.is_i64() || value.is_u64()) => Some(JsonKind::Integer),
        _ if same(Value::is_number) => Some(JsonKind::Number),
        _ => None,
    }
}

/// What the parts of a value say about its JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum JsonTypes {
    /// It can be several.
    Any,
    One(JsonKind),
    /// There is none that all allow.
    None,
}

impl JsonTypes {
    /// The types that both allow. Whole numbers are numbers.
    pub(in crate::lower) fn and(self, other: Self) -> Self {
        use JsonKind::{Integer, Number};
        match (self, other) {
            (Self::Any, other) | (other, Self::Any) => other,
            (Self::One(one), Self::One(other)) if one == other => self,
            (Self::One(Integer), Self::One(Number)) | (Self::One(Number), Self::One(Integer)) => {
                Self::One(Integer)
            }
            _ => Self::None,
        }
    }
}

/// The JSON types that all parts allow.
pub(in crate::lower) fn kinds(parts: &[Conjunct<'_>]) -> JsonTypes {
    let telling = parts.iter().filter(|part| part.tells());
    let kinds = telling.map(|part| part.kind().map_or(JsonTypes::Any, JsonTypes::One));
    kinds.fold(JsonTypes::Any, JsonTypes::and)
}
