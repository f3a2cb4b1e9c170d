//! What the generator says of a client: which type is at which place of the description. Nothing else is asked of it.

use serde::Deserialize;

use crate::document::View;

/// `--manifest` of the generator.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// The package.
    pub package: String,
    /// Its types.
    pub schemas: Vec<Type>,
}

/// A type of the client.
#[derive(Clone, Debug, Deserialize)]
pub struct Type {
    /// Where its schema stands.
    pub pointer: String,
    /// The file.
    pub file: String,
    /// Its path in Rust.
    pub path: String,
    /// `read`, `write`, or both.
    pub directions: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether it keeps properties that it does not name.
    pub keeps_unknown: bool,
}

/// The kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An object with named fields.
    Struct,
    /// A list of values to which a server may add.
    OpenEnum,
    /// A list of values to which nobody adds.
    ClosedEnum,
    /// One of several types.
    Union,
    /// What an operation answers, by status: no value of a schema.
    Answer,
}

impl Type {
    /// The views of its schema that it has values of.
    pub fn views(&self) -> Vec<View> {
        let has = |name: &str| self.directions.iter().any(|it| it == name);
        match (has("read"), has("write")) {
            (true, _) => vec![View::Read],
            (false, true) => vec![View::Write],
            (false, false) => Vec::new(),
        }
    }

    /// Whether it is only sent.
    pub fn is_only_sent(&self) -> bool {
        self.views() == [View::Write]
    }
}
