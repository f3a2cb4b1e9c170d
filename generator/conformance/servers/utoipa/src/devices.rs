//! Valves are told what to do, sensors tell what they see.

use std::{collections::BTreeMap, convert::Infallible};

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use chrono::{DateTime, Utc};
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::errors::{ApiError, Body};

/// What a device is told.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub enum Command {
    Stop,
    Open(u8),
    Water {
        litres: f32,
        slowly: Option<bool>,
    },
    #[serde(rename = "schedule")]
    Schedule(Vec<DateTime<Utc>>),
    Pair(i32, String),
}

/// What a sensor saw.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Reading {
    Temperature {
        celsius: f32,
    },
    Humidity {
        percent: u8,
        #[serde(flatten)]
        origin: Origin,
    },
    Light(Light),
    #[serde(rename = "no-signal")]
    NoSignal,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Light {
    lux: u32,
    spectrum: Option<Vec<f64>>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Origin {
    sensor: Uuid,
    firmware: Option<String>,
}

/// What happened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "data", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Happening {
    Quiet,
    Alarm(String),
    PowerLost { seconds: u32, cause: Option<String> },
    Counts(BTreeMap<String, u32>),
}

#[derive(Serialize, ToSchema)]
pub struct Report {
    readings: BTreeMap<String, Vec<Reading>>,
    happenings: Vec<Happening>,
    /// Whatever the device adds.
    raw: serde_json::Value,
    last: Option<Box<Happening>>,
}

/// Tells a device what to do
#[utoipa::path(
    post,
    path = "/{device}/commands",
    tag = "devices",
    params(("device" = Uuid, Path)),
    request_body = Command,
    responses((status = 202, description = "It will do so", body = Command), (status = 401, body = ApiError)),
    security(("device_key" = []))
)]
pub async fn command(
    _device: Path<Uuid>,
    headers: HeaderMap,
    Body(command): Body<Command>,
) -> Result<(StatusCode, Json<Command>), ApiError> {
    if headers.get("x-device-key").is_none_or(|key| key != "k3y") {
        return Err(ApiError::Unauthorized);
    }
    Ok((StatusCode::ACCEPTED, Json(command)))
}

/// Keeps what was seen
#[utoipa::path(
    post,
    path = "/readings",
    tag = "devices",
    request_body = Vec<Reading>,
    responses((status = 200, description = "The last of them", body = Option<Reading>))
)]
pub async fn record(Body(readings): Body<Vec<Reading>>) -> Json<Option<Reading>> {
    Json(readings.into_iter().next_back())
}

/// What was seen
#[utoipa::path(get, path = "/readings", tag = "devices", responses((status = 200, body = Report)))]
pub async fn readings() -> Json<Report> {
    let origin = Origin {
        sensor: Uuid::from_u128(9),
        firmware: None,
    };
    let seen = vec![
        Reading::Temperature { celsius: 20.1 },
        Reading::Humidity {
            percent: 55,
            origin,
        },
        Reading::NoSignal,
    ];
    let light = vec![Reading::Light(Light {
        lux: 4_000_000_000,
        spectrum: Some(vec![0.1, 1e300]),
    })];
    Json(Report {
        readings: BTreeMap::from([("north".to_owned(), seen), ("south".to_owned(), light)]),
        happenings: vec![
            Happening::Quiet,
            Happening::Counts(BTreeMap::from([("drops".to_owned(), 3)])),
        ],
        raw: serde_json::json!({"a": [1, null]}),
        last: Some(Box::new(Happening::PowerLost {
            seconds: 3,
            cause: None,
        })),
    })
}

/// Tells what happened
#[utoipa::path(
    post,
    path = "/happenings",
    tag = "devices",
    request_body = Happening,
    responses((status = 200, description = "It, again", body = Happening))
)]
pub async fn report(Body(happening): Body<Happening>) -> Json<Happening> {
    Json(happening)
}

/// What is seen, as it is seen
#[utoipa::path(
    get,
    path = "/watch",
    tag = "devices",
    responses((status = 200, description = "Readings", body = Reading, content_type = "text/event-stream"))
)]
pub async fn watch() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let seen = [Reading::Temperature { celsius: 20.5 }, Reading::NoSignal];
    let events = seen.map(|reading| {
        Ok(Event::default()
            .event("reading")
            .data(serde_json::to_string(&reading).unwrap_or_default()))
    });
    Sse::new(stream::iter(events))
}

/// The last alarm, if there was any
#[utoipa::path(
    get,
    path = "/{device}/alarm",
    tag = "devices",
    params(("device" = Uuid, Path)),
    responses(
        (status = 200, description = "The alarm", body = Happening),
        (status = 204, description = "All is well"),
    )
)]
pub async fn last_alarm(Path(device): Path<Uuid>) -> Response {
    if device.is_nil() {
        return StatusCode::NO_CONTENT.into_response();
    }
    Json(Happening::Alarm("too dry".to_owned())).into_response()
}
