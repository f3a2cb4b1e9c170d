//! The description as it stands in its files: no model, only JSON values, places in them, and references.

mod children;
mod convert;
mod discriminator;
mod integers;
mod keywords;
mod library;
mod named;
mod schemas;
mod whole;
mod wide;

pub use convert::SAMPLES;
pub use library::{Dialect, Library, Place};
pub use named::{is_integer, is_named};
pub use schemas::{Sample, Schemas, View};
