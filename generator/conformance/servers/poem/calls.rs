//! What a user of the kitchen's client writes.

mod changes;
mod cooking;
mod lists;
mod pictures;
mod recipes;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const KITCHEN: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .cook("c00k")
        .owner("0wner")
        .max_retries(0);
    let client = client.build().unwrap();
    lists::calls(&mut calls, &client).await;
    recipes::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    pictures::calls(&mut calls, &client).await;
    cooking::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}
