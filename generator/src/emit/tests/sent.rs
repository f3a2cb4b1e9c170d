//! What a call sends: the assertions about its request.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Literals;
use super::package::{self, ClientValues};
use super::sent_body::{emit_body, texts};
use super::values::TestValues;
use super::wire;
use crate::emit::Context;
use crate::emit::operation::method::encoded;
use crate::ir::{Location, Operation, Parameter, SchemeKind, Server, Value};

/// A parameter with its value.
type Given<'a> = (&'a Parameter, &'a Value);

/// The assertions about the request of an operation that was called with these values.
pub(super) fn emit_sent(
    cx: &Context<'_>,
    operation: &Operation,
    given: &TestValues,
    literals: &mut Literals,
) -> TokenStream {
    let parameters = parameters(operation, given);
    let credentials = credentials(cx, operation);
    let method = operation.method.as_str();
    let path = path(cx, operation, &parameters);
    let path = path.map(|path| quote!(assert_eq!(request.path(), #path);));
    let held = held(cx, operation, &parameters);
    let query = emit_query(operation, &parameters, &held, &credentials);
    let headers = emit_headers(&parameters, &held, &credentials);
    let body = operation.body.as_ref();
    let body = body.map(|body| emit_body(operation, body, given, literals));
    quote! {
        assert_eq!(request.method(), #method);
        #path
        #query
        #headers
        #body
    }
}

/// The parameters that the call sets.
fn parameters<'a>(operation: &'a Operation, given: &'a TestValues) -> Vec<Given<'a>> {
    let positional = operation.positional().zip(&given.values.positional);
    let named = operation.named().zip(&given.values.fields);
    let named = named.filter_map(|(parameter, value)| Some((parameter, value.as_ref()?)));
    let all: Vec<Given<'a>> = positional.chain(named).collect();
    // In the order in which they are sent.
    let order = operation.parameters.iter();
    let find = |it: &'a Parameter| {
        all.iter()
            .find(|(known, _)| std::ptr::eq(*known, it))
            .copied()
    };
    order.filter_map(find).collect()
}

/// The parameters beside the path that the client holds, and the call does not set.
fn held<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    given: &[Given<'_>],
) -> Vec<(&'a Parameter, &'a str)> {
    let values = ClientValues::new(cx);
    let all = operation.parameters.iter();
    let all =
        all.filter(|it| it.client_wide && !given.iter().any(|(one, _)| std::ptr::eq(*one, *it)));
    all.filter_map(|it| Some((it, values.of_parameter(cx, it)?)))
        .collect()
}

/// The path, with that of the server before it; `None` where it is not known.
fn path(cx: &Context<'_>, operation: &Operation, parameters: &[Given<'_>]) -> Option<String> {
    let server = operation.servers.first().map(Server::default_url);
    let server = match (server, &cx.api.base_url) {
        // A client that is set up with a URL sends everything there.
        (_, None) => package::BASE_URL.to_owned(),
        (Some(server), Some(_)) => server,
        (None, Some(url)) => url.clone(),
    };
    let (_, rest) = server.split_once("://")?;
    let prefix = rest
        .split_once('/')
        .map(|(_, path)| path.trim_end_matches('/'));
    let template = encoded(&operation.path);
    if template.contains(['?', '#']) {
        return None;
    }
    let mut path = match prefix {
        Some(prefix) if !prefix.is_empty() => format!("/{prefix}"),
        _ => String::new(),
    };
    let held = ClientValues::new(cx);
    let mut pieces = template.split(['{', '}']);
    path.push_str(pieces.next()?);
    while let Some(name) = pieces.next() {
        let given = parameters
            .iter()
            .find(|(it, _)| it.location == Location::Path && it.field.wire == name);
        let text = match given {
            Some((parameter, value)) => wire::path(name, value, parameter.style)?,
            None => wire::encoded(held.of(name)?),
        };
        path.push_str(&text);
        path.push_str(pieces.next()?);
    }
    Some(if path.is_empty() {
        "/".to_owned()
    } else {
        path
    })
}

fn emit_query(
    operation: &Operation,
    parameters: &[Given<'_>],
    held: &[(&Parameter, &str)],
    credentials: &[SentCredential],
) -> Option<TokenStream> {
    let is_whole = |it: &Given<'_>| it.0.location == Location::WholeQuery;
    if parameters.iter().any(is_whole) || operation.path.contains('?') {
        return None;
    }
    let mut pairs = Vec::new();
    let of_query = operation.parameters.iter();
    for parameter in of_query.filter(|it| it.location == Location::Query) {
        let name = &parameter.field.wire;
        if let Some((_, value)) = parameters.iter().find(|it| std::ptr::eq(it.0, parameter)) {
            pairs.extend(wire::query(name, value, parameter.style)?);
        } else if let Some((_, value)) = held.iter().find(|it| std::ptr::eq(it.0, parameter)) {
            pairs.push((name.clone(), (*value).to_owned()));
        }
    }
    pairs.extend(credentials.iter().filter_map(|it| match it {
        SentCredential::Query(name, value) => Some((name.clone(), value.clone())),
        SentCredential::Header(..) | SentCredential::Cookie(_) => None,
    }));
    Some(if pairs.is_empty() {
        quote!(assert_eq!(request.uri().query(), None);)
    } else {
        let pairs = texts(&pairs);
        quote!(client::assert_query(&request, &[#(#pairs),*]);)
    })
}

fn emit_headers(
    parameters: &[Given<'_>],
    held: &[(&Parameter, &str)],
    credentials: &[SentCredential],
) -> TokenStream {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut cookies = Vec::new();
    for credential in credentials {
        if let SentCredential::Header(name, value) = credential {
            set(&mut headers, name, value.clone());
        }
    }
    for (parameter, value) in held {
        if parameter.location == Location::Header {
            set(&mut headers, &parameter.field.wire, (*value).to_owned());
        }
    }
    for (parameter, value) in parameters {
        let name = &parameter.field.wire;
        match parameter.location {
            Location::Header => {
                if let Some(text) = wire::header(value, parameter.style) {
                    set(&mut headers, name, text);
                }
            }
            Location::Cookie => cookies.extend(wire::cookie(name, value, parameter.style)),
            Location::Path | Location::Query | Location::WholeQuery => {}
        }
    }
    cookies.extend(credentials.iter().filter_map(|it| match it {
        SentCredential::Cookie(pair) => Some(pair.clone()),
        SentCredential::Header(..) | SentCredential::Query(..) => None,
    }));
    if !cookies.is_empty() {
        set(&mut headers, "cookie", cookies.join("; "));
    }
    let headers = headers
        .iter()
        .map(|(name, value)| quote!(assert_eq!(request.header(#name), Some(#value));));
    quote!(#(#headers)*)
}

/// Sets a header, in the place of another of its name.
fn set(headers: &mut Vec<(String, String)>, name: &str, value: String) {
    let name = name.to_ascii_lowercase();
    headers.retain(|(known, _)| *known != name);
    headers.push((name, value));
}

/// What is sent of a security scheme.
enum SentCredential {
    Header(String, String),
    Query(String, String),
    Cookie(String),
}

/// The credentials of the first way to authenticate: the client of the tests has those of all schemes.
fn credentials(cx: &Context<'_>, operation: &Operation) -> Vec<SentCredential> {
    let schemes = || cx.api.schemes.iter().zip(&cx.names.schemes);
    let find = |wanted: &String| schemes().find(|(it, _)| it.name == *wanted);
    let mut ways = operation.security.iter().filter(|all| !all.is_empty());
    let chosen = ways.find(|all| all.iter().all(|name| find(name).is_some()));
    let chosen = chosen.into_iter().flatten().filter_map(find);
    chosen
        .map(|(scheme, name)| {
            let secret = package::secret(&scheme.kind, name);
            match &scheme.kind {
                SchemeKind::Bearer => {
                    SentCredential::Header("authorization".to_owned(), format!("Bearer {secret}"))
                }
                SchemeKind::Basic => SentCredential::Header(
                    "authorization".to_owned(),
                    format!("Basic {}", package::USER_AND_PASSWORD_IN_BASE64),
                ),
                SchemeKind::Header(name) => SentCredential::Header(name.clone(), secret),
                SchemeKind::Query(name) => SentCredential::Query(name.clone(), secret),
                SchemeKind::Cookie(name) => SentCredential::Cookie(format!("{name}={secret}")),
            }
        })
        .collect()
}
