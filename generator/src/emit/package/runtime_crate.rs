//! The crate of a runtime that clients share.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;
use toml::{Table, Value};

use super::cargo_toml::{library, lints, make_needed, merge, package, print_file};
use super::crate_root::{emit_module, emit_null_is_empty};
use super::runtime::{emit_shared_runtime, made_by};
use crate::config::Config;
use crate::emit::docs::{docs, emit_inner_docs};
use crate::emit::types::foreign::{FOREIGN, emit_tables};
use crate::emit::{Piece, SourceFile};
use crate::ir::{Foreign, ForeignId};
use crate::manifest::{RUNTIME_DEPENDENCIES, RUNTIME_FEATURES};
use crate::names::ForeignNames;

/// What the crate is made from.
#[derive(Debug)]
pub(crate) struct RuntimeCrate<'a> {
    /// The name of the package.
    pub(crate) package: &'a str,
    pub(crate) config: &'a Config,
    /// The types of other crates that clients have values of. Their impls are here, as clients own neither them nor the traits.
    pub(crate) foreign: &'a [Foreign],
    pub(crate) names: &'a BTreeMap<ForeignId, ForeignNames>,
}

/// The files of the crate, as [`emit`](crate::emit::emit).
pub(crate) fn emit_runtime_crate<'a>(
    of: &'a RuntimeCrate<'a>,
) -> (Vec<SourceFile<'a>>, Vec<(String, String)>) {
    let mut sources = vec![SourceFile::new("src/lib.rs", || emit_root(of))];
    if !of.foreign.is_empty() {
        let names = |id: ForeignId| of.names.get(&id);
        sources.push(SourceFile::new(FOREIGN, move || {
            emit_tables(of.foreign, &names)
        }));
    }
    let mut texts = emit_shared_runtime();
    texts.push(("Cargo.toml".to_owned(), emit_manifest(of)));
    (sources, texts)
}

fn emit_root(of: &RuntimeCrate<'_>) -> Vec<Piece> {
    let docs = emit_inner_docs(&docs![
        "What several clients have in common at run time, so that the [`Error`] of one is that of all, as are [`Transport`],\n[`Request`] and [`File`]."
    ]);
    let foreign = (!of.foreign.is_empty()).then(|| emit_module(None, quote!(foreign)));
    vec![
        Piece::Code(quote!(#docs)),
        Piece::Code(quote! {
            #foreign
            pub mod runtime;
            mod shared;
        }),
        emit_null_is_empty(of.config),
        Piece::Code(quote! {
            #[doc(inline)]
            pub use runtime::*;
        }),
    ]
}

fn emit_manifest(of: &RuntimeCrate<'_>) -> String {
    let mut manifest = Table::new();
    let description = "What clients of several APIs have in common at run time.";
    let table = package(of.package, description);
    manifest.insert("package".to_owned(), Value::Table(table));
    manifest.extend(library(of.package).map(|it| ("lib".to_owned(), it)));
    let mut features = RUNTIME_FEATURES.clone();
    features.insert(made_by().to_owned(), Value::Array(Vec::new()));
    manifest.insert("features".to_owned(), Value::Table(features));
    let dependencies = Value::Table(RUNTIME_DEPENDENCIES.clone());
    manifest.insert("dependencies".to_owned(), dependencies);
    let crates: BTreeSet<&str> = of.foreign.iter().map(Foreign::crate_name).collect();
    for name in crates {
        make_needed(&mut manifest, name);
    }
    manifest.insert("lints".to_owned(), lints());
    merge(&mut manifest, &of.config.manifest);
    print_file(&manifest)
}
