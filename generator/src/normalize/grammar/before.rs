//! What is read before the table of 3.0 is applied: by the rewrites, for readers, and of the requests that the server sends.
//!
//! A rewrite passes over a value that it cannot read. So the fields that rewrites take are checked before all of them, in descriptions
//! of any version; all other fields, and what has to be there, are left to the table.

use super::shape::Shape;
use super::shape::Shape::{Flag, Text};
use super::walk::{Walk, stamp_of};
use crate::diag::Diagnostics;
use crate::normalize::object_tree::{self, Kind, Then, Visit};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Checks what rewrites read, and takes out what does not belong there.
pub(in crate::normalize) fn before(root: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let mut before = Before(Walk::new(diagnostics, true));
    object_tree::walk(Kind::Description, root, at, &mut before);
}

/// What a field holds.
#[derive(Clone, Copy)]
enum Expected {
    Is(Shape),
    /// A number, which may be in quotes.
    Bound,
    /// A list, or a single object in place of it.
    List,
    /// A mapping with free keys.
    Named,
    /// Texts with free keys, or a list of them.
    Texts,
    /// A schema, which may be a boolean.
    Schema,
    /// A reference.
    Reference,
    /// An object with these fields.
    Object(Fields),
    /// The same, or a list of such objects; what else it may be is left to the table.
    Of(Fields),
    /// The same of a mapping of such objects.
    Each(Fields),
}

type Fields = &'static [(&'static str, Expected)];

use Expected::{Bound, Each, Is, List, Named, Object, Of, Reference, Schema, Texts};

const TEXTS: Shape = Shape::List(&Text);

/// A link to a manual.
const MANUAL: (&str, Expected) = (
    "externalDocs",
    Object(&[("url", Is(Text)), ("description", Is(Text))]),
);

const DESCRIPTION: Fields = &[
    (
        "info",
        Of(&[
            ("summary", Is(Text)),
            ("termsOfService", Is(Text)),
            (
                "contact",
                Of(&[("name", Is(Text)), ("url", Is(Text)), ("email", Is(Text))]),
            ),
            (
                "license",
                Of(&[
                    ("name", Is(Text)),
                    ("url", Is(Text)),
                    ("identifier", Is(Text)),
                ]),
            ),
        ]),
    ),
    ("host", Is(Text)),
    ("basePath", Is(Text)),
    ("schemes", Is(TEXTS)),
    ("consumes", Is(TEXTS)),
    ("produces", Is(TEXTS)),
    ("securityDefinitions", Named),
    ("jsonSchemaDialect", Is(Text)),
    ("webhooks", Named),
    ("servers", Of(SERVER)),
    (
        "tags",
        Of(&[
            ("summary", Is(Text)),
            ("description", Is(Text)),
            ("kind", Is(Text)),
            ("parent", Is(Text)),
            MANUAL,
        ]),
    ),
    MANUAL,
];

const SERVER: Fields = &[("name", Is(Text))];

const COMPONENTS: Fields = &[
    ("callbacks", Named),
    ("mediaTypes", Named),
    ("pathItems", Named),
];

const PATH_ITEM: Fields = &[
    ("$ref", Reference),
    ("summary", Is(Text)),
    ("description", Is(Text)),
    ("additionalOperations", Named),
    ("servers", List),
    ("servers", Of(SERVER)),
    ("parameters", List),
];

const OPERATION: Fields = &[
    ("tags", Is(TEXTS)),
    ("summary", Is(Text)),
    ("description", Is(Text)),
    ("operationId", Is(Text)),
    ("schemes", Is(TEXTS)),
    ("consumes", Is(TEXTS)),
    ("produces", Is(TEXTS)),
    ("parameters", List),
    ("responses", Named),
    ("callbacks", Named),
    ("deprecated", Is(Flag)),
    ("servers", List),
    ("servers", Of(SERVER)),
    MANUAL,
];

const PARAMETER: Fields = &[
    ("name", Is(Text)),
    ("required", Is(Flag)),
    ("schema", Schema),
    ("collectionFormat", Is(Text)),
    ("minimum", Bound),
    ("maximum", Bound),
    ("multipleOf", Bound),
];

const REQUEST_BODY: Fields = &[("description", Is(Text)), ("content", Named)];

const RESPONSE: Fields = &[("summary", Is(Text))];

const SCHEMA: Fields = &[
    ("$schema", Is(Text)),
    ("$defs", Named),
    ("format", Is(Text)),
    ("minimum", Bound),
    ("maximum", Bound),
    ("multipleOf", Bound),
    ("prefixItems", List),
    ("unevaluatedItems", Schema),
    ("patternProperties", Named),
    ("propertyNames", Schema),
    ("unevaluatedProperties", Schema),
    ("contentEncoding", Is(Text)),
    ("contentMediaType", Is(Text)),
    MANUAL,
];

const FLOW: Fields = &[
    ("authorizationUrl", Is(Text)),
    ("deviceAuthorizationUrl", Is(Text)),
    ("tokenUrl", Is(Text)),
    ("refreshUrl", Is(Text)),
    ("scopes", Texts),
];

const SECURITY_SCHEME: Fields = &[
    ("flow", Is(Text)),
    ("bearerFormat", Is(Text)),
    ("openIdConnectUrl", Is(Text)),
    ("oauth2MetadataUrl", Is(Text)),
    ("deprecated", Is(Flag)),
    ("flows", Each(FLOW)),
    ("scopes", Texts),
];

/// What the specification calls an object that rewrites pass over where it is none, and its fields.
fn object(kind: Kind) -> (Option<&'static str>, Fields) {
    match kind {
        Kind::Description => (None, DESCRIPTION),
        Kind::Components => (None, COMPONENTS),
        Kind::PathItem => (Some("a path item"), PATH_ITEM),
        Kind::Operation => (Some("an operation"), OPERATION),
        Kind::Callback => (Some("a callback"), &[("$ref", Reference)]),
        Kind::RequestBody => (Some("a request body"), REQUEST_BODY),
        Kind::MediaType => (Some("a media type"), &[]),
        Kind::Response => (Some("a response"), RESPONSE),
        Kind::Schema => (None, SCHEMA),
        Kind::SecurityScheme => (None, SECURITY_SCHEME),
        Kind::Parameter | Kind::Header => (None, PARAMETER),
        Kind::Encoding | Kind::Server => (None, &[]),
    }
}

struct Before<'d>(Walk<'d>);

impl Visit for Before<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        let (name, fields) = object(kind);
        match (node, name) {
            (Node::Mapping(mapping), _) => self.fields(fields, mapping, at),
            (Node::Null, _) => {}
            // An empty list is an empty object in the words of some.
            (Node::Sequence(items), _) if items.is_empty() => {}
            (node, Some(name)) => {
                self.0.wrong(name, node, at);
                return Then::Remove;
            }
            (_, None) => {}
        }
        Then::Enter
    }
}

impl Before<'_> {
    fn fields(&mut self, fields: Fields, mapping: &mut Mapping, at: &At<'_>) {
        for (name, expected) in fields {
            let at = at.key(name);
            let Some(value) = mapping.get_mut(name).filter(|it| **it != Node::Null) else {
                continue;
            };
            if !self.expect(*expected, value, &at) {
                mapping.remove(name);
            }
        }
    }

    /// Checks a value. `false` takes it out.
    fn expect(&mut self, expected: Expected, value: &mut Node, at: &At<'_>) -> bool {
        let stamp = stamp_of(value);
        let at = &stamp.as_deref().map_or(*at, At::new);
        match (expected, value) {
            (Is(shape), value) => self.0.value(shape, value, at),
            (Named | Texts | Schema, Node::Sequence(items)) if items.is_empty() => true,
            (Texts, Node::Mapping(texts)) => {
                texts
                    .entries_mut()
                    .retain_mut(|(name, text)| self.0.value(Text, text, &at.key(name)));
                true
            }
            (Texts, value @ Node::Sequence(_)) => self.0.value(TEXTS, value, at),
            (Object(fields) | Of(fields), Node::Mapping(object)) => {
                self.fields(fields, object, at);
                true
            }
            (Of(fields), Node::Sequence(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Node::Mapping(object) = item {
                        self.fields(fields, object, &at.index(index));
                    }
                }
                true
            }
            (Each(fields), Node::Mapping(objects)) => {
                for (name, object) in objects.entries_mut() {
                    if let Node::Mapping(object) = object {
                        self.fields(fields, object, &at.key(name));
                    }
                }
                true
            }
            (Of(_) | Each(_), _)
            | (Bound, Node::Int(_) | Node::Float(_) | Node::String(_))
            | (Reference, Node::String(_))
            | (List, Node::Sequence(_) | Node::Mapping(_))
            | (Named, Node::Mapping(_))
            | (Schema, Node::Mapping(_) | Node::Bool(_)) => true,
            (Bound, value) => self.0.wrong("a number", value, at),
            (List, value) => self.0.wrong("a list", value, at),
            (Named | Object(_) | Texts, value) => self.0.wrong("a mapping", value, at),
            (Schema, value) => self.0.wrong("a schema", value, at),
            (Reference, value) => self.0.wrong("a reference", value, at),
        }
    }
}
