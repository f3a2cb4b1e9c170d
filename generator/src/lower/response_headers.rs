//! Headers of responses, which the documentation lists (`OpenAPI 3.0.4, 4.8.21`).

use openapiv3::{Header, ParameterSchemaOrContent, Response, Responses};

use super::facets::Facets;
use super::responses::status_text;
use super::{Lowering, docs};
use crate::ir::ResponseHeader;
use crate::origin::Origin;

impl Lowering<'_> {
    /// The headers that come with success.
    pub(super) fn response_headers(
        &self,
        responses: &Responses,
        at: &Origin,
    ) -> Vec<ResponseHeader> {
        let by_status = responses.responses.iter();
        let successes = by_status.filter(|(status, _)| status_text(status).starts_with('2'));
        let mut successes: Vec<_> = successes.map(|(_, node)| node).collect();
        if successes.is_empty() {
            successes.extend(&responses.default);
        }
        let mut headers: Vec<ResponseHeader> = Vec::new();
        for node in successes {
            let resolved = self.spec.response(node, at);
            for header in resolved.iter().flat_map(|it| self.headers_of(it.value)) {
                let same = |it: &ResponseHeader| it.name.eq_ignore_ascii_case(&header.name);
                if !headers.iter().any(same) {
                    headers.push(header);
                }
            }
        }
        headers
    }

    /// The headers of a response, but for the one that says what its body is.
    pub(super) fn headers_of(&self, response: &Response) -> Vec<ResponseHeader> {
        let headers = response.headers.iter();
        let headers = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        headers
            .map(|(name, node)| {
                let header = self.spec.header(node, self.spec.root());
                ResponseHeader {
                    name: name.clone(),
                    docs: header.and_then(|it| self.header_docs(it.value)),
                }
            })
            .collect()
    }

    /// The words of a header, then what its value is.
    fn header_docs(&self, header: &Header) -> Option<String> {
        let mut kind: Vec<String> = Vec::new();
        if let ParameterSchemaOrContent::Schema(schema) = &header.format
            && let Some(resolved) = self.spec.schema(schema, self.spec.root())
        {
            let facets = Facets::of(resolved.value);
            let typ = facets.typ.filter(|it| *it != "string");
            kind.extend(facets.format.as_deref().or(typ).map(|it| format!("`{it}`")));
        }
        if header.required {
            kind.push("always there".to_owned());
        }
        if header.deprecated == Some(true) {
            kind.push("deprecated".to_owned());
        }
        let kind = docs::text(Some(&kind.join(", ")));
        match (docs::text(header.description.as_deref()), kind) {
            (Some(words), Some(kind)) => Some(format!("{words} ({kind})")),
            (words, kind) => words.or(kind),
        }
    }
}
