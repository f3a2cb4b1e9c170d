//! Calls that read the errors their operations document.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::runtime::response::ErrorBody;
use crate::runtime::{
    BoxFuture, BytesStream, Error, EventStream, Items, Operation, Page, Pages, Request, Response,
    Sending, StreamRequest, TypedError,
};

/// A call, or what comes of it, whose errors are [`TypedError`]s: those that the operation documents are read as its type `E`.
/// [`Request::typed_errors`] makes one. `R` is what has been asked for: a request, a response under way, pages.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct TypedErrors<R, E> {
    inner: R,
    error: PhantomData<fn() -> E>,
}

impl<R, E> TypedErrors<R, E> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            error: PhantomData,
        }
    }

    /// The same with errors that are not read.
    pub fn into_inner(self) -> R {
        self.inner
    }
}

/// A request to an operation that may document errors, whatever it is answered with.
pub trait Documented {
    /// What the errors are read as.
    type Error: ErrorBody;

    /// The operation.
    #[doc(hidden)]
    fn operation(&self) -> &'static Operation;
}

impl<T, E: ErrorBody> Documented for Request<T, E> {
    type Error = E;

    fn operation(&self) -> &'static Operation {
        self.draft.operation
    }
}

impl<T, E: ErrorBody> Documented for StreamRequest<T, E> {
    type Error = E;

    fn operation(&self) -> &'static Operation {
        self.request.draft.operation
    }
}

impl<T, E: ErrorBody> Request<T, E> {
    /// Reads the errors that the operation documents: the call ends with a [`TypedError`], whose
    /// [`Documented`](TypedError::Documented) has the body as the type `E` of this request. It is the last word before
    /// `.await`, or before another way to send the request.
    pub fn typed_errors(self) -> TypedErrors<Self, E> {
        TypedErrors::new(self)
    }
}

impl<T, E: ErrorBody> StreamRequest<T, E> {
    /// Reads the errors that the operation documents, as [`Request::typed_errors`] does. Once the response has begun, there are
    /// none of these.
    pub fn typed_errors(self) -> TypedErrors<Self, E> {
        TypedErrors::new(self)
    }
}

impl<T, E: ErrorBody> TypedErrors<Request<T, E>, E> {
    /// Sends the request, like `.await`.
    pub fn send(self) -> TypedErrors<Sending<T>, E> {
        TypedErrors::new(self.inner.send())
    }

    /// As [`Request::send_with_response`].
    ///
    /// # Errors
    ///
    /// As for `.await`.
    pub async fn send_with_response(self) -> Result<Response<T>, TypedError<E>> {
        let sent = self.inner.send_with_response().await;
        sent.map_err(TypedError::of)
    }

    /// As [`Request::bytes_stream`].
    ///
    /// # Errors
    ///
    /// As for `.await`. An error of the stream itself is none that an operation documents.
    pub async fn bytes_stream(self) -> Result<BytesStream, TypedError<E>> {
        self.inner.bytes_stream().await.map_err(TypedError::of)
    }
}

/// Calls from code that is not asynchronous.
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<T, E: ErrorBody> TypedErrors<Request<T, E>, E> {
    /// As [`Request::blocking`].
    ///
    /// # Errors
    ///
    /// As for [`Request::blocking`].
    pub fn blocking(self) -> Result<T, TypedError<E>> {
        self.inner.blocking().map_err(TypedError::of)
    }

    /// As [`Request::blocking_with_response`].
    ///
    /// # Errors
    ///
    /// As for [`Request::blocking`].
    pub fn blocking_with_response(self) -> Result<Response<T>, TypedError<E>> {
        let sent = self.inner.blocking_with_response();
        sent.map_err(TypedError::of)
    }
}

/// Lists in code that is not asynchronous.
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<T: Page + Send + 'static, E: ErrorBody> TypedErrors<Pages<T>, E> {
    /// As [`Pages::blocking`].
    pub fn blocking(self) -> impl Iterator<Item = Result<T, TypedError<E>>> {
        let pages = self.inner.blocking();
        pages.map(|page| page.map_err(TypedError::of))
    }
}

/// Lists in code that is not asynchronous.
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<T: Page + Send + 'static, E: ErrorBody> TypedErrors<Items<T>, E> {
    /// As [`Items::blocking`].
    pub fn blocking(self) -> impl Iterator<Item = Result<T::Item, TypedError<E>>> {
        let items = self.inner.blocking();
        items.map(|item| item.map_err(TypedError::of))
    }
}

impl<T: Page, E: ErrorBody> TypedErrors<Items<T>, E> {
    /// As [`Items::collect_up_to`].
    ///
    /// # Errors
    ///
    /// As the stream itself has them.
    pub async fn collect_up_to(self, most: usize) -> Result<Vec<T::Item>, TypedError<E>> {
        let all = self.inner.collect_up_to(most).await;
        all.map_err(TypedError::of)
    }
}

impl<T: Page, E: ErrorBody> TypedErrors<Request<T, E>, E> {
    /// As [`Request::pages`].
    pub fn pages(self) -> TypedErrors<Pages<T>, E> {
        TypedErrors::new(self.inner.pages())
    }

    /// As [`Request::items`].
    pub fn items(self) -> TypedErrors<Items<T>, E> {
        TypedErrors::new(self.inner.items())
    }
}

impl<T, E: ErrorBody> IntoFuture for TypedErrors<Request<T, E>, E> {
    type Output = Result<T, TypedError<E>>;
    type IntoFuture = TypedErrors<Sending<T>, E>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

/// What a stream request is once it is sent.
type Opening<T> = BoxFuture<Result<EventStream<T>, Error>>;

impl<T: 'static, E: ErrorBody> TypedErrors<StreamRequest<T, E>, E> {
    /// Sends the request, like `.await`.
    pub fn send(self) -> TypedErrors<Opening<T>, E> {
        TypedErrors::new(self.inner.send())
    }
}

impl<T: 'static, E: ErrorBody> IntoFuture for TypedErrors<StreamRequest<T, E>, E> {
    type Output = Result<EventStream<T>, TypedError<E>>;
    type IntoFuture = TypedErrors<Opening<T>, E>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<F, T, E> Future for TypedErrors<F, E>
where
    F: Future<Output = Result<T, Error>> + Unpin,
    E: ErrorBody,
{
    type Output = Result<T, TypedError<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let polled = Pin::new(&mut self.inner).poll(cx);
        polled.map(|sent| sent.map_err(TypedError::of))
    }
}

impl<S, T, E> TypedErrors<S, E>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
    E: ErrorBody,
{
    /// The next page or item; `None` after the last.
    ///
    /// # Errors
    ///
    /// As the stream itself has them.
    pub async fn next(&mut self) -> Option<Result<T, TypedError<E>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<S, T, E> Stream for TypedErrors<S, E>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
    E: ErrorBody,
{
    type Item = Result<T, TypedError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.inner).poll_next(cx);
        polled.map(|next| next.map(|it| it.map_err(TypedError::of)))
    }
}

impl<R: fmt::Debug, E> fmt::Debug for TypedErrors<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedErrors").field(&self.inner).finish()
    }
}
