//! The mock itself: which answer a request gets, and the clock.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::ser::Serialize;

use crate::runtime::mock::mock_answer::Reply;
use crate::runtime::mock::{MockAnswer, MockRequest};
use crate::runtime::{
    Body, BoxFuture, Clock, Documented, Transport, TransportError, TransportErrorKind,
};

/// A transport that answers from memory. Clones share everything.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<MockState>>);

#[derive(Default)]
struct MockState {
    now: Duration,
    rules: Vec<Rule>,
    requests: Vec<MockRequest>,
}

/// The answers to one operation.
struct Rule {
    operation: String,
    answers: Vec<Responder>,
    /// How many have been given.
    given: usize,
}

impl Rule {
    /// The next answer, or the last again.
    fn next(&mut self) -> Option<Responder> {
        let index = self.given.min(self.answers.len().saturating_sub(1));
        self.given += 1;
        self.answers.get(index).cloned()
    }
}

#[derive(Clone)]
enum Responder {
    Fixed(MockAnswer),
    Made(Arc<Handler>),
}

#[cfg(not(target_family = "wasm"))]
type Handler = dyn Fn(&MockRequest) -> MockAnswer + Send + Sync;
#[cfg(target_family = "wasm")]
type Handler = dyn Fn(&MockRequest) -> MockAnswer;

impl Mock {
    /// A mock without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers `operation` with status 200 and `value` as JSON.
    pub fn answer(&self, operation: &str, value: &(impl Serialize + ?Sized)) {
        self.answer_status(operation, 200, value);
    }

    /// Answers `operation` with this status and `value` as JSON.
    pub fn answer_status(&self, operation: &str, status: u16, value: &(impl Serialize + ?Sized)) {
        self.respond(operation, MockAnswer::json(status, value));
    }

    /// Answers the operation of `request` with an error that it documents: with this status, which has to be one of the
    /// documented, and this body, which has to be what is documented for it. The request is not sent.
    pub fn answer_error<R: Documented>(&self, request: &R, status: u16, body: &R::Error) {
        let operation = request.operation();
        let answer = MockAnswer::error(operation, status, body);
        self.respond(operation.id, answer);
    }

    /// Answers `operation` with any answer.
    pub fn respond(&self, operation: &str, answer: MockAnswer) {
        self.add(operation, Responder::Fixed(answer));
    }

    /// Answers `operation` with what `handler` makes of the request.
    #[cfg(not(target_family = "wasm"))]
    pub fn answer_with(
        &self,
        operation: &str,
        handler: impl Fn(&MockRequest) -> MockAnswer + Send + Sync + 'static,
    ) {
        self.add(operation, Responder::Made(Arc::new(handler)));
    }

    /// Answers `operation` with what `handler` makes of the request.
    #[cfg(target_family = "wasm")]
    pub fn answer_with(
        &self,
        operation: &str,
        handler: impl Fn(&MockRequest) -> MockAnswer + 'static,
    ) {
        self.add(operation, Responder::Made(Arc::new(handler)));
    }

    /// The requests so far, in order; each attempt of a call is one.
    pub fn requests(&self) -> Vec<MockRequest> {
        self.state().requests.clone()
    }

    /// The requests to one operation so far, in order.
    pub fn requests_to(&self, operation: &str) -> Vec<MockRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_to(operation));
        requests
    }

    fn add(&self, operation: &str, answer: Responder) {
        let mut state = self.state();
        match state
            .rules
            .iter_mut()
            .find(|rule| rule.operation == operation)
        {
            Some(rule) => rule.answers.push(answer),
            None => state.rules.push(Rule {
                operation: operation.to_owned(),
                answers: vec![answer],
                given: 0,
            }),
        }
    }

    /// Notes the request and finds its answer.
    fn take(&self, request: &MockRequest) -> Result<Responder, TransportError> {
        let mut state = self.state();
        state.requests.push(request.clone());
        let mut rules = state.rules.iter_mut();
        let answer = rules
            .find(|rule| request.is_to(&rule.operation))
            .and_then(Rule::next);
        answer.ok_or_else(|| {
            let known: Vec<&str> = state.rules.iter().map(|rule| &*rule.operation).collect();
            permanent(format!(
                "the mock has no answer for {} ({} {}), only for: {}",
                request.operation(),
                request.method(),
                request.path(),
                known.join(", ")
            ))
        })
    }

    fn state(&self) -> MutexGuard<'_, MockState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn permanent(reason: String) -> TransportError {
    TransportError::new(TransportErrorKind::Permanent, reason)
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let known: Vec<&str> = state.rules.iter().map(|rule| &*rule.operation).collect();
        f.debug_struct("Mock")
            .field("answers", &known)
            .field("requests", &state.requests)
            .finish()
    }
}

impl Clock for Mock {
    fn now(&self) -> Duration {
        self.state().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        let this = self.clone();
        // The clock advances when a timer is polled, and not when it is made.
        Box::pin(async move {
            let mut state = this.state();
            state.now = state.now.saturating_add(duration);
        })
    }
}

impl Transport for Mock {
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let request = MockRequest::read(request).await?;
            let reply = match this.take(&request)? {
                Responder::Fixed(answer) => answer.into_reply(),
                Responder::Made(handler) => handler(&request).into_reply(),
            };
            match reply {
                Reply::Response(response) => Ok(response),
                Reply::Failure(error) => Err(error),
                Reply::Never => std::future::pending().await,
            }
        })
    }
}
