//! Shows every request and response of a call, retries included, by layers of tower.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example.
//! `cargo run --example middleware -- ACCOUNT APP MEETING`

use std::error::Error;

use cloudflare_realtime_kit::ClientBuilder;
use cloudflare_realtime_kit::realtime_kit::active_session::GetActiveSessionParams;
use cloudflare_realtime_kit::runtime::{
    Body, IntoService, ReqwestTransport, ServiceTransport, TokioClock,
};
use tower::ServiceExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id] = arguments.as_slice() else {
        return Err("usage: middleware ACCOUNT APP MEETING".into());
    };
    let service = IntoService::new(ReqwestTransport::new()?)
        .map_request(|request: http::Request<Body>| {
            println!("{} {}", request.method(), request.uri().path());
            request
        })
        .map_response(|response: http::Response<Body>| {
            println!("{}", response.status());
            response
        });
    let client = ClientBuilder::from_env()?
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .build()?;
    let session = client
        .realtime_kit()
        .active_session()
        .get_active_session(
            app_id,
            meeting_id,
            GetActiveSessionParams::new().account_id(account_id),
        )
        .await?;
    println!("{:?}", session.data.map(|session| session.status));
    Ok(())
}
