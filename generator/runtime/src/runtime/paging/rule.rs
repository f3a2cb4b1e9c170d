//! Lists that come page by page: what is fixed about how the pages of an operation follow each other.

/// How the pages of an operation follow each other. Generated code holds one `static` of these per operation with pages.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// What the request for the next page says.
    pub next: Next,
    /// Where the items are in a page, or its only item: the names of properties, the outermost first.
    pub items: &'static [&'static str],
    /// Where a page says how many items there are in all pages together.
    pub total: Option<&'static [&'static str]>,
    /// Where a page says how many pages there are.
    pub pages: Option<&'static [&'static str]>,
    /// Where a page says whether there is another.
    pub more: Option<&'static [&'static str]>,
}

/// How generated code makes one.
impl Paging {
    /// A rule for pages that are lists of items and say nothing else.
    pub const fn new(next: Next) -> Self {
        Self {
            next,
            items: &[],
            total: None,
            pages: None,
            more: None,
        }
    }

    /// With the items below these properties.
    pub const fn items(mut self, path: &'static [&'static str]) -> Self {
        self.items = path;
        self
    }

    /// With the number of all items below these properties.
    pub const fn total(mut self, path: &'static [&'static str]) -> Self {
        self.total = Some(path);
        self
    }

    /// With the number of pages below these properties.
    pub const fn pages(mut self, path: &'static [&'static str]) -> Self {
        self.pages = Some(path);
        self
    }

    /// With whether there is another page below these properties.
    pub const fn more(mut self, path: &'static [&'static str]) -> Self {
        self.more = Some(path);
        self
    }
}

/// What the request for the next page says.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Next {
    /// The number of the page in a query parameter.
    Page {
        /// The query parameter.
        parameter: &'static str,
        /// The query parameter for how many items a page has.
        size: Option<&'static str>,
        /// The number of the first page.
        first: u64,
    },
    /// How many items to skip, in a query parameter.
    Offset {
        /// The query parameter.
        parameter: &'static str,
    },
    /// A cursor that the last page gives.
    Cursor {
        /// The query parameter.
        parameter: &'static str,
        /// Where the last page says it.
        from: &'static [&'static str],
    },
    /// What the last item of the last page is known by.
    Item {
        /// The query parameter.
        parameter: &'static str,
        /// The property of an item.
        key: &'static str,
    },
    /// The URL in the last page.
    Url {
        /// Where the last page says it.
        from: &'static [&'static str],
        /// The query parameter that differs from page to page.
        parameter: Option<&'static str>,
    },
    /// The URL in the header `Link` with the relation `next` (RFC 8288).
    Link,
}
