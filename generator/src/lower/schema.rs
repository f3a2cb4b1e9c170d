//! What a schema becomes: a type of the language, a list, a map, or a type of its own.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::Lowering;
use super::facets::Facets;
use crate::ir::{
    Branch, Direction, JsonKind, Place, Role, Step, Type, TypeDef, TypeId, TypeKind, Union,
};
use crate::normalize::PLACES;
use crate::origin::Origin;

/// What a schema became.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of the schema"
)]
pub(super) struct Lowered {
    /// The type of a value that is not `null`.
    pub(super) ty: Type,
    /// Whether the value may be `null`.
    pub(super) nullable: bool,
    /// What the schema says about itself.
    pub(super) docs: Option<String>,
    /// What the value may look like.
    pub(super) example: Option<crate::ir::Value>,
    /// The only value there can be.
    pub(super) constant: Option<crate::ir::Value>,
    /// Whether the schema advises against its use.
    pub(super) deprecated: bool,
    /// Whether the value only ever comes from the server.
    pub(super) read_only: bool,
    /// Whether the value is only ever sent.
    pub(super) write_only: bool,
}

impl Lowered {
    fn new(ty: Type, schema: &Schema) -> Self {
        let data = &schema.schema_data;
        Self {
            ty,
            nullable: data.nullable,
            docs: super::docs::of_schema(data),
            example: None,
            constant: None,
            deprecated: data.deprecated,
            read_only: data.read_only,
            write_only: data.write_only,
        }
    }

    /// A value of this type, about which nothing else is said.
    pub(super) fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            docs: None,
            example: None,
            constant: None,
            deprecated: false,
            read_only: false,
            write_only: false,
        }
    }

    /// Stands for a reference that leads nowhere. Loading has reported it, and the gate closes after it.
    fn unknown() -> Self {
        Self {
            nullable: true,
            ..Self::plain(Type::Json)
        }
    }

    /// The type of a value that may be `null` where nothing around it says so.
    pub(super) fn into_type(self) -> Type {
        match self.ty {
            Type::Json => Type::Json,
            ty if self.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

/// How far a component has come.
#[derive(Debug)]
pub(super) enum Component {
    /// It is being made; the id is there once something inside it has referred to it.
    InProgress(Option<TypeId>),
    /// It is made.
    Done(Lowered),
}

impl Component {
    /// The type it became.
    pub(super) fn into_type(self) -> Option<Type> {
        match self {
            Self::InProgress(_) => None,
            Self::Done(lowered) => Some(lowered.ty),
        }
    }
}

impl<'a> Lowering<'a> {
    /// Lowers a schema that may be a reference.
    pub(super) fn schema(
        &mut self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        place: &Place,
    ) -> Lowered {
        match node {
            ReferenceOr::Reference { .. } => match self.spec.schema(node, at) {
                Some(resolved) => {
                    self.resolved(resolved.component, resolved.value, &resolved.origin, place)
                }
                None => Lowered::unknown(),
            },
            ReferenceOr::Item(schema) => self.inline(schema, at, place),
        }
    }

    /// Lowers a schema that may be a reference, where the model boxes it.
    pub(super) fn boxed_schema(
        &mut self,
        node: &'a ReferenceOr<Box<Schema>>,
        at: &Origin,
        place: &Place,
    ) -> Lowered {
        match node {
            ReferenceOr::Reference { .. } => match self.spec.boxed_schema(node, at) {
                Some(resolved) => {
                    self.resolved(resolved.component, resolved.value, &resolved.origin, place)
                }
                None => Lowered::unknown(),
            },
            ReferenceOr::Item(schema) => self.inline(schema, at, place),
        }
    }

    /// Lowers the schemas that nothing refers to, so that none is lost.
    pub(super) fn unused_components(&mut self) {
        self.direction = Direction::Read;
        let spec = self.spec;
        let names = spec.openapi.components.iter().flat_map(|it| &it.schemas);
        for (name, node) in names {
            let used = [Direction::Read, Direction::Write]
                .iter()
                .any(|direction| self.components.contains_key(&(name.clone(), *direction)));
            if !used {
                let at = spec.root().key("components").key("schemas").key(name);
                if let ReferenceOr::Item(schema) = node {
                    self.resolved(Some(name.clone()), schema, &at, &Place::component(name));
                }
            }
        }
    }

    pub(super) fn resolved(
        &mut self,
        component: Option<String>,
        schema: &'a Schema,
        origin: &Origin,
        place: &Place,
    ) -> Lowered {
        let Some(name) = component else {
            return self.inline(schema, origin, place);
        };
        let key = (name, self.direction);
        match self.components.get(&key) {
            Some(Component::Done(lowered)) => return lowered.clone(),
            Some(Component::InProgress(Some(id))) => return Lowered::new(Type::Named(*id), schema),
            Some(Component::InProgress(None)) => {
                let id = self.promise();
                self.components.insert(key, Component::InProgress(Some(id)));
                return Lowered::new(Type::Named(id), schema);
            }
            None => {}
        }
        self.components
            .insert(key.clone(), Component::InProgress(None));
        let place = Place::component(&key.0);
        let mut lowered = self.inline(schema, origin, &place);
        if let Some(Component::InProgress(Some(id))) = self.components.get(&key) {
            let id = *id;
            lowered.ty = self.keep_promise(id, lowered.ty, &place, origin);
        }
        self.components
            .insert(key, Component::Done(lowered.clone()));
        lowered
    }

    /// The id under which something has already referred to the type that `def` defines.
    pub(super) fn promised(&self, def: &TypeDef) -> Option<TypeId> {
        let Role::Component(name) = &def.place.role else {
            return None;
        };
        if !def.place.steps.is_empty() {
            return None;
        }
        match self.components.get(&(name.clone(), self.direction)) {
            Some(Component::InProgress(Some(id)))
                if self.types.get(id.0).is_some_and(Option::is_none) =>
            {
                Some(*id)
            }
            _ => None,
        }
    }

    /// A component that refers to itself without being a struct or an enum, such as a list of itself, becomes a union of
    /// one branch: a type with a name is what ends the recursion.
    fn keep_promise(&mut self, id: TypeId, ty: Type, place: &Place, origin: &Origin) -> Type {
        if self.types.get(id.0).is_some_and(Option::is_none) {
            let branch = Branch {
                name: "value".to_owned(),
                kind: match ty {
                    Type::Map(_) => JsonKind::Object,
                    _ => JsonKind::Array,
                },
                ty,
                signs: Vec::new(),
                docs: None,
                origin: origin.clone(),
            };
            self.define(TypeDef {
                place: place.clone(),
                direction: self.direction,
                kind: TypeKind::Union(Union {
                    branches: vec![branch],
                }),
                docs: None,
                deprecated: false,
                origin: origin.clone(),
            });
        }
        Type::Named(id)
    }

    fn inline(&mut self, schema: &'a Schema, at: &Origin, place: &Place) -> Lowered {
        let facets = Facets::of(schema);
        if facets.not {
            self.diagnostics.warning(
                "not-carried",
                &at.key("not"),
                "the client does not check `not`",
            );
        }
        let (ty, nullable) = self.decide(&facets, at, place);
        let mut lowered = Lowered::new(ty, schema);
        lowered.example = super::example::of_schema(self.spec, schema);
        lowered.constant = self.constant(&lowered.ty, &facets);
        lowered.nullable |= nullable || facets.values.contains(&Value::Null);
        lowered
    }

    /// The type, and whether a branch of it allows `null`.
    fn decide(&mut self, facets: &Facets<'a>, at: &Origin, place: &Place) -> (Type, bool) {
        let alternatives = [("oneOf", facets.one_of), ("anyOf", facets.any_of)];
        if let Some((keyword, branches)) = alternatives.iter().find(|(_, list)| !list.is_empty()) {
            if facets.has_properties() || !facets.all_of.is_empty() {
                return (
                    self.widen(at, &format!("`{keyword}` beside other structure")),
                    false,
                );
            }
            return self.union(keyword, branches, facets, at, place);
        }
        if !facets.all_of.is_empty() {
            return self.all_of(facets, at, place);
        }
        if !facets.values.is_empty() {
            return (self.values(facets, at, place), false);
        }
        let ty = match facets.typ {
            Some("boolean") => Type::Bool,
            Some(typ @ ("integer" | "number" | "string")) => self.scalar(typ, facets),
            Some("array") => self.list(facets, at, place),
            Some("object") => self.object(facets, at, place),
            _ if facets.has_properties() || facets.additional.is_some() => {
                self.object(facets, at, place)
            }
            _ if facets.items.is_some() => self.list(facets, at, place),
            _ => Type::Json,
        };
        (ty, false)
    }

    pub(super) fn list(&mut self, facets: &Facets<'a>, at: &Origin, place: &Place) -> Type {
        if facets.data.extensions.contains_key(PLACES)
            && let Some(ReferenceOr::Item(items)) = facets.items
        {
            return self.tuple(&Facets::of(items), facets.min_items, at, place);
        }
        let item = match facets.items {
            Some(items) => self
                .boxed_schema(items, &at.key("items"), &place.then(Step::Item))
                .into_type(),
            None => Type::Json,
        };
        Type::List(Box::new(item))
    }

    /// Reports that `what` has no type of its own, and gives the type that holds everything.
    pub(super) fn widen(&mut self, at: &Origin, what: &str) -> Type {
        self.diagnostics
            .warning("untyped", at, format!("{what} has no Rust type yet"))
            .hint("the value is carried as `Json`");
        Type::Json
    }
}
