//! Redirects: the request that follows one, or why there is none. Nothing here sends.

use std::net::{Ipv4Addr, Ipv6Addr};

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH,
    CONTENT_TYPE, USER_AGENT,
};
use http::uri::Authority;
use http::{HeaderValue, Method, StatusCode, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};

/// How many redirects one call follows.
pub(crate) const MAX_REDIRECTS: usize = 10;

/// Whether a response of this status, with a `Location`, sends the call elsewhere.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Turns `request` into the one that follows the redirect.
///
/// As RFC 9110, 15.4 has it, 303 asks for a GET, and 301 and 302 do so for what was a POST; every other request keeps its
/// method and body. To another origin goes no header but those that only say what the client can read and what the body is:
/// any other may be a credential. They do not come back if a later redirect leads home.
///
/// # Errors
///
/// Why the redirect is not followed.
pub(crate) fn follow(
    request: &mut http::Request<Bytes>,
    status: StatusCode,
    location: &HeaderValue,
) -> Result<(), &'static str> {
    let location = written(location)?;
    let target = resolve(request.uri(), &location).ok_or("its Location is not a valid URL")?;
    if !matches!(target.scheme_str(), Some("http" | "https")) {
        return Err("its Location is not an http URL");
    }
    let has_user = |authority: &Authority| authority.as_str().contains('@');
    if target.authority().is_none_or(has_user) || target.host().is_none_or(str::is_empty) {
        return Err("its Location has a user, or no host");
    }
    // A host that is not given anew is the caller's.
    if target.authority() != request.uri().authority() && !target.host().is_some_and(is_clear) {
        return Err("its Location has a host that can be read in several ways");
    }
    if request.uri().scheme_str() == Some("https") && target.scheme_str() == Some("http") {
        return Err("it leads from https to http");
    }

    if becomes_get(request.method(), status) {
        *request.method_mut() = Method::GET;
        *request.body_mut() = Bytes::new();
        for name in [
            CONTENT_TYPE,
            CONTENT_LENGTH,
            CONTENT_ENCODING,
            CONTENT_LANGUAGE,
        ] {
            request.headers_mut().remove(name);
        }
    }
    if !same_origin(request.uri(), &target) {
        let harmless = [
            ACCEPT,
            ACCEPT_ENCODING,
            ACCEPT_LANGUAGE,
            CONTENT_TYPE,
            CONTENT_ENCODING,
            CONTENT_LANGUAGE,
            USER_AGENT,
        ];
        let headers = std::mem::take(request.headers_mut());
        for name in harmless {
            if let Some(value) = headers.get(&name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
    }
    *request.uri_mut() = target;
    Ok(())
}

/// A `Location` as text. What some readers of URLs leave out, or take for a slash, could lead them to another host.
fn written(location: &HeaderValue) -> Result<String, &'static str> {
    // Some servers send paths unencoded.
    const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');
    // Blanks around a value are no part of it (RFC 9110, 5.5).
    let location = location.as_bytes().trim_ascii();
    if location.iter().any(u8::is_ascii_control) {
        return Err("its Location has a control character");
    }
    let mut parts = location.split(|byte| b"?#".contains(byte));
    if parts.next().is_some_and(|path| path.contains(&b'\\')) {
        return Err("its Location has a backslash before its query");
    }
    Ok(percent_encode(location, UNSAFE).to_string())
}

/// Whether all readers of URLs take a host for the same: a name, or an address in full. Some take short and octal numbers
/// for addresses, and others decode what is percent-encoded.
fn is_clear(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return address.is_some_and(|address| address.is_ok());
    }
    let labels = host.strip_suffix('.').unwrap_or(host);
    let last = labels.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or(last.strip_prefix("0X"));
    let is_number = match hexadecimal {
        Some(digits) => digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
        None => last.bytes().all(|digit| digit.is_ascii_digit()),
    };
    if is_number {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    host.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// Whether the request that follows the redirect of one of this method is a GET, without a body.
pub(crate) fn becomes_get(method: &Method, status: StatusCode) -> bool {
    match status.as_u16() {
        303 => *method != Method::HEAD,
        301 | 302 => *method == Method::POST,
        _ => false,
    }
}

/// Whether two URLs have the same scheme, host and port.
pub(crate) fn same_origin(one: &Uri, other: &Uri) -> bool {
    origin(one) == origin(other)
}

/// Scheme, host and port.
fn origin(uri: &Uri) -> (Option<&str>, String, Option<u16>) {
    let default = match uri.scheme_str() {
        Some("https") => Some(443),
        _ => Some(80),
    };
    let host = uri.host().unwrap_or_default().to_ascii_lowercase();
    // One address can be written in several ways.
    let address = host.trim_matches(['[', ']']).parse::<Ipv6Addr>();
    let host = address.map_or(host, |address| address.to_string());
    (uri.scheme_str(), host, uri.port_u16().or(default))
}

/// The URL that `reference` means when it stands at `base` (RFC 3986, 5.2), without a fragment.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let (reference, _fragment) = reference.split_once('#').unwrap_or((reference, ""));
    // To parsers of URLs as browsers have them, a backslash is a slash, and two of them lead to another host.
    let reference = &*reference.replace('\\', "%5C");
    if has_scheme(reference) {
        return without_dots(reference);
    }
    let scheme = base.scheme_str()?;
    if reference.starts_with("//") {
        return without_dots(&format!("{scheme}:{reference}"));
    }
    let origin = format!("{scheme}://{}", base.authority()?);
    if reference.starts_with('/') {
        return without_dots(&format!("{origin}{reference}"));
    }
    let (path, query) = (base.path(), base.query());
    if reference.is_empty() {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        return without_dots(&format!("{origin}{path}{query}"));
    }
    if reference.starts_with('?') {
        return without_dots(&format!("{origin}{path}{reference}"));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    without_dots(&format!("{origin}{folder}/{reference}"))
}

/// Whether there is nothing behind the host but the number of a port, if anything, which `Uri` does not look at.
pub(crate) fn has_valid_port(authority: &Authority) -> bool {
    let text = authority.as_str();
    let place = text.rsplit_once('@').map_or(text, |(_, place)| place);
    let Some(rest) = place.strip_prefix(authority.host()) else {
        return false;
    };
    match rest.strip_prefix(':') {
        None => rest.is_empty(),
        Some(port) => {
            port.bytes().all(|it| it.is_ascii_digit())
                && (port.is_empty() || port.parse::<u16>().is_ok())
        }
    }
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Takes the segments `.` and `..` out of the path of an absolute URL.
fn without_dots(url: &str) -> Option<Uri> {
    let uri: Uri = url.parse().ok()?;
    uri.authority().filter(|it| has_valid_port(it))?;
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = uri.path().split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    let query = uri.query().map(|query| format!("?{query}"));
    Uri::builder()
        .scheme(uri.scheme()?.clone())
        .authority(uri.authority()?.clone())
        .path_and_query(format!("/{}{}", kept.join("/"), query.unwrap_or_default()))
        .build()
        .ok()
}
