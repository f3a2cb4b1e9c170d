//! What the greenhouse knows.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Fern,
    Succulent,
    #[serde(rename = "fruit_tree")]
    FruitTree,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Section {
    North,
    South,
}

/// How much water a plant wants.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub enum Watering {
    Never,
    EveryDays(u8),
    Litres { amount: f32, per: String },
    Months(Vec<u8>),
}

/// Centimetres.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Height(pub f64);

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Place {
    pub section: Section,
    pub bed: Uuid,
    pub row: Option<u16>,
}

fn one() -> u32 {
    1
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewPlant {
    #[schema(min_length = 1, example = "Boston fern")]
    pub common_name: String,
    pub kind: Kind,
    #[serde(default = "one")]
    pub count: u32,
    pub height: Option<Height>,
    pub watering: Option<Watering>,
    pub planted_on: Option<NaiveDate>,
    pub place: Option<Place>,
    #[serde(default)]
    pub tags: Vec<String>,
    /// Names in other languages.
    #[serde(default)]
    pub names: HashMap<String, String>,
    pub position: Option<(f64, f64)>,
    pub grade: Option<char>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    pub created_at: DateTime<Utc>,
    pub created_by: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plant {
    pub id: u64,
    #[serde(flatten)]
    pub plant: NewPlant,
    #[serde(flatten)]
    pub audit: Audit,
}

/// What of a plant is changed. What is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PlantPatch {
    pub count: Option<u32>,
    /// `null` removes the note.
    #[serde(deserialize_with = "some")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    /// `null` forgets the height.
    #[serde(deserialize_with = "some")]
    #[schema(value_type = Option<Height>)]
    pub height: Option<Option<Height>>,
    pub tags: Option<Vec<String>>,
}

fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    pub items: Vec<T>,
    pub page: u32,
    pub page_count: u32,
    pub total: u64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct PlantFilter {
    /// The first page is 1.
    #[param(default = 1, minimum = 1)]
    pub page: Option<u32>,
    #[param(default = 20, maximum = 100)]
    pub per_page: Option<u32>,
    #[serde(default)]
    pub kinds: Vec<Kind>,
    #[serde(default)]
    pub ids: Vec<u64>,
    pub hardy: Option<bool>,
    pub created_since: Option<DateTime<Utc>>,
    #[param(inline)]
    pub order: Option<Order>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    Asc,
    Desc,
}

/// What is looked for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Query {
    Id(u64),
    Words(Vec<String>),
    Name(String),
    Size { taller_than: f64 },
    Place(Place),
}

/// What was looked for, and how often it was found.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Findings {
    pub query: Query,
    pub found: BTreeMap<String, Option<u64>>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct Credentials {
    pub user_name: String,
    #[schema(format = Password)]
    pub password: String,
    pub stay: Option<bool>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    pub token: String,
    pub user_name: String,
    pub expires: Option<DateTime<Utc>>,
}
