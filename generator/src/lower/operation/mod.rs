//! Paths: every method of every path item becomes an operation (`OpenAPI 3.0.4, 4.8.9`).

pub(in crate::lower) mod hooks;
pub(in crate::lower) mod parameters;
pub(in crate::lower) mod resources;
pub(in crate::lower) mod security;
pub(in crate::lower) mod servers;
pub(in crate::lower) mod variants;

use openapiv3::{PathItem, ReferenceOr};
use serde_json::Value;

use crate::ir::{Case, Method, Operation, OperationId, Streaming};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::message::responses::LoweredResponses;
use crate::normalize::METHOD;
use crate::origin::Origin;

/// An operation and what stands around it in the description.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Site<'a> {
    /// What names its method: a key of a path item, or the method itself where there is no key for it.
    key: &'a str,
    pub(in crate::lower) path: &'a str,
    pub(in crate::lower) item: &'a PathItem,
    pub(in crate::lower) operation: &'a openapiv3::Operation,
}

impl Site<'_> {
    pub(in crate::lower) fn method(&self) -> Method {
        Method::from_key(self.key).unwrap_or_else(|| Method::Other(self.key.to_owned()))
    }
}

impl<'a> Lowering<'a> {
    /// Lowers all operations, in the order of the description.
    pub(in crate::lower) fn operations(&mut self) {
        let spec = self.spec;
        for (path, item) in &spec.openapi.paths.paths {
            let at = spec.root().key("paths").key(path);
            let ReferenceOr::Item(item) = item else {
                self.diagnostics.error(
                    "unsupported-reference",
                    &at,
                    "a path item that stands elsewhere is not read yet",
                );
                continue;
            };
            for (key, operation) in item.iter() {
                let own = at.key(key);
                let other = operation.extensions.get(METHOD).and_then(Value::as_str);
                let site = match (other, path.rsplit_once('#')) {
                    (Some(method), Some((path, _))) => (method, path),
                    _ => (key, path.as_str()),
                };
                let site = Site {
                    key: site.0,
                    path: site.1,
                    item,
                    operation,
                };
                let (operation, stream, cases) = self.operation(site, &own, &at);
                self.count_operation(&operation);
                self.operations.push(operation);
                if self.is_too_large() {
                    return;
                }
                self.variants(site, &own, stream, &cases);
            }
        }
    }

    /// An operation, the stream that it answers with beside its answer, and what each status of success holds.
    fn operation(
        &mut self,
        site: Site<'a>,
        at: &Origin,
        item_at: &Origin,
    ) -> (Operation, Option<Streaming>, Vec<Case>) {
        let Site {
            path, operation, ..
        } = site;
        let method = site.method();
        let number = OperationId(self.operations.len());
        if !operation.callbacks.is_empty() {
            self.not_carried(&at.key("callbacks"), "callbacks");
        }
        let names = self.names(site);
        let parameters = self.parameters(site, number, at, item_at);
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.body(body, number, &at.key("requestBody")));
        let response_headers = self.response_headers(&operation.responses, &at.key("responses"));
        let mut answered = self.responses(&operation.responses, number, &at.key("responses"));
        if method == Method::Head {
            answered.leave_out_bodies();
        }
        let LoweredResponses {
            success,
            stream,
            cases,
            outcomes,
            errors,
            accept,
        } = answered;
        let operation = Operation {
            variant: None,
            id: id(site),
            idempotent: names.idempotent.unwrap_or(method.is_idempotent()),
            method,
            path: path.to_owned(),
            resource: names.resource,
            name: names.method,
            name_is_chosen: names.method_is_chosen,
            summary: docs::text(operation.summary.as_deref()),
            docs: docs::text(operation.description.as_deref()),
            deprecated: operation.deprecated,
            security: self.security(operation.security.as_deref(), at),
            servers: self.own_servers(site, at, item_at),
            parameters,
            body,
            accept,
            envelope: self.envelope(&success),
            success,
            outcomes,
            response_headers,
            errors,
            origin: at.clone(),
        };
        (operation, stream, cases)
    }

    /// Reports that the client does without something the description says.
    pub(in crate::lower) fn not_carried(&mut self, at: &Origin, what: &str) {
        self.diagnostics.warning(
            "not-carried",
            at,
            format!("the client does not carry {what}"),
        );
    }
}

/// What an operation is called in configuration, errors and documentation.
pub(in crate::lower) fn id(site: Site<'_>) -> String {
    docs::text(site.operation.operation_id.as_deref())
        .unwrap_or_else(|| format!("{} {}", site.method().as_str(), site.path))
}
