//! Shared types: a file for each component.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;

use super::conversion::emit_conversion;
use super::enum_::{emit_enum, emit_scalar_enum};
use super::struct_::emit_struct;
use super::type_expr::{Module, emit_named};
use super::union::emit_union;
use crate::emit::docs::{Docs, docs, emit_docs, emit_inner_docs};
use crate::emit::operation::error::emit_errors;
use crate::emit::operation::paging::emit_page;
use crate::emit::operation::response::emit_answer;
use crate::emit::package::crate_root::emit_inner_module;
use crate::emit::package::features::Features;
use crate::emit::uses::with_uses;
use crate::emit::{Context, Piece, SourceFile, Table, former};
use crate::ir::{Direction, Role, TypeDef, TypeId, TypeKind};
use crate::names::{Alias, DefiningFile, Ident};

/// The module of shared types and the files in it; nothing where there are none.
pub(in crate::emit) fn emit_shared_types<'a>(cx: &'a Context<'a>) -> Vec<SourceFile<'a>> {
    let files = cx.names.types.shared_files().into_iter();
    let mut files: BTreeMap<&Ident, Vec<(TypeId, &TypeDef)>> =
        files.map(|file| (file, Vec::new())).collect();
    for (id, def) in cx.api.types() {
        if let Some(DefiningFile::Shared(module)) = cx.names.ty(id).map(|names| &names.home) {
            files.entry(module).or_default().push((id, def));
        }
    }
    if files.is_empty() {
        return Vec::new();
    }
    let modules: Vec<&Ident> = files.keys().copied().collect();
    let root = SourceFile::new("src/types.rs", move || emit_root(cx, &modules));
    let files = files.into_iter().map(|(module, mut defs)| {
        // Lowering defines inner types first; a reader wants the outer ones first.
        defs.sort_by_key(|(id, def)| {
            let is_sent = def.direction == Direction::Write;
            (def.place.steps.len(), is_sent, *id)
        });
        SourceFile::new(format!("src/types/{module}.rs"), move || {
            let defs = defs.iter();
            let here = Module::Shared(module);
            let defined = defs.flat_map(|(id, def)| emit_def(cx, *id, def, here));
            let home = DefiningFile::Shared(module.clone());
            let pieces = defined.chain(emit_aliases(cx, &home, here));
            with_uses(pieces.collect(), here)
        })
    });
    std::iter::once(root).chain(files).collect()
}

/// The modules: those that are always compiled, and the others by the features that they are compiled with.
fn emit_root(cx: &Context<'_>, modules: &[&Ident]) -> Vec<Piece> {
    let features = Features::new(cx);
    let mut always = Vec::new();
    let mut gated: BTreeMap<&BTreeSet<String>, Vec<&Ident>> = BTreeMap::new();
    for module in modules {
        match features.of_file(module) {
            Some(with) => gated.entry(with).or_default().push(module),
            None => always.push(module),
        }
    }
    let docs = emit_inner_docs(&docs!["Types that several operations share."]);
    let declared = always.iter();
    let declared = declared.map(|module| emit_inner_module(None, module, OUTER));
    let uses = always.iter().map(|module| quote!(pub use #module::*;));
    let mut pieces = vec![Piece::Code(quote!(#docs))];
    pieces.extend((!gated.is_empty()).then(|| emit_gate(gated.values().flatten())));
    pieces.push(Piece::Code(quote!(#(#declared)*)));
    pieces.push(Piece::Code(quote!(#(#uses)*)));
    pieces.extend(gated.into_iter().map(|(with, modules)| {
        let lines = modules.into_iter();
        Piece::Table(Table {
            name: "with_any",
            ty: quote!((#(#with),*)),
            lines: lines.map(|module| quote!(#module).into()).collect(),
            last: Vec::new(),
        })
    }));
    pieces
}

/// The macro that declares the modules of types that some features need.
fn emit_gate<'m>(mut modules: impl Iterator<Item = &'m &'m Ident>) -> Piece {
    let is_outer = modules.any(|it| it.as_str() == OUTER);
    let lint = if is_outer { SAME_NAME } else { "" };
    let [before, after] = GATE;
    Piece::Text([before, lint, after].concat())
}

/// As text, since the printer fills the lines of a macro.
const GATE: [&str; 2] = [
    "\
/// Modules that are compiled with any of these features: nothing else leads to their types.
macro_rules! with_any {
    ($features:tt { $($module:ident,)* }) => {
        $(with_any! { $features $module })*
    };
    (($($feature:literal),*) $module:ident) => {
        #[cfg(any($(feature = $feature),*))]
",
    "        mod $module;
        #[cfg(any($(feature = $feature),*))]
        pub use $module::*;
    };
}
",
];

/// For a module in it that has the name of the one around it.
const SAME_NAME: &str =
    "        #[allow(clippy::module_inception, reason = \"the description calls both so\")]\n";

/// The name of the module of shared types.
const OUTER: &str = "types";

/// The definition of a type, whatever kind it is.
pub(in crate::emit) fn emit_def(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    module: Module<'_>,
) -> Vec<Piece> {
    let Some(names) = cx.names.ty(id) else {
        return Vec::new();
    };
    let mut pieces = match &def.kind {
        TypeKind::Struct(object) => {
            let mut pieces = emit_struct(cx, id, def, object, names, module);
            pieces.extend(emit_page(cx, id, &names.name, module).map(Piece::Code));
            pieces
        }
        TypeKind::TextEnum(list) => emit_enum(def, list, names, &cx.names.types.derives(id)),
        TypeKind::ScalarEnum(list) => {
            emit_scalar_enum(def, list, names, &cx.names.types.derives(id))
        }
        TypeKind::Union(union) => emit_union(cx, id, def, union, names, module),
        TypeKind::Answer(answer) if matches!(def.place.role, Role::Errors(_)) => {
            emit_errors(cx, def, answer, names, module)
        }
        TypeKind::Answer(answer) => emit_answer(cx, def, answer, names, module),
    };
    pieces.extend(emit_conversion(cx, id, module).map(Piece::Code));
    pieces
}

/// The names that a file has for types that are defined elsewhere.
pub(in crate::emit) fn emit_aliases(
    cx: &Context<'_>,
    home: &DefiningFile,
    module: Module<'_>,
) -> Vec<Piece> {
    let aliases = cx.names.types.aliases_in(home);
    let aliases = aliases.map(|Alias { name, of, home: _ }| {
        let ty = emit_named(cx, *of, module);
        let path = Docs::rust(&ty);
        let own = path.without("types::").without("super::");
        let link = if own.as_str() == path.as_str() {
            docs!["[`", own, "`]"]
        } else {
            docs!["[`", own, "`](", path, ")"]
        };
        let docs = emit_docs(&docs!["Another name of ", link, "."]);
        Piece::Code(quote!(#docs pub type #name = #ty;))
    });
    aliases
        .chain(former::emit_types(cx, home, module))
        .collect()
}
