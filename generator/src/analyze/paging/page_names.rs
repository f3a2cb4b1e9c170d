//! The usual names of what leads from page to page, in lower case and without separators.

/// Query parameters for the number of a page.
pub(super) const PAGES: [&str; 6] = [
    "page",
    "pageno",
    "pagenumber",
    "pagenum",
    "pageindex",
    "currentpage",
];

/// Query parameters for how many items to pass over.
pub(super) const OFFSETS: [&str; 3] = ["offset", "skip", "startindex"];

/// Query parameters for a cursor, the surest first.
pub(super) const CURSORS: [&str; 10] = [
    "cursor",
    "pagecursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "nextpagetoken",
    "continue",
    "after",
    "startingafter",
    "startafter",
];

/// Query parameters for how many items a page has.
pub(super) const SIZES: [&str; 9] = [
    "perpage",
    "pagesize",
    "limit",
    "pagelimit",
    "size",
    "count",
    "maxresults",
    "maxitems",
    "rowsperpage",
];

/// Properties with the cursor of the next page.
pub(super) const NEXT_CURSORS: [&str; 10] = [
    "nextcursor",
    "nextpagecursor",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "nextcontinuationtoken",
    "endcursor",
    "continue",
    "cursor",
    "after",
];

/// Properties with the items.
pub(super) const ITEMS: [&str; 7] = [
    "items", "data", "results", "values", "records", "entries", "objects",
];

/// Properties with the URL of the next page.
pub(super) const NEXT_URLS: [&str; 6] = [
    "nextpageurl",
    "nextpageuri",
    "nexturl",
    "nexturi",
    "nextlink",
    "odatanextlink",
];

/// Properties with the number of all items.
pub(super) const TOTALS: [&str; 8] = [
    "totalcount",
    "total",
    "totalitems",
    "totalresults",
    "totalsize",
    "totalrecords",
    "totalelements",
    "totalentries",
];

/// Properties that say whether there is another page.
pub(super) const FLAGS: [&str; 3] = ["hasmore", "hasnextpage", "hasnext"];

/// Properties with the number of all pages.
pub(super) const PAGE_TOTALS: [&str; 6] = [
    "pages",
    "totalpages",
    "totalpage",
    "pagecount",
    "numpages",
    "numberofpages",
];

/// A name as the lists here have it.
pub(super) fn letters(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
