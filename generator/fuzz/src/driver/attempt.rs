//! One input, and what comes of it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use openapi_fuzz::{Stop, Target};

/// Why an input is a find.
#[derive(Debug)]
pub(crate) struct Fault {
    /// All there is to say.
    pub(crate) message: String,
    /// What is the same for all inputs that find the same: the place of a panic, or the first words of what does not hold.
    pub(crate) kind: String,
}

/// The first panic of the input at hand: its place, and what it says.
static PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

/// Has panics noted instead of printed.
pub(crate) fn note_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, ToString::to_string);
        let message = panic.payload_as_str().unwrap_or("a panic without words");
        let mut noted = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        noted.get_or_insert_with(|| (place, message.to_owned()));
    }));
}

/// Runs one input.
pub(crate) fn attempt(target: &Target, input: &[u8]) -> Option<Fault> {
    let verdict = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let message = match verdict {
        Ok(Ok(()) | Err(Stop::NoInput)) => return None,
        Ok(Err(Stop::Fault(message))) => message,
        Err(_) => {
            let mut noted = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
            let (place, message) = noted.take().unwrap_or_default();
            return Some(Fault {
                message: format!("panic at {place}: {message}"),
                kind: place,
            });
        }
    };
    let kind = message.split(':').next().unwrap_or_default().to_owned();
    Some(Fault { message, kind })
}
