//! What is tried of recipes.

use crate::{FIRST, least};
use client::recipes::CreateParams;
use client::types::{Heat, Link, Origin, Problem, Tool, Unit};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a recipe", async |wire| {
            let made = client.recipes().create(CreateParams::new(least())).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer cook"));
            assert_eq!(
                call.json(),
                json!({
                    "title": "Bread", "course": "main course", "difficulty": 10.0,
                    "ingredients": [{"name": "flour", "grams": 500.5}, {"name": "salt", "grams": null, "optional": true}],
                    "steps": [{"text": "Knead."}, {"text": "Bake.", "minutes": 40.0}],
                })
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.ingredients[1].grams, None);
            assert_eq!(made.based_on.unwrap().based_on, None);
            assert_eq!(made.variants.len(), 1);
            assert_eq!(made.serves, Some(4.0));
            Ok(())
        })
        .await;
    calls
        .check("everything of a recipe", async |wire| {
            let recipe = least()
                .serves(3)
                .source("Oma")
                .rating(4.5)
                .published("2024-05-06T07:08:09.123Z")
                .tool(Tool::Oven)
                .unit(Unit::Metric)
                .heat(Heat::High)
                .slug("bread")
                .nutrition([("fat", 1.5)])
                .origin(Origin::new("DE").region("HH"))
                .links([Link::new("Oma's", "https://example.com")])
                .oven_zones([vec![1.0, 2.5], vec![]])
                .notes(json!([null, {"a": true}]));
            let made = client.recipes().create(CreateParams::new(recipe)).await?;
            let call = wire.only();
            let mut sent = call.json();
            let rest = json!({
                "serves": 3.0, "source": "Oma", "rating": 4.5, "published": "2024-05-06T07:08:09.123Z", "tool": "oven",
                "unit": "metric", "heat": "high", "slug": "bread", "nutrition": {"fat": 1.5},
                "origin": {"country": "DE", "region": "HH"}, "links": [{"title": "Oma's", "url": "https://example.com"}],
                "ovenZones": [[1.0, 2.5], []], "notes": [null, {"a": true}],
            });
            for (name, value) in rest.as_object().unwrap() {
                assert_eq!(sent[name].take(), *value, "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.oven_zones, Some(vec![vec![1.0, 2.5], vec![]]));
            assert_eq!(made.heat, Some(Heat::High));
            Ok(())
        })
        .await;
    calls
        .check("what may be null", async |wire| {
            let recipe = least()
                .clear_source()
                .clear_rating()
                .clear_published()
                .clear_heat();
            let made = client.recipes().create(CreateParams::new(recipe)).await?;
            let call = wire.only();
            for name in ["source", "rating", "published", "heat"] {
                assert_eq!(call.json().get(name), Some(&Value::Null), "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.source, made.rating, made.heat), (None, None, None));
            Ok(())
        })
        .await;
    calls
        .check("a recipe by its id, and none", async |wire| {
            let recipe = client.recipes().find_one(FIRST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("GET /recipes/{FIRST}"));
            assert_eq!(whole(&recipe), call.answer_json());
            let none = "7d444840-9dc0-41d1-b245-000000000009";
            let Err(Error::Status(error)) = client.recipes().find_one(none).await else {
                panic!("it is found");
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!(
                (problem.status_code, problem.message),
                (404.0, json!(format!("no recipe {none}")))
            );
            let Err(Error::Status(error)) = client
                .recipes()
                .create(CreateParams::new(least().slug("A")))
                .await
            else {
                panic!("it is taken");
            };
            assert_eq!(error.status().as_u16(), 400);
            let problem: Problem = error.decode_as()?;
            assert_eq!(
                problem.message,
                json!(["slug must match /^[a-z-]+$/ regular expression"])
            );
            Ok(())
        })
        .await;
}
