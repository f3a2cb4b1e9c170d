//! The recording server: a script for each case, and a log of what came.

use std::path::PathBuf;
use std::process::Stdio;

use cloudflare_realtime_kit::Json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// The folder of the recordings, beside the repository.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/wire");

/// The text of a recording.
pub fn text(name: &str) -> Option<String> {
    std::fs::read_to_string(PathBuf::from(FOLDER).join(name)).ok()
}

/// The running server, which ends with this value.
pub struct Recorder {
    port: u16,
    _process: Child,
}

impl Recorder {
    /// Starts the server; `None` where it cannot be run.
    pub async fn start() -> Option<Self> {
        let mut process = Command::new("python3")
            .arg(PathBuf::from(FOLDER).join("recserver.py"))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .ok()?;
        let mut line = String::new();
        let mut stdout = BufReader::new(process.stdout.take()?);
        stdout.read_line(&mut line).await.ok()?;
        Some(Self {
            port: line.trim().parse().ok()?,
            _process: process,
        })
    }

    /// Opens a port that follows `script`.
    pub async fn open(&self, script: &Json) -> u16 {
        let body = serde_json::json!({ "script": script }).to_string();
        let answer = self.control("POST /case", &body).await;
        let port = answer["port"].as_u64().expect("a port");
        u16::try_from(port).expect("a port")
    }

    /// Closes a port, and tells what came to it.
    pub async fn close(&self, port: u16) -> Vec<Json> {
        let mut log = self.control(&format!("GET /log?port={port}"), "").await;
        match log["requests"].take() {
            Json::Array(requests) => requests,
            other => panic!("{other} for the requests"),
        }
    }

    async fn control(&self, what: &str, body: &str) -> Json {
        let length = body.len();
        let request = format!(
            "{what} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))
            .await
            .expect("a connection");
        stream.write_all(request.as_bytes()).await.expect("writing");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        serde_json::from_str(body).expect("a JSON answer")
    }
}
