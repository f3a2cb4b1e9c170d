//! A loopback server that answers from a script, and remembers what it was sent.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

pub(crate) struct Server {
    url: String,
    sent: Arc<Mutex<String>>,
}

/// Headers that are about the connection, or differ from run to run.
const PASSED_OVER: [&str; 4] = [
    "host",
    "content-length",
    "transfer-encoding",
    "accept-encoding",
];

impl Server {
    /// A server with these replies, which lines of `--` keep apart: a status, headers, a blank line, a body.
    pub(crate) fn start(replies: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let sent = Arc::new(Mutex::new(String::new()));
        let mut replies: Vec<String> = replies
            .split("--\n")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        replies.reverse();
        let log = Arc::clone(&sent);
        let own_url = url.clone();
        thread::spawn(move || {
            while let Some(reply) = replies.pop() {
                let Ok((stream, _)) = listener.accept() else {
                    return;
                };
                serve(stream, &reply.replace("http://server", &own_url), &log);
            }
        });
        Self { url, sent }
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    pub(crate) fn sent(&self) -> String {
        self.sent.lock().unwrap().clone()
    }
}

/// Reads a request, replies, and ends the connection.
fn serve(mut stream: TcpStream, reply: &str, log: &Mutex<String>) {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    let (head, body) = loop {
        let count = stream.read(&mut piece).unwrap_or(0);
        bytes.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && (count == 0 || is_complete(head, body))
        {
            break (head.to_owned(), body.to_owned());
        }
        if count == 0 {
            return;
        }
    };
    log.lock().unwrap().push_str(&shown(&head, &body));
    let (head, body) = reply.split_once("\n\n").unwrap_or((reply.trim_end(), ""));
    let body = body.strip_suffix('\n').unwrap_or(body);
    let body = body.replace("\\0", "\0").replace("\\e", "\u{1b}");
    let head = head.replace('\n', "\r\n");
    let length = body.len();
    let text =
        format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
    let _ = stream.write_all(text.as_bytes());
}

fn is_complete(head: &str, body: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|it| it.strip_prefix("content-length: ")?.parse().ok());
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with("0\r\n\r\n");
    }
    body.len() >= length.unwrap_or(0)
}

/// A request as the files of the cases have it.
fn shown(head: &str, body: &str) -> String {
    let mut lines = head.lines();
    let line = lines.next().unwrap().trim_end_matches(" HTTP/1.1");
    let mut boundary = "";
    let mut headers: Vec<String> = Vec::new();
    for header in lines {
        let name = header.split(':').next().unwrap();
        if let Some((_, value)) = header.split_once("boundary=") {
            boundary = value;
        }
        if !PASSED_OVER.contains(&name.to_ascii_lowercase().as_str()) {
            headers.push(header.to_owned());
        }
    }
    headers.sort();
    let text = format!("{line}\n{}\n", headers.join("\n"));
    let body = if body.is_empty() {
        String::new()
    } else {
        format!("\n{body}\n")
    };
    let text = format!("{text}{body}--\n").replace('\r', "");
    if boundary.is_empty() {
        text
    } else {
        text.replace(boundary, "BOUNDARY")
    }
}
