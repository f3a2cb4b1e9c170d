//! How a stream of server-sent events goes on when its connection has ended (WHATWG HTML, 9.2.3).

use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::runtime::request::draft::Draft;
use crate::runtime::request::request_body::RequestBody;
use crate::runtime::send::{self, Deadline, retry};
use crate::runtime::{BoxFuture, BytesStream, Error, Timeout, TransportErrorKind};

/// The header that says where to go on.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The request of a stream, by which it is connected again.
pub(crate) struct Reconnect {
    draft: Box<Draft>,
    /// When all must be over.
    end: Option<Deadline>,
    /// How many connections in a row have been begun since one has brought an event, or has lasted.
    tries: u32,
    /// When the connection at hand was begun, by the clock of the transport.
    begun: Duration,
    opening: Option<BoxFuture<Result<BytesStream, Error>>>,
}

/// What has become of another connection.
pub(crate) enum Connected {
    Again(BytesStream),
    /// The server says that there is no more.
    Over,
    Failed(Error),
}

impl Reconnect {
    pub(crate) fn new(draft: Box<Draft>, end: Option<Deadline>) -> Self {
        let begun = draft.client.inner.transport.now();
        Self {
            draft,
            end,
            tries: 0,
            begun,
            opening: None,
        }
    }

    /// The id that the caller has asked to go on from.
    pub(crate) fn given_id(&self) -> Option<String> {
        let headers = self.draft.headers.iter();
        let mut ids = headers.filter(|(name, _)| *name == LAST_EVENT_ID);
        let (_, id) = ids.next_back()?;
        String::from_utf8(id.as_bytes().to_vec()).ok()
    }

    /// An event has arrived, so that the connection works.
    pub(crate) fn works(&mut self) {
        self.tries = 0;
    }

    /// Begins to connect again after a connection has ended, by `error` if it has not just been closed. `asked` is the wait that the
    /// server has asked for, `id` that of the last event. `false` where the stream ends.
    ///
    /// No server can ask for less than the back-off, or be asked for ever by connections that are closed at once and bring nothing.
    pub(crate) fn begin(
        &mut self,
        error: Option<&Error>,
        asked: Option<Duration>,
        id: Option<&str>,
    ) -> bool {
        let client = self.draft.client.clone();
        let policy = self.draft.retry_policy();
        let transport = &client.inner.transport;
        let now = transport.now();
        if now.saturating_sub(self.begun) >= policy.longest_wait {
            self.tries = 0;
        }
        let back_off = retry::back_off(policy, self.tries, fastrand::f64());
        let wait = asked.unwrap_or_default().max(back_off);
        let left = self.end.map(|end| end.at.saturating_sub(now));
        let is_over = error.is_some_and(|error| !is_lost(error))
            || self.tries >= self.draft.limits.retries
            || wait > policy.longest_asked_wait.max(policy.longest_wait)
            || left.is_some_and(|left| left <= wait)
            || matches!(&self.draft.body, RequestBody::Streamed(it) if it.is_spent())
            || self.tries > 0 && !policy.take();
        if is_over {
            return false;
        }
        self.tries += 1;
        let mut draft = self.draft.again();
        draft.go_on_from(id);
        if let Some(left) = left {
            draft.limits.total = draft.limits.total.min(left.saturating_sub(wait));
        }
        self.opening = Some(Box::pin(async move {
            client.inner.transport.sleep(wait).await;
            send::open(draft).await
        }));
        true
    }

    /// What has become of the connection that was begun; `None` if none was.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Connected>> {
        let Some(opening) = &mut self.opening else {
            return Poll::Ready(None);
        };
        let opened = ready!(opening.as_mut().poll(cx));
        self.opening = None;
        Poll::Ready(Some(match (opened, self.end) {
            (Ok(stream), _) if stream.status() == StatusCode::NO_CONTENT => Connected::Over,
            (Ok(stream), _) if !is_event_stream(stream.headers()) => {
                Connected::Failed(stream.is_no_event_stream())
            }
            (Ok(stream), _) => {
                self.begun = self.draft.client.inner.transport.now();
                Connected::Again(stream)
            }
            (
                Err(Error::Timeout {
                    operation,
                    limit: Timeout::Total(_),
                }),
                Some(end),
            ) => {
                let limit = end.limit;
                Connected::Failed(Error::Timeout { operation, limit })
            }
            (Err(error), _) => Connected::Failed(error),
        }))
    }
}

impl Draft {
    /// Asks for what follows the event of this id, or for everything.
    fn go_on_from(&mut self, id: Option<&str>) {
        self.headers.retain(|(name, _)| *name != LAST_EVENT_ID);
        if let Some(id) = id.and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok()) {
            self.put_header(LAST_EVENT_ID, id);
        }
    }
}

/// Whether the connection is lost, and not what it was for.
fn is_lost(error: &Error) -> bool {
    match error {
        Error::Timeout { limit, .. } => matches!(limit, Timeout::Idle(_)),
        Error::Transport { source, .. } => source.kind() != TransportErrorKind::Permanent,
        _ => false,
    }
}

/// Whether a response is one of server-sent events, as far as it says.
pub(crate) fn is_event_stream(headers: &HeaderMap) -> bool {
    is_of_type(headers, "text/event-stream") || !headers.contains_key(CONTENT_TYPE)
}

/// Whether a response has this media type, whatever its parameters are.
pub(crate) fn is_of_type(headers: &HeaderMap, media_type: &str) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let essence = value.and_then(|it| it.split(';').next()).unwrap_or("");
    essence.trim().eq_ignore_ascii_case(media_type)
}
