//! Responses: what an operation answers on success, and what with an error status (`OpenAPI 3.0.4, 4.8.16`).

use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

use super::{Lowering, docs};
use crate::ir::{Direction, ErrorResponse, OperationId, Place, Role, Success, Type};
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// The success and the errors of an operation.
    pub(super) fn responses(
        &mut self,
        responses: &'a Responses,
        operation: OperationId,
        at: &Origin,
    ) -> (Success, Vec<ErrorResponse>) {
        self.direction = Direction::Read;
        let mut success = None;
        let mut errors = Vec::new();
        for (status, node) in &responses.responses {
            let status = status_text(status);
            let at = at.key(&status);
            match status.chars().next() {
                Some('2') if success.is_none() => {
                    success = Some(self.success(node, operation, &at));
                }
                Some('2') => self.another_success(node, &at),
                Some('1' | '3') => {
                    self.not_carried(&at, "what the server says before or beside its answer");
                }
                _ => errors.extend(self.error(node, &status, operation, &at)),
            }
        }
        if let Some(node) = &responses.default {
            let at = at.key("default");
            match success {
                // Without a word about success, the one response there is describes it.
                None => success = Some(self.success(node, operation, &at)),
                Some(_) => errors.extend(self.error(node, "default", operation, &at)),
            }
        }
        (success.unwrap_or(Success::Empty), errors)
    }

    /// The names of the headers that come with success, in lower case.
    pub(super) fn response_headers(&self, responses: &Responses, at: &Origin) -> Vec<String> {
        let success = responses
            .responses
            .iter()
            .find(|(status, _)| status_text(status).starts_with('2'));
        let response = success.and_then(|(_, node)| self.spec.response(node, at));
        let headers = response.into_iter().flat_map(|it| it.value.headers.keys());
        headers.map(|name| name.to_ascii_lowercase()).collect()
    }

    fn another_success(&mut self, node: &'a ReferenceOr<Response>, at: &Origin) {
        let has_content = self
            .spec
            .response(node, at)
            .is_some_and(|resolved| !resolved.value.content.is_empty());
        if has_content {
            self.diagnostics.error(
                "unsupported-response",
                at,
                "a second kind of success is not supported yet",
            );
        }
    }

    fn success(
        &mut self,
        node: &'a ReferenceOr<Response>,
        operation: OperationId,
        at: &Origin,
    ) -> Success {
        let Some(resolved) = self.spec.response(node, at) else {
            return Success::Empty;
        };
        let content = &resolved.value.content;
        if content.is_empty() {
            return Success::Empty;
        }
        let at = resolved.origin.key("content");
        if content.len() == 1 && content.keys().all(|name| name.starts_with("text/plain")) {
            return Success::Text;
        }
        let place = Place::of(Role::Response(operation));
        let ty = self.json_of(content, &at).and_then(|(media_type, at)| {
            let schema = media_type.schema.as_ref()?;
            Some(self.schema(schema, &at.key("schema"), &place).into_type())
        });
        if let Some(Type::Named(id)) = ty
            && let Some(Some(def)) = self.types.get_mut(id.0)
            && def.place == place
            && def.docs.is_none()
        {
            def.docs = docs::text(Some(&resolved.value.description));
        }
        Success::Json(ty.unwrap_or(Type::Json))
    }

    fn error(
        &mut self,
        node: &'a ReferenceOr<Response>,
        status: &str,
        operation: OperationId,
        at: &Origin,
    ) -> Option<ErrorResponse> {
        let resolved = self.spec.response(node, at)?;
        let place = Place::of(Role::Error(operation, status.to_owned()));
        let content_at = resolved.origin.key("content");
        let json = resolved
            .value
            .content
            .iter()
            .find(|(name, _)| super::body::is_json(name));
        let ty = json.and_then(|(name, media_type)| {
            let schema = media_type.schema.as_ref()?;
            Some(
                self.schema(schema, &content_at.key(name).key("schema"), &place)
                    .into_type(),
            )
        });
        Some(ErrorResponse {
            status: status.to_owned(),
            ty,
            docs: docs::text(Some(&resolved.value.description)),
        })
    }
}

fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(range) => format!("{range}XX"),
    }
}
