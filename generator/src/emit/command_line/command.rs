//! Commands: what the driver has to know of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::operation::body::exact;
use crate::emit::operation::method::encoded;
use crate::emit::operation::paging::emit_paging;
use crate::ir::{
    Body, BodyFormat, BodyShape, Flag, Framing, NotModified, Operation, OperationId, Payload,
    StreamItem, Success, Type,
};

/// The command of an operation, with what it takes.
pub(super) fn emit_command(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    arguments: &[TokenStream],
) -> TokenStream {
    let Operation {
        variant,
        id: wire_id,
        method,
        path,
        resource: _,
        name: _,
        summary,
        docs,
        deprecated,
        idempotent,
        idempotency_header,
        security,
        servers,
        parameters: _,
        body,
        accept: _,
        success,
        not_modified,
        samples: _,
        outcomes: _,
        envelope,
        response_headers: _,
        errors: _,
        error: _,
        origin: _,
        tag: _,
    } = operation;
    let name = cx.names.command(id);
    let (about, details) = said(
        variant.as_ref().map(|it| it.docs.as_str()),
        summary.as_deref(),
        docs.as_deref(),
    );
    let details = (!details.is_empty()).then(|| quote!(details: &[#(#details),*],));
    let method = method.as_str();
    let path = encoded(path);
    let deprecated = deprecated.then(|| quote!(deprecated: true,));
    let idempotent = idempotent.then(|| quote!(idempotent: true,));
    let key = idempotency_header.as_ref();
    let key = key.filter(|it| it.is_made).map(|it| {
        let name = &it.name;
        quote!(idempotency_key: Some(#name),)
    });
    let is_usual = *security == cx.api.security;
    let lists = emit_security(security);
    let lists = if is_usual {
        quote!(crate::settings::SECURITY)
    } else {
        lists
    };
    let security = (!security.is_empty()).then(|| quote!(security: #lists,));
    let server = servers.first().map(|it| {
        let url = it.default_url();
        quote!(server: Some(#url),)
    });
    let accept = accept(operation).map(|it| quote!(accept: Some(#it),));
    let envelope = envelope.as_ref().map(|it| quote!(envelope: Some(#it),));
    let takes_304 = *not_modified == NotModified::Answer;
    let not_modified = takes_304.then(|| quote!(not_modified: true,));
    let arguments = (!arguments.is_empty()).then(|| quote!(arguments: &[#(#arguments),*],));
    let body = body.as_ref().map(|it| {
        let body = emit_body(it);
        quote!(body: Some(#body),)
    });
    let answer = emit_answer(success).map(|it| quote!(answer: #it,));
    let paging = emit_paging(cx, id, &TokenStream::new());
    let paging = paging.map(|it| quote!(paging: Some(#it),));
    quote! {
        Command {
            name: #name,
            about: #about,
            #details
            #deprecated
            id: #wire_id,
            method: #method,
            path: #path,
            #idempotent
            #security
            #key
            #server
            #accept
            #envelope
            #not_modified
            #arguments
            #body
            #answer
            #paging
            ..Command::NEW
        }
    }
}

/// Lists of the names of security schemes.
pub(super) fn emit_security(lists: &[Vec<String>]) -> TokenStream {
    let lists = lists.iter().map(|all| quote!(&[#(#all),*]));
    quote!(&[#(#lists),*])
}

/// What a command does in a sentence, and what else is said about it.
fn said(variant: Option<&str>, summary: Option<&str>, docs: Option<&str>) -> (String, Vec<String>) {
    let texts = [summary, docs, variant].into_iter().flatten();
    let mut lead = String::new();
    let mut rest = Vec::new();
    for text in texts {
        let (first, others) = super::words(Some(text));
        if lead.is_empty() {
            lead = first;
        } else if !first.is_empty() && first != lead {
            rest.push(first);
        }
        rest.extend(others);
    }
    (lead, rest)
}

/// The media types to accept, where these are not JSON alone.
fn accept(operation: &Operation) -> Option<&str> {
    if let Some(media_types) = &operation.accept {
        return Some(media_types);
    }
    match operation.success {
        Success::One(Payload::Xml(..) | Payload::Text | Payload::Bytes) => Some("*/*"),
        Success::One(Payload::Json(_) | Payload::Any(_))
        | Success::Several(_)
        | Success::Empty
        | Success::Stream(_) => None,
    }
}

fn emit_answer(success: &Success) -> Option<TokenStream> {
    match success {
        Success::Empty => Some(quote!(Answer::Nothing)),
        Success::One(Payload::Bytes) => Some(quote!(Answer::Bytes)),
        // A document is shown as the text that it is.
        Success::One(Payload::Json(_) | Payload::Any(_) | Payload::Xml(..) | Payload::Text)
        | Success::Several(_) => None,
        Success::Stream(stream) => {
            let framing = match (stream.framing, &stream.item) {
                // An event of which nothing is known is shown with its fields.
                (Framing::Data, StreamItem::Event) | (Framing::TextEvent, _) => quote!(TextEvent),
                (Framing::Data, StreamItem::Json(_) | StreamItem::Text) => quote!(Data),
                (Framing::Event, _) => quote!(Event),
                (Framing::Lines, _) => quote!(Lines),
                (Framing::Sequence, _) => quote!(Sequence),
            };
            Some(quote!(Answer::Stream(Framing::#framing)))
        }
    }
}

fn emit_body(body: &Body) -> TokenStream {
    let Body {
        media_type,
        format,
        constraints: _,
        shape,
        required,
        flag,
        example: _,
        docs,
        origin: _,
    } = body;
    let is_parts = matches!(shape, BodyShape::Whole(Type::Parts));
    let (format, media_type) = match format {
        BodyFormat::Json => (quote!(Json), exact(media_type, "application/json")),
        BodyFormat::Form => (
            quote!(Form),
            exact(media_type, "application/x-www-form-urlencoded"),
        ),
        BodyFormat::Multipart if is_parts => (quote!(Parts), essence(media_type)),
        BodyFormat::Multipart => (quote!(Multipart), essence(media_type)),
        // A command takes the whole document.
        BodyFormat::Xml(_) => (quote!(Text), media_type.as_str()),
        BodyFormat::Text => (quote!(Text), exact(media_type, "text/plain")),
        BodyFormat::Bytes => (quote!(File), exact(media_type, "application/octet-stream")),
    };
    let required = required.then(|| quote!(.required()));
    let flag = flag.as_ref().map(|flag| {
        let Flag {
            wire,
            value,
            always,
        } = flag;
        quote!(.flag(#wire, #value, #always))
    });
    let (lead, rest) = super::words(docs.as_deref());
    let details = (!lead.is_empty()).then(|| quote!(.details(&[#lead #(, #rest)*])));
    quote!(Body::new(Format::#format, #media_type) #required #flag #details)
}

/// The media type of parts, whose parameters the client makes.
fn essence(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    exact(essence, "multipart/form-data")
}
