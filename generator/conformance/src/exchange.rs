//! A request and its answer.

use http::{HeaderMap, StatusCode, request, response};
use serde_json::Value;

/// What went over the wire for one request.
#[derive(Clone, Debug)]
pub struct Exchange {
    method: String,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
    status: StatusCode,
    answer_headers: HeaderMap,
    answer: Vec<u8>,
}

impl Exchange {
    pub(crate) fn new(head: &request::Parts, body: &[u8]) -> Self {
        Self {
            method: head.method.to_string(),
            target: head.uri.to_string(),
            headers: head.headers.clone(),
            body: body.to_vec(),
            status: StatusCode::default(),
            answer_headers: HeaderMap::new(),
            answer: Vec::new(),
        }
    }

    pub(crate) fn answered(&mut self, head: &response::Parts) {
        self.status = head.status;
        self.answer_headers = head.headers.clone();
    }

    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        self.answer.extend_from_slice(bytes);
    }

    pub(crate) fn method(&self) -> &str {
        &self.method
    }

    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Method, path and query as they were sent, as `GET /books?page=1`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// A header of the request: its first line.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// The body as it was sent.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as it was sent, as text; the boundary of a multipart body, which is made by chance, is `BOUNDARY`.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        let content_type = self.header("content-type").unwrap_or_default();
        match content_type.split_once("boundary=") {
            Some((_, boundary)) => {
                let boundary = boundary.split(';').next().unwrap_or_default();
                text.replace(boundary.trim().trim_matches('"'), "BOUNDARY")
            }
            None => text,
        }
    }

    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The status of the answer.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header of the answer: its first line.
    pub fn answer_header(&self, name: &str) -> Option<&str> {
        first(&self.answer_headers, name)
    }

    /// The body of the answer.
    pub fn answer_bytes(&self) -> &[u8] {
        &self.answer
    }

    /// The body of the answer as text.
    pub fn answer_text(&self) -> String {
        String::from_utf8_lossy(&self.answer).into_owned()
    }

    /// The body of the answer as JSON; `null` where it is none.
    pub fn answer_json(&self) -> Value {
        serde_json::from_slice(&self.answer).unwrap_or_default()
    }
}

fn first<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
