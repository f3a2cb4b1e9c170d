//! Lists that come page by page: how one page leads to the next.

use bytes::Bytes;
use http::StatusCode;
use http::header::LINK;

use crate::runtime::data::{Decode, Encode, View};
use crate::runtime::paging::circle::Circle;
use crate::runtime::paging::link;
use crate::runtime::paging::rule::{Next, Paging};
use crate::runtime::request::draft::Draft;
use crate::runtime::request::parameter::flat::{Level, level, scalar};
use crate::runtime::{Error, RawResponse, Style};

/// One page of a list.
pub trait Page: Decode + Encode {
    /// What the list consists of.
    type Item;

    /// The items of this page.
    fn into_items(self) -> Vec<Self::Item>;
}

/// A page that is not there, as nothing has changed, has no items.
impl<P: Page> Page for Option<P> {
    type Item = P::Item;

    fn into_items(self) -> Vec<P::Item> {
        self.map(P::into_items).unwrap_or_default()
    }
}

impl<T: Decode + Encode> Page for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

/// The state between the pages of a list.
#[derive(Default)]
pub(crate) struct Progress {
    /// How many items there were in the pages so far.
    items: u64,
    /// The body of the last page.
    body: Bytes,
    /// The cursors or URLs that the server gave.
    given: Circle,
    /// Whether the next page has a number that no page has named, so that there may be none.
    is_guessed: bool,
}

impl Progress {
    /// Turns `draft`, the request for this page, into the one for the next. `false` if there is none.
    ///
    /// # Errors
    ///
    /// The page leads to one that was read before, which would never end, or to another server.
    pub(crate) fn advance(
        &mut self,
        draft: &mut Draft,
        paging: &Paging,
        response: &RawResponse,
        page: View<'_>,
    ) -> Result<bool, Error> {
        let count = count(page, paging.items);
        self.items += count;
        let same = !self.body.is_empty() && self.body == response.body();
        self.body = response.body().clone();
        if paging.more.and_then(|path| text(page, path)).as_deref() == Some("false") {
            return Ok(false);
        }
        match paging.next {
            Next::Page {
                parameter,
                size,
                first,
            } => {
                let page_number = number(draft, parameter).unwrap_or(first);
                let size = size.and_then(|size| number(draft, size)).unwrap_or(0);
                // Without a size, the number of items before the first page is unknown, and only an empty page ends the
                // list.
                let before = page_number.saturating_sub(first).saturating_mul(size);
                let read = self.items.max(before.saturating_add(count));
                let pages = page_number.saturating_sub(first).saturating_add(1);
                if count == 0
                    || is_all(page, paging.total, read)
                    || is_all(page, paging.pages, pages)
                {
                    return Ok(false);
                }
                self.is_guessed = [paging.total, paging.pages, paging.more]
                    .into_iter()
                    .flatten()
                    .all(|path| text(page, path).is_none());
                count_on(draft, parameter, page_number.saturating_add(1), same)
            }
            Next::Offset { parameter } => {
                let offset = number(draft, parameter).unwrap_or(0).saturating_add(count);
                if count == 0 || is_all(page, paging.total, offset) {
                    return Ok(false);
                }
                count_on(draft, parameter, offset, same)
            }
            Next::Cursor { parameter, from } => {
                self.go_on(draft, parameter, given(page, from), SAME_CURSOR)
            }
            Next::Item { parameter, key } => {
                let key = last(page, paging.items).and_then(|it| given(it, &[key]));
                self.go_on(draft, parameter, key, SAME_ITEM)
            }
            Next::Url { from, parameter } => self.go_to(draft, given(page, from), parameter),
            Next::Link => {
                let links = response.headers().get_all(LINK);
                self.go_to(draft, links.iter().find_map(link::next), None)
            }
        }
    }

    /// Whether this error means that the list has ended: the page was asked for without knowing that there is one.
    pub(crate) fn is_end(&self, error: &Error) -> bool {
        self.is_guessed
            && matches!(error, Error::Status(it) if it.status() == StatusCode::NOT_FOUND)
    }

    /// Asks for what comes after `cursor`, if there is one.
    fn go_on(
        &mut self,
        draft: &mut Draft,
        parameter: &str,
        cursor: Option<String>,
        same: &'static str,
    ) -> Result<bool, Error> {
        let Some(cursor) = cursor else {
            return Ok(false);
        };
        if draft.query_value(parameter).as_ref() == Some(&cursor)
            || self.given.comes_back_to(&cursor)
        {
            return Err(stuck(draft, same));
        }
        draft.remove_query(parameter);
        draft.query(parameter, &cursor, Style::FORM);
        Ok(true)
    }

    fn go_to(
        &mut self,
        draft: &mut Draft,
        url: Option<String>,
        parameter: Option<&str>,
    ) -> Result<bool, Error> {
        let Some(url) = url else {
            return Ok(false);
        };
        draft.go_to(&url, parameter)?;
        if self.given.comes_back_to(&url) {
            return Err(stuck(draft, SAME_URL));
        }
        Ok(true)
    }
}

const SAME_CURSOR: &str = "the server sends the same cursor again";
const SAME_ITEM: &str = "the server sends the same item again";

/// Why a page does not lead on whose URL was followed before.
pub(crate) const SAME_URL: &str = "the server sends the same URL again";

fn count_on(draft: &mut Draft, parameter: &str, value: u64, same: bool) -> Result<bool, Error> {
    if same {
        return Err(stuck(draft, "the server sends the same page again"));
    }
    draft.remove_query(parameter);
    draft.query(parameter, &value, Style::FORM);
    Ok(true)
}

fn stuck(draft: &Draft, reason: &'static str) -> Error {
    Error::Paging {
        operation: draft.operation.id,
        reason,
    }
}

/// Whether as many items or pages have been read as the page says there are.
fn is_all(page: View<'_>, total: Option<&[&str]>, read: u64) -> bool {
    let total = total.and_then(|path| text(page, path)?.parse().ok());
    total.is_some_and(|total: f64| {
        #[allow(clippy::cast_precision_loss, reason = "no list is as long as that")]
        let read = read as f64;
        read >= total
    })
}

/// The cursor or URL of the next page, if there is one.
fn given(page: View<'_>, path: &[&str]) -> Option<String> {
    text(page, path).filter(|text| !text.is_empty())
}

fn number(draft: &Draft, parameter: &str) -> Option<u64> {
    draft.query_value(parameter)?.parse().ok()
}

/// The value at `path`, a list of property names.
fn find<'a>(view: View<'a>, path: &[&str]) -> Option<View<'a>> {
    let Some((name, rest)) = path.split_first() else {
        return Some(view);
    };
    match level(view) {
        Level::Fields(fields) => {
            let (_, value) = fields.into_iter().find(|(field, _)| field == name)?;
            find(value, rest)
        }
        Level::Absent | Level::Null | Level::Scalar(_) | Level::Items(_) => None,
    }
}

fn text(view: View<'_>, path: &[&str]) -> Option<String> {
    match level(find(view, path)?) {
        Level::Scalar(value) => scalar(value).ok(),
        Level::Absent | Level::Null | Level::Items(_) | Level::Fields(_) => None,
    }
}

fn count(view: View<'_>, path: &[&str]) -> u64 {
    match find(view, path).map(level) {
        Some(Level::Items(items)) => items.len() as u64,
        Some(Level::Fields(_)) => 1,
        Some(Level::Absent | Level::Null | Level::Scalar(_)) | None => 0,
    }
}

/// The last item of a page.
fn last<'a>(view: View<'a>, path: &[&str]) -> Option<View<'a>> {
    match level(find(view, path)?) {
        Level::Items(mut items) => items.pop(),
        Level::Absent | Level::Null | Level::Scalar(_) | Level::Fields(_) => None,
    }
}
