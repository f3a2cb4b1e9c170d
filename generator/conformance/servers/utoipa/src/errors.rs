//! What is answered where something is wrong.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{FromRequest, Request, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

/// Why a request was not done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ApiError {
    /// There is no such thing.
    NotFound { what: String, id: u64 },
    /// Fields of the body with what is wrong about each.
    Invalid {
        fields: BTreeMap<String, Vec<String>>,
    },
    /// The body is no JSON of the right shape.
    Malformed { detail: String },
    /// The token is missing or wrong.
    Unauthorized,
}

impl ApiError {
    pub fn invalid(field: &str, problem: &str) -> Self {
        Self::Invalid {
            fields: BTreeMap::from([(field.to_owned(), vec![problem.to_owned()])]),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
        };
        (status, Json(self)).into_response()
    }
}

/// A body of JSON, whose errors are answered as `ApiError`.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let body = Json::<T>::from_request(request, state).await;
        body.map(|Json(value)| Self(value))
            .map_err(|error: JsonRejection| ApiError::Malformed {
                detail: error.body_text(),
            })
    }
}

/// Lets those in who have the token.
pub fn authorize(headers: &HeaderMap) -> Result<(), ApiError> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if token == Some("Bearer gr33n") {
        Ok(())
    } else {
        Err(ApiError::Unauthorized)
    }
}
