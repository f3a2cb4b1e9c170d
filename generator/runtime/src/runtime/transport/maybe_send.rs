//! `Send` and `Sync` where they are required, which is everywhere but on wasm.
//!
//! The values of a browser belong to its only thread. On the targets of the family `wasm`, futures, bodies and
//! transports need not be `Send`, and every type has the two traits here. On all others they mean `Send` and `Sync`.

/// `Send`; on wasm anything.
#[cfg(not(target_family = "wasm"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_family = "wasm"))]
impl<T: Send + ?Sized> MaybeSend for T {}
/// `Send`; on wasm anything.
#[cfg(target_family = "wasm")]
pub trait MaybeSend {}
#[cfg(target_family = "wasm")]
impl<T: ?Sized> MaybeSend for T {}

/// `Sync`; on wasm anything.
#[cfg(not(target_family = "wasm"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_family = "wasm"))]
impl<T: Sync + ?Sized> MaybeSync for T {}
/// `Sync`; on wasm anything.
#[cfg(target_family = "wasm")]
pub trait MaybeSync {}
#[cfg(target_family = "wasm")]
impl<T: ?Sized> MaybeSync for T {}
