//! What is attached to a ticket, and what is written for everybody.

use aide::{
    axum::{
        ApiRouter,
        routing::{get_with, post_with},
    },
    transform::TransformOperation,
};
use axum::{
    Json,
    body::Bytes,
    extract::{Multipart, Path},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{errors::AppError, model::TicketPath};

pub fn routes() -> ApiRouter {
    ApiRouter::new()
        .api_route("/", post_with(attach, attach_docs))
        .api_route(
            "/{name}",
            get_with(attachment, attachment_docs).put_with(replace, replace_docs),
        )
}

#[derive(Deserialize, JsonSchema)]
struct AttachmentPath {
    id: u64,
    name: String,
}

/// A part as it came.
#[derive(Serialize, JsonSchema)]
struct Part {
    name: Option<String>,
    file_name: Option<String>,
    content_type: Option<String>,
    size: usize,
}

async fn attach(
    Path(_): Path<TicketPath>,
    mut parts: Multipart,
) -> Result<Json<Vec<Part>>, AppError> {
    let bad = |error: axum::extract::multipart::MultipartError| {
        AppError::new(error.status(), &error.body_text(), None)
    };
    let mut came = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(bad)? {
        let [name, file_name, content_type] =
            [field.name(), field.file_name(), field.content_type()]
                .map(|text| text.map(str::to_owned));
        let size = field.bytes().await.map_err(bad)?.len();
        came.push(Part {
            name,
            file_name,
            content_type,
            size,
        });
    }
    Ok(Json(came))
}

fn attach_docs(operation: TransformOperation) -> TransformOperation {
    operation.tag("attachments").summary("Attaches files")
}

async fn attachment(
    Path(AttachmentPath { id, name }): Path<AttachmentPath>,
) -> Result<Vec<u8>, AppError> {
    if id > 7 {
        return Err(AppError::new(StatusCode::NOT_FOUND, "no such ticket", None));
    }
    Ok([&[0, 255, b'\n'], name.as_bytes()].concat())
}

fn attachment_docs(operation: TransformOperation) -> TransformOperation {
    operation.tag("attachments").response::<404, AppError>()
}

async fn replace(Path(AttachmentPath { id, name }): Path<AttachmentPath>, bytes: Bytes) -> String {
    format!("{} bytes for {name} of {id}", bytes.len())
}

fn replace_docs(operation: TransformOperation) -> TransformOperation {
    operation.tag("attachments")
}

#[derive(Deserialize, JsonSchema)]
pub struct ArticlePath {
    page: String,
}

pub async fn article(Path(ArticlePath { page }): Path<ArticlePath>) -> String {
    format!("\"{page}\" \u{2013} to be written\n")
}

pub fn article_docs(operation: TransformOperation) -> TransformOperation {
    operation.id("article").summary("An article")
}

pub async fn board() -> Response {
    Html("<h1>All is well</h1>").into_response()
}

pub fn board_docs(operation: TransformOperation) -> TransformOperation {
    operation.id("board").response::<200, Html<String>>()
}
