//! What a command line is made from: tables that generated code holds, one `static` for each group of commands.

use client::runtime::event_stream::Framing;
use client::runtime::{ClientBuilder, Paging, Style};

/// A command line.
#[derive(Debug)]
pub struct Tool {
    /// The name of the program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// The client before anything is set.
    pub client: fn() -> ClientBuilder,
    /// The environment variable that replaces the URL of the server.
    pub base_url_env: Option<&'static str>,
    /// The servers of the API.
    pub servers: &'static [&'static str],
    /// What calls are authenticated with.
    pub credentials: &'static [Credential],
    /// The commands.
    pub root: &'static Group,
}

/// What calls are authenticated with: a secret for a security scheme. No argument is one, as other users of a machine see those.
#[derive(Debug)]
pub struct Credential {
    /// The scheme's name, as messages of the client have it.
    pub scheme: &'static str,
    /// The flag that names a file with the secret.
    pub flag: &'static str,
    /// The environment variable that holds the secret.
    pub env: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Gives the secret to the client.
    pub set: fn(ClientBuilder, String) -> ClientBuilder,
}

/// Commands that belong together.
#[derive(Debug)]
pub struct Group {
    /// Its name.
    pub name: &'static str,
    /// What it is about, in a sentence.
    pub about: &'static str,
    /// All else that is said about it, a paragraph each.
    pub details: &'static [&'static str],
    /// The commands in it.
    pub commands: &'static [Command],
    /// The groups in it.
    pub groups: &'static [&'static Group],
}

/// A command: an operation of the API.
#[derive(Debug)]
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// All else that is said about it, a paragraph each.
    pub details: &'static [&'static str],
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// The name by which errors speak of the operation.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the base URL, with `{name}` where a path parameter goes.
    pub path: &'static str,
    /// Whether it may be sent again after a failure.
    pub idempotent: bool,
    /// The names of the security schemes: all of one of the lists are needed.
    pub security: &'static [&'static [&'static str]],
    /// The header with a key by which the server knows a call that is sent again.
    pub idempotency_key: Option<&'static str>,
    /// The operation's own server.
    pub server: Option<&'static str>,
    /// The media types to accept, if not JSON alone.
    pub accept: Option<&'static str>,
    /// The property of the answer that says whether the call succeeded.
    pub envelope: Option<&'static str>,
    /// Whether that nothing has changed (304) is a success.
    pub not_modified: bool,
    /// What it takes, positional arguments in their order.
    pub arguments: &'static [Argument],
    /// What it sends.
    pub body: Option<Body>,
    /// What comes of it.
    pub answer: Answer,
    /// How the pages of its answer follow each other.
    pub paging: Option<&'static Paging>,
}

impl Command {
    /// A command of which nothing is said: what a table leaves out.
    pub const NEW: Self = Self {
        name: "",
        about: "",
        details: &[],
        deprecated: false,
        id: "",
        method: "GET",
        path: "/",
        idempotent: false,
        security: &[],
        idempotency_key: None,
        server: None,
        accept: None,
        envelope: None,
        not_modified: false,
        arguments: &[],
        body: None,
        answer: Answer::Whole,
        paging: None,
    };
}

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

/// What a command sends.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The media type.
    pub media_type: &'static str,
    /// How it is written.
    pub format: Format,
    /// Whether there is always one.
    pub required: bool,
    /// A property of it that is always this, or wherever it is there at all.
    pub flag: Option<(&'static str, bool, bool)>,
    /// What it is, in a sentence.
    pub about: &'static str,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As JSON.
    Json,
    /// As the pairs of a form.
    Form,
    /// As parts.
    Multipart,
    /// As parts that the caller names.
    Parts,
    /// As a text.
    Text,
    /// As it is.
    File,
}

/// What comes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Something that is read as a whole: JSON, or a text.
    Whole,
    /// Anything, of any length.
    Bytes,
    /// Nothing.
    Nothing,
    /// Items that come one by one.
    Stream(Framing),
}
