//! A kitchen: its recipes, their pictures, and what is cooked.

mod cooking;
mod model;
mod pictures;
mod recipes;

use poem::{Route, Server, listener::TcpListener};
use poem_openapi::{OpenApiService, Tags};

#[derive(Tags)]
enum Tag {
    /// What can be cooked.
    Recipes,
    Pictures,
    Cooking,
}

#[tokio::main]
async fn main() -> Result<(), std::io::Error> {
    let port = std::env::args()
        .nth(1)
        .expect("the port is the first argument");
    let apis = (
        recipes::RecipesApi,
        pictures::PicturesApi,
        cooking::CookingApi,
    );
    let service =
        OpenApiService::new(apis, "Kitchen", "1.0").server(format!("http://127.0.0.1:{port}/api"));
    let specification = service.spec_endpoint();
    let app = Route::new()
        .nest("/api", service)
        .at("/spec", specification);
    Server::new(TcpListener::bind(format!("127.0.0.1:{port}")))
        .run(app)
        .await
}
