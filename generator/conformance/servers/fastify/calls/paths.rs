//! What is tried of paths.

use client::Client;
use client::types::Size;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the rest of a path", async |wire| {
            let file = client.get_file("a b/c%/d.txt").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /files/a%20b/c%25/d.txt");
            assert_eq!(file.path, "a b/c%/d.txt");
            Ok(())
        })
        .await;
    calls
        .check("an enum, a boolean and a date in a path", async |wire| {
            let day = client.get_day(Size::N10, true, "2024-02-29").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /days/10%25/true/2024-02-29");
            assert_eq!(json!(day), call.answer_json());
            assert_eq!(
                (day.size, day.open, day.day.as_str()),
                (Size::N10, true, "2024-02-29")
            );
            Ok(())
        })
        .await;
    calls
        .check("a path that only takes digits", async |wire| {
            assert_eq!(client.get_row(12).await?, 12);
            assert_eq!(wire.only().line(), "GET /rows/12");
            Ok(())
        })
        .await;
}
