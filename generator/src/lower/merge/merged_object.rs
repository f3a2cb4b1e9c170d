//! Objects that several schemas describe: all of them at once, or each as one of several alternatives.

use indexmap::IndexMap;
use openapiv3::AdditionalProperties;

use super::conjuncts::Conjunct;
use super::memoized;
use super::subschema::{Annotations, Subschema};
use crate::diag::Diagnostics;
use crate::ir::{Field, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::losses::names_not_checked;
use crate::lower::schema::array::map_of;
use crate::lower::schema::{fields, object};
use crate::lower::target::Target;
use crate::origin::Origin;
use crate::spec::Spec;

/// What several schemas say about an object.
#[derive(Default)]
pub(in crate::lower) struct MergedObject<'a> {
    properties: IndexMap<String, MergedProperty<'a>>,
    /// The properties that are always there, and where that is said.
    required: IndexMap<String, Origin>,
    /// What is said about all other properties.
    additional: Vec<Additional<'a>>,
    /// The first of the schemas that describe the names of properties.
    keys: Option<Subschema<'a>>,
    /// Those that hold for one of several alternatives, of which nothing is made.
    lost_keys: Vec<Subschema<'a>>,
}

struct MergedProperty<'a> {
    at: Origin,
    /// The schemas of its value: those of each alternative, all of which hold.
    alternatives: Vec<Vec<Subschema<'a>>>,
}

/// An `additionalProperties`.
struct Additional<'a> {
    allowed: &'a AdditionalProperties,
    /// Its schema, where it has one.
    schema: Option<Subschema<'a>>,
    at: Origin,
}

/// What an object may have that says nothing about its properties.
static ANY: AdditionalProperties = AdditionalProperties::Any(true);

impl<'a> MergedObject<'a> {
    /// An object that all conjuncts describe.
    pub(in crate::lower) fn of_all(spec: &'a Spec, conjuncts: &[Conjunct<'a>]) -> Self {
        let mut object = Self::default();
        for conjunct in conjuncts {
            object.add(spec, conjunct);
        }
        object
    }

    fn add(&mut self, spec: &'a Spec, conjunct: &Conjunct<'a>) {
        let Conjunct {
            subschema: outer,
            keywords,
            nullable: _,
            is_optional,
        } = conjunct;
        for (name, _) in keywords.properties.into_iter().flatten() {
            let property = conjunct.property(spec, name);
            let property = property.map(|it| it.inside(outer, || Step::Property(name.clone())));
            let known = self.properties.entry(name.clone());
            let known = known.or_insert_with(|| MergedProperty {
                at: outer.at.key("properties").key(name),
                alternatives: vec![Vec::new()],
            });
            let alternatives = known.alternatives.iter_mut();
            alternatives.for_each(|subschemas| subschemas.extend(property.clone()));
        }
        let required = keywords.required.iter().enumerate();
        for (index, name) in required.filter(|_| !is_optional) {
            let required = self.required.entry(name.clone());
            required.or_insert_with(|| outer.at.key("required").index(index));
        }
        if keywords.keys.is_some() && self.keys.is_none() {
            self.keys = Some(outer.clone());
        }
        if let Some(allowed) = keywords.additional {
            let at = outer.at.key("additionalProperties");
            let schema = match allowed {
                AdditionalProperties::Schema(node) => spec.schema(node, &at),
                AdditionalProperties::Any(_) => None,
            };
            let schema = schema.map(|it| Subschema::of(it).inside(outer, || Step::Value));
            self.additional.push(Additional {
                allowed,
                schema,
                at,
            });
        }
    }

    /// An object that is one of several.
    pub(in crate::lower) fn of_any(objects: Vec<Self>) -> Self {
        let lost_keys = objects.iter().filter_map(|it| it.keys.clone()).collect();
        let mut objects = objects.into_iter().map(Self::or_anything);
        let mut any = objects.next().unwrap_or_default();
        any.keys = None;
        any.lost_keys = lost_keys;
        for object in objects {
            any.required
                .retain(|name, _| object.required.contains_key(name));
            for (name, property) in object.properties {
                match any.properties.get_mut(&name) {
                    Some(known) => known.alternatives.extend(property.alternatives),
                    None => {
                        any.properties.insert(name, property);
                    }
                }
            }
            any.additional.extend(object.additional);
        }
        any
    }

    /// Whether nothing is said about its properties.
    pub(in crate::lower) fn is_bare(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_empty()
            && self.keys.is_none()
    }

    /// An object that says nothing about its properties may have any.
    fn or_anything(mut self) -> Self {
        if self.properties.is_empty() && self.additional.is_empty() {
            self.additional.push(Additional {
                allowed: &ANY,
                schema: None,
                at: Origin::root(""),
            });
        }
        self
    }
}

/// The type of an object: a struct, or a map where no property has a name.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    mut object: MergedObject<'a>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let is_silent = object.additional.is_empty();
    let additional = lower_additional(cx, &object.additional, target);
    if object.properties.is_empty() && object.required.is_empty() {
        let values = additional.clone().or(is_silent.then_some(Type::Json));
        if let Some(values) = values {
            let key = object.keys.take().map_or(Type::String, |it| {
                object::lower_key(cx, &it.keywords(), &it.at, target)
            });
            not_checked(cx.diagnostics, &object.lost_keys);
            return map_of(cx.diagnostics, (key, values), &annotations.at);
        }
    }
    object.lost_keys.extend(object.keys.take());
    not_checked(cx.diagnostics, &object.lost_keys);
    let allowed: Vec<_> = object.additional.iter().map(|it| it.allowed).collect();
    let fields = lower_fields(cx, object, target);
    let ty = object::define_struct(cx, fields, additional, annotations, target);
    object::describe_additional(cx.spec, &mut cx.types, &ty, allowed);
    ty
}

/// Reports schemas of names of which nothing is made.
fn not_checked(diagnostics: &mut Diagnostics, keys: &[Subschema<'_>]) {
    for it in keys {
        names_not_checked(diagnostics, &it.at);
    }
}

/// The fields for the properties of an object.
pub(in crate::lower) fn lower_fields<'a>(
    cx: &mut LoweringContext<'a>,
    object: MergedObject<'a>,
    target: &Target,
) -> Vec<Field> {
    let MergedObject {
        properties,
        required,
        additional: _,
        keys: _,
        lost_keys: _,
    } = object;
    let undescribed: Vec<Field> = required
        .iter()
        .enumerate()
        .filter(|(_, (wire, _))| !properties.contains_key(*wire))
        .map(|(order, (wire, at))| {
            fields::undescribed(cx.diagnostics, (wire, None), order, target.direction, at)
        })
        .collect();
    let mut all = Vec::new();
    for (wire, MergedProperty { at, alternatives }) in properties {
        let by_name = match alternatives.as_slice() {
            [subschemas] => subschemas.iter().all(|it| it.component.is_some()),
            _ => false,
        };
        let first = alternatives.iter().flatten().next();
        let configured = first.and_then(|it| {
            let configured = &mut cx.configured;
            configured.schema(cx.spec, &at, it.schema, cx.diagnostics)
        });
        let lowered = configured.unwrap_or_else(|| {
            let target = target.then(Step::Property(wire.clone()));
            memoized::lower(cx, alternatives, &target)
        });
        let required = required.get_index_of(&wire);
        let direction = target.direction;
        all.extend(fields::field(
            &wire, lowered, required, by_name, direction, &at,
        ));
    }
    all.extend(undescribed);
    all
}

/// The type of the properties without a name of their own.
fn lower_additional<'a>(
    cx: &mut LoweringContext<'a>,
    additional: &[Additional<'a>],
    target: &Target,
) -> Option<Type> {
    let mut found: Vec<Type> = Vec::new();
    for Additional {
        allowed,
        schema,
        at,
    } in additional
    {
        let Some(subschema) = schema else {
            found.extend(object::lower_additional(cx, allowed, at, target));
            continue;
        };
        let configured = &mut cx.configured;
        let configured = configured.schema(cx.spec, at, subschema.schema, cx.diagnostics);
        let lowered = configured.unwrap_or_else(|| {
            let target = target.then(Step::Value);
            memoized::lower(cx, vec![vec![subschema.clone()]], &target)
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
