//! What a client checks of what it sends: schemas of parameters and bodies come in, [`Constraints`] go out.
//!
//! [`constraint_reader`] reads the keywords of one schema, [`scalars`] those of scalars, [`hidden`] says what a request does not have, [`pattern`] translates regular expressions, and [`pruned`] leaves out what asks for
//! nothing. Where the configuration does not ask for checks, there are none.

mod constraint_reader;
mod hidden;
mod pattern;
mod pruned;
mod scalars;

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use crate::diag::Diagnostics;
use crate::ir::{ConstraintKey, Constraints, Operation};
use crate::lower::context::LoweringContext;
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};
use constraint_reader::ConstraintReader;
use hidden::{Hidden, ServerProperties};

/// The constraints made so far.
#[derive(Debug, Default)]
pub(super) struct Validation<'a> {
    is_on: bool,
    /// Those that are referred to.
    shared: BTreeMap<ConstraintKey, Constraints>,
    /// The schemas whose constraints are yet to be made.
    asked: Vec<(ConstraintKey, Resolved<'a, Schema>)>,
    known: ServerProperties,
}

/// What a parameter or a body has to fulfil whose schema stands at `at`.
pub(super) fn constraints<'a>(
    cx: &mut LoweringContext<'a>,
    node: &'a ReferenceOr<Schema>,
    at: &Origin,
) -> Constraints {
    if !cx.validation.is_on {
        return Constraints::default();
    }
    let validation = &mut cx.validation;
    let (asked, known) = (&mut validation.asked, &mut validation.known);
    let mut reader = ConstraintReader::new(cx.spec, cx.diagnostics, asked, known);
    reader.of_node(node, at, false, &Hidden::new())
}

impl Validation<'_> {
    pub(super) fn new(is_on: bool) -> Self {
        Self {
            is_on,
            ..Self::default()
        }
    }
}

impl<'a> Validation<'a> {
    /// Those that operations refer to. What asks for nothing is left out of all.
    pub(super) fn finish(
        mut self,
        spec: &'a Spec,
        diagnostics: &mut Diagnostics,
        operations: &mut [Operation],
    ) -> BTreeMap<ConstraintKey, Constraints> {
        while let Some((key, resolved)) = self.asked.pop() {
            if !self.shared.contains_key(&key) {
                let (asked, known) = (&mut self.asked, &mut self.known);
                let mut reader = ConstraintReader::new(spec, diagnostics, asked, known);
                let Resolved { value, origin, .. } = resolved;
                let made = reader.of_schema(value, &origin, key.is_alternative, &key.hidden);
                self.shared.insert(key, made);
            }
        }
        pruned::prune(self.shared, operations)
    }
}
