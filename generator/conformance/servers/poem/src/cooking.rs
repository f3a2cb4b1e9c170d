//! What is cooked, and what is said while it is.

use std::collections::BTreeMap;

use futures_util::stream::{self, BoxStream, StreamExt};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Path,
    payload::{EventStream, Form, Json},
};
use serde::Deserialize;

use crate::{
    Tag,
    model::{Bake, Price, Problem, Step, Stir},
};

#[derive(Debug, Deserialize, Object)]
struct LogIn {
    user: String,
    #[oai(write_only)]
    password: String,
    stay: Option<bool>,
}

#[derive(Debug, Object)]
struct Session {
    token: String,
    stay: Option<bool>,
}

#[derive(ApiResponse)]
enum LogInResponse {
    /// You are in.
    #[oai(status = 200)]
    In(Json<Session>, #[oai(header = "Set-Cookie")] String),
    /// You are not.
    #[oai(status = 401)]
    Out(Json<Problem>),
}

#[derive(ApiResponse)]
enum PotResponse {
    /// What is in it.
    #[oai(status = 200)]
    Full(Json<Step>),
    /// It is empty.
    #[oai(status = 204)]
    Empty,
}

pub struct CookingApi;

#[OpenApi(tag = "Tag::Cooking")]
impl CookingApi {
    /// Takes steps
    #[oai(path = "/steps", method = "post")]
    async fn take_steps(&self, steps: Json<Vec<Step>>) -> Json<Vec<Step>> {
        steps
    }

    /// Understands prices
    #[oai(path = "/prices", method = "post")]
    async fn understand_prices(
        &self,
        prices: Json<BTreeMap<String, Vec<Price>>>,
    ) -> Json<BTreeMap<String, Vec<Price>>> {
        prices
    }

    /// What is in the pot
    #[oai(path = "/pots/:number", method = "get")]
    async fn pot(&self, number: Path<i32>) -> PotResponse {
        if number.0 < 0 {
            PotResponse::Empty
        } else {
            PotResponse::Full(Json(Step::Stir(Stir { times: 3 })))
        }
    }

    /// What is done, as it is done
    #[oai(path = "/watch", method = "get")]
    async fn watch(&self) -> EventStream<BoxStream<'static, Step>> {
        let steps = [
            Step::Stir(Stir { times: 1 }),
            Step::Bake(Bake {
                degrees: 180,
                fan: Some(true),
            }),
        ];
        EventStream::new(stream::iter(steps).boxed())
    }

    /// Logs in
    #[oai(path = "/sessions", method = "post")]
    async fn log_in(&self, form: Form<LogIn>) -> LogInResponse {
        if form.password != "s3cret & more" {
            return LogInResponse::Out(Problem::new(1, "who are you?", Some("password")));
        }
        let session = Session {
            token: format!("c00k of {}", form.user),
            stay: form.stay,
        };
        LogInResponse::In(Json(session), "session=c00k; HttpOnly".to_owned())
    }
}
