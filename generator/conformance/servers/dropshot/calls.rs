//! What a user of the rack's client writes.

mod disks;
mod images;
mod lists;
mod rack;
mod session;

use client::{Client, Error, StatusError};
use conformance::Calls;

pub(crate) const FIRST: &str = "00000000-0000-0000-0000-000000000001";

pub(crate) const NOBODY: &str = "00000000-0000-0000-0000-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder().base_url(calls.url()).max_retries(0);
    let client = client.build().unwrap();
    lists::calls(&mut calls, &client).await;
    disks::calls(&mut calls, &client).await;
    images::calls(&mut calls, &client).await;
    session::calls(&mut calls, &client).await;
    rack::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}
