//! A transport that calls `fetch`.

use std::time::Duration;

use bytes::Bytes;
use cloudflare_realtime_kit::runtime::{
    Body, BoxFuture, Clock, Transport, TransportError, TransportErrorKind,
};
use http_body_util::BodyExt;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestInit, RequestRedirect, Response, Window};

/// Sends requests by the `fetch` of the window.
#[derive(Debug)]
pub struct FetchTransport;

impl Clock for FetchTransport {
    fn now(&self) -> Duration {
        Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        let milliseconds = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
        Box::pin(async move {
            let mut wait = |resolve: Function, _: Function| {
                // A window that is gone waits for ever, as nobody is left to be told.
                if let Ok(window) = window() {
                    drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(
                        &resolve,
                        milliseconds,
                    ));
                }
            };
            drop(JsFuture::from(Promise::new(&mut wait)).await);
        })
    }
}

impl Transport for FetchTransport {
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        Box::pin(fetch(request))
    }
}

/// Ends the exchange when the call is dropped.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn fetch(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let abort = Abort(AbortController::new().map_err(not_sent)?);
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_signal(Some(&abort.0.signal()));
    // What a redirect leads to must not get the credentials, and `fetch` shows no redirect.
    init.set_redirect(RequestRedirect::Error);
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(body.as_ref()));
    }
    let request = Request::new_with_str_and_init(&head.uri.to_string(), &init).map_err(not_sent)?;
    for (name, value) in &head.headers {
        let value = value.to_str().map_err(|error| {
            TransportError::new(TransportErrorKind::Permanent, error)
        })?;
        request.headers().append(name.as_str(), value).map_err(not_sent)?;
    }
    let response = window()?.fetch_with_request(&request);
    let response: Response = JsFuture::from(response).await.map_err(broken)?.unchecked_into();
    let bytes = response.array_buffer().map_err(broken)?;
    let bytes = Uint8Array::new(&JsFuture::from(bytes).await.map_err(broken)?).to_vec();
    answer(&response, bytes.into())
}

fn answer(response: &Response, body: Bytes) -> Result<http::Response<Body>, TransportError> {
    let mut answer = http::Response::builder().status(response.status());
    for (name, value) in entries(&response.headers()) {
        // What a browser calls a header, `http` may not.
        if let Ok(value) = http::HeaderValue::from_str(&value) {
            answer = answer.header(name, value);
        }
    }
    answer
        .body(Body::from(body))
        .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
}

fn entries(headers: &Headers) -> Vec<(String, String)> {
    let entries = headers.entries().into_iter().flatten();
    entries
        .filter_map(|pair| {
            let pair: Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

fn window() -> Result<Window, TransportError> {
    web_sys::window().ok_or_else(|| {
        TransportError::new(TransportErrorKind::Permanent, "there is no window")
    })
}

fn not_sent(error: JsValue) -> TransportError {
    TransportError::new(TransportErrorKind::Permanent, words(&error))
}

fn broken(error: JsValue) -> TransportError {
    TransportError::new(TransportErrorKind::Other, words(&error))
}

fn words(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
    message.map_or_else(|| "the browser refused it".to_owned(), String::from)
}
