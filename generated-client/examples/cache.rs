//! Keeps answers for a while, by a layer of tower.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example.
//! `cargo run --example cache -- ACCOUNT APP MEETING`

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cloudflare_realtime_kit::realtime_kit::active_session::GetActiveSessionParams;
use cloudflare_realtime_kit::runtime::{
    Body, IntoService, ReqwestTransport, ServiceTransport, TokioClock, TransportError,
    TransportErrorKind,
};
use cloudflare_realtime_kit::{Bytes, ClientBuilder, Method, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// How long an answer is kept.
const FRESH: Duration = Duration::from_secs(5);

/// The answers to requests without a body, by their URLs, with the moments they came at. All requests of a client have the same
/// credentials.
type Cache = Arc<Mutex<BTreeMap<String, (Instant, http::response::Parts, Bytes)>>>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id] = arguments.as_slice() else {
        return Err("usage: cache ACCOUNT APP MEETING".into());
    };
    let transport = IntoService::new(ReqwestTransport::new()?).map_request(|request| {
        println!("sent");
        request
    });
    let cache = Cache::default();
    let service = tower::service_fn(move |request: http::Request<Body>| {
        let (transport, cache) = (transport.clone(), Arc::clone(&cache));
        async move {
            let url = (request.method() == Method::GET).then(|| request.uri().to_string());
            if let Some(response) = url.as_ref().and_then(|url| find(&cache, url)) {
                return Ok(response);
            }
            let response = transport.oneshot(request).await?;
            match url {
                Some(url) if response.status() == StatusCode::OK => {
                    keep(&cache, url, response).await
                }
                _ => Ok(response),
            }
        }
    });
    let client = ClientBuilder::from_env()?
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .build()?;
    for _ in 0..2 {
        let params = GetActiveSessionParams::new().account_id(account_id);
        let sessions = client.realtime_kit().active_session();
        let session = sessions
            .get_active_session(app_id, meeting_id, params)
            .await?;
        println!("{:?}", session.data.map(|session| session.status));
    }
    Ok(())
}

fn find(cache: &Cache, url: &str) -> Option<http::Response<Body>> {
    let cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let (since, head, body) = cache.get(url)?;
    let response = || http::Response::from_parts(head.clone(), body.clone().into());
    (since.elapsed() < FRESH).then(response)
}

/// Reads an answer as a whole, and keeps it.
async fn keep(
    cache: &Cache,
    url: String,
    response: http::Response<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let (head, body) = response.into_parts();
    let broken = |error| TransportError::new(TransportErrorKind::Other, error);
    let body = body.collect().await.map_err(broken)?.to_bytes();
    let answer = (Instant::now(), head.clone(), body.clone());
    cache
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(url, answer);
    Ok(http::Response::from_parts(head, body.into()))
}
