//! A kick as a value: stored, changed, moved to another task, sent by another transport; and the client that makes it.

#![cfg(all(feature = "reqwest", feature = "resources"))]

mod support;

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use cloudflare_realtime_kit::realtime_kit::active_session::{
    ActiveSession, KickParticipantsParams, KickParticipantsResponse,
};
use cloudflare_realtime_kit::runtime::{
    Body, IntoService, ReqwestTransport, ServiceTransport, TokioClock,
};
use cloudflare_realtime_kit::types::ErrorResponse;
use cloudflare_realtime_kit::{Client, Error, Request};
use serde_json::json;
use support::{KICKED, Server, reply};
use tower::ServiceExt as _;

fn kick(client: &Client) -> Request<KickParticipantsResponse, ErrorResponse> {
    let session = client.realtime_kit().active_session();
    session.kick_participants(
        "app",
        "m",
        KickParticipantsParams::new().participant_ids(["p"]),
    )
}

/// The call of the documentation, as it stands there. It would go out to the world, so it is only compiled.
#[allow(dead_code, reason = "compiling it is the test")]
async fn the_documented_call() -> Result<(), Error> {
    use cloudflare_realtime_kit::{Client, realtime_kit::active_session::KickParticipantsParams};

    let client = Client::builder()
        .api_token("Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY")
        .build()?;
    let response = client
        .realtime_kit()
        .active_session()
        .kick_participants(
            "app_id",
            "meeting_id",
            KickParticipantsParams::new()
                .account_id("023e105f4ecef8ad9ca31a8372d0c353")
                .custom_participant_ids(["string"])
                .participant_ids(["string"]),
        )
        .await?;
    println!("{:?}", response.data);
    Ok(())
}

#[test]
fn what_can_be_moved_and_shared() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn moved<T: Send + 'static>(_: &T) {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}

    shared::<Client>();
    shared::<ActiveSession>();
    shared::<KickParticipantsParams>();
    shared::<KickParticipantsResponse>();
    let client = Client::builder().build().unwrap();
    moved(&kick(&client));
    moved(&kick(&client).into_future());
    moved(&kick(&client).send_with_response());
    moved(&async move { kick(&client).await });
    error::<Error>();
}

#[test]
fn building_needs_no_network_and_no_runtime() {
    let client = Client::builder()
        .api_token("t")
        .account_id("acc")
        .build()
        .unwrap();
    let built: http::Request<Bytes> = kick(&client).query("q", "a b").build().unwrap();
    assert_eq!(built.method(), "POST");
    assert_eq!(
        built.uri(),
        "https://api.cloudflare.com/client/v4/accounts/acc/realtime/kit/app/meetings/m/active-session/kick?q=a%20b"
    );
    assert_eq!(built.headers()["authorization"], "Bearer t");
    assert!(built.headers()["authorization"].is_sensitive());
    assert_eq!(built.body(), r#"{"participant_ids":["p"]}"#);
}

#[tokio::test]
async fn a_call_is_stored_and_sent_from_another_task() {
    let server = Server::start([]).await;
    let calls: Vec<_> = {
        let client = server.client();
        (0..3).map(|_| kick(&client)).collect()
    };
    assert_eq!(server.sent().len(), 0);
    let tasks: Vec<_> = calls
        .into_iter()
        .map(|call| tokio::spawn(call.into_future()))
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().success, Some(true));
    }
    assert_eq!(server.sent().len(), 3);
}

#[tokio::test]
async fn options_of_a_call() {
    let server = Server::start([]).await;
    let call = kick(&server.client())
        .header("x-trace", "t1")
        .header("authorization", "Bearer other")
        .query("dry_run", "1")
        .set_json("/options/silent", true)
        .set_json("/participant_ids/0", "q");
    call.await.unwrap();
    let sent = server.only();
    assert_eq!(sent.header("x-trace"), Some("t1"));
    assert_eq!(sent.header("authorization"), Some("Bearer other"));
    assert!(sent.target.ends_with("/kick?dry_run=1"), "{}", sent.target);
    assert_eq!(
        sent.json(),
        json!({"participant_ids": ["q"], "options": {"silent": true}})
    );
}

#[tokio::test]
async fn limits_of_a_call() {
    const SHORT: Duration = Duration::from_millis(100);
    let slow = || reply(200, "", KICKED).after(Duration::from_secs(5));

    let server = Server::start([slow(), slow()]).await;
    let before = Instant::now();
    let error = kick(&server.client()).timeout(SHORT).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.sent().len(), 1);
    let call = kick(&server.client()).attempt_timeout(SHORT);
    assert!(call.max_retries(0).await.unwrap_err().is_timeout());
    assert_eq!(server.sent().len(), 2);
    assert!(before.elapsed() < Duration::from_secs(4));
    // The next one is answered at once.
    kick(&server.client())
        .attempt_timeout(SHORT * 20)
        .await
        .unwrap();

    let server = Server::start([1, 2].map(|_| reply(500, "retry-after: 0\r\n", ""))).await;
    let error = kick(&server.client()).max_retries(1).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert_eq!(server.sent().len(), 2);
}

#[tokio::test]
async fn a_call_that_is_dropped_is_over() {
    let server = Server::start([1, 2].map(|_| reply(500, "", ""))).await;
    let call = kick(&server.client()).into_future();
    let wait = Duration::from_millis(200);
    tokio::time::timeout(wait, call).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(server.sent().len(), 1);
}

#[tokio::test]
async fn a_service_of_ones_own_is_the_transport() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let service = tower::service_fn(move |request: http::Request<Body>| {
        let first = log.lock().unwrap().is_empty();
        log.lock().unwrap().push(request.uri().to_string());
        async move {
            let (status, body) = if first { (429, "") } else { (200, KICKED) };
            let response = http::Response::builder()
                .status(status)
                .header("retry-after", "0");
            response.body(Body::from(Bytes::from_static(body.as_bytes())))
        }
    });
    let client = Client::builder()
        .api_token("t")
        .account_id("acc")
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .build()
        .unwrap();
    assert_eq!(kick(&client).await.unwrap().success, Some(true));
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    assert!(seen[0].starts_with("https://api.cloudflare.com/client/v4/accounts/acc/"));
}

#[tokio::test]
async fn a_layer_around_the_default_transport() {
    let server = Server::start([]).await;
    let default = ReqwestTransport::new().unwrap();
    let service = IntoService::new(default).map_request(|mut request: http::Request<Body>| {
        let value = "from a layer".parse().expect("a value");
        request.headers_mut().insert("x-layer", value);
        request
    });
    let client = server
        .builder()
        .account_id("acc")
        .transport_authenticates()
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .build()
        .unwrap();
    kick(&client).await.unwrap();
    let sent = server.only();
    assert_eq!(sent.header("x-layer"), Some("from a layer"));
    assert_eq!(sent.header("authorization"), None);
}

/// Tells the child that [`from_env_in_the_child`] is to do its work.
const CHILD: &str = "KICK_TEST_CHILD";

/// Runs in a process of its own, since the environment belongs to the whole process.
#[tokio::test]
async fn from_env_in_the_child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => return println!("{error}"),
    };
    let session = client.realtime_kit().active_session();
    let params = KickParticipantsParams::new().account_id("acc");
    match session.kick_participants("app", "m", params).await {
        Ok(answer) => println!("{:?}", answer.success),
        Err(error) => println!("{error}"),
    }
}

#[tokio::test]
async fn the_environment() {
    const TOKEN: (&str, &str) = ("CLOUDFLARE_API_TOKEN", "T\n");
    const NO_TOKEN: (&str, &str) = ("CLOUDFLARE_API_TOKEN", "");
    const KEY: (&str, &str) = ("CLOUDFLARE_API_KEY", "K");
    const EMAIL: (&str, &str) = ("CLOUDFLARE_EMAIL", "e@x");
    const SERVICE: (&str, &str) = ("CLOUDFLARE_API_USER_SERVICE_KEY", "U");
    const MISSING: &str = "kick-participants needs credentials";
    let server = Server::start([]).await;
    let url = server.url();
    let base = ("CLOUDFLARE_BASE_URL", url.as_str());
    let lines: [(&[(&str, &str)], &str); 9] = [
        (&[base, TOKEN], "authorization: Bearer T"),
        (&[base, KEY, EMAIL], "x-auth-key: K, x-auth-email: e@x"),
        (&[base, KEY, EMAIL, TOKEN], "authorization: Bearer T"),
        (&[base, NO_TOKEN, SERVICE], "x-auth-user-service-key: U"),
        (&[], MISSING),
        (&[base, NO_TOKEN], MISSING),
        (&[base, KEY], MISSING),
        (
            &[("CLOUDFLARE_API_TOKEN", "a\nb")],
            "the credential api_token",
        ),
        (&[TOKEN, ("CLOUDFLARE_BASE_URL", "here")], "the base URL"),
    ];
    for (variables, expected) in lines {
        let before = server.sent().len();
        let out = child(variables).await;
        match server.sent().get(before) {
            None => assert!(out.contains(expected), "{variables:?}: {out}"),
            Some(sent) => {
                assert!(out.contains("Some(true)"), "{variables:?}: {out}");
                let credentials = sent
                    .headers
                    .iter()
                    .filter(|(name, _)| name.contains("auth"));
                let shown: Vec<_> = credentials
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                assert_eq!(shown.join(", "), expected);
            }
        }
    }
    assert_eq!(server.sent().len(), 4);
}

/// Runs [`from_env_in_the_child`] with these variables and no other of the client's; returns what it printed.
async fn child(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    for name in [
        "BASE_URL",
        "API_TOKEN",
        "API_KEY",
        "EMAIL",
        "API_USER_SERVICE_KEY",
    ] {
        command.env_remove(format!("CLOUDFLARE_{name}"));
    }
    command
        .args(["--exact", "from_env_in_the_child", "--nocapture"])
        .env(CHILD, "1")
        .envs(variables.iter().copied());
    let run = tokio::task::spawn_blocking(move || command.output());
    let output = run.await.expect("no panic").expect("a child");
    String::from_utf8(output.stdout).expect("a text")
}
