//! Calls with secrets in them, and everything that can be printed along the way.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use openapi_runtime::runtime::data::{Json, from_json};
use openapi_runtime::runtime::event_stream::{self, Framing};
use openapi_runtime::runtime::multipart::Part;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, File, Operation, Request, Scheme, SchemeKind, Secret,
    Server as ApiServer, Style, decode, json,
};

use crate::SECRET;
use crate::collect::{note, note_error};
use crate::support::server::{Reply, Server, reply};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

static BEARER: Scheme = scheme("bearer", SchemeKind::Bearer);
static BASIC: Scheme = scheme("basic", SchemeKind::Basic);
static HEADER: Scheme = scheme("header", SchemeKind::Header("X-Odd"));
static QUERY: Scheme = scheme("query", SchemeKind::Query("q"));
static COOKIE: Scheme = scheme("cookie", SchemeKind::Cookie("c"));

const fn operation(
    method: Method,
    idempotent: bool,
    security: &'static [&'static [&'static str]],
) -> Operation {
    Operation {
        id: "things",
        method,
        path: "/{tenant}/things/{thing}",
        idempotent,
        security,
    }
}

static OPERATIONS: [Operation; 3] = [
    operation(
        Method::GET,
        true,
        &[&["bearer", "header", "query", "cookie"]],
    ),
    operation(
        Method::POST,
        false,
        &[&["basic", "header", "query", "cookie"]],
    ),
    operation(Method::DELETE, true, &[&["nobody has this"]]),
];

/// What the secret is sent in.
pub(crate) const PLACES: [&str; 12] = [
    "/s3ntinel-tenant/things/s3ntinel-thing?",
    "p=s3ntinel-query",
    "&q=s3ntinel",
    "authorization: Bearer s3ntinel",
    "authorization: Basic dXNlcjE6czNudGluZW",
    "x-odd: s3ntinel",
    "c=s3ntinel",
    "cp=s3ntinel",
    "x-parameter: s3ntinel",
    "\"password\":\"s3ntinel\"",
    "name=\"secret\"\r\n\r\ns3ntinel",
    "x-session-token: s3ntinel",
];

type Login = BTreeMap<String, Secret<String>>;

fn secret(suffix: &str) -> Secret<String> {
    format!("{SECRET}{suffix}").into()
}

fn with_credentials(url: &str) -> ClientBuilder {
    ClientBuilder::new(None)
        .base_url(url)
        .max_retries(0)
        .credential(&BEARER, SECRET)
        .credential(&BASIC, format!("user1:{SECRET}"))
        .credential(&HEADER, SECRET)
        .credential(&QUERY, SECRET)
        .credential(&COOKIE, SECRET)
        .client_secret("tenant", secret("-tenant"))
        .header("x-session-token", SECRET)
        .header("authorization", SECRET)
}

pub(crate) fn client(url: &str) -> Client {
    let builder = with_credentials(url);
    note("builder", &builder);
    let client = builder.build().unwrap();
    note("client", &client);
    client
}

fn call(client: &Client, operation: &'static Operation) -> Request<Login> {
    let login = from_json::<Login>(&body(SECRET)).unwrap();
    note("login", &login);
    let request = Request::new(client, operation, json::<Login>)
        .path_parameter("thing", &secret("-thing"))
        .query_parameter("p", &secret("-query"), Style::FORM)
        .header_parameter("x-parameter", &secret(""), Style::SIMPLE)
        .cookie_parameter("cp", &secret(""), Style::FORM)
        .json_body(&login);
    note("request", &request);
    request
}

fn body(password: &str) -> String {
    format!("{{\"password\":\"{password}\",\"user\":\"u\"}}")
}

/// What a server can do to a call; it knows the secret, and says it wherever it can.
fn replies(elsewhere: &str) -> Vec<Reply> {
    let echo =
        format!("set-cookie: {SECRET}\r\nx-auth-token: {SECRET}\r\nwww-authenticate: {SECRET}\r\n");
    let moved = |location: &str| reply(307, &format!("{echo}location: {location}\r\n"), SECRET);
    let good = body(SECRET);
    vec![
        reply(200, &echo, &good),
        reply(200, &echo, SECRET),
        reply(200, &echo, good.replace("\"u\"", "[1]")),
        reply(
            200,
            &echo,
            format!("{{\"user\":\"u\",\"password\":{{\"{SECRET}\":1}}}}"),
        ),
        reply(
            200,
            &echo,
            format!("{{\"password\":\"{SECRET}\",\"other\":1}}"),
        ),
        reply(200, &echo, format!("{SECRET}\u{0}")),
        reply(200, &echo, [SECRET.as_bytes(), b"\xff"].concat()),
        reply(200, &echo, SECRET.repeat(200_000)),
        reply(403, &echo, &good),
        reply(500, &echo, SECRET.repeat(20_000)),
        reply(503, &format!("{echo}retry-after: 0\r\n"), SECRET),
        reply(429, &format!("{echo}retry-after: soon\r\n"), SECRET),
        Reply::Reset,
        Reply::SendAndClose(Vec::new()),
        Reply::SendAndClose(format!("{SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(format!("HTTP/1.1 200 {SECRET}\r\n{SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(format!("HTTP/1.1 200 OK\r\ncontent-length: {SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\n{echo}content-length: 99\r\n\r\n{SECRET}").into(),
        ),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{SECRET}\r\n").into(),
        ),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n{SECRET}").into(),
        ),
        Reply::Hang(Vec::new()),
        Reply::Hang(format!("HTTP/1.1 200 OK\r\n{echo}content-length: 99\r\n\r\n{SECRET}").into()),
        moved(elsewhere),
        moved(&format!(
            "/{SECRET}-tenant/things/{SECRET}-thing/?q={SECRET}&p={SECRET}"
        )),
        moved(&format!("ftp://{SECRET}/{SECRET}")),
        moved(&format!("http://{SECRET}:{SECRET}@127.0.0.1/")),
        moved(&format!("http://[{SECRET}/")),
        moved(&format!("http://127.0.0.1:1/?auth={SECRET}")),
    ]
}

/// Makes calls of every kind against every reply; gives all that was sent.
pub(crate) async fn calls() -> String {
    let mut sent = String::new();
    let elsewhere = Server::start([]).await;
    let away = format!("{}/away?token={SECRET}", elsewhere.url());
    for reply in replies(&away) {
        for operation in &OPERATIONS {
            let again = matches!(reply, Reply::Send(_)).then(|| reply.clone());
            let server = Server::start([reply.clone()].into_iter().chain(again)).await;
            let client = with_credentials(&server.url())
                .timeout(Duration::from_millis(300))
                .max_response_bytes(1 << 20)
                .max_retries(1)
                .build()
                .unwrap();
            note("result", one(call(&client, operation)).await);
            sent.push_str(&server.requests().concat());
        }
        let server = Server::start([reply]).await;
        other_ways(&client(&server.url())).await;
        sent.push_str(&server.requests().concat());
    }
    for request in elsewhere.requests() {
        let headers = request
            .split_once("\r\n")
            .unwrap()
            .1
            .split("\r\n\r\n")
            .next()
            .unwrap();
        assert!(!headers.contains(SECRET), "{request}");
    }
    let gone = client("http://127.0.0.1:1");
    note("result", one(call(&gone, &OPERATIONS[0])).await);
    sent
}

/// Sends a request, and prints whatever comes of it.
async fn one(request: Request<Login>) -> bool {
    let response = request.send_with_response().await;
    match &response {
        Ok(response) => note("response", (response, response.raw(), response.body())),
        Err(error) => note_all(error),
    }
    response.is_ok()
}

fn note_all(error: &Error) {
    note_error(error);
    match error {
        Error::Status(error) => {
            let _ = error.decode::<Login>().map_err(|error| note_error(&error));
            let _ = error.decode::<i64>().map_err(|error| note_error(&error));
        }
        Error::Decode(error) => note("path", error.json().map(|json| json.path().to_string())),
        _ => {}
    }
}

/// The ways to send a request beside the usual one.
async fn other_ways(client: &Client) {
    let short = Duration::from_millis(300);
    let get = || call(client, &OPERATIONS[0]).timeout(short);
    match get().bytes_stream().await {
        Ok(mut stream) => {
            note("stream", &stream);
            while let Some(Ok(_)) = stream.chunk().await.transpose() {}
        }
        Err(error) => note_all(&error),
    }
    let events = Request::new(client, &OPERATIONS[0], decode::empty)
        .path_parameter("thing", &secret("-thing"))
        .items_as(Framing::Data, event_stream::json::<Login>)
        .timeout(short);
    note("events", &events);
    match events.await {
        Ok(mut items) => {
            note("items", &items);
            while let Some(item) = items.next().await {
                let _ = item.map_err(|error| note_all(&error));
            }
        }
        Err(error) => note_all(&error),
    }
    let value = secret("");
    let parts = [Part::value("secret", &value, None)];
    note("parts", &parts);
    let upload = Request::new(client, &OPERATIONS[1], json::<Login>)
        .path_parameter("thing", &secret("-thing"))
        .multipart(&parts)
        .timeout(short);
    note("result", one(upload).await);
    let file = File::new(SECRET.as_bytes());
    note("file", &file);
    note("result", one(get().body("text/plain", file)).await);
    note(
        "raw",
        get()
            .send_raw()
            .await
            .map_err(|error| note_all(&error))
            .is_ok(),
    );
    let undocumented = client.request(Method::GET, "/undocumented").timeout(short);
    let _ = undocumented.await.map_err(|error| note_all(&error));
}

/// What is refused before anything is sent.
pub(crate) fn builders() {
    let refused = |builder: ClientBuilder| {
        note("builder", &builder);
        note_all(&builder.build().unwrap_err());
    };
    for url in [
        format!("http://user:{SECRET}@127.0.0.1/"),
        format!("http://{SECRET}@127.0.0.1/"),
        format!("http://127.0.0.1/?key={SECRET}"),
        format!("http://127.0.0.1/#{SECRET}"),
        format!("ftp://{SECRET}/"),
        format!("http://[{SECRET}"),
        format!("http://127.0.0.1:{SECRET}/"),
        format!("http://{SECRET}\u{0}/"),
        SECRET.to_owned(),
    ] {
        refused(with_credentials(&url));
        let call = call(&client("http://127.0.0.1:1"), &OPERATIONS[0]).base_url(&url);
        note("request", &call);
        note_all(&call.build().unwrap_err());
    }
    let server = ApiServer::new("http://user:s3cret@127.0.0.1/", &[]);
    refused(ClientBuilder::new(None).server(server));
    for bad in ["\n", "\u{0}", "\u{7f}"] {
        let text = format!("{SECRET}{bad}{SECRET}");
        for scheme in [&BEARER, &HEADER, &COOKIE] {
            refused(with_credentials("http://127.0.0.1:1").credential(scheme, text.as_str()));
        }
        refused(with_credentials("http://127.0.0.1:1").header("x-own", &text));
    }
    refused(with_credentials("http://127.0.0.1:1").credential(&COOKIE, format!("{SECRET};")));
    let client = client("http://127.0.0.1:1");
    let bad: Secret<String> = format!("{SECRET}\n").into();
    for call in [
        call(&client, &OPERATIONS[0]).header_parameter("x-bad", &bad, Style::SIMPLE),
        call(&client, &OPERATIONS[0]).header("x-bad", bad.expose()),
        call(&client, &OPERATIONS[0]).cookie_parameter("bad", &bad, Style::FORM),
        call(&client, &OPERATIONS[0])
            .set_json(&format!("/a/{}", "0"), Json::from(SECRET))
            .set_json("bad", 1),
    ] {
        note("request", &call);
        let _ = call.build().map_err(|error| note_all(&error));
    }
}

/// Where the type says that something is a secret, not even the error of the parser quotes what is there instead.
pub(crate) fn values() {
    for value in [
        "5350735",
        "-5350735",
        "5350735.5",
        "5350735e100",
        "99999999999999999995350735",
        "[5350735]",
        "{\"5350735\":1}",
    ] {
        let text = body("").replace("\"\"", value);
        let errors = [
            from_json::<Login>(&text).unwrap_err().to_string(),
            format!("{:?}", from_json::<Login>(&text).unwrap_err()),
            format!("{:?}", serde_json::from_str::<Login>(&text).unwrap_err()),
        ];
        for error in errors {
            assert!(!error.contains("5350735"), "{error}");
            assert!(error.contains("expected a string"), "{error}");
        }
    }
}

#[cfg(feature = "blocking")]
pub(crate) fn blocking() {
    use openapi_runtime::runtime::{Body, BoxFuture, Clock, Transport, TransportError};

    /// A transport that panics, though not with what it was given.
    struct Panics;

    impl Clock for Panics {
        fn now(&self) -> Duration {
            Duration::ZERO
        }

        fn sleep(&self, _: Duration) -> BoxFuture<()> {
            Box::pin(std::future::pending())
        }
    }

    impl Transport for Panics {
        fn call(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
            panic!("a panic with {} headers", request.headers().len())
        }
    }

    let client = with_credentials("http://127.0.0.1:1")
        .transport(Panics)
        .build()
        .unwrap();
    note_all(&call(&client, &OPERATIONS[0]).blocking().unwrap_err());
    let gone = self::client("http://127.0.0.1:1");
    note_all(&call(&gone, &OPERATIONS[0]).blocking().unwrap_err());
}

#[cfg(feature = "mock")]
pub(crate) async fn mock() {
    use openapi_runtime::runtime::{Mock, MockAnswer};

    let mock = Mock::new();
    let answer = MockAnswer::json(403, &body(SECRET)).header("x-auth", SECRET);
    note("answer", &answer);
    mock.respond("things", answer);
    note("mock", &mock);
    let client = with_credentials("http://127.0.0.1:1")
        .transport(mock.clone())
        .build()
        .unwrap();
    note("result", one(call(&client, &OPERATIONS[0])).await);
    note("requests", mock.requests());
    note("mock", &mock);
}
