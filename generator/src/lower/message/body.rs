//! Request bodies (`OpenAPI 3.0.4, 4.8.13`).

use openapiv3::{AdditionalProperties, ReferenceOr, RequestBody};

use super::form;
use super::media_type::MediaFormat;
use super::representation::{Representation, has_files, representations, representations_of_patch};
use super::{schema_of, structure_is_lost};
use crate::ir::{
    Body, BodyField, BodyFormat, BodyShape, Direction, Field, JsonKind, Location, Method,
    OperationId, Role, Step, Style, Type,
};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, example, nested};
use crate::lower::merge::conjuncts::{Conjunct, conjuncts, subschemas};
use crate::lower::merge::json_types::{JsonTypes, json_types};
use crate::lower::merge::subschema::Subschema;
use crate::lower::schema::keywords::Keywords;
use crate::lower::schema::{self, fields};
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::lower::validation::constraints;
use crate::lower::xml;
use crate::normalize::UNSAID;
use crate::origin::Origin;
use crate::spec::Spec;

/// The bodies that an operation can send: the one that its method sends first, then those of its variants.
pub(in crate::lower) fn bodies<'a>(
    spec: &'a Spec,
    node: &'a ReferenceOr<RequestBody>,
    at: &Origin,
    method: &Method,
) -> Vec<(&'a RequestBody, Representation<'a>)> {
    let Some(resolved) = spec.request_body(node, at) else {
        return Vec::new();
    };
    let body = resolved.value;
    let at = resolved.origin.key("content");
    let mut all = match method {
        Method::Patch => representations_of_patch(spec, &body.content, &at),
        _ => representations(spec, &body.content, &at),
    };
    // What describes files and cannot hold them comes after what can.
    if all
        .iter()
        .any(|it| it.format.holds_files() && has_files(spec, it))
    {
        all.sort_by_key(|it| !it.format.holds_files() && has_files(spec, it));
    }
    let is_multipart = |it: &Representation<'_>| it.format == MediaFormat::Multipart;
    let has_multipart = all.iter().any(is_multipart);
    let all = all.into_iter().map(|mut it| {
        if !has_multipart && it.format == MediaFormat::Form && has_files(spec, &it) {
            it.format = MediaFormat::Multipart;
            it.name = MULTIPART;
        }
        it
    });
    all.map(|it| (body, it)).collect()
}

/// The media type of a form with files, whatever the description calls it: `FastAPI` describes each model as a form of pairs.
const MULTIPART: &str = "multipart/form-data";

/// What an operation sends as one of the media types of its body.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    body: &'a RequestBody,
    representation: Representation<'a>,
    method: &Method,
    operation: OperationId,
) -> Body {
    if !body.content.contains_key(representation.name) {
        let message = format!("a form with files is sent as `{MULTIPART}`");
        cx.diagnostics
            .warning("file-in-form", &representation.at, message)
            .about_key();
    }
    let xml = (representation.format == MediaFormat::Xml)
        .then(|| xml::lower(cx, &representation, true))
        .flatten();
    if representation.format == MediaFormat::Xml && xml.is_none() {
        let at = representation.at.key("schema");
        let message = format!(
            "the client does not carry the structure of what is `{}`",
            representation.name
        );
        cx.diagnostics
            .warning("not-carried", &at, message)
            .hint("nothing says what its element is called: `xml: {name: …}` in the schema does");
    } else if !representation.format.is_written_by_schema() {
        structure_is_lost(cx.spec, cx.diagnostics, &representation);
    }
    let format = match representation.format {
        MediaFormat::Json => BodyFormat::Json,
        MediaFormat::Multipart => BodyFormat::Multipart,
        MediaFormat::Form => BodyFormat::Form,
        MediaFormat::Xml => xml.map_or(BodyFormat::Text, BodyFormat::Xml),
        MediaFormat::Text => BodyFormat::Text,
        MediaFormat::Bytes | MediaFormat::Stream(_) => BodyFormat::Bytes,
    };
    let asks_for_body = matches!(method, Method::Post | Method::Put | Method::Patch);
    let shape = lower_shape(cx, format, &representation, operation);
    let required = body.required
        || body.extensions.contains_key(UNSAID)
            && asks_for_body
            && requires_any(cx.spec, &representation);
    let schema = representation.media_type.schema.as_ref();
    let constraints = schema.map(|it| constraints(cx, it, &representation.at.key("schema")));
    let docs = docs::text(body.description.as_deref());
    let more = docs_of_schema(cx.spec, &cx.types, &shape, &representation);
    Body {
        media_type: representation.name.to_owned(),
        format,
        docs: docs::with_paragraph(docs, more.as_deref()),
        shape,
        required,
        flag: None,
        constraints: constraints.unwrap_or_default(),
        example: example::of_media_type(cx.spec, representation.media_type),
        origin: representation.at,
    }
}

/// Whether a body has to have some property: its schema requires one, or each branch of a union requires one or is no object.
fn requires_any(spec: &Spec, representation: &Representation<'_>) -> bool {
    let at = representation.at.key("schema");
    let schema = representation.media_type.schema.as_ref();
    let resolved = schema.and_then(|it| spec.schema(it, &at));
    resolved.is_some_and(|it| {
        let all = conjuncts(spec, &[Subschema::of(it)]);
        require_property(&all) || all.iter().any(|it| branches_require(spec, it))
    })
}

fn require_property(conjuncts: &[Conjunct<'_>]) -> bool {
    let mut required = conjuncts.iter().filter(|it| !it.is_optional);
    required.any(|it| !it.keywords.required.is_empty())
}

/// Whether one branch of a union requires a property, and no other can be an object without any.
fn branches_require(spec: &Spec, conjunct: &Conjunct<'_>) -> bool {
    conjunct.keywords.unions().any(|(keyword, list)| {
        let at = conjunct.subschema.at.key(keyword);
        let branches = subschemas(spec, list, &at).into_iter();
        let (requiring, others): (Vec<_>, Vec<_>) = branches
            .map(|branch| conjuncts(spec, &[branch]))
            .partition(|it| require_property(it));
        let is_object = |all: &[Conjunct<'_>]| {
            matches!(
                json_types(all),
                JsonTypes::Any | JsonTypes::One(JsonKind::Object)
            )
        };
        !requiring.is_empty() && !others.iter().any(|it| is_object(it))
    })
}

/// How a caller gives a body. The properties of an object that is written in place are given one by one.
fn lower_shape<'a>(
    cx: &mut LoweringContext<'a>,
    format: BodyFormat,
    representation: &Representation<'a>,
    operation: OperationId,
) -> BodyShape {
    let target = Target::of(Role::Params(operation), Direction::Write);
    let at = representation.at.key("schema");
    let schema = representation.media_type.schema.as_ref();
    match (format, schema) {
        (BodyFormat::Text, _) => BodyShape::Whole(Type::String),
        (BodyFormat::Bytes, _) => BodyShape::Whole(Type::File),
        (BodyFormat::Json | BodyFormat::Xml(_), Some(ReferenceOr::Item(schema)))
            if is_plain_object(&Keywords::of(schema))
                && !cx.configured.has_schema(&at, cx.diagnostics) =>
        {
            let fields = fields::lower(cx, &Keywords::of(schema), &at, &target);
            BodyShape::Fields(fields.into_iter().map(json_field).collect())
        }
        (BodyFormat::Json | BodyFormat::Xml(_), Some(schema)) => {
            let target = target.then(Step::Body);
            BodyShape::Whole(schema::lower(cx, schema, &at, &target).into_type())
        }
        (BodyFormat::Json | BodyFormat::Xml(_), None) => BodyShape::Whole(Type::Json),
        (BodyFormat::Form, Some(schema)) => form::lower(cx, schema, representation, false, &target),
        (BodyFormat::Multipart, Some(schema)) => {
            form::lower(cx, schema, representation, true, &target)
        }
        (BodyFormat::Multipart, None) => BodyShape::Whole(Type::Parts),
        (BodyFormat::Form, None) => BodyShape::Fields(Vec::new()),
    }
}

fn json_field(field: Field) -> BodyField {
    BodyField {
        field,
        style: Style::default_of(Location::Query),
        is_styled: false,
        media_type: None,
    }
}

/// Whether a schema is an object whose properties can be given one by one, and which has no others.
pub(super) fn is_plain_object(keywords: &Keywords<'_>) -> bool {
    let is_closed = matches!(
        keywords.additional,
        None | Some(AdditionalProperties::Any(false))
    );
    keywords.has_properties() && is_closed && !keywords.is_combined() && !keywords.data.nullable
}

/// What the schema of a body says about it, unless the documentation of its type says it.
fn docs_of_schema(
    spec: &Spec,
    types: &TypeArena,
    shape: &BodyShape,
    representation: &Representation<'_>,
) -> Option<String> {
    let schema = schema_of(spec, representation)?;
    let own = docs::of_schema(&schema.schema_data);
    match shape {
        BodyShape::Fields(_) => own,
        BodyShape::Whole(Type::Named(_)) => None,
        BodyShape::Whole(ty) => nested::of_value(spec, types, ty, schema).or(own),
    }
}
