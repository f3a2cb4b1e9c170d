//! What a user of the greenhouse's client writes.

mod changes;
mod devices;
mod found;
mod photos;
mod plants;
mod unions;

use client::Client;
use conformance::Calls;

pub(crate) const BED: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .token("gr33n")
        .device_key("k3y")
        .max_retries(0);
    let client = client.build().unwrap();
    plants::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    found::calls(&mut calls, &client).await;
    photos::calls(&mut calls, &client).await;
    devices::calls(&mut calls, &client).await;
    unions::calls(&mut calls, &client).await;
    calls.end()
}
