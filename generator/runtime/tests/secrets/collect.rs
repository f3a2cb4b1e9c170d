//! Everything that is shown to anybody, in one text.

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static SHOWN: Mutex<String> = Mutex::new(String::new());

/// Keeps what is shown of `value`.
pub(crate) fn note(what: &str, value: impl Debug) {
    let text = format!("{what} {value:?}\n{value:#?}\n");
    SHOWN
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push_str(&text);
}

/// Keeps what is shown of an error, its sources included.
pub(crate) fn note_error(error: &(dyn std::error::Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        note("error", error);
        note("error", error.to_string());
        next = error.source();
    }
}

pub(crate) fn everything() -> String {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Keeps traces of all levels and targets, log records, and messages of panics from now on.
pub(crate) fn install() {
    tracing::subscriber::set_global_default(Collect).unwrap();
    log::set_logger(&Collect).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        note("panicked", info.to_string());
        before(info);
    }));
}

struct Collect;

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        note(field.name(), value);
    }
}

impl Subscriber for Collect {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        note("span", span.metadata());
        span.record(&mut Fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        note("event", event.metadata());
        event.record(&mut Fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Collect {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(&format!("log {}", record.target()), record.args());
    }

    fn flush(&self) {}
}
