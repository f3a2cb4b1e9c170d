//! Films are listed, taken in, changed and given away.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeZone, Utc};
use salvo::{
    http::{StatusCode, header},
    oapi::extract::{CookieParam, HeaderParam, JsonBody, PathParam, QueryParam},
    prelude::*,
};
use uuid::Uuid;

use crate::{
    errors::Failure,
    model::{Credit, Film, FilmFilter, FilmPatch, Format, Kept, NewFilm, Page},
};

const LAST: u64 = 5;

fn film(id: u64) -> Film {
    let credits = vec![Credit {
        name: "Chaplin".to_owned(),
        role: None,
        also_known_as: vec!["Charlie".to_owned()],
    }];
    let film = NewFilm {
        title: format!("The Kid {id}"),
        format: Format::Digital,
        credits,
        released: NaiveDate::from_ymd_opt(1921, 2, 6),
        minutes: Some(68.1),
        frames: u64::MAX,
        titles: HashMap::from([("de".to_owned(), "Der Vagabund".to_owned())]),
        aspect: Some((1.33, 1.0)),
    };
    let kept = Kept {
        shelf: Uuid::from_u128(7),
        since: Utc.timestamp_nanos(1_700_000_000_123_456_789),
    };
    Film {
        id,
        film,
        kept,
        note: None,
    }
}

fn authorize(request: &Request) -> Result<(), Failure> {
    match request.header::<String>(header::AUTHORIZATION).as_deref() {
        Some("Bearer f1lm") => Ok(()),
        _ => Err(Failure::Stranger),
    }
}

/// Lists films
///
/// Page by page, the oldest first.
#[endpoint(tags("films"))]
pub async fn list_films(
    filter: FilmFilter,
    formats: QueryParam<Vec<Format>, false>,
    archive: HeaderParam<String, true>,
    theme: CookieParam<String, false>,
) -> Json<Page<Film>> {
    let (page, size) = (filter.page.unwrap_or(1), filter.per_page.unwrap_or(10));
    let mut all: Vec<Film> = (1..=LAST).map(film).collect();
    for film in &mut all {
        film.note = Some(format!(
            "{} {:?} {:?} {:?} {:?}",
            archive.as_str(),
            theme.as_deref(),
            formats.as_deref(),
            filter.title,
            filter.silent
        ));
        film.kept.since = filter.kept_since.unwrap_or(film.kept.since);
    }
    let last_page = (LAST as u32).div_ceil(size);
    let data = all
        .into_iter()
        .skip(((page - 1) * size) as usize)
        .take(size as usize)
        .collect();
    Json(Page {
        data,
        current_page: page,
        last_page,
        total: LAST,
    })
}

/// Takes a film in
#[endpoint(
    tags("films"),
    security(["bearer" = []]),
    responses((status_code = 201, description = "It is kept", body = Film, headers(("Location" = String))))
)]
pub async fn create_film(
    request: &mut Request,
    new: JsonBody<NewFilm>,
    response: &mut Response,
) -> Result<(), Failure> {
    authorize(request)?;
    let new = new.into_inner();
    if new.credits.is_empty() {
        return Err(Failure::BadField {
            field: "credits".to_owned(),
            problem: Some("somebody made it".to_owned()),
        });
    }
    response.status_code(StatusCode::CREATED);
    response
        .headers_mut()
        .insert(header::LOCATION, "/films/6".parse().expect("it is a path"));
    response.render(Json(Film {
        film: new,
        ..film(LAST + 1)
    }));
    Ok(())
}

/// Shows a film
#[endpoint(tags("films"))]
pub async fn get_film(id: PathParam<u64>) -> Result<Json<Film>, Failure> {
    match id.into_inner() {
        id @ 1..=LAST => Ok(Json(film(id))),
        id => Err(Failure::NoSuchFilm { id }),
    }
}

/// Changes a film
#[endpoint(tags("films"), security(["bearer" = []]))]
pub async fn change_film(
    id: PathParam<u64>,
    patch: JsonBody<FilmPatch>,
) -> Result<Json<Film>, Failure> {
    let mut film = Film {
        note: Some("old".to_owned()),
        ..film(id.into_inner())
    };
    let FilmPatch {
        title,
        note,
        minutes,
    } = patch.into_inner();
    film.film.title = title.unwrap_or(film.film.title);
    film.note = note.unwrap_or(film.note);
    film.film.minutes = minutes.unwrap_or(film.film.minutes);
    Ok(Json(film))
}

/// Gives a film away
#[endpoint(
    tags("films"),
    security(["bearer" = []]),
    status_codes(204, 401, 404),
    responses((status_code = 204, description = "It is gone"))
)]
pub async fn delete_film(
    request: &mut Request,
    id: PathParam<u64>,
    response: &mut Response,
) -> Result<(), Failure> {
    authorize(request)?;
    match id.into_inner() {
        1..=LAST => {
            response.status_code(StatusCode::NO_CONTENT);
            Ok(())
        }
        id => Err(Failure::NoSuchFilm { id }),
    }
}

/// The title alone
#[endpoint(tags("films"))]
pub async fn film_title(id: PathParam<u64>) -> String {
    format!("\"The Kid {}\" \u{2013} 1921", id.into_inner())
}

/// Who shows what
#[endpoint(tags("films"))]
pub async fn screening(
    format: PathParam<Format>,
    hall: PathParam<Uuid>,
    day: PathParam<NaiveDate>,
    late: QueryParam<bool, false>,
    seats: QueryParam<Vec<u32>, true>,
) -> Json<HashMap<String, serde_json::Value>> {
    Json(HashMap::from([
        ("format".to_owned(), serde_json::json!(format.into_inner())),
        ("hall".to_owned(), serde_json::json!(hall.into_inner())),
        ("day".to_owned(), serde_json::json!(day.into_inner())),
        ("late".to_owned(), serde_json::json!(late.into_inner())),
        ("seats".to_owned(), serde_json::json!(seats.into_inner())),
    ]))
}

/// Where a film was before
#[endpoint(
    tags("films"),
    status_codes(302),
    responses((status_code = 302, description = "It moved", headers(("Location" = String))))
)]
pub async fn old_film(id: PathParam<u64>, response: &mut Response) {
    response.render(Redirect::found(format!("/films/{}", id.into_inner())));
}
