//! The constraints of one schema.

use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type as SchemaType,
};
use serde_json::{Number, Value};

use super::pattern::translated;
use crate::diag::Diagnostics;
use crate::ir::{Constraint, ConstraintKey, Constraints};
use crate::lower::schema::keywords::Keywords;
use crate::normalize::PLACES;
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// What making constraints needs: where references lead, and a place for those that are to be made of what they lead to.
pub(super) struct ConstraintReader<'c, 'a> {
    spec: &'a Spec,
    diagnostics: &'c mut Diagnostics,
    asked: &'c mut Vec<(ConstraintKey, Resolved<'a, Schema>)>,
}

impl<'c, 'a> ConstraintReader<'c, 'a> {
    pub(super) fn new(
        spec: &'a Spec,
        diagnostics: &'c mut Diagnostics,
        asked: &'c mut Vec<(ConstraintKey, Resolved<'a, Schema>)>,
    ) -> Self {
        Self {
            spec,
            diagnostics,
            asked,
        }
    }

    /// Those of a schema that may be a reference.
    pub(super) fn of_node(
        &mut self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        is_alternative: bool,
    ) -> Constraints {
        let resolved = self.spec.schema(node, at);
        self.of_resolved(resolved, is_alternative)
    }

    /// The same where the model boxes it.
    fn of_boxed(
        &mut self,
        node: &'a ReferenceOr<Box<Schema>>,
        at: &Origin,
        is_alternative: bool,
    ) -> Constraints {
        // What tells an alternative apart is looked for one reference deep.
        let is_alternative = is_alternative && matches!(node, ReferenceOr::Item(_));
        let resolved = self.spec.boxed_schema(node, at);
        self.of_resolved(resolved, is_alternative)
    }

    fn of_resolved(
        &mut self,
        resolved: Option<Resolved<'a, Schema>>,
        is_alternative: bool,
    ) -> Constraints {
        let Some(resolved) = resolved else {
            return Constraints::default();
        };
        let Some(component) = resolved.component.clone() else {
            return self.of_schema(resolved.value, &resolved.origin, is_alternative);
        };
        let key = ConstraintKey {
            component,
            is_alternative,
        };
        self.asked.push((key.clone(), resolved));
        Constraints(vec![Constraint::Ref(key)])
    }

    /// Those of a schema that stands at `at`.
    pub(super) fn of_schema(
        &mut self,
        schema: &'a Schema,
        at: &Origin,
        is_alternative: bool,
    ) -> Constraints {
        let keywords = Keywords::of(schema);
        let mut all = Vec::new();
        if keywords.data.nullable || keywords.values.contains(&Value::Null) {
            all.push(Constraint::Nullable);
        }
        if let Some(typ) = keywords.typ.filter(|_| is_alternative) {
            all.push(Constraint::Type(vec![typ.to_owned()]));
        }
        all.extend(listed(&keywords.values));
        self.add_validation(schema, at, &mut all);
        self.add_items(&keywords, at, is_alternative, &mut all);
        self.add_properties(&keywords, at, is_alternative, &mut all);
        for (index, member) in keywords.all_of.iter().enumerate() {
            let at = at.key("allOf").index(index);
            let member = self.of_node(member, &at, is_alternative);
            if member.0.first() == Some(&Constraint::Nullable) {
                // On its own, it says nothing about what stands beside it.
                all.push(Constraint::AnyOf(vec![member]));
            } else {
                all.extend(member.0);
            }
        }
        for (keyword, branches) in keywords.unions() {
            let at = at.key(keyword);
            let branches = branches.iter().enumerate();
            let branches = branches.map(|(index, it)| self.of_node(it, &at.index(index), true));
            // That no more than one of `oneOf` holds cannot be told by what a client looks at.
            all.push(Constraint::AnyOf(branches.collect()));
        }
        Constraints(all)
    }

    /// The keywords about scalars, and about how many items and properties there are.
    fn add_validation(&mut self, schema: &Schema, at: &Origin, all: &mut Vec<Constraint>) {
        match &schema.schema_kind {
            SchemaKind::Type(SchemaType::String(it)) => {
                add_lengths(it.min_length, it.max_length, all);
                self.add_pattern(it.pattern.as_deref(), at, all);
            }
            SchemaKind::Type(SchemaType::Number(it)) => {
                let exclusive = (it.exclusive_minimum, it.exclusive_maximum);
                let [minimum, maximum] = [it.minimum, it.maximum].map(|it| it.and_then(float));
                add_range(minimum, maximum, exclusive, all);
                add_multiple(it.multiple_of, all);
            }
            SchemaKind::Type(SchemaType::Integer(it)) => {
                let exclusive = (it.exclusive_minimum, it.exclusive_maximum);
                let text = |it: Option<i64>| it.map(|it| it.to_string());
                add_range(text(it.minimum), text(it.maximum), exclusive, all);
                let multiple = it.multiple_of.filter(|it| *it > 0);
                all.extend(text(multiple).map(Constraint::MultipleOf));
            }
            SchemaKind::Type(SchemaType::Array(it)) => {
                add_items(it.min_items, it.max_items, it.unique_items, all);
            }
            SchemaKind::Type(SchemaType::Object(it)) => {
                add_counts(it.min_properties, it.max_properties, all);
            }
            SchemaKind::Any(it) => self.add_any(it, at, all),
            SchemaKind::Type(SchemaType::Boolean(_))
            | SchemaKind::OneOf { .. }
            | SchemaKind::AllOf { .. }
            | SchemaKind::AnyOf { .. }
            | SchemaKind::Not { .. } => {}
        }
    }

    fn add_any(&mut self, it: &AnySchema, at: &Origin, all: &mut Vec<Constraint>) {
        add_lengths(it.min_length, it.max_length, all);
        self.add_pattern(it.pattern.as_deref(), at, all);
        let exclusive = [it.exclusive_minimum, it.exclusive_maximum].map(|it| it == Some(true));
        let [minimum, maximum] = [it.minimum, it.maximum].map(|it| it.and_then(float));
        add_range(minimum, maximum, exclusive.into(), all);
        add_multiple(it.multiple_of, all);
        add_items(
            it.min_items,
            it.max_items,
            it.unique_items == Some(true),
            all,
        );
        add_counts(it.min_properties, it.max_properties, all);
    }

    fn add_pattern(&mut self, pattern: Option<&str>, at: &Origin, all: &mut Vec<Constraint>) {
        match pattern.map(translated) {
            None => {}
            Some(Ok(pattern)) => all.push(Constraint::Pattern(pattern)),
            Some(Err(reason)) => {
                let message = format!("the client does not check this pattern: {reason}");
                self.diagnostics
                    .warning("not-carried", &at.key("pattern"), message);
            }
        }
    }

    fn add_items(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        is_alternative: bool,
        all: &mut Vec<Constraint>,
    ) {
        let Some(items) = keywords.items else {
            return;
        };
        let at = at.key("items");
        if keywords.data.extensions.contains_key(PLACES)
            && let ReferenceOr::Item(items) = items
        {
            let at = at.key("properties");
            let places = Keywords::of(items).properties.into_iter().flatten();
            let places = places.map(|(key, it)| self.of_boxed(it, &at.key(key), is_alternative));
            all.push(Constraint::PrefixItems(places.collect()));
        } else {
            let items = self.of_boxed(items, &at, is_alternative);
            all.push(Constraint::Items(Box::new(items)));
        }
    }

    fn add_properties(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        is_alternative: bool,
        all: &mut Vec<Constraint>,
    ) {
        let described = keywords.properties.into_iter().flatten();
        let named: Vec<String> = described.clone().map(|(name, _)| name.clone()).collect();
        let of_server: Vec<&String> = described
            .clone()
            .filter(|(_, node)| {
                let resolved = self.spec.boxed_schema(node, at);
                resolved.is_some_and(|it| it.value.schema_data.read_only)
            })
            .map(|(name, _)| name)
            .collect();
        if is_alternative {
            let required = keywords.required.iter();
            let required = required.filter(|it| !of_server.contains(it)).cloned();
            all.push(Constraint::Required(required.collect()));
        }
        let at_properties = at.key("properties");
        let mut properties = Vec::new();
        for (name, node) in described.filter(|(name, _)| !of_server.contains(name)) {
            let of_property = self.of_boxed(node, &at_properties.key(name), is_alternative);
            properties.push((name.clone(), of_property));
        }
        // Those with few values tell alternatives apart, at little cost.
        properties.sort_by_key(|(_, it)| !it.0.iter().any(|it| matches!(it, Constraint::Enum(_))));
        all.push(Constraint::Properties(properties));
        if let Some(AdditionalProperties::Schema(node)) = keywords.additional {
            let at = at.key("additionalProperties");
            let others = self.of_node(
                node,
                &at,
                is_alternative && matches!(**node, ReferenceOr::Item(_)),
            );
            all.push(Constraint::AdditionalProperties(named, Box::new(others)));
        }
    }
}

/// The values that a schema lists, where they are texts or numbers.
fn listed(values: &[Value]) -> Option<Constraint> {
    let values: Vec<&Value> = values.iter().filter(|it| !it.is_null()).collect();
    if values.is_empty() {
        return None;
    }
    let texts = values.iter().map(|it| it.as_str().map(str::to_owned));
    let numbers = values
        .iter()
        .map(|it| it.as_number().map(Number::to_string));
    let texts: Option<Vec<String>> = texts.collect();
    let numbers: Option<Vec<String>> = numbers.collect();
    let numbers = numbers.map(Constraint::NumberEnum);
    texts.map(Constraint::Enum).or(numbers)
}

/// A number as JSON has it.
fn float(number: f64) -> Option<String> {
    Number::from_f64(number).map(|it| it.to_string())
}

fn add_lengths(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinLength));
    all.extend(counted(most).map(Constraint::MaxLength));
}

fn add_items(least: Option<usize>, most: Option<usize>, unique: bool, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinItems));
    all.extend(counted(most).map(Constraint::MaxItems));
    all.extend(unique.then_some(Constraint::UniqueItems));
}

fn add_counts(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinProperties));
    all.extend(counted(most).map(Constraint::MaxProperties));
}

fn counted(count: Option<usize>) -> Option<u64> {
    count.and_then(|it| u64::try_from(it).ok())
}

fn add_range(
    least: Option<String>,
    most: Option<String>,
    (above, below): (bool, bool),
    all: &mut Vec<Constraint>,
) {
    all.extend(least.map(if above {
        Constraint::ExclusiveMinimum
    } else {
        Constraint::Minimum
    }));
    all.extend(most.map(if below {
        Constraint::ExclusiveMaximum
    } else {
        Constraint::Maximum
    }));
}

fn add_multiple(of: Option<f64>, all: &mut Vec<Constraint>) {
    let of = of.filter(|it| *it > 0.0).and_then(float);
    all.extend(of.map(Constraint::MultipleOf));
}
