//! Requests to endpoints that the description does not have.

use http::Method;

use crate::runtime::data::Json;
use crate::runtime::request::draft::{Draft, Target};
use crate::runtime::{Client, Operation, Request, json};

impl Client {
    /// A request to an endpoint that the description does not have, with the retries, limits and errors of any other.
    ///
    /// `path` is what follows the base URL: it begins with a slash and is percent-encoded already. A query goes by
    /// [`Request::add_query`], a body by [`Request::json`]. The response is read as JSON; [`Request::decode_as`] names a
    /// type for it.
    ///
    /// Which credentials the endpoint requires is not known either. It is sent those that the description requires in
    /// general. If it requires none, or the client does not have them, the endpoint is sent all that the client has; of
    /// two for the same header, the one given last. Errors call the operation `undocumented GET`, or whatever the
    /// method is; methods other than the common ones count as not idempotent.
    ///
    /// A path with a segment `.` or `..`, with `?` or `#`, or with anything unencoded is [`Error::InvalidRequest`] when the
    /// request is sent.
    ///
    /// [`Error::InvalidRequest`]: crate::runtime::Error::InvalidRequest
    pub fn request(&self, method: Method, path: &str) -> Request<Json> {
        let operation = OPERATIONS
            .iter()
            .find(|operation| operation.method == method)
            .unwrap_or(&OTHER);
        let mut draft = Draft::new(self, operation);
        draft.method = method;
        if let Err(reason) = check(path) {
            draft.refuse(format!("its path {reason}"));
        }
        draft.target = Target::Given(path.to_owned());
        Request::of(draft, json)
    }
}

const fn operation(id: &'static str, method: Method, idempotent: bool) -> Operation {
    Operation {
        id,
        method,
        path: "",
        idempotent,
        security: &[],
        errors: &[],
    }
}

/// The common methods (RFC 9110, 9.2.2 says which are idempotent).
static OPERATIONS: [Operation; 7] = [
    operation("undocumented GET", Method::GET, true),
    operation("undocumented HEAD", Method::HEAD, true),
    operation("undocumented OPTIONS", Method::OPTIONS, true),
    operation("undocumented PUT", Method::PUT, true),
    operation("undocumented DELETE", Method::DELETE, true),
    operation("undocumented POST", Method::POST, false),
    operation("undocumented PATCH", Method::PATCH, false),
];

/// Every other method. The one named here is not used.
static OTHER: Operation = operation("undocumented request", Method::CONNECT, false);

/// Whether `path` reaches the server unchanged. URL parsers on the way may change dots, backslashes and unencoded
/// characters.
fn check(path: &str) -> Result<(), &'static str> {
    if !path.starts_with('/') {
        return Err("must begin with a slash");
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte);
    if !path.bytes().all(allowed) {
        return Err("has characters that must be percent-encoded");
    }
    let encoded = path.split('%').skip(1).all(|piece| {
        let digits = piece.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !encoded {
        return Err("has a percent sign that begins no encoded character");
    }
    let climbs = path.split('/').any(|segment| {
        let plain = segment.replace("%2e", ".").replace("%2E", ".");
        plain == "." || plain == ".."
    });
    if climbs {
        return Err("must have no segment . or ..");
    }
    Ok(())
}
