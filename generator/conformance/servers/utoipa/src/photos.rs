//! Photographs come in and go out.

use axum::{
    Json,
    body::Bytes,
    extract::{Multipart, Path},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::errors::ApiError;

/// Photographs with what is known of them.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct PhotoUpload {
    caption: String,
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    photo: Vec<u8>,
    #[schema(value_type = Option<String>, format = Binary)]
    raw: Option<Vec<u8>>,
    #[schema(value_type = Vec<String>, format = Binary)]
    details: Vec<Vec<u8>>,
    stars: Option<i16>,
    public: bool,
}

/// A part as it came.
#[derive(Serialize, ToSchema)]
pub struct Part {
    name: Option<String>,
    file_name: Option<String>,
    content_type: Option<String>,
    size: usize,
}

/// Adds photographs
#[utoipa::path(
    post,
    path = "/plants/{id}/photos",
    tag = "photos",
    params(("id" = u64, Path)),
    request_body(content = PhotoUpload, content_type = "multipart/form-data"),
    responses((status = 201, description = "The parts that came", body = Vec<Part>), (status = 422, body = ApiError))
)]
pub async fn add_photos(
    _id: Path<u64>,
    mut parts: Multipart,
) -> Result<(StatusCode, Json<Vec<Part>>), ApiError> {
    let mut came = Vec::new();
    while let Some(field) = parts
        .next_field()
        .await
        .map_err(|error| ApiError::invalid("body", &error.body_text()))?
    {
        let [name, file_name, content_type] =
            [field.name(), field.file_name(), field.content_type()]
                .map(|text| text.map(str::to_owned));
        let size = field
            .bytes()
            .await
            .map_err(|error| ApiError::invalid("part", &error.body_text()))?
            .len();
        came.push(Part {
            name,
            file_name,
            content_type,
            size,
        });
    }
    Ok((StatusCode::CREATED, Json(came)))
}

/// The photograph of a plant
#[utoipa::path(
    get,
    path = "/plants/{id}/photos",
    tag = "photos",
    params(("id" = u64, Path)),
    responses(
        (status = 200, description = "A picture", body = Vec<u8>, content_type = "image/png"),
        (status = 404, description = "There is none", body = ApiError),
    )
)]
pub async fn photo(Path(id): Path<u64>) -> Result<Response, ApiError> {
    if id > 5 {
        return Err(ApiError::NotFound {
            what: "photo".to_owned(),
            id,
        });
    }
    Ok((
        [(header::CONTENT_TYPE, "image/png")],
        b"\x89PNG\r\n\x1a\n\0\xff".as_slice(),
    )
        .into_response())
}

/// Replaces the photograph
#[utoipa::path(
    put,
    path = "/plants/{id}/photos",
    tag = "photos",
    params(("id" = u64, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, description = "How many bytes came", body = usize))
)]
pub async fn replace_photo(_id: Path<u64>, bytes: Bytes) -> Json<usize> {
    Json(bytes.len())
}

/// A file of the archive
#[utoipa::path(
    get,
    path = "/files/{*path}",
    tag = "photos",
    params(("path" = String, Path, description = "Where it is")),
    responses((status = 200, description = "Its content", body = String, content_type = "text/plain"))
)]
pub async fn file(Path(path): Path<String>) -> String {
    format!("content of {path}")
}
