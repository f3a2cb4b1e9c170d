//! What breaks a constraint of the description is not sent. The server is a real one.

#![cfg(feature = "validate-patterns")]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod support;

use std::time::{Duration, Instant};

use openapi_runtime::runtime::validate::{Constraint, Constraints, RequestConstraints};
use openapi_runtime::runtime::{Client, ClientBuilder, Error, Request, Style, data::Json};
use serde_json::json;
use support::server::Server;
use support::{GET, POST, request};

static ITEM: Constraints = Constraints(&[Constraint::Properties(&[
    ("name", Constraints(&[Constraint::MaxLength(3)])),
    (
        "inner",
        Constraints(&[Constraint::Items(&Constraints(&[Constraint::Ref(&ITEM)]))]),
    ),
])]);

static CHECKED: RequestConstraints = RequestConstraints {
    parameters: &[
        ("limit", Constraints(&[Constraint::Maximum("100")])),
        ("q", Constraints(&[Constraint::Pattern("^(a+)+$")])),
    ],
    body: Constraints(&[Constraint::MinProperties(1), Constraint::Ref(&ITEM)]),
};

fn client(server: &Server) -> Client {
    let builder = ClientBuilder::new(None).base_url(&server.url());
    builder.client_parameter("q", "aab").build().unwrap()
}

fn said(error: &Error) -> String {
    assert!(matches!(error, Error::InvalidRequest { .. }), "{error:?}");
    assert!(!support::everything(error).contains("s3cret"), "{error:?}");
    error.to_string()
}

/// A body and the words about it; none where it is sent.
async fn body(client: &Client, body: Json) -> Option<String> {
    let call = request(client, &POST).json(&body).check_body(&CHECKED);
    call.await.err().map(|it| said(&it))
}

fn listed(client: &Client, limit: Option<i64>, q: Option<&str>) -> Request<Json> {
    let q = q.map(str::to_owned);
    request(client, &GET)
        .query_parameter("limit", &limit, Style::FORM)
        .check_parameter("limit", &limit, &CHECKED)
        .check_parameter("q", &q, &CHECKED)
}

#[tokio::test]
async fn nothing_is_sent_of_what_breaks_a_constraint() {
    let server = Server::start([]).await;
    let client = client(&server);
    let deep = json!({"name": "a", "inner": [{"name": "b"}, {"inner": [{"name": "s3cret"}]}]});
    let told = body(&client, deep).await.unwrap();
    let path = "`inner[1].inner[0].name` has more than 3 characters";
    assert_eq!(told, format!("things.create cannot be sent: {path}"));
    let told = body(&client, json!({})).await.unwrap();
    assert!(
        told.ends_with("the body has fewer than 1 properties"),
        "{told}"
    );

    let error = listed(&client, Some(101), Some("a")).await.unwrap_err();
    assert!(said(&error).ends_with("the parameter `limit` is greater than 100"));
    assert_eq!(server.log().connections, 0);

    // What a client holds is checked where a call gives nothing, and what is edited afterwards is not.
    let error = listed(&client, None, None).await.unwrap_err();
    assert!(
        said(&error).contains("the parameter `q` does not match"),
        "{error}"
    );
    listed(&client, Some(100), Some("aaa")).await.unwrap();
    assert_eq!(body(&client, json!({"name": "\u{1f600}bc"})).await, None);
    let edited = request(&client, &POST).json(&json!({"name": "a"}));
    let edited = edited.check_body(&CHECKED).set_json("/name", "longer");
    edited.await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn no_pattern_takes_more_time_than_a_text_is_long() {
    let server = Server::start([]).await;
    let client = client(&server);
    let text = format!("{}!", "a".repeat(20_000));
    let error = listed(&client, None, Some(&text)).build().unwrap_err();
    assert!(said(&error).contains("does not match"));
}

#[test]
fn alternatives_inside_alternatives_end() {
    // Each level tries both branches, so that there are 2 to the power of 64 ways through.
    static LEVEL: Constraints = Constraints(&[
        Constraint::Type(&["object"]),
        Constraint::Properties(&[(
            "a",
            Constraints(&[Constraint::AnyOf(&[
                Constraints(&[Constraint::Ref(&LEVEL)]),
                Constraints(&[Constraint::Ref(&LEVEL)]),
            ])]),
        )]),
        Constraint::Required(&["a"]),
    ]);
    static TABLE: RequestConstraints = RequestConstraints {
        parameters: &[],
        body: Constraints(&[Constraint::Ref(&LEVEL)]),
    };
    let mut value = json!(1);
    for _ in 0..64 {
        value = json!({ "a": value });
    }
    let builder = ClientBuilder::new(Some("https://api.test"));
    let client = builder.build().unwrap();
    let call = request(&client, &POST).json(&value).check_body(&TABLE);
    drop(call.build());
}

#[test]
fn what_takes_long_to_look_at_is_taken_in_the_end() {
    // 14 pairs of alternatives inside each other, each of which compares all items. No way through is fulfilled.
    static LAST: Constraints = Constraints(&[Constraint::MaxItems(1)]);
    macro_rules! pairs {
        ($last:expr $(,)?) => { $last };
        ($last:expr, $_:literal $($rest:literal)*) => {
            Constraints(&[
                Constraint::AnyOf(&[
                    Constraints(&[Constraint::UniqueItems, Constraint::Ref(&pairs!($last, $($rest)*))]),
                    Constraints(&[Constraint::UniqueItems, Constraint::Ref(&pairs!($last, $($rest)*))]),
                ]),
            ])
        };
    }
    static PAIRS: Constraints = pairs!(LAST, 1 2 3 4 5 6 7);
    static TABLE: RequestConstraints = RequestConstraints {
        parameters: &[],
        body: pairs!(PAIRS, 1 2 3 4 5 6 7),
    };
    let text = "b".repeat(20);
    let items: Vec<Json> = (0..4000).map(|it| json!(format!("{text}{it}"))).collect();
    let builder = ClientBuilder::new(Some("https://api.test"));
    let client = builder.build().unwrap();
    let start = Instant::now();
    let call = request(&client, &POST)
        .json(&json!(items))
        .check_body(&TABLE);
    call.build().unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    // What is little to look at is looked at.
    let call = request(&client, &POST).json(&json!([1, 1]));
    let error = call.check_body(&TABLE).build().unwrap_err();
    said(&error);
}
