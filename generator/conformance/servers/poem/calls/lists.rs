//! What is tried of lists.

use client::Client;
use client::recipes::ListParams;
use client::types::Course;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("recipes are filtered", async |wire| {
            let params = ListParams::new("west & east")
                .courses([Course::Starter, Course::DessertMore])
                .ids([1_u64, 3])
                .vegan(false)
                .created_since("2024-01-02T03:04:05.678Z".parse::<client::DateTime>()?)
                .units("metric");
            let page = client.recipes().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /api/recipes?courses=starter&courses=dessert%20%26%20more&ids=1&ids=3&vegan=false&createdSince=2024-01-02T03%3A04%3A05.678Z"
            );
            assert_eq!(call.header("x-kitchen"), Some("west & east"));
            assert_eq!(call.header("cookie"), Some("units=metric"));
            // That there is no further page, it does not say by `null`.
            assert_eq!(json!(page.items), call.answer_json()["items"]);
            assert_eq!(page.next_cursor, None);
            let note = page.items[1].note.as_deref();
            let expected = r#"west & east Some("metric") Some([Starter, Dessert]) Some(false)"#;
            assert_eq!((page.items[1].id, note), (3, Some(expected)));
            Ok(())
        })
        .await;
    calls
        .check("recipes come page by page", async |wire| {
            let mut recipes = client
                .recipes()
                .list(ListParams::new("a").limit(2_u32))
                .items();
            let mut ids = Vec::new();
            while let Some(recipe) = recipes.next().await {
                ids.push(recipe?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /api/recipes?limit=2",
                    "GET /api/recipes?limit=2&cursor=after%202",
                    "GET /api/recipes?limit=2&cursor=after%204"
                ]
            );
            Ok(())
        })
        .await;
}
