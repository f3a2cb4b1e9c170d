//! The files of tests: one for each resource, and one for the operations that belong to none.

use std::collections::BTreeSet;

use quote::quote;

use super::operation::emit_test;
use super::refused::emit_refused;
use crate::emit::docs::{code, docs, emit_inner_docs, joined, paragraphs};
use crate::emit::example::emit_uses;
use crate::emit::operation::resource::module_path;
use crate::emit::package::crate_root::emit_inner_module;
use crate::emit::package::features::Features;
use crate::emit::{Context, Piece, SourceFile};
use crate::ir::ResourceId;
use crate::manifest::TESTS;
use crate::names::Ident;

/// The files.
pub(super) fn emit_resources<'a>(cx: &'a Context<'a>) -> impl Iterator<Item = SourceFile<'a>> {
    let resources = cx.api.resources().map(move |(id, _)| {
        let path = format!("tests/{TESTS}/{}.rs", module_path(cx, id).join("/"));
        SourceFile::new(path, move || emit_resource(cx, Some(id)))
    });
    let has_root = !cx.analysis.members.operations(None).is_empty();
    let path = format!("tests/{TESTS}/operations.rs");
    let root = has_root.then(|| SourceFile::new(path, || emit_resource(cx, None)));
    resources.chain(root)
}

fn emit_resource(cx: &Context<'_>, id: Option<ResourceId>) -> Vec<Piece> {
    let mut tests = Vec::new();
    let mut uses = BTreeSet::new();
    let (mut without_test, mut unread) = (Vec::new(), Vec::new());
    let operations = cx.analysis.members.operations(id);
    let taken = operations.iter().filter_map(|it| cx.names.operation(*it));
    let taken: Vec<&Ident> = taken.map(|it| &it.method).collect();
    for id in operations {
        let (Some(operation), Some(names)) = (cx.api.operation(*id), cx.names.operation(*id))
        else {
            continue;
        };
        match emit_test(cx, *id, operation, names) {
            Some(test) => {
                if !test.reads {
                    unread.push(&names.method);
                }
                let refused = emit_refused(cx, *id, operation, names, &taken);
                for test in std::iter::once(test).chain(refused) {
                    uses.extend(test.uses);
                    tests.push(test.piece);
                }
            }
            None => without_test.push(&names.method),
        }
    }
    let what = id.map(|id| module_path(cx, id).join("."));
    let what = match &what {
        Some(path) => docs!["The operations of ", code(path), "."],
        None => docs!["The operations of the client itself."],
    };
    let listed = |words: &'static str, names: &[&Ident]| {
        let names = joined(names.iter().map(|name| code(name.as_str())), ", ");
        (!names.is_empty()).then(|| docs![words, names, "."])
    };
    let missing = "There is no test of those whose arguments are too long, or that the description says too little about: ";
    let unread_words = "Of these, only what is sent is looked at, as their answers are too long: ";
    let parts = [
        Some(what),
        listed(missing, &without_test),
        listed(unread_words, &unread),
    ];
    let docs = emit_inner_docs(&paragraphs(parts.into_iter().flatten()));
    let mut pieces = vec![Piece::Code(docs)];
    let modules = modules(cx, id);
    // A resource below this one may have the name of the crate.
    let outside = modules.is_some().then(|| quote!(::));
    let krate = &cx.package.krate;
    pieces.extend(modules);
    pieces.push(Piece::Code(emit_uses(cx, &quote!(#outside #krate), uses)));
    pieces.extend(tests);
    pieces
}

/// The modules of the resources below one.
fn modules(cx: &Context<'_>, id: Option<ResourceId>) -> Option<Piece> {
    let id = id?;
    let features = Features::new(cx);
    let own = cx.names.resource(id).map_or("", |it| it.module.as_str());
    let children = cx.analysis.members.resources(Some(id)).iter();
    let modules = children.filter_map(|child| {
        let gate = features.gate(*child);
        let module = emit_inner_module(None, &cx.names.resource(*child)?.module, own);
        Some(quote!(#gate #module))
    });
    let modules: Vec<_> = modules.collect();
    (!modules.is_empty()).then(|| Piece::Code(quote!(#(#modules)*)))
}
