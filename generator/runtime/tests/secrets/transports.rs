//! The same calls by other ways than a connection of the caller's own runtime.

#![cfg(any(feature = "blocking", feature = "mock"))]

use crate::call::{OPERATIONS, call, with_credentials};

#[cfg(feature = "blocking")]
pub(crate) fn blocking() {
    use std::time::Duration;

    use openapi_runtime::runtime::{Body, BoxFuture, Clock, Transport, TransportError};

    use crate::drive::note_all;

    /// A transport that panics, though not with what it was given.
    struct Panics;

    impl Clock for Panics {
        fn now(&self) -> Duration {
            Duration::ZERO
        }

        fn sleep(&self, _: Duration) -> BoxFuture<()> {
            Box::pin(std::future::pending())
        }
    }

    impl Transport for Panics {
        fn call(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
            panic!("a panic with {} headers", request.headers().len())
        }
    }

    let client = with_credentials("http://127.0.0.1:1")
        .transport(Panics)
        .build()
        .unwrap();
    note_all(&call(&client, &OPERATIONS[0]).blocking().unwrap_err());
    let gone = crate::call::client("http://127.0.0.1:1");
    note_all(&call(&gone, &OPERATIONS[0]).blocking().unwrap_err());
}

#[cfg(feature = "mock")]
pub(crate) async fn mock() {
    use openapi_runtime::runtime::{Mock, MockAnswer};

    use crate::SECRET;
    use crate::call::body;
    use crate::collect::note;
    use crate::drive::one;

    let mock = Mock::new();
    let answer = MockAnswer::json(403, &body(SECRET)).header("x-auth", SECRET);
    note("answer", &answer);
    mock.respond("things", answer);
    note("mock", &mock);
    let client = with_credentials("http://127.0.0.1:1")
        .transport(mock.clone())
        .build()
        .unwrap();
    note("result", one(call(&client, &OPERATIONS[0])).await);
    note("requests", mock.requests());
    note("mock", &mock);
}
