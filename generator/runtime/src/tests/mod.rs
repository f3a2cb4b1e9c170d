//! Tests of what is not public, kept beside the sources that are copied into clients.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the tables write what a client's users may call"
)]

mod data;
mod framing;
mod http_date;
mod link;
#[cfg(feature = "reqwest")]
mod origins;
mod redirect;
mod separators;
mod structure;
mod style;
mod typed_errors;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "xml")]
mod xml_odd;
