//! A server that receives webhooks: what the service has not signed is refused before it is read.
//!
//!     WEBHOOK_SECRET=whsec_… cargo run --package openapi-client-runtime --features webhook-signatures --example webhook_receiver

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::webhook::{SignatureScheme, WebhookError, WebhookVerifier};

/// A server for webhooks that this verifier knows. With a generated client, `Json` is its `types::WebhookPayload`.
pub fn app(verifier: WebhookVerifier) -> Router {
    Router::new()
        .route("/webhooks", post(receive))
        .with_state(Arc::new(verifier))
}

/// Takes the body as bytes: those are what is signed.
async fn receive(
    State(verifier): State<Arc<WebhookVerifier>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    match verifier.read::<Json>(&headers, &body) {
        Ok(payload) => (StatusCode::OK, format!("received {payload}")),
        Err(error @ (WebhookError::Json(_) | WebhookError::Utf8(_))) => {
            (StatusCode::UNPROCESSABLE_ENTITY, error.to_string())
        }
        Err(error) => (StatusCode::UNAUTHORIZED, error.to_string()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let secret = std::env::var("WEBHOOK_SECRET")?;
    let verifier = WebhookVerifier::new(SignatureScheme::standard(), secret)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app(verifier)).await?;
    Ok(())
}
