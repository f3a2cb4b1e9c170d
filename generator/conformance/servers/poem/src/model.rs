//! What the kitchen knows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{
    ApiResponse, Enum, NewType, Object, Union,
    payload::Json,
    types::{Any, Email, Example, MaybeUndefined},
};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Course {
    Starter,
    Main,
    #[oai(rename = "dessert & more")]
    Dessert,
}

#[derive(Clone, Debug, NewType)]
pub struct Grams(pub f32);

/// What something is made of.
#[derive(Clone, Debug, Object)]
#[oai(rename_all = "camelCase")]
pub struct Ingredient {
    pub name: String,
    pub amount: Option<Grams>,
    /// What it is made of itself.
    #[oai(default)]
    pub made_of: Vec<Ingredient>,
}

/// How heat comes to food.
#[derive(Clone, Debug, Union)]
#[oai(discriminator_name = "how", one_of = true, rename_all = "snake_case")]
pub enum Step {
    Bake(Bake),
    Stir(Stir),
    Wait(Wait),
}

#[derive(Clone, Debug, Object)]
pub struct Bake {
    /// Degrees Celsius.
    #[oai(validator(minimum(value = "50"), maximum(value = "300")))]
    pub degrees: u16,
    pub fan: Option<bool>,
}

#[derive(Clone, Debug, Object)]
pub struct Stir {
    pub times: u64,
}

#[derive(Clone, Debug, Object)]
pub struct Wait {
    pub until: DateTime<Utc>,
}

/// How much something costs.
#[derive(Clone, Debug, Union)]
pub enum Price {
    Free(bool),
    Cents(i64),
    Words(String),
    Range(Range),
}

#[derive(Clone, Debug, Object)]
pub struct Range {
    pub least: f64,
    pub most: Option<f64>,
}

#[derive(Clone, Debug, Object)]
#[oai(rename_all = "camelCase", example)]
pub struct NewRecipe {
    #[oai(validator(min_length = 1, max_length = 80))]
    pub title: String,
    pub course: Course,
    pub ingredients: Vec<Ingredient>,
    #[oai(default)]
    pub steps: Vec<Step>,
    pub first_cooked: Option<NaiveDate>,
    pub price: Option<Price>,
    #[oai(default = "two")]
    pub servings: i8,
    /// Names in other languages.
    #[oai(default)]
    pub names: HashMap<String, String>,
    pub author: Option<Email>,
}

fn two() -> i8 {
    2
}

impl Example for NewRecipe {
    fn example() -> Self {
        Self {
            title: "Bread".to_owned(),
            course: Course::Main,
            ingredients: vec![Ingredient {
                name: "flour".to_owned(),
                amount: Some(Grams(500.0)),
                made_of: Vec::new(),
            }],
            steps: Vec::new(),
            first_cooked: None,
            price: None,
            servings: 4,
            names: HashMap::new(),
            author: None,
        }
    }
}

#[derive(Clone, Debug, Object)]
#[oai(rename_all = "camelCase")]
pub struct Recipe {
    #[oai(read_only)]
    pub id: u64,
    #[oai(flatten)]
    pub recipe: NewRecipe,
    pub created_at: DateTime<Utc>,
    pub kitchen: Uuid,
    pub note: Option<String>,
    /// Whatever else is known.
    pub more: Option<Any<serde_json::Value>>,
}

#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
pub struct RecipePatch {
    /// `null` removes the note.
    pub note: MaybeUndefined<String>,
    pub servings: MaybeUndefined<i8>,
    pub title: Option<String>,
}

#[derive(Debug, Object)]
pub struct Page<T: poem_openapi::types::ParseFromJSON + poem_openapi::types::ToJSON> {
    pub items: Vec<T>,
    /// Where the next page begins; there is none after the last.
    pub next_cursor: Option<String>,
}

#[derive(Clone, Debug, Object)]
pub struct Problem {
    pub code: i32,
    pub message: String,
    #[oai(skip_serializing_if_is_none)]
    pub field: Option<String>,
}

impl Problem {
    pub fn new(code: i32, message: &str, field: Option<&str>) -> Json<Self> {
        Json(Self {
            code,
            message: message.to_owned(),
            field: field.map(str::to_owned),
        })
    }
}

#[derive(ApiResponse)]
#[oai(bad_request_handler = "bad_request")]
pub enum RecipeResponse {
    /// The recipe.
    #[oai(status = 200)]
    Found(Json<Recipe>),
    /// What was asked for makes no sense.
    #[oai(status = 400)]
    BadRequest(Json<Problem>),
    /// There is no such recipe.
    #[oai(status = 404)]
    Missing(Json<Problem>),
}

fn bad_request(error: poem::Error) -> RecipeResponse {
    RecipeResponse::BadRequest(Problem::new(1, &error.to_string(), None))
}
