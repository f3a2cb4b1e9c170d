//! What a user of the recipe book's client writes.

mod changes;
mod lists;
mod recipes;
mod scalars;

use client::Client;
use client::types::{Course, CreateRecipe, CreateRecipeRequired, Difficulty, Ingredient, Step};
use conformance::Calls;

pub(crate) const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";

pub(crate) const LAST: &str = "7d444840-9dc0-41d1-b245-000000000005";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("cook")
        .max_retries(0)
        .build()
        .unwrap();
    lists::calls(&mut calls, &client).await;
    recipes::calls(&mut calls, &client).await;
    changes::calls(&mut calls, &client).await;
    scalars::calls(&mut calls, &client).await;
    calls.end()
}

pub(crate) fn least() -> CreateRecipe {
    CreateRecipe::new(CreateRecipeRequired {
        title: "Bread".to_owned(),
        course: Course::MainCourse,
        difficulty: Difficulty::N10,
        ingredients: vec![
            Ingredient::new("flour", 500.5),
            Ingredient::new("salt", None).optional(true),
        ],
        steps: vec![Step::new("Knead."), Step::new("Bake.").minutes(40)],
    })
}
