//! A client whose transport is memory: it remembers what it was sent, and answers with what it is told.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame};

use crate::runtime::{
    Body, BoxFuture, Client, ClientBuilder, Clock, Transport, TransportError, TransportErrorKind,
};

/// What is shared by a client and who looks at it.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    sent: Option<http::Request<Vec<u8>>>,
    answer: http::Response<Vec<Bytes>>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Sets up a client.
    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new(Some("https://api.test/v4"))
            .transport(self.clone())
            .max_retries(0)
    }

    /// The client, which always can be built.
    pub(crate) fn client(&self) -> Result<Client, crate::Stop> {
        self.builder()
            .build()
            .map_err(|error| crate::Stop::fault(format!("no client: {error}")))
    }

    /// Answers with these pieces from now on.
    pub(crate) fn answer(&self, answer: http::Response<Vec<Bytes>>) {
        self.state(|state| state.answer = answer);
    }

    /// What was sent last.
    pub(crate) fn take_sent(&self) -> Option<http::Request<Vec<u8>>> {
        self.state(|state| state.sent.take())
    }

    fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for Memory {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }
}

impl Transport for Memory {
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(frame) =
                std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
            {
                match frame?.into_data() {
                    Ok(data) => bytes.extend_from_slice(&data),
                    Err(_) => {
                        return Err(TransportError::new(TransportErrorKind::Other, "trailers"));
                    }
                }
            }
            this.state(|state| {
                state.sent = Some(http::Request::from_parts(head, bytes));
                let (head, pieces) = state.answer.clone().into_parts();
                Ok(http::Response::from_parts(
                    head,
                    Body::new(BodyOfPieces(pieces.into_iter())),
                ))
            })
        })
    }
}

/// A body that comes piece by piece.
struct BodyOfPieces(std::vec::IntoIter<Bytes>);

impl http_body::Body for BodyOfPieces {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(piece))))
    }
}

/// The result of a future that never has to wait for anything.
pub(crate) fn ready<F: Future>(future: F) -> Result<F::Output, crate::Stop> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(crate::Stop::fault(
            "waits: something is waited for that never comes",
        )),
    }
}
