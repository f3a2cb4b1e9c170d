//! A loopback server that answers with the examples of the description, and looks at what it is asked.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::description::Description;

/// The id of what does not exist: whatever is asked about it is refused.
pub const MISSING: &str = "missing";

/// The id of what the server fails at.
pub const FAILING: &str = "failing";

/// The id of what is answered with something else than is described.
pub const BROKEN: &str = "broken";

/// A running server.
pub struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The `operationId`; empty where the description has no such operation.
    pub operation: String,
    /// See [`Operation`](super::description::Operation).
    pub request: Value,
    pub faults: Vec<String>,
}

impl Server {
    /// Starts on a port that is free, or on the one given.
    pub async fn start(description: Arc<Description>, port: Option<u16>) -> Self {
        let address = ("127.0.0.1", port.unwrap_or(0));
        let listener = TcpListener::bind(address).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&description), Arc::clone(&log)));
            }
        });
        Self { port, seen }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What was asked so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, description: Arc<Description>, log: Arc<Mutex<Vec<Seen>>>) {
    while let Some((head, body)) = read_request(&mut stream).await {
        let (status, body, seen) = answer(&description, &head, &body);
        log.lock().unwrap().push(seen);
        let body = body.to_string();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        let sent = stream.write_all((head + &body).as_bytes()).await;
        if sent.is_err() {
            return;
        }
    }
}

/// The status, the body, and what there is to say about the request.
fn answer(description: &Description, head: &str, body: &[u8]) -> (&'static str, Value, Seen) {
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(operation) = description.find(method, path) else {
        let seen = Seen {
            operation: String::new(),
            request: Value::Null,
            faults: vec![format!("there is no {method} {path}")],
        };
        return ("404 Not Found", json!({}), seen);
    };
    let request = operation.request(path, query, body);
    let mut faults = operation.faults(&request);
    if !body.is_empty() && header(head, "content-type") != Some("application/json") {
        faults.push(format!("{} has a body of another type", operation.id));
    }
    let asked_for = |id| {
        request["path"]
            .as_object()
            .unwrap()
            .values()
            .any(|it| it == id)
    };
    let (status, body) = if asked_for(MISSING) {
        ("404 Not Found", operation.refusal_example.clone())
    } else if asked_for(FAILING) {
        ("500 Internal Server Error", json!({}))
    } else if asked_for(BROKEN) {
        ("200 OK", json!([]))
    } else {
        ("200 OK", operation.response_example.clone())
    };
    let seen = Seen {
        operation: operation.id.clone(),
        request,
        faults,
    };
    (status, body, seen)
}

/// The head and the body of a request; `None` once the client has gone.
async fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some((head, bytes.split_off(end)))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
