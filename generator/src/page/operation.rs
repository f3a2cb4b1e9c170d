//! An operation: its call, what it takes, what it answers.

use super::context::PageContext;
use super::example::example;
use super::html::{Html, code, html, joined, list, text};
use super::prose::{heading, line, prose};
use crate::ir::{IdempotencyHeader, NameSource, Operation, OperationId, Server};

/// The article about an operation, and about the other ways to make its call.
pub(super) fn article(cx: &PageContext<'_>, id: OperationId) -> Option<Html> {
    let operation = cx.model.api.operation(id)?;
    let anchor = cx.operation_anchor(id);
    let method = cx.method(id);
    Some(html![
        "<article id=\"",
        text(&anchor),
        "\">\n<h3><code>",
        text(method),
        "</code></h3>\n",
        request(operation),
        words(operation),
        call(cx, id, operation),
        list("plain", remarks(cx, operation)),
        taken(cx, id, operation),
        cx.answers(id, operation),
        cx.errors(operation),
        "</article>\n"
    ])
}

/// Method and path, and what is to be known before all else.
fn request(operation: &Operation) -> Html {
    let deprecated = operation
        .deprecated
        .then(|| html![" <strong class=\"tag\">deprecated</strong>"]);
    html![
        "<p class=\"request\"><strong>",
        text(operation.method.as_str()),
        "</strong> ",
        code(&operation.path),
        deprecated,
        "</p>\n"
    ]
}

fn words(operation: &Operation) -> Html {
    let docs = operation.docs.as_deref().unwrap_or_default();
    let summary = operation.summary.as_deref();
    // Many descriptions say the same twice.
    let summary = summary.filter(|it| !docs.trim_start().starts_with(it.trim_end_matches('.')));
    let summary = summary.map(|it| html!["<p class=\"summary\">", line(it), "</p>\n"]);
    let way = operation.variant.as_ref();
    let way = way.map(|it| html!["<p>", line(&it.docs), "</p>\n"]);
    html![summary, prose(docs, 3), way]
}

/// The call as the documentation of the method shows it. Where it shows none, the method alone.
fn call(cx: &PageContext<'_>, id: OperationId, operation: &Operation) -> Html {
    let modules = cx.modules(operation.resource);
    let method = cx.method(id);
    let shown = example(cx.files, &modules, method).unwrap_or_else(|| {
        let way = modules.iter().map(|it| format!(".{it}()"));
        format!("client{}.{method}(..).await?", way.collect::<String>())
    });
    html!["<pre><code>", text(&shown), "</code></pre>\n"]
}

fn taken(cx: &PageContext<'_>, id: OperationId, operation: &Operation) -> Option<Html> {
    let items = list("fields", cx.taken(id, operation))?;
    let names = cx.model.names.operation(id);
    let params = names.filter(|_| operation.takes_params()).map(|it| {
        html![
            " <code class=\"type\">",
            text(it.params.as_str()),
            "</code>"
        ]
    });
    Some(html![heading(4, html!["Parameters", params]), items])
}

/// What differs from other operations: credentials, servers, whether it is sent again.
fn remarks(cx: &PageContext<'_>, operation: &Operation) -> Vec<Html> {
    let mut remarks = Vec::new();
    let api = &cx.model.api;
    if operation.security != api.security {
        let needed = needed(cx, &operation.security);
        remarks.push(match needed {
            Some(needed) => html!["Needs ", needed, "."],
            None => html!["Needs no credentials."],
        });
    }
    if let Some(server) = operation.servers.first() {
        let Server { docs, .. } = server;
        let docs = docs.as_deref().map(|it| html![" ", line(it)]);
        remarks.push(html!["Goes to ", code(&server.default_url()), ".", docs]);
    }
    if operation.idempotent != operation.method.is_idempotent() {
        remarks.push(if operation.idempotent {
            html!["Sent again after a failure, as sending it twice does what sending it once does."]
        } else {
            html!["Not sent again after a failure that leaves open whether it arrived."]
        });
    }
    if let Some(IdempotencyHeader { name, is_made: _ }) = &operation.idempotency_header {
        remarks.push(html![
            "By ",
            code(name),
            " the server knows a call that is sent again."
        ]);
    }
    if let NameSource::OperationId(id) = &operation.name {
        remarks.push(html!["In the description: ", code(id), "."]);
    }
    remarks
}

/// The methods of the builder that take what calls need, where one of the outer list suffices.
pub(super) fn needed(cx: &PageContext<'_>, security: &[Vec<String>]) -> Option<Html> {
    let method = |wire: &String| {
        let position = cx
            .model
            .api
            .schemes
            .iter()
            .position(|it| it.name == *wire)?;
        Some(code(cx.model.names.schemes.get(position)?.as_str()))
    };
    let one = |all: &Vec<String>| match all.as_slice() {
        [] => html!["nothing"],
        all => joined(all.iter().filter_map(method), " and "),
    };
    let needs_some = security.iter().any(|all| !all.is_empty());
    needs_some.then(|| joined(security.iter().map(one), ", or "))
}
