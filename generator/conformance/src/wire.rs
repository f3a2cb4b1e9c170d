//! What goes between client and server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{request, response};

use crate::Exchange;

/// Every exchange, in the order in which the requests came.
#[derive(Clone, Debug, Default)]
pub struct Wire(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    exchanges: Vec<Exchange>,
    /// How many of them a check has seen.
    seen: usize,
}

/// The place of an exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(usize);

impl Wire {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A check that failed has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The exchanges since the last time that they were asked for.
    #[must_use]
    pub fn all(&self) -> Vec<Exchange> {
        let mut kept = self.kept();
        let seen = std::mem::replace(&mut kept.seen, 0);
        kept.seen = kept.exchanges.len();
        kept.exchanges.iter().skip(seen).cloned().collect()
    }

    /// The one exchange since the last time that they were asked for.
    ///
    /// # Panics
    ///
    /// Where there was none, or were several, so that the check fails.
    #[must_use]
    #[track_caller]
    pub fn only(&self) -> Exchange {
        let mut all = self.all();
        let lines: Vec<String> = all.iter().map(Exchange::line).collect();
        assert_eq!(all.len(), 1, "requests: {lines:?}");
        all.swap_remove(0)
    }

    pub(crate) fn begin(&self, head: &request::Parts, body: &[u8]) -> Place {
        let mut kept = self.kept();
        kept.exchanges.push(Exchange::new(head, body));
        Place(kept.exchanges.len() - 1)
    }

    pub(crate) fn answered(&self, place: Place, head: &response::Parts) {
        if let Some(exchange) = self.kept().exchanges.get_mut(place.0) {
            exchange.answered(head);
        }
    }

    pub(crate) fn extend(&self, place: Place, bytes: &[u8]) {
        if let Some(exchange) = self.kept().exchanges.get_mut(place.0) {
            exchange.extend(bytes);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.kept().exchanges.len()
    }

    /// The exchanges from one on.
    pub(crate) fn since(&self, count: usize) -> Vec<Exchange> {
        self.kept().exchanges.iter().skip(count).cloned().collect()
    }

    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        kept.seen = kept.exchanges.len();
    }
}
