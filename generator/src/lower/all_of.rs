//! `allOf`: one struct of all that its parts ask for.

use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::facets::Facets;
use crate::ir::{Field, Place, Presence, Type, TypeKind};
use crate::origin::Origin;

/// What the parts have in common so far.
#[derive(Default)]
struct Merged {
    fields: Vec<Field>,
    rest: Option<Type>,
    required: Vec<String>,
    /// The components that are being merged right now, to end the recursion of one that contains itself.
    inside: Vec<String>,
}

impl<'a> Lowering<'a> {
    /// A schema with `allOf`, and whether it may be `null`.
    pub(super) fn all_of(
        &mut self,
        facets: &Facets<'a>,
        at: &Origin,
        place: &Place,
    ) -> (Type, bool) {
        if let Some((index, only)) = only_part(facets) {
            let lowered = self.schema(only, &at.key("allOf").index(index), place);
            return (lowered.ty, lowered.nullable);
        }
        let mut merged = Merged::default();
        if !self.merge(facets, at, place, &mut merged) {
            let what = "an `allOf` of parts that are not all objects";
            return (self.widen(&at.key("allOf"), what), false);
        }
        for field in &mut merged.fields {
            if merged.required.contains(&field.wire) {
                field.presence = match field.presence {
                    Presence::Required | Presence::Optional => Presence::Required,
                    Presence::Nullable | Presence::Patch => Presence::Nullable,
                };
            }
        }
        let Merged { fields, rest, .. } = merged;
        (self.structure(fields, rest, facets, at, place), false)
    }

    /// Adds what a schema asks for by itself and by its own `allOf`; `false` where it is no object.
    fn merge(
        &mut self,
        facets: &Facets<'a>,
        at: &Origin,
        place: &Place,
        merged: &mut Merged,
    ) -> bool {
        let other = facets.items.is_some()
            || !facets.values.is_empty()
            || !facets.one_of.is_empty()
            || !facets.any_of.is_empty()
            || facets.typ.is_some_and(|typ| typ != "object");
        if other {
            return false;
        }
        for (index, part) in facets.all_of.iter().enumerate() {
            if !self.merge_part(part, &at.key("allOf").index(index), place, merged) {
                return false;
            }
        }
        let fields = self.fields(facets, at, place);
        let described = |wire: &String| {
            facets
                .properties
                .is_some_and(|properties| properties.contains_key(wire))
        };
        // A part may require what another part describes.
        let (fields, _) = fields
            .into_iter()
            .partition(|field: &Field| described(&field.wire));
        self.add(fields, merged);
        merged.required.extend(facets.required.iter().cloned());
        if let Some(rest) = self.rest(facets, at, place) {
            merged.rest = Some(rest);
        }
        true
    }

    fn merge_part(
        &mut self,
        part: &'a ReferenceOr<Schema>,
        at: &Origin,
        place: &Place,
        merged: &mut Merged,
    ) -> bool {
        let ReferenceOr::Reference { .. } = part else {
            return match part {
                ReferenceOr::Item(schema) => self.merge(&Facets::of(schema), at, place, merged),
                ReferenceOr::Reference { .. } => false,
            };
        };
        let Some(resolved) = self.spec.schema(part, at) else {
            return true;
        };
        let name = resolved.component.clone().unwrap_or_default();
        if merged.inside.contains(&name) {
            self.diagnostics
                .error("cyclic-all-of", at, format!("`{name}` is a part of itself"));
            return true;
        }
        let lowered = self.schema(part, at, place);
        match lowered.ty {
            Type::Named(id) => {
                let Some(Some(def)) = self.types.get(id.0) else {
                    // The part is being made around this very schema, so that its fields are not there to be copied.
                    merged.inside.push(name);
                    let is_object =
                        self.merge(&Facets::of(resolved.value), &resolved.origin, place, merged);
                    merged.inside.pop();
                    return is_object;
                };
                let TypeKind::Struct(part) = &def.kind else {
                    return false;
                };
                let (fields, rest) = (part.fields.clone(), part.rest.clone());
                self.add(fields, merged);
                merged.rest = rest.or(merged.rest.take());
                true
            }
            Type::Map(values) => {
                merged.rest = Some(*values);
                true
            }
            _ => false,
        }
    }

    fn add(&mut self, fields: Vec<Field>, merged: &mut Merged) {
        for field in fields {
            match merged.fields.iter_mut().find(|it| it.wire == field.wire) {
                Some(earlier) if earlier.ty == field.ty => {
                    if field.presence == Presence::Required {
                        merged.required.push(field.wire);
                    }
                }
                Some(_) => {
                    self.diagnostics
                        .warning(
                            "conflicting-property",
                            &field.origin,
                            format!(
                                "the parts of `allOf` disagree about the type of `{}`",
                                field.wire
                            ),
                        )
                        .hint("the first part decides");
                }
                None => merged.fields.push(field),
            }
        }
    }
}

/// The one part that says anything about the type, where the schema itself and all other parts do not.
fn only_part<'a>(facets: &Facets<'a>) -> Option<(usize, &'a ReferenceOr<Schema>)> {
    if facets.has_properties() || facets.additional.is_some() || !facets.required.is_empty() {
        return None;
    }
    let mut telling = facets
        .all_of
        .iter()
        .enumerate()
        .filter(|(_, part)| match part {
            ReferenceOr::Reference { .. } => true,
            ReferenceOr::Item(schema) => says_something(&Facets::of(schema)),
        });
    match (telling.next(), telling.next()) {
        (first, None) => first,
        _ => None,
    }
}

fn says_something(facets: &Facets<'_>) -> bool {
    facets.typ.is_some()
        || facets.has_properties()
        || facets.additional.is_some()
        || facets.items.is_some()
        || !facets.required.is_empty()
        || !facets.values.is_empty()
        || !facets.one_of.is_empty()
        || !facets.any_of.is_empty()
        || !facets.all_of.is_empty()
}
