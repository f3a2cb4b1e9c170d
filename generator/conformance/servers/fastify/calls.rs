//! What a user of the warehouse's client writes.

mod account;
mod answers;
mod bodies;
mod items;
mod lists;
mod paths;

use client::Client;
use conformance::Calls;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("keeper")
        .session("ab.c")
        .max_retries(0)
        .build()
        .unwrap();
    let key = Client::builder()
        .base_url(calls.url())
        .key("k")
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    items::calls(&mut calls, &client).await;
    bodies::calls(&mut calls, &client).await;
    paths::calls(&mut calls, &client).await;
    answers::calls(&mut calls, &client).await;
    account::calls(&mut calls, &client, &key).await;
    calls.end()
}
