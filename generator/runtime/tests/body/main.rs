//! Bodies of requests.

#[path = "../support/mod.rs"]
mod support;

mod forms;
mod progress;
mod uploads;
