//! Lists that come page by page: a request for one page comes in, a stream of pages or items goes out.

mod link;
mod next_page;
mod pages;
mod progress;

pub use pages::{Items, Pages};
pub use progress::{Next, Page, Paging};
