//! From the model to Rust.
//!
//! In come the model and its names; out go the files of the crate, those of Rust as tokens. The room [`types`] emits the types,
//! [`operation`] resources and methods, [`client`] the client and its credentials, [`package`] what the crate has one of.
//! [`former`] keeps aliases for what was renamed, [`example`] writes the calls that the documentation shows, [`tests`] the tests that the
//! client carries, [`command_line`] another crate, [`mod@docs`] is the only way for a text to become documentation,
//! [`mod@xml`] is about bodies of XML, and [`uses`] writes the `use` lines of a file.
//!
//! Nothing here can fail: the phases before report what has no form in Rust. An emitter destructures an item of the model in
//! full, so that a new field of the model is a compile error here.

mod client;
mod command_line;
mod definition;
mod docs;
mod example;
mod former;
mod operation;
mod package;
pub(crate) mod tests;
mod types;
mod uses;
mod xml;

pub(crate) use command_line::emit_command_line;
pub use definition::{DefinedField, StructDefinition};
pub use docs::Comments;
pub(crate) use docs::{LINE, LINE_BREAK, comment};
pub(crate) use operation::resource::module_path;
pub(crate) use package::api_json::{emit_api_json, in_module, written};
pub(crate) use package::cargo_toml::crate_around;
pub(crate) use package::crate_root::recursion_limit;
pub(crate) use package::runtime_crate::{RuntimeCrate, emit_runtime_crate};
use std::fmt;

use proc_macro2::TokenStream;

use self::docs::Docs;
use crate::analyze::Analysis;
use crate::config::Config;
use crate::ir::{Api, Value};
use crate::manifest::PackageName;
use crate::names::Names;

/// What all emitters read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The model.
    pub api: &'a Api,
    /// What was found out about the model as a whole.
    pub analysis: &'a Analysis,
    /// The Rust identifiers.
    pub names: &'a Names,
    /// What the package is called.
    pub package: &'a PackageName,
    /// The configuration.
    pub config: &'a Config,
}

/// A file of Rust before it is printed.
pub struct SourceFile<'a> {
    /// Its path in the crate.
    pub path: String,
    make: Box<dyn Fn() -> Vec<Piece> + Send + Sync + 'a>,
}

impl<'a> SourceFile<'a> {
    /// A file of the parts that `make` returns.
    pub fn new(path: impl Into<String>, make: impl Fn() -> Vec<Piece> + Send + Sync + 'a) -> Self {
        Self {
            path: path.into(),
            make: Box::new(make),
        }
    }

    /// Its parts, from top to bottom. They are made by the thread that prints the file, so that files are made in parallel.
    pub fn pieces(&self) -> Vec<Piece> {
        (self.make)()
    }
}

impl fmt::Debug for SourceFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SourceFile").field(&self.path).finish()
    }
}

/// A part of a file.
#[derive(Debug)]
pub enum Piece {
    /// Items, printed without blank lines between them.
    Code(TokenStream),
    /// Items with comments that stand beside them.
    Documented {
        /// The items.
        code: TokenStream,
        /// The comments.
        comments: Comments,
    },
    /// A struct.
    Struct(StructDefinition),
    /// A call of one of the table macros.
    Table(Table),
    /// A test. Its literals of JSON, `json!("0")`, `json!("1")`, are written out when it is printed, and `blank!();` is a blank line.
    Test {
        /// The function. It has no documentation.
        code: TokenStream,
        /// The values of the literals, by their numbers.
        literals: Vec<Value>,
    },
    /// Markdown, as it is.
    Text(String),
    /// Code in Markdown, which is compiled as an example.
    Snippet(TokenStream),
}

/// A table: `record! { Participant { … } }`, a line for each entry.
#[derive(Debug)]
pub struct Table {
    /// The macro.
    pub name: &'static str,
    /// The type the table is about.
    pub ty: TokenStream,
    /// The entries.
    pub lines: Vec<TableLine>,
    /// What closes the table, without commas.
    pub last: Vec<TokenStream>,
}

/// An entry of a table.
#[derive(Debug)]
pub struct TableLine {
    /// What is said about it.
    docs: Docs,
    /// The entry, without the comma after it.
    pub code: TokenStream,
}

impl TableLine {
    /// The lines of its documentation.
    pub fn docs(&self) -> impl Iterator<Item = String> {
        docs::lines(&self.docs)
    }
}

impl From<TokenStream> for TableLine {
    fn from(code: TokenStream) -> Self {
        let docs = Docs::default();
        Self { docs, code }
    }
}

/// The files of the crate: Rust still to be printed, and the others by their paths, as they are.
pub fn emit<'a>(cx: &'a Context<'a>) -> (Vec<SourceFile<'a>>, Vec<(String, String)>) {
    let mut sources = vec![
        SourceFile::new("src/lib.rs", || package::crate_root::emit_crate_root(cx)),
        SourceFile::new("README.md", || package::readme::emit_readme(cx)),
        SourceFile::new("src/client.rs", || client::emit_client(cx)),
    ];
    sources.extend(client::constraints::emit_constraints(cx));
    sources.extend(operation::resource::emit_resources(cx));
    sources.extend(types::shared::emit_shared_types(cx));
    sources.extend(types::foreign::emit_foreign_types(cx));
    sources.extend(xml::emit_xml(cx));
    sources.extend(tests::emit_tests(cx));

    let mut texts = match cx.config.runtime {
        None => package::own_runtime::emit_runtime(&package::own_runtime::features(cx)),
        Some(_) => Vec::new(),
    };
    texts.push((
        "Cargo.toml".to_owned(),
        package::cargo_toml::emit_manifest(cx),
    ));
    texts.push(("api.md".to_owned(), package::api_md::emit_api_md(cx)));
    (sources, texts)
}
