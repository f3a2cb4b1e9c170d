//! Plants are listed, made, changed and looked for.

use std::collections::HashMap;

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::{CookieJar, Query};
use chrono::{NaiveDate, TimeZone, Utc};
use utoipa::IntoResponses;
use uuid::Uuid;

use crate::{
    errors::{ApiError, Body, authorize},
    model::{
        Audit, Height, Kind, NewPlant, Order, Page, Place, Plant, PlantFilter, PlantPatch, Section,
        Watering,
    },
};

const LAST: u64 = 5;

pub fn plant(id: u64) -> Plant {
    let watering = match id % 4 {
        0 => Watering::Never,
        1 => Watering::EveryDays(3),
        2 => Watering::Litres {
            amount: 0.3,
            per: "week".to_owned(),
        },
        _ => Watering::Months(vec![5, 6]),
    };
    let plant = NewPlant {
        common_name: format!("Fern {id}"),
        kind: Kind::Fern,
        count: 2,
        height: Some(Height(12.5)),
        watering: Some(watering),
        planted_on: NaiveDate::from_ymd_opt(2024, 2, 29),
        place: Some(Place {
            section: Section::North,
            bed: Uuid::from_u128(7),
            row: None,
        }),
        tags: vec!["green".to_owned()],
        names: HashMap::from([("de".to_owned(), "Farn".to_owned())]),
        position: Some((1.5, -2.0)),
        grade: Some('é'),
        note: None,
    };
    Plant {
        id,
        plant,
        audit: audit(),
    }
}

pub fn audit() -> Audit {
    Audit {
        created_at: Utc.timestamp_nanos(1_700_000_000_123_456_789),
        created_by: "ada".to_owned(),
    }
}

fn missing(id: u64) -> ApiError {
    ApiError::NotFound {
        what: "plant".to_owned(),
        id,
    }
}

/// Lists plants
///
/// Page by page, the oldest first.
#[utoipa::path(
    get,
    path = "/plants",
    tag = "plants",
    params(
        PlantFilter,
        ("X-Greenhouse" = String, Header, description = "Which greenhouse"),
        ("units" = Option<String>, Cookie, description = "cm or inch"),
    ),
    responses((status = 200, description = "A page of plants", body = Page<Plant>))
)]
pub async fn list_plants(
    Query(filter): Query<PlantFilter>,
    headers: HeaderMap,
    cookies: CookieJar,
) -> Json<Page<Plant>> {
    let (page, size) = (filter.page.unwrap_or(1), filter.per_page.unwrap_or(20));
    let mut all: Vec<_> = (1..=LAST)
        .filter(|id| filter.ids.is_empty() || filter.ids.contains(id))
        .map(plant)
        .collect();
    for plant in &mut all {
        plant.plant.note = headers
            .get("x-greenhouse")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        plant
            .plant
            .tags
            .extend(cookies.get("units").map(|cookie| cookie.value().to_owned()));
        plant
            .plant
            .tags
            .extend(filter.kinds.iter().map(|kind| format!("{kind:?}")));
        plant
            .plant
            .tags
            .extend(filter.hardy.map(|hardy| format!("hardy {hardy}")));
        plant.audit.created_at = filter.created_since.unwrap_or(plant.audit.created_at);
    }
    if let Some(Order::Desc) = filter.order {
        all.reverse();
    }
    let total = all.len() as u64;
    let items = all
        .into_iter()
        .skip(((page - 1) * size) as usize)
        .take(size as usize)
        .collect();
    Json(Page {
        items,
        page,
        page_count: (total as u32).div_ceil(size),
        total,
    })
}

/// Adds a plant
#[utoipa::path(
    post,
    path = "/plants",
    tag = "plants",
    request_body = NewPlant,
    responses(
        (status = 201, description = "Planted", body = Plant, headers(("Location" = String, description = "Where it is"))),
        (status = 400, description = "No plant", body = ApiError),
        (status = 401, description = "Who are you?", body = ApiError),
        (status = 422, description = "A plant that cannot be", body = ApiError),
    ),
    security(("token" = []))
)]
pub async fn create_plant(
    headers: HeaderMap,
    Body(plant): Body<NewPlant>,
) -> Result<Response, ApiError> {
    authorize(&headers)?;
    if plant.common_name.is_empty() {
        return Err(ApiError::invalid("commonName", "must not be empty"));
    }
    let plant = Plant {
        id: LAST + 1,
        plant,
        audit: audit(),
    };
    let location = format!("/plants/{}", plant.id);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, location)],
        Json(plant),
    )
        .into_response())
}

#[derive(IntoResponses)]
pub enum PlantResponse {
    #[response(status = 200, description = "The plant")]
    Found(Box<Plant>),
    #[response(status = 404, description = "There is no such plant")]
    Missing(ApiError),
}

impl IntoResponse for PlantResponse {
    fn into_response(self) -> Response {
        match self {
            Self::Found(plant) => Json(plant).into_response(),
            Self::Missing(error) => error.into_response(),
        }
    }
}

/// Shows a plant
#[utoipa::path(get, path = "/plants/{id}", tag = "plants", params(("id" = u64, Path)), responses(PlantResponse))]
pub async fn get_plant(Path(id): Path<u64>) -> PlantResponse {
    if id > LAST {
        PlantResponse::Missing(missing(id))
    } else {
        PlantResponse::Found(Box::new(plant(id)))
    }
}

/// Changes a plant
#[utoipa::path(
    patch,
    path = "/plants/{id}",
    tag = "plants",
    params(("id" = u64, Path)),
    request_body = PlantPatch,
    responses(PlantResponse),
    security(("token" = []))
)]
pub async fn patch_plant(Path(id): Path<u64>, Body(patch): Body<PlantPatch>) -> PlantResponse {
    let mut plant = plant(id);
    plant.plant.note = Some("old".to_owned());
    if let Some(count) = patch.count {
        plant.plant.count = count;
    }
    if let Some(note) = patch.note {
        plant.plant.note = note;
    }
    if let Some(height) = patch.height {
        plant.plant.height = height;
    }
    if let Some(tags) = patch.tags {
        plant.plant.tags = tags;
    }
    PlantResponse::Found(Box::new(plant))
}

/// Removes a plant
#[utoipa::path(
    delete,
    path = "/plants/{id}",
    tag = "plants",
    params(("id" = u64, Path)),
    responses((status = 204, description = "It is gone"), (status = 404, description = "It never was", body = ApiError)),
    security(("token" = []))
)]
pub async fn delete_plant(headers: HeaderMap, Path(id): Path<u64>) -> Result<StatusCode, ApiError> {
    authorize(&headers)?;
    if id > LAST {
        Err(missing(id))
    } else {
        Ok(StatusCode::NO_CONTENT)
    }
}
