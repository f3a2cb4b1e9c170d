//! The fields that are checked before all rewrites.

use crate::normalize::grammar::shape::Shape;
use crate::normalize::grammar::shape::Shape::{Flag, Text};
use crate::normalize::object_tree::Kind;

/// What a field holds.
#[derive(Clone, Copy)]
pub(super) enum Expected {
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
    /// Security requirements: mappings, or names of schemes.
    Requirements,
    /// An object with these fields.
    Object(Fields),
    /// The same, or a list of such objects; what else it may be is left to the table.
    Of(Fields),
    /// The same of a mapping of such objects.
    Each(Fields),
}

pub(super) type Fields = &'static [(&'static str, Expected)];

use Expected::{Bound, Each, Is, List, Named, Object, Of, Reference, Requirements, Schema, Texts};

pub(super) const TEXTS: Shape = Shape::List(&Text);

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
    ("$self", Is(Text)),
    ("jsonSchemaDialect", Is(Text)),
    ("webhooks", Named),
    ("security", Requirements),
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

/// The sections whose entries have been copied to where references lead to them.
pub(super) const COPIED: [&str; 3] = ["callbacks", "mediaTypes", "pathItems"];

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
    ("security", Requirements),
    ("servers", List),
    ("servers", Of(SERVER)),
    MANUAL,
];

const PARAMETER: Fields = &[
    ("required", Is(Flag)),
    ("schema", Schema),
    ("collectionFormat", Is(Text)),
    ("minimum", Bound),
    ("maximum", Bound),
    ("multipleOf", Bound),
];

/// Of a parameter that becomes a body, or a part of one.
pub(super) const OF_BODY: Fields = &[("name", Is(Text))];

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
pub(super) fn object(kind: Kind) -> (Option<&'static str>, Fields) {
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
