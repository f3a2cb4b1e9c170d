//! How an operation is called, for `api.json`: the way to its method, its arguments, the fields of its params.

use serde_json::{Value, json};

use super::api_json::{in_module, written};
use crate::emit::Context;
use crate::emit::operation::params::fields;
use crate::emit::operation::resource::module_path;
use crate::emit::types::field::emit_field;
use crate::emit::types::type_expr::Module;
use crate::ir::{self, Body, BodyFormat, BodyShape, Location, Operation, Presence, Success};
use crate::names::{Constructor, OperationNames};

/// The methods that lead from the client to the request: those of resources, and that of the operation.
pub(super) fn path(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> Vec<String> {
    let resources = operation.resource.map(|id| module_path(cx, id));
    let mut path = resources.unwrap_or_default();
    path.push(names.method.to_string());
    path
}

/// What is passed one by one.
pub(super) fn arguments(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<Value> {
    let positional = operation.positional().zip(&names.arguments);
    let of = |(it, name): (&ir::Parameter, &crate::names::Ident)| json!({ "wire": it.field.wire, "name": name.as_str(), "type": written(cx, &it.field.ty) });
    positional.map(of).collect()
}

/// What the constructor of the params takes, by the names of the fields, in order; and the struct in which it takes them.
pub(super) fn constructor(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Option<Value> {
    let Constructor { fields, named } = &names.constructor;
    let takes = fields.iter().filter_map(|at| names.fields.get(*at));
    let takes: Vec<&str> = takes.map(|member| member.name.as_str()).collect();
    let named = named.as_ref();
    let named = named.map(|name| in_module(cx, operation.resource, name.as_str()));
    let has_params = operation.takes_params();
    has_params.then(|| json!({ "takes": takes, "struct": named }))
}

/// The fields of the params.
pub(super) fn params(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<Value> {
    let fields = fields(operation);
    let mut parameters = operation.named();
    let found = fields.iter().zip(&names.fields).map(|(field, member)| {
        let place = match (parameters.next(), &operation.body) {
            (Some(parameter), _) => location(parameter.location),
            (
                None,
                Some(Body {
                    shape: BodyShape::Whole(_),
                    ..
                }),
            ) => "body",
            (None, _) => "body-field",
        };
        let parts = emit_field(cx, field, member, false, Module::Resource);
        json!({
            "wire": field.wire,
            "in": place,
            "name": member.name.as_str(),
            "type": written(cx, &field.ty),
            "presence": presence(field.presence),
            "needed": parts.argument.is_some(),
            "preset": field.preset().and_then(scalar),
        })
    });
    found.collect()
}

fn scalar(value: &ir::Value) -> Option<Value> {
    match value {
        ir::Value::Bool(value) => Some(json!(value)),
        ir::Value::Integer(number) => i64::try_from(*number).ok().map(Value::from),
        ir::Value::Number(number) => Some(json!(number)),
        ir::Value::String(text) => Some(json!(text)),
        ir::Value::Null | ir::Value::List(_) | ir::Value::Object(_) => None,
    }
}

/// How the body is written, if there is one.
pub(super) fn body(operation: &Operation) -> Option<Value> {
    let body = operation.body.as_ref()?;
    let format = match body.format {
        BodyFormat::Json => "json",
        BodyFormat::Form => "form",
        BodyFormat::Multipart => "multipart",
        BodyFormat::Xml(_) => "xml",
        BodyFormat::Text => "text",
        BodyFormat::Bytes => "bytes",
    };
    let flag = body.flag.as_ref().map(|it| it.wire.as_str());
    Some(
        json!({ "media_type": body.media_type, "format": format, "flag": flag, "required": body.required }),
    )
}

/// Whether what is answered is read item by item.
pub(super) fn is_stream(operation: &Operation) -> bool {
    matches!(operation.success, Success::Stream(_))
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::WholeQuery => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Nullish => "nullish",
        Presence::Patch => "patch",
    }
}
