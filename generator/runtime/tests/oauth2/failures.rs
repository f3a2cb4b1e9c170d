//! Token servers that fail, and calls that do not wait for them.

use std::error::Error as _;
use std::time::Duration;

use openapi_runtime::runtime::oauth2::{OAuth2, OAuth2Error};
use openapi_runtime::runtime::{
    ClientBuilder, Error, OAuth2Flow, OAuth2FlowKind, Scheme, SchemeKind,
};

use crate::support::{everything, request};
use crate::token_server::{Answer, OAUTH, THINGS, TokenServer, answer, token};

const SECRET: &str = "hunter2-secret";

fn oauth() -> OAuth2 {
    OAuth2::client_credentials("id", SECRET).timeout(Duration::from_millis(300))
}

/// What comes of a call that gets no token, which is not sent.
async fn refused(give: impl Fn(usize) -> Answer + Send + Sync + 'static) -> (OAuth2Error, usize) {
    let server = TokenServer::start(give).await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let error = request(&client, &THINGS).max_retries(1).await.unwrap_err();
    assert!(server.calls().is_empty());
    (reason(&error), server.asked().len())
}

fn reason(error: &Error) -> OAuth2Error {
    let shown = everything(error);
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(matches!(
        error,
        Error::Credential {
            scheme: "oauth",
            operation: "things.list",
            ..
        }
    ));
    let source = error.source().unwrap();
    source.downcast_ref::<OAuth2Error>().unwrap().clone()
}

#[tokio::test]
async fn a_refusal_is_told_and_not_asked_for_again() {
    let (error, asked) = refused(|_| {
        let body = r#"{"error":"invalid_grant","error_description":"It is \u0007over\""}"#;
        answer(400, body)
    })
    .await;
    assert_eq!((error.code(), asked), (Some("invalid_grant"), 1));
    assert_eq!(
        error.to_string(),
        "the token server refuses with invalid_grant (status 400): It is over\""
    );
    // What a server says may repeat what it was sent, and so does one that answers with success.
    // It may do so as it was written: as a credential of Basic, or percent-encoded.
    for repeated in [SECRET, "aWQ6aHVudGVyMi1zZWNyZXQ="] {
        let (error, _) = refused(move |_| {
            let body = format!(r#"{{"error":"x","error_description":"{repeated} is wrong"}}"#);
            answer(200, body)
        })
        .await;
        let OAuth2Error::Refused { description, .. } = error else {
            unreachable!("{error}")
        };
        assert_eq!(description, None);
    }
}

#[tokio::test]
async fn what_is_no_token_is_an_error() {
    for (status, body, transient) in [
        (200, "<html>Sign in</html>", false),
        (502, "<html>Bad gateway</html>", true),
        (200, "[]", false),
        (200, r#"{"access_token":""}"#, false),
        (200, r#"{"access_token":"t","token_type":"mac"}"#, false),
        (404, "{}", false),
    ] {
        let (error, asked) = refused(move |_| answer(status, body)).await;
        assert!(matches!(error, OAuth2Error::Unusable { .. }), "{error}");
        assert_eq!(
            (error.is_transient(), asked),
            (transient, 1 + usize::from(transient))
        );
    }
    let (error, _) = refused(|_| answer(200, "x".repeat(1 << 20))).await;
    assert!(
        error.to_string().ends_with("its body is too long"),
        "{error}"
    );
    let server = TokenServer::start(|_| token("a\\u0001b", 1)).await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let error = request(&client, &THINGS).await.unwrap_err();
    assert!(
        error.to_string().contains("cannot stand in a header"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = TokenServer::start(|_| token("t", 1)).await;
    let url = format!("{}/token", elsewhere.url);
    for status in [302, 307] {
        let url = url.clone();
        let (error, _) = refused(move |_| {
            let mut answer = answer(status, "");
            answer.headers.push(("location", url.clone()));
            answer
        })
        .await;
        assert!(matches!(error, OAuth2Error::Unusable { status, .. } if status.is_redirection()));
    }
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn a_server_that_is_gone_or_slow_is_asked_as_often_as_calls_are_sent() {
    let (error, asked) = refused(|_| {
        let mut token = token("t", 1);
        token.after = Duration::from_secs(60);
        token
    })
    .await;
    assert!(matches!(error, OAuth2Error::Timeout(_)), "{error}");
    assert_eq!(asked, 2);

    let server = TokenServer::start(|_| token("t", 1)).await;
    let gone = oauth().token_url("http://127.0.0.1:1/token");
    let client = server.client().credential(&OAUTH, gone).build().unwrap();
    let error = request(&client, &THINGS).max_retries(0).await.unwrap_err();
    assert!(matches!(reason(&error), OAuth2Error::Transport(_)));

    // The limit of a call holds for its token, too.
    let slow = TokenServer::start(|_| {
        let mut token = token("t", 1);
        token.after = Duration::from_secs(60);
        token
    })
    .await;
    let oauth = OAuth2::client_credentials("id", SECRET);
    let client = slow.client().credential(&OAUTH, oauth).build().unwrap();
    let call = request(&client, &THINGS).timeout(Duration::from_millis(100));
    assert!(call.await.unwrap_err().is_timeout());

    let (error, asked) = refused(|number| match number {
        1 => answer(503, "{}"),
        _ => answer(401, r#"{"error":"invalid_client"}"#),
    })
    .await;
    assert_eq!((error.code(), asked), (Some("invalid_client"), 2));
}

#[tokio::test]
async fn a_call_that_is_given_up_does_not_take_the_token_from_others() {
    let server = TokenServer::start(|_| {
        let mut token = token("t", 3600);
        token.after = Duration::from_millis(200);
        token
    })
    .await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    // It asks first, and is dropped before there is an answer.
    let first = tokio::spawn(request(&client, &THINGS).send());
    tokio::time::sleep(Duration::from_millis(50)).await;
    let others = (0..5).map(|_| tokio::spawn(request(&client, &THINGS).send()));
    let others = others.collect::<Vec<_>>();
    tokio::time::sleep(Duration::from_millis(50)).await;
    first.abort();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 1);

    // With the last of them, the request ends. The next call makes one of its own.
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let last = tokio::spawn(request(&client, &THINGS).send());
    tokio::time::sleep(Duration::from_millis(50)).await;
    last.abort();
    assert!(last.await.unwrap_err().is_cancelled());
    request(&client, &THINGS).await.unwrap();
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_secret_goes_to_no_url_that_is_less_safe_than_the_api() {
    static PLAIN: Scheme = Scheme {
        name: "oauth",
        kind: SchemeKind::OAuth2(&[OAuth2Flow::new(
            OAuth2FlowKind::ClientCredentials,
            "",
            "http://example.com/token",
        )]),
    };
    for base_url in ["https://example.com", "HTTPS://example.com"] {
        let client = ClientBuilder::new(None).base_url(base_url);
        let client = client.credential(&PLAIN, oauth()).build().unwrap();
        let error = request(&client, &THINGS).await.unwrap_err();
        assert!(matches!(reason(&error), OAuth2Error::Config { .. }));
    }
}
