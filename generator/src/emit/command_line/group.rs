//! Groups of commands: a file for each resource, and one for what the client has itself.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::argument::{CommandArgument, emit_arguments};
use super::command::emit_command;
use super::shared::SharedArguments;
use crate::emit::operation::resource::module_path;
use crate::emit::package::crate_root::emit_inner_module;
use crate::emit::uses::emit_use;
use crate::emit::{Context, Piece, SourceFile};
use crate::ir::ResourceId;

/// What tables are made of, all of it in the driver.
const DRIVER: [&str; 12] = [
    "Answer",
    "Argument",
    "Body",
    "Command",
    "Format",
    "Framing",
    "Group",
    "Next",
    "Paging",
    "Style",
    "StyleKind",
    "Value",
];

/// The files of all groups.
pub(super) fn emit_groups<'a>(cx: &'a Context<'a>) -> impl Iterator<Item = SourceFile<'a>> {
    let resources = cx.api.resources().map(move |(id, _)| {
        let path = format!("src/commands/{}.rs", module_path(cx, id).join("/"));
        SourceFile::new(path, move || emit_group(cx, Some(id)))
    });
    let root = SourceFile::new("src/commands.rs", || emit_group(cx, None));
    std::iter::once(root).chain(resources)
}

fn emit_group(cx: &Context<'_>, id: Option<ResourceId>) -> Vec<Piece> {
    let inner = cx.analysis.members.resources(id).iter();
    let inner: Vec<_> = inner.filter_map(|id| cx.names.resource(*id)).collect();
    let own = id.and_then(|id| cx.names.resource(id));
    let own = own.map_or("commands", |it| it.module.as_str());
    let modules = inner
        .iter()
        .map(|it| emit_inner_module(None, &it.module, own));
    let modules: TokenStream = modules.collect();
    let groups = inner.iter().map(|it| {
        let module = &it.module;
        quote!(&#module::GROUP)
    });
    let name = id.map_or_else(String::new, |id| cx.names.command_group(id));
    let resource = id.and_then(|id| cx.api.resources.get(id.0));
    let (about, details) = super::words(resource.and_then(|it| it.docs.as_deref()));
    let operations = cx.analysis.members.operations(id).iter();
    let taken: Vec<(_, _, Vec<CommandArgument>)> = operations
        .filter_map(|id| Some((*id, cx.api.operation(*id)?)))
        .map(|(id, it)| (id, it, emit_arguments(cx, it, &cx.names.flags(cx.api, id))))
        .collect();
    let shared = SharedArguments::new(taken.iter().flat_map(|(.., it)| it), &["GROUP"]);
    let commands = taken.iter().map(|(id, operation, arguments)| {
        let arguments: Vec<TokenStream> = arguments.iter().map(|it| shared.emit(it)).collect();
        emit_command(cx, *id, operation, &arguments)
    });
    let table = quote! {
        pub(crate) static GROUP: Group = Group {
            name: #name,
            about: #about,
            details: &[#(#details),*],
            commands: &[#(#commands),*],
            groups: &[#(#groups),*],
        };
    };
    let constants = shared.constants();
    let all = quote!(#table #constants);
    let used = DRIVER.iter().filter(|it| is_in(&all, it));
    let used: Vec<TokenStream> = used.map(|it| it.parse().unwrap_or_default()).collect();
    let uses = emit_use(&quote!(crate::driver), &used);
    let pieces = [quote!(#uses), modules, table, constants].into_iter();
    pieces
        .filter(|it| !it.is_empty())
        .map(Piece::Code)
        .collect()
}

/// Whether a name is among tokens.
fn is_in(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => is_in(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
