//! Parameters: what a caller gives beside the body.

use std::collections::BTreeMap;

use super::{Constraints, Field};

/// A parameter (`OpenAPI 3.0.4, 4.8.12`).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it travels.
    pub location: Location,
    /// How it is written there.
    pub style: Style,
    /// Its name, type and presence, as those of a field.
    pub field: Field,
    /// Whether the client can hold it for all operations.
    pub client_wide: bool,
    /// The numbers that it, or each of its properties, is by default or at least, by their names.
    pub least: BTreeMap<String, u64>,
    /// What the client checks of its value; nothing where it checks none.
    pub constraints: Constraints,
}

impl Parameter {
    /// Whether it says what the caller has already (RFC 9110, 13.1.2 and 13.1.3).
    pub fn is_condition(&self) -> bool {
        let names = ["if-none-match", "if-modified-since"];
        let is_called = |name: &&str| self.field.wire.eq_ignore_ascii_case(name);
        self.location == Location::Header && names.iter().any(is_called)
    }

    /// Whether it is the one of a name: those of headers have no case (RFC 9110, 5.1).
    pub fn is_called(&self, name: &str) -> bool {
        match self.location {
            Location::Header => self.field.wire.eq_ignore_ascii_case(name),
            Location::Path | Location::Query | Location::WholeQuery | Location::Cookie => {
                self.field.wire == name
            }
        }
    }

    /// Whether it is a part of the path that every caller has to give.
    pub fn is_from_caller(&self) -> bool {
        self.location == Location::Path && !self.client_wide
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// It is all of the query.
    WholeQuery,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// The style.
    pub kind: StyleKind,
    /// Whether each item of a list and each property of an object stands for itself.
    pub explode: bool,
    /// Whether characters that mean something in a URL are left as they are.
    pub allow_reserved: bool,
}

impl Style {
    /// The style of a place where the description names none.
    pub fn default_of(location: Location) -> Self {
        let (kind, explode) = match location {
            Location::Path | Location::Header => (StyleKind::Simple, false),
            Location::Query | Location::WholeQuery | Location::Cookie => (StyleKind::Form, true),
        };
        Self {
            kind,
            explode,
            allow_reserved: false,
        }
    }
}

/// The styles of parameters (`OpenAPI 3.0.4, 4.8.12.6`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StyleKind {
    /// `1,2`.
    Simple,
    /// `1/2`: the rest of a path, slashes included.
    Segments,
    /// `.1.2`.
    Label,
    /// `;a=1,2`.
    Matrix,
    /// `a=1&a=2`.
    Form,
    /// `a=1%202`.
    SpaceDelimited,
    /// `a=1|2`.
    PipeDelimited,
    /// `a=1%092`.
    TabDelimited,
    /// `a[b]=1`.
    DeepObject,
    /// `a=1; a=2`, with nothing encoded.
    Cookie,
    /// JSON, for a parameter described by a media type.
    Json,
    /// None, for a field of a form that may be an object: JSON if it is one, and as in [`Self::Form`] if not.
    Field,
}
