//! Reels, stills and scripts come in and go out.

use salvo::{
    http::{StatusCode, header},
    oapi::{
        ToSchema,
        extract::{FormFile, FormFiles, PathParam, QueryParam},
    },
    prelude::*,
};
use serde::Serialize;

use crate::errors::Failure;

/// A file as it came.
#[derive(Serialize, ToSchema)]
pub struct Came {
    name: Option<String>,
    content_type: Option<String>,
    size: u64,
}

fn came(file: &FormFile) -> Came {
    Came {
        name: file.name().map(str::to_owned),
        content_type: file.content_type().map(|it| it.to_string()),
        size: file.size(),
    }
}

/// Adds stills
#[endpoint(tags("reels"))]
pub async fn add_stills(_id: PathParam<u64>, stills: FormFiles) -> Json<Vec<Came>> {
    Json(stills.into_inner().iter().map(came).collect())
}

/// Adds the poster
#[endpoint(tags("reels"), status_codes(201), responses((status_code = 201, description = "It hangs", body = Came)))]
pub async fn add_poster(_id: PathParam<u64>, poster: FormFile, response: &mut Response) {
    response.status_code(StatusCode::CREATED);
    response.render(Json(came(&poster)));
}

/// Downloads a reel
#[endpoint(
    tags("reels"),
    security(["key" = []]),
    responses((status_code = 200, description = "The reel", body = [u8], content_type = "video/mp4"))
)]
pub async fn download_reel(
    id: PathParam<u64>,
    key: QueryParam<String, false>,
    response: &mut Response,
) -> Result<(), Failure> {
    if key.as_deref() != Some("r33l & more") {
        return Err(Failure::Stranger);
    }
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        "video/mp4".parse().expect("it is a media type"),
    );
    response
        .write_body(vec![0, 255, b'\n', id.into_inner() as u8])
        .expect("there is no body yet");
    Ok(())
}

/// Replaces a reel
#[endpoint(
    tags("reels"),
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status_code = 200, description = "How much came", body = u64, content_type = "application/json"))
)]
pub async fn replace_reel(_id: PathParam<u64>, request: &mut Request, response: &mut Response) {
    let size = request.payload().await.map_or(0, |bytes| bytes.len());
    response.render(Json(size));
}

/// A script, wherever it is
#[endpoint(tags("reels"))]
pub async fn script(path: PathParam<String>) -> String {
    format!("script {}", path.into_inner())
}
