//! What a user of the kitchen's client writes.

use client::cooking::{CreatePriceParams, CreateSessionParams, CreateStepParams};
use client::pictures::{CreateParams as AddParams, CreateParamsRequired, ReplaceParams};
use client::recipes::{CreateParams, GetPlanParams, ListParams, UpdateParams};
use client::runtime::body::File;
use client::types::{
    Course, Ingredient, LogIn, NewRecipe, Price, Problem, Range, RecipePatch, Step, StepBake,
    StepStir, StepWait,
};
use client::{Client, Error, Json, StatusError};
use conformance::Calls;
use serde_json::{Value, json};

const KITCHEN: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .cook("c00k")
        .owner("0wner")
        .max_retries(0);
    let client = client.build().unwrap();
    lists(&mut calls, &client).await;
    recipes(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    pictures(&mut calls, &client).await;
    cooking(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
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

async fn recipes(calls: &mut Calls, client: &Client) {
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
                    Step::StepBake(bake),
                    Step::StepStir(stir),
                    Step::StepWait(wait),
                ] = &steps[..]
                else {
                    panic!()
                };
                assert_eq!((bake.degrees, bake.fan, stir.times), (250, None, u64::MAX));
                assert_eq!(wait.until.as_str(), "2023-11-14T22:13:20+00:00");
            }
            let error = refused(client.recipes().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /api/recipes/18446744073709551615");
            let problem = error.decode::<Problem>()?;
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

async fn changes(calls: &mut Calls, client: &Client) {
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
            let problem = error.decode::<Problem>()?;
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
                    (error.status().as_u16(), error.decode::<Problem>()?.code),
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
                (error.status().as_u16(), error.decode::<Problem>()?.code),
                (404, 4)
            );
            Ok(())
        })
        .await;
}

async fn pictures(calls: &mut Calls, client: &Client) {
    calls
        .check("a picture is added", async |wire| {
            let params = AddParams::new(CreateParamsRequired {
                caption: "é & more".to_owned(),
                picture: File::new(vec![0_u8, 255])
                    .name("a.png")
                    .media_type("image/png"),
                details: vec![File::new("one").name("1.txt"), File::new("three")],
                public: true,
            });
            let all = params
                .clone()
                .raw_picture("raw")
                .stars(5)
                .range(Range::new(0.5).most(1.0));
            let came = client.pictures().create(1, all).await?;
            let call = wire.only();
            assert_eq!(json!(came), call.answer_json());
            assert_eq!(
                (&*came.caption, came.stars, came.public),
                ("é & more", Some(5), true)
            );
            assert_eq!(
                came.range.map(|it| (it.least, it.most)),
                Some((0.5, Some(1.0)))
            );
            let sizes: Vec<u64> = came.files.iter().map(|file| file.size).collect();
            assert_eq!(sizes, [2, 3, 3, 5]);
            assert_eq!(came.files[0].file_name.as_deref(), Some("a.png"));
            assert_eq!(came.files[0].content_type.as_deref(), Some("image/png"));
            let came = client.pictures().create(1, params).await?;
            assert_eq!(
                (came.files.len(), came.stars, came.range.is_none()),
                (3, None, true)
            );
            assert!(
                wire.only()
                    .text()
                    .contains("name=\"public\"\r\n\r\ntrue\r\n")
            );
            Ok(())
        })
        .await;
    calls
        .check("a picture is bytes in both directions", async |wire| {
            let picture = client.pictures().get(1).await?;
            let call = wire.only();
            assert_eq!(call.answer_header("content-type"), Some("image/png"));
            assert_eq!(
                (&picture[..], &picture[..]),
                (&b"\x89PNG\r\n\x1a\n\0\xff"[..], call.answer_bytes())
            );
            let error = refused(client.pictures().get(9).await);
            assert_eq!(error.decode::<Problem>()?.code, 4);
            let _ = wire.only();
            let size = client
                .pictures()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            let book = client.pictures().get_book().send_with_response().await?;
            assert_eq!(&book.body()[..], b"%PDF\0\xff");
            assert!(
                book.headers()["content-disposition"]
                    .to_str()?
                    .contains("book.pdf")
            );
            Ok(())
        })
        .await;
}

async fn cooking(calls: &mut Calls, client: &Client) {
    calls
        .check("steps are taken", async |wire| {
            let steps: [Step; 3] = [
                StepBake::new(50).into(),
                StepStir::new(u64::MAX).into(),
                StepWait::new("2024-01-02T03:04:05Z".parse::<client::DateTime>()?).into(),
            ];
            let taken = client
                .cooking()
                .create_step(CreateStepParams::new(steps))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"how": "bake", "degrees": 50}, {"how": "stir", "times": u64::MAX},
                    {"how": "wait", "until": "2024-01-02T03:04:05Z"},
                ])
            );
            assert_eq!(json!(taken), call.answer_json());
            assert!(!taken.iter().any(|step| matches!(step, Step::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("prices are understood", async |wire| {
            let prices: Vec<Price> = vec![
                false.into(),
                i64::MIN.into(),
                "é".into(),
                Range::new(-0.5).into(),
            ];
            let prices = client
                .cooking()
                .create_price(CreatePriceParams::new([("bread", prices)]));
            let prices = prices.await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({"bread": [false, i64::MIN, "é", {"least": -0.5}]})
            );
            assert_eq!(json!(prices), call.answer_json());
            assert!(matches!(&prices["bread"][3], Price::Range(range) if range.least == -0.5));
            Ok(())
        })
        .await;
    calls
        .check("a pot is full or empty", async |wire| {
            assert!(client.cooking().get_pot(-1).await?.is_none());
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("GET /api/pots/-1", 204));
            let Some(Step::StepStir(stir)) = client.cooking().get_pot(1).await? else {
                panic!()
            };
            assert_eq!(stir.times, 3);
            Ok(())
        })
        .await;
    calls
        .check("steps come as events", async |wire| {
            let mut steps = client.cooking().watch().await?;
            let mut read: Vec<Value> = Vec::new();
            while let Some(step) = steps.next().await {
                read.push(json!(step?));
            }
            let expected =
                json!([{"how": "stir", "times": 1}, {"how": "bake", "degrees": 180, "fan": true}]);
            assert_eq!(Value::from(read), expected);
            assert!(wire.only().answer_text().starts_with("data: {"));
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let form = LogIn::new("ada + co", "s3cret & more").stay(true);
            let request = client
                .cooking()
                .create_session(CreateSessionParams::new(form));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "user=ada%20%2B%20co&password=s3cret%20%26%20more&stay=true"
            );
            assert_eq!(response.headers()["set-cookie"], "session=c00k; HttpOnly");
            assert_eq!(json!(response.body()), call.answer_json());
            let guess = CreateSessionParams::new(LogIn::new("ada", "guess"));
            let error = refused(client.cooking().create_session(guess).await);
            assert_eq!(
                error.decode::<Problem>()?.field.as_deref(),
                Some("password")
            );
            Ok(())
        })
        .await;
}
