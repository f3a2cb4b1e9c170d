//! `oneOf` and `anyOf`: an enum of branches, and what tells them apart.

use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value;

use super::Lowering;
use super::facets::Facets;
use super::telling::{self, Signature};
use crate::ir::{
    Branch, JsonKind, Place, ScalarEnum, ScalarKind, Sign, Step, TextEnum, Type, TypeDef, TypeKind,
    Union,
};
use crate::origin::Origin;

/// A branch on its way.
struct Candidate<'a> {
    node: &'a ReferenceOr<Schema>,
    at: Origin,
    signature: Signature,
}

impl<'a> Lowering<'a> {
    /// A schema with `oneOf` or `anyOf`, and whether it may be `null`.
    pub(super) fn union(
        &mut self,
        keyword: &str,
        branches: &'a [ReferenceOr<Schema>],
        facets: &Facets<'a>,
        at: &Origin,
        place: &Place,
    ) -> (Type, bool) {
        let mut nullable = false;
        let mut candidates = Vec::new();
        for (index, node) in branches.iter().enumerate() {
            let at = at.key(keyword).index(index);
            if is_null(node) {
                nullable = true;
            } else {
                let signature = telling::signature(self.spec, node, &at);
                candidates.push(Candidate {
                    node,
                    at,
                    signature,
                });
            }
        }
        if let [only] = candidates.as_slice() {
            let lowered = self.schema(only.node, &only.at, place);
            return (lowered.ty, nullable || lowered.nullable);
        }
        let signs = match &facets.data.discriminator {
            Some(discriminator) => tags(discriminator, &candidates),
            None => telling::apart(candidates.iter().map(|it| &it.signature)),
        };
        let mut made: Vec<Branch> = Vec::new();
        for (candidate, signs) in candidates.into_iter().zip(signs) {
            let name = branch_name(&candidate, &signs);
            let name = distinct(name, &made);
            let inner = place.then(Step::Branch(name.clone()));
            let lowered = self.schema(candidate.node, &candidate.at, &inner);
            nullable |= lowered.nullable;
            if made.iter().all(|branch| branch.ty != lowered.ty) {
                made.push(Branch {
                    name,
                    kind: candidate.signature.kind.unwrap_or(JsonKind::Object),
                    ty: lowered.ty,
                    signs,
                    docs: lowered.docs,
                    origin: candidate.at,
                });
            }
        }
        (self.choose(made, facets, at, place), nullable)
    }

    /// The type for branches of different types.
    fn choose(
        &mut self,
        mut branches: Vec<Branch>,
        facets: &Facets<'a>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        self.drop_covered(&mut branches);
        if let [only] = branches.as_slice() {
            self.move_up(only, place);
            return only.ty.clone();
        }
        if let Some((first, second)) = indistinct(&branches) {
            let message = format!(
                "nothing tells the branches `{}` and `{}` apart",
                first.name, second.name
            );
            let at = second.origin.clone();
            self.diagnostics
                .warning("ambiguous-union", &at, message)
                .hint("a discriminator, or a required property that only one of them has, would; the value is carried as `Json`");
            return Type::Json;
        }
        let direction = self.direction;
        Type::Named(self.define(TypeDef {
            place: place.clone(),
            direction,
            kind: TypeKind::Union(Union { branches }),
            docs: super::docs::of_schema(facets.data),
            deprecated: facets.data.deprecated,
            origin: at.clone(),
        }))
    }

    /// Where one branch is all that is left, its type is that of the whole.
    fn move_up(&mut self, only: &Branch, place: &Place) {
        if let Type::Named(id) = only.ty
            && let Some(Some(def)) = self.types.get_mut(id.0)
            && matches!(def.kind, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_))
            && def.place == place.then(Step::Branch(only.name.clone()))
        {
            def.place = place.clone();
        }
    }

    /// An open enum holds every string, or every number of its kind, so that beside one a plain string or number adds nothing.
    fn drop_covered(&self, branches: &mut Vec<Branch>) {
        let kind = |ty: &Type| match ty {
            Type::Named(id) => Some(&self.types.get(id.0)?.as_ref()?.kind),
            _ => None,
        };
        let covered = |branch: &Branch| match kind(&branch.ty) {
            Some(TypeKind::TextEnum(TextEnum { closed: false, .. })) => vec![Type::String],
            Some(TypeKind::ScalarEnum(ScalarEnum {
                kind,
                closed: false,
                ..
            })) => match kind {
                ScalarKind::Integer => vec![Type::I32, Type::I64, Type::U32],
                ScalarKind::Number => vec![Type::F32, Type::F64],
                ScalarKind::Any => Vec::new(),
            },
            _ => Vec::new(),
        };
        let covered: Vec<Type> = branches.iter().flat_map(covered).collect();
        branches.retain(|branch| !covered.contains(&branch.ty));
    }
}

/// What a branch is named after: the component it refers to, what gives it away, or its JSON type.
fn branch_name(candidate: &Candidate<'_>, signs: &[Sign]) -> String {
    let component = match candidate.node {
        ReferenceOr::Reference { reference } => reference.rsplit('/').next(),
        ReferenceOr::Item(schema) => schema.schema_data.title.as_deref(),
    };
    let tag = signs
        .first()
        .map(|sign| sign.value.as_ref().unwrap_or(&sign.key).as_str());
    match candidate.node {
        ReferenceOr::Reference { .. } => component.or(tag),
        ReferenceOr::Item(_) => tag.or(component),
    }
    .map_or_else(
        || kind_name(candidate.signature.kind).to_owned(),
        str::to_owned,
    )
}

/// A name that no branch before has.
fn distinct(name: String, before: &[Branch]) -> String {
    let is_free = |name: &String| before.iter().all(|branch| branch.name != *name);
    let numbered = (2..before.len() + 3).map(|number| format!("{name} {number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(is_free).unwrap_or(name)
}

fn kind_name(kind: Option<JsonKind>) -> &'static str {
    match kind {
        Some(JsonKind::Bool) => "bool",
        Some(JsonKind::Integer) => "integer",
        Some(JsonKind::Number) => "number",
        Some(JsonKind::String) => "string",
        Some(JsonKind::Array) => "list",
        Some(JsonKind::Object) => "object",
        None => "any",
    }
}

fn is_null(node: &ReferenceOr<Schema>) -> bool {
    match node {
        ReferenceOr::Item(schema) => {
            let values = Facets::of(schema).values;
            !values.is_empty() && values.iter().all(Value::is_null)
        }
        ReferenceOr::Reference { .. } => false,
    }
}

/// The tags of each branch: the names that the discriminator maps to it, or else its own (`OpenAPI 3.0.4, 4.8.25`).
fn tags(discriminator: &Discriminator, candidates: &[Candidate<'_>]) -> Vec<Vec<Sign>> {
    let sign = |value: &str| Sign {
        key: discriminator.property_name.clone(),
        value: Some(value.to_owned()),
    };
    candidates
        .iter()
        .map(|candidate| {
            let ReferenceOr::Reference { reference } = candidate.node else {
                // A schema in place has no name to be told by, but it may say which values its property has.
                let values = candidate
                    .signature
                    .constants
                    .get(&discriminator.property_name);
                return values.into_iter().flatten().map(|tag| sign(tag)).collect();
            };
            let name = reference.rsplit('/').next().unwrap_or_default();
            let mapped: Vec<Sign> = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| *target == reference || *target == name)
                .map(|(tag, _)| sign(tag))
                .collect();
            if mapped.is_empty() {
                vec![sign(name)]
            } else {
                mapped
            }
        })
        .collect()
}

/// Two branches that a reader could not choose between.
fn indistinct(branches: &[Branch]) -> Option<(&Branch, &Branch)> {
    branches.iter().enumerate().find_map(|(index, second)| {
        let first = branches.iter().take(index).find(|first| {
            first.kind == second.kind && first.signs.is_empty() && second.signs.is_empty()
        })?;
        Some((first, second))
    })
}
