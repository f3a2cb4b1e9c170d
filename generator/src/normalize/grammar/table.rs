//! The objects of the specification as a table: their fields, and what each of them holds (`OpenAPI 3.0.4, 4.8`).

use super::security::SECURITY_SCHEME;
use super::shape::Shape::{
    Count, Data, Examples, Flag, List, Map, Number, Object, RefOr, SchemaOrFlag, Text, Word,
};
use super::shape::{
    Fill, ObjectRule, expected, filled, for_others, not_carried, optional, required, rule,
};

pub(super) static DESCRIPTION: ObjectRule = rule(
    "the description",
    &[
        required("openapi", Data),
        expected("info", Object(&INFO), Fill::Mapping),
        optional("servers", List(&Object(&SERVER))),
        filled("paths", Map(&Object(&PATH_ITEM)), Fill::Mapping),
        optional("components", Object(&COMPONENTS)),
        optional("security", List(&Map(&List(&Text)))),
        optional("tags", List(&Object(&TAG))),
        for_others("externalDocs"),
    ],
);

static INFO: ObjectRule = rule(
    "info",
    &[
        expected("title", Text, Fill::Text("API")),
        optional("description", Text),
        optional("termsOfService", Text),
        optional("contact", Object(&CONTACT)),
        optional("license", Object(&LICENSE)),
        expected("version", Text, Fill::Text("0.0.0")),
    ],
);

static CONTACT: ObjectRule = rule(
    "a contact",
    &[
        optional("name", Text),
        optional("url", Text),
        optional("email", Text),
    ],
);

static LICENSE: ObjectRule = rule(
    "a license",
    &[
        filled("name", Text, Fill::Text("")),
        optional("url", Text),
        for_others("identifier"),
    ],
);

static SERVER: ObjectRule = rule(
    "a server",
    &[
        required("url", Text),
        optional("description", Text),
        optional("name", Text),
        optional("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
);

static SERVER_VARIABLE: ObjectRule = rule(
    "a server variable",
    &[
        optional("enum", List(&Text)),
        filled("default", Text, Fill::Text("")),
        optional("description", Text),
    ],
);

static COMPONENTS: ObjectRule = rule(
    "components",
    &[
        optional("schemas", Map(&RefOr(&SCHEMA))),
        optional("responses", Map(&RefOr(&RESPONSE))),
        optional("parameters", Map(&RefOr(&PARAMETER))),
        optional("examples", Examples),
        optional("requestBodies", Map(&RefOr(&REQUEST_BODY))),
        optional("headers", Map(&RefOr(&HEADER))),
        optional("securitySchemes", Map(&RefOr(&SECURITY_SCHEME))),
        not_carried("links"),
        not_carried("callbacks"),
    ],
);

static PATH_ITEM: ObjectRule = rule(
    "a path item",
    &[
        optional("summary", Text),
        optional("description", Text),
        optional("get", Object(&OPERATION)),
        optional("put", Object(&OPERATION)),
        optional("post", Object(&OPERATION)),
        optional("delete", Object(&OPERATION)),
        optional("options", Object(&OPERATION)),
        optional("head", Object(&OPERATION)),
        optional("patch", Object(&OPERATION)),
        optional("trace", Object(&OPERATION)),
        optional("servers", List(&Object(&SERVER))),
        optional("parameters", List(&RefOr(&PARAMETER))),
    ],
);

static OPERATION: ObjectRule = rule(
    "an operation",
    &[
        optional("tags", List(&Text)),
        optional("summary", Text),
        optional("description", Text),
        for_others("externalDocs"),
        optional("operationId", Text),
        optional("parameters", List(&RefOr(&PARAMETER))),
        optional("requestBody", RefOr(&REQUEST_BODY)),
        filled("responses", Map(&RefOr(&RESPONSE)), Fill::Mapping),
        not_carried("callbacks"),
        optional("deprecated", Flag),
        optional("security", List(&Map(&List(&Text)))),
        optional("servers", List(&Object(&SERVER))),
    ],
);

static PARAMETER: ObjectRule = ObjectRule {
    name: "a parameter",
    fields: &[
        required("name", Text),
        required("in", Word(&["query", "header", "path", "cookie"])),
        optional("description", Text),
        optional("required", Flag),
        optional("deprecated", Flag),
        optional("allowEmptyValue", Flag),
        optional("style", Text),
        optional("explode", Flag),
        optional("allowReserved", Flag),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Data),
        optional("examples", Examples),
        optional("content", Map(&Object(&MEDIA_TYPE))),
    ],
    also: Some(super::field_rules::parameter),
};

static HEADER: ObjectRule = ObjectRule {
    name: "a header",
    fields: &[
        optional("description", Text),
        optional("required", Flag),
        optional("deprecated", Flag),
        optional("allowEmptyValue", Flag),
        optional("style", Word(&["simple"])),
        optional("explode", Flag),
        optional("allowReserved", Flag),
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Data),
        optional("examples", Examples),
        optional("content", Map(&Object(&MEDIA_TYPE))),
    ],
    also: Some(super::field_rules::header),
};

static REQUEST_BODY: ObjectRule = rule(
    "a request body",
    &[
        optional("description", Text),
        filled("content", Map(&Object(&MEDIA_TYPE)), Fill::Mapping),
        optional("required", Flag),
    ],
);

static MEDIA_TYPE: ObjectRule = rule(
    "a media type",
    &[
        optional("schema", RefOr(&SCHEMA)),
        optional("example", Data),
        optional("examples", Examples),
        optional("encoding", Map(&Object(&ENCODING))),
    ],
);

static ENCODING: ObjectRule = ObjectRule {
    name: "an encoding",
    fields: &[
        optional("contentType", Text),
        not_carried("headers"),
        optional(
            "style",
            Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        optional("explode", Flag),
        optional("allowReserved", Flag),
        not_carried("encoding"),
        not_carried("prefixEncoding"),
        not_carried("itemEncoding"),
    ],
    also: Some(super::field_rules::encoding),
};

static RESPONSE: ObjectRule = rule(
    "a response",
    &[
        filled("description", Text, Fill::Text("")),
        optional("headers", Map(&RefOr(&HEADER))),
        optional("content", Map(&Object(&MEDIA_TYPE))),
        not_carried("links"),
    ],
);

static TAG: ObjectRule = rule(
    "a tag",
    &[
        required("name", Text),
        optional("description", Text),
        for_others("externalDocs"),
    ],
);

static DISCRIMINATOR: ObjectRule = rule(
    "a discriminator",
    &[
        required("propertyName", Text),
        optional("mapping", Map(&Text)),
    ],
);

pub(super) static SCHEMA: ObjectRule = ObjectRule {
    name: "a schema",
    fields: &[
        optional("title", Text),
        optional("multipleOf", Number),
        optional("maximum", Number),
        optional("exclusiveMaximum", Flag),
        optional("minimum", Number),
        optional("exclusiveMinimum", Flag),
        optional("maxLength", Count),
        optional("minLength", Count),
        optional("pattern", Text),
        optional("maxItems", Count),
        optional("minItems", Count),
        optional("uniqueItems", Flag),
        optional("maxProperties", Count),
        optional("minProperties", Count),
        optional("required", List(&Text)),
        optional("enum", List(&Data)),
        optional(
            "type",
            Word(&["array", "boolean", "integer", "number", "object", "string"]),
        ),
        optional("allOf", List(&RefOr(&SCHEMA))),
        optional("oneOf", List(&RefOr(&SCHEMA))),
        optional("anyOf", List(&RefOr(&SCHEMA))),
        optional("not", RefOr(&SCHEMA)),
        optional("items", RefOr(&SCHEMA)),
        optional("properties", Map(&RefOr(&SCHEMA))),
        optional("additionalProperties", SchemaOrFlag),
        optional("description", Text),
        optional("format", Text),
        optional("default", Data),
        optional("nullable", Flag),
        optional("discriminator", Object(&DISCRIMINATOR)),
        optional("readOnly", Flag),
        optional("writeOnly", Flag),
        for_others("xml"),
        for_others("externalDocs"),
        optional("example", Data),
        optional("deprecated", Flag),
    ],
    also: None,
};
