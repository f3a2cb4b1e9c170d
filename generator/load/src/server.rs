//! The server: hyper, with faults by plan, and an account of everything that reached it.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderValue, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::plan::{Fault, Plan};
use crate::{ACCEPTED, EARLY, MOST_OPEN, TALLY, UNKNOWN};

/// What came to the server.
struct Account {
    plan: Plan,
    /// How many requests there were of each call.
    arrivals: Box<[AtomicU8]>,
    /// How many of them were acted upon.
    executions: Box<[AtomicU8]>,
    accepted: AtomicUsize,
    open: AtomicUsize,
    most_open: AtomicUsize,
    /// Requests that are of no call.
    unknown: AtomicUsize,
    /// When a call may be sent again that was told to wait.
    waits: Mutex<HashMap<usize, Instant>>,
    /// Requests that came before that.
    early: AtomicUsize,
}

/// Serves until it is killed, having said where.
pub(crate) async fn serve(plan: Plan, calls: usize) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("the server cannot listen: {error}");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .map_err(failed)?;
    crate::say(&format!("{}", listener.local_addr().map_err(failed)?));
    let zeros = || (0..calls).map(|_| AtomicU8::new(0)).collect();
    let account = Arc::new(Account {
        plan,
        arrivals: zeros(),
        executions: zeros(),
        accepted: AtomicUsize::new(0),
        open: AtomicUsize::new(0),
        most_open: AtomicUsize::new(0),
        unknown: AtomicUsize::new(0),
        waits: Mutex::default(),
        early: AtomicUsize::new(0),
    });
    loop {
        let (stream, _) = listener.accept().await.map_err(failed)?;
        tokio::spawn(connection(stream, Arc::clone(&account)));
    }
}

async fn connection(stream: TcpStream, account: Arc<Account>) {
    account.accepted.fetch_add(1, Relaxed);
    let open = account.open.fetch_add(1, Relaxed) + 1;
    account.most_open.fetch_max(open, Relaxed);
    // Without this, answers wait for one another.
    let _ = stream.set_nodelay(true);
    let resets = AtomicBool::new(false);
    let answer = service_fn(|request| Box::pin(account.answer(request, &resets)));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    let ended = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
    let stream = connection.into_parts().io.into_inner();
    if ended.is_err() && resets.load(Relaxed) {
        // Closed without lingering, a connection is reset.
        let _ = stream.set_zero_linger();
    }
    drop(stream);
    account.open.fetch_sub(1, Relaxed);
}

/// How a connection is broken off.
const BROKEN_OFF: &str = "broken off by plan";

impl Account {
    async fn answer(
        &self,
        request: http::Request<Incoming>,
        resets: &AtomicBool,
    ) -> Result<Response<Answer>, &'static str> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await;
        if path == TALLY {
            return Ok(self.tally());
        }
        let call = path
            .strip_prefix("/things/")
            .and_then(|rest| rest.trim_end_matches("/kick").parse().ok())
            .filter(|_| body.is_ok());
        let Some((call, arrivals, executions)) = call.and_then(|call: usize| {
            Some((call, self.arrivals.get(call)?, self.executions.get(call)?))
        }) else {
            self.unknown.fetch_add(1, Relaxed);
            return Err(BROKEN_OFF);
        };
        let fault = self.plan.fault(call, arrivals.fetch_add(1, Relaxed));
        self.note_wait(call, fault);
        if Fault::executes(fault) {
            executions.fetch_add(1, Relaxed);
        }
        match fault {
            Some(Fault::ResetBefore | Fault::ResetAfter) => {
                resets.store(true, Relaxed);
                Err(BROKEN_OFF)
            }
            Some(Fault::Truncated) => Ok(Response::new(Answer::cut(thing(call)))),
            Some(Fault::TooMany(seconds)) => {
                let mut response = Response::new(Answer::whole(Bytes::from_static(b"{}")));
                *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                let seconds = HeaderValue::from(u16::from(seconds));
                response.headers_mut().insert(RETRY_AFTER, seconds);
                Ok(response)
            }
            None => Ok(Response::new(Answer::whole(thing(call)))),
        }
    }

    /// Looks whether `call` has waited as it was told to, and notes what it is told now.
    fn note_wait(&self, call: usize, fault: Option<Fault>) {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        if waits
            .remove(&call)
            .is_some_and(|until| Instant::now() < until)
        {
            self.early.fetch_add(1, Relaxed);
        }
        if let Some(Fault::TooMany(seconds @ 1..)) = fault {
            let wait = Duration::from_secs(u64::from(seconds));
            waits.insert(call, Instant::now() + wait);
        }
    }

    /// The account as the client reads it: numbers as headers, and two bytes for each call.
    fn tally(&self) -> Response<Answer> {
        let pairs = self.arrivals.iter().zip(&self.executions);
        let bytes: Vec<u8> = pairs
            .flat_map(|(arrivals, executions)| [arrivals.load(Relaxed), executions.load(Relaxed)])
            .collect();
        let mut response = Response::new(Answer::whole(bytes.into()));
        for (name, number) in [
            (ACCEPTED, &self.accepted),
            (MOST_OPEN, &self.most_open),
            (UNKNOWN, &self.unknown),
            (EARLY, &self.early),
        ] {
            let number = HeaderValue::from(number.load(Relaxed));
            response.headers_mut().insert(name, number);
        }
        response
    }
}

/// What the server has to say about a call.
fn thing(call: usize) -> Bytes {
    let id = "023e105f4ecef8ad9ca31a8372d0c353";
    format!("{{\"call\":{call},\"id\":\"{id}\",\"name\":\"A thing\",\"tags\":[\"one\",\"two\"]}}")
        .into()
}

/// The body of an answer, be it all there or not.
struct Answer {
    left: Bytes,
    cut: Cut,
}

/// Where a body ends too early.
#[derive(PartialEq, Eq)]
enum Cut {
    Never,
    /// After half of it.
    InTheMiddle,
    /// Here, once what came before is on its way.
    Soon,
    Here,
}

impl Answer {
    fn whole(left: Bytes) -> Self {
        let cut = Cut::Never;
        Self { left, cut }
    }

    fn cut(left: Bytes) -> Self {
        let cut = Cut::InTheMiddle;
        Self { left, cut }
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        let this = &mut *self;
        match this.cut {
            Cut::Never => {
                let all = std::mem::take(&mut this.left);
                Poll::Ready((!all.is_empty()).then(|| Ok(Frame::data(all))))
            }
            Cut::InTheMiddle => {
                this.cut = Cut::Soon;
                let half = this.left.split_to(this.left.len() / 2);
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Cut::Soon => {
                this.cut = Cut::Here;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Cut::Here => Poll::Ready(Some(Err(BROKEN_OFF))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.cut == Cut::Never && self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}
