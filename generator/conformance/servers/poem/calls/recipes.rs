//! What is tried of recipes.

use crate::{KITCHEN, refused};
use client::Client;
use client::recipes::GetPlanParams;
use client::types::{Course, Price, Problem, Step};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a recipe is shown with each price", async |wire| {
            for id in 1..=4 {
                let recipe = client.recipes().get(id).await?;
                assert_eq!(json!(recipe), wire.only().answer_json());
                let flour = &recipe.ingredients[0].made_of.as_ref().unwrap()[0];
                assert_eq!(
                    (&*flour.name, recipe.ingredients[0].amount),
                    ("flour", Some(f64::from(0.1_f32)))
                );
                assert_eq!(recipe.first_cooked.as_ref().unwrap().as_str(), "2024-02-29");
                assert_eq!(recipe.servings, Some(-128));
                match (id % 4, recipe.price.unwrap()) {
                    (0, Price::Bool(true)) | (1, Price::Integer(i64::MAX)) => {}
                    (2, Price::String(words)) => assert_eq!(words, "cheap"),
                    (3, Price::Range(range)) => assert_eq!((range.least, range.most), (0.5, None)),
                    other => panic!("{other:?}"),
                }
                let steps = recipe.steps.unwrap();
                let [
                    Step::Bake(bake),
                    Step::Stir(stir),
                    Step::Wait(wait),
                ] = &steps[..]
                else {
                    panic!()
                };
                assert_eq!((bake.degrees, bake.fan, stir.times), (250, None, u64::MAX));
                assert_eq!(wait.until.as_str(), "2023-11-14T22:13:20+00:00");
            }
            let error = refused(client.recipes().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /api/recipes/18446744073709551615");
            let problem = error.decode_as::<Problem>()?;
            assert_eq!((problem.code, &*problem.message), (4, "no such recipe"));
            Ok(())
        })
        .await;
    calls
        .check("what moved is followed", async |wire| {
            client.recipes().get_old(3).await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /api/old/3", "GET /api/recipes/3"]);
            Ok(())
        })
        .await;
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let params = GetPlanParams::new().night(true);
            let request =
                client
                    .recipes()
                    .get_plan(Course::DessertMore, KITCHEN, "2024-02-29", params);
            let shift = request.await?;
            let call = wire.only();
            let line =
                format!("GET /api/plan/dessert%20%26%20more/{KITCHEN}/2024-02-29?night=true");
            assert_eq!(call.line(), line);
            assert_eq!(json!(shift), call.answer_json());
            assert_eq!((shift.day.as_str(), shift.night), ("2024-02-29", true));
            Ok(())
        })
        .await;
    calls
        .check("a summary is a text", async |wire| {
            assert_eq!(
                client.recipes().get_summary(1).await?,
                "\"Bread 1\" \u{2013} good"
            );
            let call = wire.only();
            assert_eq!(
                call.answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
}
