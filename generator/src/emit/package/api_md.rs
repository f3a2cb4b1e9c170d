//! `api.md`: the operations as a table of contents, from the wire to Rust.

use proc_macro2::TokenStream;

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, list, paragraphs};
use crate::emit::operation::resource::module_path;
use crate::emit::operation::response::{emit_item, emit_payload};
use crate::emit::types::type_expr::{Module, emit_type};
use crate::files::MARK;
use crate::ir::{Hook, Operation, ResourceId, Success};
use crate::names::OperationNames;

/// The index of the API.
pub(in crate::emit) fn emit_api_md(cx: &Context<'_>) -> String {
    let mark = docs!["<!-- ", MARK, " -->"];
    let mut parts = vec![mark, docs!["# ", Docs::literal(&cx.api.title)]];
    let groups = std::iter::once(None).chain(cx.api.resources().map(|(id, _)| Some(id)));
    for group in groups {
        let operations = cx.analysis.members.operations(group).iter();
        let lines = list(operations.filter_map(|id| {
            let (operation, names) = (cx.api.operation(*id)?, cx.names.operation(*id)?);
            Some(line(cx, operation, names))
        }));
        if !lines.is_empty() {
            parts.extend([heading(cx, group), lines]);
        }
    }
    if !cx.api.hooks.is_empty() {
        let hooks = list(cx.api.hooks.iter().map(|hook| hook_line(cx, hook)));
        parts.extend([docs!["## Requests that the server sends"], hooks]);
    }
    (paragraphs(parts) + "\n").as_str().to_owned()
}

/// A webhook or callback, and the type that reads what it carries.
fn hook_line(cx: &Context<'_>, hook: &Hook) -> Docs {
    let Hook {
        name,
        method: _,
        id: _,
        ty,
        docs: _,
        is_told: _,
    } = hook;
    let name = code(name);
    match ty {
        Some(ty) => {
            let ty = Docs::rust(&emit_type(cx, ty, Module::Resource));
            docs!["- ", name, ": `", ty, "`"]
        }
        None => docs!["- ", name],
    }
}

fn heading(cx: &Context<'_>, group: Option<ResourceId>) -> Docs {
    match group {
        Some(id) => {
            let path = |between| {
                let path = module_path(cx, id).join(between);
                Docs::rust(&path.parse::<TokenStream>().unwrap_or_default())
            };
            docs!["## [", path("."), "](src/", path("/"), ".rs)"]
        }
        None => docs!["## [client](src/operations.rs)"],
    }
}

fn line(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> Docs {
    let mut call = String::from("client");
    if let Some(id) = operation.resource {
        for module in module_path(cx, id) {
            call.extend([".", &module, "()"]);
        }
    }
    let mut arguments: Vec<&str> = names
        .arguments
        .iter()
        .map(crate::names::Ident::as_str)
        .collect();
    if operation.takes_params() {
        arguments.push(names.params.as_str());
    }
    let call = format!("{call}.{}({})", names.method, arguments.join(", "));
    let answer = match &operation.success {
        Success::Empty => docs!["()"],
        Success::One(payload) => Docs::rust(&emit_payload(cx, payload, Module::Resource)),
        Success::Several(ty) => Docs::rust(&emit_type(cx, ty, Module::Resource)),
        Success::Stream(stream) => {
            let item = Docs::rust(&emit_item(cx, &stream.item, Module::Resource));
            docs!["EventStream<", item.without("event_stream::"), ">"]
        }
    };
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    docs!["- ", code(&request), ": ", code(&call), " → `", answer, "`"]
}
