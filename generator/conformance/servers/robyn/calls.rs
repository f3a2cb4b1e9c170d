//! What a user of the post office's client writes.

mod items;

use client::quotes::CreateParams;
use client::{Client, Error, StatusError};
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
    let client = Client::builder()
        .base_url(calls.url())
        .bearer_auth("t1")
        .build()
        .unwrap();
    items::calls(&mut calls, &client).await;
    items::lists(&mut calls, &client).await;
    items::events(&mut calls, &client).await;
    quotes(&mut calls, &client).await;
    calls.end()
}

async fn quotes(calls: &mut Calls, client: &Client) {
    calls
        .check("a quote has a price", async |wire| {
            let price = client
                .quotes()
                .create(CreateParams::new().grams(150).country("CH").express(true))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.text().as_str()),
                (
                    "POST /quotes",
                    r#"{"grams":150,"country":"CH","express":true}"#
                )
            );
            assert_eq!((price.express, json!(price.price)), (true, json!("1.5")));
            assert_eq!(json!(price), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("lists and maps are read", async |wire| {
            let days = client.quotes().list_holidays().await?;
            let call = wire.only();
            assert_eq!(
                days.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
                ["2024-12-25", "2024-12-26"]
            );
            assert_eq!(json!(days), call.answer_json());
            let stock = client.quotes().get_stock().await?;
            let call = wire.only();
            assert_eq!(
                (call.header("authorization"), stock.get("stamps")),
                (Some("Bearer t1"), Some(&1_099_511_627_776))
            );
            let other = Client::builder().base_url(&format!(
                "http://{}",
                call.header("host").unwrap_or_default()
            ));
            let error = refused(other.bearer_auth("t2").build()?.quotes().get_stock().await);
            assert_eq!(
                (error.status().as_u16(), &error.body()[..]),
                (401, &b"Unauthorized"[..])
            );
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.quotes().get_latest().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            let followed = format!("GET /items/{}", items::FIRST);
            assert_eq!(lines, [("GET /latest".to_owned(), 307), (followed, 200)]);
            Ok(())
        })
        .await;
    calls
        .check("who is next is told one by one", async |wire| {
            let mut stream = client.quotes().get_counter().await?;
            let mut texts = Vec::new();
            while let Some(text) = stream.next().await {
                texts.push(text?);
            }
            assert_eq!(texts, ["number 0", "number 1", "number 2"]);
            assert_eq!(stream.last_event_id(), Some("2"));
            assert!(wire.only().answer_text().contains("data: number 2"));
            Ok(())
        })
        .await;
}
