//! A greenhouse: its plants, their photographs, and the devices that keep them alive.

mod devices;
mod errors;
mod lookups;
mod model;
mod photos;
mod plants;

use axum::{Json, routing::get};
use tokio::net::TcpListener;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

#[derive(OpenApi)]
#[openapi(
    info(title = "Greenhouse", description = "What grows, and what keeps it growing."),
    modifiers(&Credentials),
    tags(
        (name = "plants", description = "Everything that grows."),
        (name = "devices", description = "Valves and sensors."),
    )
)]
struct ApiDoc;

struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let key = ApiKey::Header(ApiKeyValue::new("X-Device-Key"));
        components.add_security_scheme("device_key", SecurityScheme::ApiKey(key));
    }
}

#[tokio::main]
async fn main() {
    let port = std::env::args()
        .nth(1)
        .expect("the port is the first argument");
    let (router, document) = OpenApiRouter::with_openapi(ApiDoc::openapi())
        .routes(routes!(plants::list_plants, plants::create_plant))
        .routes(routes!(
            plants::get_plant,
            plants::patch_plant,
            plants::delete_plant
        ))
        .routes(routes!(lookups::plants_of_a_day))
        .routes(routes!(lookups::old_plant))
        .routes(routes!(lookups::label))
        .routes(routes!(lookups::search))
        .routes(routes!(lookups::export))
        .routes(routes!(lookups::log_in))
        .routes(routes!(
            photos::add_photos,
            photos::photo,
            photos::replace_photo
        ))
        .routes(routes!(photos::file))
        .nest(
            "/devices",
            OpenApiRouter::new()
                .routes(routes!(devices::command))
                .routes(routes!(devices::record, devices::readings))
                .routes(routes!(devices::report))
                .routes(routes!(devices::watch))
                .routes(routes!(devices::last_alarm)),
        )
        .split_for_parts();
    let router = router.route("/api-docs/openapi.json", get(async move || Json(document)));
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .expect("the port is free");
    axum::serve(listener, router)
        .await
        .expect("the server runs");
}
