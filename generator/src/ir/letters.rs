//! How much the items of the model say to readers: descriptions are copied to all that they are about.

use super::{BodyShape, Operation, ResponseHeader, TypeDef, TypeKind};

impl TypeDef {
    /// How many bytes of documentation the type and its members have.
    pub fn letters(&self) -> usize {
        let members = match &self.kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter().map(|it| &it.docs);
                sum(fields.chain([&object.rest_docs]))
            }
            TypeKind::TextEnum(list) => sum(list.values.iter().map(|it| &it.about.docs)),
            TypeKind::ScalarEnum(list) => sum(list.values.iter().map(|it| &it.about.docs)),
            TypeKind::Union(union) => sum(union.branches.iter().map(|it| &it.docs)),
            TypeKind::Answer(answer) => sum(answer.cases.iter().map(|it| &it.docs)),
        };
        members + sum([&self.docs])
    }
}

impl Operation {
    /// How many bytes of documentation the operation and its params have.
    pub fn letters(&self) -> usize {
        let parameters = sum(self.parameters.iter().map(|it| &it.field.docs));
        let body = self.body.as_ref().map_or(0, |body| {
            let fields = match &body.shape {
                BodyShape::Fields(fields) => sum(fields.iter().map(|it| &it.field.docs)),
                BodyShape::Whole(_) => 0,
            };
            fields + sum([&body.docs])
        });
        let outcomes = self.outcomes.iter().map(|it| it.docs.len());
        let errors = self.errors.iter().map(|it| {
            sum(it.bodies.iter().map(|it| &it.docs)) + headers(&it.headers) + sum([&it.docs])
        });
        let servers = sum(self.servers.iter().map(|it| &it.docs));
        let own = sum([&self.summary, &self.docs]) + headers(&self.response_headers);
        own + parameters + body + servers + outcomes.chain(errors).sum::<usize>()
    }
}

fn headers(headers: &[ResponseHeader]) -> usize {
    sum(headers.iter().map(|it| &it.docs))
}

fn sum<'a>(texts: impl IntoIterator<Item = &'a Option<String>>) -> usize {
    let lengths = texts
        .into_iter()
        .map(|it| it.as_ref().map_or(0, String::len));
    lengths.sum()
}
