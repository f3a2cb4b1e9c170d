//! What a user of the book shop's client writes.

mod books;
mod lists;

use client::archive::RetrieveParams;
use client::payments::CreateParams;
use client::types::{CardRequest, CashRequest, Invalid, Payment, Problem, TokenRequest};
use client::{Client, Error, StatusError, token};
use conformance::Calls;
use serde_json::json;

/// An error that the server has answered.
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
    let mut key = String::new();
    calls
        .check("a token is had for a password", async |wire| {
            let params = token::CreateParams::new(TokenRequest::new("s&cret 1", "ann"));
            key = anybody.token().create(params).await?.token;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.text().as_str()),
                ("POST /api/token/", "username=ann&password=s%26cret%201")
            );
            assert_eq!(json!({"token": key}), call.answer_json());
            let wrong = token::CreateParams::new(TokenRequest::new("no", "ann"));
            assert_eq!(
                refused(anybody.token().create(wrong).await)
                    .decode_as::<Problem>()?
                    .detail,
                "wrong"
            );
            Ok(())
        })
        .await;
    let client = Client::builder()
        .base_url(calls.url())
        .token_auth(format!("Token {key}"))
        .build()
        .unwrap();
    let author = books::calls(&mut calls, &anybody, &client).await;
    lists::calls(&mut calls, &client, author).await;
    others(&mut calls, &client).await;
    calls.end()
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("a payment is one of several kinds", async |wire| {
            let paid = client
                .payments()
                .create(CreateParams::new().body(CardRequest::new("1234")))
                .await?;
            assert_eq!(wire.only().text(), r#"{"kind":"card","number":"1234"}"#);
            assert!(matches!(paid, Payment::Card(card) if card.number == "1234"));
            let paid = client
                .payments()
                .create(CreateParams::new().body(CashRequest::new(12.25)))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"kind":"cash","amount":12.25}"#);
            assert_eq!(json!(paid), call.answer_json());
            let error = refused(client.payments().create(CreateParams::new()).await);
            assert_eq!(
                error.decode_as::<Invalid>()?.non_field_errors,
                Some(vec!["no such kind".to_owned()])
            );
            Ok(())
        })
        .await;
    calls
        .check("a path has digits, a slug and slashes", async |wire| {
            let params = RetrieveParams::new().genre("sci/tech").x_full(true);
            let read = client.archive().retrieve("1999", "top-left", "a b/c", params).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /api/archive/1999/top-left/a%20b%2Fc?genre=sci%2Ftech");
            assert_eq!(call.header("x-full"), Some("true"));
            assert_eq!(json!(read), json!({"year": 1999, "shelf": "top-left", "rest": "a b/c", "genre": "sci/tech", "full": true}));
            let read = client.archive().retrieve("2000", "x", "y", RetrieveParams::new()).await?;
            assert_eq!((read.genre, read.full), (None, false));
            Ok(())
        })
        .await;
    calls
        .check("a report is a text", async |wire| {
            assert_eq!(client.report().retrieve().await?, "ann: 3 ×");
            let call = wire.only();
            assert_eq!(call.header("accept"), Some("text/plain, */*;q=0.1"));
            assert_eq!(
                call.answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
}
