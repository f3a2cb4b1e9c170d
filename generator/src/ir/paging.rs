//! Lists that come page by page.

use super::TypeId;

/// How the pages of an operation's answer follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// What the request for the next page says.
    pub next: NextPage,
    /// Where the items are in a page.
    pub items: ItemsAt,
    /// Where a page says how many items there are in all.
    pub total: Option<Vec<String>>,
    /// Where a page says how many pages there are.
    pub pages: Option<Vec<String>>,
    /// Where a page says whether there is another.
    pub more: Option<Vec<String>>,
}

/// Where the items are in a page: a list, or one of them. Without fields, the page itself is the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemsAt {
    /// The fields that lead to them, each by the struct it is in and its position there.
    pub fields: Vec<(TypeId, usize)>,
    /// The names of those fields on the wire.
    pub wires: Vec<String>,
}

/// What the request for the next page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The number of the page.
    Page {
        /// The query parameter for it.
        parameter: String,
        /// The query parameter for how many items a page has.
        size: Option<String>,
        /// The number of the first page.
        first: u64,
    },
    /// How many items to pass over.
    Offset {
        /// The query parameter for it.
        parameter: String,
    },
    /// What the page before says of where it ends.
    Cursor {
        /// The query parameter for it.
        parameter: String,
        /// Where the page says it.
        from: Vec<String>,
    },
    /// What the last item of the page before is known by.
    Item {
        /// The query parameter for it.
        parameter: String,
        /// The property of an item.
        key: String,
    },
    /// The URL in the page before.
    Url {
        /// Where the page says it.
        from: Vec<String>,
        /// The query parameter that differs from page to page.
        parameter: Option<String>,
    },
    /// The URL in the header `Link` of the page before.
    Link,
}
