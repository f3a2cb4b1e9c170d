//! The key by which a server knows a request that it has had before.

use std::hash::{BuildHasher, RandomState};

use http::{HeaderName, HeaderValue};

use crate::runtime::request::draft::Draft;

impl Draft {
    /// Gives the request a key, if the operation takes one and the caller has set none. All attempts of the call have the same.
    pub(crate) fn add_idempotency_key(&mut self) {
        let Some(name) = self.idempotency_key.clone() else {
            return;
        };
        let is_open = !self.has_header(&name) && !self.removed.contains(&name);
        if let Some(key) = random_key().filter(|_| is_open) {
            self.put_header(name, key);
        }
    }

    /// Whether the request may be sent again although nobody knows whether it has arrived.
    pub(crate) fn is_idempotent(&self) -> bool {
        let key = self.idempotency_key.as_ref();
        self.operation.idempotent || key.is_some_and(|name| self.has_header(name))
    }

    fn has_header(&self, name: &HeaderName) -> bool {
        let mut headers = self.headers.iter().chain(&self.added);
        headers.any(|(known, _)| known == name)
    }
}

/// A UUID of version 4 (RFC 9562, 5.4), from numbers that the standard library gets from the system.
fn random_key() -> Option<HeaderValue> {
    // There it has none, and each program would begin with the same key.
    if cfg!(target_family = "wasm") {
        return None;
    }
    let random = || RandomState::new().hash_one(fastrand::u64(..));
    let (high, low) = (random(), random());
    let key = format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff,
    );
    HeaderValue::try_from(key).ok()
}
