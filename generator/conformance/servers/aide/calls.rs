//! What a user of the desk's client writes.

mod attachments;
mod lists;
mod more_rules;
mod refusals;
mod rules;
mod texts;
mod tickets;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const AGENT: &str = "00000000-0000-0000-0000-000000000003";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("d3sk")
        .max_retries(0);
    let client = client.build().unwrap();
    let stranger = Client::builder()
        .base_url(calls.url())
        .bearer("no")
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    tickets::calls(&mut calls, &client).await;
    refusals::calls(&mut calls, &client, &stranger).await;
    attachments::calls(&mut calls, &client).await;
    texts::calls(&mut calls, &client).await;
    rules::calls(&mut calls, &client).await;
    more_rules::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}
