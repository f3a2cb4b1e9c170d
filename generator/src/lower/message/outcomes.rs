//! Statuses that are no errors, and what they mean.

use openapiv3::{ReferenceOr, Response};

use crate::ir::{Case, Outcome};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// Whether a status sends the call elsewhere, and does not say more.
    pub(in crate::lower) fn is_redirect(
        &self,
        status: &str,
        node: &'a ReferenceOr<Response>,
        at: &Origin,
    ) -> bool {
        let resolved = self.spec.response(node, at);
        let says_more = resolved.is_some_and(|it| !it.value.content.is_empty());
        status.starts_with('3') && status != "304" && !says_more
    }

    /// What is said before the answer has no body that a caller would see.
    pub(in crate::lower) fn silent(
        &mut self,
        node: &'a ReferenceOr<Response>,
        status: String,
        at: &Origin,
    ) -> Option<Outcome> {
        let response = self.spec.response(node, at)?.value;
        if !response.content.is_empty() {
            self.not_carried(at, "what the server says before or beside its answer");
        }
        let docs = docs::text(Some(&response.description))?;
        Some(Outcome { status, docs })
    }
}

/// What a status means, where the description says so.
pub(in crate::lower) fn outcome(case: &Case) -> Option<Outcome> {
    let docs = case.docs.clone()?;
    let status = case.status.clone();
    Some(Outcome { status, docs })
}
