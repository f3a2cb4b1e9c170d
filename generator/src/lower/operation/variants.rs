//! Other ways to call an operation: a method for each other media type it can be sent or answer with, and for the stream
//! that it answers with on demand.

use super::site::Site;
use crate::diag::Diagnostics;
use crate::ir::{Body, Case, Method, Operation, OperationId, Sample, Streaming, Success, Variant};
use crate::lower::budget::LoweringBudget;
use crate::lower::context::LoweringContext;
use crate::lower::message::media_type::method_words;
use crate::lower::message::response::{can_be_asked_for, lower_as, other_representations};
use crate::lower::message::{body, flag};
use crate::lower::type_arena::TypeArena;
use crate::markdown::code;

/// The operation that variants are of, and all operations so far, which they are added to.
struct Variants<'o> {
    operations: &'o mut Vec<Operation>,
    of: OperationId,
}

/// Adds the variants of an operation, which was lowered last.
pub(super) fn add<'a>(
    cx: &mut LoweringContext<'a>,
    operations: &mut Vec<Operation>,
    of: OperationId,
    site: &Site<'a>,
    stream: Option<super::SampledStream>,
    cases: &[Case],
) {
    let mut variants = Variants { operations, of };
    if let Some((stream, sample)) = stream {
        variants.add_stream(cx, stream, sample);
    }
    if let Some(node) = &site.operation.request_body {
        let method = site.method();
        let bodies = body::bodies(cx.spec, node, &site.at.key("requestBody"), &method);
        for (body, representation) in bodies.into_iter().skip(1) {
            let name = representation.name;
            let body = body::lower(cx, body, representation, &method, variants.next());
            let variant = Variant {
                of,
                name: method_words(name),
                shares_params: false,
                docs: format!("Sends its body as {}.", code(name)),
            };
            variants.add(&mut cx.budget, cx.diagnostics, variant, |it| {
                it.body = Some(body);
            });
        }
    }
    if site.method() == Method::Head {
        return;
    }
    let at = site.at.key("responses");
    for other in other_representations(cx.spec, &site.operation.responses, &at) {
        let name = other.name;
        let (success, outcomes, samples) = lower_as(cx, other, cases, variants.next(), &at);
        let variant = Variant {
            of,
            name: method_words(name),
            shares_params: true,
            docs: format!("Asks for an answer that is {}.", code(name)),
        };
        variants.add(&mut cx.budget, cx.diagnostics, variant, |it| {
            it.envelope = None;
            it.success = success;
            it.samples = samples;
            it.accept = Some(name.to_owned()).filter(|it| can_be_asked_for(it));
            let is_new = |status: &str| outcomes.iter().any(|it| it.status == status);
            it.outcomes.retain(|it| !is_new(&it.status));
            it.outcomes.extend(outcomes);
        });
    }
}

impl Variants<'_> {
    /// The id of the next variant.
    fn next(&self) -> OperationId {
        OperationId(self.operations.len())
    }

    /// Adds the method for the stream. Where a property of the body asks for it, each method sets that, so that a caller
    /// cannot get what the method does not read.
    fn add_stream(
        &mut self,
        cx: &mut LoweringContext<'_>,
        stream: Streaming,
        sample: Option<Sample>,
    ) {
        let flagged = self.take_stream_flag(&cx.types);
        let variant = Variant {
            of: self.of,
            name: "stream".to_owned(),
            shares_params: true,
            docs: "The answer comes item by item, as the server has them.".to_owned(),
        };
        self.add(&mut cx.budget, cx.diagnostics, variant, |it| {
            it.envelope = None;
            it.success = Success::Stream(stream);
            it.samples = Vec::from_iter(sample);
            it.accept = None;
            it.body = flagged.or(it.body.take());
        });
    }

    /// Lets the operation ask for its answer as a whole, and gives the body that asks for the stream instead.
    fn take_stream_flag(&mut self, types: &TypeArena) -> Option<Body> {
        let operation = self.operations.get_mut(self.of.0)?;
        flag::take_stream_flag(types, operation.body.as_mut()?)
    }

    fn add(
        &mut self,
        budget: &mut LoweringBudget,
        diagnostics: &mut Diagnostics,
        variant: Variant,
        change: impl FnOnce(&mut Operation),
    ) {
        if budget.is_too_large() {
            return;
        }
        let Some(mut operation) = self.operations.get(self.of.0).cloned() else {
            return;
        };
        operation.variant = Some(variant);
        change(&mut operation);
        budget.count_operation(&operation, diagnostics);
        self.operations.push(operation);
    }
}
