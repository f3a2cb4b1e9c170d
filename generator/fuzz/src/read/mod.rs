//! Readers that know nothing of the writers they judge.

pub(crate) mod disposition;
pub(crate) mod events;
pub(crate) mod link;
pub(crate) mod markdown;
