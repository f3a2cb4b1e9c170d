//! What is answered where something is wrong.

use salvo::{
    http::StatusCode,
    oapi::{self, EndpointOutRegister, ToSchema},
    prelude::*,
};
use serde::Serialize;

/// Why nothing was done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "reason", rename_all = "camelCase")]
pub enum Failure {
    NoSuchFilm {
        id: u64,
    },
    BadField {
        field: String,
        problem: Option<String>,
    },
    Stranger,
}

#[async_trait]
impl Writer for Failure {
    async fn write(self, _request: &mut Request, _depot: &mut Depot, response: &mut Response) {
        response.status_code(match self {
            Self::NoSuchFilm { .. } => StatusCode::NOT_FOUND,
            Self::BadField { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stranger => StatusCode::UNAUTHORIZED,
        });
        response.render(Json(self));
    }
}

impl EndpointOutRegister for Failure {
    fn register(components: &mut oapi::Components, operation: &mut oapi::Operation) {
        let schema = Self::to_schema(components);
        for (status, description) in [
            ("401", "Nobody knows you"),
            ("404", "There is no such film"),
            ("422", "That cannot be"),
        ] {
            let content = oapi::Content::new(schema.clone());
            let response =
                oapi::Response::new(description).add_content("application/json", content);
            operation.responses.insert(status, response);
        }
    }
}
