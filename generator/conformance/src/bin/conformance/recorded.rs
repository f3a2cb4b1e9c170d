//! A server that cannot run here: its description, and answers as it gives them.
//!
//! The folder of the set-up has `description.yaml` or `description.json`, and `answers.yaml`: a list of [`Answer`]s.

use std::convert::Infallible;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use conformance::whole;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::setup::Setup;

const ANSWERS: &str = "answers.yaml";

/// What a server has answered to a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    /// Method, path and query, as `GET /orders?page=1`.
    to: String,
    /// The body of the request, where it matters: JSON that means the same is the same. The boundary of a multipart body is `BOUNDARY`.
    sent: Option<String>,
    /// The status.
    status: u16,
    /// Headers, each as its name and its value.
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// The body.
    #[serde(default)]
    body: String,
    /// The body, where it is no text.
    bytes: Option<Vec<u8>>,
}

/// A server that gives the answers, until this value is dropped.
#[derive(Debug)]
pub(crate) struct Recorded {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Recorded {
    /// Whether a set-up is one of a server that cannot run here.
    pub(crate) fn is_for(setup: &Setup) -> bool {
        setup.folder.join(ANSWERS).is_file()
    }

    /// Starts to answer.
    pub(crate) fn start(setup: &Setup) -> Result<Self, String> {
        let path = setup.folder.join(ANSWERS);
        let failed = |error: String| format!("cannot read {}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
        let answers: Vec<Answer> =
            serde_yaml::from_str(&text).map_err(|error| failed(error.to_string()))?;
        let failed = |error: std::io::Error| format!("cannot answer: {error}");
        let runtime = Runtime::new().map_err(failed)?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
        let listener = listener.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        runtime.spawn(serve(listener, answers.into()));
        Ok(Self {
            address,
            _runtime: runtime,
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The file with the description.
    pub(crate) fn description(setup: &Setup) -> Result<PathBuf, String> {
        let names = ["description.yaml", "description.json"];
        let mut files = names.map(|name| setup.folder.join(name)).into_iter();
        let found = files.find(|it| it.is_file());
        found.ok_or_else(|| format!("{} has no description", shown(&setup.folder)))
    }
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}

async fn serve(listener: TcpListener, answers: Arc<[Answer]>) {
    while let Ok((stream, _)) = listener.accept().await {
        let answers = Arc::clone(&answers);
        tokio::spawn(async move {
            let answer = service_fn(|request| answer(request, &answers));
            // Who hangs up has heard enough.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}

async fn answer(
    request: Request<Incoming>,
    answers: &[Answer],
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let line = format!("{} {}", head.method, head.uri);
    let body = body.collect().await.map(Collected::to_bytes);
    let content_type = head.headers.get(CONTENT_TYPE);
    let content_type = content_type.and_then(|it| it.to_str().ok());
    let sent = text(&body.unwrap_or_default(), content_type.unwrap_or_default());
    if let Some(found) = found(answers, &line, &sent) {
        return Ok(response(found));
    }
    let mut none = Response::new(format!("no answer is recorded to {line}: {sent}").into());
    *none.status_mut() = StatusCode::NOT_IMPLEMENTED;
    Ok(none)
}

/// The first answer to a request.
fn found<'a>(answers: &'a [Answer], line: &str, sent: &str) -> Option<&'a Answer> {
    let is_sent = |expected: &String| {
        let json = |text: &str| serde_json::from_str::<Value>(text).ok().map(whole);
        expected == sent || json(expected).is_some_and(|it| Some(it) == json(sent))
    };
    let mut answers = answers.iter();
    answers.find(|it| it.to == line && it.sent.as_ref().is_none_or(is_sent))
}

/// A body as text, without what is made by chance.
fn text(body: &[u8], content_type: &str) -> String {
    let text = String::from_utf8_lossy(body);
    match content_type.split_once("boundary=") {
        Some((_, boundary)) => text.replace(boundary, "BOUNDARY").replace("\r\n", "\n"),
        None => text.into_owned(),
    }
}

fn response(answer: &Answer) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    let body = match &answer.bytes {
        Some(bytes) => Bytes::from(bytes.clone()),
        None => Bytes::from(answer.body.clone()),
    };
    response.body(Full::new(body)).unwrap_or_else(|error| {
        let mut wrong = Response::new(Full::from(error.to_string()));
        *wrong.status_mut() = StatusCode::NOT_IMPLEMENTED;
        wrong
    })
}

#[cfg(test)]
mod tests {
    use super::{Answer, found, text};

    fn answers() -> Vec<Answer> {
        let answers = r#"
- {to: POST /orders, sent: '{"a": 1.0, "b": null}', status: 201}
- {to: POST /orders, sent: plain, status: 202}
- {to: GET /orders?page=1, status: 200}
- {to: POST /orders, status: 422}
"#;
        serde_yaml::from_str(answers).unwrap()
    }

    #[test]
    fn the_first_answer_to_a_request_is_given() {
        let status = |line, sent| found(&answers(), line, sent).map(|it| it.status);
        assert_eq!(status("POST /orders", r#"{"b":null,"a":1}"#), Some(201));
        assert_eq!(status("POST /orders", "plain"), Some(202));
        assert_eq!(status("POST /orders", r#"{"a":1}"#), Some(422));
        assert_eq!(status("GET /orders?page=1", ""), Some(200));
        assert_eq!(status("GET /orders", ""), None);
    }

    #[test]
    fn a_boundary_is_no_part_of_what_is_sent() {
        let body = b"--x1\r\n\r\na\r\n--x1--\r\n";
        let shown = text(body, "multipart/form-data; boundary=x1");
        assert_eq!(shown, "--BOUNDARY\n\na\n--BOUNDARY--\n");
    }
}
