//! Shows the active session of a meeting, from code that is not asynchronous.
//!
//! `cargo run --example blocking --features blocking -- ACCOUNT APP MEETING`, with `CLOUDFLARE_API_TOKEN` set.

use std::error::Error;

use cloudflare_realtime_kit::{Client, realtime_kit::active_session::GetActiveSessionParams};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id] = arguments.as_slice() else {
        return Err("usage: blocking ACCOUNT APP MEETING".into());
    };
    let client = Client::from_env()?;
    let response = client
        .realtime_kit()
        .active_session()
        .get_active_session(
            app_id,
            meeting_id,
            GetActiveSessionParams::new().account_id(account_id),
        )
        .blocking()?;
    println!("{:?}", response.data);
    Ok(())
}
