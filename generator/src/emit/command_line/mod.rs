//! A command line over the client: a crate with a command for each operation.
//!
//! What is generated are tables: a file of [`group`]s for each resource, a [`command`] for each operation, an [`argument`] for each
//! parameter and each property of a body ([`value`] says what it can be, [`shared`] which are written once), and the [`settings`] of the
//! client. A hand-written driver reads them; [`package`] has its files and the manifest. A table calls nothing of the client but the
//! methods of its builder, so that none of its types is compiled.

mod argument;
mod command;
mod driver;
mod group;
mod package;
mod settings;
mod shared;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, Piece, SourceFile};
use crate::config::CommandLineConfig;
use crate::emit::docs::{Docs, emit_inner_docs};
use crate::emit::package::crate_root::emit_module;
use crate::hidden::one_line;
use crate::markdown::{PlainText, plain_text};

/// The files of the crate, as [`emit`](super::emit) has those of the client.
pub(crate) fn emit_command_line<'a>(
    cx: &'a Context<'a>,
    config: &'a CommandLineConfig,
) -> (Vec<SourceFile<'a>>, Vec<(String, String)>) {
    let mut sources = vec![
        SourceFile::new("src/main.rs", || emit_root(cx)),
        SourceFile::new("src/settings.rs", || settings::emit_settings(cx, config)),
    ];
    sources.extend(group::emit_groups(cx));
    let mut texts = driver::emit_driver();
    texts.push(("Cargo.toml".to_owned(), package::emit_manifest(cx, config)));
    (sources, texts)
}

/// The root of the program.
fn emit_root(cx: &Context<'_>) -> Vec<Piece> {
    let about = format!("A command line for {}.", one_line(&cx.api.title));
    let docs = emit_inner_docs(&Docs::literal(&about));
    let [commands, settings] = ["commands", "settings"].map(|it| {
        let name: TokenStream = it.parse().unwrap_or_default();
        emit_module(None, name)
    });
    vec![
        Piece::Code(quote!(#docs)),
        Piece::Code(quote! {
            #commands
            #[allow(dead_code, unused_imports, reason = "no API needs all of it")]
            mod driver;
            #settings
        }),
        Piece::Code(quote! {
            use std::process::ExitCode;
        }),
        Piece::Code(quote! {
            fn main() -> ExitCode {
                driver::run(&settings::TOOL)
            }
        }),
    ]
}

/// What a description says, as the literals of a sentence and of all else.
fn words(text: Option<&str>) -> (String, Vec<String>) {
    let PlainText { lead, rest } = plain_text(text.unwrap_or_default());
    (lead, rest)
}
