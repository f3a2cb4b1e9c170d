//! Rules of HTTP for names and values, so that invalid ones are reported when the client is generated, and not by a call.

/// Whether this can be the name of a method, of a header or of a cookie (RFC 9110, 5.6.2).
pub(crate) fn is_token(name: &str) -> bool {
    let is_allowed = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
    !name.is_empty() && name.bytes().all(is_allowed)
}

/// Whether a header can have this value, as far as those go that have a media type.
pub(crate) fn is_media_type(name: &str) -> bool {
    let is_allowed = |c: u8| c.is_ascii_graphic() || c == b' ';
    !name.trim().is_empty() && name.bytes().all(is_allowed)
}

/// Whether requests can go to what is below this URL. A client asks the same before it is made.
pub(crate) fn is_base_url(url: &str) -> bool {
    let rest = ["https://", "http://"];
    let rest = rest.iter().find_map(|scheme| url.strip_prefix(scheme));
    let Some(rest) = rest else {
        return false;
    };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>`?#".contains(c);
    let is_host = |c: u8| c.is_ascii_alphanumeric() || b".-_~:[]%".contains(&c);
    !authority.starts_with(':')
        && !authority.is_empty()
        && authority.bytes().all(is_host)
        && !path.contains(is_odd)
}

/// A path without the names of its parameters, which do not travel.
pub(crate) fn template(path: &str) -> String {
    let mut is_name = false;
    let kept = path.chars().filter(|c| {
        let keeps = !is_name || *c == '}';
        is_name = (is_name || *c == '{') && *c != '}';
        keeps
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::{is_base_url, is_media_type, is_token};

    #[test]
    fn names_are_tokens() {
        for name in ["a", "X-Rate-Limit", "a_b.c", "1", "!#$%&'*+-.^_`|~"] {
            assert!(is_token(name), "{name}");
        }
        for name in [
            "", " ", "a b", "a:", "a\r\nb", "a\0", "ä", "a;b", "a=b", "(", "\u{202e}",
        ] {
            assert!(!is_token(name), "{name:?}");
        }
    }

    #[test]
    fn media_types_are_values_of_headers() {
        for name in [
            "application/json",
            "text/plain; charset=utf-8",
            "*/*",
            "json",
        ] {
            assert!(is_media_type(name), "{name}");
        }
        for name in [
            "",
            " ",
            "a/b\r\nc: d",
            "a/b\0",
            "a/ä",
            "a\tb",
            "\u{feff}a/b",
        ] {
            assert!(!is_media_type(name), "{name:?}");
        }
    }

    #[test]
    fn base_urls_have_a_host_and_nothing_behind_the_path() {
        for url in [
            "https://a",
            "http://a.example.com:80/b/c",
            "https://[::1]:1",
            "http://a/ä",
        ] {
            assert!(is_base_url(url), "{url}");
        }
        for url in [
            "",
            "a",
            "/a",
            "ftp://a",
            "https://",
            "https:///a",
            "https://:80",
            "https://a b",
            "https://a@b",
            "https://a/?b",
            "https://a/#b",
            "https://a/b c",
            "https://a\0",
            "https://ä",
            "https://a/<b>",
        ] {
            assert!(!is_base_url(url), "{url:?}");
        }
    }
}
