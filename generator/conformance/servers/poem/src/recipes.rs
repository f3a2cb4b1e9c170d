//! Recipes are listed, made, changed and forgotten.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use poem_openapi::{
    ApiResponse, Object, OpenApi, SecurityScheme,
    auth::{ApiKey, Bearer},
    param::{Cookie, Header, Path, Query},
    payload::{Json, PlainText},
    types::Any,
};
use uuid::Uuid;

use crate::{
    Tag,
    model::{
        Bake, Course, Grams, Ingredient, NewRecipe, Page, Price, Problem, Range, Recipe,
        RecipePatch, RecipeResponse, Step, Stir, Wait,
    },
};

const LAST: u64 = 5;

/// What the cook has.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", checker = "cook")]
pub struct Cook(#[expect(dead_code, reason = "whoever has it may cook")] Bearer);

async fn cook(_: &poem::Request, bearer: Bearer) -> Option<Bearer> {
    (bearer.token == "c00k").then_some(bearer)
}

/// What the owner has.
#[derive(SecurityScheme)]
#[oai(
    ty = "api_key",
    key_name = "X-Owner-Key",
    key_in = "header",
    checker = "owner"
)]
pub struct Owner(#[expect(dead_code, reason = "whoever has it owns the kitchen")] ApiKey);

async fn owner(_: &poem::Request, key: ApiKey) -> Option<ApiKey> {
    (key.key == "0wner").then_some(key)
}

pub fn recipe(id: u64) -> Recipe {
    let flour = Ingredient {
        name: "flour".to_owned(),
        amount: None,
        made_of: Vec::new(),
    };
    let dough = Ingredient {
        name: "dough".to_owned(),
        amount: Some(Grams(0.1)),
        made_of: vec![flour],
    };
    let until = Utc.timestamp_nanos(1_700_000_000_000_000_000);
    let price = match id % 4 {
        0 => Price::Free(true),
        1 => Price::Cents(i64::MAX),
        2 => Price::Words("cheap".to_owned()),
        _ => Price::Range(Range {
            least: 0.5,
            most: None,
        }),
    };
    let recipe = NewRecipe {
        title: format!("Bread {id}"),
        course: Course::Dessert,
        ingredients: vec![dough],
        steps: vec![
            Step::Bake(Bake {
                degrees: 250,
                fan: None,
            }),
            Step::Stir(Stir { times: u64::MAX }),
            Step::Wait(Wait { until }),
        ],
        first_cooked: NaiveDate::from_ymd_opt(2024, 2, 29),
        price: Some(price),
        servings: -128,
        names: HashMap::from([("de".to_owned(), "Brot".to_owned())]),
        author: None,
    };
    let more = Some(Any(serde_json::json!({"a": [1, null]})));
    Recipe {
        id,
        recipe,
        created_at: until,
        kitchen: Uuid::from_u128(7),
        note: None,
        more,
    }
}

#[derive(ApiResponse)]
enum CreateResponse {
    /// The recipe is kept.
    #[oai(status = 201)]
    Created(Json<Recipe>, #[oai(header = "Location")] String),
    /// The recipe is not good.
    #[oai(status = 422)]
    Invalid(Json<Problem>),
}

#[derive(ApiResponse)]
enum DeleteResponse {
    /// It is gone.
    #[oai(status = 204)]
    Gone,
    /// It never was.
    #[oai(status = 404)]
    Missing(Json<Problem>),
}

#[derive(ApiResponse)]
enum MovedResponse {
    /// It is somewhere else.
    #[oai(status = 301)]
    Moved(#[oai(header = "Location")] String),
}

/// What was asked for, as it was understood.
#[derive(Object)]
struct Shift {
    course: Course,
    kitchen: Uuid,
    day: NaiveDate,
    night: bool,
}

pub struct RecipesApi;

#[OpenApi(tag = "Tag::Recipes")]
impl RecipesApi {
    /// Lists recipes
    ///
    /// The newest come last.
    #[oai(path = "/recipes", method = "get", operation_id = "listRecipes")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter")]
    async fn list(
        &self,
        cursor: Query<Option<String>>,
        #[oai(default = "twenty", validator(maximum(value = "100")))] limit: Query<u32>,
        /// Only these courses.
        courses: Query<Option<Vec<Course>>>,
        ids: Query<Option<Vec<u64>>>,
        vegan: Query<Option<bool>>,
        #[oai(name = "createdSince")] created_since: Query<Option<DateTime<Utc>>>,
        #[oai(name = "X-Kitchen")] kitchen: Header<String>,
        units: Cookie<Option<String>>,
    ) -> Json<Page<Recipe>> {
        let first: u64 = cursor
            .0
            .and_then(|cursor| cursor.strip_prefix("after ")?.parse().ok())
            .unwrap_or(0)
            + 1;
        let wanted = |id: &u64| ids.0.as_ref().is_none_or(|ids| ids.contains(id));
        let mut recipes: Vec<Recipe> = (first..=LAST).filter(wanted).map(recipe).collect();
        let has_more = recipes.len() > limit.0 as usize;
        recipes.truncate(limit.0 as usize);
        for recipe in &mut recipes {
            recipe.note = Some(format!(
                "{} {:?} {:?} {:?}",
                kitchen.0, units.0, courses.0, vegan.0
            ));
            recipe.created_at = created_since.0.unwrap_or(recipe.created_at);
        }
        let next_cursor = recipes
            .last()
            .filter(|_| has_more)
            .map(|recipe| format!("after {}", recipe.id));
        Json(Page {
            items: recipes,
            next_cursor,
        })
    }

    /// Makes a recipe
    #[oai(path = "/recipes", method = "post", operation_id = "createRecipe")]
    async fn create(&self, _cook: Cook, recipe: Json<NewRecipe>) -> CreateResponse {
        if recipe.ingredients.is_empty() {
            return CreateResponse::Invalid(Problem::new(
                7,
                "nothing comes of nothing",
                Some("ingredients"),
            ));
        }
        let id = LAST + 1;
        CreateResponse::Created(
            Json(Recipe {
                recipe: recipe.0,
                ..self::recipe(id)
            }),
            format!("/api/recipes/{id}"),
        )
    }

    /// Shows a recipe
    #[oai(path = "/recipes/:id", method = "get")]
    async fn get_recipe(&self, id: Path<u64>) -> RecipeResponse {
        match id.0 {
            1..=LAST => RecipeResponse::Found(Json(recipe(id.0))),
            _ => RecipeResponse::Missing(Problem::new(4, "no such recipe", None)),
        }
    }

    /// Changes a recipe
    #[oai(path = "/recipes/:id", method = "patch")]
    async fn change_recipe(
        &self,
        _cook: Cook,
        id: Path<u64>,
        patch: Json<RecipePatch>,
    ) -> RecipeResponse {
        let mut recipe = Recipe {
            note: Some("old".to_owned()),
            ..recipe(id.0)
        };
        let RecipePatch {
            note,
            servings,
            title,
        } = patch.0;
        if !note.is_undefined() {
            recipe.note = note.take();
        }
        if !servings.is_undefined() {
            recipe.recipe.servings = servings.take().unwrap_or(0);
        }
        recipe.recipe.title = title.unwrap_or(recipe.recipe.title);
        RecipeResponse::Found(Json(recipe))
    }

    /// Forgets a recipe
    #[oai(path = "/recipes/:id", method = "delete")]
    async fn forget_recipe(&self, _owner: Owner, id: Path<u64>) -> DeleteResponse {
        match id.0 {
            1..=LAST => DeleteResponse::Gone,
            _ => DeleteResponse::Missing(Problem::new(4, "no such recipe", None)),
        }
    }

    /// Where a recipe was before
    #[oai(path = "/old/:id", method = "get")]
    async fn old_recipe(&self, id: Path<u64>) -> MovedResponse {
        MovedResponse::Moved(format!("/api/recipes/{}", id.0))
    }

    /// What is cooked on a day
    #[oai(path = "/plan/:course/:kitchen/:day", method = "get")]
    async fn plan(
        &self,
        course: Path<Course>,
        kitchen: Path<Uuid>,
        day: Path<NaiveDate>,
        #[oai(default)] night: Query<bool>,
    ) -> Json<Shift> {
        Json(Shift {
            course: course.0,
            kitchen: kitchen.0,
            day: day.0,
            night: night.0,
        })
    }

    /// A line about a recipe
    #[oai(path = "/recipes/:id/summary", method = "get")]
    async fn summary(&self, id: Path<u64>) -> PlainText<String> {
        PlainText(format!("\"Bread {}\" \u{2013} good", id.0))
    }
}

fn twenty() -> u32 {
    20
}
