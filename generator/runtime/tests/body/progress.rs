//! How far a body has come, as a caller is told.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::io::Write as _;
use std::sync::{Arc, Mutex};

use crate::support::server::{Server, reply};
use crate::support::{GET, POST, builder, request};
use openapi_runtime::runtime::{
    Client, File, Request, TransferProgress, Undocumented, bytes, multipart::Part,
};

const MIB: usize = 1 << 20;

fn client(server: &Server) -> Client {
    builder().base_url(&server.url()).build().unwrap()
}

/// Bytes, and how many there will be.
type Step = (u64, Option<u64>);

/// What a caller has been told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Step>>>);

impl Told {
    fn note(&self) -> impl Fn(TransferProgress) + Send + Sync + 'static {
        let told = Arc::clone(&self.0);
        move |progress| told.lock().unwrap().push((progress.bytes, progress.total))
    }

    /// What was told of each attempt.
    fn attempts(&self) -> Vec<Vec<Step>> {
        let mut attempts: Vec<Vec<_>> = Vec::new();
        for told in self.0.lock().unwrap().iter() {
            if told.0 == 0 {
                attempts.push(Vec::new());
            }
            attempts.last_mut().unwrap().push(*told);
        }
        attempts
    }
}

/// Whether it went up step by step to all of this.
fn is_whole(attempt: &[Step], length: usize) -> bool {
    let total = Some(length as u64);
    let rises = attempt.is_sorted_by(|one, next| one.0 < next.0);
    let is_known = attempt.iter().all(|(_, known)| *known == total);
    rises && is_known && attempt.last() == Some(&(length as u64, total))
}

#[tokio::test]
async fn an_upload_is_told_of_from_the_start_of_each_attempt() {
    let again = || reply(503, "retry-after: 0\r\n", "");
    let server = Server::start([again(), reply(200, "", "{}"), again()]).await;
    let client = client(&server);
    let told = Told::default();
    request(&client, &POST)
        .body("text/plain", "a".repeat(MIB))
        .on_upload_progress(told.note())
        .await
        .unwrap();
    let attempts = told.attempts();
    assert_eq!(attempts.len(), 2);
    for attempt in &attempts {
        assert!(attempt.len() > 10 && is_whole(attempt, MIB), "{attempt:?}");
    }
    let sent = &server.requests()[0];
    assert!(
        sent.contains(&format!("content-length: {MIB}\r\n")),
        "{sent}"
    );
    assert!(sent.ends_with(&"a".repeat(MIB)));

    // A stream of its own length.
    let file = tempfile("progress", &"b".repeat(MIB));
    let told = Told::default();
    request(&client, &POST)
        .body("text/plain", File::open(&file).unwrap())
        .on_upload_progress(told.note())
        .await
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let attempts = told.attempts();
    assert_eq!(attempts.len(), 2);
    assert!(attempts.iter().all(|it| is_whole(it, MIB)), "{attempts:?}");
}

fn tempfile(name: &str, text: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("{name}-{}.txt", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

#[tokio::test]
async fn the_parts_of_a_body_are_one_upload() {
    let server = Server::start([]).await;
    let told = Told::default();
    let file = File::new("c".repeat(100));
    request(&client(&server), &POST)
        .multipart(&[Part::files("film", &file, Some("video/mp4"))])
        .on_upload_progress(told.note())
        .await
        .unwrap();
    let sent = server.requests().remove(0);
    let (_, body) = sent.split_once("\r\n\r\n").unwrap();
    let attempts = told.attempts();
    assert!(is_whole(&attempts[0], body.len()), "{attempts:?}");
}

#[tokio::test]
async fn a_call_without_a_body_has_sent_all_at_once() {
    let server = Server::start([]).await;
    let told = Told::default();
    let call = request(&client(&server), &GET).on_upload_progress(told.note());
    call.await.unwrap();
    assert_eq!(told.attempts(), [[(0, Some(0))]]);
    let sent = server.requests().remove(0);
    assert!(!sent.contains("content-length"), "{sent}");
    assert!(!sent.contains("transfer-encoding"), "{sent}");
}

#[tokio::test]
async fn a_download_is_told_of_however_it_is_read() {
    let long = "d".repeat(MIB);
    let server = Server::start([
        reply(503, "retry-after: 0\r\n", "not yet"),
        reply(200, "", &long),
        reply(200, "", &long),
    ])
    .await;
    let client = client(&server);
    let told = Told::default();
    let call = Request::<_, Undocumented>::new(&client, &GET, bytes);
    let whole = call.on_download_progress(told.note()).await.unwrap();
    assert_eq!(whole.len(), MIB);
    // What a failure says is not what was asked for.
    let attempts = told.attempts();
    assert_eq!(attempts.len(), 1);
    assert!(is_whole(&attempts[0], MIB), "{attempts:?}");

    let told = Told::default();
    let call = Request::<_, Undocumented>::new(&client, &GET, bytes);
    let call = call.on_download_progress(told.note());
    let mut stream = call.bytes_stream().await.unwrap();
    let mut read = 0;
    while let Some(piece) = stream.chunk().await.unwrap() {
        read += piece.len();
        let so_far = told.attempts()[0].last().unwrap().0;
        assert_eq!(so_far, read as u64);
    }
    assert!(is_whole(&told.attempts()[0], MIB));
}

#[tokio::test]
async fn of_a_compressed_response_only_what_has_come_is_known() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all("e".repeat(MIB).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let server = Server::start([reply(200, "content-encoding: gzip\r\n", packed)]).await;
    let told = Told::default();
    let call = Request::<_, Undocumented>::new(&client(&server), &GET, bytes);
    call.on_download_progress(told.note()).await.unwrap();
    let attempts = told.attempts();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].first(), Some(&(0, None)));
    assert_eq!(attempts[0].last(), Some(&(MIB as u64, None)));
}
