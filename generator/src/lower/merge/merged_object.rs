//! Objects that several schemas describe: at once, or each by itself as one of several.

use indexmap::IndexMap;
use openapiv3::AdditionalProperties;

use crate::ir::{Field, Place, Step, Type};
use crate::lower::Lowering;
use crate::lower::merge::all_of::Annotations;
use crate::lower::merge::conjuncts::{Conjunct, Subschema};
use crate::lower::merge::subsumption::property;
use crate::origin::Origin;
use crate::spec::Spec;

/// What an object looks like.
#[derive(Default)]
pub(in crate::lower) struct MergedObject<'a> {
    properties: IndexMap<String, MergedProperty<'a>>,
    /// The properties that are always there, and where that is said.
    required: IndexMap<String, Origin>,
    /// What is said about all other properties.
    rest: Vec<Additional<'a>>,
}

struct MergedProperty<'a> {
    at: Origin,
    /// The schemas of its value: those of each alternative, all of which hold.
    alternatives: Vec<Vec<Subschema<'a>>>,
}

struct Additional<'a> {
    allowed: &'a AdditionalProperties,
    /// The schema of their values, where there is one.
    values: Option<Subschema<'a>>,
    at: Origin,
}

/// What an object may have of which nothing is said.
static ANY: AdditionalProperties = AdditionalProperties::Any(true);

impl<'a> MergedObject<'a> {
    /// The shape that all parts describe together.
    pub(in crate::lower) fn of_all(spec: &'a Spec, parts: &[Conjunct<'a>]) -> Self {
        let mut shape = Self::default();
        for part in parts {
            let at = &part.node.at;
            for (name, _) in part.keywords.properties.into_iter().flatten() {
                let property = property(spec, part, name);
                let property = property.map(|it| it.inside(part, || Step::Property(name.clone())));
                let known = shape.properties.entry(name.clone());
                let known = known.or_insert_with(|| MergedProperty {
                    at: at.key("properties").key(name),
                    alternatives: vec![Vec::new()],
                });
                let nodes = known.alternatives.iter_mut();
                nodes.for_each(|nodes| nodes.extend(property.clone()));
            }
            for (index, name) in part.keywords.required.iter().enumerate() {
                let required = shape.required.entry(name.clone());
                required.or_insert_with(|| at.key("required").index(index));
            }
            if let Some(allowed) = part.keywords.additional {
                let at = at.key("additionalProperties");
                let values = match allowed {
                    AdditionalProperties::Schema(node) => spec.schema(node, &at),
                    AdditionalProperties::Any(_) => None,
                };
                let values = values.map(|it| Subschema::of(it).inside(part, || Step::Value));
                shape.rest.push(Additional {
                    allowed,
                    values,
                    at,
                });
            }
        }
        shape
    }

    /// The shape of an object that is of one of several.
    pub(in crate::lower) fn of_any(shapes: Vec<Self>) -> Self {
        let mut shapes = shapes.into_iter().map(Self::or_anything);
        let mut any = shapes.next().unwrap_or_default();
        for shape in shapes {
            any.required
                .retain(|name, _| shape.required.contains_key(name));
            for (name, property) in shape.properties {
                match any.properties.get_mut(&name) {
                    Some(known) => known.alternatives.extend(property.alternatives),
                    None => {
                        any.properties.insert(name, property);
                    }
                }
            }
            any.rest.extend(shape.rest);
        }
        any
    }

    /// An object without a property of a name may have any.
    fn or_anything(mut self) -> Self {
        if self.properties.is_empty() && self.rest.is_empty() {
            self.rest.push(Additional {
                allowed: &ANY,
                values: None,
                at: Origin::root(""),
            });
        }
        self
    }
}

impl<'a> Lowering<'a> {
    /// The type of an object: a struct, or a map where no property has a name.
    pub(in crate::lower) fn shaped(
        &mut self,
        shape: MergedObject<'a>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> Type {
        let is_open = shape.rest.is_empty();
        let rest = self.rest_of(&shape.rest, place);
        if shape.properties.is_empty() && shape.required.is_empty() {
            match rest {
                Some(values) => return self.map_of(values, &head.at),
                None if is_open => return Type::Map(Box::new(Type::Json)),
                None => {}
            }
        }
        let allowed: Vec<_> = shape.rest.iter().map(|it| it.allowed).collect();
        let fields = self.fields_of(shape, place);
        let ty = self.structure(fields, rest, &head.keywords(), &head.at, place);
        self.describe_rest(&ty, allowed);
        ty
    }

    /// The fields of a shape.
    pub(in crate::lower) fn fields_of(
        &mut self,
        shape: MergedObject<'a>,
        place: &Place,
    ) -> Vec<Field> {
        let MergedObject {
            mut properties,
            required,
            rest: _,
        } = shape;
        let undescribed: Vec<Field> = required
            .iter()
            .filter(|(wire, _)| !properties.contains_key(*wire))
            .map(|(wire, at)| crate::lower::schema::object::undescribed(wire, at))
            .collect();
        let mut fields = Vec::new();
        for (wire, property) in &mut properties {
            let alternatives = std::mem::take(&mut property.alternatives);
            let by_name = match alternatives.as_slice() {
                [nodes] => nodes.iter().all(|node| node.component.is_some()),
                _ => false,
            };
            let first = alternatives.iter().flatten().next();
            let chosen = first.and_then(|node| self.chosen_at(&property.at, node.schema));
            let lowered = chosen.unwrap_or_else(|| {
                self.value(alternatives, &place.then(Step::Property(wire.clone())))
            });
            let is_required = required.contains_key(wire);
            fields.extend(self.field_of(wire, lowered, is_required, by_name, &property.at));
        }
        fields.extend(undescribed);
        fields
    }

    fn rest_of(&mut self, rest: &[Additional<'a>], place: &Place) -> Option<Type> {
        let mut found: Vec<Type> = Vec::new();
        for Additional {
            allowed,
            values,
            at,
        } in rest
        {
            let Some(values) = values else {
                found.extend(self.additional(allowed, at, place));
                continue;
            };
            let chosen = self.chosen_at(at, values.schema);
            let lowered = chosen.unwrap_or_else(|| {
                self.value(vec![vec![values.clone()]], &place.then(Step::Value))
            });
            found.push(lowered.into_type());
        }
        // A flag says nothing beside a schema of the same object.
        found.dedup();
        if found.len() > 1 {
            found.retain(|ty| *ty != Type::Json);
        }
        let is_one = found.len() == 1;
        let last = found.pop()?;
        Some(if is_one { last } else { Type::Json })
    }
}
