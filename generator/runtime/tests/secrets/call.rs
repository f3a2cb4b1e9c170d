//! A client and a call of it with a secret in every place that there is for one.

use std::collections::BTreeMap;

use http::Method;
use openapi_runtime::runtime::data::from_json;
use openapi_runtime::runtime::{
    Client, ClientBuilder, CredentialRequest, Operation, Request, Scheme, SchemeKind, Secret,
    Style, json,
};

use crate::SECRET;
use crate::collect::note;

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

pub(crate) static BEARER: Scheme = scheme("bearer", SchemeKind::Bearer);
pub(crate) static BASIC: Scheme = scheme("basic", SchemeKind::Basic);
pub(crate) static HEADER: Scheme = scheme("header", SchemeKind::Header("X-Odd"));
pub(crate) static QUERY: Scheme = scheme("query", SchemeKind::Query("q"));
pub(crate) static COOKIE: Scheme = scheme("cookie", SchemeKind::Cookie("c"));

const fn operation(
    method: Method,
    idempotent: bool,
    security: &'static [&'static [&'static str]],
) -> Operation {
    Operation {
        id: "things",
        method,
        path: "/{tenant}/things/{thing}",
        idempotent,
        security,
        errors: &[],
    }
}

pub(crate) static OPERATIONS: [Operation; 3] = [
    operation(
        Method::GET,
        true,
        &[&["bearer", "header", "query", "cookie"]],
    ),
    operation(
        Method::POST,
        false,
        &[&["basic", "header", "query", "cookie"]],
    ),
    operation(Method::DELETE, true, &[&["nobody has this"]]),
];

/// What has a secret of the client in its path, and no other.
pub(crate) static ALONE: Operation = Operation {
    id: "alone",
    method: Method::GET,
    path: "/{tenant}/alone",
    idempotent: true,
    security: &[],
    errors: &[],
};

/// What the secret is sent in.
pub(crate) const PLACES: [&str; 13] = [
    "/s3ntinel-tenant/alone ",
    "/s3ntinel-tenant/things/s3ntinel-thing?",
    "p=s3ntinel-query",
    "&q=s3ntinel",
    "authorization: Bearer s3ntinel",
    "authorization: Basic dXNlcjE6czNudGluZW",
    "x-odd: s3ntinel",
    "c=s3ntinel",
    "cp=s3ntinel",
    "x-parameter: s3ntinel",
    "\"password\":\"s3ntinel\"",
    "name=\"secret\"\r\n\r\ns3ntinel",
    "x-session-token: s3ntinel",
];

pub(crate) type Login = BTreeMap<String, Secret<String>>;

pub(crate) fn secret(suffix: &str) -> Secret<String> {
    format!("{SECRET}{suffix}").into()
}

pub(crate) fn with_credentials(url: &str) -> ClientBuilder {
    ClientBuilder::new(None)
        .base_url(url)
        .max_retries(0)
        .credential(&BEARER, SECRET)
        .credential(&BASIC, format!("user1:{SECRET}"))
        .credential(&HEADER, SECRET)
        .credential(&QUERY, SECRET)
        .credential(&COOKIE, SECRET)
        .client_secret("tenant", secret("-tenant"))
        .header("x-session-token", SECRET)
        .header("authorization", SECRET)
}

/// The same with credentials that are asked for by each call.
pub(crate) fn with_providers(url: &str) -> ClientBuilder {
    let pair = |_: CredentialRequest| async { Ok(format!("user1:{SECRET}").into()) };
    let schemes = [&BEARER, &HEADER, &QUERY, &COOKIE];
    let client = with_credentials(url).credential(&BASIC, pair);
    schemes.into_iter().fold(client, |client, scheme| {
        client.credential(scheme, |_: CredentialRequest| async { Ok(SECRET.into()) })
    })
}

pub(crate) fn client(url: &str) -> Client {
    let builder = with_credentials(url);
    note("builder", &builder);
    let client = builder.build().unwrap();
    note("client", &client);
    client
}

pub(crate) fn call(client: &Client, operation: &'static Operation) -> Request<Login> {
    let login = from_json::<Login>(&body(SECRET)).unwrap();
    note("login", &login);
    let request = Request::new(client, operation, json::<Login>)
        .path_parameter("thing", &secret("-thing"))
        .query_parameter("p", &secret("-query"), Style::FORM)
        .header_parameter("x-parameter", &secret(""), Style::SIMPLE)
        .cookie_parameter("cp", &secret(""), Style::FORM)
        .json_body(&login);
    note("request", &request);
    request
}

pub(crate) fn body(password: &str) -> String {
    format!("{{\"password\":\"{password}\",\"user\":\"u\"}}")
}
