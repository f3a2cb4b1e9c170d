//! What a user of the record shop's client writes.

mod answers;
mod changes;
mod forms;
mod lists;
mod records;

use client::Client;
use client::types::{Genre, NumberOrString, RecordInput, RecordInputRequired, Track};
use conformance::Calls;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("keeper")
        .max_retries(0)
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    records::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    forms::calls(&mut calls, &client).await;
    answers::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn least(code: impl Into<NumberOrString>) -> RecordInput {
    RecordInput::new(RecordInputRequired {
        title: "Blue".to_owned(),
        genre: Genre::RB,
        price: 9.5,
        tracks: vec![
            Track::new("One", None),
            Track::new("Two", 200),
        ],
        code: code.into(),
    })
}
