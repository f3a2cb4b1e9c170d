//! The rules by which tickets are sorted, in every shape that an enum can have.

use std::collections::BTreeMap;

use aide::axum::{
    ApiRouter,
    routing::{get, post},
};
use axum::Json;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{errors::Body, model::Person};

pub fn routes() -> ApiRouter {
    ApiRouter::new()
        .api_route("/actions", post(actions))
        .api_route("/events", post(events))
        .api_route("/triggers", post(triggers))
        .api_route("/conditions", post(conditions))
        .api_route("/default", get(default_rule))
}

/// What is done with a ticket.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    Close,
    /// Priorities go from 0 to 255.
    Raise(u8),
    Assign {
        agent: Uuid,
        until: Option<DateTime<Utc>>,
    },
    AddLabels(Vec<String>),
    Ask(Person),
    Move(String, i32),
}

/// What happened to a ticket.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    Opened { by: Person },
    StateChanged { from: Option<String>, to: String },
    Rated(Rating),
    Forgotten,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    stars: i16,
    words: Option<String>,
}

/// When a rule is looked at.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "t", content = "c")]
pub enum Trigger {
    Always,
    After(f64),
    At(Vec<DateTime<Utc>>),
    Within { minutes: u32, strict: Option<bool> },
}

/// What has to be so.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Condition {
    Constant(bool),
    Number(i64),
    Label(String),
    All { all: Vec<Condition> },
    Not { not: Box<Condition> },
    Fields(BTreeMap<String, Option<f64>>),
}

async fn actions(Body(actions): Body<Vec<Action>>) -> Json<Vec<Action>> {
    Json(actions)
}

async fn events(Body(events): Body<BTreeMap<String, Event>>) -> Json<BTreeMap<String, Event>> {
    Json(events)
}

async fn triggers(Body(triggers): Body<Vec<Trigger>>) -> Json<Vec<Trigger>> {
    Json(triggers)
}

async fn conditions(Body(condition): Body<Condition>) -> Json<Condition> {
    Json(condition)
}

/// A rule with all that belongs to it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Rule {
    #[serde(flatten)]
    action: Action,
    condition: Option<Condition>,
    trigger: Trigger,
    #[serde(flatten)]
    more: BTreeMap<String, serde_json::Value>,
}

async fn default_rule() -> Json<Rule> {
    Json(Rule {
        action: Action::Raise(255),
        condition: Some(Condition::Not {
            not: Box::new(Condition::Constant(false)),
        }),
        trigger: Trigger::Within {
            minutes: 5,
            strict: None,
        },
        more: BTreeMap::from([("since".to_owned(), serde_json::json!([1, null]))]),
    })
}
