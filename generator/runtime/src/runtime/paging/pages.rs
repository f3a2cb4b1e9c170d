//! Reading lists that come page by page.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
use crate::runtime::Client;
use crate::runtime::paging::progress::{Page, Progress};
use crate::runtime::request::draft::Draft;
use crate::runtime::{BoxFuture, DecodeError, Error, RawResponse, send};

/// The pages of a list: a stream that requests a page when it is polled. It ends after the last page, or after an
/// error.
#[must_use = "no page is asked for before the first is waited for"]
pub struct Pages<T> {
    decode: fn(&RawResponse) -> Result<T, DecodeError>,
    state: PagesState,
    progress: Progress,
}

enum PagesState {
    /// The next page has not been requested.
    Open(Box<Draft>),
    /// A page has been requested; the request for the next is made from the draft.
    Waiting(Box<Draft>, BoxFuture<Result<RawResponse, Error>>),
    Ended,
}

impl<T: Page> Pages<T> {
    pub(crate) fn new(
        draft: Box<Draft>,
        decode: fn(&RawResponse) -> Result<T, DecodeError>,
    ) -> Self {
        Self {
            decode,
            state: PagesState::Open(draft),
            progress: Progress::default(),
        }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// The call for it failed, or the page before does not lead to it.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Who asks for the pages, and by which operation; `None` after the last page.
    #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
    pub(super) fn call(&self) -> Option<(Client, &'static str)> {
        match &self.state {
            PagesState::Open(draft) | PagesState::Waiting(draft, _) => {
                Some((draft.client.clone(), draft.operation.id))
            }
            PagesState::Ended => None,
        }
    }

    /// Reads a page, and sets the state for the next.
    fn read(
        &mut self,
        mut draft: Box<Draft>,
        response: Result<RawResponse, Error>,
    ) -> Result<T, Error> {
        let mut response = response?;
        let page = response.read(self.decode)?;
        if let Some(paging) = draft.paging {
            let progress = &mut self.progress;
            if progress.advance(&mut draft, paging, &response, page.view())? {
                draft.forget_idempotency_key();
                self.state = PagesState::Open(draft);
            }
        }
        Ok(page)
    }
}

impl<T: Page> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, PagesState::Ended) {
                PagesState::Open(draft) => {
                    let next = draft.again();
                    self.state = PagesState::Waiting(next, send::send_raw(draft));
                }
                PagesState::Waiting(draft, mut call) => match call.as_mut().poll(cx) {
                    Poll::Ready(Err(error)) if self.progress.is_end(&error) => {
                        return Poll::Ready(None);
                    }
                    Poll::Ready(response) => return Poll::Ready(Some(self.read(draft, response))),
                    Poll::Pending => {
                        self.state = PagesState::Waiting(draft, call);
                        return Poll::Pending;
                    }
                },
                PagesState::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, over all of its pages: a stream that requests the next page after the last item of a page.
#[must_use = "no page is asked for before the first item is waited for"]
pub struct Items<T: Page> {
    pub(super) pages: Pages<T>,
    pub(super) items: std::vec::IntoIter<T::Item>,
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

    /// The first `most` items, or all if there are fewer. No page is asked for beyond the one with the last of them.
    ///
    /// # Errors
    ///
    /// As [`Pages::next`]; the items before are lost then, which [`Self::next`] gives one by one.
    pub async fn collect_up_to(mut self, most: usize) -> Result<Vec<T::Item>, Error> {
        let mut all = Vec::new();
        while all.len() < most
            && let Some(item) = self.next().await
        {
            all.push(item?);
        }
        Ok(all)
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
