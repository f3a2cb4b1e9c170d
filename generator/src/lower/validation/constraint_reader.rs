//! The constraints of one schema.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::hidden::{Hidden, ServerProperties};
use super::pattern::translated;
use super::scalars::{add_validation, listed};
use crate::diag::Diagnostics;
use crate::ir::{Constraint, ConstraintKey, Constraints};
use crate::lower::schema::keywords::Keywords;
use crate::normalize::{PLACES, UNEVALUATED_ITEMS, UNEVALUATED_PROPERTIES};
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// What making constraints needs: where references lead, and a place for those that are to be made of what they lead to.
pub(super) struct ConstraintReader<'c, 'a> {
    spec: &'a Spec,
    diagnostics: &'c mut Diagnostics,
    asked: &'c mut Vec<(ConstraintKey, Resolved<'a, Schema>)>,
    known: &'c mut ServerProperties,
    /// What may yet be written of this table, and how many tables are inside each other here.
    left: usize,
    nested: usize,
}

/// How much a table may hold: each constraint counts as often as it has tables around it, which is how far it is indented.
const MOST_HELD: usize = 30_000;

impl<'c, 'a> ConstraintReader<'c, 'a> {
    pub(super) fn new(
        spec: &'a Spec,
        diagnostics: &'c mut Diagnostics,
        asked: &'c mut Vec<(ConstraintKey, Resolved<'a, Schema>)>,
        known: &'c mut ServerProperties,
    ) -> Self {
        Self {
            spec,
            diagnostics,
            asked,
            known,
            left: MOST_HELD,
            nested: 0,
        }
    }

    /// Those of a schema that may be a reference. What is `around` is of the server, too.
    pub(super) fn of_node(
        &mut self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        is_alternative: bool,
        around: &Hidden,
    ) -> Constraints {
        let resolved = self.spec.schema(node, at);
        self.of_resolved(resolved, is_alternative, around)
    }

    /// Those of another value, where the model boxes it.
    fn of_boxed(
        &mut self,
        node: &'a ReferenceOr<Box<Schema>>,
        at: &Origin,
        is_alternative: bool,
    ) -> Constraints {
        // What tells an alternative apart is looked for one reference deep.
        let is_alternative = is_alternative && matches!(node, ReferenceOr::Item(_));
        let resolved = self.spec.boxed_schema(node, at);
        self.of_resolved(resolved, is_alternative, &Hidden::new())
    }

    fn of_resolved(
        &mut self,
        resolved: Option<Resolved<'a, Schema>>,
        is_alternative: bool,
        around: &Hidden,
    ) -> Constraints {
        let Some(resolved) = resolved else {
            return Constraints::default();
        };
        let Resolved { value, origin, .. } = &resolved;
        let Some(component) = resolved.component.clone() else {
            return self.of_schema(value, origin, is_alternative, around);
        };
        let mut hidden = Hidden::new();
        if !around.is_empty() {
            let own = self.known.of(self.spec, resolved.clone());
            hidden = around.difference(&own).cloned().collect();
        }
        let key = ConstraintKey {
            component,
            is_alternative,
            hidden,
        };
        if !key.hidden.is_empty() && !self.known.has_room(&key) {
            self.leave_out(origin);
            return Constraints::default();
        }
        self.asked.push((key.clone(), resolved));
        Constraints(vec![Constraint::Ref(key)])
    }

    /// Those of a schema that stands at `at`; none where there is no room for them.
    pub(super) fn of_schema(
        &mut self,
        schema: &'a Schema,
        at: &Origin,
        is_alternative: bool,
        around: &Hidden,
    ) -> Constraints {
        if self.left == 0 {
            return Constraints::default();
        }
        self.nested += 1;
        let made = self.all_of_schema(schema, at, is_alternative, around);
        let held = (made.0.len() + 1).saturating_mul(self.nested);
        self.nested -= 1;
        if self.left > held {
            self.left -= held;
        } else if self.left > 0 {
            self.left = 0;
            self.leave_out(at);
        }
        made
    }

    fn leave_out(&mut self, at: &Origin) {
        let reason = "what is asked of it is too much for one table";
        self.warn(
            at,
            format!("the client checks no more of this value: {reason}"),
        );
    }

    fn warn(&mut self, at: &Origin, message: String) {
        self.diagnostics.warning("not-carried", at, message);
    }

    fn all_of_schema(
        &mut self,
        schema: &'a Schema,
        at: &Origin,
        is_alternative: bool,
        around: &Hidden,
    ) -> Constraints {
        let keywords = Keywords::of(schema);
        let mut hidden = Hidden::clone(&self.known.of_schema(self.spec, schema, at));
        hidden.extend(around.iter().cloned());
        let mut all = Vec::new();
        if keywords.data.nullable || keywords.values.contains(&Value::Null) {
            all.push(Constraint::Nullable);
        }
        if let Some(typ) = keywords.typ.filter(|_| is_alternative) {
            all.push(Constraint::Type(vec![typ.to_owned()]));
        }
        all.extend(listed(&keywords.values));
        let pattern = add_validation(schema, hidden.len(), &mut all);
        self.add_pattern(pattern, at, &mut all);
        self.add_items(&keywords, at, is_alternative, &mut all);
        self.add_properties(&keywords, at, is_alternative, &hidden, &mut all);
        for (index, member) in keywords.all_of.iter().enumerate() {
            let at = at.key("allOf").index(index);
            let member = self.of_node(member, &at, is_alternative, &hidden);
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
            let branches =
                branches.map(|(index, it)| self.of_node(it, &at.index(index), true, &hidden));
            // That no more than one of `oneOf` holds cannot be told by what a client looks at.
            all.push(Constraint::AnyOf(branches.collect()));
        }
        Constraints(all)
    }

    fn add_pattern(&mut self, pattern: Option<&str>, at: &Origin, all: &mut Vec<Constraint>) {
        match pattern.map(translated) {
            None => {}
            Some(Ok(pattern)) => all.push(Constraint::Pattern(pattern)),
            Some(Err(reason)) => {
                let message = format!("the client does not check this pattern: {reason}");
                self.warn(&at.key("pattern"), message);
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
        if keywords.data.extensions.contains_key(UNEVALUATED_ITEMS) {
            self.not_checked("unevaluatedItems", at);
            return;
        }
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
        hidden: &Hidden,
        all: &mut Vec<Constraint>,
    ) {
        let described = keywords.properties.into_iter().flatten();
        let named: Vec<String> = described.clone().map(|(name, _)| name.clone()).collect();
        if is_alternative {
            let required = keywords.required.iter();
            let required = required.filter(|it| !hidden.contains(*it)).cloned();
            all.push(Constraint::Required(required.collect()));
        }
        let at_properties = at.key("properties");
        let mut properties = Vec::new();
        for (name, node) in described.filter(|(name, _)| !hidden.contains(*name)) {
            let of_property = self.of_boxed(node, &at_properties.key(name), is_alternative);
            properties.push((name.clone(), of_property));
        }
        // Those with few values tell alternatives apart, at little cost.
        properties.sort_by_key(|(_, it)| !it.0.iter().any(|it| matches!(it, Constraint::Enum(_))));
        all.push(Constraint::Properties(properties));
        let Some(AdditionalProperties::Schema(node)) = keywords.additional else {
            return;
        };
        if keywords
            .data
            .extensions
            .contains_key(UNEVALUATED_PROPERTIES)
        {
            self.not_checked("unevaluatedProperties", at);
            return;
        }
        let is_alternative = is_alternative && matches!(**node, ReferenceOr::Item(_));
        let at = at.key("additionalProperties");
        let others = self.of_node(node, &at, is_alternative, &Hidden::new());
        all.push(Constraint::AdditionalProperties(named, Box::new(others)));
    }

    /// What is asked of the rest of a value, of which others describe parts.
    fn not_checked(&mut self, keyword: &str, at: &Origin) {
        let message = format!("the client does not check `{keyword}`");
        self.warn(&at.key(keyword), message);
    }
}
