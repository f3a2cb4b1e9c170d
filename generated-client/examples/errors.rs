//! Kicks everybody out of a meeting, and tells the reasons for which that may fail apart.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example.
//! `cargo run --example errors -- ACCOUNT APP MEETING`

use std::process::ExitCode;

use cloudflare_realtime_kit::realtime_kit::active_session::KickAllParticipantsParams;
use cloudflare_realtime_kit::types::ErrorResponse;
use cloudflare_realtime_kit::{Client, Error, TypedError};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id] = arguments.as_slice() else {
        eprintln!("usage: errors ACCOUNT APP MEETING");
        return ExitCode::FAILURE;
    };
    match kick_all(account_id, app_id, meeting_id).await {
        Ok(count) => println!("{count} participants were kicked"),
        Err(error) => {
            explain(&error);
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

async fn kick_all(
    account_id: &str,
    app_id: &str,
    meeting_id: &str,
) -> Result<i64, TypedError<ErrorResponse>> {
    let client = Client::from_env()?;
    let params = KickAllParticipantsParams::new().account_id(account_id);
    let session = client.realtime_kit().active_session();
    let response = session
        .kick_all_participants(app_id, meeting_id, params)
        .typed_errors()
        .await?;
    let data = response.data.unwrap_or_default();
    Ok(data.kicked_participants_count.unwrap_or_default())
}

fn explain(error: &TypedError<ErrorResponse>) {
    let error = match error {
        TypedError::Documented(refusal) => {
            eprintln!("refused with {}", refusal.status());
            for reason in &refusal.body.errors {
                eprintln!("{}: {}", reason.code, reason.message);
            }
            return;
        }
        TypedError::Other(error) => error,
    };
    match error {
        // What comes from a proxy on the way need not be what the API answers.
        Error::Status(refusal) => eprintln!("refused with {}", refusal.status()),
        Error::MissingCredentials { .. } => eprintln!("{error}; set CLOUDFLARE_API_TOKEN"),
        Error::InvalidParameter { .. } => eprintln!("nothing was sent: {error}"),
        error if error.is_connect() => eprintln!("nobody is there: {error}"),
        error if error.is_timeout() => eprintln!("perhaps it was done, perhaps not: {error}"),
        error => eprintln!("{error}"),
    }
}
