//! An in-memory transport: answers from a script, remembers what it was sent and when.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use openapi_runtime::runtime::{
    Body, BoxFuture, Clock, TokioClock, Transport, TransportError, TransportErrorKind,
};

/// What the transport does with one request.
#[derive(Clone)]
pub enum Act {
    Answer(StatusCode, HeaderMap, Bytes),
    Fail(TransportErrorKind),
    /// Never answers.
    Hang,
    /// Answers after this long.
    Slow(Duration, Box<Act>),
    /// Answers, sends this much of a body, and never ends it.
    HangInBody(&'static [u8]),
    /// Answers with this status, sends this much of a body, and breaks off.
    BreakInBody(StatusCode, &'static [u8]),
}

/// What the transport was asked for.
#[derive(Clone, Debug)]
pub struct Seen {
    pub at: Duration,
    pub method: Method,
    pub uri: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// Shared by its clones. Past the end of the script it answers 200 with `{}`.
#[derive(Clone)]
pub struct Memory {
    pub clock: TokioClock,
    acts: Arc<Mutex<VecDeque<Act>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Memory {
    pub fn new(acts: impl IntoIterator<Item = Act>) -> Self {
        Self {
            clock: TokioClock::new(),
            acts: Arc::new(Mutex::new(acts.into_iter().collect())),
            seen: Arc::default(),
        }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The waits between the requests.
    pub fn waits(&self) -> Vec<Duration> {
        let seen = self.seen();
        seen.windows(2)
            .map(|two| two[1].at.saturating_sub(two[0].at))
            .collect()
    }
}

/// An answer with headers and a body.
pub fn answer(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Act {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
        .collect();
    Act::Answer(
        StatusCode::from_u16(status).unwrap(),
        headers,
        Bytes::from_static(body.as_bytes()),
    )
}

/// An answer with nothing but a status.
pub fn status(status: u16) -> Act {
    answer(status, &[], "")
}

impl Clock for Memory {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.clock.sleep(duration)
    }
}

impl Transport for Memory {
    fn call(&self, request: Request<Body>) -> BoxFuture<Result<Response<Body>, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let body = next(&mut body).await.unwrap_or_default();
            this.seen.lock().unwrap().push(Seen {
                at: this.now(),
                method: head.method,
                uri: head.uri.to_string(),
                headers: head.headers,
                body,
            });
            let act = this.acts.lock().unwrap().pop_front();
            act.unwrap_or_else(|| answer(200, &[], "{}"))
                .perform(&this.clock)
                .await
        })
    }
}

impl Act {
    async fn perform(self, clock: &TokioClock) -> Result<Response<Body>, TransportError> {
        let mut act = self;
        while let Self::Slow(delay, then) = act {
            clock.sleep(delay).await;
            act = *then;
        }
        let respond = |status: StatusCode, body: Body| {
            let mut response = Response::new(body);
            *response.status_mut() = status;
            response
        };
        match act {
            Self::Answer(status, headers, body) => {
                let mut response = respond(status, Body::from(body));
                *response.headers_mut() = headers;
                Ok(response)
            }
            Self::Fail(kind) => Err(TransportError::new(kind, "scripted")),
            Self::HangInBody(start) => Ok(respond(
                StatusCode::OK,
                Body::new(Partial(Some(start), true)),
            )),
            Self::BreakInBody(status, start) => {
                Ok(respond(status, Body::new(Partial(Some(start), false))))
            }
            Self::Hang | Self::Slow(..) => std::future::pending().await,
        }
    }
}

async fn next(body: &mut Body) -> Option<Bytes> {
    use http_body::Body as _;
    let frame = std::future::poll_fn(|cx| std::pin::Pin::new(&mut *body).poll_frame(cx)).await;
    frame.map(|frame| frame.unwrap().into_data().unwrap())
}

/// The start of a body, and whether what follows is silence or an error.
struct Partial(Option<&'static [u8]>, bool);

impl http_body::Body for Partial {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        use std::task::Poll;
        match self.0.take() {
            Some(start) => Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(start))))),
            None if self.1 => Poll::Pending,
            None => Poll::Ready(Some(Err(std::io::ErrorKind::UnexpectedEof.into()))),
        }
    }
}
