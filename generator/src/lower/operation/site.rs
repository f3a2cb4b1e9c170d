//! An operation, and what stands around it in the description.

use openapiv3::{Operation, PathItem};
use serde_json::Value;

use crate::ir::Method;
use crate::lower::docs;
use crate::normalize::METHOD;
use crate::origin::Origin;

/// An operation, and what stands around it in the description.
pub(super) struct Site<'a> {
    /// What names its method: a key of a path item, or the method itself where there is no key for it.
    key: &'a str,
    pub(super) path: &'a str,
    pub(super) item: &'a PathItem,
    pub(super) operation: &'a Operation,
    /// Where the operation stands.
    pub(super) at: Origin,
    /// Where its path item stands.
    pub(super) item_at: Origin,
}

/// The operations of a path item.
pub(super) fn sites<'a>(
    path: &'a str,
    item: &'a PathItem,
    at: Origin,
) -> impl Iterator<Item = Site<'a>> {
    item.iter().map(move |(key, operation)| {
        let other = operation.extensions.get(METHOD).and_then(Value::as_str);
        let (method, path) = match (other, path.rsplit_once('#')) {
            (Some(method), Some((path, _))) => (method, path),
            _ => (key, path),
        };
        Site {
            key: method,
            path,
            item,
            operation,
            at: at.key(key),
            item_at: at.clone(),
        }
    })
}

impl Site<'_> {
    pub(super) fn method(&self) -> Method {
        Method::from_key(self.key).unwrap_or_else(|| Method::Other(self.key.to_owned()))
    }

    /// Its `operationId`, if there is one.
    pub(super) fn operation_id(&self) -> Option<String> {
        docs::text(self.operation.operation_id.as_deref())
    }

    /// What it is called in configuration, errors and documentation.
    pub(super) fn id(&self) -> String {
        self.operation_id()
            .unwrap_or_else(|| format!("{} {}", self.method().as_str(), self.path))
    }
}
