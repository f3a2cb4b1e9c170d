//! What is fixed about an operation: the part of a call that comes from the description alone.

use http::{Method, StatusCode};

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
    /// Whether it is idempotent, so that it may be sent again after a failure. That follows from the method (RFC 9110,
    /// 9.2.2) unless the configuration of the generator says otherwise.
    pub idempotent: bool,
    /// The names of the security schemes. All schemes of one of the lists are required. No list means that none is
    /// required; an empty list among others means that credentials are optional.
    pub security: &'static [&'static [&'static str]],
    /// The statuses of errors that have a documented body: `404`, `4XX`, or `default` for all that are not described.
    pub errors: &'static [&'static str],
}

/// How generated code makes one, so that it says only what is not usual: no credentials, no documented errors, and idempotent where the
/// method is (RFC 9110, 9.2.2).
#[doc(hidden)]
impl Operation {
    pub const fn get(path: &'static str) -> Self {
        Self::new(Method::GET, path).idempotent(true)
    }

    pub const fn head(path: &'static str) -> Self {
        Self::new(Method::HEAD, path).idempotent(true)
    }

    pub const fn options(path: &'static str) -> Self {
        Self::new(Method::OPTIONS, path).idempotent(true)
    }

    pub const fn trace(path: &'static str) -> Self {
        Self::new(Method::TRACE, path).idempotent(true)
    }

    pub const fn put(path: &'static str) -> Self {
        Self::new(Method::PUT, path).idempotent(true)
    }

    pub const fn delete(path: &'static str) -> Self {
        Self::new(Method::DELETE, path).idempotent(true)
    }

    pub const fn post(path: &'static str) -> Self {
        Self::new(Method::POST, path)
    }

    pub const fn patch(path: &'static str) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// Of any method, and not idempotent.
    pub const fn new(method: Method, path: &'static str) -> Self {
        Self {
            id: "",
            method,
            path,
            idempotent: false,
            security: &[],
            errors: &[],
        }
    }

    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    pub const fn idempotent(mut self, is_idempotent: bool) -> Self {
        self.idempotent = is_idempotent;
        self
    }

    pub const fn security(mut self, lists: &'static [&'static [&'static str]]) -> Self {
        self.security = lists;
        self
    }

    pub const fn errors(mut self, statuses: &'static [&'static str]) -> Self {
        self.errors = statuses;
        self
    }
}

impl Operation {
    /// Whether a body is documented for an error of this status.
    pub(crate) fn documents(&self, status: StatusCode) -> bool {
        let (exact, class) = (status.as_str(), status.as_u16() / 100);
        let is_it = |known: &&str| match known.strip_suffix("XX") {
            Some(digit) => digit.parse() == Ok(class),
            None => *known == exact || *known == "default",
        };
        self.errors.iter().any(is_it)
    }
}
