//! Providers of a caller's own, and credentials of a single call.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use http::Method;
use openapi_runtime::runtime::data::Secret;
use openapi_runtime::runtime::{
    BoxFuture, ClientBuilder, CredentialError, CredentialProvider, CredentialRequest, Error,
    Operation, Scheme, SchemeKind,
};

use crate::support::{KEY, everything, request};
use crate::token_server::{OAUTH, THINGS, TokenServer, token};

#[tokio::test]
async fn a_provider_is_asked_by_every_call() {
    let server = TokenServer::start(|_| token("t", 1)).await;
    let current = Arc::new(Mutex::new("one".to_owned()));
    let read = Arc::clone(&current);
    let provider = move |asked: CredentialRequest| {
        assert_eq!(
            (asked.scheme().name, asked.operation().id),
            ("oauth", "things.list")
        );
        let token = read.lock().unwrap().clone();
        async move { Ok(Secret::from(token)) }
    };
    let client = server
        .client()
        .credential(&OAUTH, provider)
        .build()
        .unwrap();
    request(&client, &THINGS).await.unwrap();
    *current.lock().unwrap() = "two".to_owned();
    request(&client, &THINGS).await.unwrap();
    let calls: Vec<String> = server.calls().into_iter().flatten().collect();
    assert_eq!(calls, ["Bearer one", "Bearer two"]);

    // It is asked when a call is sent, so that there is nothing to show before.
    let shown = request(&client, &THINGS).build().unwrap_err();
    assert!(matches!(shown, Error::InvalidRequest { .. }));
}

/// Gives another token after each refusal.
struct Counting(AtomicUsize);

impl CredentialProvider for Counting {
    fn credential(
        &self,
        request: CredentialRequest,
    ) -> BoxFuture<Result<Secret<String>, CredentialError>> {
        let count = match request.rejected() {
            Some(_) => 1 + self.0.fetch_add(1, Ordering::Relaxed),
            None => self.0.load(Ordering::Relaxed),
        };
        Box::pin(async move { Ok(format!("t{count}").into()) })
    }
}

#[tokio::test]
async fn a_provider_is_told_what_was_refused() {
    let server = TokenServer::start(|_| token("t", 1)).await;
    server.refused.lock().unwrap().push("t0".to_owned());
    let provider = Arc::new(Counting(AtomicUsize::new(0)));
    let client = server
        .client()
        .credential(&OAUTH, provider)
        .build()
        .unwrap();
    request(&client, &THINGS).await.unwrap();
    let calls: Vec<String> = server.calls().into_iter().flatten().collect();
    assert_eq!(calls, ["Bearer t0", "Bearer t1"]);
}

#[tokio::test]
async fn a_provider_that_fails_is_the_error_of_the_call() {
    let server = TokenServer::start(|_| token("t", 1)).await;
    let locked = |_: CredentialRequest| async { Err("the keyring is locked".into()) };
    let client = server.client().credential(&OAUTH, locked).build().unwrap();
    let error = request(&client, &THINGS).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.list got no credential for oauth: the keyring is locked"
    );
    let secret = |_: CredentialRequest| async { Ok(Secret::from("a\nsecret")) };
    let client = server.client().credential(&OAUTH, secret).build().unwrap();
    let error = request(&client, &THINGS).await.unwrap_err();
    assert!(!everything(&error).contains("a\\nsecret"));
    assert!(server.calls().is_empty());
}

static EITHER: Operation = Operation {
    id: "things.either",
    method: Method::GET,
    path: "/things",
    idempotent: true,
    security: &[&["api_key"], &["oauth"], &["session", "api_key"]],
    errors: &[],
};

static SESSION: Scheme = Scheme {
    name: "session",
    kind: SchemeKind::Cookie("sid"),
};

fn builder() -> ClientBuilder {
    static ALL: [&Scheme; 3] = [&OAUTH, &KEY, &SESSION];
    let client = ClientBuilder::new(None).base_url("http://api.test");
    client.schemes(&ALL)
}

#[test]
fn a_call_has_credentials_of_its_own() {
    let sent = |request: openapi_runtime::runtime::Request<_>| {
        let built = request.build().unwrap();
        let header = |name: &str| {
            let value = built.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        ["authorization", "x-auth-key", "cookie"].map(header)
    };
    let some = |text: &str| Some(text.to_owned());
    let client = builder().credential(&KEY, "k").build().unwrap();
    let call = || request(&client, &EITHER);
    assert_eq!(sent(call()), [None, some("k"), None]);
    assert_eq!(
        sent(call().credential(&KEY, "own")),
        [None, some("own"), None]
    );
    assert_eq!(
        sent(call().credential(&OAUTH, "t")),
        [some("Bearer t"), None, None]
    );
    assert_eq!(
        sent(call().credential(&SESSION, "s")),
        [None, some("k"), some("sid=s")]
    );
    // A header is a credential for the schemes that are sent there.
    assert_eq!(
        sent(call().header("authorization", "Bearer own")),
        [some("Bearer own"), None, None]
    );
    assert_eq!(
        sent(call().header("X-Auth-Key", "own")),
        [None, some("own"), None]
    );

    let empty = builder().build().unwrap();
    assert!(matches!(
        request(&empty, &EITHER).build().unwrap_err(),
        Error::MissingCredentials { .. }
    ));
    let own = request(&empty, &EITHER).header("Authorization", "Digest x");
    assert_eq!(sent(own), [some("Digest x"), None, None]);
    let own = request(&empty, &THINGS).credential(&OAUTH, "t");
    assert_eq!(sent(own), [some("Bearer t"), None, None]);
    let wrong = request(&empty, &THINGS).credential(&OAUTH, "").build();
    assert!(matches!(wrong.unwrap_err(), Error::InvalidRequest { .. }));
}

#[tokio::test]
async fn a_call_has_a_provider_of_its_own() {
    let server = TokenServer::start(|_| token("t", 1)).await;
    let client = server
        .client()
        .credential(&OAUTH, "client's")
        .build()
        .unwrap();
    let own = |_: CredentialRequest| async { Ok(Secret::from("own")) };
    request(&client, &THINGS)
        .credential(&OAUTH, own)
        .await
        .unwrap();
    request(&client, &THINGS).await.unwrap();
    let calls: Vec<String> = server.calls().into_iter().flatten().collect();
    assert_eq!(calls, ["Bearer own", "Bearer client's"]);
}
