//! What is tried of lists.

use client::Client;
use client::films::ListParams;
use client::types::Format;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("films are filtered", async |wire| {
            let params = ListParams::new("west & east")
                .title("The Kid?")
                .silent(true)
                .kept_since("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .formats([Format::Nitrate, Format::Digital4k])
                .theme("dark");
            let page = client.films().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /films?title=The%20Kid%3F&silent=true&keptSince=2024-01-02T03%3A04%3A05Z&formats=nitrate&formats=digital%2F4k"
            );
            assert_eq!(call.header("archive"), Some("west & east"));
            assert_eq!(call.header("cookie"), Some("theme=dark"));
            assert_eq!(json!(page), call.answer_json());
            let expected = r#"west & east Some("dark") Some([Nitrate, Digital]) Some("The Kid?") Some(true)"#;
            assert_eq!((page.total, page.data[0].note.as_deref()), (5, Some(expected)));
            assert_eq!(page.data[0].since.as_str(), "2024-01-02T03:04:05Z");
            Ok(())
        })
        .await;
    calls
        .check("films come page by page", async |wire| {
            let mut films = client
                .films()
                .list(ListParams::new("a").per_page(2_u32))
                .items();
            let mut ids = Vec::new();
            while let Some(film) = films.next().await {
                ids.push(film?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /films?perPage=2",
                    "GET /films?perPage=2&page=2",
                    "GET /films?perPage=2&page=3"
                ]
            );
            Ok(())
        })
        .await;
}
