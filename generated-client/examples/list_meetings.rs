//! Lists the meetings of an app, however many pages they fill.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example.
//! `cargo run --example list_meetings -- ACCOUNT APP`

use std::error::Error;

use cloudflare_realtime_kit::{Client, realtime_kit::meetings::GetParams};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id] = arguments.as_slice() else {
        return Err("usage: list_meetings ACCOUNT APP".into());
    };
    let client = Client::from_env()?;
    let params = GetParams::new().account_id(account_id).per_page(50);
    let mut meetings = client.realtime_kit().meetings().get(app_id, params).items();
    while let Some(meeting) = meetings.next().await {
        let meeting = meeting?;
        println!("{} {}", meeting.id, meeting.title.unwrap_or_default());
    }
    Ok(())
}
