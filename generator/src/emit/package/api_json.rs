//! `api.json`: for other programs, what is on the wire and where it is in Rust.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api_call;
use crate::analyze::Keeps;
use crate::config::{FormatType, TypeChoice};
use crate::emit::Context;
use crate::emit::operation::resource::module_path;
use crate::ir::{
    Direction, ErrorResponse, Operation, OperationId, Payload, Place, ResourceId, Role, ScalarEnum,
    StreamItem, Success, TextEnum, Type, TypeDef, TypeId, TypeKind,
};
use crate::names::{DefiningFile, OperationNames};
use crate::origin::{Origin, pointer_of};

/// From a place in the model to the one in the author's file.
type Written<'a> = &'a dyn Fn(&Origin) -> Origin;

/// The manifest as JSON. Its places are those in the author's files.
pub(crate) fn emit_api_json(cx: &Context<'_>, written: Written<'_>) -> String {
    let operations: Vec<Value> = cx
        .api
        .operations()
        .filter(|(_, operation)| operation.variant.is_none())
        .filter_map(|(id, operation)| emit_operation(cx, written, id, operation))
        .collect();
    let defined = cx.api.types();
    let defined = defined.map(|(id, def)| (&def.origin, &def.place, id, def));
    let others = cx.api.other_places.iter();
    let others = others.filter_map(|it| Some((&it.origin, &it.place, it.of, cx.api.ty(it.of)?)));
    let mut types: Vec<_> = defined.chain(others).collect();
    types.sort_by_key(|(origin, ..)| *origin);
    let types: Vec<Value> = types
        .into_iter()
        .map(|(origin, place, id, def)| {
            let is_part = is_part(origin, place);
            let origin = written(origin);
            json!({
                "file": &*origin.file,
                "pointer": origin.pointer,
                "is_part": is_part,
                "path": named(cx, id),
                "directions": directions(def.direction),
                "kind": kind(&def.kind),
                "keeps_unknown": keeps_unknown(cx, id, def),
            })
        })
        .collect();
    let manifest = json!({
        "package": cx.package.package,
        "crate": cx.package.krate.to_string(),
        "operations": operations,
        "schemas": types,
        "integers": integers(cx),
    });
    format!("{manifest:#}\n")
}

/// The places at which the configuration has whole numbers, whatever numbers the description allows there, with their format.
fn integers(cx: &Context<'_>) -> Value {
    let chosen = cx.config.types.iter().filter_map(|(pointer, choice)| {
        let format = match choice {
            TypeChoice::Known(FormatType::I32) => "int32",
            TypeChoice::Known(FormatType::I64) => "int64",
            TypeChoice::Known(FormatType::U32) => "uint32",
            TypeChoice::Known(FormatType::U64) => "uint64",
            TypeChoice::Known(_) | TypeChoice::Foreign(_) => return None,
        };
        Some((pointer_of(pointer).to_owned(), format.into()))
    });
    Value::Object(chosen.collect())
}

fn emit_operation(
    cx: &Context<'_>,
    place: Written<'_>,
    id: OperationId,
    operation: &Operation,
) -> Option<Value> {
    let names = cx.names.operation(id)?;
    let errors: Vec<Value> = operation
        .errors
        .iter()
        .flat_map(|ErrorResponse { status, bodies, .. }| {
            let typed: Vec<&Type> = bodies.iter().filter_map(|it| it.payload.ty()).collect();
            let types = match typed.as_slice() {
                [] => vec![None],
                some => some.iter().map(|ty| Some(written(cx, ty))).collect(),
            };
            types
                .into_iter()
                .map(move |ty| json!({ "status": status, "type": ty }))
        })
        .collect();
    let response = match &operation.success {
        Success::Empty => "()".to_owned(),
        Success::One(Payload::Text) => "String".to_owned(),
        Success::One(Payload::Bytes) => "bytes::Bytes".to_owned(),
        Success::One(Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _))
        | Success::Several(ty) => written(cx, ty),
        Success::Stream(stream) => {
            let item = match &stream.item {
                StreamItem::Json(ty) => written(cx, ty),
                StreamItem::Text => "String".to_owned(),
                StreamItem::Event => at_root(cx, "Event"),
            };
            at_root(cx, &format!("EventStream<{item}>"))
        }
    };
    let variants = cx.analysis.members.variants(id).iter();
    let variants: Vec<Value> = variants
        .filter_map(|id| emit_operation(cx, place, *id, cx.api.operation(*id)?))
        .collect();
    let origin = place(&operation.origin);
    let params = in_module(cx, operation.resource, names.params.as_str());
    Some(json!({
        "id": operation.id,
        "file": &*origin.file,
        "pointer": origin.pointer,
        "method": operation.method.as_str(),
        "path": operation.path,
        "rust": method(cx, operation, names),
        "call": api_call::path(cx, operation, names),
        "arguments": api_call::arguments(cx, operation, names),
        "params": operation.takes_params().then_some(params),
        "constructor": api_call::constructor(cx, operation, names),
        "fields": api_call::params(cx, operation, names),
        "body": api_call::body(operation),
        "is_stream": api_call::is_stream(operation),
        "response": response,
        "errors": errors,
        "variants": variants,
    }))
}

/// The path of the method: through the handle of its resource, or through the client.
fn method(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let handle = match cx.names.resource_handle(operation.resource) {
        Some(handle) => in_module(cx, operation.resource, handle.as_str()),
        None => at_root(cx, "Client"),
    };
    format!("{handle}::{}", names.method)
}

/// A type by its path from outside the crate.
pub(crate) fn written(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::I128 => "i128".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::DateTime => at_root(cx, "DateTime"),
        Type::Date => at_root(cx, "Date"),
        Type::Base64 => at_root(cx, "Base64"),
        Type::Secret => at_root(cx, "Secret<String>"),
        Type::File => at_root(cx, "runtime::body::File"),
        Type::Parts => at_root(cx, "runtime::body::Parts"),
        Type::Json => at_root(cx, "Json"),
        Type::List(item) => format!("Vec<{}>", written(cx, item)),
        Type::Tuple(places) => {
            let places: Vec<_> = places.iter().map(|place| written(cx, place)).collect();
            format!("({})", places.join(", "))
        }
        Type::Map(map) => {
            let (key, value) = (written(cx, &map.key), written(cx, &map.value));
            format!("BTreeMap<{key}, {value}>")
        }
        Type::Nullable(inner) => format!("Option<{}>", written(cx, inner)),
        Type::Named(id) => named(cx, *id),
        Type::Foreign(id) => match cx.names.foreign(*id) {
            Some(names) => names.ty.text(),
            None => at_root(cx, "Json"),
        },
    }
}

fn named(cx: &Context<'_>, id: TypeId) -> String {
    match cx.names.ty(id).map(|names| (&names.home, &names.name)) {
        Some((DefiningFile::Shared(_), name)) => at_root(cx, &format!("types::{name}")),
        Some((DefiningFile::Resource(resource), name)) => in_module(cx, *resource, name.as_str()),
        None => at_root(cx, "Json"),
    }
}

pub(crate) fn in_module(cx: &Context<'_>, resource: Option<ResourceId>, item: &str) -> String {
    let modules = match resource {
        Some(id) => module_path(cx, id).join("::"),
        None => "operations".to_owned(),
    };
    at_root(cx, &format!("{modules}::{item}"))
}

fn at_root(cx: &Context<'_>, item: &str) -> String {
    format!("{}::{item}", cx.package.krate)
}

/// Whether the type is that of several schemas at once, of which the one at its place is the best documented: it is named after a
/// component or an operation in which that does not stand.
fn is_part(origin: &Origin, place: &Place) -> bool {
    let components = Origin {
        file: Arc::clone(&origin.file),
        pointer: "/components/schemas".to_owned(),
    };
    match &place.role {
        Role::Component(name) => !origin.is_in(&components.key(name)),
        _ => origin.is_in(&components),
    }
}

/// Whether an object that is read as this type keeps the properties that the type does not name.
fn keeps_unknown(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> bool {
    match &def.kind {
        TypeKind::Struct(_) => cx.analysis.keeps.get(&id) == Some(&Keeps::Unknown),
        TypeKind::Union(union) => union.branches.iter().all(|branch| match &branch.ty {
            // A union in a union is one of what travels both ways, or is not asked.
            Type::Named(inner) => match cx.api.ty(*inner) {
                Some(TypeDef {
                    kind: TypeKind::Struct(_),
                    ..
                }) => cx.analysis.keeps.get(inner) == Some(&Keeps::Unknown),
                _ => def.direction == Direction::Both,
            },
            _ => true,
        }),
        TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Answer(_) => false,
    }
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::TextEnum(TextEnum { closed, .. })
        | TypeKind::ScalarEnum(ScalarEnum { closed, .. }) => {
            if *closed {
                "closed-enum"
            } else {
                "open-enum"
            }
        }
        TypeKind::Union(_) => "union",
        TypeKind::Answer(_) => "answer",
    }
}

fn directions(direction: Direction) -> &'static [&'static str] {
    match direction {
        Direction::Both => &["read", "write"],
        Direction::Read => &["read"],
        Direction::Write => &["write"],
    }
}
