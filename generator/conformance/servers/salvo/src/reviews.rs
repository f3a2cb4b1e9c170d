//! What is said about films, in every shape that an enum can have.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use salvo::{
    oapi::{ToSchema, extract::JsonBody},
    prelude::*,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::Credit;

/// How a film is judged.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub enum Verdict {
    Unseen,
    Stars(u8),
    Compared {
        with: Uuid,
        better: Option<bool>,
    },
    #[serde(rename = "praised_for")]
    PraisedFor(Vec<String>),
}

/// What is said.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Review {
    Short {
        words: String,
    },
    Long {
        title: String,
        pages: u32,
        by: Option<Credit>,
    },
    #[serde(rename = "no-comment")]
    NoComment,
}

/// What is marked, and how.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "value", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mark {
    Lost,
    FoundAt(DateTime<Utc>),
    Damaged { reel: u16, how: Option<String> },
    Counts(BTreeMap<String, u64>),
}

/// What is looked for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Search {
    Year(i64),
    Words(String),
    Years { from: i64, to: Option<i64> },
    Names(Vec<String>),
}

#[derive(Serialize, ToSchema)]
pub struct AllReviews {
    by_film: BTreeMap<String, Vec<Review>>,
    verdict: Option<Verdict>,
    /// Whatever else is known.
    raw: serde_json::Value,
    best: Option<Box<Review>>,
}

/// Reviews a film
#[endpoint(tags("reviews"))]
pub async fn review(body: JsonBody<Review>) -> Json<Review> {
    Json(body.into_inner())
}

/// Everything that was said
#[endpoint(tags("reviews"))]
pub async fn reviews() -> Json<AllReviews> {
    let by = Credit {
        name: "Ada".to_owned(),
        role: None,
        also_known_as: Vec::new(),
    };
    let long = Review::Long {
        title: "On Film".to_owned(),
        pages: u32::MAX,
        by: Some(by),
    };
    Json(AllReviews {
        by_film: BTreeMap::from([("1".to_owned(), vec![Review::NoComment, long])]),
        verdict: Some(Verdict::Stars(5)),
        raw: serde_json::json!([1, {"a": null}]),
        best: None,
    })
}

/// Judges films
#[endpoint(tags("reviews"))]
pub async fn judge(verdicts: JsonBody<Vec<Verdict>>) -> Json<Vec<Verdict>> {
    Json(verdicts.into_inner())
}

/// Marks a film
#[endpoint(tags("reviews"))]
pub async fn mark(body: JsonBody<Mark>) -> Json<Mark> {
    Json(body.into_inner())
}

/// Looks for films
#[endpoint(tags("reviews"))]
pub async fn search(
    body: JsonBody<BTreeMap<String, Search>>,
) -> Json<BTreeMap<String, Option<Search>>> {
    let all = body
        .into_inner()
        .into_iter()
        .map(|(name, wanted)| (name, Some(wanted)));
    Json(all.chain([("nothing".to_owned(), None)]).collect())
}
