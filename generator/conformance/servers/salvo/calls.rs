//! What a user of the archive's client writes.

mod films;
mod lists;
mod reels;
mod refusals;
mod reviews;
mod shapes;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const HALL: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("f1lm")
        .key("r33l & more")
        .max_retries(0);
    let client = client.build().unwrap();
    let stranger = Client::builder()
        .base_url(calls.url())
        .bearer("no")
        .key("no")
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    films::calls(&mut calls, &client).await;
    refusals::calls(&mut calls, &client, &stranger).await;
    reels::calls(&mut calls, &client, &stranger).await;
    reviews::calls(&mut calls, &client).await;
    shapes::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}
