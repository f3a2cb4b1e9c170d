//! What a user of the seed bank's client writes.

mod beds;
mod files;
mod growth;
mod lists;
mod seeds;

use client::access::{LoginParams, ResetParams};
use client::types::{BodyLoginTokenPost, BodyResetAdminResetPost};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

pub(crate) const FIRST: &str = "00000000-0000-0000-0000-000000000001";
pub(crate) const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> StatusError {
    match result {
        Err(Error::Status(error)) => error,
        other => panic!("no error of the server: {other:?}"),
    }
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let anybody = Client::builder().base_url(calls.url()).build().unwrap();
    let ann = Client::builder()
        .base_url(calls.url())
        .oauth2_password_bearer("token-of-ann");
    let ann = ann
        .http_basic("ann", "secret")
        .api_key_header("k1")
        .build()
        .unwrap();
    access(&mut calls, &anybody, &ann).await;
    seeds::calls(&mut calls, &anybody, &ann).await;
    lists::calls(&mut calls, &ann).await;
    files::calls(&mut calls, &ann).await;
    beds::calls(&mut calls, &ann).await;
    growth::calls(&mut calls, &ann).await;
    calls
        .check("an administrator has a key in a header", async |wire| {
            let answer = ann
                .access()
                .reset(ResetParams::new().body(BodyResetAdminResetPost::new().keep(1)))
                .await?;
            let call = wire.only();
            assert_eq!(call.header("x-admin-key"), Some("k1"));
            assert_eq!(
                (call.text().as_str(), call.status()),
                (r#"{"keep":1}"#, 202)
            );
            assert_eq!(json!(answer), json!(null));
            ann.access().reset(ResetParams::new()).await?;
            assert_eq!(wire.only().bytes(), b"");
            Ok(())
        })
        .await;
    calls.end()
}

async fn access(calls: &mut Calls, anybody: &Client, ann: &Client) {
    calls
        .check("a token is had for a password", async |wire| {
            let login = BodyLoginTokenPost::new("ann b", "secret").scope("seeds:write seeds:read");
            let token = anybody.access().login(LoginParams::new(login)).await?;
            let call = wire.only();
            assert_eq!(call.line(), "POST /token");
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(
                call.text(),
                "username=ann%20b&password=secret&scope=seeds%3Awrite%20seeds%3Aread"
            );
            assert_eq!(token.access_token, "token-of-ann b");
            assert_eq!(
                token.scopes,
                Some(vec!["seeds:write".to_owned(), "seeds:read".to_owned()])
            );
            assert_eq!(json!(token), call.answer_json());

            let wrong = BodyLoginTokenPost::new("ann", "wrong").grant_type("password");
            let error = refused(anybody.access().login(LoginParams::new(wrong)).await);
            assert_eq!(
                wire.only().text(),
                "grant_type=password&username=ann&password=wrong"
            );
            assert_eq!(error.status(), 400);
            Ok(())
        })
        .await;
    calls
        .check("a name and a password are sent in a header", async |wire| {
            assert_eq!(ann.access().who_am_i().await?, "ann");
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Basic YW5uOnNlY3JldA=="));
            assert_eq!(call.answer_text(), r#""ann""#);
            assert!(matches!(
                anybody.access().who_am_i().await,
                Err(Error::MissingCredentials { .. })
            ));
            assert!(wire.all().is_empty());
            Ok(())
        })
        .await;
}
