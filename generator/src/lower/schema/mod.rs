//! What a schema becomes: a type of the language, a list, a map, or a type of its own.

pub(in crate::lower) mod component;
pub(in crate::lower) mod enum_extensions;
pub(in crate::lower) mod enumeration;
pub(in crate::lower) mod keywords;
pub(in crate::lower) mod object;
pub(in crate::lower) mod scalar;
pub(in crate::lower) mod tuple;

use std::rc::Rc;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use crate::ir::{Place, Step, Type};
use crate::lower::Lowering;
use crate::lower::docs::nested::NestedDocs;
use crate::lower::merge::all_of::Annotations;
use crate::lower::merge::conjuncts::{Subschema, Without, parts};
use crate::lower::schema::keywords::Keywords;
use crate::normalize::PLACES;
use crate::origin::Origin;
use crate::spec::Resolved;

/// How many lists and maps may be inside each other.
const MAX_NESTED: usize = 32;

/// What a schema became.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of the schema"
)]
pub(in crate::lower) struct Lowered {
    /// The type of a value that is not `null`.
    pub(in crate::lower) ty: Type,
    /// Whether the value may be `null`.
    pub(in crate::lower) nullable: bool,
    /// What the schema says about itself.
    pub(in crate::lower) docs: Option<String>,
    /// What it asks of the value beyond its type.
    pub(in crate::lower) limits: Option<String>,
    /// What is said about what is inside of it, as far as no type has the words.
    pub(in crate::lower) inner: Vec<NestedDocs>,
    /// What the value may look like.
    pub(in crate::lower) example: Option<crate::ir::Value>,
    /// The only value there can be.
    pub(in crate::lower) constant: Option<crate::ir::Value>,
    /// Whether the schema advises against its use.
    pub(in crate::lower) deprecated: bool,
    /// Whether the value only ever comes from the server.
    pub(in crate::lower) read_only: bool,
    /// Whether the value is only ever sent.
    pub(in crate::lower) write_only: bool,
}

impl Lowered {
    /// A value of this type, with what the schema says about itself.
    pub(in crate::lower) fn new(ty: Type, schema: &Schema) -> Self {
        let data = &schema.schema_data;
        Self {
            ty,
            nullable: data.nullable,
            docs: crate::lower::docs::of_schema(data),
            limits: crate::lower::docs::constraints::of(schema),
            inner: Vec::new(),
            example: None,
            constant: None,
            deprecated: data.deprecated,
            read_only: data.read_only,
            write_only: data.write_only,
        }
    }

    /// A value of this type, about which nothing else is said.
    pub(in crate::lower) fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            docs: None,
            limits: None,
            inner: Vec::new(),
            example: None,
            constant: None,
            deprecated: false,
            read_only: false,
            write_only: false,
        }
    }

    /// Stands for a reference that leads nowhere, and for what a client that is too large has no room for. Either has been
    /// reported, and the gate closes after it.
    fn unknown() -> Self {
        Self {
            nullable: true,
            ..Self::plain(Type::Json)
        }
    }

    /// The type of a value that may be `null` where nothing around it says so.
    pub(in crate::lower) fn into_type(self) -> Type {
        match self.ty {
            Type::Json => Type::Json,
            ty if self.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

impl<'a> Lowering<'a> {
    /// Lowers a schema that may be a reference.
    pub(in crate::lower) fn schema(
        &mut self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        place: &Place,
    ) -> Lowered {
        match node {
            ReferenceOr::Reference { .. } => match self.spec.schema(node, at) {
                Some(resolved) => self.referred(resolved, at, place),
                None => Lowered::unknown(),
            },
            ReferenceOr::Item(schema) => self.inline(schema, at, place),
        }
    }

    /// Lowers a schema that may be a reference, where the model boxes it.
    pub(in crate::lower) fn boxed_schema(
        &mut self,
        node: &'a ReferenceOr<Box<Schema>>,
        at: &Origin,
        place: &Place,
    ) -> Lowered {
        match node {
            ReferenceOr::Reference { .. } => match self.spec.boxed_schema(node, at) {
                Some(resolved) => self.referred(resolved, at, place),
                None => Lowered::unknown(),
            },
            ReferenceOr::Item(schema) => {
                let resolved = Resolved {
                    value: &**schema,
                    origin: at.clone(),
                    component: None,
                };
                self.value(vec![vec![Subschema::of(resolved)]], place)
            }
        }
    }

    /// Lowers what a reference at `at` leads to.
    fn referred(&mut self, resolved: Resolved<'a, Schema>, at: &Origin, place: &Place) -> Lowered {
        let Resolved {
            value,
            origin,
            component,
        } = resolved;
        self.chosen_at(at, value)
            .unwrap_or_else(|| self.resolved(component, value, &origin, place))
    }

    /// Lowers a schema, or a part of one.
    pub(in crate::lower) fn node(&mut self, node: &Subschema<'a>, place: &Place) -> Lowered {
        if node.without == Without::Nothing {
            return self.resolved(node.component.clone(), node.schema, &node.at, place);
        }
        let (ty, nullable) = self.decide(node, &Annotations::of(node), place);
        let mut lowered = Lowered::new(ty, node.schema);
        lowered.nullable |= nullable;
        lowered
    }

    pub(in crate::lower) fn inline(
        &mut self,
        schema: &'a Schema,
        at: &Origin,
        place: &Place,
    ) -> Lowered {
        if self.is_too_large() {
            return Lowered::unknown();
        }
        if let Some(chosen) = self.chosen_at(at, schema) {
            return chosen;
        }
        let keywords = Keywords::of(schema);
        if keywords.not {
            self.diagnostics.warning(
                "not-carried",
                &at.key("not"),
                "the client does not check `not`",
            );
        }
        let node = Subschema {
            schema,
            at: at.clone(),
            component: None,
            home: Some(Rc::new(place.clone())),
            without: Without::Nothing,
        };
        self.depth += 1;
        let (ty, nullable) = self.decide(&node, &Annotations::of(&node), place);
        self.depth -= 1;
        let mut lowered = Lowered::new(ty, schema);
        lowered.example = crate::lower::docs::example::of_schema(self.spec, schema);
        lowered.constant = self.constant(&lowered.ty, &keywords);
        lowered.nullable |= nullable || keywords.values.contains(&Value::Null);
        let inner = self.inner(&lowered.ty, schema);
        if matches!(lowered.ty, Type::Named(_)) {
            self.describe_inner(&lowered.ty, place, &inner);
        } else {
            lowered.inner = inner;
        }
        lowered
    }

    /// The type, and whether a part or a branch of it allows `null`.
    pub(in crate::lower) fn decide(
        &mut self,
        node: &Subschema<'a>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        let keywords = node.keywords();
        if !keywords.all_of.is_empty() {
            return self.all(std::slice::from_ref(node), head, place);
        }
        if !keywords.one_of.is_empty() || !keywords.any_of.is_empty() {
            let parts = parts(self.spec, std::slice::from_ref(node));
            return self.merge(parts, head, place);
        }
        (self.plain(&keywords, &node.at, place), false)
    }

    /// The type of a schema that is not combined of others.
    pub(in crate::lower) fn plain(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        if !keywords.values.is_empty() {
            return self.values(keywords, at, place);
        }
        match keywords.typ {
            Some("boolean") => Type::Bool,
            Some(typ @ ("integer" | "number" | "string")) => self.scalar(typ, keywords),
            Some("array") => self.list(keywords, at, place),
            Some("object") => self.object(keywords, at, place),
            _ if keywords.has_properties() || keywords.additional.is_some() => {
                self.object(keywords, at, place)
            }
            _ if keywords.items.is_some() => self.list(keywords, at, place),
            _ if !keywords.required.is_empty() => self.object(keywords, at, place),
            _ => match keywords.hint {
                Some(typ) => self.scalar(typ, keywords),
                None => Type::Json,
            },
        }
    }

    pub(in crate::lower) fn list(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        if keywords.data.extensions.contains_key(PLACES)
            && let Some(ReferenceOr::Item(items)) = keywords.items
        {
            return self.tuple(&Keywords::of(items), keywords.min_items, at, place);
        }
        let item = match keywords.items {
            Some(items) => self
                .boxed_schema(items, &at.key("items"), &place.then(Step::Item))
                .into_type(),
            None => Type::Json,
        };
        self.list_of(item, at)
    }

    /// A list.
    pub(in crate::lower) fn list_of(&mut self, item: Type, at: &Origin) -> Type {
        Type::List(Box::new(self.held(item, at)))
    }

    /// A map.
    pub(in crate::lower) fn map_of(&mut self, value: Type, at: &Origin) -> Type {
        Type::Map(Box::new(self.held(value, at)))
    }

    /// The type of what is held by a list or a map. There is an end to lists of lists.
    pub(in crate::lower) fn held(&mut self, ty: Type, at: &Origin) -> Type {
        if ty.depth() < MAX_NESTED {
            return ty;
        }
        let message = format!("more than {MAX_NESTED} lists or maps are inside each other here");
        self.diagnostics
            .warning("too-deep", at, message)
            .hint("the innermost are carried as `Json`");
        Type::Json
    }

    /// Reports that `what` has no type of its own, and gives the type that holds everything.
    pub(in crate::lower) fn widen(&mut self, at: &Origin, what: &str) -> Type {
        self.diagnostics
            .warning("untyped", at, format!("{what} has no Rust type yet"))
            .hint("the value is carried as `Json`");
        Type::Json
    }
}
