//! How parameters are written: the styles of `OpenAPI` 3.0.4, 4.8.12.6, which are expansions of RFC 6570.

use std::borrow::Cow;

use crate::runtime::request::parameter::percent::encode;
use crate::runtime::request::parameter::separator::Separator;

/// The way a parameter is written.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The style.
    pub kind: StyleKind,
    /// Whether each item of an array and each property of an object is written with a name of its own.
    pub explode: bool,
    /// Whether reserved characters are not encoded, except those that would end the value.
    pub allow_reserved: bool,
}

/// The styles a description can name.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StyleKind {
    /// Values with commas between them: paths and headers.
    Simple,
    /// The rest of a path: a text whose slashes stay as they are.
    Segments,
    /// Values with a dot before each: paths.
    Label,
    /// Names and values with a semicolon before each: paths.
    Matrix,
    /// Names and values: queries and cookies.
    Form,
    /// Values with spaces between them: queries.
    SpaceDelimited,
    /// Values with bars between them: queries.
    PipeDelimited,
    /// Values with tabs between them, which `OpenAPI` 2.0 has.
    TabDelimited,
    /// Properties by `name[property]`: queries.
    DeepObject,
    /// Names and values of which nothing is encoded: cookies.
    Cookie,
    /// One text of JSON: a parameter described by `content`.
    Json,
    /// None: a field of a form that has no style.
    Field,
}

impl Style {
    /// What a path or header parameter has unless the description says otherwise.
    pub const SIMPLE: Self = Self::new(StyleKind::Simple, false);
    /// What a query or cookie parameter has unless the description says otherwise.
    pub const FORM: Self = Self::new(StyleKind::Form, true);

    /// What a field of a form has unless the description says otherwise: an object is JSON, since as pairs it would lose
    /// the name of the field, and anything else is as in [`Self::FORM`] (`OpenAPI 3.0.4, 4.8.15.1.1`).
    pub const FIELD: Self = Self::new(StyleKind::Field, true);

    /// A style that encodes reserved characters.
    pub const fn new(kind: StyleKind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            allow_reserved: false,
        }
    }

    /// What keeps items apart that are written with their name: each has its own if they are exploded.
    pub(crate) fn separator_of_pairs(self, joined: Separator<'_>) -> Separator<'_> {
        if self.explode {
            Separator::None
        } else {
            joined
        }
    }

    /// The same style, which leaves reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self {
            allow_reserved: true,
            ..self
        }
    }
}

/// What a style makes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One text, a list of texts, or names and texts.
    Flat,
    /// As many names and texts as the value has scalars inside.
    Deep,
    /// One text of JSON.
    Json,
}

impl StyleKind {
    pub(crate) fn layout(self) -> Layout {
        match self {
            Self::Simple
            | Self::Segments
            | Self::Label
            | Self::Matrix
            | Self::Form
            | Self::SpaceDelimited
            | Self::PipeDelimited
            | Self::TabDelimited
            | Self::Cookie
            | Self::Field => Layout::Flat,
            Self::DeepObject => Layout::Deep,
            Self::Json => Layout::Json,
        }
    }

    /// What stands between values.
    pub(crate) fn separator(self) -> &'static str {
        match self {
            Self::SpaceDelimited => " ",
            Self::PipeDelimited => "|",
            Self::TabDelimited => "\t",
            Self::Simple
            | Self::Segments
            | Self::Label
            | Self::Matrix
            | Self::Form
            | Self::DeepObject
            | Self::Cookie
            | Self::Json
            | Self::Field => ",",
        }
    }

    /// The same in a URL, where a comma has no need to be encoded.
    pub(crate) fn encoded_separator(self) -> Cow<'static, str> {
        match self.separator() {
            "," => ",".into(),
            other => encode(other),
        }
    }
}
