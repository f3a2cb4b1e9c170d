//! An archive of films: what is known of them, their reels, and what is said about them.

mod errors;
mod films;
mod model;
mod reels;
mod reviews;
mod sessions;

use salvo::{
    oapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    prelude::*,
};

fn routes() -> Router {
    Router::new()
        .push(
            Router::with_path("films")
                .get(films::list_films)
                .post(films::create_film)
                .push(
                    Router::with_path("{id}")
                        .get(films::get_film)
                        .patch(films::change_film)
                        .delete(films::delete_film)
                        .push(
                            Router::with_path("reels")
                                .get(reels::download_reel)
                                .put(reels::replace_reel),
                        )
                        .push(Router::with_path("stills").post(reels::add_stills))
                        .push(Router::with_path("poster").post(reels::add_poster))
                        .push(Router::with_path("title").get(films::film_title)),
                ),
        )
        .push(Router::with_path("screenings/{format}/{hall}/{day}").get(films::screening))
        .push(Router::with_path("old/{id}").get(films::old_film))
        .push(Router::with_path("scripts/{**path}").get(reels::script))
        .push(Router::with_path("sessions").post(sessions::log_in))
        .push(
            Router::with_path("reviews")
                .post(reviews::review)
                .get(reviews::reviews)
                .push(Router::with_path("verdicts").post(reviews::judge))
                .push(Router::with_path("marks").post(reviews::mark))
                .push(Router::with_path("searches").post(reviews::search)),
        )
}

#[tokio::main]
async fn main() {
    let port = std::env::args()
        .nth(1)
        .expect("the port is the first argument");
    let router = Router::new().push(routes());
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer).bearer_format("JWT"));
    let key = SecurityScheme::ApiKey(ApiKey::Query(ApiKeyValue::new("key")));
    let document = OpenApi::new("Film archive", "0.9.0")
        .add_security_scheme("bearer", bearer)
        .add_security_scheme("key", key)
        .merge_router(&router);
    let router = router.push(document.into_router("/api-doc/openapi.json"));
    let acceptor = TcpListener::new(format!("127.0.0.1:{port}")).bind().await;
    Server::new(acceptor).serve(router).await;
}
