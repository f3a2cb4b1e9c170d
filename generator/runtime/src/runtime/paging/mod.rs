//! Lists that come page by page: a request for one page comes in; a stream of pages or items goes out.

// rule       what is fixed about that for an operation
// progress   how a page leads to the next, and when a list has ended
// next_page  the request for the next page, and to which URLs it may go
// circle     whether the pages go round in one
// link       the header `Link`
// pages      the streams that callers read; `blocking_pages`: the same in code that is not asynchronous

#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
mod blocking_pages;
mod circle;
pub(crate) mod link;
mod next_page;
mod pages;
mod progress;
mod rule;

pub use pages::{Items, Pages};
pub use progress::Page;
pub use rule::{Next, Paging};
