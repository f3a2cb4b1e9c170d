//! A client in a browser.

mod fetch_transport;

use std::time::Duration;

use cloudflare_realtime_kit::realtime_kit::active_session::KickParticipantsParams;
use cloudflare_realtime_kit::{Client, Error};
use wasm_bindgen::prelude::wasm_bindgen;

use fetch_transport::FetchTransport;

/// Kicks somebody, and says what came of it.
#[wasm_bindgen]
pub async fn kick(server: String) -> String {
    match call(&server).await {
        Ok(words) => words,
        Err(error) => format!("error: {error}"),
    }
}

async fn call(server: &str) -> Result<String, Error> {
    let client = Client::builder()
        .base_url(server)
        .api_token("token")
        .account_id("account")
        .timeout(Duration::from_secs(20))
        .transport(FetchTransport)
        .build()?;
    let params = KickParticipantsParams::new().participant_ids(["ann"]);
    let sessions = client.realtime_kit().active_session();
    let answer = sessions.kick_participants("app", "meeting", params).await?;
    Ok(format!("success: {:?}", answer.success))
}
