//! What is tried of changes.

use crate::refused;
use client::recipes::{CreateParams, UpdateParams};
use client::types::{Course, Ingredient, NewRecipe, Problem, RecipePatch, Step, StepBake};
use client::{Client, Json};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a recipe is made", async |wire| {
            let flour = Ingredient::new("flour").amount(0.1);
            let recipe = NewRecipe::new("Bread", Course::Main, [flour])
                .steps([Step::from(StepBake::new(250).fan(true))])
                .first_cooked("2024-02-29")
                .price("cheap")
                .servings(4)
                .names([("de", "Brot")])
                .author("ada@example.org");
            let request = client.recipes().create(CreateParams::new(recipe));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("POST /api/recipes", 201));
            assert_eq!(call.header("authorization"), Some("Bearer c00k"));
            assert_eq!(
                call.json(),
                json!({
                    "title": "Bread", "course": "main", "ingredients": [{"name": "flour", "amount": 0.1}],
                    "steps": [{"how": "bake", "degrees": 250, "fan": true}], "firstCooked": "2024-02-29",
                    "price": "cheap", "servings": 4, "names": {"de": "Brot"}, "author": "ada@example.org",
                })
            );
            assert_eq!(response.headers()["location"], "/api/recipes/6");
            assert_eq!(json!(response.body()), call.answer_json());
            let empty = NewRecipe::new("Air", Course::Main, [] as [Ingredient; 0]);
            let error = refused(client.recipes().create(CreateParams::new(empty)).await);
            let problem = error.decode_as::<Problem>()?;
            assert_eq!((problem.code, problem.field.as_deref()), (7, Some("ingredients")));
            Ok(())
        })
        .await;
    calls
        .check(
            "a recipe is changed: value, null and absent",
            async |wire| {
                let patch = RecipePatch::new().title("New");
                let recipe = client.recipes().update(1, UpdateParams::new(patch)).await?;
                let call = wire.only();
                assert_eq!(
                    (&*call.line(), &*call.text()),
                    ("PATCH /api/recipes/1", r#"{"title":"New"}"#)
                );
                assert_eq!(
                    (&*recipe.title, recipe.note.as_deref()),
                    ("New", Some("old"))
                );
                // poem-openapi does not say that what may be undefined may be null, too.
                let request = client
                    .recipes()
                    .update(1, UpdateParams::new(RecipePatch::new().servings(3)));
                let recipe = request.set_json("/note", Json::Null).await?;
                assert_eq!(wire.only().json(), json!({"servings": 3, "note": null}));
                assert_eq!((recipe.servings, recipe.note), (Some(3), None));
                let request = client
                    .recipes()
                    .update(1, UpdateParams::new(RecipePatch::new()));
                let error = refused(request.set_json("/servings", 1_000).await);
                assert_eq!(
                    (error.status().as_u16(), error.decode_as::<Problem>()?.code),
                    (400, 1)
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("a recipe is forgotten", async |wire| {
            client.recipes().delete(5).await?;
            let call = wire.only();
            assert_eq!(
                (&*call.line(), call.status()),
                ("DELETE /api/recipes/5", 204)
            );
            assert_eq!(call.header("x-owner-key"), Some("0wner"));
            let error = refused(client.recipes().delete(6).await);
            assert_eq!(
                (error.status().as_u16(), error.decode_as::<Problem>()?.code),
                (404, 4)
            );
            Ok(())
        })
        .await;
}
