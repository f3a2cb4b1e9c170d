//! Redirects: in circles, to nowhere, and to somebody else.

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{
    Client, Error, Operation, Request, Scheme, SchemeKind, Secret, Style, json,
};

use crate::support::server::{Reply, Server, reply};
use crate::support::{GET, request};
use crate::{builder, client};

static BEARER: Scheme = Scheme {
    name: "bearer",
    kind: SchemeKind::Bearer,
};
static BASIC: Scheme = Scheme {
    name: "basic",
    kind: SchemeKind::Basic,
};
static HEADER: Scheme = Scheme {
    name: "header",
    kind: SchemeKind::Header("X-Key"),
};
static QUERY: Scheme = Scheme {
    name: "query",
    kind: SchemeKind::Query("key"),
};
static COOKIE: Scheme = Scheme {
    name: "cookie",
    kind: SchemeKind::Cookie("session"),
};

const fn asks(method: Method, security: &'static [&'static [&'static str]]) -> Operation {
    Operation {
        id: "things.get",
        method,
        path: "/things",
        idempotent: true,
        security,
        errors: &[],
    }
}

/// With each method that a redirect treats in its own way, what asks for each kind of credential.
static OPERATIONS: [Operation; 4] = [
    asks(Method::GET, &[&["bearer", "header", "query", "cookie"]]),
    asks(Method::GET, &[&["basic"]]),
    asks(Method::POST, &[&["bearer", "header", "query", "cookie"]]),
    asks(Method::PUT, &[&["basic", "cookie"]]),
];

/// What stands in a request, in whatever way a credential is written.
const SECRETS: [&str; 4] = ["s3cret", "czNjcmV0", "user1", "key="];

fn secretive(server: &Server) -> Client {
    let builder = builder(server)
        .credential(&BEARER, "s3cret")
        .credential(&HEADER, "s3cret")
        .credential(&QUERY, "s3cret")
        .credential(&COOKIE, "s3cret");
    // In Base64, a multiple of three bytes before the secret leaves it its own letters.
    let builder = builder.credential(&BASIC, "user1:s3cret");
    builder.header("x-default", "s3cret").build().unwrap()
}

fn call(client: &Client, operation: &'static Operation) -> Request<Json> {
    let secret = Secret::new("s3cret".to_owned());
    Request::new(client, operation, json::<Json>)
        .query_parameter("password", &secret, Style::FORM)
        .header_parameter("x-parameter", &secret, Style::SIMPLE)
        .cookie_parameter("parameter", &secret, Style::FORM)
        .header("x-own", "s3cret")
        .add_header("x-added", "s3cret")
        .header("proxy-authorization", "s3cret")
}

#[tokio::test]
async fn nothing_of_any_credential_goes_to_another_origin() {
    for operation in &OPERATIONS {
        for status in [301, 302, 303, 307, 308] {
            let second = Server::start([]).await;
            let away = format!("location: {}/away?x=1\r\n", second.other_origin());
            let first = Server::start([reply(status, &away, "")]).await;
            call(&secretive(&first), operation).await.unwrap();

            let home = &first.requests()[0];
            assert!(home.contains("s3cret"), "{home}");
            let away = &second.requests()[0];
            for secret in SECRETS {
                assert!(!away.contains(secret), "{secret} after {status} in {away}");
            }
            assert!(!away.to_ascii_lowercase().contains("referer"), "{away}");
        }
    }
}

/// Another port is another origin, and so is the same server under another name; and there is no way back.
#[tokio::test]
async fn what_was_left_behind_does_not_come_back() {
    let second = Server::start([]).await;
    let first = Server::start([]).await;
    for away in [second.url(), first.other_origin()] {
        let server = Server::start([]).await;
        let home = format!("location: {}/home\r\n", server.url());
        let there = Server::start([reply(307, &home, "")]).await;
        let away = format!(
            "location: {}/away\r\n",
            away.replace(&second.url(), &there.url())
        );
        let start = Server::start([reply(307, &away, "")]).await;
        call(&secretive(&start), &OPERATIONS[0]).await.unwrap();
        for request in [
            first.requests(),
            second.requests(),
            server.requests(),
            there.requests(),
        ]
        .concat()
        {
            assert!(!request.contains("s3cret"), "{request}");
        }
    }
}

#[tokio::test]
async fn circles_come_to_an_end() {
    for hops in 1..4 {
        let server = Server::start(
            (0..40).map(|turn| reply(302, &format!("location: /{}\r\n", turn % hops), "")),
        )
        .await;
        let error = request(&client(&server), &GET)
            .max_retries(3)
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "things.get was redirected and not followed: there were too many before it"
        );
        assert_eq!(server.requests().len(), 11);
    }
    // Between two servers.
    let listeners = [(); 2].map(|()| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
    let [to_first, to_second] = listeners.each_ref().map(|listener| {
        let location = format!("location: http://{}/\r\n", listener.local_addr().unwrap());
        vec![reply(307, &location, ""); 20]
    });
    let [first, second] = listeners;
    let servers = [Server::on(first, to_second), Server::on(second, to_first)];
    let error = request(&client(&servers[0]), &GET).await.unwrap_err();
    assert!(matches!(error, Error::Redirect { .. }), "{error:?}");
    assert_eq!(
        servers[0].requests().len() + servers[1].requests().len(),
        11
    );
}

#[tokio::test]
async fn a_location_that_leads_nowhere_is_an_error_of_its_own() {
    let not_http = "its Location is not an http URL";
    let not_valid = "its Location is not a valid URL";
    let user = "its Location has a user, or no host";
    let control = "its Location has a control character";
    let backslash = "its Location has a backslash before its query";
    let unclear = "its Location has a host that can be read in several ways";
    for (location, reason) in [
        (&b"ftp://127.0.0.1/"[..], not_http),
        (b"file:///etc/passwd", not_valid),
        (b"javascript:alert(1)", not_valid),
        (b"data:text/plain,x", not_valid),
        (b"mailto:a@b.test", not_valid),
        (b"unix://socket/a", not_http),
        (b"http://", not_valid),
        (b"http:///things", not_valid),
        (b"http://:80/", user),
        (b"http://user@127.0.0.1/", user),
        (b"http://user:s3cret@127.0.0.1/", user),
        (b"//user:s3cret@127.0.0.1/", user),
        (b"http://127.0.0.1:99999/", not_valid),
        (b"http://[::1/", not_valid),
        (b"http://a b/", not_valid),
        (b"http://\xff\xfe/", not_valid),
        (b"http://%31%32%37.0.0.1/", not_valid),
        (b"//127.1/", unclear),
        (b"/\t/127.0.0.1/", control),
        (b"/a\tb", control),
        (b"/\\127.0.0.1/", backslash),
        (b"\\\\127.0.0.1/", backslash),
    ] {
        let head = [
            b"HTTP/1.1 302 X\r\ncontent-length: 0\r\nlocation: ",
            location,
            b"\r\n\r\n",
        ]
        .concat();
        let server = Server::start([Reply::Send(head)]).await;
        let error = request(&client(&server), &GET)
            .max_retries(2)
            .await
            .unwrap_err();
        let shown = crate::everything(&error);
        let text = String::from_utf8_lossy(location).into_owned();
        assert!(
            matches!(error, Error::Redirect { reason: it, .. } if it == reason),
            "{text}: {shown}"
        );
        assert!(!shown.contains("s3cret"), "{shown}");
        assert_eq!(server.requests().len(), 1, "{text}");
    }
}

/// Odd references, and the targets that RFC 3986 and common sense make of them, all of them at home.
#[tokio::test]
async fn an_odd_location_stays_at_home() {
    let long = format!("/{}", "a/".repeat(20_000));
    for (location, target) in [
        (&b""[..], "/things"),
        (b"#fragment", "/things"),
        (b"?a=b#c", "/things?a=b"),
        (b"\t/a ", "/a"),
        (b"?\\\\evil.test/", "/things?%5C%5Cevil.test/"),
        (b"/a b\"<>", "/a%20b%22%3C%3E"),
        (b"/\xff\xfe", "/%FF%FE"),
        (b"../../../../etc/passwd", "/etc/passwd"),
        (b"/..", "/"),
        (b"next:page", "/things"),
        (long.as_bytes(), &long),
    ] {
        let head = [
            b"HTTP/1.1 302 X\r\ncontent-length: 0\r\nlocation: ",
            location,
            b"\r\n\r\n",
        ]
        .concat();
        let server = Server::start([Reply::Send(head)]).await;
        let text = String::from_utf8_lossy(location).into_owned();
        match request(&client(&server), &GET).await {
            Ok(_) => {
                let line = format!("GET {target} HTTP/1.1\r\n");
                let sent = &server.requests()[1];
                assert!(sent.starts_with(&line), "{text}: {sent}");
            }
            Err(error) => assert!(matches!(error, Error::Redirect { .. }), "{text}: {error:?}"),
        }
    }
}
