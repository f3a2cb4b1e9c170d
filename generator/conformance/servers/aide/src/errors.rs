//! What is answered where something is wrong, and who may come in.

use std::collections::BTreeMap;

use aide::{OperationInput, OperationOutput, generate::GenContext, openapi::Operation};
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, rejection::JsonRejection},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A default error response for most API errors.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AppError {
    /// An error message.
    pub error: String,
    #[serde(skip)]
    pub status: StatusCode,
    /// Optional additional error details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_details: Option<Details>,
}

/// What is wrong.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Details {
    Fields(BTreeMap<String, String>),
    Missing { id: u64 },
    Nothing,
}

impl AppError {
    pub fn new(status: StatusCode, error: &str, error_details: Option<Details>) -> Self {
        Self {
            error: error.to_owned(),
            status,
            error_details,
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}

impl OperationOutput for AppError {
    type Inner = Self;

    fn operation_response(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Option<aide::openapi::Response> {
        Json::<Self>::operation_response(context, operation)
    }
}

/// A body of JSON, whose errors are answered as `AppError`.
#[derive(FromRequest)]
#[from_request(via(Json), rejection(AppError))]
pub struct Body<T>(pub T);

impl From<JsonRejection> for AppError {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(
            rejection.status(),
            &rejection.body_text(),
            Some(Details::Nothing),
        )
    }
}

impl<T: JsonSchema> OperationInput for Body<T> {
    fn operation_input(context: &mut GenContext, operation: &mut Operation) {
        Json::<T>::operation_input(context, operation);
    }
}

/// Somebody who has a token.
pub struct Agent;

impl<S: Send + Sync> FromRequestParts<S> for Agent {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, AppError> {
        match parts.headers.get(header::AUTHORIZATION) {
            Some(token) if token == "Bearer d3sk" => Ok(Self),
            _ => Err(AppError::new(
                StatusCode::UNAUTHORIZED,
                "who are you?",
                None,
            )),
        }
    }
}

impl OperationInput for Agent {
    fn operation_input(_context: &mut GenContext, operation: &mut Operation) {
        operation
            .security
            .push([("Bearer".to_owned(), Vec::new())].into_iter().collect());
    }
}
