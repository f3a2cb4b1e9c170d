//! What is tried of lists.

use client::Client;
use client::items::{ListParams, ListParamsOrder};
use client::types::Size;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new("north")
                .limit(2)
                .offset(1)
                .size(Size::VeryLarge)
                .sizes([Size::N10, Size::Plus1])
                .ids([1, 2, 3])
                .fragile(false)
                .since("2024-01-02")
                .order(ListParamsOrder::MinusName)
                .x_depth(-3);
            let answer = client.items().list(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /items/?limit=2&offset=1&size=very%20large&sizes=10%25&sizes=%2B1&ids=1&ids=2&ids=3\
                 &fragile=false&since=2024-01-02&order=-name"
            );
            assert_eq!(call.header("x-tenant"), Some("north"));
            assert_eq!(call.header("x-depth"), Some("-3"));
            assert_eq!(answer.header("x-total"), Some("3"));
            let page = answer.into_body();
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.data[0].name.as_str(), page.total), ("Item 2", 3));
            assert_eq!(
                json!(page.echo),
                json!({
                    "limit": 2, "offset": 1, "size": "very large", "sizes": ["10%", "+1"], "ids": [1, 2, 3], "fragile": false,
                    "since": "2024-01-02", "order": "-name", "tenant": "north", "depth": -3,
                })
            );
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.items().list(ListParams::new("n").limit(2)).items();
            let mut ids = Vec::new();
            while let Some(item) = items.next().await {
                ids.push(item?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /items/?limit=2",
                    "GET /items/?limit=2&offset=2",
                    "GET /items/?limit=2&offset=4"
                ]
            );
            Ok(())
        })
        .await;
}
