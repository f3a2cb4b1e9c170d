//! Parameters in paths, queries and headers.

use http::{HeaderValue, Method};
use openapi_runtime::runtime::data::{Encode, Json};
use openapi_runtime::runtime::{ClientBuilder, Error, Operation, Request, Style, StyleKind};
use serde_json::json;

use crate::support::{GET, KICK, TOKEN, builder, everything, request};
use crate::{kick, offline};

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

/// An operation with parameters that are a part of their segment.
static PARTLY: Operation = Operation {
    id: "things.get",
    method: Method::GET,
    path: "/files/.{name}/{part}.",
    idempotent: true,
    security: &[],
    errors: &[],
};

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
    let of = |name: &str, part: &str| {
        let call = request(&client, &PARTLY).path_parameter("name", &name);
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
fn what_the_client_holds_is_sent_with_each_call_that_does_not_say_otherwise() {
    let call = |builder: ClientBuilder, tenant: Option<&str>, version: Option<&str>| {
        request(&offline(builder), &GET)
            .client_header("X-Tenant", &tenant, Style::SIMPLE)
            .client_query("version", &version, Style::FORM)
            .build()
    };
    let sent = |builder, tenant, version| {
        let request = call(builder, tenant, version).unwrap();
        let tenant = request.headers()["x-tenant"].clone();
        (tenant, request.uri().query().unwrap().to_owned())
    };
    // The name of a header has no case, that of a parameter of the query does.
    let held = || {
        builder()
            .client_parameter("x-tenant", "acme")
            .client_parameter("version", "a b")
    };
    let expect =
        |tenant: &'static str, query: &str| (HeaderValue::from_static(tenant), query.to_owned());
    assert_eq!(sent(held(), None, None), expect("acme", "version=a%20b"));
    assert_eq!(
        sent(held(), Some("own"), Some("2")),
        expect("own", "version=2")
    );

    let secret = builder()
        .client_secret("X-Tenant", "s3cret")
        .client_secret("version", "1");
    assert!(sent(secret, None, None).0.is_sensitive());
    let of_all = builder()
        .header("x-tenant", "all")
        .client_parameter("version", "1");
    assert_eq!(sent(of_all, None, None), expect("all", "version=1"));

    let missing = |builder, tenant| call(builder, tenant, None).unwrap_err().to_string();
    assert_eq!(
        missing(builder(), None),
        "things.get needs a value for X-Tenant"
    );
    let other_case = builder().client_parameter("Version", "1");
    assert_eq!(
        missing(other_case, Some("own")),
        "things.get needs a value for version"
    );
}

/// An operation whose last parameter is the rest of the path.
static VARIANT: Operation = Operation {
    id: "things.beta",
    method: Method::GET,
    path: "/things/{thing}?beta=true",
    idempotent: true,
    security: &[],
    errors: &[],
};

#[test]
fn a_path_that_has_a_query_is_continued() {
    let client = offline(builder());
    let call = || {
        Request::new(&client, &VARIANT, openapi_runtime::runtime::json::<Json>)
            .path_parameter("thing", &1_i64)
    };
    let sent = |call: Request<Json>| call.build().unwrap().uri().to_string();
    assert!(sent(call()).ends_with("/things/1?beta=true"));
    let more = call().query_parameter("limit", &2_i64, Style::FORM);
    assert!(sent(more).ends_with("/things/1?beta=true&limit=2"));
}

static REST: Operation = Operation {
    id: "files.get",
    method: Method::GET,
    path: "/files/{disk}/{*}/raw",
    idempotent: true,
    security: &[],
    errors: &[],
};

#[test]
fn the_rest_of_a_path_keeps_its_slashes() {
    let client = offline(builder());
    let of = |rest: &dyn Encode| {
        request(&client, &REST)
            .path_parameter("disk", &"a/b")
            .styled_path_parameter("*", rest, Style::new(StyleKind::Segments, false))
            .build()
    };
    for (rest, path) in [
        ("a.png", "a.png"),
        ("a/b c/ü?.png", "a/b%20c/%C3%BC%3F.png"),
        ("/a//b/", "/a//b/"),
        ("...", "..."),
        ("a%2F..", "a%252F.."),
    ] {
        let built = of(&rest).unwrap();
        assert_eq!(built.uri().path(), format!("/v4/files/a%2Fb/{path}/raw"));
    }
    for rest in ["", ".", "..", "a/../b", "a/.", "../a"] {
        let error = of(&rest).unwrap_err();
        assert!(
            matches!(&error, Error::InvalidParameter { name, .. } if &**name == "*"),
            "{error}"
        );
    }
    assert_eq!(of(&7).unwrap().uri().path(), "/v4/files/a%2Fb/7/raw");
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
