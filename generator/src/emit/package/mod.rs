//! The package: the files of the crate that there is one of, and the manifest of the API.
//!
//! In comes the model as a whole; out go `lib.rs` ([`crate_root`]), `README.md` ([`readme`]), `Cargo.toml` ([`cargo_toml`]) with its [`features`], the
//! runtime as it is ([`runtime`]) or a dependency on one that is shared ([`shared_runtime`], [`runtime_crate`]), with what is checked ([`validation`]), `api.md` for readers ([`api_md`]) and `api.json` for programs ([`api_json`]).

mod api_call;
pub(in crate::emit) mod api_json;
pub(in crate::emit) mod api_md;
pub(in crate::emit) mod cargo_toml;
pub(in crate::emit) mod crate_root;
pub(in crate::emit) mod features;
pub(in crate::emit) mod readme;
pub(in crate::emit) mod runtime;
pub(in crate::emit) mod runtime_crate;
mod shared_runtime;
pub(in crate::emit) mod validation;
