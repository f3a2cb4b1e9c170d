//! What is sent, and what is refused before anything is.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use http::Method;
use openapi_runtime::runtime::client::env;
use openapi_runtime::runtime::data::{Encode, Json};
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, Operation, Request, Response, Scheme, SchemeKind, Sending, Style,
    StyleKind, json,
};
use serde_json::json;
use support::memory::{Memory, answer};
use support::{EMAIL, GET, KEY, KICK, POST, TOKEN, builder, everything, request};

fn client(memory: &Memory) -> Client {
    builder()
        .credential(&TOKEN, "T0KEN")
        .client_parameter("account_id", "acc/1")
        .transport(memory.clone())
        .build()
        .unwrap()
}

fn offline(builder: ClientBuilder) -> Client {
    builder.transport(Memory::new([])).build().unwrap()
}

fn kick(client: &Client) -> Request<Json> {
    request(client, &KICK).path_parameter("thing_id", &"t")
}

#[tokio::test]
async fn a_whole_call() {
    let memory = Memory::new([answer(200, &[("cf-ray", "r1")], "\u{feff}{\"ok\": true}")]);
    let fields: [(&str, &dyn Encode); 3] = [
        ("ids", &Some(vec!["a".to_owned()])),
        ("names", &None::<Vec<String>>),
        ("reason", &"because"),
    ];
    let response = kick(&client(&memory))
        .query_parameter("dry", &true, Style::FORM)
        .query_parameter("unset", &None::<bool>, Style::FORM)
        .header_parameter("X-Trace", &"e1", Style::SIMPLE)
        .header_parameter("X-Unset", &None::<String>, Style::SIMPLE)
        .cookie_parameter("flavour", &"oat", Style::FORM)
        .json_fields(&fields)
        .query("more", "a b")
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cf-ray"], "r1");
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.body(), &json!({"ok": true}));
    assert_eq!(response.raw().body(), "\u{feff}{\"ok\": true}");
    assert_eq!(response.into_body(), json!({"ok": true}));

    let seen = &memory.seen()[0];
    assert_eq!(seen.method, Method::POST);
    assert_eq!(
        seen.uri,
        "http://api.test/v4/accounts/acc%2F1/things/t/kick?dry=true&more=a%20b"
    );
    assert_eq!(seen.body, r#"{"ids":["a"],"reason":"because"}"#);
    assert_eq!(seen.header("authorization"), Some("Bearer T0KEN"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("x-trace"), Some("e1"));
    assert_eq!(seen.header("x-unset"), None);
    assert_eq!(
        seen.header("user-agent"),
        Some("openapi-client-runtime/0.1.0")
    );
    assert_eq!(seen.header("cookie"), Some("flavour=oat"));
}

#[test]
fn building_sends_nothing_and_has_all_of_it() {
    let memory = Memory::new([]);
    let built = kick(&client(&memory)).json_fields(&[]).build().unwrap();
    assert_eq!(built.method(), Method::POST);
    assert_eq!(
        built.uri(),
        "http://api.test/v4/accounts/acc%2F1/things/t/kick"
    );
    assert_eq!(&built.body()[..], b"{}");
    assert!(built.headers()["authorization"].is_sensitive());
    assert!(memory.seen().is_empty());

    let without = kick(&client(&memory))
        .json_body(&None::<Json>)
        .build()
        .unwrap();
    assert!(without.body().is_empty());
    assert!(!without.headers().contains_key("content-type"));
}

#[test]
fn a_query_that_is_one_value() {
    let call = || request(&offline(builder()), &GET);
    let query = |call: Request<Json>| call.build().unwrap().uri().query().map(str::to_owned);
    let form = json!({"text": "a b", "tags": ["x", "y"], "range": {"from": 1}, "none": null});
    assert_eq!(
        query(
            call()
                .whole_query("filter", &form, Style::FORM)
                .query("more", "1")
        )
        .as_deref(),
        Some("range=%7B%22from%22%3A1%7D&tags=x&tags=y&text=a%20b&more=1")
    );
    let style = Style::new(StyleKind::Json, false);
    assert_eq!(
        query(call().whole_query("json", &json!([1]), style)).as_deref(),
        Some("%5B1%5D")
    );
    assert_eq!(
        query(call().whole_query("filter", &None::<Json>, Style::FORM)),
        None
    );
    let refused = call().whole_query("filter", &1, Style::FORM).build();
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("is not an object")
    );
}

#[test]
fn a_body_that_may_be_null() {
    let call = || request(&offline(builder()), &POST);
    let built = call().json_or_null(&None::<i64>).build().unwrap();
    assert_eq!(&built.body()[..], b"null");
    assert_eq!(built.headers()["content-type"], "application/json");
    let built = call().json_body(&None::<i64>).build().unwrap();
    assert!(built.body().is_empty());
}

#[test]
fn path_parameters() {
    let client = offline(builder().credential(&TOKEN, "t"));
    let with = |account: &dyn Encode, thing: &dyn Encode| {
        let call = request(&client, &KICK).path_parameter("account_id", account);
        call.path_parameter("thing_id", thing).build()
    };
    let built = with(&"a b/ü?", &"~").unwrap();
    assert_eq!(
        built.uri().path(),
        "/v4/accounts/a%20b%2F%C3%BC%3F/things/~/kick"
    );
    for bad in ["", ".", ".."] {
        let error = with(&"a", &bad).unwrap_err();
        assert!(
            matches!(&error, Error::InvalidParameter { operation: "things.kick", name, .. } if &**name == "thing_id"),
            "{error}"
        );
    }
    // A part of a segment is as bad as the whole of it.
    static HIDDEN: Operation = Operation {
        path: "/files/.{name}/{part}.",
        ..GET
    };
    let of = |name: &str, part: &str| {
        let call = request(&client, &HIDDEN).path_parameter("name", &name);
        call.path_parameter("part", &part).build()
    };
    assert_eq!(of("a", "b").unwrap().uri().path(), "/v4/files/.a/b.");
    for (name, part, wrong) in [(".", "b", "name"), ("a", ".", "part")] {
        let error = of(name, part).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{wrong} of things.get must be neither . nor ..")
        );
    }
    let error = with(&None::<String>, &"t").unwrap_err();
    assert!(matches!(
        error,
        Error::MissingParameter {
            name: "account_id",
            ..
        }
    ));
    assert_eq!(
        error.to_string(),
        "things.kick needs a value for account_id"
    );

    let client = offline(
        builder()
            .credential(&TOKEN, "t")
            .client_parameter("account_id", "mine"),
    );
    let call = kick(&client).path_parameter("account_id", &None::<String>);
    assert_eq!(
        call.build().unwrap().uri().path(),
        "/v4/accounts/mine/things/t/kick"
    );
    let call = kick(&client).path_parameter("account_id", &Some("own"));
    assert_eq!(
        call.build().unwrap().uri().path(),
        "/v4/accounts/own/things/t/kick"
    );
    let client = offline(
        builder()
            .credential(&TOKEN, "t")
            .client_parameter("account_id", ".."),
    );
    let error = kick(&client).build().unwrap_err();
    assert!(matches!(error, Error::InvalidParameter { .. }), "{error}");
}

#[test]
fn an_operation_gets_the_first_alternative_there_are_credentials_for() {
    let headers = |builder: ClientBuilder| {
        let client = offline(builder.client_parameter("account_id", "a"));
        kick(&client).build().map(|built| {
            ["authorization", "x-auth-key", "x-auth-email"].map(|name| {
                built
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap().to_owned())
            })
        })
    };
    let some = |text: &str| Some(text.to_owned());
    let token = || builder().credential(&TOKEN, "t");
    let pair = |builder: ClientBuilder| builder.credential(&KEY, "k").credential(&EMAIL, "e");
    assert_eq!(headers(token()).unwrap(), [some("Bearer t"), None, None]);
    assert_eq!(
        headers(pair(builder())).unwrap(),
        [None, some("k"), some("e")]
    );
    assert_eq!(
        headers(pair(token())).unwrap(),
        [some("Bearer t"), None, None]
    );
    assert_eq!(
        headers(token().credential(&TOKEN, "u")).unwrap(),
        [some("Bearer u"), None, None]
    );
    let error = headers(builder().credential(&KEY, "k")).unwrap_err();
    assert!(matches!(
        error,
        Error::MissingCredentials {
            operation: "things.kick",
            ..
        }
    ));
    assert_eq!(
        error.to_string(),
        "things.kick needs credentials: api_token, or api_email with api_key"
    );

    assert_eq!(
        headers(builder().transport_authenticates()).unwrap(),
        [None, None, None]
    );
    let token_first = headers(token().transport_authenticates());
    assert_eq!(token_first.unwrap(), [some("Bearer t"), None, None]);

    let open = request(&offline(token()), &GET).build().unwrap();
    assert!(!open.headers().contains_key("authorization"));
}

#[test]
fn credentials_that_are_optional_are_sent_where_there_are_any() {
    static OPTIONAL: Operation = Operation {
        id: "things.list",
        method: Method::GET,
        path: "/things",
        idempotent: true,
        security: &[&[], &["api_token"]],
    };
    let sent = |builder| request(&offline(builder), &OPTIONAL).build().unwrap();
    assert!(!sent(builder()).headers().contains_key("authorization"));
    let with = sent(builder().credential(&TOKEN, "t"));
    assert_eq!(with.headers()["authorization"], "Bearer t");
}

#[test]
fn schemes_of_every_kind() {
    static BASIC: Scheme = scheme(SchemeKind::Basic);
    static HEADER: Scheme = scheme(SchemeKind::Header("X-Key"));
    static QUERY: Scheme = scheme(SchemeKind::Query("the key"));
    static COOKIE: Scheme = scheme(SchemeKind::Cookie("sid"));
    const fn scheme(kind: SchemeKind) -> Scheme {
        Scheme {
            name: "api_token",
            kind,
        }
    }
    let sent = |scheme: &'static Scheme, secret: &str| {
        let client = offline(
            builder()
                .client_parameter("account_id", "a")
                .credential(scheme, secret),
        );
        kick(&client)
            .query("q", "1")
            .cookie_parameter("c", &2, Style::FORM)
            .build()
            .unwrap()
    };
    for (plain, encoded) in [
        ("Aladdin:open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("a:b", "Basic YTpi"),
        ("a:bc", "Basic YTpiYw=="),
        ("a:bcd", "Basic YTpiY2Q="),
    ] {
        assert_eq!(sent(&BASIC, plain).headers()["authorization"], encoded);
    }
    assert_eq!(sent(&HEADER, "s").headers()["x-key"], "s");
    assert_eq!(sent(&HEADER, " s\r\n").headers()["x-key"], "s");
    assert_eq!(sent(&TOKEN, "t\n").headers()["authorization"], "Bearer t");
    assert_eq!(
        sent(&QUERY, "s&t").uri().query(),
        Some("q=1&the%20key=s%26t")
    );
    let built = sent(&COOKIE, "s");
    let cookie = &built.headers()["cookie"];
    assert_eq!(cookie, "c=2; sid=s");
    assert!(cookie.is_sensitive());

    let refused: [(&'static Scheme, &str); 6] = [
        (&TOKEN, ""),
        (&TOKEN, " \n"),
        (&TOKEN, "s3cret\nx"),
        (&HEADER, "s3cret\0"),
        (&COOKIE, "s3cret;"),
        (&BASIC, ""),
    ];
    for (scheme, secret) in refused {
        let error = builder().credential(scheme, secret).build().unwrap_err();
        assert!(matches!(error, Error::Config { .. }), "{error}");
        let shown = everything(&error);
        assert!(shown.contains("api_token"), "{shown}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[test]
fn base_urls() {
    let path = |url| {
        request(&offline(ClientBuilder::new(None).base_url(url)), &GET)
            .build()
            .unwrap()
    };
    assert_eq!(path("https://a.b").uri(), "https://a.b/things");
    assert_eq!(path("https://a.b/").uri(), "https://a.b/things");
    assert_eq!(
        path("http://[::1]:8/v4//").uri(),
        "http://[::1]:8/v4/things"
    );
    for bad in [
        "",
        "a.b",
        "/v4",
        "ftp://a.b",
        "https://",
        "https://a b",
        "https://a.b?x",
        "https://a.b#x",
        "https://user:s3cret@a.b",
        "s3cret",
    ] {
        let error = ClientBuilder::new(None)
            .base_url(bad)
            .transport(Memory::new([]))
            .build()
            .unwrap_err();
        assert!(matches!(error, Error::Config { .. }), "{bad}");
        assert!(!everything(&error).contains("s3cret"));
        assert_eq!(error.operation(), None);
    }
    let error = ClientBuilder::new(None).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client cannot be built: no base URL is set"
    );
}

#[test]
fn the_nearer_header_wins() {
    let client = offline(
        builder()
            .client_parameter("account_id", "a")
            .credential(&TOKEN, "t")
            .header("authorization", "default")
            .header("x-a", "default")
            .header("x-b", "default")
            .user_agent("me"),
    );
    let built = kick(&client)
        .header("x-b", "call")
        .header("accept", "text/plain")
        .build()
        .unwrap();
    for (name, value) in [
        ("authorization", "Bearer t"),
        ("x-a", "default"),
        ("x-b", "call"),
        ("user-agent", "me"),
        ("accept", "text/plain"),
    ] {
        assert_eq!(built.headers()[name], value);
        assert_eq!(built.headers().get_all(name).iter().count(), 1);
    }
    let built = kick(&client)
        .header("authorization", "own")
        .build()
        .unwrap();
    assert_eq!(built.headers()["authorization"], "own");

    for (name, value) in [("x y", "1"), ("", "1"), ("x", "s3cret\n")] {
        let error = request(&client, &GET)
            .header(name, value)
            .build()
            .unwrap_err();
        assert!(matches!(error, Error::InvalidRequest { .. }), "{error}");
        assert!(!everything(&error).contains("s3cret"));
        let error = builder().header(name, value).build().unwrap_err();
        assert!(matches!(error, Error::Config { .. }), "{error}");
    }
}

#[test]
fn parts_of_the_body_can_be_set() {
    let client = offline(builder());
    let body = |call: Request<Json>| {
        call.build()
            .map(|built| serde_json::from_slice::<Json>(built.body()).unwrap())
    };
    let start = || request(&client, &POST).json_body(&json!({"a": {"b": 1}, "l": [1], "s": "x"}));
    let cases = [
        ("/a/b", json!({"a": {"b": 9}, "l": [1], "s": "x"})),
        (
            "/a/c/d",
            json!({"a": {"b": 1, "c": {"d": 9}}, "l": [1], "s": "x"}),
        ),
        (
            "/a~1b~0/",
            json!({"a": {"b": 1}, "l": [1], "s": "x", "a/b~": {"": 9}}),
        ),
        ("/l/0", json!({"a": {"b": 1}, "l": [9], "s": "x"})),
        ("/l/-", json!({"a": {"b": 1}, "l": [1, 9], "s": "x"})),
        (
            "/l/1/y",
            json!({"a": {"b": 1}, "l": [1, {"y": 9}], "s": "x"}),
        ),
        ("", json!(9)),
    ];
    for (pointer, expected) in cases {
        assert_eq!(
            body(start().set_json(pointer, 9)).unwrap(),
            expected,
            "{pointer}"
        );
    }
    for pointer in ["/s/x", "/l/x", "/l/2", "/l/00", "/l/+0", "/l/", "a"] {
        let error = start().set_json(pointer, 9).build().unwrap_err();
        assert!(
            matches!(error, Error::InvalidRequest { .. }),
            "{pointer}: {error}"
        );
    }
    let call = request(&client, &POST)
        .set_json("/a/b", "x")
        .set_json("/a/c", json!([]));
    let built = call.build().unwrap();
    assert_eq!(&built.body()[..], br#"{"a":{"b":"x","c":[]}}"#);
    assert_eq!(built.headers()["content-type"], "application/json");
    request(&client, &POST)
        .text_body("text/plain", "x".to_owned())
        .set_json("", 1)
        .build()
        .unwrap_err();
}

#[test]
fn forms() {
    let built = request(&offline(builder()), &POST)
        .form_fields(&[
            ("a b", &"c&d", Style::FORM),
            ("none", &None::<bool>, Style::FORM),
            ("l", &json!([1, 2]), Style::FORM),
        ])
        .build()
        .unwrap();
    assert_eq!(&built.body()[..], b"a%20b=c%26d&l=1&l=2");
    assert_eq!(
        built.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
}

#[tokio::test]
async fn the_first_thing_wrong_is_reported_and_nothing_sent() {
    let memory = Memory::new([]);
    let call = kick(&client(&memory))
        .query_parameter("first", &f64::NAN, Style::FORM)
        .header("second one", "x");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "first of things.kick is not a finite number"
    );
    let error = kick(&client(&memory))
        .header_parameter("h", &"a\nb", Style::SIMPLE)
        .await;
    assert!(matches!(error.unwrap_err(), Error::InvalidParameter { .. }));
    assert!(memory.seen().is_empty());
}

#[test]
fn the_environment() {
    assert_eq!(env("OPENAPI_RUNTIME_TEST_UNSET").unwrap(), None);
    let here = env("CARGO_PKG_NAME").unwrap();
    assert_eq!(here.as_deref(), Some("openapi-client-runtime"));
}

#[test]
fn what_can_be_moved_where() {
    fn everywhere<T: Send + Sync + 'static>() {}
    fn moved<T: Send + 'static>(_: &T) {}
    struct NotSend(#[allow(dead_code, reason = "it is only there for what it is not")] *const u8);

    everywhere::<Client>();
    everywhere::<Error>();
    everywhere::<Response<Json>>();
    let client = offline(builder());
    // Whatever comes out of it, a call can be spawned.
    let call = Request::<NotSend>::new(&client, &GET, |_| Ok(NotSend(std::ptr::null())));
    moved(&call);
    let sending: Sending<NotSend> = call.send();
    moved(&sending);
    let call = Request::new(&client, &GET, json::<Json>);
    moved(&call.send_with_response());
    assert!(size_of::<Error>() <= 64, "{}", size_of::<Error>());
    assert!(size_of::<Request<Json>>() <= 16);
}

#[test]
fn nothing_secret_is_shown() {
    let builder = builder()
        .credential(&TOKEN, "s3cret")
        .header("x-own", "s3cret")
        .client_parameter("account_id", "s3cret");
    let mut shown = format!("{builder:?} {builder:#?}");
    let client = offline(builder);
    let call = kick(&client)
        .header("x", "s3cret")
        .query("q", "s3cret")
        .set_json("/a", "s3cret");
    let more = format!("{client:?} {client:#?} {call:?}");
    shown.push_str(&more);
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(
        shown.contains("api_token") && shown.contains("x-own"),
        "{shown}"
    );
    let client = offline(support::builder());
    let built = request(&client, &GET)
        .header("authorization", "s3cret")
        .build()
        .unwrap();
    assert!(!format!("{:?}", built.headers()).contains("s3cret"));
}

proptest::proptest! {
    /// Whatever a parameter holds, it arrives whole and changes nothing around it, or the call is refused.
    #[test]
    fn no_value_breaks_out_of_its_place(path: String, query: String, header: String) {
        let client = offline(builder().credential(&TOKEN, "t").client_parameter("account_id", "a"));
        let decoded = |text: &str| {
            percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
        };
        let reserved = Style { allow_reserved: true, ..Style::FORM };
        let call = |header: &str| {
            request(&client, &KICK)
                .path_parameter("thing_id", &path)
                .query_parameter("q", &query, Style::FORM)
                .query_parameter("r", &query, reserved)
                .cookie_parameter("c", &query, Style::FORM)
                .header_parameter("x", &header, Style::SIMPLE)
                .build()
        };
        // A header may be refused for its characters; the rest is then looked at without it.
        let built = call(&header).or_else(|_| call(""));
        match built {
            Ok(built) => {
                let sent: Vec<_> = built.uri().path().split('/').collect();
                assert_eq!(sent[1..5], ["v4", "accounts", "a", "things"]);
                assert_eq!(decoded(sent[5]), path);
                assert_eq!(sent[6..], ["kick"]);
                let pairs: Vec<_> = built.uri().query().unwrap().split('&').collect();
                assert_eq!(pairs.len(), 2);
                assert_eq!(decoded(pairs[0]), format!("q={query}"));
                let cookie = built.headers()["cookie"].to_str().unwrap();
                assert_eq!(decoded(cookie), format!("c={query}"));
            }
            Err(error) => {
                assert!(matches!(path.as_str(), "" | "." | ".."), "{error}");
            }
        }
    }
}
