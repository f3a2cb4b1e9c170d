//! What a description says in its own words, sentence by sentence: all else in the documentation of a client is words of the generator.

use std::collections::BTreeSet;

use super::words::sentences;
use crate::ir::{Api, BodyShape, Field, Operation, ResponseHeader, Server, TypeDef, TypeKind};

/// The sentences of a description.
pub(super) struct Said(BTreeSet<String>);

impl Said {
    /// Those of a model.
    pub(super) fn new(api: &Api) -> Self {
        let mut said = Self(BTreeSet::new());
        said.texts([&Some(format!("{} {}", api.title, api.version)), &api.docs]);
        said.texts(api.resources.iter().map(|it| &it.docs));
        said.texts(api.schemes.iter().map(|it| &it.docs));
        said.texts(api.client_parameters.iter().map(|it| &it.docs));
        said.texts(api.hooks.iter().map(|it| &it.docs));
        api.servers
            .iter()
            .chain(&api.server)
            .for_each(|it| said.server(it));
        api.operations.iter().for_each(|it| said.operation(it));
        api.types.iter().for_each(|it| said.ty(it));
        said
    }

    /// What of a sentence of the documentation is of the description: all of it, or what stands behind a name.
    pub(super) fn of<'a>(&self, sentence: &'a str) -> Option<&'a str> {
        let behind = sentence.split_once(": ").map(|(_, it)| it);
        let parts = [Some(sentence), behind].into_iter().flatten();
        let mut known = parts.filter(|it| self.0.contains(ended(it)));
        known.next()
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a Option<String>>) {
        for text in texts.into_iter().flatten() {
            let all = sentences(text).into_iter();
            self.0.extend(all.map(|it| ended(&it).to_owned()));
        }
    }

    /// The bounds of a field are told as changes of their own.
    fn field(&mut self, field: &Field) {
        let docs = field.docs.as_deref();
        let own = docs.map(|it| it.replace(field.constraints.as_deref().unwrap_or("\0"), ""));
        self.texts([&own]);
    }

    fn headers(&mut self, headers: &[ResponseHeader]) {
        self.texts(headers.iter().map(|it| &it.docs));
    }

    fn server(&mut self, server: &Server) {
        self.texts([&server.docs]);
        self.texts(server.variables.iter().map(|it| &it.docs));
    }

    fn operation(&mut self, operation: &Operation) {
        self.texts([&operation.summary, &operation.docs]);
        operation.servers.iter().for_each(|it| self.server(it));
        operation
            .parameters
            .iter()
            .for_each(|it| self.field(&it.field));
        if let Some(body) = &operation.body {
            self.texts([&body.docs]);
            if let BodyShape::Fields(fields) = &body.shape {
                for field in fields {
                    self.field(&field.field);
                }
            }
        }
        for outcome in &operation.outcomes {
            self.texts([&Some(outcome.docs.clone())]);
        }
        self.headers(&operation.response_headers);
        for error in &operation.errors {
            self.texts([&error.docs]);
            self.headers(&error.headers);
            self.texts(error.bodies.iter().map(|it| &it.docs));
        }
    }

    fn ty(&mut self, def: &TypeDef) {
        self.texts([&def.docs]);
        match &def.kind {
            TypeKind::Struct(object) => {
                object.fields.iter().for_each(|it| self.field(it));
                self.texts([&object.rest_docs]);
            }
            TypeKind::TextEnum(list) => self.texts(list.values.iter().map(|it| &it.about.docs)),
            TypeKind::ScalarEnum(list) => self.texts(list.values.iter().map(|it| &it.about.docs)),
            TypeKind::Union(union) => self.texts(union.branches.iter().map(|it| &it.docs)),
            TypeKind::Answer(answer) => self.texts(answer.cases.iter().map(|it| &it.docs)),
        }
    }
}

/// A sentence without its end, which documentation adds where there is none.
fn ended(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}
