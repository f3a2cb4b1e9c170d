//! Which tokens calls are sent with, and how many requests that takes.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use openapi_runtime::runtime::oauth2::{ClientAuthentication, OAuth2};

use crate::support::request;
use crate::token_server::{OAUTH, THINGS, TokenServer, answer, token};

fn oauth() -> OAuth2 {
    OAuth2::client_credentials("my id", "a+b: c")
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_at_once_wait_for_one_token() {
    let server = TokenServer::start(|_| {
        let mut token = token("t1", 3600);
        token.after = Duration::from_millis(50);
        token
    })
    .await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let calls = (0..50).map(|_| tokio::spawn(request(&client, &THINGS).send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 1);
    let calls = server.calls();
    assert_eq!(calls, vec![Some("Bearer t1".to_owned()); 50]);
}

#[tokio::test]
async fn a_token_request_says_who_asks_and_for_what() {
    let server = TokenServer::start(|_| token("t", 3600)).await;
    let basic = oauth().parameter("audience", "https://api/?a");
    let body = oauth()
        .client_authentication(ClientAuthentication::Body)
        .scopes(["one", "two"]);
    for oauth in [basic, body] {
        let client = server.client().credential(&OAUTH, oauth).build().unwrap();
        request(&client, &THINGS).await.unwrap();
    }
    let asked = server.asked();
    // `my%20id:a%2Bb%3A%20c`
    assert_eq!(
        asked[0].authorization.as_deref(),
        Some("Basic bXklMjBpZDphJTJCYiUzQSUyMGM=")
    );
    assert_eq!(
        asked[0].body,
        "grant_type=client_credentials&scope=read%3Aall%20write&audience=https%3A%2F%2Fapi%2F%3Fa"
    );
    assert_eq!(asked[1].authorization, None);
    assert_eq!(
        asked[1].body,
        "grant_type=client_credentials&scope=one%20two&client_id=my%20id&client_secret=a%2Bb%3A%20c"
    );
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = TokenServer::start(|number| token(&format!("t{number}"), 2)).await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    request(&client, &THINGS).await.unwrap();
    request(&client, &THINGS).await.unwrap();
    assert_eq!(server.asked().len(), 1);
    // Past the half of its time, and not at its end.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    request(&client, &THINGS).await.unwrap();
    assert_eq!(server.asked().len(), 2);
    let last = server.calls().pop().unwrap();
    assert_eq!(last.as_deref(), Some("Bearer t2"));
}

#[tokio::test]
async fn a_token_that_is_still_good_outlives_a_token_server_that_is_not() {
    let server = TokenServer::start(|number| match number {
        1 => token("t1", 3),
        _ => answer(500, "{}"),
    })
    .await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    request(&client, &THINGS).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1600)).await;
    request(&client, &THINGS).await.unwrap();
    assert_eq!(server.asked().len(), 2);
    tokio::time::sleep(Duration::from_millis(1600)).await;
    let late = request(&client, &THINGS).max_retries(0).await;
    assert_eq!(late.unwrap_err().status(), None);
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let server = TokenServer::start(|number| token(&format!("t{number}"), 3600)).await;
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    request(&client, &THINGS).await.unwrap();
    server.refused.lock().unwrap().push("t1".to_owned());
    let calls = (0..20).map(|_| tokio::spawn(request(&client, &THINGS).send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 2);

    let all = (1..9).map(|number| format!("t{number}"));
    server.refused.lock().unwrap().extend(all);
    let before = server.calls().len();
    let error = request(&client, &THINGS).await.unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    assert_eq!(
        (server.asked().len(), server.calls().len() - before),
        (3, 2)
    );
}

#[tokio::test]
async fn a_server_that_gives_the_same_token_again_is_not_called_again() {
    let server = TokenServer::start(|_| token("t", 3600)).await;
    server.refused.lock().unwrap().push("t".to_owned());
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let error = request(&client, &THINGS).await.unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    assert_eq!((server.asked().len(), server.calls().len()), (2, 1));
}

#[tokio::test]
async fn refresh_tokens_follow_each_other() {
    let server = TokenServer::start(|number| {
        answer(
            200,
            format!(
                r#"{{"access_token":"t{number}","token_type":"bearer","expires_in":"3600","refresh_token":"r{number}"}}"#
            ),
        )
    })
    .await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let oauth = OAuth2::refresh_token("id", "r0").on_token(move |token| {
        let token = token.refresh_token().map(|it| it.expose().clone());
        keep.lock().unwrap().extend(token);
    });
    let client = server.client().credential(&OAUTH, oauth).build().unwrap();
    request(&client, &THINGS).await.unwrap();
    server.refused.lock().unwrap().push("t1".to_owned());
    request(&client, &THINGS).await.unwrap();
    let bodies: Vec<String> = server.asked().into_iter().map(|it| it.body).collect();
    assert_eq!(
        bodies,
        [
            "grant_type=refresh_token&refresh_token=r0&client_id=id",
            "grant_type=refresh_token&refresh_token=r1&client_id=id"
        ]
    );
    assert!(server.asked().iter().all(|it| it.renewed));
    assert_eq!(*kept.lock().unwrap(), ["r1", "r2"]);
}

#[tokio::test]
async fn several_clients_share_a_provider() {
    let server = TokenServer::start(|_| token("t", 3600)).await;
    let oauth = Arc::new(oauth());
    for _ in 0..2 {
        let client = server.client().credential(&OAUTH, Arc::clone(&oauth));
        request(&client.build().unwrap(), &THINGS).await.unwrap();
    }
    assert_eq!(server.asked().len(), 1);
    let shown = format!("{oauth:?}");
    assert!(shown.contains("my id") && !shown.contains("a+b"), "{shown}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_gets_a_token() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(TokenServer::start(|_| token("t", 3600)));
    let client = server.client().credential(&OAUTH, oauth()).build().unwrap();
    let calls = (0..8).map(|_| {
        let client = client.clone();
        std::thread::spawn(move || request(&client, &THINGS).blocking().map(drop))
    });
    for call in calls.collect::<Vec<_>>() {
        call.join().unwrap().unwrap();
    }
    assert_eq!(server.asked().len(), 1);
}
