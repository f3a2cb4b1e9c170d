//! The properties that a request does not have, as they only ever come from the server.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openapiv3::{ReferenceOr, Schema};

use crate::ir::ConstraintKey;
use crate::lower::merge::conjuncts::conjuncts;
use crate::lower::merge::subschema::Subschema;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// The names of such properties.
pub(super) type Hidden = BTreeSet<String>;

/// How deep an `allOf` may be nested in others. Deeper ones have been reported.
const MAX_DEPTH: usize = 130;

/// How many tables there may be that leave out what is of the server elsewhere: alternatives of alternatives can ask for any
/// number.
const MOST_HIDING: usize = 1_000;

/// What is known of components.
#[derive(Debug, Default)]
pub(super) struct ServerProperties {
    /// The properties of each that are of the server.
    components: BTreeMap<String, Rc<Hidden>>,
    /// The tables that leave out what is of the server elsewhere.
    hiding: BTreeSet<ConstraintKey>,
}

impl ServerProperties {
    /// Whether there may be this table beside others that leave something out.
    pub(super) fn has_room(&mut self, key: &ConstraintKey) -> bool {
        if !self.hiding.contains(key) && self.hiding.len() >= MOST_HIDING {
            return false;
        }
        self.hiding.insert(key.clone());
        true
    }

    /// The properties of a schema that are of the server, or of one of its `allOf`.
    pub(super) fn of_schema(&mut self, spec: &Spec, schema: &Schema, at: &Origin) -> Rc<Hidden> {
        let resolved = Resolved {
            value: schema,
            origin: at.clone(),
            component: None,
        };
        self.found(spec, resolved, MAX_DEPTH)
    }

    /// The same of what a reference leads to.
    pub(super) fn of(&mut self, spec: &Spec, resolved: Resolved<'_, Schema>) -> Rc<Hidden> {
        self.found(spec, resolved, MAX_DEPTH)
    }

    fn found(&mut self, spec: &Spec, resolved: Resolved<'_, Schema>, depth: usize) -> Rc<Hidden> {
        let name = resolved.component;
        if let Some(known) = name.as_ref().and_then(|it| self.components.get(it)) {
            return Rc::clone(known);
        }
        if let Some(name) = &name {
            // What refers to itself adds nothing.
            self.components.insert(name.clone(), Rc::default());
        }
        let keywords = Keywords::of(resolved.value);
        let at = resolved.origin;
        let properties = keywords.properties.into_iter().flatten();
        let of_server = properties.filter(|(_, node)| is_of_server(spec, node, &at));
        let mut hidden: Hidden = of_server.map(|(name, _)| name.clone()).collect();
        for member in keywords.all_of.iter().take_while(|_| depth > 0) {
            if let Some(member) = spec.schema(member, &at) {
                hidden.extend(self.found(spec, member, depth - 1).iter().cloned());
            }
        }
        let hidden = Rc::new(hidden);
        if let Some(name) = name {
            self.components.insert(name, Rc::clone(&hidden));
        }
        hidden
    }
}

/// Whether a property only ever comes from the server, as one of the schemas says that hold for it.
fn is_of_server(spec: &Spec, node: &ReferenceOr<Box<Schema>>, at: &Origin) -> bool {
    let Some(resolved) = spec.boxed_schema(node, at) else {
        return false;
    };
    if resolved.value.schema_data.read_only {
        return true;
    }
    if Keywords::of(resolved.value).all_of.is_empty() {
        return false;
    }
    let conjuncts = conjuncts(spec, &[Subschema::of(resolved)]);
    conjuncts.iter().any(|it| it.keywords.data.read_only)
}
