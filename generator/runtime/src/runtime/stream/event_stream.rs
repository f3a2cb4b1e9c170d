//! Responses whose items come one by one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use serde::de::IgnoredAny;

pub use crate::runtime::stream::event::Event;
pub use crate::runtime::stream::framing::Framing;

use crate::runtime::data::{Decode, Json};
use crate::runtime::send::Deadline;
use crate::runtime::stream::event::EventParser;
use crate::runtime::stream::framing::Splitter;
use crate::runtime::stream::reconnect::{Connected, Reconnect, is_event_stream, is_of_type};
use crate::runtime::{BytesStream, DecodeError, Error, RawResponse, decode};

/// Reads an item: the event, if it is one, and a response with its data as the body.
#[doc(hidden)]
pub type ReadItem<T> = fn(&Event, &RawResponse) -> Result<T, DecodeError>;

/// Reads the data as JSON.
///
/// # Errors
///
/// It is not UTF-8, not JSON, or does not fit `T`.
#[doc(hidden)]
pub fn json<T: Decode>(_event: &Event, data: &RawResponse) -> Result<T, DecodeError> {
    decode::item(data)
}

/// Reads the data as text.
///
/// # Errors
///
/// It is not UTF-8.
#[doc(hidden)]
pub fn text(_event: &Event, data: &RawResponse) -> Result<String, DecodeError> {
    decode::text(data)
}

/// Takes the event as it is.
///
/// # Errors
///
/// None; the signature is that of the others.
#[doc(hidden)]
pub fn event(event: &Event, _data: &RawResponse) -> Result<Event, DecodeError> {
    Ok(event.clone())
}

/// A successful response whose items are still arriving: a [`Stream`] of them. Dropping it ends the exchange.
///
/// An item that cannot be read is an error, and others may follow it. Any other error is the last item. An item may
/// have as many bytes as the client allows for a response.
///
/// Server-sent events go on over several connections where [`reconnect`](crate::runtime::StreamRequest::reconnect) asks for that; status
/// and headers are those of the latest.
///
/// The stream may take any time, unless the request has a [`timeout`](crate::runtime::StreamRequest::timeout). When it
/// is silent for as long as an attempt may take, without even a comment to keep the connection open, it ends with
/// [`Error::Timeout`].
#[must_use = "the items arrive only while they are read"]
pub struct EventStream<T> {
    source: BytesStream,
    read: ReadItem<T>,
    framing: Framing,
    splitter: Splitter,
    parser: EventParser,
    /// The response, with the current item as its body.
    item: RawResponse,
    limit: usize,
    /// How long the stream may be silent.
    idle: Duration,
    /// When all must be over.
    end: Option<Deadline>,
    /// By what it goes on when its connection has ended.
    reconnect: Option<Reconnect>,
    ended: bool,
}

impl<T> EventStream<T> {
    pub(crate) fn new(
        mut source: BytesStream,
        framing: Framing,
        read: ReadItem<T>,
        idle: Duration,
        end: Option<Deadline>,
        reconnect: Option<Reconnect>,
    ) -> Self {
        let headers = source.headers();
        // A server that does not stream sends a single item.
        let framing = if framing.is_events() && is_of_type(headers, "application/json") {
            Framing::Whole
        } else {
            framing
        };
        let goes_on = framing.is_events()
            && is_event_stream(headers)
            && source.status() != StatusCode::NO_CONTENT;
        let reconnect = reconnect.filter(|_| goes_on);
        let mut parser = EventParser::default();
        parser.restart(reconnect.as_ref().and_then(Reconnect::given_id));
        source.renew(idle, end);
        Self {
            read,
            framing,
            splitter: Splitter::new(framing),
            parser,
            reconnect,
            item: source.as_response(),
            limit: source.limit(),
            idle,
            end,
            ended: false,
            source,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.source.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.source.headers()
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.source.request_id()
    }

    /// The id of the last event that had one: what a server that can resume takes in `Last-Event-ID`.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id.as_deref()
    }

    /// The next item; `None` after the last. This is what the stream yields, for callers without `StreamExt`.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Begins to connect again, if that is asked for; `false` where the stream ends.
    fn begin_again(&mut self, error: Option<&Error>) -> bool {
        let (asked, id) = (self.parser.reconnection_time, self.last_event_id());
        let id = id.map(str::to_owned);
        let reconnect = self.reconnect.as_mut();
        reconnect.is_some_and(|it| it.begin(error, asked, id.as_deref()))
    }

    /// Waits for the connection that was begun, if one was. The last item, if there is none.
    fn poll_again(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let Some(reconnect) = &mut self.reconnect else {
            return Poll::Ready(None);
        };
        match ready!(reconnect.poll(cx)) {
            None => return Poll::Ready(None),
            Some(Connected::Again(source)) => {
                self.source = source;
                self.source.renew(self.idle, self.end);
                self.item = self.source.as_response();
                self.splitter = Splitter::new(self.framing);
                self.parser.restart(self.parser.last_id.clone());
            }
            Some(Connected::Over) => self.ended = true,
            Some(Connected::Failed(error)) => {
                self.ended = true;
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready(None)
    }

    /// The next item of what has arrived.
    fn arrived(&mut self) -> Option<Result<T, Error>> {
        while let Some(piece) = self.splitter.next() {
            if let Some(item) = self.piece(&piece) {
                return Some(item);
            }
            if self.ended {
                return None;
            }
        }
        None
    }

    /// The last item, if its end is the end of the body. An event without its empty line is dropped.
    fn rest(&mut self) -> Option<Result<T, Error>> {
        if self.framing.is_events() {
            return None;
        }
        let rest = self.splitter.rest();
        self.piece(&rest)
    }

    fn piece(&mut self, piece: &Bytes) -> Option<Result<T, Error>> {
        if self.framing.is_events() {
            let event = self.parser.line(piece)?;
            if event.data.trim_ascii() == "[DONE]" && self.framing != Framing::TextEvent {
                // The end of the stream, in APIs that follow OpenAI's.
                self.ended = true;
                return None;
            }
            let data = self.written(&event);
            return Some(self.item(&event, data));
        }
        let item = piece.trim_ascii();
        (!item.is_empty()).then(|| self.item(&Event::default(), piece.slice_ref(item)))
    }

    /// The text that an item is read from.
    fn written(&self, event: &Event) -> Bytes {
        let is_text = match self.framing {
            Framing::Event => serde_json::from_str::<IgnoredAny>(&event.data).is_err(),
            Framing::TextEvent => true,
            Framing::Data | Framing::Lines | Framing::Sequence | Framing::Whole => {
                return event.data.clone().into();
            }
        };
        let text = |text: &str| Json::from(text).to_string();
        let data = if is_text {
            text(&event.data)
        } else {
            event.data.clone()
        };
        let mut json = format!("{{\"data\":{data}");
        if let Some(name) = &event.event {
            json.extend([",\"event\":", &text(name)]);
        }
        if let Some(id) = &event.id {
            json.extend([",\"id\":", &text(id)]);
        }
        if let Some(retry) = event.retry {
            json.extend([",\"retry\":", &retry.as_millis().to_string()]);
        }
        json.push('}');
        json.into()
    }

    fn item(&mut self, event: &Event, data: Bytes) -> Result<T, Error> {
        self.item.set_body(data);
        (self.read)(event, &self.item).map_err(Error::Decode)
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            if let Some(error) = ready!(self.poll_again(cx)) {
                return Poll::Ready(Some(error));
            }
            if let Some(item) = self.arrived() {
                self.reconnect.iter_mut().for_each(Reconnect::works);
                return Poll::Ready(Some(item));
            }
            if self.ended {
                continue;
            }
            if self.splitter.pending() + self.parser.pending() > self.limit {
                self.ended = true;
                return Poll::Ready(Some(Err(self.source.too_large())));
            }
            match ready!(Pin::new(&mut self.source).poll_next(cx)) {
                Some(Ok(chunk)) => {
                    self.splitter.push(&chunk);
                    let (idle, end) = (self.idle, self.end);
                    self.source.renew(idle, end);
                }
                Some(Err(error)) if self.begin_again(Some(&error)) => {}
                Some(Err(error)) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None if self.begin_again(None) => {}
                None => {
                    self.ended = true;
                    return Poll::Ready(self.rest());
                }
            }
        }
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("framing", &self.framing)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
