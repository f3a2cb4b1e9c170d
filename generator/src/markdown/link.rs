//! Links: where they may lead.

/// Whether a link may lead there: to the web, or to a mail box. An address without a dot could be taken for that of an item
/// of the crate, which rustdoc writes with a colon and an `@` as well.
pub(super) fn is_allowed(url: &str) -> bool {
    let is_scheme = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    is_scheme("https://") || is_scheme("http://") || (is_scheme("mailto:") && url.contains('.'))
}
