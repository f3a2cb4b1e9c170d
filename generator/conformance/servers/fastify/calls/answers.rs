//! What is tried of answers.

use client::Client;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("bytes and texts", async |wire| {
            assert_eq!(client.get_plan().await?, [0, 255, 10, 13].as_slice());
            assert_eq!(
                wire.only().header("accept"),
                Some("application/octet-stream, */*;q=0.1")
            );
            assert_eq!(client.list_rules().await?, r#"Lift with your "legs"."#);
            assert_eq!(client.get_motto().await?, "All in its place");
            Ok(())
        })
        .await;
    calls
        .check("lines of JSON", async |wire| {
            let mut lines = client.get_log().await?;
            let mut read = Vec::new();
            while let Some(line) = lines.next().await {
                read.push(line?.n);
            }
            assert_eq!(read, [1, 2, 3]);
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("application/x-ndjson")
            );
            Ok(())
        })
        .await;
    calls
        .check("the media type that is asked for", async |wire| {
            assert_eq!(client.get_report().await?.items, 3);
            assert_eq!(client.get_report_as_csv().await?, "items\n3\n");
            let types: Vec<String> = wire
                .all()
                .iter()
                .map(|call| {
                    call.answer_header("content-type")
                        .unwrap_or_default()
                        .to_owned()
                })
                .collect();
            assert_eq!(types, ["application/json; charset=utf-8", "text/csv"]);
            Ok(())
        })
        .await;
    calls
        .check(
            "a redirect is followed, and what has no type is not read",
            async |wire| {
                client.get_latest().await?;
                let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
                assert_eq!(lines, ["GET /latest", "GET /rules"]);
                let status = client.get_status().send_with_response().await?;
                assert_eq!(status.raw().body(), r#"{"up":true,"since":[2024,1]}"#);
                Ok(())
            },
        )
        .await;
}
