//! Being sent between threads, which is asked for everywhere but on wasm.
//!
//! What a browser hands out belongs to the one thread there is. On the targets of the family `wasm` futures, bodies and
//! transports therefore need not be `Send`, and the two traits here are everybody's; on all others they mean `Send` and
//! `Sync`.

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
