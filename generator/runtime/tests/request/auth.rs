//! Which credentials a request is sent with, where they go, and that nothing shows them.

use http::Method;
use openapi_runtime::runtime::{ClientBuilder, Error, Operation, Scheme, SchemeKind, Style};

use crate::support::{EMAIL, GET, KEY, KICK, TOKEN, builder, everything, request};
use crate::{kick, offline};

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
        errors: &[],
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
    // The whole value of the header, from those who have read that it is one.
    assert_eq!(
        sent(&TOKEN, "bearer t").headers()["authorization"],
        "bearer t"
    );
    assert_eq!(
        sent(&QUERY, "s&t").uri().query(),
        Some("q=1&the%20key=s%26t")
    );
    let built = sent(&COOKIE, "s");
    let cookie = &built.headers()["cookie"];
    assert_eq!(cookie, "c=2; sid=s");
    assert!(cookie.is_sensitive());

    let user = |user, password: &str| builder().basic_credential(&BASIC, user, password);
    let client = offline(user("Aladdin", "open: sesame").client_parameter("account_id", "a"));
    let built = kick(&client).build().unwrap();
    assert_eq!(
        built.headers()["authorization"],
        "Basic QWxhZGRpbjpvcGVuOiBzZXNhbWU="
    );
    let error = user("Ala:ddin", "s3cret").build().unwrap_err().to_string();
    assert!(
        error.contains("a user with a colon") && !error.contains("s3cret"),
        "{error}"
    );

    let refused: [(&'static Scheme, &str); 7] = [
        (&BASIC, "s3cret"),
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
    let client = offline(crate::support::builder());
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
