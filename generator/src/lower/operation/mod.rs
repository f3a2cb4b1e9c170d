//! Operations: every method of every path becomes an operation of a resource (`OpenAPI 3.0.4, 4.8.9`).
//!
//! In come the path items, out go the operations and the resources that they belong to. [`resources`] decides where an
//! operation is found in Rust, with [`untagged`] for those without tags and [`homes`](resources::homes) for those whose tags have changed, [`parameters`], [`parameter`] and [`style`] what a caller gives beside the body, [`security`] and [`servers`]
//! what the call needs and where it goes, [`client_wide`] which parameters the client can hold; the room [`message`](super::message) lowers body and responses. [`variants`] adds
//! other ways to make the same call. [`hooks`] are the requests that the server sends.

pub(super) mod client_wide;
pub(super) mod hooks;
mod idempotency;
mod parameter;
mod parameters;
pub(super) mod resources;
pub(super) mod security;
pub(super) mod servers;
mod site;
pub(super) mod style;
mod template;
pub(super) mod untagged;
mod variants;

use openapiv3::ReferenceOr;

use super::context::LoweringContext;
use super::docs;
use super::losses::not_carried;
use super::message::equal::EqualMediaTypes;
use super::message::{body, flag, response};
use crate::config::Config;
use crate::ir::{Body, Case, Method, Operation, OperationId, Parameter, Sample, Streaming};
use client_wide::ClientWide;
use resources::{Placement, Resources};
use site::{Site, sites};

/// Lowers all operations, in the order of the description.
pub(super) fn lower_all(
    cx: &mut LoweringContext<'_>,
    config: &Config,
    held: &ClientWide,
    resources: &mut Resources<'_>,
) -> Vec<Operation> {
    let spec = cx.spec;
    let mut operations = Vec::new();
    let mut equal = EqualMediaTypes::default();
    for (path, item) in &spec.openapi.paths.paths {
        let at = spec.root().key("paths").key(path);
        let ReferenceOr::Item(item) = item else {
            let message = "a path item that stands elsewhere is not read yet";
            cx.diagnostics.error("unsupported-reference", &at, message);
            continue;
        };
        for site in sites(path, item, at) {
            equal.add_operation(spec, site.operation, &site.method(), &site.at);
            let number = OperationId(operations.len());
            let (operation, stream, cases) = lower(cx, (config, held), resources, &site, number);
            cx.budget.count_operation(&operation, cx.diagnostics);
            operations.push(operation);
            if cx.budget.is_too_large() {
                return operations;
            }
            variants::add(cx, &mut operations, number, &site, stream, &cases);
        }
    }
    equal.note(cx.diagnostics);
    operations
}

/// A stream, and what it looks like.
type SampledStream = (Streaming, Option<Sample>);

/// An operation, the stream that it answers with beside its answer, and what each status of success holds.
fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    (config, held): (&Config, &ClientWide),
    resources: &mut Resources<'_>,
    site: &Site<'a>,
    number: OperationId,
) -> (Operation, Option<SampledStream>, Vec<Case>) {
    let operation = site.operation;
    let at = &site.at;
    if !operation.callbacks.is_empty() {
        not_carried(cx.diagnostics, &at.key("callbacks"), "callbacks");
    }
    let Placement {
        resource,
        name,
        idempotent,
    } = resources.place(site, config);
    let parameters = parameters::lower(cx, held, site, number);
    let body = lower_body(cx, site, number);
    let method = site.method();
    // Who asks for a change is told that it has been made before.
    let is_conditional = !matches!(method, Method::Get | Method::Head)
        || parameters.iter().any(Parameter::is_condition);
    let at_responses = at.key("responses");
    let mut lowered = response::lower(
        cx,
        &operation.responses,
        number,
        &at_responses,
        is_conditional,
    );
    match method {
        Method::Head => lowered.leave_out_bodies(),
        Method::Get => lowered.read_undescribed_body(),
        _ => {}
    }
    let envelope = config.envelope.as_ref().map(|it| &it.flag);
    let operation = Operation {
        variant: None,
        id: site.id(),
        idempotent: idempotent.unwrap_or(method.is_idempotent()),
        idempotency_header: idempotency::header(cx.spec, config, site, &method, &parameters),
        method,
        path: site.path.to_owned(),
        tag: operation.tags.first().cloned(),
        resource,
        name,
        summary: docs::text(operation.summary.as_deref()),
        docs: docs::text(operation.description.as_deref()),
        deprecated: operation.deprecated,
        security: security::required(cx.spec, cx.diagnostics, operation.security.as_deref(), at),
        servers: servers::of_operation(cx.spec, config, cx.diagnostics, site),
        parameters,
        body,
        accept: lowered.accept,
        envelope: envelope
            .filter(|it| flag::is_envelope(&cx.types, &lowered.success, it))
            .cloned(),
        not_modified: response::not_modified(&lowered.cases),
        success: lowered.success,
        samples: lowered.samples,
        outcomes: lowered.outcomes,
        response_headers: lowered.headers,
        errors: lowered.errors,
        error: None,
        origin: at.clone(),
    };
    let stream = lowered.stream.map(|it| (it, lowered.stream_sample));
    (operation, stream, lowered.cases)
}

/// The body that the method of an operation sends.
fn lower_body<'a>(
    cx: &mut LoweringContext<'a>,
    site: &Site<'a>,
    number: OperationId,
) -> Option<Body> {
    let node = site.operation.request_body.as_ref()?;
    let method = site.method();
    let bodies = body::bodies(cx.spec, node, &site.at.key("requestBody"), &method);
    let (body, first) = bodies.into_iter().next()?;
    Some(body::lower(cx, body, first, &method, number))
}
