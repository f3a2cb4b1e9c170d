//! One secret in every place that a call has for one, and every way in which a call can fail: it is sent, and nothing ever
//! shows it: no error or its sources, no `Debug`, no trace, no log record, no message of a panic.
//!
//! One test, as what collects traces and log records is there once for a process.

#![cfg(all(feature = "tracing", feature = "reqwest"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod call;
mod collect;
mod drive;
mod refused;
#[path = "../support/mod.rs"]
mod support;
mod transports;

use std::collections::BTreeSet;

use collect::{everything, note};

/// The secret.
const SECRET: &str = "s3ntinel";

/// What it is a part of where it is written as Base64 after a multiple of three bytes.
const ENCODED: &str = "czNudGluZW";

#[test]
fn a_secret_is_sent_and_never_shown() {
    collect::install();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let sent = runtime.block_on(drive::calls());
    refused::builders();
    refused::values();
    #[cfg(feature = "blocking")]
    transports::blocking();
    #[cfg(feature = "mock")]
    runtime.block_on(transports::mock());
    let panicked = std::panic::catch_unwind(|| panic!("{:?}", call::client("http://127.0.0.1:1")));
    note("payload", panicked.unwrap_err().downcast_ref::<String>());

    for place in call::PLACES {
        assert!(sent.contains(place), "{place} was not sent in {sent}");
    }
    let shown = everything();
    let lines: BTreeSet<&str> = shown.lines().collect();
    let leaks: Vec<_> = lines
        .into_iter()
        .filter(|line| line.to_ascii_lowercase().contains(SECRET) || line.contains(ENCODED))
        .collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
    // Somebody has looked.
    for seen in [
        "[redacted]",
        "url.full",
        "panicked",
        "log reqwest",
        "response",
        "retry",
        "redirect",
        "Timeout",
    ] {
        assert!(shown.contains(seen), "no {seen} in {shown}");
    }
}
