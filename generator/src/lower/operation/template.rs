//! Templates of URLs and of their paths.

/// The names between braces in a template, in order.
pub(super) fn template_names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
