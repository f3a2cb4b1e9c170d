//! Headers of responses, which the documentation lists (`OpenAPI 3.0.4, 4.8.21`).

use std::collections::BTreeMap;

use openapiv3::{Header, ParameterSchemaOrContent, Response, Responses};
use serde_json::Value;

use crate::ir::{ResponseHeader, Type};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::docs::constraints as limits;
use crate::lower::docs::nested as inner;
use crate::lower::message::responses::status_text;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::Resolved;

impl<'a> Lowering<'a> {
    /// The headers that come with success.
    pub(in crate::lower) fn response_headers(
        &mut self,
        responses: &'a Responses,
        at: &Origin,
    ) -> Vec<ResponseHeader> {
        let by_status = responses.responses.iter();
        let by_status = by_status.map(|(status, node)| (status_text(status), node));
        let mut successes: Vec<_> = by_status.filter(|(it, _)| it.starts_with('2')).collect();
        if successes.is_empty() {
            let default = responses.default.iter();
            successes.extend(default.map(|node| ("default".to_owned(), node)));
        }
        let mut headers: Vec<ResponseHeader> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (status, node) in successes {
            let Some(resolved) = self.spec.response(node, &at.key(&status)) else {
                continue;
            };
            for header in self.headers_of(&resolved) {
                let next = headers.len();
                let index = known.entry(header.name.to_ascii_lowercase());
                match headers.get_mut(*index.or_insert(next)) {
                    Some(same) => {
                        same.docs = limits::after(same.docs.take(), header.docs.as_deref());
                    }
                    None => headers.push(header),
                }
            }
        }
        headers
    }

    /// The headers of a response, but for the one that says what its body is.
    pub(in crate::lower) fn headers_of(
        &mut self,
        response: &Resolved<'a, Response>,
    ) -> Vec<ResponseHeader> {
        let at = response.origin.key("headers");
        let headers = response.value.headers.iter();
        let headers = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        headers
            .map(|(name, node)| {
                let header = self.spec.header(node, &at.key(name));
                ResponseHeader {
                    name: name.clone(),
                    docs: header.and_then(|it| self.header_docs(&it)),
                }
            })
            .collect()
    }

    /// The words of a header and of its schema, then what its value is.
    fn header_docs(&mut self, resolved: &Resolved<'a, Header>) -> Option<String> {
        let header = resolved.value;
        let mut words = docs::text(header.description.as_deref());
        let mut kind: Vec<String> = Vec::new();
        let (schema, at) = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (Some(schema), resolved.origin.key("schema"))
            }
            ParameterSchemaOrContent::Content(content) => {
                let first = content.iter().next();
                kind.extend(first.map(|(name, _)| format!("`{name}`")));
                let name = first.map_or("", |(name, _)| name);
                let at = resolved.origin.key("content").key(name).key("schema");
                (first.and_then(|(_, it)| it.schema.as_ref()), at)
            }
        };
        if let Some(schema) = schema.and_then(|it| self.spec.schema(it, &at)) {
            let keywords = Keywords::of(schema.value);
            if keywords.has_properties() || !keywords.all_of.is_empty() {
                let what = "the structure of a header, which is read as text";
                self.not_carried(&schema.origin, what);
            }
            kind.extend(self.kind_of_value(&keywords));
            let ty = match keywords.items {
                Some(_) => Type::List(Box::new(Type::String)),
                None => Type::String,
            };
            let more = self.words_of(&ty, schema.value);
            words = inner::joined(words, more.as_deref());
            words = inner::joined(words, listed(&keywords.values).as_deref());
        }
        if header.required {
            kind.push("always there".to_owned());
        }
        if header.deprecated == Some(true) {
            kind.push("deprecated".to_owned());
        }
        let kind = docs::text(Some(&kind.join(", ")));
        match (words, kind) {
            (Some(words), Some(kind)) if words.contains("\n\n") => {
                Some(format!("({kind}) {words}"))
            }
            (Some(words), Some(kind)) => Some(format!("{words} ({kind})")),
            (words, kind) => words.or(kind),
        }
    }

    /// What the text of a header stands for, if it is no mere text.
    fn kind_of_value(&self, keywords: &Keywords<'a>) -> Option<String> {
        let typ = keywords.typ.filter(|it| *it != "string");
        let name = keywords.format.as_deref().or(typ)?;
        let items = keywords.items;
        let items = items.and_then(|it| self.spec.boxed_schema(it, self.spec.root()));
        let items = items.map(|it| Keywords::of(it.value));
        let item = items
            .as_ref()
            .and_then(|it| it.format.as_deref().or(it.typ));
        Some(match item {
            Some(item) => format!("`{name}` of `{item}`"),
            None => format!("`{name}`"),
        })
    }
}

/// The values that a header can have, where it has not any.
fn listed(values: &[Value]) -> Option<String> {
    let words = values.iter().map(|value| match value {
        Value::String(text) => format!("`{}`", text.replace('`', "'")),
        value => format!("`{value}`"),
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("One of {}.", words.join(", ")))
}
