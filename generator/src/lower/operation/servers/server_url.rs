//! The URLs of servers.

/// Whether a URL is one of HTTP that says where it leads.
pub(super) fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A URL without the slashes at its end.
pub(super) fn trimmed(url: &str) -> String {
    url.trim().trim_end_matches('/').to_owned()
}

/// The URL that a relative one means when it stands at `base` (RFC 3986, 5.2).
pub(super) fn joined(base: &str, url: &str) -> String {
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    if let Some(authority) = url.strip_prefix("//") {
        return format!("{scheme}://{authority}");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if url.is_empty() || url.starts_with('/') {
        return format!("{scheme}://{host}{url}");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let steps = folder.split('/').chain(url.split('/'));
    let mut kept: Vec<&str> = Vec::new();
    for step in steps.filter(|step| !step.is_empty() && *step != ".") {
        if step == ".." {
            kept.pop();
        } else {
            kept.push(step);
        }
    }
    format!("{scheme}://{host}/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn relative_urls_start_from_the_configured_one() {
        let base = "https://example.com/docs/openapi.yaml";
        assert_eq!(joined(base, "/v1"), "https://example.com/v1");
        assert_eq!(joined(base, ""), "https://example.com");
        assert_eq!(joined(base, "v1"), "https://example.com/docs/v1");
        assert_eq!(joined(base, "../v1"), "https://example.com/v1");
        assert_eq!(
            joined(base, "./{version}"),
            "https://example.com/docs/{version}"
        );
        assert_eq!(joined(base, "//other.com/v1"), "https://other.com/v1");
        assert_eq!(
            joined("https://example.com", "v1"),
            "https://example.com/v1"
        );
    }
}
