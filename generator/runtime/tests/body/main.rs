//! Bodies of requests.

#[path = "../support/mod.rs"]
mod support;

mod forms;
mod uploads;
