//! A desk where people bring their troubles: tickets, their attachments, and the rules by which they are sorted.

mod attachments;
mod errors;
mod model;
mod rules;
mod tickets;

use std::sync::Arc;

use aide::{
    axum::{
        ApiRouter,
        routing::{get_with, post_with},
    },
    openapi::{OpenApi, SecurityScheme, Tag},
};
use axum::{Extension, Json, routing::get};
use tokio::net::TcpListener;

async fn document(Extension(document): Extension<Arc<OpenApi>>) -> Json<Arc<OpenApi>> {
    Json(document)
}

fn router() -> ApiRouter {
    ApiRouter::new()
        .nest("/tickets", tickets::routes())
        .nest("/tickets/{id}/attachments", attachments::routes())
        .nest("/rules", rules::routes())
        .api_route(
            "/articles/{*page}",
            get_with(attachments::article, attachments::article_docs),
        )
        .api_route(
            "/board",
            get_with(attachments::board, attachments::board_docs),
        )
        .api_route(
            "/sessions",
            post_with(tickets::log_in, tickets::log_in_docs),
        )
}

#[tokio::main]
async fn main() {
    let port = std::env::args()
        .nth(1)
        .expect("the port is the first argument");
    aide::generate::on_error(|error| eprintln!("{error}"));
    aide::generate::extract_schemas(true);
    let mut api = OpenApi::default();
    let router = router()
        .route("/docs/api.json", get(document))
        .finish_api_with(&mut api, |api| {
            let bearer = SecurityScheme::Http {
                scheme: "bearer".to_owned(),
                bearer_format: None,
                description: Some("What `/sessions` gives".to_owned()),
                extensions: Default::default(),
            };
            api.title("Desk")
                .version("2.0.0")
                .tag(Tag {
                    name: "tickets".to_owned(),
                    ..Tag::default()
                })
                .security_scheme("Bearer", bearer)
        });
    let router = router.layer(Extension(Arc::new(api)));
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .expect("the port is free");
    axum::serve(listener, router)
        .await
        .expect("the server runs");
}
