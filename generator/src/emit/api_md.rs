//! `api.md`: the operations as a table of contents, from the wire to Rust.

use super::Context;
use super::answer::{emit_item, emit_payload};
use super::resource::module_path;
use super::type_::{Module, emit_type};
use crate::files::MARK;
use crate::ir::{Hook, Operation, ResourceId, Success};
use crate::names::OperationNames;

/// The index of the API.
pub(super) fn emit_api_md(cx: &Context<'_>) -> String {
    let mut text = format!("<!-- {MARK} -->\n\n# {}\n", cx.api.title.replace('\n', " "));
    let groups = std::iter::once(None).chain(cx.api.resources().map(|(id, _)| Some(id)));
    for group in groups {
        let operations = cx.analysis.members.operations(group).iter();
        let lines: Vec<String> = operations
            .filter_map(|id| Some(line(cx, cx.api.operation(*id)?, cx.names.operation(*id)?)))
            .collect();
        if !lines.is_empty() {
            let heading = heading(cx, group);
            text.extend(["\n## ", &heading, "\n\n", &lines.join("\n"), "\n"]);
        }
    }
    let hooks: Vec<String> = cx
        .api
        .hooks
        .iter()
        .map(|hook| hook_line(cx, hook))
        .collect();
    if !hooks.is_empty() {
        text.extend([
            "\n## Requests that the server sends\n\n",
            &hooks.join("\n"),
            "\n",
        ]);
    }
    text
}

/// A webhook or callback, and the type that reads what it carries.
fn hook_line(cx: &Context<'_>, hook: &Hook) -> String {
    let Hook {
        name,
        method: _,
        id: _,
        ty,
        docs: _,
        is_told: _,
    } = hook;
    let name = name.replace('`', "'");
    match ty {
        Some(ty) => {
            let ty = emit_type(cx, ty, Module::Resource).to_string();
            format!("- `{name}`: `{}`", ty.replace(' ', ""))
        }
        None => format!("- `{name}`"),
    }
}

fn heading(cx: &Context<'_>, group: Option<ResourceId>) -> String {
    match group {
        Some(id) => {
            let path = module_path(cx, id);
            format!("[{}](src/{}.rs)", path.join("."), path.join("/"))
        }
        None => "[client](src/operations.rs)".to_owned(),
    }
}

fn line(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
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
    let answer = match &operation.success {
        Success::Empty => "()".to_owned(),
        Success::One(payload) => emit_payload(cx, payload, Module::Resource).to_string(),
        Success::Several(ty) => emit_type(cx, ty, Module::Resource).to_string(),
        Success::Stream(stream) => {
            let item = emit_item(cx, &stream.item, Module::Resource).to_string();
            format!("EventStream<{}>", item.replace("event_stream :: ", ""))
        }
    };
    let answer = answer.replace(' ', "");
    format!(
        "- `{} {}`: `{call}.{}({})` → `{answer}`",
        operation.method.as_str(),
        operation.path,
        names.method,
        arguments.join(", ")
    )
}
