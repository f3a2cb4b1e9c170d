//! What is tried of lists.

use crate::FIRST;
use client::Client;
use client::bookings::{ListParams, ListParamsPrivate};
use client::types::Kind;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new()
                .cursor("1")
                .limit(2)
                .kind(Kind::CarPark)
                .tags(vec!["a b".to_owned(), "c".to_owned()])
                .numbers("1,2")
                .private(ListParamsPrivate::True)
                .since("2024-01-02")
                .x_request_id(FIRST)
                .accept_language("de, en;q=0.5");
            let page = client.bookings().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /bookings?cursor=1&limit=2&kind=car%20park&tags=a%20b&tags=c&numbers=1%2C2&private=true&since=2024-01-02"
            );
            assert_eq!((call.header("x-request-id"), call.header("accept-language")), (Some(FIRST), Some("de, en;q=0.5")));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!(page.items[0].number, 2);
            assert_eq!(page.next_cursor.as_deref(), Some("3"));
            assert_eq!(
                json!(page.query),
                json!({
                    "cursor": "1", "limit": 2, "kind": "car park", "tags": ["a b", "c"], "numbers": [1, 2], "private": true,
                    "since": "2024-01-02", "x-request-id": FIRST, "accept-language": "de, en;q=0.5",
                })
            );
            let page = client.bookings().list(ListParams::new().tags("one")).await?;
            assert_eq!(wire.only().line(), "GET /bookings?tags=one");
            assert_eq!(page.query["tags"], "one");
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.bookings().list(ListParams::new().limit(2)).items();
            let mut numbers = Vec::new();
            while let Some(booking) = items.next().await {
                numbers.push(booking?.number);
            }
            assert_eq!(numbers, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /bookings?limit=2",
                    "GET /bookings?limit=2&cursor=2",
                    "GET /bookings?limit=2&cursor=4"
                ]
            );
            Ok(())
        })
        .await;
}
