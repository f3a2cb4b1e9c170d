//! The documentation of a method: the words of the description, method and path, what it returns, and its errors.

use super::outcomes::{outcome_lines, status_words};
use crate::emit::Context;
use crate::emit::client::servers::server_lines;
use crate::emit::docs::{Docs, code, docs, item, joined, list, list_item, paragraphs};
use crate::emit::types::type_expr::{Module, emit_type};
use crate::ir::{
    ErrorBody, ErrorResponse, ErrorType, Field, IdempotencyHeader, Operation, OperationId,
    Parameter, Payload, Presence, ResponseHeader, Success, Type,
};
use crate::names::OperationNames;

/// Whether the first words of a text are another text, up to where its sentence ends.
fn begins_with(text: &str, first: &str) -> bool {
    let rest = text.trim_start().strip_prefix(first.trim_end_matches('.'));
    rest.is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(['.', '\n', '\r']))
}

/// What the description says about the operation, then its method and path, then its errors.
pub(in crate::emit) fn documentation(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
    is_paged: bool,
) -> Docs {
    let mut parts: Vec<Docs> = Vec::new();
    let (summary, words) = (operation.summary.as_deref(), operation.docs.as_deref());
    let is_said = |summary: &&str| words.is_some_and(|words| begins_with(words, summary));
    parts.extend(summary.filter(|it| !is_said(it)).map(Docs::of));
    parts.extend(words.map(Docs::of));
    parts.extend(variant_lines(cx, id, operation));
    let method = operation.method.as_str();
    parts.push(code(&format!("{method} {}", operation.path)));
    parts.push(list(operation.positional().filter_map(argument)));
    parts.extend(server_lines(&operation.servers));
    parts.extend(idempotency_line(operation));
    if is_paged {
        let items = "[`Request::items`]";
        parts.push(docs![
            "This is one page of a list; ",
            items,
            " reads all of them."
        ]);
    }
    parts.extend(outcome_lines(cx, operation, names));
    parts.extend(header_lines(operation));
    let refused = operation.envelope.as_deref().map(|flag| {
        let refused = "[`Error::Refused`](crate::Error::Refused)";
        docs![
            "- An answer whose ",
            code(flag),
            " is `false`: ",
            refused,
            "."
        ]
    });
    let errors = operation.errors.iter();
    let errors = errors.map(|error| error_line(cx, operation, error));
    let errors = list(refused.into_iter().chain(errors));
    if !errors.is_empty() {
        parts.push(docs!["# Errors"]);
        parts.extend(error_type_line(cx, operation));
        parts.push(errors);
    }
    paragraphs(parts)
}

/// What is said about a positional parameter. An argument cannot have the attribute that a field has.
fn argument(parameter: &Parameter) -> Option<Docs> {
    let Field {
        wire,
        docs,
        deprecated,
        ..
    } = &parameter.field;
    if docs.is_none() && !deprecated {
        return None;
    }
    let (lead, rest) = Docs::lead_of(docs.as_deref().unwrap_or_default());
    let deprecated = deprecated.then(|| docs!["Deprecated."]);
    let line = joined([lead.ended()].into_iter().chain(deprecated), " ");
    Some(item(&docs![code(wire), ": ", line], &rest).ended())
}

/// By what the server knows a call that is sent again.
fn idempotency_line(operation: &Operation) -> Option<Docs> {
    let IdempotencyHeader { name, is_made } = operation.idempotency_header.as_ref()?;
    let is_given =
        |it: &Parameter| it.field.wire == *name && it.field.presence == Presence::Required;
    Some(if operation.named().any(is_given) {
        docs![
            "By ",
            code(name),
            " the server knows a call that is sent again."
        ]
    } else if !is_made {
        docs![
            "By ",
            code(name),
            ", where it is given, the server knows a call that is sent again."
        ]
    } else {
        docs![
            "Unless ",
            code(name),
            " is given, each call has a key of its own there, by which the server knows it when it is sent again."
        ]
    })
}

/// The headers that come with the answer.
fn header_lines(operation: &Operation) -> Option<Docs> {
    let headers = &operation.response_headers;
    if headers.is_empty() {
        return None;
    }
    let from = match operation.success {
        Success::Stream(_) => "[`EventStream::headers`](crate::EventStream::headers) gives them:",
        _ => "[`Request::send_with_response`] gives them:",
    };
    let heading = docs!["# Headers"];
    if headers.iter().all(|it| it.docs.is_none()) {
        let names = joined(headers.iter().map(|it| code(&it.name)), ", ");
        return Some(paragraphs([
            heading,
            docs![from, " ", names, "."].wrapped(),
        ]));
    }
    let items = list(headers.iter().map(header_item));
    Some(paragraphs([heading, docs![from], items]))
}

/// A header, and what is said about it.
fn header_item(header: &ResponseHeader) -> Docs {
    let ResponseHeader { name, docs } = header;
    match docs.as_deref() {
        Some(docs) => list_item(docs![code(name), ": "], docs),
        None => docs!["- ", code(name)],
    }
}

/// How a variant differs from the other methods for the same operation, and what it sets by itself.
fn variant_lines(cx: &Context<'_>, id: OperationId, operation: &Operation) -> Vec<Docs> {
    let mut parts: Vec<Docs> = Vec::new();
    let variant = operation.variant.as_ref();
    parts.extend(variant.map(|it| Docs::of(&it.docs)));
    if let Some(flag) = operation.body.as_ref().and_then(|body| body.flag.as_ref()) {
        let first = variant.map_or(id, |it| it.of);
        let stream = cx.analysis.members.variants(first).iter().find_map(|id| {
            let is_stream = matches!(cx.api.operation(*id)?.success, Success::Stream(_));
            is_stream.then(|| cx.names.operation(*id))?
        });
        let wire = code(&flag.wire);
        let words = match stream.filter(|_| !flag.value) {
            Some(names) => docs![
                "For an answer that comes item by item there is [`Self::",
                Docs::rust(&names.method),
                "`]; this method does not ask for one, whatever ",
                wire,
                " of its body says."
            ],
            None => docs![
                "What asks for that is ",
                wire,
                ", which this method sets by itself."
            ],
        };
        parts.push(words.wrapped());
    }
    parts
}

/// What the bodies of all errors are read as, and by what.
fn error_type_line(cx: &Context<'_>, operation: &Operation) -> Option<Docs> {
    let method = match operation.success {
        Success::Stream(_) => "[`StreamRequest::typed_errors`](crate::StreamRequest::typed_errors)",
        _ => "[`Request::typed_errors`]",
    };
    let ty = match operation.error.as_ref()? {
        ErrorType::One(Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _))
        | ErrorType::Several(ty) => body_link(cx, ty),
        ErrorType::One(Payload::Text) => code("String"),
        ErrorType::One(Payload::Bytes) => code("Bytes"),
    };
    Some(docs![method, " reads their bodies as ", ty, ":"].wrapped())
}

/// Whether it is said of all errors together what their bodies are.
fn is_said(operation: &Operation) -> bool {
    let mut bodies = operation.errors.iter().map(|it| it.bodies.as_slice());
    matches!(&operation.error, Some(ErrorType::One(Payload::Json(_))))
        && bodies.all(|it| it.len() == 1)
}

fn error_line(cx: &Context<'_>, operation: &Operation, error: &ErrorResponse) -> Docs {
    let ErrorResponse {
        status,
        bodies,
        headers,
        docs,
    } = error;
    let (lead, rest) = Docs::lead_of(docs.as_deref().unwrap_or_default());
    let mut rest = vec![rest];
    let mut line = status_words(status);
    if !lead.is_empty() {
        line = docs![line, ": ", lead];
    }
    if !line.as_str().ends_with('.') {
        line = line + ".";
    }
    let unsaid = if is_said(operation) {
        &[]
    } else {
        bodies.as_slice()
    };
    for body in unsaid {
        let words = body_words(cx, body, bodies.len() == 1);
        line = match bodies.len() {
            1 => docs![line, " ", words, "."],
            _ => docs![
                line,
                " Where it is ",
                code(&body.media_type),
                ", ",
                words,
                "."
            ],
        };
    }
    for words in bodies.iter().filter_map(|it| it.docs.as_deref()) {
        match Docs::lead_of(words) {
            (lead, others) if others.is_empty() => line = docs![line, " ", lead.ended()],
            _ => rest.push(Docs::of(words)),
        }
    }
    let has = "[`StatusError::headers`](crate::StatusError::headers) has";
    if headers
        .iter()
        .flat_map(|it| &it.docs)
        .all(|it| is_short(it))
    {
        let names = joined(headers.iter().map(short_header), ", ");
        if !names.is_empty() {
            line = docs![line, " ", has, " ", names, "."];
        }
    } else {
        let items = list(headers.iter().map(header_item));
        rest.extend([docs![has, ":"], items]);
    }
    item(&line, &paragraphs(rest))
}

/// Whether the words about a header only name the kind of its value.
fn is_short(docs: &str) -> bool {
    docs.starts_with('`') && !docs.contains(['.', '\n'])
}

fn short_header(header: &ResponseHeader) -> Docs {
    let ResponseHeader { name, docs } = header;
    match docs.as_deref().map(Docs::lead_of) {
        Some((kind, _)) => docs![code(name), " (", kind, ")"],
        None => code(name),
    }
}

/// How the body of an error is read.
fn body_words(cx: &Context<'_>, body: &ErrorBody, is_only: bool) -> Docs {
    let ErrorBody {
        media_type,
        payload,
        example: _,
        docs: _,
        origin: _,
    } = body;
    let has = "[`StatusError::body`](crate::StatusError::body)";
    match payload {
        Payload::Json(ty) | Payload::Xml(ty, _) => {
            let its = if is_only { "Its" } else { "its" };
            docs![its, " body is ", body_link(cx, ty)]
        }
        Payload::Text | Payload::Bytes if is_only => docs![has, " is ", code(media_type)],
        Payload::Any(_) | Payload::Text | Payload::Bytes => docs![has, " has it as it came"],
    }
}

/// A type in the middle of a sentence; a link, where it is a type of the crate.
fn body_link(cx: &Context<'_>, ty: &Type) -> Docs {
    let path = |ty: &Type| Docs::rust(&emit_type(cx, ty, Module::Resource));
    let name = path(ty).without("types::");
    let Some((id, _)) = ty.named().into_iter().next() else {
        return docs!["`", name, "`"];
    };
    let own = path(&Type::Named(id));
    let inner = own.without("types::");
    if inner.as_str() != own.as_str() {
        docs!["[`", name, "`](crate::", own, ")"]
    } else if own.as_str() == name.as_str() {
        docs!["[`", name, "`]"]
    } else {
        docs!["[`", name, "`](", own, ")"]
    }
}
