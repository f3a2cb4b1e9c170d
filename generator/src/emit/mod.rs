//! From the model to Rust: one file for each kind of thing that is produced.
//!
//! Nothing here can fail: what could not be said in Rust was reported before. An emitter takes an item of the model apart
//! in full, so that a new field of the model does not compile until somebody has decided what becomes of it.

mod client;
mod docs;
mod example;
mod operation;
mod package;
mod types;
mod uses;

pub(crate) use package::api_json::emit_api_json;
use std::fmt;

use proc_macro2::TokenStream;

use crate::analyze::Analysis;
use crate::config::Config;
use crate::ir::Api;
use crate::names::Names;

/// What all emitters look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The model.
    pub api: &'a Api,
    /// What is true of it as a whole.
    pub analysis: &'a Analysis,
    /// What everything is called.
    pub names: &'a Names,
    /// What the user asked for.
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

    /// Its parts, from top to bottom. They are made for whoever asks, so that files can be made side by side.
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
    /// A call of one of the table macros.
    Table(Table),
}

/// A table: `record! { Participant { … } }`, a line for each entry.
#[derive(Debug)]
pub struct Table {
    /// The macro.
    pub name: &'static str,
    /// The type the table is about.
    pub ty: TokenStream,
    /// The entries, without the commas after them.
    pub lines: Vec<TokenStream>,
    /// What closes the table, without commas.
    pub last: Vec<TokenStream>,
}

/// The files of the crate: Rust still to be printed, and the others by their paths, as they are.
pub fn emit<'a>(cx: &'a Context<'a>) -> (Vec<SourceFile<'a>>, Vec<(String, String)>) {
    let mut sources = vec![
        SourceFile::new("src/lib.rs", || package::crate_root::emit_crate_root(cx)),
        SourceFile::new("src/client.rs", || client::emit_client(cx)),
    ];
    sources.extend(operation::resource::emit_resources(cx));
    sources.extend(types::shared::emit_shared_types(cx));
    sources.extend(types::foreign::emit_foreign_types(cx));

    let mut texts = package::runtime::emit_runtime();
    texts.push((
        "Cargo.toml".to_owned(),
        package::cargo_toml::emit_manifest(cx),
    ));
    texts.push(("api.md".to_owned(), package::api_md::emit_api_md(cx)));
    (sources, texts)
}
