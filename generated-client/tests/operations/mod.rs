//! Every operation of the description, called with the values of its examples.

#![allow(dead_code, reason = "each test uses a part of this")]

mod active_session;
mod analytics;
mod apps;
pub mod description;
mod livestreams;
mod meetings;
mod preset_changes;
mod preset_values;
mod presets;
mod recording_values;
mod recordings;
mod schema;
pub mod server;
mod sessions;
mod webhooks;

use std::pin::Pin;

use cloudflare_realtime_kit::{Client, ClientBuilder, Error, Json, Request};
use serde::Serialize;

pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub const APP: &str = "14a396e7-ca44-4937-bf1f-050a69118543";
pub const MEETING: &str = "9c1b0b4c-5b7e-4a3a-8a53-2f0f6c7e1a11";
pub const PARTICIPANT: &str = "2c5a2a0f-6f2e-4f35-8f0e-6f9d1c3f1a11";
const LIVESTREAM: &str = "d81c2f3a-4b5e-4a6d-9c7f-0e1d2c3b4a59";
const LIVESTREAM_SESSION: &str = "e92d3a4b-5c6f-4b7e-8d90-1f2e3d4c5b6a";
const PEER: &str = "1b506d7e-8f92-4ea1-b0c3-425160708e9d";
const PRESET: &str = "b3f0a1d2-7c4e-4f6a-9d8b-1e2f3a4b5c6d";
const RECORDING: &str = "c7a9e4b1-2d3f-4c5a-8e6b-9f0a1b2c3d4e";
const SESSION: &str = "5f8d2f5e-6d2b-4a52-9a8f-0d7c5b1e9a10";
const WEBHOOK: &str = "f03e4b5c-6d70-4c8f-9ea1-203f4e5d6c7b";
/// What lets a participant in, as the examples have it.
const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

/// A call under way. It gives back the typed response, encoded again.
pub type Running = Pin<Box<dyn Future<Output = Result<Json, Error>> + Send>>;

/// A call of one operation.
pub struct Call {
    /// The `operationId`.
    pub operation: &'static str,
    run: Box<dyn Fn(&Client) -> Running>,
}

impl Call {
    /// Makes the call and checks what is typed in the response.
    pub fn run(&self, client: &Client) -> Running {
        (self.run)(client)
    }
}

/// A call that sends `request` and hands the response to `check`.
fn call<T: Serialize + Send + 'static, E: 'static>(
    operation: &'static str,
    request: fn(&Client) -> Request<T, E>,
    check: fn(T),
) -> Call {
    let run = move |client: &Client| -> Running {
        let request = request(client);
        Box::pin(async move {
            let response = request.await?;
            let encoded = serde_json::to_value(&response).unwrap();
            check(response);
            Ok(encoded)
        })
    };
    Call {
        operation,
        run: Box::new(run),
    }
}

/// One call of every operation.
pub fn calls() -> Vec<Call> {
    let resources = [
        active_session::calls(),
        analytics::calls(),
        apps::calls(),
        livestreams::calls(),
        meetings::calls(),
        presets::calls(),
        recordings::calls(),
        sessions::calls(),
        webhooks::calls(),
    ];
    resources.into_iter().flatten().collect()
}

/// What the calls need of a client, but for its transport.
pub fn client(url: &str) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .account_id(ACCOUNT)
        .api_token("Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY")
        .max_retries(0)
}
