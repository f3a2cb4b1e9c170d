//! Operations: a method each, which puts its arguments into a request and returns it.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::body::emit_body;
use super::error::{documented_statuses, emit_error_type};
use super::method_docs::documentation;
use super::paging::emit_paging;
use super::parameter::emit_parameter;
use super::response::{emit_decode, emit_item, emit_items, emit_payload};
use crate::emit::Context;
use crate::emit::client::constraints::{emit_body_checks, emit_parameter_check};
use crate::emit::docs::{Comments, emit_deprecated};
use crate::emit::example::emit_operation_example;
use crate::emit::former;
use crate::emit::types::type_expr::{Module, emit_type, is_converted};
use crate::ir::{
    IdempotencyHeader, Method, NotModified, Operation, OperationId, Payload, Success, Type,
};
use crate::names::{Ident, Member, OperationNames};

/// The method for an operation, whose comment goes to `comments`. `client` is how it reaches the client.
pub(in crate::emit) fn emit_operation(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
    client: &TokenStream,
    comments: &mut Comments,
) -> TokenStream {
    let OperationNames {
        method,
        former: _,
        params,
        arguments,
        fields: _,
        constructor: _,
    } = names;
    let paging = emit_paging(cx, id, &quote!(paging::));
    let paging = paging.map(|it| quote!(static PAGING: paging::Paging = #it;));
    let docs = documentation(cx, id, operation, names, paging.is_some());
    let docs = comments.emit(docs);
    let example = emit_operation_example(cx, id, operation, names);
    let deprecated = emit_deprecated(operation.deprecated);
    let positional = operation
        .positional()
        .zip(arguments)
        .map(|(parameter, name)| {
            let ty = emit_type(cx, &parameter.field.ty, Module::Resource);
            let ty = match &parameter.field.ty {
                Type::String => quote!(&str),
                own if is_converted(own) => quote!(impl Into<#ty>),
                _ => ty,
            };
            quote!(#name: #ty)
        });
    let converted = operation
        .positional()
        .zip(arguments)
        .filter(|(parameter, _)| is_converted(&parameter.field.ty))
        .map(|(parameter, name)| {
            let ty = emit_type(cx, &parameter.field.ty, Module::Resource);
            quote!(let #name: #ty = #name.into();)
        });
    let converted: TokenStream = converted.collect();
    let params = operation.takes_params().then(|| quote!(params: #params));
    let parameters: Vec<TokenStream> = positional.chain(params).collect();
    let (request, items) = if let Success::Stream(stream) = &operation.success {
        (quote!(StreamRequest), Some(emit_items(stream)))
    } else {
        (quote!(Request), None)
    };
    let (answer, decode) = match &operation.success {
        Success::Empty => (quote!(()), quote!(decode::empty)),
        Success::One(payload) => (
            emit_payload(cx, payload, Module::Resource),
            emit_decode(cx, payload),
        ),
        Success::Several(ty) => {
            let ty = emit_type(cx, ty, Module::Resource);
            (ty.clone(), quote!(#ty::read))
        }
        Success::Stream(stream) => (
            emit_item(cx, &stream.item, Module::Resource),
            quote!(decode::empty),
        ),
    };
    let error = emit_error_type(cx, operation, Module::Resource).map(|ty| quote!(, #ty));
    let accept = emit_accept(operation);
    let constant = emit_static(operation);
    let calls = emit_calls(cx, id, operation, names);
    let server = emit_server(operation);
    let envelope = operation.envelope.as_ref();
    let envelope = envelope.map(|flag| quote!(.envelope(#flag)));
    let takes_304 = operation.not_modified == NotModified::Answer;
    let not_modified = takes_304.then(|| quote!(.not_modified()));
    let header = operation.idempotency_header.as_ref();
    let idempotency_header = header.map(|IdempotencyHeader { name, is_made }| {
        if *is_made {
            quote!(.idempotency_header(#name))
        } else {
            quote!(.given_idempotency_header(#name))
        }
    });
    let paged = paging.is_some().then(|| quote!(.paged(&PAGING)));
    let made = quote!(Request::new(#client, &OPERATION, #decode) #server #accept #envelope #not_modified #idempotency_header #paged);
    let request_value = emit_chain(made, calls, items.as_ref(), arguments);
    let returned = quote!(#request<#answer #error>);
    let aliases = former::emit_methods(names, operation, &parameters, &returned);
    quote! {
        #docs
        #example
        #deprecated
        #[inline]
        pub fn #method(&self, #(#parameters),*) -> #returned {
            #constant
            #paging
            #converted
            #request_value
        }
        #aliases
    }
}

/// How many calls a statement has. Each call is an expression around the one before it, and parsers have a limit to nesting.
const MAX_CHAIN: usize = 64;

/// A value and the calls of its methods: one expression, or several statements where they are many.
fn emit_chain(
    mut made: TokenStream,
    mut calls: Vec<TokenStream>,
    last: Option<&TokenStream>,
    arguments: &[Ident],
) -> TokenStream {
    let is_taken = |name: &str| arguments.iter().any(|it| it.as_str() == name);
    let mut name = "request".to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    let name = format_ident!("{name}");
    let mut statements = Vec::new();
    while calls.len() > MAX_CHAIN {
        let rest = calls.split_off(MAX_CHAIN);
        statements.push(quote!(let #name = #made #(#calls)*;));
        (made, calls) = (quote!(#name), rest);
    }
    quote!(#(#statements)* #made #(#calls)* #last)
}

/// The `static` of an operation: what does not depend on the arguments.
fn emit_static(operation: &Operation) -> TokenStream {
    let Operation {
        id,
        method,
        path,
        idempotent,
        idempotency_header: _,
        security,
        tag: _,
        resource: _,
        name: _,
        summary: _,
        docs: _,
        deprecated: _,
        parameters: _,
        body: _,
        success: _,
        samples: _,
        outcomes: _,
        response_headers: _,
        errors: _,
        error: _,
        servers: _,
        envelope: _,
        not_modified: _,
        variant: _,
        accept: _,
        origin: _,
    } = operation;
    let path = encoded(path);
    let made = match method {
        Method::Get => quote!(get(#id)),
        Method::Put => quote!(put(#id)),
        Method::Post => quote!(post(#id)),
        Method::Delete => quote!(delete(#id)),
        Method::Options => quote!(options(#id)),
        Method::Head => quote!(head(#id)),
        Method::Patch => quote!(patch(#id)),
        Method::Trace => quote!(trace(#id)),
        Method::Other(name) => {
            let name = Literal::byte_string(name.as_bytes());
            quote!(new(Method::from_bytes(#name).unwrap_or_default(), #id))
        }
    };
    // There is no constant for a method that `http` does not know.
    let is_known = !matches!(method, Method::Other(_));
    let is_usual = *idempotent == method.is_idempotent();
    let idempotent = (!is_usual).then(|| quote!(.idempotent(#idempotent)));
    let lists = security.iter().map(|all| quote!(&[#(#all),*]));
    let security = (!security.is_empty()).then(|| quote!(.security(&[#(#lists),*])));
    let statuses = documented_statuses(operation);
    let errors = (!statuses.is_empty()).then(|| quote!(.errors(&[#(#statuses),*])));
    let value = quote!(Operation::#made.path(#path) #idempotent #security #errors);
    if is_known {
        quote! { static OPERATION: Operation = #value; }
    } else {
        quote! { static OPERATION: LazyLock<Operation> = LazyLock::new(|| #value); }
    }
}

/// A path template as it goes on the wire: what a URL cannot hold is encoded, and a fragment, which is never sent, left out.
pub(in crate::emit) fn encoded(path: &str) -> String {
    let path = match path.split_once('#') {
        Some((before, fragment)) if !fragment.contains('{') => before,
        _ => path,
    };
    let mut out = String::new();
    let mut in_name = false;
    for c in path.chars() {
        in_name = (in_name || c == '{') && c != '}';
        if in_name || c.is_ascii_alphanumeric() || "/{}-._~%!$&'()*+,;=:@?".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            out.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

/// The calls that put the arguments into the request.
fn emit_calls(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<TokenStream> {
    let mut positional = names.arguments.iter();
    let mut named = names.fields.iter();
    let mut calls = Vec::new();
    for parameter in &operation.parameters {
        let value = if operation.is_positional(parameter) {
            positional.next().map(|name| quote!(&#name))
        } else {
            named.next().map(|member| {
                let name = &member.name;
                quote!(&params.#name)
            })
        };
        if let Some(value) = value {
            calls.push(emit_parameter(parameter, &value));
            calls.extend(emit_parameter_check(cx, id, operation, parameter, &value));
        }
    }
    let members: Vec<&Member> = named.collect();
    let (before, after) = emit_body_checks(cx, id, operation, &members);
    calls.extend(before);
    let body = operation.body.as_ref();
    calls.extend(body.map(|body| emit_body(cx, body, members.into_iter())));
    calls.extend(after);
    calls
}

/// The server that the operation goes to instead of the API's.
fn emit_server(operation: &Operation) -> Option<TokenStream> {
    let url = operation.servers.first()?.default_url();
    Some(quote!(.server(#url)))
}

/// The header `Accept`, where it is not that of JSON.
fn emit_accept(operation: &Operation) -> Option<TokenStream> {
    if let Some(media_type) = &operation.accept {
        return Some(quote!(.accept(#media_type)));
    }
    match operation.success {
        Success::One(Payload::Xml(..) | Payload::Text | Payload::Bytes) => {
            Some(quote!(.accept("*/*")))
        }
        Success::One(Payload::Json(_) | Payload::Any(_))
        | Success::Several(_)
        | Success::Empty
        | Success::Stream(_) => None,
    }
}
