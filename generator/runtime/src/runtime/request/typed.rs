//! Requests as values: what a generated method returns.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use crate::runtime::data::{Json, View};
use crate::runtime::request::draft::Draft;
use crate::runtime::request::request_body::RequestBody;
use crate::runtime::response::raw::Unread;
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
use crate::runtime::send::blocking;
use crate::runtime::{
    BoxFuture, BytesStream, DecodeError, Error, File, Items, Page, Pages, RawResponse, Response,
    RetryPolicy, Style, Undocumented, decode, send,
};

pub(crate) type DecodeFn<T> = fn(&RawResponse) -> Result<T, DecodeError>;

/// A call that has not been sent yet; `.await` sends it. What is wrong with a parameter is reported then.
///
/// It gives a `T`, or an [`Error`]. `E` is the type of the errors that the operation documents, which
/// [`typed_errors`](Self::typed_errors) reads them as.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<T, E = Undocumented> {
    pub(crate) draft: Box<Draft>,
    pub(crate) decode: DecodeFn<T>,
    pub(crate) error: PhantomData<fn() -> E>,
}

impl<T, E> Request<T, E> {
    /// How long the call may take with all its attempts, the waits between them, and the body.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.limits.total = timeout;
        self
    }

    /// How long one attempt may take, its body included.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.draft.limits.attempt = timeout;
        self
    }

    /// How many times the call may be sent again after a failure.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.draft.limits.retries = retries;
        self
    }

    /// When the call is sent again after a failure, in place of what the client says about that.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.draft.retry_policy = Some(Arc::new(policy));
        self
    }

    /// Sends the call to this base URL instead of the client's, credentials included. It is `http` or `https`, without
    /// query, fragment or user.
    pub fn base_url(mut self, url: &str) -> Self {
        self.draft.set_base_url(url);
        self
    }

    /// Sets a header, in place of whatever it would have been.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.set_header(name, value);
        self
    }

    /// Adds a header beside those of the same name.
    pub fn add_header(mut self, name: &str, value: &str) -> Self {
        self.draft.add_header(name, value);
        self
    }

    /// Sends the call without this header, be it the call's own, a default of the client or a credential. Headers that
    /// a transport adds itself, such as `Host`, stay.
    pub fn remove_header(mut self, name: &str) -> Self {
        self.draft.remove_header(name);
        self
    }

    /// Sets a parameter of the query, in place of all of the same name. Name and value are encoded.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.draft.remove_query(name);
        self.add_query(name, value)
    }

    /// Adds a parameter to the query, beside those of the same name. Name and value are encoded.
    pub fn add_query(mut self, name: &str, value: &str) -> Self {
        self.draft.query(name, &View::Str(value), Style::FORM);
        self
    }

    /// Takes all parameters of this name out of the query, but for a credential.
    pub fn remove_query(mut self, name: &str) -> Self {
        self.draft.remove_query(name);
        self
    }

    /// Sets the body to `value`, written as JSON, in place of whatever it would have been.
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        self.draft.json(serde_json::to_vec(value));
        self
    }

    /// Sets the body to this text, these bytes, or this file, in place of whatever it would have been.
    pub fn body(self, content_type: &str, file: impl Into<File>) -> Self {
        self.file_body(content_type, file.into())
    }

    /// Sets a part of the JSON body that the description does not know of. `pointer` is a JSON pointer (RFC 6901) such as
    /// `/options/dry_run`; objects that are missing on the way are made.
    pub fn set_json(mut self, pointer: &str, value: impl Into<Json>) -> Self {
        self.draft.set_json(pointer, value.into());
        self
    }

    /// Leaves out a part of the JSON body. `pointer` is a JSON pointer (RFC 6901). If it leads nowhere, nothing
    /// changes; the empty one means the whole body.
    pub fn remove_json(mut self, pointer: &str) -> Self {
        self.draft.remove_json(pointer);
        self
    }

    /// Reads the response as JSON of the type `U` instead: any type that serde can read.
    pub fn decode_as<U: DeserializeOwned>(self) -> Request<U, E> {
        Request {
            draft: self.draft,
            decode: decode::foreign::<U>,
            error: PhantomData,
        }
    }

    /// The HTTP request as it would be sent, credentials included. Nothing is sent.
    ///
    /// # Errors
    ///
    /// A parameter or a credential is missing, or something cannot be put on the wire. A body that is a stream can be sent,
    /// but not shown; so can a credential that a provider is asked for.
    pub fn build(mut self) -> Result<http::Request<Bytes>, Error> {
        if matches!(self.draft.body, RequestBody::Streamed(_)) {
            self.draft
                .refuse("its body is a stream, which cannot be shown");
        }
        if !self.draft.credentials_to_ask_for()?.is_empty() {
            self.draft
                .refuse("its credential is asked for when it is sent, and cannot be shown");
        }
        if let Some(error) = self.draft.error.take() {
            return Err(error);
        }
        self.draft.add_idempotency_key();
        let mut request = self.draft.build()?;
        request.extensions_mut().insert(self.draft.operation);
        Ok(request)
    }

    /// Sends the request, like `.await`.
    pub fn send(self) -> Sending<T> {
        Sending {
            raw: send::send_raw(self.draft),
            decode: self.decode,
        }
    }

    /// Sends the request and returns the status and the headers beside the body.
    ///
    /// # Errors
    ///
    /// As for `.await`.
    pub async fn send_with_response(self) -> Result<Response<T>, Error> {
        let mut raw = send::send_raw(self.draft).await?;
        let body = raw.read(self.decode)?;
        Ok(Response::new(raw, body))
    }

    /// Sends the request and returns the response as it came, whatever its status: the body in full and not decoded.
    /// Redirects are followed and failures retried as in any call, so that a status that is retried is the one of the
    /// last attempt. For a status outside the 200s the body may be cut short: see [`RawResponse::is_complete`].
    ///
    /// # Errors
    ///
    /// As for `.await`, but for [`Error::Status`] and [`Error::Decode`].
    pub async fn send_raw(self) -> Result<RawResponse, Error> {
        match send::send_raw(self.draft).await {
            Err(Error::Status(error)) => Ok(error.into_response()),
            other => other.map(|raw| raw.unread(Unread::default())),
        }
    }

    /// Sends the request and returns once the headers of a successful response are there; the body is left to be read
    /// piece by piece. It may be of any length. The time limits hold while it is read.
    ///
    /// # Errors
    ///
    /// As for `.await`, but for [`Error::Decode`] and [`Error::BodyTooLarge`]. A body that breaks off is an error of
    /// the stream, and not retried.
    pub async fn bytes_stream(self) -> Result<BytesStream, Error> {
        send::open(self.draft).await
    }
}

/// Calls from code that is not asynchronous.
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<T, E> Request<T, E> {
    /// Sends the request and waits for the response.
    ///
    /// The call runs on a thread of the client, which the first such call starts and which ends with the last clone of
    /// the client. In asynchronous code this does not panic, but it blocks the thread that it is called on.
    ///
    /// # Errors
    ///
    /// As for `.await`; [`Error::Blocking`] where the thread cannot be started, or the transport panics.
    pub fn blocking(self) -> Result<T, Error> {
        let decode = self.decode;
        blocking::send(self.draft)?.read(decode)
    }

    /// Sends the request, waits, and returns the status and the headers beside the body.
    ///
    /// # Errors
    ///
    /// As for [`Self::blocking`].
    pub fn blocking_with_response(self) -> Result<Response<T>, Error> {
        let decode = self.decode;
        let mut raw = blocking::send(self.draft)?;
        let body = raw.read(decode)?;
        Ok(Response::new(raw, body))
    }
}

impl<T: Page, E> Request<T, E> {
    /// All pages of the list, from the one asked for. Each is a call of its own, with its own limits and retries.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self.draft, self.decode)
    }

    /// All items of the list, from the page asked for.
    pub fn items(self) -> Items<T> {
        Items::new(self.pages())
    }
}

impl<T, E> fmt::Debug for Request<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.draft.operation.id)
            .field("limits", &self.draft.limits)
            .finish_non_exhaustive()
    }
}

impl<T, E> IntoFuture for Request<T, E> {
    type Output = Result<T, Error>;
    type IntoFuture = Sending<T>;

    fn into_future(self) -> Sending<T> {
        self.send()
    }
}

/// A call under way. Dropping it ends the call.
#[must_use = "a request is only sent while its future is polled"]
pub struct Sending<T> {
    raw: BoxFuture<Result<RawResponse, Error>>,
    decode: DecodeFn<T>,
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut raw = ready!(self.raw.as_mut().poll(cx))?;
        Poll::Ready(raw.read(self.decode))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
