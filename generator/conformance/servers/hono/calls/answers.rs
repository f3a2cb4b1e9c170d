//! What is tried of answers.

use client::Client;
use client::types::Kind;
use conformance::Calls;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("texts, bytes and paths", async |wire| {
            assert_eq!(client.get_file("a b/ü%.txt").await?, "a b/ü%.txt");
            assert_eq!(wire.only().line(), "GET /files/a%20b%2F%C3%BC%25.txt");
            let day = client.get_kind(Kind::CarPark, "2024-02-29").await?;
            assert_eq!(wire.only().line(), "GET /kinds/car%20park/2024-02-29");
            assert_eq!((day.kind, day.day.as_str()), (Kind::CarPark, "2024-02-29"));
            assert_eq!(
                client.get_plan_png().await?,
                [0x89, 0x50, 0, 0xff].as_slice()
            );
            assert_eq!(wire.only().answer_header("content-type"), Some("image/png"));
            Ok(())
        })
        .await;
    calls
        .check("events and lines as they come", async |wire| {
            let mut news = client.get_news().await?;
            let mut read = Vec::new();
            while let Some(item) = news.next().await {
                let item = item?;
                read.push((item.n, item.text));
            }
            assert_eq!(read, [1, 2, 3].map(|n| (n, format!("News {n}"))));
            assert!(
                wire.only()
                    .answer_text()
                    .starts_with("event: news\ndata: {")
            );
            let mut log = client.get_log().await?;
            let mut read = Vec::new();
            while let Some(line) = log.next().await {
                read.push(line?.n);
            }
            assert_eq!(read, [1, 2]);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.get_newest().await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /newest", "GET /files/newest"]);
            Ok(())
        })
        .await;
}
