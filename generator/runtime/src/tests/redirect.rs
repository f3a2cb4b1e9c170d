//! Where redirects lead and what goes along.

use bytes::Bytes;
use http::{HeaderValue, Method, Request, StatusCode, Uri};

use crate::runtime::send::redirect::{follow, resolve};

#[test]
fn references_as_in_rfc_3986() {
    // Section 5.4, with http in place of the scheme of its examples; a fragment is of no use in a request.
    let base = Uri::from_static("http://a/b/c/d;p?q");
    let cases = [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"),
        ("g#s", "http://a/b/c/g"),
        ("g?y#s", "http://a/b/c/g?y"),
        ("//g:/", "http://g:/"),
        ("//g:080", "http://g:080/"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        ("..g", "http://a/b/c/..g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("https://h:1/x/../y?z", "https://h:1/y?z"),
        ("HTTPS://h", "https://h/"),
    ];
    for (reference, expected) in cases {
        let resolved = resolve(&base, reference).unwrap();
        assert_eq!(resolved.to_string(), expected, "{reference:?}");
    }
    for reference in [
        "http://",
        "http://a b/",
        "mailto:a@b",
        "http:/x",
        "http://a:[]a/",
        "//a:+1/",
        "//[::1]a/",
        "//a:1a/",
        "//a:65536/",
    ] {
        assert_eq!(resolve(&base, reference), None, "{reference:?}");
    }
}

fn request(method: Method, url: &'static str) -> Request<Bytes> {
    Request::builder()
        .method(method)
        .uri(url)
        .header("authorization", "secret")
        .header("cookie", "secret")
        .header("x-auth-key", "secret")
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("user-agent", "me")
        .body(Bytes::from_static(b"{}"))
        .unwrap()
}

fn to(request: &mut Request<Bytes>, status: u16, location: &str) -> Result<(), &'static str> {
    let location = HeaderValue::from_bytes(location.as_bytes()).unwrap();
    follow(request, StatusCode::from_u16(status).unwrap(), &location)
}

#[test]
fn methods_and_bodies() {
    let cases = [
        (301, Method::POST, Method::GET),
        (302, Method::POST, Method::GET),
        (303, Method::POST, Method::GET),
        (303, Method::PUT, Method::GET),
        (303, Method::HEAD, Method::HEAD),
        (301, Method::HEAD, Method::HEAD),
        (301, Method::DELETE, Method::DELETE),
        (302, Method::PUT, Method::PUT),
        (307, Method::POST, Method::POST),
        (308, Method::PATCH, Method::PATCH),
    ];
    for (status, before, after) in cases {
        let mut request = request(before.clone(), "http://a/x");
        to(&mut request, status, "/y").unwrap();
        assert_eq!(request.method(), after, "{status} {before}");
        let kept = before == after;
        assert_eq!(request.body().is_empty(), !kept, "{status} {before}");
        assert_eq!(request.headers().contains_key("content-type"), kept);
        assert!(request.headers().contains_key("authorization"));
    }
}

#[test]
fn nothing_secret_leaves_the_origin_or_comes_back() {
    let elsewhere = [
        ("http://a/x", "http://b/x"),
        ("http://a/x", "http://a:81/x"),
        ("http://a/x", "https://a/x"),
        ("http://a/x", "//b/x"),
        ("https://a/x", "https://a.b/x"),
    ];
    for (from, location) in elsewhere {
        let mut request = request(Method::POST, from);
        to(&mut request, 307, location).unwrap();
        assert!(
            !format!("{:?}", request.headers()).contains("secret"),
            "{location}"
        );
        assert_eq!(request.headers()["accept"], "application/json");
        assert_eq!(request.headers()["content-type"], "application/json");
        assert_eq!(request.headers()["user-agent"], "me");
        if !from.starts_with("http:") || !location.starts_with("https:") {
            to(&mut request, 307, from).unwrap();
            assert!(
                !format!("{:?}", request.headers()).contains("secret"),
                "{from}"
            );
        }
    }
    let home = [
        ("http://a/x", "http://A:80/y"),
        ("https://a/x", "https://a:443/y"),
        ("http://a:81/x", "//a:81/y"),
        ("http://[::1]/x", "http://[0:0::0001]:80/y"),
        // A host of the caller's own, however it is written.
        ("http://127.1/x", "/y"),
        ("http://127.1/x", "//127.1/y"),
    ];
    for (from, location) in home {
        let mut request = request(Method::POST, from);
        to(&mut request, 307, location).unwrap();
        assert_eq!(request.headers().len(), 6, "{location}");
    }
}

#[test]
fn what_is_not_followed() {
    for location in [
        "http://b/",
        "ftp://a/",
        "https://u:p@a/",
        "https://",
        "mailto:x",
        "http:x",
        // A tab, or a slash turned round, that some leave out or take for a slash.
        "/\t/b",
        "/x\ty?\tz",
        "\\\\b/x",
        "/\\b/x",
        "https:\\\\b/x",
        // Hosts that are others to some.
        "//127.1/",
        "//2",
        "//0x7f.0.0.1/",
        "//0x/",
        "//127.0.0.01/",
        "//127.0.0.1./",
        "//1127.1/",
        "//%61/x",
        "//é/x",
        "//[::1%25eth0]/",
        "//[::g]/",
        "//a!b/",
        "//./",
    ] {
        let mut request = request(Method::GET, "https://a/x");
        to(&mut request, 302, location).unwrap_err();
        assert_eq!(request.uri(), "https://a/x");
    }
    for location in [
        "\t //b/x ",
        "//b./x?\\",
        "//127.0.0.1/#\\",
        "//[0::1]/",
        "//xn--9ca/",
        "//a_b-c.9d/",
    ] {
        let mut request = request(Method::GET, "https://a/x");
        to(&mut request, 302, location).unwrap();
        assert!(
            !request.headers().contains_key("authorization"),
            "{location}"
        );
    }
    let mut request = request(Method::GET, "https://a/x");
    to(&mut request, 302, "/é ü").unwrap();
    assert_eq!(request.uri(), "https://a/%C3%A9%20%C3%BC");
}

proptest::proptest! {
    /// No `Location` makes anything but an http URL without dots, and none from https anything but https.
    #[test]
    fn any_location(bytes in proptest::collection::vec(32_u8..=255, 0..40), prefix in "(https?:|/|//|[.]{1,2}/)?") {
        let mut location = prefix.into_bytes();
        location.extend(bytes.into_iter().filter(|byte| *byte != 127));
        let location = HeaderValue::from_bytes(&location).unwrap();
        let mut request = request(Method::GET, "https://a/b/c");
        if follow(&mut request, StatusCode::FOUND, &location).is_ok() {
            let uri = request.uri();
            assert_eq!(uri.scheme_str(), Some("https"));
            assert!(uri.path().split('/').all(|segment| segment != "." && segment != ".."));
            let home = uri.host().is_some_and(|host| host.eq_ignore_ascii_case("a")) && uri.port_u16().is_none_or(|port| port == 443);
            assert_eq!(request.headers().contains_key("authorization"), home, "{uri}");
        }
    }
}
