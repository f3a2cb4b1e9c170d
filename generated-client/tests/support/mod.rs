//! A loopback server that answers from a script and remembers what it was sent.

#![allow(dead_code, reason = "each test uses a part of this")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cloudflare_realtime_kit::{Client, ClientBuilder, Json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A kick that was answered well.
pub const KICKED: &str = r#"{"success": true, "data": {"action": "kicked", "participants": [{"id": "p1",
    "created_at": "2025-01-02T03:04:05.678Z", "updated_at": "2025-01-02T03:04:06Z", "email": "a@example.com"}]}}"#;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Instant,
    pub method: String,
    /// As it stands in the request line, with nothing decoded.
    pub target: String,
    /// Names are in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Sent {
    /// The value of a header that came at most once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert_eq!(values.next(), None, "{name} came twice");
        value
    }

    pub fn json(&self) -> Json {
        serde_json::from_str(&self.body).expect("a JSON body")
    }
}

/// What the server sends, after a while.
#[derive(Clone)]
pub struct Reply {
    after: Duration,
    text: String,
}

/// A reply of this status with headers, each ended by `\r\n`, and a body.
pub fn reply(status: u16, headers: &str, body: &str) -> Reply {
    let length = body.len();
    Reply {
        after: Duration::ZERO,
        text: format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n{body}"),
    }
}

impl Reply {
    pub fn after(mut self, wait: Duration) -> Self {
        self.after = wait;
        self
    }
}

/// A running server. Past the end of the script it answers with [`KICKED`].
pub struct Server {
    port: u16,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Server {
    pub async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let sent = Arc::new(Mutex::new(Vec::new()));
        let replies = Arc::new(Mutex::new(replies.into_iter().collect::<VecDeque<_>>()));
        let log = Arc::clone(&sent);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&replies), Arc::clone(&log)));
            }
        });
        Self { port, sent }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/client/v4", self.port)
    }

    /// A client of this server without credentials.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder().base_url(&self.url())
    }

    /// A client of this server with a token.
    pub fn client(&self) -> Client {
        let builder = self.builder().api_token("T0KEN").account_id("acc");
        builder.build().expect("a client")
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().expect("no panic").clone()
    }

    /// The only request there was.
    pub fn only(&self) -> Sent {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent[0].clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    log: Arc<Mutex<Vec<Sent>>>,
) {
    let mut bytes = Vec::new();
    while let Some(sent) = read_request(&mut stream, &mut bytes).await {
        log.lock().expect("no panic").push(sent);
        let next = replies.lock().expect("no panic").pop_front();
        let next = next.unwrap_or_else(|| reply(200, "content-type: application/json\r\n", KICKED));
        tokio::time::sleep(next.after).await;
        if stream.write_all(next.text.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// One request; `None` once the client has gone. What came beyond it stays in `bytes`.
async fn read_request(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<Sent> {
    let mut at = None;
    let mut more = async |bytes: &mut Vec<u8>| {
        let read = stream.read_buf(bytes).await.ok()?;
        at.get_or_insert_with(Instant::now);
        (read > 0).then_some(())
    };
    let end = loop {
        match bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            Some(end) => break end,
            None => more(bytes).await?,
        }
    };
    let head = String::from_utf8(bytes.drain(..end + 4).take(end).collect()).expect("a text");
    let mut lines = head.split("\r\n");
    let mut line = lines.next()?.split(' ').map(str::to_owned);
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().expect("a length"));
    while bytes.len() < length {
        more(bytes).await?;
    }
    Some(Sent {
        at: at.unwrap_or_else(Instant::now),
        method: line.next()?,
        target: line.next()?,
        headers,
        body: String::from_utf8(bytes.drain(..length).collect()).expect("a text"),
    })
}
