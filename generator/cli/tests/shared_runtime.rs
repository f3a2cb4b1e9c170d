//! Clients of different descriptions that share one runtime: written, checked, compiled with a program that uses both, and run.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::Folder;

const BOOKS: &str = r##"openapi: 3.0.3
info: {title: Books, version: "1"}
servers: [{url: "https://books.example", description: First.}, {url: "https://{region}.example", variables: {region: {default: eu}}}]
security: [{token: []}]
paths:
  /books/{id}:
    get:
      operationId: get-book
      tags: [books]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: A book., content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}
        "404": {description: None., content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    put:
      operationId: put-cover
      tags: [books]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {"204": {description: Kept.}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Problem: {type: object, properties: {title: {type: string}}}
    Book:
      type: object
      required: [id, state, from, level, code]
      properties:
        id: {type: string}
        state: {type: string, enum: [lent, here]}
        level: {type: integer, enum: [1, 2]}
        code: {oneOf: [{type: string}, {type: integer}]}
        mixed: {enum: [auto, 1]}
        from: {type: string, format: ipv4}
        added: {type: string, format: date-time}
"##;

const FILMS: &str = r##"openapi: 3.0.3
info: {title: Films, version: "2"}
servers: [{url: "https://films.example"}]
paths:
  /films:
    get:
      operationId: list-films
      tags: [films]
      parameters: [{name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer}}]
      responses:
        "200":
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [items, total]
                properties:
                  items: {type: array, items: {$ref: "#/components/schemas/Film"}}
                  total: {type: integer}
  /films/{id}/trailer:
    put:
      operationId: put-trailer
      tags: [films]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses:
        "204": {description: Kept.}
        "404": {description: No film., content: {application/json: {schema: {$ref: "#/components/schemas/Film"}}}}
        "422": {description: No trailer., content: {application/json: {schema: {type: string}}}}
components:
  schemas:
    Film: {type: object, required: [id], properties: {id: {type: string}, seen: {type: boolean}}}
"##;

const RUNTIME: &str = r#"package = "media-runtime"
[formats]
ipv4 = "std::net::Ipv4Addr"
date-time = "chrono::DateTime<chrono::Utc>"
"#;

const CLIENT: &str = "tests = true\n[runtime]\ncrate = \"media-runtime\"\npath = \"../runtime\"\n";

const PROGRAM: &str = r##"use books::Client as Books;
use films::Client as Films;
use media_runtime::{Error, File, Mock, MockAnswer, Request};

fn words(error: Error) -> String {
    match error {
        Error::Status(status) => status.status().as_u16().to_string(),
        other => other.to_string(),
    }
}

async fn patient<T, E>(request: Request<T, E>) -> Result<T, String> {
    request.max_retries(0).await.map_err(words)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mock = Mock::new();
    mock.respond("get-book", MockAnswer::bytes(200, "application/json", &br#"{
        "id": "7", "state": "lent", "level": 2, "code": 5, "mixed": 1, "from": "192.0.2.1", "added": "2026-01-01T00:00:00Z"
    }"#[..]));
    mock.respond("get-book", MockAnswer::bytes(404, "application/json", &br#"{"title": "no"}"#[..]));
    mock.respond("list-films", MockAnswer::bytes(200, "application/json", &br#"{"items": [{"id": "a"}], "total": 1}"#[..]));
    mock.respond("put-cover", MockAnswer::empty(204));
    mock.respond("put-trailer", MockAnswer::empty(204));
    let books = Books::builder().token("secret").server(books::Server::REGION_EXAMPLE.region("us"));
    let books = books.transport(mock.clone()).build().unwrap();
    let films = Films::builder().transport(mock.clone()).build().unwrap();

    let book = patient(books.books().get("7")).await.unwrap();
    assert_eq!(book.from, std::net::Ipv4Addr::new(192, 0, 2, 1));
    assert_eq!(book.state, books::types::BookState::Lent);
    assert_eq!(patient(books.books().get("8")).await.unwrap_err(), "404");
    let page = patient(films.films().list(films::films::ListParams::new())).await.unwrap();
    assert_eq!(page.items[0].id, "a");
    let file: File = File::from("pixels");
    patient(books.books().put_cover("7", books::books::PutCoverParams::new(file.clone()))).await.unwrap();
    patient(films.films().put_trailer("a", films::films::PutTrailerParams::new(file))).await.unwrap();

    let agents = |request: media_runtime::MockRequest| request.headers()["user-agent"].to_str().unwrap().to_owned();
    let agents: Vec<String> = mock.requests().into_iter().map(agents).collect();
    assert_eq!(agents, ["books/0.1.0", "books/0.1.0", "films/0.1.0", "books/0.1.0", "films/0.1.0"]);
    println!("one runtime");
}
"##;

const MANIFEST: &str = r#"[package]
name = "program"
version = "0.1.0"
edition = "2024"

[dependencies]
books = { path = "../books", default-features = false, features = ["mock"] }
films = { path = "../films", default-features = false, features = ["mock"] }
media-runtime = { path = "../runtime", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

#[test]
fn clients_share_the_types_of_one_runtime() {
    let folder = Folder::new("shared_runtime");
    folder.write("runtime.toml", RUNTIME);
    folder.write("books.yaml", BOOKS);
    folder.write("films.yaml", FILMS);
    let dependencies = "[manifest.dependencies]\nchrono = { features = [\"std\"] }\n";
    let formats = RUNTIME.split_once('\n').unwrap().1;
    folder.write("books.toml", &format!("{CLIENT}{formats}{dependencies}"));
    folder.write("films.toml", CLIENT);
    let commands = [
        "runtime --config runtime.toml --out runtime",
        "codegen --spec books.yaml --config books.toml --name books --out books",
        "codegen --spec films.yaml --config films.toml --name films --out films",
    ];
    for command in commands {
        folder.run(command).with_code(0);
        let line = folder.run(&format!("{command} --check"));
        assert!(line.with_code(0).contains(", up to date; "), "{line:?}");
    }
    for client in ["books", "films"] {
        assert!(!folder.path(client).join("src/runtime").exists());
        assert!(!folder.path(client).join("src/foreign.rs").exists());
    }
    folder.write("program/Cargo.toml", MANIFEST);
    folder.write("program/src/main.rs", PROGRAM);
    folder.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"books\", \"films\", \"program\", \"runtime\"]\n[profile.dev]\ndebug = false\n",
    );
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, folder.path("Cargo.lock")).unwrap();
    let said = cargo(&folder, &["run", "--package", "program"]).unwrap();
    assert_eq!(said, "one runtime\n");
    for client in ["books", "films"] {
        let features = ["--no-default-features", "--features", "mock"];
        let test = ["test", "--package", client, "--test", "generated"];
        cargo(&folder, &[&test[..], &features].concat()).unwrap();
    }

    // A runtime of another generator is told by a sentence, before anything is compiled.
    let manifest = folder.read("runtime/Cargo.toml");
    let (start, end) = manifest
        .split_once("made-by-openapi-client-generator-")
        .unwrap();
    let other = format!("{start}made-by-openapi-client-generator-0{end}");
    folder.write("runtime/Cargo.toml", &other);
    let said = cargo(&folder, &["run", "--package", "program"]).unwrap_err();
    let feature = "depends on `media-runtime` with feature `made-by-openapi-client-generator-";
    assert!(said.contains(feature), "{said}");
    assert!(!said.contains("error[E"), "{said}");
    let stale = folder.run(&format!("{} --check", commands[0]));
    assert!(
        stale.with_code(1).contains("1 file out of date"),
        "{stale:?}"
    );
}

#[test]
fn what_is_about_a_description_is_refused() {
    let folder = Folder::new("runtime_refused");
    folder.write(
        "wrong.toml",
        "package = \"serde\"\ntests = true\n[formats]\nuuid = \"uuid::Uuid\"\n[manifest.lib]\nname = \"other\"\n",
    );
    let ended = folder.run("runtime --config wrong.toml --out out");
    ended.with_code(2);
    for line in [
        "error[invalid-package]: `serde` cannot be the name of a package: the client uses a crate `serde`\n --> wrong.toml:1:11",
        "error[invalid-runtime]: `tests` is about a client, and this is a runtime\n --> wrong.toml:2:1",
        "error[unknown-crate]: the client does not depend on a crate `uuid`\n --> wrong.toml:4:8",
        "error[invalid-runtime]: clients know the library by the name of its package\n --> wrong.toml:6:1",
    ] {
        assert!(ended.err.contains(line), "{line}\n{}", ended.err);
    }
    let ended = folder.run("runtime --out out");
    ended.with_code(2);
    assert!(ended.err.contains("give --name"), "{}", ended.err);
    assert!(!folder.path("out").exists());
}

/// Runs cargo without the network, and with it only where a crate is missing. Returns what it prints, or else what it complains of.
fn cargo(folder: &Folder, arguments: &[&str]) -> Result<String, String> {
    let run = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(more)
            .current_dir(folder.path(""))
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared_runtime_target"),
            )
            .env("RUSTFLAGS", "-Dwarnings")
            .output()
            .unwrap()
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut output = run(&["--offline"]);
    if text(&output.stderr).contains("--offline") {
        output = run(&[]);
    }
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(text(&output.stderr))
    }
}
