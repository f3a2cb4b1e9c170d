//! Images come in and go out as bytes.

use dropshot::{
    Body, FreeformBody, HttpError, HttpResponseCreated, HttpResponseHeaders, HttpResponseOk,
    HttpResponseUpdatedNoContent, MultipartBody, Path, RequestContext, StreamingBody, UntypedBody,
    endpoint,
};
use futures::TryStreamExt;
use http::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Context;

#[derive(Deserialize, JsonSchema)]
pub struct ImagePath {
    /// Name of the image
    image: String,
}

/// A part as it came
#[derive(Serialize, JsonSchema)]
pub struct Part {
    name: Option<String>,
    file_name: Option<String>,
    content_type: Option<String>,
    size: usize,
}

fn bad(error: impl std::fmt::Display) -> HttpError {
    HttpError::for_bad_request(None, error.to_string())
}

/// Upload an image with what is known of it
#[endpoint { method = POST, path = "/v1/images", tags = ["images"] }]
pub async fn image_upload(
    _context: RequestContext<Context>,
    mut body: MultipartBody,
) -> Result<HttpResponseCreated<Vec<Part>>, HttpError> {
    let mut parts = Vec::new();
    while let Some(field) = body.content.next_field().await.map_err(bad)? {
        let [name, file_name] =
            [field.name(), field.file_name()].map(|text| text.map(str::to_owned));
        let content_type = field.content_type().map(ToString::to_string);
        let size = field.bytes().await.map_err(bad)?.len();
        parts.push(Part {
            name,
            file_name,
            content_type,
            size,
        });
    }
    Ok(HttpResponseCreated(parts))
}

/// Download an image
#[endpoint { method = GET, path = "/v1/images/{image}/content", tags = ["images"] }]
pub async fn image_content(
    _context: RequestContext<Context>,
    path: Path<ImagePath>,
) -> Result<Response<Body>, HttpError> {
    let mut bytes = vec![0, 255, b'\n'];
    bytes.extend(path.into_inner().image.bytes());
    Ok(Response::builder()
        .header("content-type", "application/octet-stream")
        .body(bytes.into())?)
}

#[derive(Serialize, JsonSchema)]
pub struct SizeHeader {
    #[serde(rename = "X-Size")]
    size: String,
}

/// Replace an image
#[endpoint { method = PUT, path = "/v1/images/{image}/content", tags = ["images"] }]
pub async fn image_replace(
    _context: RequestContext<Context>,
    _path: Path<ImagePath>,
    body: UntypedBody,
) -> Result<HttpResponseHeaders<HttpResponseUpdatedNoContent, SizeHeader>, HttpError> {
    let size = body.as_bytes().len().to_string();
    Ok(HttpResponseHeaders::new(
        HttpResponseUpdatedNoContent(),
        SizeHeader { size },
    ))
}

/// Send an image through and get it back
#[endpoint { method = POST, path = "/v1/images/{image}/echo", tags = ["images"] }]
pub async fn image_stream(
    _context: RequestContext<Context>,
    _path: Path<ImagePath>,
    body: StreamingBody,
) -> Result<HttpResponseOk<FreeformBody>, HttpError> {
    let pieces: Vec<_> = body.into_stream().try_collect().await?;
    Ok(HttpResponseOk(FreeformBody(pieces.concat().into())))
}
