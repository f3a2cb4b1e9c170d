//! Components: each becomes one type for each direction, however often and from wherever it is referred to.
//!
//! A component is lowered where it is first referred to. At the end of a long chain of references, those that a component
//! refers to are lowered before it, so that the chain is no deep recursion; on a circle that is as long, a reference becomes
//! a promise.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::ir::{
    Branch, Direction, JsonKind, Place, Role, ScalarKind, Type, TypeDef, TypeId, TypeKind, Union,
};
use crate::lower::Lowering;
use crate::lower::schema::Lowered;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::Resolved;

/// How far a component, or a merge of several schemas, has come.
#[derive(Debug)]
pub(in crate::lower) enum Progress {
    /// Something refers to it, and it will be made.
    Promised(TypeId),
    /// It is being made; the id is there once something inside it has referred to it.
    Begun(Option<TypeId>),
    /// It is made.
    Done(Lowered),
}

impl Progress {
    /// The type it became.
    pub(in crate::lower) fn into_type(self) -> Option<Type> {
        match self {
            Self::Promised(_) | Self::Begun(_) => None,
            Self::Done(lowered) => Some(lowered.ty),
        }
    }
}

/// How many schemas may be inside each other before those that are referred to are lowered first, and how many before a
/// reference becomes a promise.
const MAX_DEPTH: usize = 64;
pub(in crate::lower) const MAX_DEPTH_IN_ORDER: usize = 128;

impl<'a> Lowering<'a> {
    /// Lowers the schemas that nothing refers to, so that none is lost.
    pub(in crate::lower) fn unused_components(&mut self) {
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

    /// Lowers what a reference has led to.
    pub(in crate::lower) fn resolved(
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
            Some(Progress::Done(lowered)) => return lowered.clone(),
            Some(Progress::Promised(id) | Progress::Begun(Some(id))) => {
                return Lowered::new(Type::Named(*id), schema);
            }
            Some(Progress::Begun(None)) => {
                let id = self.promise();
                self.components.insert(key, Progress::Begun(Some(id)));
                return Lowered::new(Type::Named(id), schema);
            }
            None if self.in_order && self.depth > MAX_DEPTH_IN_ORDER => {
                let id = self.promise();
                self.components.insert(key, Progress::Promised(id));
                return Lowered::new(Type::Named(id), schema);
            }
            None => {}
        }
        if self.in_order || self.depth <= MAX_DEPTH {
            return self.component(key.0, schema, origin);
        }
        self.in_order = true;
        for (name, resolved) in self.before(&key.0, schema, origin) {
            let state = self.components.get(&(name.clone(), self.direction));
            if matches!(state, None | Some(Progress::Promised(_))) {
                self.component(name, resolved.value, &resolved.origin);
            }
        }
        self.in_order = false;
        match self.components.get(&key) {
            Some(Progress::Done(lowered)) => lowered.clone(),
            _ => self.component(key.0, schema, origin),
        }
    }

    /// The components that one leads to and that nobody has asked for yet: those referred to before those that refer to
    /// them, where there is no circle, and itself at the end.
    fn before(
        &self,
        name: &str,
        schema: &'a Schema,
        at: &Origin,
    ) -> Vec<(String, Resolved<'a, Schema>)> {
        let mut seen = BTreeSet::from([name.to_owned()]);
        let mut found = Vec::new();
        let first = Resolved {
            value: schema,
            origin: at.clone(),
            component: None,
        };
        let mut way = vec![(name.to_owned(), first, referred_to(schema))];
        while let Some((_, _, open)) = way.last_mut() {
            let Some(reference) = open.pop() else {
                found.extend(way.pop().map(|(name, it, _)| (name, it)));
                continue;
            };
            let Some(mut resolved) = self.spec.referred_schema(reference) else {
                continue;
            };
            let name = resolved.component.take().unwrap_or_default();
            let key = (name.clone(), self.direction);
            if !self.components.contains_key(&key) && seen.insert(name.clone()) {
                let open = referred_to(resolved.value);
                way.push((name, resolved, open));
            }
        }
        found
    }

    fn component(&mut self, name: String, schema: &'a Schema, origin: &Origin) -> Lowered {
        let key = (name, self.direction);
        let promised = match self.components.get(&key) {
            Some(Progress::Promised(id)) => Some(*id),
            _ => None,
        };
        self.components
            .insert(key.clone(), Progress::Begun(promised));
        let place = Place::component(&key.0);
        let mut lowered = self.inline(schema, origin, &place);
        if let Some(Progress::Begun(Some(id))) = self.components.get(&key) {
            let id = *id;
            lowered.ty = self.keep_promise(id, lowered.ty, &place, origin);
        }
        self.components.insert(key, Progress::Done(lowered.clone()));
        lowered
    }

    /// The id under which something has already referred to the type that `def` defines.
    pub(in crate::lower) fn promised(&self, def: &TypeDef) -> Option<TypeId> {
        let is_open = |id: &TypeId| self.types.get(id.0).is_some_and(Option::is_none);
        let mut merging = self.merging.iter().rev();
        let merge = merging.find(|(_, (place, _))| *place == def.place);
        if let Some((_, (_, Some(id)))) = merge
            && is_open(id)
        {
            return Some(*id);
        }
        let Role::Component(name) = &def.place.role else {
            return None;
        };
        if !def.place.steps.is_empty() {
            return None;
        }
        match self.components.get(&(name.clone(), self.direction)) {
            Some(Progress::Begun(Some(id))) if is_open(id) => Some(*id),
            _ => None,
        }
    }

    /// What refers to itself without being a struct or an enum, such as a list of itself, becomes a union of one branch: a
    /// type with a name is what ends the recursion.
    pub(in crate::lower) fn keep_promise(
        &mut self,
        id: TypeId,
        ty: Type,
        place: &Place,
        origin: &Origin,
    ) -> Type {
        if self.types.get(id.0).is_some_and(Option::is_none) {
            let branch = Branch {
                name: "value".to_owned(),
                kind: self.kind_of(&ty),
                ty,
                signs: Vec::new(),
                docs: None,
                origin: origin.clone(),
            };
            let def = TypeDef {
                place: place.clone(),
                direction: self.direction,
                kind: TypeKind::Union(Union {
                    branches: vec![branch],
                }),
                docs: None,
                deprecated: false,
                origin: origin.clone(),
            };
            if let Some(slot) = self.types.get_mut(id.0) {
                *slot = Some(def);
            }
        }
        Type::Named(id)
    }

    fn kind_of(&self, ty: &Type) -> JsonKind {
        match ty {
            Type::Bool => JsonKind::Bool,
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => JsonKind::Integer,
            Type::F32 | Type::F64 => JsonKind::Number,
            Type::List(_) | Type::Tuple(_) => JsonKind::Array,
            Type::Map(_) | Type::Json => JsonKind::Object,
            Type::Nullable(inner) => self.kind_of(inner),
            Type::Named(id) => {
                let def = self.types.get(id.0).and_then(Option::as_ref);
                match def.map(|def| &def.kind) {
                    Some(TypeKind::TextEnum(_)) => JsonKind::String,
                    Some(TypeKind::ScalarEnum(list)) => match list.kind {
                        ScalarKind::Integer => JsonKind::Integer,
                        ScalarKind::Number => JsonKind::Number,
                        ScalarKind::Any => JsonKind::String,
                    },
                    _ => JsonKind::Object,
                }
            }
            Type::String
            | Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Secret
            | Type::File => JsonKind::String,
            Type::Foreign(id) => match self.foreign.get(id.0) {
                Some(foreign) if foreign.is_json => JsonKind::Object,
                _ => JsonKind::String,
            },
        }
    }
}

/// The references in a schema.
fn referred_to(schema: &Schema) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        let keywords = Keywords::of(schema);
        let lists = [keywords.all_of, keywords.one_of, keywords.any_of];
        let mut nodes: Vec<&ReferenceOr<Schema>> = lists.into_iter().flatten().collect();
        if let Some(AdditionalProperties::Schema(node)) = keywords.additional {
            nodes.push(node);
        }
        for node in nodes {
            match node {
                ReferenceOr::Reference { reference } => found.push(reference.as_str()),
                ReferenceOr::Item(schema) => open.push(schema),
            }
        }
        let properties = keywords.properties.into_iter().flat_map(|it| it.values());
        for node in properties.chain(keywords.items) {
            match node {
                ReferenceOr::Reference { reference } => found.push(reference.as_str()),
                ReferenceOr::Item(schema) => open.push(schema),
            }
        }
    }
    found
}
