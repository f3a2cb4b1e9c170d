//! A loopback server that answers from a script, well or badly, and remembers what it was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the server does with one request.
#[derive(Clone)]
pub enum Reply {
    /// Sends these bytes and waits for the next request.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Ends the connection by a reset.
    Reset,
    /// Sends these bytes, then nothing until the client goes away.
    Hang(Vec<u8>),
    /// Waits before it replies.
    Slow(Duration, Box<Reply>),
    /// Sends the first bytes, and then the second again and again, until the client goes away.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes one by one, with a wait before each.
    Drip(Duration, Vec<u8>),
}

/// What happened so far.
#[derive(Clone, Default)]
pub struct Log {
    /// The requests, as they came.
    pub requests: Vec<String>,
    /// How many connections were made.
    pub connections: usize,
    /// How many times the client went away while it was kept waiting.
    pub hangups: usize,
    /// How many bytes the client took of what has no end.
    pub taken: usize,
}

/// A running server. Past the end of the script it answers 200 with `{}`.
pub struct Server {
    port: u16,
    log: watch::Receiver<Log>,
}

impl Server {
    pub async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::of(TcpListener::bind("127.0.0.1:0").await.unwrap(), replies)
    }

    /// A server whose address has to be known before its replies.
    pub fn on(listener: std::net::TcpListener, replies: Vec<Reply>) -> Self {
        listener.set_nonblocking(true).unwrap();
        Self::of(TcpListener::from_std(listener).unwrap(), replies)
    }

    fn of(listener: TcpListener, replies: impl IntoIterator<Item = Reply>) -> Self {
        let port = listener.local_addr().unwrap().port();
        let replies = Arc::new(Mutex::new(replies.into_iter().collect()));
        let (sender, log) = watch::channel(Log::default());
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    // Where a process has too many files open, others are about to be closed.
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    continue;
                };
                sender.send_modify(|log| log.connections += 1);
                tokio::spawn(serve(stream, Arc::clone(&replies), sender.clone()));
            }
        });
        Self { port, log }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The same server under another name, which makes it another origin.
    pub fn other_origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    pub fn log(&self) -> Log {
        self.log.borrow().clone()
    }

    pub fn requests(&self) -> Vec<String> {
        self.log().requests
    }

    /// Waits until the log is as asked.
    pub async fn wait_for(&self, condition: impl FnMut(&Log) -> bool) {
        let mut log = self.log.clone();
        let waited = tokio::time::timeout(Duration::from_secs(20), log.wait_for(condition));
        drop(waited.await.expect("in time").expect("still serving"));
    }
}

/// A response of this status with headers, each ended by `\r\n`, and a body.
pub fn response(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let mut bytes =
        format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A reply of this status with headers, each ended by `\r\n`, and a body.
pub fn reply(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    Reply::Send(response(status, headers, body))
}

async fn serve(
    mut stream: TcpStream,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    log: watch::Sender<Log>,
) {
    while let Some(request) = read_request(&mut stream).await {
        log.send_modify(|log| log.requests.push(request));
        let next = replies.lock().unwrap().pop_front();
        let mut act = next.unwrap_or_else(|| reply(200, "", "{}"));
        while let Reply::Slow(delay, then) = act {
            tokio::time::sleep(delay).await;
            act = *then;
        }
        if !perform(act, &mut stream, &log).await {
            return;
        }
    }
}

/// Does what is asked for with one request; `false` where that is the end of the connection.
async fn perform(act: Reply, stream: &mut TcpStream, log: &watch::Sender<Log>) -> bool {
    match act {
        Reply::Send(bytes) => stream.write_all(&bytes).await.is_ok(),
        Reply::SendAndClose(bytes) => {
            drop(stream.write_all(&bytes).await);
            drop(stream.shutdown().await);
            false
        }
        Reply::Reset => {
            stream.set_zero_linger().unwrap();
            false
        }
        Reply::Hang(bytes) => {
            drop(stream.write_all(&bytes).await);
            while matches!(stream.read(&mut [0; 64]).await, Ok(read) if read > 0) {}
            log.send_modify(|log| log.hangups += 1);
            false
        }
        Reply::Endless(start, piece) => {
            drop(stream.write_all(&start).await);
            let pieces = piece.repeat(1 + 4096 / piece.len());
            while let Ok(written) = stream.write(&pieces).await {
                log.send_modify(|log| log.taken += written);
            }
            log.send_modify(|log| log.hangups += 1);
            false
        }
        Reply::Drip(wait, bytes) => {
            for byte in bytes {
                tokio::time::sleep(wait).await;
                if stream.write_all(&[byte]).await.is_err() {
                    log.send_modify(|log| log.hangups += 1);
                    return false;
                }
            }
            true
        }
        Reply::Slow(..) => unreachable!(),
    }
}

/// One request, head and body; `None` once the client has gone.
pub async fn read_request(stream: &mut TcpStream) -> Option<String> {
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
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(String::from_utf8(bytes).unwrap())
}

pub async fn write(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).await.unwrap();
}
