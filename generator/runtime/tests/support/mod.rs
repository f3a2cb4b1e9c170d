//! What the tests of calls share.

#![allow(
    dead_code,
    unreachable_pub,
    missing_debug_implementations,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "each test uses a part of this, and may panic"
)]

pub mod memory;
pub mod server;

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, Operation, Request, Scheme, SchemeKind, json,
};

pub static TOKEN: Scheme = Scheme {
    name: "api_token",
    kind: SchemeKind::Bearer,
};
pub static KEY: Scheme = Scheme {
    name: "api_key",
    kind: SchemeKind::Header("X-Auth-Key"),
};
pub static EMAIL: Scheme = Scheme {
    name: "api_email",
    kind: SchemeKind::Header("X-Auth-Email"),
};

/// An idempotent operation that needs nothing.
pub static GET: Operation = Operation {
    id: "things.get",
    method: Method::GET,
    path: "/things",
    idempotent: true,
    security: &[],
    errors: &[],
};
/// An operation that may not be repeated.
pub static POST: Operation = Operation {
    id: "things.create",
    method: Method::POST,
    path: "/things",
    idempotent: false,
    security: &[],
    errors: &[],
};
/// A POST that the configuration declares idempotent.
pub static KICK: Operation = Operation {
    id: "things.kick",
    method: Method::POST,
    path: "/accounts/{account_id}/things/{thing_id}/kick",
    idempotent: true,
    security: &[&["api_token"], &["api_email", "api_key"]],
    errors: &[],
};

pub fn builder() -> ClientBuilder {
    ClientBuilder::new(None).base_url("http://api.test/v4")
}

pub fn request(client: &Client, operation: &'static Operation) -> Request<Json> {
    Request::new(client, operation, json::<Json>)
}

/// The whole of an error as a log would show it: printed, with its sources, and for debugging.
pub fn everything(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text.extend([error.to_string(), format!("{error:?}")]);
        source = error.source();
    }
    text
}
