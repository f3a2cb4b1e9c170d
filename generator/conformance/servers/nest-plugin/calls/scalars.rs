//! What is tried of scalars.

use client::Client;
use client::recipes::{ScaleParams, ScaleParamsRequired};
use client::types::Difficulty;
use conformance::{Calls, whole};
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("values that are no objects", async |wire| {
            assert_eq!(client.recipes().count().await?, 4.0);
            assert!(client.recipes().is_open().await?);
            assert_eq!(client.recipes().motto().await?, r#"Eat "well""#);
            assert_eq!(client.recipes().titles().await?[0], "Cakes");
            let types: Vec<Option<String>> = wire
                .all()
                .iter()
                .map(|call| call.answer_header("content-type").map(str::to_owned))
                .collect();
            let text = Some("text/html; charset=utf-8".to_owned());
            let json = Some("application/json; charset=utf-8".to_owned());
            assert_eq!(types, [text.clone(), text.clone(), text, json]);
            Ok(())
        })
        .await;
    calls
        .check("an object that is null is an empty body", async |wire| {
            let today = client.recipes().today().await?;
            let call = wire.only();
            assert_eq!((call.status(), call.answer_text().as_str()), (200, ""));
            assert_eq!(today, Value::Null);
            Ok(())
        })
        .await;
    calls
        .check("a path of every type", async |wire| {
            let params = ScaleParams::new(ScaleParamsRequired {
                course: "main course".to_owned(),
                difficulty: 10.0,
                vegan: true,
                grams: 12.5,
            });
            let recipe = client.recipes().scale(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /recipes/courses/main%20course/10/true/12.5"
            );
            assert_eq!(whole(&recipe), call.answer_json());
            assert_eq!(
                (recipe.difficulty, recipe.ingredients[0].grams),
                (Difficulty::N10, Some(12.5))
            );
            Ok(())
        })
        .await;
}
