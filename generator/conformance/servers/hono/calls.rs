//! What a user of the bookings' client writes.

mod answers;
mod bookings;
mod changes;
mod forms;
mod lists;

use client::Client;
use client::types::{Guest, Kind, NewBooking, NewBookingRequired, NewBookingTarget};
use conformance::Calls;

pub(crate) const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";

pub(crate) const NOBODY: &str = "7d444840-9dc0-41d1-b245-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("guest")
        .session("ab.c")
        .max_retries(0)
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    bookings::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    forms::calls(&mut calls, &client).await;
    answers::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn least(target: impl Into<NewBookingTarget>) -> NewBooking {
    NewBooking::new(NewBookingRequired {
        kind: Kind::CarPark,
        guests: vec![
            Guest::new("Ann", None),
            Guest::new("Ben", "ben@example.com".to_owned()).age(40),
        ],
        from: "2024-05-06T07:08:09Z".into(),
        target: target.into(),
    })
}
