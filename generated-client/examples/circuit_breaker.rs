//! Stops sending for a while to a server that keeps failing, by a layer of tower, and bounds the retries of all calls together.
//!
//! Credentials come from the environment, `CLOUDFLARE_API_TOKEN` for example.
//! `cargo run --example circuit_breaker -- ACCOUNT APP MEETING`

use std::error::Error;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cloudflare_realtime_kit::realtime_kit::active_session::GetActiveSessionParams;
use cloudflare_realtime_kit::runtime::{
    Body, IntoService, ReqwestTransport, ServiceTransport, TokioClock, TransportError,
    TransportErrorKind,
};
use cloudflare_realtime_kit::{ClientBuilder, RetryBudget, RetryPolicy};
use tower::ServiceExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account_id, app_id, meeting_id] = arguments.as_slice() else {
        return Err("usage: circuit_breaker ACCOUNT APP MEETING".into());
    };
    let circuit: &Circuit = Box::leak(Box::default());
    let transport = IntoService::new(ReqwestTransport::new()?);
    let service = tower::service_fn(move |request: http::Request<Body>| {
        let transport = transport.clone();
        async move {
            circuit.check()?;
            let result = transport.oneshot(request).await;
            let works = result
                .as_ref()
                .is_ok_and(|it| !it.status().is_server_error());
            circuit.note(works);
            result
        }
    });
    let client = ClientBuilder::from_env()?
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .retry_policy(RetryPolicy::new().budget(RetryBudget::new(20)))
        .build()?;
    for _ in 0..4 {
        let params = GetActiveSessionParams::new().account_id(account_id);
        let sessions = client.realtime_kit().active_session();
        let call = sessions.get_active_session(app_id, meeting_id, params);
        match call.max_retries(0).await {
            Ok(session) => println!("{:?}", session.data.map(|session| session.status)),
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}

/// How many failures in a row open the circuit, and how long it stays open.
const MOST_FAILURES: u32 = 2;
const PAUSE: Duration = Duration::from_secs(30);

/// How many attempts have failed in a row, and when the last did.
#[derive(Default)]
struct Circuit(Mutex<(u32, Option<Instant>)>);

impl Circuit {
    /// An error while the circuit is open. After the pause, an attempt may find out whether the server works again.
    fn check(&self) -> Result<(), TransportError> {
        let (failures, last) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recent = last.is_some_and(|last| last.elapsed() < PAUSE);
        if failures >= MOST_FAILURES && is_recent {
            let kind = TransportErrorKind::Permanent;
            return Err(TransportError::new(kind, "the server has failed too often"));
        }
        Ok(())
    }

    fn note(&self, works: bool) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = if works {
            (0, None)
        } else {
            (state.0 + 1, Some(Instant::now()))
        };
    }
}
