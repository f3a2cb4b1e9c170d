//! A server that gives tokens at `/token`, and answers those who have one at `/things`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use http::{Method, StatusCode};
use openapi_runtime::runtime::{
    ClientBuilder, OAuth2Flow, OAuth2FlowKind, Operation, Scheme, SchemeKind,
};

pub(crate) static OAUTH: Scheme = Scheme {
    name: "oauth",
    kind: SchemeKind::OAuth2(&[
        OAuth2Flow::new(
            OAuth2FlowKind::AuthorizationCode,
            "/authorize?a=b",
            "/token",
        )
        .renewed_at("token?renewed=1")
        .needing(&["read", "write"]),
        OAuth2Flow::new(OAuth2FlowKind::ClientCredentials, "", "/token")
            .needing(&["read:all", "write"]),
    ]),
};

pub(crate) static THINGS: Operation = Operation {
    id: "things.list",
    method: Method::GET,
    path: "/things",
    idempotent: true,
    security: &[&["oauth"]],
    errors: &[],
};

/// What the server was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) authorization: Option<String>,
    pub(crate) body: String,
    pub(crate) renewed: bool,
}

/// What the server does with the request for a token of this number, from 1.
pub(crate) type Give = dyn Fn(usize) -> Answer + Send + Sync;

pub(crate) struct Answer {
    pub(crate) after: Duration,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// A token of this name that is good for this many seconds.
pub(crate) fn token(name: &str, seconds: u32) -> Answer {
    answer(
        200,
        format!(r#"{{"access_token":"{name}","token_type":"Bearer","expires_in":{seconds}}}"#),
    )
}

pub(crate) fn answer(status: u16, body: impl Into<String>) -> Answer {
    Answer {
        after: Duration::ZERO,
        status,
        headers: vec![("content-type", "application/json".to_owned())],
        body: body.into(),
    }
}

pub(crate) struct TokenServer {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    calls: Arc<Mutex<Vec<Option<String>>>>,
    /// The tokens that `/things` refuses.
    pub(crate) refused: Arc<Mutex<Vec<String>>>,
}

impl TokenServer {
    pub(crate) async fn start(give: impl Fn(usize) -> Answer + Send + Sync + 'static) -> Self {
        let give: Arc<Give> = Arc::new(give);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let calls = Arc::new(Mutex::new(Vec::new()));
        let refused = Arc::new(Mutex::new(Vec::new()));
        let tokens = {
            let asked = Arc::clone(&asked);
            move |uri: http::Uri, headers: HeaderMap, body: String| async move {
                let number = {
                    let mut asked = asked.lock().unwrap();
                    asked.push(Asked {
                        authorization: authorization(&headers),
                        body,
                        renewed: uri.query() == Some("renewed=1"),
                    });
                    asked.len()
                };
                let answer = give(number);
                tokio::time::sleep(answer.after).await;
                let mut response = http::Response::builder().status(answer.status);
                for (name, value) in answer.headers {
                    response = response.header(name, value);
                }
                response.body(axum::body::Body::from(answer.body)).unwrap()
            }
        };
        let things = {
            let (calls, refused) = (Arc::clone(&calls), Arc::clone(&refused));
            move |headers: HeaderMap| async move {
                let sent = authorization(&headers);
                calls.lock().unwrap().push(sent.clone());
                let refused = refused.lock().unwrap();
                let is_refused =
                    sent.is_none_or(|sent| refused.iter().any(|it| sent == format!("Bearer {it}")));
                if is_refused {
                    (StatusCode::UNAUTHORIZED, "{}")
                } else {
                    (StatusCode::OK, "{}")
                }
            }
        };
        let router = Router::new()
            .route("/token", post(tokens))
            .route("/things", get(things));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            url,
            asked,
            calls,
            refused,
        }
    }

    /// A builder for a client of the server that knows its scheme.
    pub(crate) fn client(&self) -> ClientBuilder {
        static ALL: [&Scheme; 1] = [&OAUTH];
        ClientBuilder::new(None).base_url(&self.url).schemes(&ALL)
    }

    /// The requests for tokens.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What the calls were authenticated with.
    pub(crate) fn calls(&self) -> Vec<Option<String>> {
        self.calls.lock().unwrap().clone()
    }
}

fn authorization(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("authorization")?;
    Some(value.to_str().unwrap().to_owned())
}
