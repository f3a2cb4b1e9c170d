//! The model of a normalized description, and where its references lead.

mod plain;
mod schemas;

use indexmap::IndexMap;
use openapiv3::{
    Example, Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};

use crate::diag::Diagnostics;
use crate::normalize::percent_decoded;
use crate::origin::Origin;
use crate::source::Document;

/// A description whose references all lead somewhere.
#[derive(Debug)]
pub struct Spec {
    /// The model.
    pub openapi: OpenAPI,
    root: Origin,
}

/// What a reference leads to, or what stood there without one.
#[derive(Clone, Debug)]
pub struct Resolved<'a, T> {
    /// The thing itself.
    pub value: &'a T,
    /// Where it is defined.
    pub origin: Origin,
    /// Its name, if it is a component.
    pub component: Option<String>,
}

/// Loads a normalized document. What keeps it from being loaded is reported.
pub fn load(document: Document, diagnostics: &mut Diagnostics) -> Option<Spec> {
    let root = Origin::root(document.file);
    match schemas::read(document.root) {
        Ok(mut openapi) => {
            if let Some(components) = &mut openapi.components {
                shorten(&mut components.schemas);
            }
            Some(Spec { openapi, root })
        }
        Err(error) => {
            diagnostics.error("invalid-description", &root, error.to_string());
            None
        }
    }
}

/// Lets each component that is a reference to another refer to the last one of the chain at once, however long that is.
fn shorten<T>(components: &mut IndexMap<String, ReferenceOr<T>>) {
    for index in 0..components.len() {
        let (mut way, mut at, mut last) = (Vec::new(), Some(index), None);
        while let Some(index) = at.take() {
            let Some((_, ReferenceOr::Reference { reference })) = components.get_index(index)
            else {
                break;
            };
            // Circles have been reported.
            if way.len() > components.len() {
                return;
            }
            at = component(reference).and_then(|(_, name)| components.get_index_of(&name));
            last = Some(reference.clone());
            way.push(index);
        }
        // One that is short already shows where the others lead.
        for index in way {
            if let (Some(last), Some((_, ReferenceOr::Reference { reference }))) =
                (&last, components.get_index_mut(index))
            {
                reference.clone_from(last);
            }
        }
    }
}

/// How many references may lead from one to the next. Circles have been reported, and end here.
const MAX_CHAIN: usize = 1000;

impl Spec {
    /// The place of the whole description.
    pub fn root(&self) -> &Origin {
        &self.root
    }

    /// Whether there is no security scheme at all.
    pub fn security_is_none(&self) -> bool {
        let components = self.openapi.components.as_ref();
        components.is_none_or(|it| it.security_schemes.is_empty())
    }

    /// A schema at `at`.
    pub fn schema<'a>(
        &'a self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
    ) -> Option<Resolved<'a, Schema>> {
        self.follow(node, at, "schemas", |components| &components.schemas)
    }

    /// A schema at `at`, where the model boxes it.
    pub fn boxed_schema<'a>(
        &'a self,
        node: &'a ReferenceOr<Box<Schema>>,
        at: &Origin,
    ) -> Option<Resolved<'a, Schema>> {
        match node {
            ReferenceOr::Item(schema) => Some(Resolved {
                value: schema,
                origin: at.clone(),
                component: None,
            }),
            ReferenceOr::Reference { reference } => {
                self.target(reference, "schemas", |components| &components.schemas)
            }
        }
    }

    /// The schema that a reference leads to.
    pub fn referred_schema(&self, reference: &str) -> Option<Resolved<'_, Schema>> {
        self.target(reference, "schemas", |components| &components.schemas)
    }

    /// A parameter at `at`.
    pub fn parameter<'a>(
        &'a self,
        node: &'a ReferenceOr<Parameter>,
        at: &Origin,
    ) -> Option<Resolved<'a, Parameter>> {
        self.follow(node, at, "parameters", |components| &components.parameters)
    }

    /// A request body at `at`.
    pub fn request_body<'a>(
        &'a self,
        node: &'a ReferenceOr<RequestBody>,
        at: &Origin,
    ) -> Option<Resolved<'a, RequestBody>> {
        self.follow(node, at, "requestBodies", |components| {
            &components.request_bodies
        })
    }

    /// A response at `at`.
    pub fn response<'a>(
        &'a self,
        node: &'a ReferenceOr<Response>,
        at: &Origin,
    ) -> Option<Resolved<'a, Response>> {
        self.follow(node, at, "responses", |components| &components.responses)
    }

    /// A header of a response at `at`.
    pub fn header<'a>(
        &'a self,
        node: &'a ReferenceOr<Header>,
        at: &Origin,
    ) -> Option<Resolved<'a, Header>> {
        self.follow(node, at, "headers", |components| &components.headers)
    }

    /// A security scheme at `at`.
    pub fn security_scheme<'a>(
        &'a self,
        node: &'a ReferenceOr<SecurityScheme>,
        at: &Origin,
    ) -> Option<Resolved<'a, SecurityScheme>> {
        self.follow(node, at, "securitySchemes", |components| {
            &components.security_schemes
        })
    }

    /// An example at `at`.
    pub fn example<'a>(
        &'a self,
        node: &'a ReferenceOr<Example>,
        at: &Origin,
    ) -> Option<Resolved<'a, Example>> {
        self.follow(node, at, "examples", |components| &components.examples)
    }

    fn follow<'a, T>(
        &'a self,
        node: &'a ReferenceOr<T>,
        at: &Origin,
        kind: &str,
        of: fn(&openapiv3::Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<Resolved<'a, T>> {
        match node {
            ReferenceOr::Item(value) => Some(Resolved {
                value,
                origin: at.clone(),
                component: None,
            }),
            ReferenceOr::Reference { reference } => self.target(reference, kind, of),
        }
    }

    fn target<'a, T>(
        &'a self,
        reference: &str,
        kind: &str,
        of: fn(&openapiv3::Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<Resolved<'a, T>> {
        let components = of(self.openapi.components.as_ref()?);
        let mut reference = reference;
        for _ in 0..MAX_CHAIN {
            let (_, name) = component(reference)?;
            match components.get(&name)? {
                ReferenceOr::Reference { reference: next } => reference = next,
                ReferenceOr::Item(value) => {
                    return Some(Resolved {
                        value,
                        origin: self.root.key("components").key(kind).key(&name),
                        component: Some(name),
                    });
                }
            }
        }
        None
    }
}

/// The kind and the name of the component that a reference names.
fn component(reference: &str) -> Option<(String, String)> {
    let (kind, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    if name.contains('/') {
        return None;
    }
    let name = percent_decoded(name).replace("~1", "/").replace("~0", "~");
    Some((kind.to_owned(), name))
}
