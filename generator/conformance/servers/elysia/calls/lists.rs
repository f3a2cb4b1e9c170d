//! What is tried of lists.

use client::Client;
use client::records::ListParams;
use client::types::Genre;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new(2, 2)
                .genre(Genre::HipHop)
                .genres([Genre::Jazz, Genre::RB])
                .ids([1, 2])
                .used(true)
                .since("2024-01-02T03:04:05.000Z")
                .q("a+b & c");
            let page = client.records().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /records/?page=2&limit=2&genre=hip%20hop&genres=jazz&genres=r%26b&ids=1&ids=2&used=true\
                 &since=2024-01-02T03%3A04%3A05.000Z&q=a%2Bb%20%26%20c"
            );
            assert_eq!(call.header("authorization"), Some("Bearer keeper"));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.page, page.total, page.data[0].id), (2, 5, 3));
            assert_eq!(
                json!(page.query),
                json!({
                    "page": 2, "limit": 2, "genre": "hip hop", "genres": ["jazz", "r&b"], "ids": [1, 2], "used": true,
                    "since": "2024-01-02T03:04:05.000Z", "q": "a+b & c",
                })
            );
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.records().list(ListParams::new(1, 2)).items();
            let mut ids = Vec::new();
            while let Some(record) = items.next().await {
                ids.push(record?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            assert_eq!(wire.all().len(), 3);
            Ok(())
        })
        .await;
}
