//! The client's side: all calls over one client, so many at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{
    Client, Error, Operation, Request, Response, Undocumented, bytes, json,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::TALLY;
use crate::plan::{End, Kind, Plan};
use crate::sample::Samples;

const fn operation(
    id: &'static str,
    method: Method,
    path: &'static str,
    idempotent: bool,
) -> Operation {
    Operation {
        id,
        method,
        path,
        idempotent,
        security: &[],
        errors: &[],
    }
}

static GET: Operation = operation("get", Method::GET, "/things/{call}", true);
static KICK: Operation = operation("kick", Method::POST, "/things/{call}/kick", true);
static CREATE: Operation = operation("create", Method::POST, "/things/{call}", false);
static READ_TALLY: Operation = operation("tally", Method::GET, TALLY, true);

/// How the calls ended.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    /// Those of each kind: with the answer, with a broken connection, with 429.
    pub(crate) counts: [[AtomicUsize; 3]; 3],
    /// Not as the plan has it.
    pub(crate) wrong: AtomicUsize,
    /// All of them.
    pub(crate) ended: AtomicUsize,
}

/// Makes all calls, `in_flight` at a time, and looks at what comes of each.
pub(crate) async fn make(
    client: &Client,
    plan: Plan,
    calls: usize,
    in_flight: usize,
) -> Result<(Arc<Ends>, Samples), String> {
    let ends = Arc::new(Ends::default());
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for _ in 0..in_flight {
        let (client, ends, next) = (client.clone(), Arc::clone(&ends), Arc::clone(&next));
        tasks.spawn(async move {
            loop {
                let call = next.fetch_add(1, Relaxed);
                if call >= calls {
                    return;
                }
                let end = made(&client, call).await;
                ends.note(call, end, plan);
            }
        });
    }
    let mut samples = Samples::new(calls);
    while ends.ended.load(Relaxed) < calls {
        tokio::select! {
            ended = tasks.join_next() => match ended {
                Some(Err(error)) => return Err(format!("a call panicked: {error}")),
                Some(Ok(())) => {}
                None => break,
            },
            () = tokio::time::sleep(Samples::INTERVAL) => {}
        }
        samples.take(ends.ended.load(Relaxed));
    }
    samples.take(ends.ended.load(Relaxed));
    Ok((ends, samples))
}

impl Ends {
    fn note(&self, call: usize, end: End, plan: Plan) {
        let kind = Kind::of(call) as usize;
        if let Some(count) = self
            .counts
            .get(kind)
            .and_then(|ends| ends.get(end as usize))
        {
            count.fetch_add(1, Relaxed);
        }
        if end != plan.expected(call).end {
            self.wrong.fetch_add(1, Relaxed);
        }
        self.ended.fetch_add(1, Relaxed);
    }
}

/// Makes one call.
async fn made(client: &Client, call: usize) -> End {
    let number = call as u64;
    let kind = Kind::of(call);
    let operation = match kind {
        Kind::Get => &GET,
        Kind::Kick => &KICK,
        Kind::Create => &CREATE,
    };
    let mut request = Request::<_, Undocumented>::new(client, operation, json::<Json>)
        .path_parameter("call", &number);
    if kind != Kind::Get {
        request = request.json(&json!({"call": number, "ids": ["a1b2", "c3d4"]}));
    }
    match request.await {
        Ok(thing) if thing.get("call") == Some(&number.into()) => End::Answered,
        Err(Error::Transport { source, .. }) if !source.is_not_sent() => End::Broken,
        Err(Error::Status(error)) if error.status() == 429 => End::TooMany,
        _ => End::Wrong,
    }
}

/// The server's account.
pub(crate) async fn tally(client: &Client) -> Result<Response<bytes::Bytes>, String> {
    let request = Request::<_, Undocumented>::new(client, &READ_TALLY, bytes);
    let answer = request.send_with_response().await;
    answer.map_err(|error| format!("the server does not say what it saw: {error}"))
}
