//! The code in the README of the workspace and in the guide: `cargo test` compiles it here, as examples of documentation.
//! The README of a client is among the documentation of that client.

/// What the README says.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

/// What the guide says about failures.
#[cfg(doctest)]
#[doc = include_str!("../../guide/resilience.md")]
pub struct Resilience;

/// What the guide says about traces.
#[cfg(doctest)]
#[doc = include_str!("../../guide/observability.md")]
pub struct Observability;

/// What the recipes of the guide say.
#[cfg(doctest)]
#[doc = include_str!("../../guide/recipes.md")]
pub struct Recipes;

/// What the guide says about credentials.
#[cfg(doctest)]
#[doc = include_str!("../../guide/authentication.md")]
pub struct Authentication;

/// What the guide says about transports.
#[cfg(doctest)]
#[doc = include_str!("../../guide/transports.md")]
pub struct Transports;
