//! Lists in code that is not asynchronous.

use crate::runtime::paging::pages::{Items, Pages};
use crate::runtime::send::blocking;
use crate::runtime::{Error, Page};

impl<T: Page + Send + 'static> Pages<T> {
    /// The pages one by one, each of which is waited for, as [`Request::blocking`](crate::runtime::Request::blocking) waits.
    pub fn blocking(self) -> impl Iterator<Item = Result<T, Error>> {
        let call = self.call();
        let pages = call.map(|(client, operation)| blocking::each(client, operation, self));
        pages.into_iter().flatten()
    }
}

impl<T> Items<T>
where
    T: Page + Send + 'static,
{
    /// The items one by one, for whose pages the thread waits, as [`Request::blocking`](crate::runtime::Request::blocking) does.
    pub fn blocking(self) -> impl Iterator<Item = Result<T::Item, Error>> {
        let Self { pages, items } = self;
        let rest = pages.blocking().flat_map(|page| {
            let (items, error) = match page {
                Ok(page) => (page.into_items(), None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            items.into_iter().map(Ok).chain(error)
        });
        items.map(Ok).chain(rest)
    }
}
