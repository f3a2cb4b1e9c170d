//! `api.md`: the operations as a table of contents, from the wire to Rust.

use proc_macro2::TokenStream;

use crate::emit::Context;
use crate::emit::client::credentials::needed_words;
use crate::emit::docs::{Docs, code, docs, joined, list, paragraphs};
use crate::emit::operation::error::emit_error_type;
use crate::emit::operation::resource::module_path;
use crate::emit::operation::response::{emit_item, emit_payload};
use crate::emit::package::features::Features;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::files::MARK;
use crate::ir::{Body, BodyShape, Hook, Operation, OperationId, ResourceId, Success};
use crate::names::{Constructor, OperationNames};

/// The index of the API.
pub(in crate::emit) fn emit_api_md(cx: &Context<'_>) -> String {
    let mark = docs!["<!-- ", MARK, " -->"];
    let mut parts = vec![mark, docs!["# ", Docs::literal(&cx.api.title)]];
    let needed = needed_words(cx, &cx.api.security);
    parts.extend(needed.map(|it| {
        docs![
            "Unless an operation says something else, it needs ",
            it,
            "."
        ]
    }));
    let mut resources: Vec<_> = cx.api.resources().collect();
    resources.sort_by_cached_key(|(_, it)| it.sort_key());
    let groups = std::iter::once(None).chain(resources.iter().map(|(id, _)| Some(*id)));
    for group in groups {
        let operations = cx.analysis.members.operations(group).iter();
        let lines = list(operations.filter_map(|id| {
            let (operation, names) = (cx.api.operation(*id)?, cx.names.operation(*id)?);
            Some(line(cx, *id, operation, names))
        }));
        if !lines.is_empty() {
            parts.push(heading(cx, group));
            parts.extend(group.and_then(|id| feature(cx, id)));
            parts.push(lines);
        }
    }
    if !cx.api.hooks.is_empty() {
        let hooks = list(cx.api.hooks.iter().map(|hook| hook_line(cx, hook)));
        parts.push(docs!["## Requests that the server sends"]);
        parts.extend(Features::new(cx).hooks().map(feature_words));
        parts.push(hooks);
        parts.extend(cx.api.any_webhook.as_ref().map(|ty| {
            let ty = Docs::rust(&emit_type(cx, ty, Module::Resource));
            docs!["Any webhook: `", ty, "`"]
        }));
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

/// The Cargo feature that a group of operations is behind.
fn feature(cx: &Context<'_>, group: ResourceId) -> Option<Docs> {
    let feature = cx.names.features.of.get(&group)?;
    Some(feature_words(feature))
}

fn feature_words(feature: &str) -> Docs {
    docs!["Feature ", code(feature), "."]
}

/// An operation: what is sent and what for, and below that how it is called and what comes back.
fn line(cx: &Context<'_>, id: OperationId, operation: &Operation, names: &OperationNames) -> Docs {
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    let words = operation.summary.as_ref().or(operation.docs.as_ref());
    let words = Docs::brief(words.map(String::as_str), None);
    let deprecated = operation.deprecated.then(|| docs!["Deprecated."]);
    let differs = operation.security != cx.api.security;
    // What the client cannot hold is in none of the lists, and may be needed still.
    let is_open = differs && operation.security.is_empty();
    let open = is_open.then(|| docs!["Needs no credentials."]);
    let needed = needed_words(cx, &operation.security).filter(|_| differs);
    let needed = needed.map(|it| docs!["Needs ", it, "."]).or(open);
    let about = joined([words].into_iter().chain(deprecated).chain(needed), " ");
    let about = if about.is_empty() {
        about
    } else {
        docs![": ", about.in_a_line()]
    };
    let manner = match operation.success {
        Success::Stream(_) => ", item by item",
        _ if cx.analysis.paging.contains_key(&id) => ", page by page",
        _ => "",
    };
    let (call, answer) = (code(&call(cx, operation, names)), answer(cx, operation));
    let error = match emit_error_type(cx, operation, Module::Resource) {
        Some(error) => docs![", or `", Docs::rust(&error), "`"],
        None => docs![""],
    };
    docs![
        "- ",
        code(&request),
        about,
        "\\\n  ",
        call,
        " → `",
        answer,
        "`",
        manner,
        error
    ]
}

fn call(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let mut call = String::from("client");
    if let Some(id) = operation.resource {
        for module in module_path(cx, id) {
            call.extend([".", &module, "()"]);
        }
    }
    let arguments = names.arguments.iter().map(crate::names::Ident::as_str);
    let params = operation
        .takes_params()
        .then(|| params(cx, operation, names));
    let arguments = arguments.map(str::to_owned).chain(params);
    let arguments: Vec<String> = arguments.collect();
    format!("{call}.{}({})", names.method, arguments.join(", "))
}

/// The params with what has to be given: the names of fields, and the type of a whole body.
fn params(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let Constructor { fields, named } = &names.constructor;
    let whole = match &operation.body {
        Some(Body {
            shape: BodyShape::Whole(body),
            ..
        }) => Some((operation.named().count(), body)),
        _ => None,
    };
    let shown = |at: &usize| match &whole {
        Some((position, body)) if at == position => {
            let ty = Docs::rust(&emit_type(cx, body, Module::Resource));
            Some(ty.as_str().to_owned())
        }
        _ => Some(names.fields.get(*at)?.name.to_string()),
    };
    let takes = match named {
        Some(named) => named.to_string(),
        None => fields
            .iter()
            .filter_map(shown)
            .collect::<Vec<_>>()
            .join(", "),
    };
    format!("{}::new({takes})", names.params)
}

fn answer(cx: &Context<'_>, operation: &Operation) -> Docs {
    match &operation.success {
        Success::Empty => docs!["()"],
        Success::One(payload) => Docs::rust(&emit_payload(cx, payload, Module::Resource)),
        Success::Several(ty) => Docs::rust(&emit_type(cx, ty, Module::Resource)),
        Success::Stream(stream) => {
            let item = Docs::rust(&emit_item(cx, &stream.item, Module::Resource));
            docs!["EventStream<", item.without("event_stream::"), ">"]
        }
    }
}
