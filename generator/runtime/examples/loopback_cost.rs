//! What a call costs in CPU time over loopback, against bare reqwest with the same settings.
//!
//! `cargo run --release --example loopback_cost` starts itself a second time as the server, so that the server's work is
//! not counted, and then lets both clients take turns. It prints how many calls are in flight, the microseconds of user and
//! system time of a call of each, and the median of the ratios of the rounds, with tabs between them; with `ours` or `bare`
//! as an argument it lets only one of them call, for a profiler. Linux only: the kernel's own account of each thread is what is precise enough.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement prints, and may stop at any fault"
)]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Operation, Request, Scheme, SchemeKind, Style, Undocumented, decode,
};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;

static TOKEN: Scheme = Scheme {
    name: "api_token",
    kind: SchemeKind::Bearer,
};

static KICK: Operation = Operation {
    id: "kick",
    method: Method::POST,
    path: "/accounts/{account_id}/meetings/{meeting_id}/kick",
    idempotent: true,
    security: &[&["api_token"]],
    errors: &[],
};

const CALLS: usize = 4000;
const ROUNDS: usize = 61;

#[derive(Serialize)]
struct Kick {
    participant_ids: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Kicked {
    success: bool,
    data: Data,
}

#[derive(Deserialize, Serialize)]
struct Data {
    action: String,
    participants: Vec<Participant>,
}

#[derive(Deserialize, Serialize)]
struct Participant {
    id: String,
    name: String,
    email: String,
    created_at: String,
}

fn main() {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return runtime().block_on(serve());
    }
    let mut server = Command::new(std::env::current_exe().unwrap())
        .arg("serve")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    let mut lines = BufReader::new(server.stdout.take().unwrap());
    lines.read_line(&mut url).unwrap();
    runtime().block_on(measure(url.trim()));
    server.kill().unwrap();
    server.wait().unwrap();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

async fn measure(url: &str) {
    let ours = ClientBuilder::new(Some(url))
        .credential(&TOKEN, "token")
        .user_agent("cost/1")
        .build()
        .unwrap();
    let bare = Bare::new(url);
    match std::env::args().nth(1).as_deref() {
        Some("ours") => return println!("{:.1} us a call", cost(1, &ours).await),
        Some("bare") => return println!("{:.1} us a call", cost(1, &bare).await),
        _ => {}
    }
    for in_flight in [1, 50] {
        let mut rounds = Vec::new();
        for round in 0..=ROUNDS {
            let (first, second) = if round % 2 == 0 {
                let first = cost(in_flight, &ours).await;
                (first, cost(in_flight, &bare).await)
            } else {
                let second = cost(in_flight, &bare).await;
                (cost(in_flight, &ours).await, second)
            };
            // The first round opens connections and fills caches.
            if round > 0 {
                rounds.push((first, second));
            }
        }
        let median = |of: &dyn Fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        println!(
            "{in_flight}\t{:.1}\t{:.1}\t{:.3}",
            median(&|round| round.0),
            median(&|round| round.1),
            median(&|round| round.0 / round.1),
        );
    }
}

/// A client under measurement.
trait Caller: Clone + Send + 'static {
    fn kick(&self) -> impl Future<Output = Kicked> + Send;
}

impl Caller for Client {
    async fn kick(&self) -> Kicked {
        let ids = vec!["a1b2".to_owned(), "c3d4".to_owned()];
        let request = Request::<_, Undocumented>::new(self, &KICK, decode::bytes)
            .path_parameter("account_id", &"023e105f4ecef8ad9ca31a8372d0c353")
            .path_parameter("meeting_id", &"f2b1-77")
            .query_parameter("dry_run", &true, Style::FORM)
            .json_fields(&[("participant_ids", &ids)]);
        let body = request.await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

/// What a careful user of reqwest would write by hand.
#[derive(Clone)]
struct Bare {
    client: reqwest::Client,
    url: Arc<str>,
}

impl Bare {
    fn new(url: &str) -> Self {
        rustls::crypto::ring::default_provider()
            .install_default()
            .unwrap();
        let mut token = http::HeaderValue::from_static("Bearer token");
        token.set_sensitive(true);
        let headers = [
            (http::header::AUTHORIZATION, token),
            (
                http::header::ACCEPT,
                http::HeaderValue::from_static("application/json"),
            ),
        ];
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .timeout(Duration::from_secs(60))
            .user_agent("cost/1")
            .default_headers(headers.into_iter().collect())
            .build()
            .unwrap();
        Self {
            client,
            url: url.into(),
        }
    }
}

impl Caller for Bare {
    async fn kick(&self) -> Kicked {
        let body = serde_json::to_vec(&Kick {
            participant_ids: vec!["a1b2".to_owned(), "c3d4".to_owned()],
        });
        let (account, meeting) = ("023e105f4ecef8ad9ca31a8372d0c353", "f2b1-77");
        let url = format!(
            "{}/accounts/{account}/meetings/{meeting}/kick?dry_run=true",
            self.url
        );
        let response = self
            .client
            .post(url)
            .header(http::header::CONTENT_TYPE, "application/json")
            .body(body.unwrap())
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap();
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
    }
}

/// The CPU time of a call in microseconds: the mean over one round.
#[allow(clippy::cast_precision_loss, reason = "far below 2^52 nanoseconds")]
async fn cost(in_flight: usize, caller: &impl Caller) -> f64 {
    let before = cpu_nanoseconds();
    let mut tasks = JoinSet::new();
    for _ in 0..in_flight {
        let caller = caller.clone();
        tasks.spawn(async move {
            for _ in 0..CALLS / in_flight {
                assert!(caller.kick().await.success);
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    (cpu_nanoseconds() - before) as f64 / CALLS as f64 / 1000.0
}

/// What the scheduler has counted for the threads of this process.
fn cpu_nanoseconds() -> u64 {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    threads
        .map(|thread| std::fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap())
        .map(|text| {
            let first = text.split(' ').next().unwrap();
            first.parse::<u64>().unwrap()
        })
        .sum()
}

async fn serve() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("http://{}/v4", listener.local_addr().unwrap());
    let response: Arc<[u8]> = response().into();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        tokio::spawn(answer(stream, Arc::clone(&response)));
    }
}

fn response() -> Vec<u8> {
    let participant = |id: usize| Participant {
        id: format!("5f2b-{id}"),
        name: "A. Participant".to_owned(),
        email: "participant@example.com".to_owned(),
        created_at: "2026-11-23T20:59:58Z".to_owned(),
    };
    let body = serde_json::to_string(&Kicked {
        success: true,
        data: Data {
            action: "kicked".to_owned(),
            participants: (0..4).map(participant).collect(),
        },
    })
    .unwrap();
    let length = body.len();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncf-ray: 8f2b\r\n";
    format!("{head}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// Answers every request of a connection.
async fn answer(mut stream: tokio::net::TcpStream, response: Arc<[u8]>) {
    let mut bytes = Vec::new();
    loop {
        let end = loop {
            if let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break head + 4 + content_length(&bytes[..head]);
            }
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        };
        while bytes.len() < end {
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        }
        bytes.drain(..end);
        if stream.write_all(&response).await.is_err() {
            return;
        }
    }
}

fn content_length(head: &[u8]) -> usize {
    std::str::from_utf8(head)
        .unwrap()
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0)
}
