//! What a command takes: where it travels, and what it can be.

use client::runtime::Style;

/// What a command takes: a parameter of the operation, or a property of its body.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    /// The flag, or the name of a positional argument.
    pub flag: &'static str,
    /// The name on the wire.
    pub wire: &'static str,
    /// Where it travels.
    pub place: Place,
    /// What it can be.
    pub value: Value,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// All else that is said about it, a paragraph each.
    pub details: &'static [&'static str],
    /// Whether it is given by its place.
    pub positional: bool,
    /// Whether it has to be given.
    pub required: bool,
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// The environment variable that is used where it is not given.
    pub env: Option<&'static str>,
    /// What it is where it is not given: the only value that it can have.
    pub constant: Option<&'static str>,
}

impl Argument {
    const fn new(
        place: Place,
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self {
            flag,
            wire,
            place,
            value,
            about,
            details: &[],
            positional: false,
            required: false,
            deprecated: false,
            env: None,
            constant: None,
        }
    }

    /// A parameter of the path, by its place.
    pub const fn positional(
        name: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        let mut argument = Self::path(name, wire, value, about).required();
        argument.positional = true;
        argument
    }

    /// A parameter of the path.
    pub const fn path(
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self::new(Place::Path(Style::SIMPLE), flag, wire, value, about)
    }

    /// A parameter of the query.
    pub const fn query(
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self::new(Place::Query(Style::FORM), flag, wire, value, about)
    }

    /// A header.
    pub const fn header(
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self::new(Place::Header(Style::SIMPLE), flag, wire, value, about)
    }

    /// A cookie.
    pub const fn cookie(
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self::new(Place::Cookie(Style::FORM), flag, wire, value, about)
    }

    /// A property of the body.
    pub const fn field(
        flag: &'static str,
        wire: &'static str,
        value: Value,
        about: &'static str,
    ) -> Self {
        Self::new(Place::Field(Style::FIELD), flag, wire, value, about)
    }

    /// The same, to be given always.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, written in another style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.place = match self.place {
            Place::Path(_) => Place::Path(style),
            Place::Query(_) => Place::Query(style),
            Place::WholeQuery(_) => Place::WholeQuery(style),
            Place::Header(_) => Place::Header(style),
            Place::Cookie(_) => Place::Cookie(style),
            Place::Field(_) | Place::StyledField(_) | Place::Part(_) => Place::StyledField(style),
        };
        self
    }

    /// The same, as all of the query.
    #[must_use]
    pub const fn whole_query(mut self) -> Self {
        self.place = Place::WholeQuery(Style::FORM);
        self
    }

    /// The same, as a part of this media type.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.place = Place::Part(media_type);
        self
    }

    /// The same, with more said about it.
    #[must_use]
    pub const fn details(mut self, details: &'static [&'static str]) -> Self {
        self.details = details;
        self
    }

    /// The same, which the description advises against.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// The same, which an environment variable may give.
    #[must_use]
    pub const fn env(mut self, name: &'static str) -> Self {
        self.env = Some(name);
        self
    }

    /// The same, which is this where it is not given.
    #[must_use]
    pub const fn constant(mut self, value: &'static str) -> Self {
        self.constant = Some(value);
        self
    }
}

/// Where a value travels.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In the path.
    Path(Style),
    /// In the query.
    Query(Style),
    /// It is all of the query.
    WholeQuery(Style),
    /// In a header.
    Header(Style),
    /// In a cookie.
    Cookie(Style),
    /// In the body, as its format has it.
    Field(Style),
    /// In the body, in a style that the description names.
    StyledField(Style),
    /// In the body, as a part of this media type.
    Part(&'static str),
}

/// What a value can be.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Any text.
    Text,
    /// A day.
    Date,
    /// A moment.
    DateTime,
    /// Bytes, as base64 or from a file.
    Base64,
    /// A text that no argument has: the flag names a file.
    Secret,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// One of these texts, or one that a newer server may know.
    Known(&'static [&'static str]),
    /// Any JSON.
    Json,
    /// Any JSON, or else a text.
    Any,
    /// A file.
    File,
    /// Several of these.
    List(&'static Value),
}
