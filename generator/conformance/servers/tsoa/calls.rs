//! What a user of the fleet's client writes.

mod changes;
mod forms;
mod lists;
mod service;
mod trips;
mod vehicles;

use client::Client;
use client::types::{Build, Fuel, NumberOrString, Owner, VehicleInput, VehicleInputRequired};
use conformance::Calls;

pub(crate) const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";

pub(crate) const NONE: &str = "7d444840-9dc0-41d1-b245-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .jwt("driver")
        .max_retries(0)
        .build()
        .unwrap();
    let key = Client::builder()
        .base_url(calls.url())
        .api_key("fleet-key")
        .max_retries(0)
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    vehicles::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    trips::calls(&mut calls, &client).await;
    forms::calls(&mut calls, &client).await;
    service::calls(&mut calls, &client, &key).await;
    calls.end()
}

pub(crate) fn least(build: impl Into<Build>, code: impl Into<NumberOrString>) -> VehicleInput {
    VehicleInput::new(VehicleInputRequired {
        plate: "HH-AB 6".to_owned(),
        fuel: Fuel::PetrolElectric,
        build: build.into(),
        owner: Owner::new("Ann"),
        code: code.into(),
    })
}
