//! Requests for responses whose items come one by one.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use crate::runtime::data::Json;
use crate::runtime::send::{self, Deadline};
use crate::runtime::stream::event_stream::{Event, EventStream, Framing, ReadItem, event};
use crate::runtime::{
    BoxFuture, CredentialSource, Error, File, RawResponse, Request, RetryPolicy, Scheme, Timeout,
    Undocumented, decode,
};

/// A call that has not been sent yet, and whose response comes item by item; `.await` sends it and gives an
/// [`EventStream`] once the headers of the response are there. `E` is the type of the errors that the operation documents, as in
/// a [`Request`].
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct StreamRequest<T, E = Undocumented> {
    pub(crate) request: Request<(), E>,
    framing: Framing,
    read: ReadItem<T>,
    /// How long all may take, the items included.
    total: Option<Duration>,
}

/// The options of a request, for this one as well.
macro_rules! options {
    ($($name:ident($($argument:ident: $ty:ty),*);)*) => {$(
        #[doc = concat!("As [`Request::", stringify!($name), "`].")]
        pub fn $name(mut self, $($argument: $ty),*) -> Self {
            self.request = self.request.$name($($argument),*);
            self
        }
    )*};
}

impl<T, E> StreamRequest<T, E> {
    pub(crate) fn new(request: Request<(), E>, framing: Framing, read: ReadItem<T>) -> Self {
        Self {
            request,
            framing,
            read,
            total: None,
        }
    }

    /// How long the call may take with all its attempts, the waits between them, and the items to the last of them.
    /// Unless this is set, the client's limit holds until the response begins, and there is none for the items.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request = self.request.timeout(timeout);
        self.total = Some(timeout);
        self
    }

    /// How long one attempt may take until the response begins, and how long the stream may be silent after that.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.request = self.request.attempt_timeout(timeout);
        self
    }

    options! {
        max_retries(retries: u32);
        retry_policy(policy: RetryPolicy);
        base_url(url: &str);
        credential(scheme: &'static Scheme, credential: impl Into<CredentialSource>);
        header(name: &str, value: &str);
        add_header(name: &str, value: &str);
        remove_header(name: &str);
        query(name: &str, value: &str);
        add_query(name: &str, value: &str);
        remove_query(name: &str);
        json(value: &(impl Serialize + ?Sized));
        body(content_type: &str, file: impl Into<File>);
        set_json(pointer: &str, value: impl Into<Json>);
        remove_json(pointer: &str);
    }

    /// Reads each item as JSON of the type `U` instead: any type that serde can read.
    pub fn decode_as<U: DeserializeOwned>(self) -> StreamRequest<U, E> {
        self.reading(|_, data: &RawResponse| decode::foreign(data))
    }

    /// Takes server-sent events as they are.
    pub fn events(self) -> StreamRequest<Event, E> {
        let mut request = self.reading(event);
        if request.framing.is_events() {
            request.framing = Framing::Data;
        }
        request
    }

    fn reading<U>(self, read: ReadItem<U>) -> StreamRequest<U, E> {
        StreamRequest {
            request: self.request,
            framing: self.framing,
            read,
            total: self.total,
        }
    }

    /// The HTTP request as it would be sent, credentials included. Nothing is sent.
    ///
    /// # Errors
    ///
    /// As for [`Request::build`].
    pub fn build(self) -> Result<http::Request<Bytes>, Error> {
        self.request.build()
    }
}

impl<T: 'static, E> StreamRequest<T, E> {
    /// Sends the request, like `.await`. Until the response begins, failures are retried as for any other call. After
    /// that, they are errors of the stream.
    pub fn send(self) -> BoxFuture<Result<EventStream<T>, Error>> {
        let Self {
            request,
            framing,
            read,
            total,
        } = self;
        let draft = request.into_draft();
        Box::pin(async move {
            let idle = draft.limits.attempt;
            let now = draft.client.inner.transport.now();
            let end = total.map(|total| Deadline {
                at: now.saturating_add(total),
                limit: Timeout::Total(total),
            });
            let source = send::open(draft).await?;
            Ok(EventStream::new(source, framing, read, idle, end))
        })
    }
}

impl<T: 'static, E> IntoFuture for StreamRequest<T, E> {
    type Output = Result<EventStream<T>, Error>;
    type IntoFuture = BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<T, E> fmt::Debug for StreamRequest<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamRequest")
            .field("request", &self.request)
            .field("framing", &self.framing)
            .finish_non_exhaustive()
    }
}
