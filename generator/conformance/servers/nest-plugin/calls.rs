//! What a user of the recipe book's client writes.

use client::recipes::{
    CreateParams, FindAllParams, FindAllParamsSort, PhotoParams, RateParams,
    ReplaceIngredientsParams, ScaleParams, ScaleParamsRequired, UpdateParams,
};
use client::runtime::body::File;
use client::types::{
    CreateRecipe, CreateRecipeRequired, Ingredient, Problem, Rating, RecipeCourse,
    RecipeDifficulty, RecipeHeat, RecipeLink, RecipeOrigin, RecipeTool, RecipeUnit, Step,
    UpdateRecipe,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::{Value, json};

const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";
const LAST: &str = "7d444840-9dc0-41d1-b245-000000000005";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("cook")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    recipes(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    scalars(&mut calls, &client).await;
    calls.end()
}

fn least() -> CreateRecipe {
    CreateRecipe::new(CreateRecipeRequired {
        title: "Bread".to_owned(),
        course: RecipeCourse::MainCourse,
        difficulty: RecipeDifficulty::N10,
        ingredients: vec![
            Ingredient::new("flour").grams(500.5),
            Ingredient::new("salt").optional(true),
        ],
        steps: vec![Step::new("Knead."), Step::new("Bake.").minutes(40)],
    })
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = FindAllParams::new(1)
                .limit(2)
                .course(RecipeCourse::MainCourse)
                .courses([RecipeCourse::MainCourse, RecipeCourse::Dessert])
                .vegan(true)
                .after("2024-01-01T12:00:00Z")
                .sort(FindAllParamsSort::Title)
                .serves([2, 4]);
            let page = client.recipes().find_all(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /recipes?offset=1&limit=2&course=main%20course&courses=main%20course&courses=dessert&vegan=true\
                 &after=2024-01-01T12%3A00%3A00Z&sort=title&serves=2&serves=4"
            );
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.total, page.offset, page.limit), (4.0, 1.0, 2.0));
            assert_eq!(page.items[0].title, "Recipe 3");
            assert_eq!(page.items[0].views, 12);
            assert_eq!(page.items[0].oven_zones, None);
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut pages = client
                .recipes()
                .find_all(FindAllParams::new(0).limit(2))
                .pages();
            let mut titles = Vec::new();
            while let Some(page) = pages.next().await {
                titles.extend(page?.items.into_iter().map(|recipe| recipe.title));
            }
            assert_eq!(
                titles,
                ["Recipe 1", "Recipe 2", "Recipe 3", "Recipe 4", "Recipe 5"]
            );
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /recipes?offset=0&limit=2",
                    "GET /recipes?limit=2&offset=2",
                    "GET /recipes?limit=2&offset=4"
                ]
            );
            Ok(())
        })
        .await;
}

async fn recipes(calls: &mut Calls, client: &Client) {
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
                .tool(RecipeTool::Oven)
                .unit(RecipeUnit::Metric)
                .heat(RecipeHeat::High)
                .slug("bread")
                .nutrition([("fat", 1.5)])
                .origin(RecipeOrigin::new("DE").region("HH"))
                .links([RecipeLink::new("Oma's", "https://example.com")])
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
            assert_eq!(made.heat, Some(RecipeHeat::High));
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
            let problem: Problem = error.decode()?;
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
            let problem: Problem = error.decode()?;
            assert_eq!(
                problem.message,
                json!(["slug must match /^[a-z-]+$/ regular expression"])
            );
            Ok(())
        })
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = UpdateRecipe::new().source("Oma").rating(5);
            let recipe = client
                .recipes()
                .update(FIRST, UpdateParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"source":"Oma","rating":5.0}"#);
            assert_eq!(
                (recipe.source.as_deref(), recipe.rating),
                (Some("Oma"), Some(5.0))
            );
            let change = UpdateRecipe::new().clear_source().title("Cakes");
            let recipe = client
                .recipes()
                .update(FIRST, UpdateParams::new(change))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"title":"Cakes","source":null}"#);
            assert_eq!(whole(&recipe), call.answer_json());
            assert_eq!((recipe.source, recipe.rating), (None, Some(5.0)));
            Ok(())
        })
        .await;
    calls
        .check("a part is replaced", async |wire| {
            let params = ReplaceIngredientsParams::new(least());
            let recipe = client.recipes().replace_ingredients(FIRST, params).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /recipes/{FIRST}/ingredients"));
            assert_eq!(recipe.ingredients[0].grams, Some(500.5));
            assert_eq!(whole(&recipe), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("maps of numbers", async |wire| {
            client
                .recipes()
                .rate(FIRST, RateParams::new(Rating::new(4).text("good")))
                .await?;
            assert_eq!(wire.only().text(), r#"{"stars":4.0,"text":"good"}"#);
            let ratings = client
                .recipes()
                .rate(FIRST, RateParams::new(Rating::new(5)))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.answer_text(),
                r#"{"count":2,"average":4.5,"byStars":{"4":1,"5":1}}"#
            );
            assert_eq!(whole(&ratings), call.answer_json());
            assert_eq!((ratings.average, ratings.by_stars["5"]), (Some(4.5), 1.0));
            Ok(())
        })
        .await;
    calls
        .check("a file", async |wire| {
            let file = File::new(vec![0xff, 0xd8, 0])
                .name("p.jpg")
                .media_type("image/jpeg");
            let params = PhotoParams::new(file).caption("Crust").width(640);
            let stored = client.recipes().photo(FIRST, params).await?;
            let call = wire.only();
            assert_eq!(
                call.answer_text(),
                r#"{"name":"p.jpg","type":"image/jpeg","bytes":3,"caption":"Crust","width":"640"}"#
            );
            assert_eq!(whole(&stored), call.answer_json());
            let stored = client.recipes().photo(FIRST, PhotoParams::new("x")).await?;
            assert_eq!(
                (stored.bytes, stored.caption, stored.width),
                (1.0, None, None)
            );
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.recipes().remove(LAST).await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
}

async fn scalars(calls: &mut Calls, client: &Client) {
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
                (RecipeDifficulty::N10, Some(12.5))
            );
            Ok(())
        })
        .await;
}
