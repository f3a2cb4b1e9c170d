//! What the documentation of an operation says: the description's words, then how it is called and what comes of it.

use super::Context;
use super::docs::{code, markdown, wrap};
use super::outcomes::{ended, list_item, outcome_lines, status_words};
use super::servers::server_lines;
use super::type_::{Module, emit_type};
use crate::ir::{
    ErrorBody, ErrorResponse, Field, Operation, OperationId, ResponseHeader, Success, Type,
};
use crate::names::OperationNames;

/// What the description says about the operation, then its method and path, then its errors.
pub(super) fn documentation(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
    is_paged: bool,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(operation.summary.as_deref().map(markdown));
    parts.extend(
        operation
            .docs
            .as_deref()
            .filter(|docs| Some(*docs) != operation.summary.as_deref())
            .map(markdown),
    );
    parts.extend(variant_lines(cx, id, operation));
    parts.push(code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path
    )));
    let arguments: Vec<String> = operation
        .positional()
        .filter_map(|parameter| {
            let Field {
                wire,
                docs,
                deprecated,
                ..
            } = &parameter.field;
            // An argument cannot have the attribute that a field has.
            let deprecated = deprecated.then_some("Deprecated.");
            let words: Vec<&str> = docs.as_deref().into_iter().chain(deprecated).collect();
            let is_said = !words.is_empty();
            is_said.then(|| list_item(&format!("`{wire}`: "), &words.join(" ")))
        })
        .collect();
    if !arguments.is_empty() {
        parts.push(arguments.join("\n"));
    }
    parts.extend(server_lines(&operation.servers));
    if is_paged {
        parts.push(
            "This is one page of a list; [`Request::items`](crate::Request::items) reads all of them."
                .to_owned(),
        );
    }
    parts.extend(outcome_lines(cx, operation, names));
    parts.extend(header_lines(operation));
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|error| error_line(cx, error))
        .collect();
    let refused = operation.envelope.as_deref().map(|flag| {
        let refused = "[`Error::Refused`](crate::Error::Refused)";
        format!("- An answer whose {} is `false`: {refused}.", code(flag))
    });
    let errors: Vec<String> = refused.into_iter().chain(errors).collect();
    if !errors.is_empty() {
        parts.push("# Errors".to_owned());
        parts.push(errors.join("\n"));
    }
    parts.join("\n\n")
}

/// The headers that come with the answer.
fn header_lines(operation: &Operation) -> Option<String> {
    let headers = &operation.response_headers;
    if headers.is_empty() {
        return None;
    }
    let from = match operation.success {
        Success::Stream(_) => "[`EventStream::headers`](crate::EventStream::headers) gives them:",
        _ => "[`Request::send_with_response`](crate::Request::send_with_response) gives them:",
    };
    let lines: Vec<String> = headers.iter().map(header_item).collect();
    Some(format!("# Headers\n\n{from}\n\n{}", lines.join("\n")))
}

/// A header, and what is said about it.
fn header_item(header: &ResponseHeader) -> String {
    let ResponseHeader { name, docs } = header;
    match docs.as_deref() {
        Some(docs) => list_item(&format!("{}: ", code(name)), docs),
        None => format!("- {}", code(name)),
    }
}

/// How the operation differs from others of the description's one, and what its method sets.
fn variant_lines(cx: &Context<'_>, id: OperationId, operation: &Operation) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let variant = operation.variant.as_ref();
    parts.extend(variant.map(|it| it.docs.clone()));
    if let Some(flag) = operation.body.as_ref().and_then(|body| body.flag.as_ref()) {
        let first = variant.map_or(id, |it| it.of);
        let stream = cx.analysis.members.variants(first).iter().find_map(|id| {
            let is_stream = matches!(cx.api.operation(*id)?.success, Success::Stream(_));
            is_stream.then(|| cx.names.operation(*id))?
        });
        let wire = code(&flag.wire);
        parts.push(match stream.filter(|_| !flag.value) {
            Some(names) => format!(
                "For an answer that comes item by item there is [`Self::{}`]; this method does not ask for one, whatever {wire} of its body says.",
                names.method
            ),
            None => format!("What asks for that is {wire}, which this method sets by itself."),
        });
    }
    parts
        .iter()
        .map(|part| {
            let mut lines = Vec::new();
            wrap(part, &mut lines);
            lines.join("\n")
        })
        .collect()
}

fn error_line(cx: &Context<'_>, error: &ErrorResponse) -> String {
    let ErrorResponse {
        status,
        bodies,
        headers,
        docs,
    } = error;
    let (first, rest) = paragraphs(docs.as_deref().unwrap_or_default());
    let mut rest = Vec::from_iter(rest);
    let docs = match first.as_str() {
        "" => String::new(),
        first => format!(": {first}"),
    };
    let mut more = String::new();
    for body in bodies {
        let words = body_words(cx, body, bodies.len() == 1);
        match bodies.len() {
            1 => more.extend([" ", &words, "."]),
            _ => more.extend([" Where it is ", &code(&body.media_type), ", ", &words, "."]),
        }
    }
    let said = bodies.iter().filter_map(|it| it.docs.as_deref());
    for words in said {
        if words.contains("\n\n") {
            rest.push(indented(words));
        } else {
            more.extend([" ", &ended(&markdown(words))]);
        }
    }
    let names = headers.iter().map(|it| match it.docs.as_deref() {
        Some(kind) => format!("{} ({kind})", code(&it.name)),
        None => code(&it.name),
    });
    let names: Vec<String> = names.collect();
    let is_short = |docs: &String| docs.starts_with('`') && !docs.contains(['.', '\n']);
    let has = "[`StatusError::headers`](crate::StatusError::headers) has";
    if !headers.iter().flat_map(|it| &it.docs).all(is_short) {
        let items: Vec<String> = headers.iter().map(header_item).collect();
        let items = items
            .join("\n")
            .replace('\n', "\n  ")
            .replace("\n  \n", "\n\n");
        rest.push(format!("  {has}:\n\n  {items}"));
    } else if !names.is_empty() {
        more.extend([" ", has, " ", &names.join(", "), "."]);
    }
    let line = format!("- {}{}", status_words(status), markdown(&docs));
    let end = if line.ends_with('.') { "" } else { "." };
    let mut lines = Vec::new();
    wrap(&format!("{line}{end}{more}"), &mut lines);
    lines.extend(rest.iter().map(|rest| format!("\n{rest}")));
    lines.join("\n")
}

/// The first paragraph of a text as one line, and the others, as those of an item of a list.
fn paragraphs(text: &str) -> (String, Option<String>) {
    let is_text = |line: &&str| !line.trim().is_empty();
    let first: Vec<&str> = text.lines().take_while(is_text).collect();
    let rest: Vec<&str> = text.lines().skip(first.len()).collect();
    let rest = rest.join("\n");
    let is_more = !rest.trim().is_empty();
    (first.join(" "), is_more.then(|| indented(&rest)))
}

/// Paragraphs that belong to an item of a list.
fn indented(text: &str) -> String {
    let lines = text.trim_matches('\n').lines();
    let lines = lines.map(|line| match line.trim() {
        "" => String::new(),
        _ => format!("  {line}"),
    });
    markdown(&lines.collect::<Vec<_>>().join("\n"))
}

/// How the body of an error is read.
fn body_words(cx: &Context<'_>, body: &ErrorBody, is_only: bool) -> String {
    let ErrorBody {
        media_type,
        ty,
        docs: _,
    } = body;
    match ty {
        Some(ty) => {
            let decode = "[`StatusError::decode`](crate::StatusError::decode)";
            format!("{decode} reads its body as {}", body_link(cx, ty))
        }
        None if is_only => {
            let body = "[`StatusError::body`](crate::StatusError::body)";
            format!("{body} is {}", code(media_type))
        }
        None => "[`StatusError::body`](crate::StatusError::body) has it as it came".to_owned(),
    }
}

/// A type in the middle of a sentence, as a link where it has one of the crate's own.
fn body_link(cx: &Context<'_>, ty: &Type) -> String {
    let path = |ty: &Type| {
        let text = emit_type(cx, ty, Module::Resource).to_string();
        text.replace(' ', "")
    };
    let name = path(ty).replace("types::", "");
    let Some((id, _)) = ty.named().into_iter().next() else {
        return format!("`{name}`");
    };
    let own = path(&Type::Named(id));
    match own.strip_prefix("types::") {
        Some(_) => format!("[`{name}`](crate::{own})"),
        None if own == name => format!("[`{name}`]"),
        None => format!("[`{name}`]({own})"),
    }
}
