//! What is sent and what comes back: request bodies, responses, their media types and headers.
//!
//! In come the request body and the responses of an operation; out go the body, the success and the errors of the model.
//! [`media_type`] decides which media types of a body are read or written, and as what. [`body`] lowers request bodies;
//! [`responses`] sorts responses into success and errors, [`payload`] lowers what one of them holds, [`streams`] what comes
//! item by item, [`outcomes`] and [`response_headers`] what is documentation only. [`accept`] makes the header `Accept`.

pub(in crate::lower) mod accept;
pub(in crate::lower) mod body;
pub(in crate::lower) mod media_type;
pub(in crate::lower) mod outcomes;
pub(in crate::lower) mod payload;
pub(in crate::lower) mod response_headers;
pub(in crate::lower) mod responses;
pub(in crate::lower) mod streams;
