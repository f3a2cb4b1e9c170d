//! What the archive knows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use salvo::oapi::{ToParameters, ToSchema};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Nitrate,
    Acetate,
    #[serde(rename = "digital/4k")]
    Digital,
}

/// Somebody who took part.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Credit {
    pub name: String,
    pub role: Option<String>,
    #[serde(default)]
    pub also_known_as: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewFilm {
    #[salvo(schema(min_length = 1, example = "The Kid"))]
    pub title: String,
    pub format: Format,
    pub credits: Vec<Credit>,
    pub released: Option<NaiveDate>,
    pub minutes: Option<f32>,
    #[serde(default)]
    pub frames: u64,
    /// Titles in other languages.
    #[serde(default)]
    pub titles: HashMap<String, String>,
    pub aspect: Option<(f64, f64)>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    pub shelf: Uuid,
    pub since: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Film {
    pub id: u64,
    #[serde(flatten)]
    pub film: NewFilm,
    #[serde(flatten)]
    pub kept: Kept,
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FilmPatch {
    pub title: Option<String>,
    /// `null` removes the note.
    #[serde(deserialize_with = "some")]
    #[salvo(schema(value_type = Option<String>))]
    pub note: Option<Option<String>>,
    #[serde(deserialize_with = "some")]
    #[salvo(schema(value_type = Option<f32>))]
    pub minutes: Option<Option<f32>>,
}

fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T: ToSchema + 'static> {
    pub data: Vec<T>,
    pub current_page: u32,
    pub last_page: u32,
    pub total: u64,
}

#[derive(Debug, Deserialize, ToParameters)]
#[serde(rename_all = "camelCase")]
#[salvo(parameters(default_parameter_in = Query, rename_all = "camelCase"))]
pub struct FilmFilter {
    /// The first page is 1.
    #[salvo(parameter(minimum = 1))]
    pub page: Option<u32>,
    pub per_page: Option<u32>,
    /// What stands in the title.
    pub title: Option<String>,
    pub silent: Option<bool>,
    pub kept_since: Option<DateTime<Utc>>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct LogIn {
    pub user: String,
    pub password: String,
    pub stay: Option<bool>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    pub token: String,
    pub stay: Option<bool>,
}
