//! Server-sent events (WHATWG HTML, 9.2), read line by line.

use std::time::Duration;

/// A server-sent event (WHATWG HTML, 9.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The type of the event; `message` if there is none.
    pub event: Option<String>,
    /// The lines of its data.
    pub data: String,
    /// Its id, or that of the last event that had one.
    pub id: Option<String>,
    /// How long to wait before connecting again, if this event says so.
    pub retry: Option<Duration>,
}

/// Builds events from lines (WHATWG HTML, 9.2.6).
#[derive(Debug, Default)]
pub(crate) struct EventParser {
    event: String,
    data: Option<String>,
    retry: Option<Duration>,
    /// The id for the next event, which stays until another comes.
    id: Option<String>,
    /// The id when the last event ended.
    pub(crate) last_id: Option<String>,
    /// How long to wait before connecting again, if the server has said so.
    pub(crate) reconnection_time: Option<Duration>,
}

impl EventParser {
    /// Forgets the unfinished event, as its connection has ended. What holds for all events stays.
    pub(crate) fn restart(&mut self, last_id: Option<String>) {
        *self = Self {
            id: last_id.clone(),
            last_id,
            reconnection_time: self.reconnection_time,
            ..Self::default()
        };
    }

    /// How many bytes of an unfinished event there are.
    pub(crate) fn pending(&self) -> usize {
        self.data.as_deref().map_or(0, str::len)
    }

    /// Takes a line; the empty one ends an event.
    pub(crate) fn line(&mut self, line: &[u8]) -> Option<Event> {
        if line.is_empty() {
            return self.end();
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            Some(colon) => line.split_at(colon),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                let text = String::from_utf8_lossy(value);
                match &mut self.data {
                    Some(data) => data.extend(["\n", &text]),
                    None => self.data = Some(text.into_owned()),
                }
            }
            b"event" => self.event = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => {
                let id = String::from_utf8_lossy(value).into_owned();
                self.id = Some(id).filter(|id| !id.is_empty());
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let number = std::str::from_utf8(value).ok();
                let number = number.and_then(|digits| digits.parse().ok());
                self.retry = number.map(Duration::from_millis).or(self.retry);
                self.reconnection_time = self.retry.or(self.reconnection_time);
            }
            // A comment, or an unknown field.
            _ => {}
        }
        None
    }

    fn end(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        self.last_id.clone_from(&self.id);
        // Without data there is no event, but its id and its retry time are kept.
        let data = self.data.take()?;
        Some(Event {
            event: Some(event).filter(|event| !event.is_empty()),
            data,
            id: self.last_id.clone(),
            retry: self.retry.take(),
        })
    }
}
