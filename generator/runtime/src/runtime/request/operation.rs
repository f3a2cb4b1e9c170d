//! What is fixed about an operation: the part of a call that comes from the description alone.

use http::Method;

/// One operation of the API. Generated code holds one `static` of these per operation.
///
/// Every request carries its own as an extension, so that a transport or a layer around one can tell what is being called:
/// `request.extensions().get::<&'static Operation>()`.
#[derive(Debug)]
pub struct Operation {
    /// The name by which errors speak of the operation.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with `{name}` where a path parameter goes.
    pub path: &'static str,
    /// Whether doing it twice is the same as doing it once, so that it may be sent again after a failure. The generator
    /// answers by the method (RFC 9110, 9.2.2) unless its configuration says otherwise.
    pub idempotent: bool,
    /// The names of the security schemes: one of the lists must be satisfied, and of that list every scheme. No list
    /// means that nothing is asked for; an empty list among others means that credentials are optional.
    pub security: &'static [&'static [&'static str]],
}
