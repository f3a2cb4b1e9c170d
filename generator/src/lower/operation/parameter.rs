//! A parameter of the path, the query, a header or a cookie (`OpenAPI 3.0.4, 4.8.12`).

use std::collections::BTreeMap;

use openapiv3::{
    Content, Parameter as Described, ParameterData, ParameterSchemaOrContent, ReferenceOr, Schema,
    SchemaKind, Type as SchemaType,
};
use serde_json::Value;

use super::client_wide::ClientWide;
use super::style;
use crate::diag::Diagnostics;
use crate::ir::{Constraints, Field, Location, Parameter, Presence, Step, StyleKind, Type};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, example, nested};
use crate::lower::losses::not_carried;
use crate::lower::message::media_type::MediaFormat;
use crate::lower::message::representation::representations;
use crate::lower::message::structure_is_lost;
use crate::lower::schema::{self, Lowered};
use crate::lower::target::Target;
use crate::lower::validation::constraints;
use crate::normalize::WHOLE_QUERY;
use crate::origin::Origin;
use crate::spec::Spec;
use crate::wire::is_token;

/// Headers that the client sets itself, so that a parameter of that name says nothing (`OpenAPI 3.0.4, 4.8.12.1`).
const OWN_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// A parameter; `None` for a header that the client sets itself, and for what cannot be sent.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    held: &ClientWide,
    node: &'a ReferenceOr<Described>,
    at: &Origin,
    target: &Target,
) -> Option<Parameter> {
    let resolved = cx.spec.parameter(node, at)?;
    let (parameter, at) = (resolved.value, &resolved.origin);
    let data = parameter.parameter_data_ref();
    let location = location(cx.spec, cx.diagnostics, parameter, at)?;
    let mut style = style::of_parameter(parameter, location);
    let target = target.then(Step::Property(data.name.clone()));
    let mut lowered = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => {
            schema::lower(cx, schema, &at.key("schema"), &target)
        }
        ParameterSchemaOrContent::Content(content) => {
            let at = at.key("content");
            let (lowered, kind) = lower_content(cx, content, location, &at, &target);
            if let Some(kind) = kind {
                style.kind = kind;
                style.explode = kind == StyleKind::Form;
            }
            lowered
        }
    };
    // No style but that of JSON has a form for what may be anything, and a bare object is one here.
    if lowered.ty == Type::Json && is_object(cx.spec, data, at) && style.kind != StyleKind::Json {
        lowered.ty = Type::map_of(Type::Json);
    }
    let docs = docs_of(parameter, &lowered, location);
    let constraints = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => constraints(cx, schema, &at.key("schema")),
        ParameterSchemaOrContent::Content(content) => {
            let all = representations(cx.spec, content, &at.key("content")).into_iter();
            let described = all
                .take(1)
                .find_map(|it| Some((it.media_type.schema.as_ref()?, it.at)));
            described.map_or_else(Constraints::default, |(schema, at)| {
                constraints(cx, schema, &at.key("schema"))
            })
        }
    };
    let is_required = data.required || location == Location::Path;
    let client_wide = held.holds(location, data);
    Some(Parameter {
        location,
        style,
        field: Field {
            wire: data.name.clone(),
            ty: lowered.ty,
            presence: if is_required && !client_wide {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs,
            constraints: lowered.constraints,
            example: example::of_parameter(cx.spec, data).or(lowered.example),
            constant: lowered.constant,
            by_default: false,
            deprecated: data.deprecated.unwrap_or(false) || lowered.deprecated,
            format: lowered.format,
            order: 0,
            origin: at.clone(),
        },
        client_wide,
        least: least(cx.spec, data, at),
        constraints,
    })
}

/// What is said about a parameter, and how it is to be given where its type does not show that.
fn docs_of(parameter: &Described, lowered: &Lowered, location: Location) -> Option<String> {
    let data = parameter.parameter_data_ref();
    let docs = docs::text(data.description.as_deref()).or(lowered.docs.clone());
    let docs = nested::documented(docs, lowered, &data.name);
    let may_be_empty = matches!(
        parameter,
        Described::Query {
            allow_empty_value: Some(true),
            ..
        }
    );
    let note = match location {
        Location::WholeQuery => Some("It is all of the query."),
        Location::Path | Location::Query | Location::Header | Location::Cookie => {
            may_be_empty.then_some("It may be empty.")
        }
    };
    docs::with_paragraph(docs, note)
}

/// Whether the schema of a parameter says that it is an object.
fn is_object(spec: &Spec, data: &ParameterData, at: &Origin) -> bool {
    let ParameterSchemaOrContent::Schema(node) = &data.format else {
        return false;
    };
    let schema = spec.schema(node, at).map(|it| &it.value.schema_kind);
    matches!(schema, Some(SchemaKind::Type(SchemaType::Object(_))))
}

/// The numbers that a parameter, or each of its properties, is by default or at least.
fn least(spec: &Spec, data: &ParameterData, at: &Origin) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let ParameterSchemaOrContent::Schema(node) = &data.format else {
        return found;
    };
    let Some(schema) = spec.schema(node, at) else {
        return found;
    };
    if let SchemaKind::Type(SchemaType::Object(object)) = &schema.value.schema_kind {
        for (name, node) in &object.properties {
            let property = spec.boxed_schema(node, &schema.origin.key("properties").key(name));
            let least = property.and_then(|it| least_of(it.value));
            found.extend(least.map(|least| (name.clone(), least)));
        }
    }
    found.extend(least_of(schema.value).map(|least| (data.name.clone(), least)));
    found
}

/// The number that a value is by default, or at least.
fn least_of(schema: &Schema) -> Option<u64> {
    let default = schema.schema_data.default.as_ref();
    default
        .and_then(Value::as_u64)
        .or_else(|| match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Integer(integer)) => u64::try_from(integer.minimum?).ok(),
            _ => None,
        })
}

/// What a parameter holds that is described by a media type, and the style that comes of it. What is neither JSON nor the
/// form that a query can be is a text that its caller writes.
fn lower_content<'a>(
    cx: &mut LoweringContext<'a>,
    content: &'a Content,
    location: Location,
    at: &Origin,
    target: &Target,
) -> (Lowered, Option<StyleKind>) {
    let is_whole_query = location == Location::WholeQuery;
    let all = representations(cx.spec, content, at);
    let Some(representation) = all.into_iter().next() else {
        return (Lowered::plain(Type::String), None);
    };
    let style = match representation.format {
        MediaFormat::Json => StyleKind::Json,
        MediaFormat::Form if is_whole_query => StyleKind::Form,
        MediaFormat::Form
        | MediaFormat::Multipart
        | MediaFormat::Xml
        | MediaFormat::Text
        | MediaFormat::Bytes
        | MediaFormat::Stream(_) => {
            structure_is_lost(cx.spec, cx.diagnostics, &representation);
            let style = is_whole_query.then_some(StyleKind::Simple);
            return (Lowered::plain(Type::String), style);
        }
    };
    for property in representation.media_type.encoding.keys() {
        let at = representation.at.key("encoding").key(property);
        let what = "how a property of a parameter is encoded";
        not_carried(cx.diagnostics, &at, what);
    }
    let lowered = match &representation.media_type.schema {
        Some(schema) => schema::lower(cx, schema, &representation.at.key("schema"), target),
        None => Lowered::plain(Type::Json),
    };
    (lowered, Some(style))
}

/// Where a parameter travels; `None` for a header that the client sets itself, and for what cannot be sent.
fn location(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    parameter: &Described,
    at: &Origin,
) -> Option<Location> {
    let data = parameter.parameter_data_ref();
    let what = match parameter {
        Described::Header { .. } => Some("a header"),
        Described::Cookie { .. } => Some("a cookie"),
        Described::Path { .. } | Described::Query { .. } => None,
    };
    if let Some(what) = what.filter(|_| !is_token(&data.name)) {
        let message = format!(
            "`{}` cannot be the name of {what}",
            data.name.escape_debug()
        );
        diagnostics
            .warning("invalid-parameter-name", at, message)
            .hint("the client does without this parameter");
        return None;
    }
    let name = data.name.to_ascii_lowercase();
    match parameter {
        Described::Path { .. } => Some(Location::Path),
        Described::Query { .. } => Some(if data.extensions.contains_key(WHOLE_QUERY) {
            Location::WholeQuery
        } else {
            Location::Query
        }),
        Described::Header { .. } if OWN_HEADERS.contains(&name.as_str()) => {
            // Credentials that no security scheme describes are the one thing that would be lost.
            if name == "authorization" && spec.security_is_none() {
                let message = "the client takes no credentials as a parameter";
                diagnostics
                    .warning("not-carried", at, message)
                    .hint("describe them by a security scheme; callers can add the header to the client or to each request");
            }
            None
        }
        Described::Header { .. } => Some(Location::Header),
        Described::Cookie { .. } => Some(Location::Cookie),
    }
}
