//! The tests of the generator from outside, as one program: it is linked once, and what takes long runs side by side.
//!
//! `cargo test -p openapi-client-generator --test suite golden` runs those of one module.

mod codes;
mod compile;
mod diff;
mod edits;
mod explain;
mod format;
mod former;
mod front;
mod golden;
mod hostile;
mod layers;
mod manifest;
mod markdown;
mod mistakes;
mod names;
mod prove;
mod rejected;
mod robust;
mod schema;
mod silence;
mod sizes;
mod stays;
mod support;
mod validation;
mod xml;
