//! What a kick looks like on the wire, and what becomes of the answers to it.

#![cfg(all(feature = "reqwest", feature = "resources"))]

mod support;

use std::time::Duration;

use cloudflare_realtime_kit::realtime_kit::active_session::{
    KickAllParticipantsParams, KickParticipantsParams, KickParticipantsResponse,
};
use cloudflare_realtime_kit::types::ErrorResponse;
use cloudflare_realtime_kit::{Client, ClientBuilder, Error, Json, Request};
use serde_json::json;
use support::{KICKED, Server, reply};

const PATH: &str = "/client/v4/accounts/acc/realtime/kit/app/meetings/m/active-session/kick";
const JSON: &str = "content-type: application/json\r\n";

fn kick(
    client: &Client,
    params: KickParticipantsParams,
) -> Request<KickParticipantsResponse, ErrorResponse> {
    kick_in(client, "m", params)
}

fn kick_in(
    client: &Client,
    meeting: &str,
    params: KickParticipantsParams,
) -> Request<KickParticipantsResponse, ErrorResponse> {
    let session = client.realtime_kit().active_session();
    session.kick_participants("app", meeting, params)
}

fn params() -> KickParticipantsParams {
    KickParticipantsParams::new()
}

#[tokio::test]
async fn the_whole_request() {
    let server = Server::start([]).await;
    let both = params()
        .participant_ids(["p1", "p2"])
        .custom_participant_ids(["c1"]);
    kick(&server.client(), both).await.unwrap();

    let sent = server.only();
    assert_eq!((&*sent.method, &*sent.target), ("POST", PATH));
    let body = r#"{"custom_participant_ids":["c1"],"participant_ids":["p1","p2"]}"#;
    assert_eq!(sent.body, body);
    let agent = format!("cloudflare-realtime-kit/{}", env!("CARGO_PKG_VERSION"));
    let host = server
        .url()
        .replace("http://", "")
        .replace("/client/v4", "");
    let mut headers = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("authorization", "Bearer T0KEN"),
        ("content-length", &body.len().to_string()),
        ("content-type", "application/json"),
        ("host", &host),
        ("user-agent", &agent),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    headers.sort();
    let mut came = sent.headers;
    came.sort();
    assert_eq!(came, headers);
}

#[tokio::test]
async fn the_body() {
    let odd = ["", "\"q\"\\", "ü日😀", "\n\u{1}\u{2028}", "<a>&"];
    let bodies: [(KickParticipantsParams, Json); 6] = [
        (params(), json!({})),
        (
            params().participant_ids(["p"]),
            json!({"participant_ids": ["p"]}),
        ),
        (
            params().custom_participant_ids(vec!["c".to_owned()]),
            json!({"custom_participant_ids": ["c"]}),
        ),
        (
            params()
                .participant_ids(["p"])
                .custom_participant_ids(["c"]),
            json!({"participant_ids": ["p"], "custom_participant_ids": ["c"]}),
        ),
        (
            params().participant_ids([""; 0]),
            json!({"participant_ids": []}),
        ),
        (
            params().participant_ids(odd),
            json!({"participant_ids": odd}),
        ),
    ];
    let server = Server::start([]).await;
    let client = server.client();
    for (index, (params, body)) in bodies.into_iter().enumerate() {
        kick(&client, params).await.unwrap();
        assert_eq!(server.sent()[index].json(), body);
    }
}

#[tokio::test]
async fn a_call_without_a_body_has_none() {
    let server = Server::start([reply(200, JSON, "{}")]).await;
    let session = server.client().realtime_kit().active_session();
    let call = session.kick_all_participants("app", "m", KickAllParticipantsParams::new());
    call.await.unwrap();
    let sent = server.only();
    assert_eq!(sent.target, format!("{PATH}-all"));
    assert_eq!(sent.header("content-length"), Some("0"));
    assert_eq!(sent.header("content-type"), None);
}

#[tokio::test]
async fn the_account_of_the_call_goes_before_that_of_the_client() {
    let server = Server::start([]).await;
    let client = server.client();
    kick(&client, params()).await.unwrap();
    kick(&client, params().account_id("own")).await.unwrap();
    let sent = server.sent();
    assert_eq!(sent[0].target, PATH);
    assert_eq!(sent[1].target, PATH.replace("/acc/", "/own/"));

    let client = server.builder().api_token("t").build().unwrap();
    kick(&client, params().account_id("acc")).await.unwrap();
    assert_eq!(server.sent()[2].target, PATH);

    let error = kick(&client, params()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "kick-participants needs a value for account_id"
    );
    assert!(matches!(
        error,
        Error::MissingParameter {
            name: "account_id",
            ..
        }
    ));
    assert_eq!(server.sent().len(), 3);
}

type Setup = fn(ClientBuilder) -> ClientBuilder;

#[tokio::test]
async fn credentials() {
    const NAMES: [&str; 4] = [
        "authorization",
        "x-auth-key",
        "x-auth-email",
        "x-auth-user-service-key",
    ];
    let sets: [(Setup, [Option<&str>; 4]); 5] = [
        (
            |client| client.api_token("t\n"),
            [Some("Bearer t"), None, None, None],
        ),
        (
            |client| client.api_key("k").api_email("e@x"),
            [None, Some("k"), Some("e@x"), None],
        ),
        (
            |client| client.user_service_key("u"),
            [None, None, None, Some("u")],
        ),
        (
            |client| client.user_service_key("u").api_key("k"),
            [None, None, None, Some("u")],
        ),
        (
            |client| client.api_key("k").api_email("e@x").api_token("t"),
            [Some("Bearer t"), None, None, None],
        ),
    ];
    let server = Server::start([]).await;
    for (index, (set, values)) in sets.into_iter().enumerate() {
        let client = set(server.builder().account_id("acc")).build().unwrap();
        kick(&client, params()).await.unwrap();
        let sent = &server.sent()[index];
        assert_eq!(NAMES.map(|name| sent.header(name)), values);
    }
}

#[tokio::test]
async fn nothing_is_sent_without_credentials() {
    let server = Server::start([]).await;
    let incomplete: [Setup; 3] = [
        |client| client,
        |client| client.api_key("k"),
        |client| client.api_email("e@x"),
    ];
    for set in incomplete {
        let client = set(server.builder().account_id("acc")).build().unwrap();
        let error = kick(&client, params()).await.unwrap_err();
        assert!(matches!(error, Error::MissingCredentials { .. }));
        let needs = "api_token, or api_key with api_email, or user_service_key";
        assert!(error.to_string().ends_with(needs), "{error}");
    }
    let error = server.builder().api_token("").build().unwrap_err();
    assert!(matches!(error, Error::Config { .. }), "{error}");
    assert_eq!(server.sent().len(), 0);
}

#[tokio::test]
async fn path_parameters() {
    let escaped = [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("../../x", "..%2F..%2Fx"),
        ("a%2Fb", "a%252Fb"),
        ("%2e%2e", "%252e%252e"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("a+b;c,d:e@f", "a%2Bb%3Bc%2Cd%3Ae%40f"),
        ("ü\r\n\0", "%C3%BC%0D%0A%00"),
        ("...", "..."),
        ("A-z0.9_~", "A-z0.9_~"),
    ];
    let server = Server::start([]).await;
    let client = server.client();
    for (index, (id, segment)) in escaped.into_iter().enumerate() {
        kick_in(&client, id, params()).await.unwrap();
        let target = PATH.replace("/m/", &format!("/{segment}/"));
        assert_eq!(server.sent()[index].target, target);
    }
    for id in ["", ".", ".."] {
        let error = kick_in(&client, id, params()).await.unwrap_err();
        assert!(
            matches!(&error, Error::InvalidParameter { name, .. } if &**name == "meeting_id"),
            "{error}"
        );
        let error = kick(&client, params().account_id(id)).await.unwrap_err();
        assert!(
            matches!(&error, Error::InvalidParameter { name, .. } if &**name == "account_id"),
            "{error}"
        );
    }
    assert_eq!(server.sent().len(), escaped.len());
}

#[tokio::test]
async fn the_answer_is_typed() {
    let new = r#"{"new": [{}], "success": true, "data": {"x": null, "participants": []}}"#;
    let server = Server::start([reply(200, JSON, KICKED), reply(201, "cf-ray: r1\r\n", new)]).await;
    let client = server.client();

    let answer = kick(&client, params()).await.unwrap();
    assert_eq!(answer.success, Some(true));
    let data = answer.data.unwrap();
    assert_eq!(data.action.as_deref(), Some("kicked"));
    let participants = data.participants.unwrap();
    assert_eq!(participants.len(), 1);
    let one = &participants[0];
    assert_eq!(
        (&*one.id, &*one.created_at),
        ("p1", "2025-01-02T03:04:05.678Z")
    );
    assert_eq!(one.email.as_deref(), Some("a@example.com"));
    assert_eq!((&one.name, &one.picture), (&None, &None));

    let call = kick(&client, params());
    let response = call.send_with_response().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["cf-ray"], "r1");
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.raw().body(), new);
    let data = response.into_body().data.unwrap();
    assert_eq!((data.action, data.participants), (None, Some(Vec::new())));
}

#[tokio::test]
async fn an_answer_of_another_shape_is_kept() {
    let body = r#"{"data": {"participants": [{"id": "p1", "created_at": "then"}]}}"#;
    let server = Server::start([reply(200, "x-request-id: r2\r\n", body)]).await;
    let error = kick(&server.client(), params()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body of kick-participants's 200 OK response does not fit its type: missing field `updated_at` at \
         data.participants[0] (line 1 column 61)"
    );
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (error.status().as_u16(), error.request_id()),
        (200, Some("r2"))
    );
    assert_eq!(error.body(), body);
    let reason = error.json().unwrap().to_string();
    assert!(reason.contains("missing field `updated_at`"), "{reason}");
}

#[tokio::test]
async fn a_refusal_is_typed_and_not_sent_again() {
    let body = r#"{"success": false, "messages": [], "result": null, "errors": [{"code": 1001, "message": "no",
        "documentation_url": "https://x", "source": {"pointer": "/participant_ids"}}]}"#;
    let server = Server::start([
        reply(404, "cf-ray: r3\r\n", body),
        reply(400, "content-type: text/html\r\n", "<html>"),
    ])
    .await;
    let client = server.client();
    let Error::Status(error) = kick(&client, params()).await.unwrap_err() else {
        panic!("another error")
    };
    assert_eq!(
        (error.status().as_u16(), error.request_id()),
        (404, Some("r3"))
    );
    let refusal: ErrorResponse = error.decode_as().unwrap();
    assert!(!refusal.success);
    let reason = &refusal.errors[0];
    assert_eq!((reason.code, &*reason.message), (1001, "no"));
    let source = reason.source.as_ref().unwrap();
    assert_eq!(source.pointer.as_deref(), Some("/participant_ids"));

    let error = kick(&client, params()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
    let Error::Status(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.body(), "<html>");
    error.decode_as::<ErrorResponse>().unwrap_err();
    assert_eq!(server.sent().len(), 2);
}

#[tokio::test]
async fn a_failed_kick_is_sent_again() {
    let server = Server::start([
        reply(500, "", ""),
        reply(429, "retry-after: 1\r\n", ""),
        reply(200, JSON, KICKED),
    ])
    .await;
    kick(&server.client(), params().participant_ids(["p"]))
        .await
        .unwrap();
    let sent = server.sent();
    assert_eq!(sent.len(), 3);
    assert!(
        sent.iter()
            .all(|one| one.body == sent[0].body && one.target == PATH)
    );
    let wait = |index: usize| sent[index + 1].at - sent[index].at;
    assert!(wait(0) >= Duration::from_millis(375), "{:?}", wait(0));
    assert!(wait(1) >= Duration::from_millis(990), "{:?}", wait(1));

    let server = Server::start([1, 2, 3, 4].map(|_| reply(503, "retry-after: 0\r\n", ""))).await;
    let error = kick(&server.client(), params()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(server.sent().len(), 3);
}

#[tokio::test]
async fn a_call_that_may_do_harm_twice_is_not_sent_again() {
    let server = Server::start([reply(500, "", "")]).await;
    let session = server.client().realtime_kit().active_session();
    let call = session.kick_all_participants("app", "m", KickAllParticipantsParams::new());
    assert_eq!(call.await.unwrap_err().status().unwrap(), 500);
    assert_eq!(server.sent().len(), 1);
}
