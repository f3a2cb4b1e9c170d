//! What a user of the harbour's client writes.

mod others;
mod ships;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const FIRST: &str = "00000000-0000-0000-0000-000000000001";
pub(crate) const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

/// An error that the server has answered.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> StatusError {
    match result {
        Err(Error::Status(error)) => error,
        other => panic!("no error of the server: {other:?}"),
    }
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .pilot("t1")
        .guest("zoë")
        .build()
        .unwrap();
    let tower = Client::builder()
        .base_url(calls.url())
        .tower("k1")
        .build()
        .unwrap();
    ships::calls(&mut calls, &client, &tower).await;
    others::papers(&mut calls, &client).await;
    others::calls(&mut calls, &client).await;
    calls.end()
}
