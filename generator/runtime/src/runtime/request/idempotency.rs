//! The key by which a server knows a request that it has had before.

use std::hash::{BuildHasher, RandomState};

use http::{HeaderName, HeaderValue};

use crate::runtime::Request;
use crate::runtime::request::draft::Draft;

/// The header that a key goes to where the operation names none, and which means a key wherever a caller sets it
/// (draft-ietf-httpapi-idempotency-key-header).
const USUAL: HeaderName = HeaderName::from_static("idempotency-key");

/// The header that an operation has for its key.
#[derive(Clone)]
pub(crate) struct IdempotencyHeader {
    pub(crate) name: HeaderName,
    /// Whether a call has a key of its own where the caller gives none.
    pub(crate) is_made: bool,
}

impl<T, E> Request<T, E> {
    /// Gives the call this key, by which the server knows it when it is sent again. All attempts have the same, so that a call of any
    /// method may be sent again after a failure that leaves open whether it arrived.
    ///
    /// The key goes to the header that the operation has for it, or else to `Idempotency-Key`. Where the operation takes any key, a call
    /// that is given none has a random one.
    pub fn idempotency_key(self, key: &str) -> Self {
        let header = self.draft.idempotency_header.as_ref();
        let name = header.map_or(USUAL, |it| it.name.clone());
        self.header(name.as_str(), key)
    }
}

impl Draft {
    /// Gives the request a key, if the operation takes one and the caller has set none. All attempts of the call have the same.
    pub(crate) fn add_idempotency_key(&mut self) {
        let header = self.idempotency_header.as_ref().filter(|it| it.is_made);
        let Some(name) = header.map(|it| it.name.clone()) else {
            return;
        };
        let is_open = !self.has_header(&name) && !self.removed.contains(&name);
        if let Some(key) = random_key().filter(|_| is_open) {
            self.put_header(name, key);
        }
    }

    /// Whether the request may be sent again although nobody knows whether it has arrived.
    pub(crate) fn is_idempotent(&self) -> bool {
        let own = self.idempotency_header.as_ref();
        let is_given = |name: &HeaderName| self.has_header(name);
        self.operation.idempotent || own.is_some_and(|it| is_given(&it.name)) || is_given(&USUAL)
    }

    /// Takes the key away that the caller has given: what follows is another request.
    pub(crate) fn forget_idempotency_key(&mut self) {
        let own = self.idempotency_header.as_ref().map(|it| it.name.clone());
        for key in own.into_iter().chain([USUAL]) {
            self.headers.retain(|(name, _)| *name != key);
            self.added.retain(|(name, _)| *name != key);
        }
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
