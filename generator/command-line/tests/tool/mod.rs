//! A command line with a command of each kind.

use openapi_command_line::driver::{
    Answer, Argument, Body, ClientBuilder, Command, Credential, Format, Framing, Group, Next,
    Paging, Style, StyleKind, Tool, Value,
};

static KEY: client::runtime::Scheme = client::runtime::Scheme {
    name: "key",
    kind: client::runtime::SchemeKind::Bearer,
};

pub(crate) static TOOL: Tool = Tool {
    name: "pets",
    version: "1.2.3",
    about: "A command line for pets",
    client: || ClientBuilder::new(Some("http://nowhere.invalid")),
    base_url_env: Some("PETS_BASE_URL"),
    servers: &["https://api.example.com"],
    credentials: &[Credential {
        scheme: "key",
        flag: "key-file",
        env: "PETS_KEY",
        about: "A key.",
        set: |client, secret| client.credential(&KEY, secret),
    }],
    root: &Group {
        name: "",
        about: "",
        details: &[],
        commands: &[Command {
            name: "ping",
            about: "Asks whether the service is there.",
            id: "ping",
            path: "/ping",
            idempotent: true,
            ..Command::NEW
        }],
        groups: &[&PETS, &FILES],
    },
};

const PAGING: Paging = Paging::new(Next::Cursor {
    parameter: "after",
    from: &["next"],
})
.items(&["pets"]);

static PETS: Group = Group {
    name: "pets",
    about: "Animals at home.",
    details: &["All of them."],
    commands: &[
        Command {
            name: "list",
            about: "Lists pets.",
            details: &["A page of them."],
            id: "list-pets",
            path: "/stores/{store}/pets",
            idempotent: true,
            arguments: &[
                Argument::positional("store", "store", Value::Text, "The store."),
                Argument::path("tenant", "tenant", Value::Text, "Who asks.")
                    .required()
                    .env("PETS_TENANT")
                    .style(Style::SIMPLE),
                Argument::query("limit", "limit", Value::Integer, "How many."),
                Argument::query(
                    "state",
                    "state",
                    Value::Known(&["new", "sold"]),
                    "Their state.",
                ),
                Argument::query(
                    "sort",
                    "sort",
                    Value::OneOf(&["name", "age"]),
                    "Their order.",
                ),
                Argument::query("tags", "tags", Value::List(&Value::Text), "Their tags.")
                    .style(Style::new(StyleKind::Form, false)),
                Argument::query("tame", "tame", Value::Boolean, "Whether they are."),
                Argument::query("where", "where", Value::Json, "What they have.")
                    .style(Style::new(StyleKind::DeepObject, true)),
                Argument::query("after", "after", Value::Text, "Behind what.").deprecated(),
                Argument::header("trace", "X-Trace", Value::Text, "What is traced."),
                Argument::cookie("session", "session", Value::Text, "The session."),
            ],
            paging: Some(PAGING),
            ..Command::NEW
        },
        Command {
            name: "create",
            about: "Adds a pet.",
            id: "create-pet",
            method: "POST",
            path: "/pets",
            security: &[&["key"]],
            arguments: &[
                Argument::field("name", "name", Value::Text, "What it is called.").required(),
                Argument::field("kind", "kind", Value::Text, "")
                    .required()
                    .constant("\"dog\""),
                Argument::field("weight", "weight", Value::Number, "In kilograms."),
                Argument::field("id", "id", Value::Integer, "Its number."),
                Argument::field("photo", "photo", Value::Base64, "How it looks."),
                Argument::field("password-file", "password", Value::Secret, "Its secret."),
                Argument::field("any", "any", Value::Any, "Anything."),
                Argument::field("born", "born", Value::Date, "When it was born."),
                Argument::field("tags", "tags", Value::List(&Value::Text), "Words."),
                Argument::field("toys", "toys", Value::List(&Value::Json), "Objects."),
            ],
            body: Some(
                Body::new(Format::Json, "application/json")
                    .required()
                    .flag("stream", false, true)
                    .details(&["A pet."]),
            ),
            ..Command::NEW
        },
        Command {
            name: "rename",
            about: "Renames a pet.",
            deprecated: true,
            id: "rename-pet",
            method: "PATCH",
            path: "/pets/{id}",
            arguments: &[
                Argument::positional("id", "id", Value::Integer, "Its number."),
                Argument::field("name", "name", Value::Text, "What it is called."),
                Argument::field("tags", "tags", Value::List(&Value::Text), "Words."),
            ],
            body: Some(Body::new(Format::Form, "application/x-www-form-urlencoded")),
            answer: Answer::Nothing,
            ..Command::NEW
        },
        Command {
            name: "watch",
            about: "Tells what happens.",
            id: "watch",
            path: "/events",
            idempotent: true,
            answer: Answer::Stream(Framing::Data),
            ..Command::NEW
        },
    ],
    groups: &[],
};

const UPLOAD: Command = Command {
    name: "upload",
    about: "Sends a file.",
    id: "upload",
    method: "POST",
    path: "/files",
    arguments: &[
        Argument::field("title", "title", Value::Text, "Its title.").required(),
        Argument::field("file", "file", Value::File, "The file.").required(),
        Argument::field("meta", "meta", Value::Json, "About it.").media_type("application/json"),
    ],
    body: Some(Body::new(Format::Multipart, "multipart/form-data").required()),
    ..Command::NEW
};

static FILES: Group = Group {
    name: "files",
    about: "",
    details: &[],
    commands: &[
        UPLOAD,
        Command {
            name: "parts",
            arguments: &[],
            body: Some(Body::new(Format::Parts, "multipart/form-data").required()),
            ..UPLOAD
        },
        Command {
            name: "put",
            method: "PUT",
            arguments: &[],
            body: Some(Body::new(Format::File, "image/png").required()),
            ..UPLOAD
        },
        Command {
            name: "note",
            method: "PUT",
            arguments: &[],
            body: Some(Body::new(Format::Text, "text/plain")),
            ..UPLOAD
        },
        Command {
            name: "get",
            about: "Fetches a file.",
            id: "get-file",
            path: "/files/{name}",
            idempotent: true,
            accept: Some("*/*"),
            arguments: &[Argument::positional(
                "name",
                "name",
                Value::Text,
                "Its name.",
            )],
            answer: Answer::Bytes,
            ..Command::NEW
        },
    ],
    groups: &[],
};
