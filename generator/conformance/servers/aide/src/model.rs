//! What the desk knows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// How a ticket stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Open,
    /// Somebody has to answer.
    WaitingForReply,
    Closed,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub name: String,
    pub mail: Option<String>,
    /// Who vouches for them.
    pub manager: Option<Box<Person>>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewTicket {
    #[schemars(length(min = 1, max = 80))]
    pub title: String,
    pub reporter: Person,
    #[serde(default)]
    pub labels: Vec<String>,
    pub due: Option<NaiveDate>,
    pub weight: Option<f32>,
    /// Minutes of each day.
    #[serde(default)]
    pub effort: HashMap<String, u32>,
    pub seat: (u8, char),
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    pub id: u64,
    pub state: State,
    pub opened_at: DateTime<Utc>,
    #[serde(flatten)]
    pub ticket: NewTicket,
    #[serde(flatten)]
    pub outcome: Outcome,
    pub agent: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What came of a ticket.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    Solved { by: String },
    Duplicate { of: u64 },
    None,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketPatch {
    #[serde(default)]
    pub state: Option<State>,
    /// `null` takes the agent away.
    #[serde(default, deserialize_with = "some")]
    pub agent: Option<Option<Uuid>>,
    /// `null` removes the note.
    #[serde(default, deserialize_with = "some")]
    pub note: Option<Option<String>>,
}

fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// A part of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Slice<T> {
    pub items: Vec<T>,
    pub total: usize,
    pub offset: usize,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketFilter {
    #[serde(default)]
    pub offset: usize,
    #[serde(default = "ten")]
    pub limit: usize,
    #[serde(default)]
    pub states: Vec<State>,
    #[serde(default)]
    pub ids: Vec<u64>,
    pub urgent: Option<bool>,
    pub opened_after: Option<DateTime<Utc>>,
}

fn ten() -> usize {
    10
}

#[derive(Deserialize, JsonSchema)]
pub struct TicketPath {
    /// The number of the ticket.
    pub id: u64,
}

#[derive(Deserialize, JsonSchema)]
pub struct ShiftPath {
    pub state: State,
    pub agent: Uuid,
    pub day: NaiveDate,
}

#[derive(Deserialize, JsonSchema)]
pub struct LogIn {
    pub user: String,
    pub password: String,
    pub keep: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
pub struct Session {
    pub token: String,
    pub until: Option<DateTime<Utc>>,
}
