//! What the tests of calls share.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "a test includes this as a module and uses a part of it"
)]

pub mod memory;

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Operation, Request, Scheme, SchemeKind, json,
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
};
/// An operation that may not be repeated.
pub static POST: Operation = Operation {
    id: "things.create",
    method: Method::POST,
    path: "/things",
    idempotent: false,
    security: &[],
};
/// A POST that the configuration declares idempotent.
pub static KICK: Operation = Operation {
    id: "things.kick",
    method: Method::POST,
    path: "/accounts/{account_id}/things/{thing_id}/kick",
    idempotent: true,
    security: &[&["api_token"], &["api_email", "api_key"]],
};

pub fn builder() -> ClientBuilder {
    Client::builder().base_url("http://api.test/v4")
}

pub fn request(client: &Client, operation: &'static Operation) -> Request<Json> {
    Request::new(client, operation, json::<Json>)
}
