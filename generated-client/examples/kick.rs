//! Removes a participant from the active session of a meeting.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example; `CLOUDFLARE_BASE_URL` puts another server in
//! the place of Cloudflare's. `cargo run --example kick -- ACCOUNT APP MEETING PARTICIPANT...`

use std::error::Error;

use cloudflare_realtime_kit::{Client, realtime_kit::active_session::KickParticipantsParams};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id, participants @ ..] = arguments.as_slice() else {
        return Err("usage: kick ACCOUNT APP MEETING PARTICIPANT...".into());
    };
    let client = Client::from_env()?;
    let response = client
        .realtime_kit()
        .active_session()
        .kick_participants(
            app_id,
            meeting_id,
            KickParticipantsParams::new()
                .account_id(account_id)
                .participant_ids(participants),
        )
        .await?;
    println!("{:?}", response.data);
    Ok(())
}
