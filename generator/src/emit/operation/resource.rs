//! Resources: a file each, with the handle, its operations, and the types that only they use.

use proc_macro2::TokenStream;
use quote::quote;

use super::method::emit_operation;
use super::params::emit_params;
use crate::emit::docs::{Comments, Docs, code, docs, emit_docs, emit_inner_docs};
use crate::emit::package::crate_root::emit_inner_module;
use crate::emit::package::features::Features;
use crate::emit::types::shared::{emit_aliases, emit_def};
use crate::emit::types::type_expr::Module;
use crate::emit::uses::with_uses;
use crate::emit::{Context, Piece, SourceFile, former};
use crate::ir::{Operation, OperationId, ResourceId, Role};
use crate::names::{DefiningFile, OperationNames};

/// The files of all resources, and that of the operations that belong to none.
pub(in crate::emit) fn emit_resources<'a>(
    cx: &'a Context<'a>,
) -> impl Iterator<Item = SourceFile<'a>> {
    let resources = cx.api.resources().map(move |(id, _)| {
        let path = format!("src/{}.rs", module_path(cx, id).join("/"));
        SourceFile::new(path, move || emit_resource(cx, id))
    });
    let has_root = !cx.analysis.members.operations(None).is_empty();
    let root = has_root.then(|| SourceFile::new("src/operations.rs", || emit_root(cx)));
    resources.chain(root)
}

/// The path of a resource's module, from the root of the crate.
pub(crate) fn module_path(cx: &Context<'_>, id: ResourceId) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        path.extend(cx.names.resource(id).map(|names| names.module.to_string()));
        next = cx
            .api
            .resources
            .get(id.0)
            .and_then(|resource| resource.parent);
    }
    path.reverse();
    path
}

fn emit_resource(cx: &Context<'_>, id: ResourceId) -> Vec<Piece> {
    let features = Features::new(cx);
    let docs = resource_docs(cx, id);
    let mut pieces = Vec::new();
    let children = cx.analysis.members.resources(Some(id)).iter();
    let children: Vec<_> = children
        .filter_map(|child| Some((*child, cx.names.resource(*child)?)))
        .collect();
    let own = cx.names.resource(id).map_or("", |it| it.module.as_str());
    let modules = children.iter().map(|(child, names)| {
        let gate = features.gate(*child);
        let module = emit_inner_module(Some(&quote!(pub)), &names.module, own);
        let former = former::emit_modules(names, gate.as_ref());
        quote!(#gate #module #former)
    });
    if !children.is_empty() {
        pieces.push(Piece::Code(quote!(#(#modules)*)));
    }
    if let Some(names) = cx.names.resource(id) {
        let handle = &names.handle;
        let handle_docs = emit_docs(&docs);
        let methods = children.iter().map(|(child, names)| {
            let (module, handle) = (&names.module, &names.handle);
            let docs = emit_docs(&resource_docs(cx, *child));
            let gate = features.gate(*child);
            let former = former::emit_accessors(names, &quote!(#module), gate.as_ref());
            quote! {
                #docs
                #gate
                #[inline]
                pub fn #module(&self) -> #module::#handle {
                    #module::#handle::new(&self.client)
                }
                #former
            }
        });
        let mut comments = Comments::default();
        let client = quote!(&self.client);
        let (operations, types) = emit_operations(cx, Some(id), &client, &mut comments);
        pieces.push(Piece::Code(quote! {
            #handle_docs
            #[derive(Clone, Debug)]
            pub struct #handle {
                client: Client,
            }
        }));
        let code = quote! {
            impl #handle {
                #[inline]
                pub(crate) fn new(client: &Client) -> Self {
                    Self { client: client.clone() }
                }
                #(#methods)*
                #(#operations)*
            }
        };
        pieces.push(Piece::Documented { code, comments });
        pieces.extend(types);
    }
    let mut pieces = with_uses(pieces, Module::Resource);
    pieces.insert(0, Piece::Code(emit_inner_docs(&docs)));
    pieces
}

/// What the description says about a resource, or else which operations it has.
pub(in crate::emit) fn resource_docs(cx: &Context<'_>, id: ResourceId) -> Docs {
    let resource = cx.api.resources.get(id.0);
    if let Some(docs) = resource.and_then(|resource| resource.docs.as_deref()) {
        Docs::of(docs)
    } else {
        let path = module_path(cx, id).join(".");
        docs!["The operations of ", code(&path), "."]
    }
}

/// The operations that belong to the client itself.
fn emit_root(cx: &Context<'_>) -> Vec<Piece> {
    let mut comments = Comments::default();
    let (operations, types) = emit_operations(cx, None, &quote!(self), &mut comments);
    let code = quote! {
        impl Client {
            #(#operations)*
        }
    };
    let mut pieces = vec![Piece::Documented { code, comments }];
    pieces.extend(types);
    let docs = docs!["Operations of the client itself, with what they take and answer."];
    let docs = emit_inner_docs(&docs);
    let mut pieces = with_uses(pieces, Module::Resource);
    pieces.insert(0, Piece::Code(docs));
    pieces
}

/// The methods of a resource's operations, and the types that belong to them: params first, then the response.
fn emit_operations(
    cx: &Context<'_>,
    resource: Option<ResourceId>,
    client: &TokenStream,
    comments: &mut Comments,
) -> (Vec<TokenStream>, Vec<Piece>) {
    let members = cx.analysis.members.operations(resource).iter();
    let members: Vec<(OperationId, &Operation, &OperationNames)> = members
        .filter_map(|id| Some((*id, cx.api.operation(*id)?, cx.names.operation(*id)?)))
        .collect();
    let methods = members
        .iter()
        .map(|(id, operation, names)| emit_operation(cx, *id, operation, names, client, comments))
        .collect();
    let mut types = Vec::new();
    for (id, operation, names) in members {
        types.extend(emit_params(cx, operation, names));
        types.extend(emit_own_types(cx, id));
    }
    types.extend(emit_aliases(
        cx,
        &DefiningFile::Resource(resource),
        Module::Resource,
    ));
    (methods, types)
}

/// The types of schemas that are written inside an operation, outer types before inner ones.
fn emit_own_types(cx: &Context<'_>, operation: OperationId) -> Vec<Piece> {
    let own = cx.names.types.of_operation(operation).iter();
    let mut own: Vec<_> = own
        .filter_map(|(id, role)| Some((*id, role, cx.api.ty(*id)?)))
        .collect();
    own.sort_by_key(|(id, role, _)| (role_order(role), std::cmp::Reverse(*id)));
    own.into_iter()
        .flat_map(|(id, _, def)| emit_def(cx, id, def, Module::Resource))
        .collect()
}

fn role_order(role: &Role) -> usize {
    match role {
        Role::Params(_) | Role::Component(_) => 0,
        Role::Response(_) => 1,
        Role::Errors(_) => 2,
        Role::Error(..) => 3,
    }
}
