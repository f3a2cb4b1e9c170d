//! Reading lists that come page by page.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::runtime::paging::progress::{Page, Progress};
use crate::runtime::request::draft::Parts;
use crate::runtime::{BoxFuture, DecodeError, Error, RawResponse, send};

/// The pages of a list: a stream that asks for a page when it is polled for one. It ends after the last page, or after an
/// error.
#[must_use = "no page is asked for before the first is waited for"]
pub struct Pages<T> {
    decode: fn(&RawResponse) -> Result<T, DecodeError>,
    state: State,
    progress: Progress,
}

enum State {
    /// There is a page that nobody has asked for.
    Open(Box<Parts>),
    /// A page was asked for, by what the next one is to be asked for with.
    Waiting(Box<Parts>, BoxFuture<Result<RawResponse, Error>>),
    Ended,
}

impl<T: Page> Pages<T> {
    pub(crate) fn new(
        parts: Box<Parts>,
        decode: fn(&RawResponse) -> Result<T, DecodeError>,
    ) -> Self {
        Self {
            decode,
            state: State::Open(parts),
            progress: Progress::default(),
        }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// The call for it failed, as any call can, or the page before it does not lead to it.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// What came for a page, and the state that it leads to.
    fn read(
        &mut self,
        mut parts: Box<Parts>,
        response: Result<RawResponse, Error>,
    ) -> Result<T, Error> {
        let mut response = response?;
        let page = response.read(self.decode)?;
        if let Some(paging) = parts.paging {
            let progress = &mut self.progress;
            if progress.advance(&mut parts, paging, &response, page.view())? {
                self.state = State::Open(parts);
            }
        }
        Ok(page)
    }
}

impl<T: Page> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Open(parts) => {
                    let next = parts.again();
                    self.state = State::Waiting(next, send::send_raw(parts));
                }
                State::Waiting(parts, mut call) => match call.as_mut().poll(cx) {
                    Poll::Ready(response) => return Poll::Ready(Some(self.read(parts, response))),
                    Poll::Pending => {
                        self.state = State::Waiting(parts, call);
                        return Poll::Pending;
                    }
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, over all its pages: a stream that asks for a page when the items of the last are used up.
#[must_use = "no page is asked for before the first item is waited for"]
pub struct Items<T: Page> {
    pages: Pages<T>,
    items: std::vec::IntoIter<T::Item>,
}

impl<T: Page> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
        }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<T::Item, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

/// No item is pinned by a list of items.
impl<T: Page> Unpin for Items<T> {}

impl<T: Page> Stream for Items<T> {
    type Item = Result<T::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => self.items = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Page> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
