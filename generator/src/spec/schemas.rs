//! Schemas, which are most of a description. `openapiv3` takes an untagged choice for each of them, and so has each copied once for every
//! schema around it. Here, they are taken out of the description before it is read, are made one by one, and are put back.

use openapiv3::{
    Encoding, Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    ReferenceOr, RequestBody, Response, Responses, Schema,
};
use serde::Deserialize;
use serde::de::value::Error;

use super::plain::read_schema;
use crate::normalize::object_tree::{Kind, Then, Visit, walk};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// What stands before the number of a schema in the reference that is in its place.
const NUMBER: &str = "\u{1}";

/// The model of a normalized description.
pub(super) fn read(mut root: Node) -> Result<OpenAPI, Error> {
    #[cfg(debug_assertions)]
    let whole = OpenAPI::deserialize(&root);
    let mut schemas = TakenSchemas(Vec::new());
    let origin = Origin::root("");
    walk(
        Kind::Description,
        &mut root,
        &At::new(&origin),
        &mut schemas,
    );
    let mut read = OpenAPI::deserialize(&root);
    let made: Result<Vec<_>, Error> = schemas.0.iter().map(read_schema).collect();
    match (&mut read, made) {
        (Ok(openapi), Ok(made)) => MadeSchemas(made).put_back(openapi),
        (Ok(_), Err(error)) => read = Err(error),
        (Err(_), _) => {}
    }
    #[cfg(debug_assertions)]
    assert!(
        whole.ok() == read.as_ref().ok().cloned(),
        "schemas must be read as `openapiv3` does"
    );
    read
}

/// The schemas that were taken out, by their numbers.
struct TakenSchemas(Vec<Node>);

impl Visit for TakenSchemas {
    fn visit(&mut self, kind: Kind, node: &mut Node, _at: &At<'_>) -> Then {
        if kind != Kind::Schema {
            return Then::Enter;
        }
        let reference = Node::String(format!("{NUMBER}{}", self.0.len()));
        let reference = Node::Mapping(Mapping::new(vec![("$ref".to_owned(), reference)]));
        self.0.push(std::mem::replace(node, reference));
        Then::Pass
    }
}

/// The same, once they are made.
struct MadeSchemas(Vec<ReferenceOr<Schema>>);

impl MadeSchemas {
    fn put_back(mut self, openapi: &mut OpenAPI) {
        let paths = openapi.paths.paths.values_mut().filter_map(item);
        paths.for_each(|it| self.path_item(it));
        let Some(components) = &mut openapi.components else {
            return;
        };
        components.schemas.values_mut().for_each(|it| self.put(it));
        let responses = components.responses.values_mut().filter_map(item);
        responses.for_each(|it| self.response(it));
        let parameters = components.parameters.values_mut().filter_map(item);
        parameters.for_each(|it| self.parameter(it));
        let bodies = components.request_bodies.values_mut().filter_map(item);
        bodies.for_each(|it| self.body(it));
        let headers = components.headers.values_mut().filter_map(item);
        headers.for_each(|it| self.header(it));
        let callbacks = components.callbacks.values_mut().filter_map(item);
        let paths = callbacks.flat_map(|it| it.values_mut());
        paths.for_each(|it| self.path_item(it));
    }

    /// Puts the schema in the place of its number.
    fn put(&mut self, place: &mut ReferenceOr<Schema>) {
        let ReferenceOr::Reference { reference } = place else {
            return;
        };
        let number = reference
            .strip_prefix(NUMBER)
            .and_then(|it| it.parse::<usize>().ok());
        if let Some(schema) = number.and_then(|it| self.0.get_mut(it)) {
            std::mem::swap(place, schema);
        }
    }

    fn path_item(&mut self, path: &mut PathItem) {
        let parameters = path.parameters.iter_mut().filter_map(item);
        parameters.for_each(|it| self.parameter(it));
        let operations = [
            &mut path.get,
            &mut path.put,
            &mut path.post,
            &mut path.delete,
            &mut path.options,
            &mut path.head,
            &mut path.patch,
            &mut path.trace,
        ];
        let operations = operations.into_iter().flatten();
        operations.for_each(|it| self.operation(it));
    }

    fn operation(&mut self, operation: &mut Operation) {
        let parameters = operation.parameters.iter_mut().filter_map(item);
        parameters.for_each(|it| self.parameter(it));
        if let Some(body) = operation.request_body.as_mut().and_then(item) {
            self.body(body);
        }
        let Responses {
            default, responses, ..
        } = &mut operation.responses;
        let responses = default.iter_mut().chain(responses.values_mut());
        responses.filter_map(item).for_each(|it| self.response(it));
        let paths = operation.callbacks.values_mut();
        let paths = paths.flat_map(|it| it.values_mut());
        paths.for_each(|it| self.path_item(it));
    }

    fn parameter(&mut self, parameter: &mut Parameter) {
        let (Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. }) = parameter;
        self.schema_or_content(&mut parameter_data.format);
    }

    fn header(&mut self, header: &mut Header) {
        self.schema_or_content(&mut header.format);
    }

    fn schema_or_content(&mut self, format: &mut ParameterSchemaOrContent) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.put(schema),
            ParameterSchemaOrContent::Content(content) => {
                content.values_mut().for_each(|it| self.media_type(it));
            }
        }
    }

    fn body(&mut self, body: &mut RequestBody) {
        body.content.values_mut().for_each(|it| self.media_type(it));
    }

    fn response(&mut self, response: &mut Response) {
        let headers = response.headers.values_mut().filter_map(item);
        headers.for_each(|it| self.header(it));
        let content = response.content.values_mut();
        content.for_each(|it| self.media_type(it));
    }

    fn media_type(&mut self, media_type: &mut MediaType) {
        media_type.schema.iter_mut().for_each(|it| self.put(it));
        let encodings = media_type.encoding.values_mut();
        let headers = encodings.flat_map(|Encoding { headers, .. }| headers.values_mut());
        headers.filter_map(item).for_each(|it| self.header(it));
    }
}

fn item<T>(node: &mut ReferenceOr<T>) -> Option<&mut T> {
    match node {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}
