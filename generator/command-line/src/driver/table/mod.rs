//! What a command line is made from: tables that generated code holds, one `static` for each group of commands.

// argument  what a command takes

mod argument;

use client::runtime::event_stream::Framing;
use client::runtime::{ClientBuilder, Paging};

pub use argument::{Argument, Place, Value};

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
    pub paging: Option<Paging>,
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
    /// What is said about it, a paragraph each.
    pub details: &'static [&'static str],
}

impl Body {
    /// One that need not be there.
    pub const fn new(format: Format, media_type: &'static str) -> Self {
        Self {
            media_type,
            format,
            required: false,
            flag: None,
            details: &[],
        }
    }

    /// The same, to be there always.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, with a property that is `value` always, or else wherever it is there at all.
    #[must_use]
    pub const fn flag(mut self, wire: &'static str, value: bool, always: bool) -> Self {
        self.flag = Some((wire, value, always));
        self
    }

    /// The same, with what is said about it.
    #[must_use]
    pub const fn details(mut self, details: &'static [&'static str]) -> Self {
        self.details = details;
        self
    }
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
