//! Tests of what is not public, kept beside the sources that are copied into clients.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the tables write what a client's users may call"
)]

mod base64;
mod data;
mod data_foreign;
mod data_limits;
mod data_oracle;
mod data_scalar;
mod data_tuple;
mod data_union;
mod framing;
mod http_date;
mod moment;
#[cfg(feature = "reqwest")]
mod origins;
mod redirect;
mod secret;
mod style;
