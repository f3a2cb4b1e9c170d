//! Servers that do what no server should: every answer is a typed error or the right value, in bounded memory and time, and
//! the client is none the worse for it.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod compression;
mod cut;
mod framing;
mod headers;
mod heads;
mod items;
mod pages;
mod redirects;
mod values;

use std::io::Write;
use std::time::Duration;

use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{Client, ClientBuilder, Error};
use serde_json::json;
use support::server::{Log, Reply, Server, reply};
use support::{GET, everything, request};

/// What no call may take longer than, whatever the machine is busy with.
const LONG: Duration = Duration::from_secs(60);

/// How much of an answer may be on its way, in the buffers of both sides of a connection, beside what was asked for.
const ON_THE_WAY: usize = 8 << 20;

fn builder(server: &Server) -> ClientBuilder {
    let builder = ClientBuilder::new(None).base_url(&server.url());
    builder.max_retries(0).timeout(LONG)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// What comes of a call that is answered with `bad`, and of the next one over the same client, which is answered well.
async fn met(
    bad: Reply,
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> (Result<Json, Error>, Log) {
    let server = Server::start([bad, reply(200, "", "{\"good\": true}")]).await;
    let client = set(builder(&server)).build().unwrap();
    let first = tokio::time::timeout(LONG, request(&client, &GET).send()).await;
    let first = first.unwrap();
    let second = request(&client, &GET).timeout(LONG).await;
    assert_eq!(second.unwrap(), json!({"good": true}), "after {first:?}");
    // An error can be shown, whatever it is.
    let _ = first.as_ref().map_err(everything);
    (first, server.log())
}

/// What comes of a call, in words.
fn words(result: &Result<Json, Error>) -> String {
    match result {
        Ok(json) => json.to_string(),
        Err(error) => error.to_string(),
    }
}

/// Answers, each with what comes of it, in words.
async fn check(cases: &[(&str, Vec<u8>, &str)]) {
    for (name, bytes, expected) in cases {
        let (result, _) = met(Reply::SendAndClose(bytes.clone()), |builder| builder).await;
        assert_eq!(&words(&result), expected, "{name}: {result:?}");
    }
}

/// The words for an exchange that broke off.
const FAILED: &str = "things.get: the connection failed";

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}
