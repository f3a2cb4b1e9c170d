//! Plants are looked for, in lists, by the day and by words; and somebody logs in.

use std::collections::{BTreeMap, HashMap};

use axum::{
    Json,
    extract::{Form, Path},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    errors::{ApiError, Body},
    model::{Credentials, Findings, Place, Plant, Query as Wanted, Section, Session},
    plants::{audit, plant},
};

/// What was planted on a day
#[utoipa::path(
    get,
    path = "/sections/{section}/beds/{bed}/{day}",
    tag = "plants",
    params(("section" = Section, Path), ("bed" = Uuid, Path), ("day" = NaiveDate, Path)),
    responses((status = 200, description = "Places by name", body = HashMap<String, Place>))
)]
pub async fn plants_of_a_day(
    Path((section, bed, day)): Path<(Section, Uuid, NaiveDate)>,
) -> Json<HashMap<String, Place>> {
    Json(HashMap::from([(
        day.to_string(),
        Place {
            section,
            bed,
            row: Some(4),
        },
    )]))
}

/// Where a plant was before
#[utoipa::path(
    get,
    path = "/old-plants/{id}",
    tag = "plants",
    params(("id" = u64, Path)),
    responses((status = 308, description = "It moved", headers(("Location" = String))))
)]
pub async fn old_plant(Path(id): Path<u64>) -> Redirect {
    Redirect::permanent(&format!("/plants/{id}"))
}

/// The label to print
#[utoipa::path(
    get,
    path = "/plants/{id}/label",
    tag = "plants",
    params(("id" = u64, Path)),
    responses((status = 200, description = "A line of text", body = String, content_type = "text/plain"))
)]
pub async fn label(Path(id): Path<u64>) -> String {
    format!("Fern {id} \u{2013} \"water me\"\n")
}

/// Looks for plants
#[utoipa::path(post, path = "/search", tag = "plants", request_body = Vec<Wanted>, responses((status = 200, body = Vec<Findings>)))]
pub async fn search(Body(queries): Body<Vec<Wanted>>) -> Json<Vec<Findings>> {
    let found = BTreeMap::from([
        ("ferns".to_owned(), Some(u64::MAX)),
        ("roses".to_owned(), None),
    ]);
    Json(
        queries
            .into_iter()
            .map(|query| Findings {
                query,
                found: found.clone(),
            })
            .collect(),
    )
}

/// All plants, one a line
#[utoipa::path(
    get,
    path = "/export",
    tag = "plants",
    responses((status = 200, description = "A plant a line", body = Plant, content_type = "application/x-ndjson"))
)]
pub async fn export() -> Response {
    let lines: Vec<_> = (1..=3)
        .map(|id| serde_json::to_string(&plant(id)).unwrap_or_default() + "\n")
        .collect();
    (
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        lines.concat(),
    )
        .into_response()
}

/// Logs in
#[utoipa::path(
    post,
    path = "/sessions",
    request_body(content = Credentials, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "You are in", body = Session, headers(("Set-Cookie" = String))),
        (status = 401, description = "You are not", body = ApiError),
    )
)]
pub async fn log_in(Form(credentials): Form<Credentials>) -> Result<Response, ApiError> {
    if credentials.password != "s3cret & more" {
        return Err(ApiError::Unauthorized);
    }
    let expires = credentials
        .stay
        .unwrap_or(false)
        .then(|| audit().created_at);
    let session = Session {
        token: "gr33n".to_owned(),
        user_name: credentials.user_name,
        expires,
    };
    Ok((
        [(header::SET_COOKIE, "session=gr33n; Path=/; HttpOnly")],
        Json(session),
    )
        .into_response())
}
