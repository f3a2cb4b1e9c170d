//! What lowering a schema may need: the description, and what has been made of it so far.

use super::budget::LoweringBudget;
use super::configured_types::ConfiguredTypes;
use super::nesting::Nesting;
use super::registry::Registry;
use super::type_arena::TypeArena;
use super::validation::Validation;
use super::xml::XmlArena;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{TypeDef, TypeId};
use crate::spec::Spec;

/// The values that lowering a schema may need, each with a duty of its own. Schemas refer to each other freely, so that what
/// lowers one of them may come to need them all; what can do with fewer of them takes these.
#[derive(Debug)]
pub(super) struct LoweringContext<'a> {
    /// The description.
    pub(super) spec: &'a Spec,
    /// What the client does without.
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The types made so far.
    pub(super) types: TypeArena,
    /// The components and merges that have been asked for.
    pub(super) registry: Registry<'a>,
    /// The types that the configuration chooses.
    pub(super) configured: ConfiguredTypes<'a>,
    /// How bodies of XML are written.
    pub(super) xml: XmlArena<'a>,
    /// How much may yet be done.
    pub(super) budget: LoweringBudget,
    /// What the schema at hand is inside of.
    pub(super) nesting: Nesting,
    /// What the client checks.
    pub(super) validation: Validation<'a>,
}

impl<'a> LoweringContext<'a> {
    /// The state before anything is lowered.
    pub(super) fn new(
        spec: &'a Spec,
        config: &'a Config,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            spec,
            configured: ConfiguredTypes::new(config, diagnostics),
            diagnostics,
            types: TypeArena::default(),
            registry: Registry::default(),
            xml: XmlArena::default(),
            budget: LoweringBudget::new(spec),
            nesting: Nesting::default(),
            validation: Validation::new(config.validate.requests),
        }
    }

    /// Defines a type, under the id that it was promised under, if it was.
    pub(super) fn define(&mut self, def: TypeDef) -> TypeId {
        self.budget.count_type(&def, self.diagnostics);
        let promised = self.registry.promised(&def, &self.types);
        let id = promised.unwrap_or_else(|| self.types.promise());
        self.types.define(id, def);
        id
    }
}
