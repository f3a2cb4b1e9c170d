//! What a user of the support desk's client writes.

mod account;
mod errors;
mod events;
mod files;
mod lists;
mod tickets;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";

pub(crate) const LAST: &str = "7d444840-9dc0-41d1-b245-000000000005";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("desk-token")
        .basic("desk", "p:ässword")
        .key("desk-key")
        .session("ab.c+/=")
        .max_retries(0)
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    tickets::calls(&mut calls, &client).await;
    let url = calls.url().to_owned();
    errors::calls(&mut calls, &client, &url).await;
    events::calls(&mut calls, &client).await;
    files::calls(&mut calls, &client).await;
    account::calls(&mut calls, &client).await;
    calls.end()
}

/// The error status that a call ended with.
pub(crate) fn status<T>(result: Result<T, Error>) -> StatusError {
    match result {
        Err(Error::Status(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it went well"),
    }
}
