//! What a user of the museum's client writes.

mod papers;
mod visits;
mod works;

use client::{Client, Error, StatusError};
use conformance::Calls;

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
        .staff("badge-7")
        .build()
        .unwrap();
    works::calls(&mut calls, &client).await;
    visits::calls(&mut calls, &client).await;
    papers::calls(&mut calls, &client).await;
    calls.end()
}
