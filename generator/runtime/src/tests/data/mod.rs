//! Reading and writing of the data types.

mod base64;
mod foreign;
mod integers;
mod kept;
mod limits;
mod maps;
mod moment;
mod objects;
mod oracle;
mod quick;
mod scalar;
mod secret;
mod tuple;
mod union;
mod written;
