//! From the files of a client to its public items.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FnArg, ImplItem, Item as Syntax, ReturnType, UseTree, Visibility};

use super::paths::{FileScope, line_of, shown};
use super::{Item, MANIFEST, Part, Surface, tables};
use crate::files::Files;

/// What is said of an alias.
const RENAMED: &str = "\"renamed to `";

/// The modules that are the same in every client.
const RUNTIME: &str = "runtime";

/// The macro by which a file declares modules that are behind features.
const MODULES: &str = "with_any";

/// The public items of a client with these files, about which as a whole these `docs` are.
pub(in crate::diff) fn read(files: &Files, docs: String) -> Surface {
    let mut surface = Surface::default();
    let root = FileScope {
        module: "crate".to_owned(),
        ..FileScope::default()
    };
    read_file(files, "lib", root, &mut surface);
    let manifest = files.get(MANIFEST).map_or("", String::as_str);
    read_manifest(manifest, &mut surface);
    let whole = surface.items.entry(("crate".to_owned(), Part::Itself));
    whole.or_default().docs = docs;
    surface
}

/// The features are items of the manifest, and the name of the package is what callers call the crate; all else in it is what it does.
fn read_manifest(text: &str, surface: &mut Surface) {
    let mut manifest: toml::Table = text.parse().unwrap_or_default();
    if let Some(toml::Value::Table(features)) = manifest.remove("features") {
        for (name, _) in features {
            surface.add(MANIFEST, Part::Constant(name), Item::default());
        }
    }
    if let Some(toml::Value::Table(package)) = manifest.get_mut("package") {
        let name = package.remove("name").map(|it| it.to_string());
        let name = name.unwrap_or_default();
        let item = Item {
            shown: name.clone(),
            signature: name,
            ..Item::default()
        };
        surface.add("crate", Part::Itself, item);
        // What the description says of itself is told as its words.
        package.remove("description");
        package.remove("version");
    }
    let manifest = manifest.to_string();
    surface.add_code(MANIFEST, &manifest);
}

fn read_file(files: &Files, path: &str, mut scope: FileScope, surface: &mut Surface) {
    let text = files.get(&format!("src/{path}.rs"));
    // What was emitted has been parsed already.
    let Some(file) = text.and_then(|it| syn::parse_file(it).ok()) else {
        return;
    };
    for item in &file.items {
        name(item, &mut scope);
    }
    let folder = match path {
        "lib" => String::new(),
        path => format!("{path}/"),
    };
    for item in file.items {
        match item {
            Syntax::Mod(module) if module.ident != RUNTIME => {
                let inner = scope_of(&module, &scope);
                read_file(files, &format!("{folder}{}", module.ident), inner, surface);
            }
            Syntax::Macro(it) if it.mac.path.is_ident(MODULES) => {
                for module in modules(it.mac.tokens) {
                    let inner = FileScope {
                        module: scope.module.clone(),
                        outer: scope.module.clone(),
                        ..FileScope::default()
                    };
                    read_file(files, &format!("{folder}{module}"), inner, surface);
                }
            }
            item => read_item(item, &scope, surface),
        }
    }
}

/// The private modules that a macro declares: `with_any! { ("feature") { one, other, } }`.
fn modules(tokens: TokenStream) -> Vec<String> {
    let Some(TokenTree::Group(names)) = tokens.into_iter().last() else {
        return Vec::new();
    };
    let names = names.stream().into_iter().filter_map(|it| match it {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

/// A private module is no part of the path of its items: they are re-exported by the module around it.
fn scope_of(module: &syn::ItemMod, outer: &FileScope) -> FileScope {
    let path = match module.vis {
        Visibility::Public(_) => format!("{}::{}", outer.module, module.ident),
        _ => outer.module.clone(),
    };
    FileScope {
        module: path,
        outer: outer.module.clone(),
        ..FileScope::default()
    }
}

/// Adds what an item is called to what the names of the file mean.
fn name(item: &Syntax, scope: &mut FileScope) {
    let own = match item {
        Syntax::Use(it) => return name_use(&it.tree, "", scope),
        Syntax::Struct(it) => &it.ident,
        Syntax::Enum(it) => &it.ident,
        Syntax::Type(it) => &it.ident,
        Syntax::Mod(it) => {
            let path = format!("{}::{}", scope.module, it.ident);
            scope.uses.insert(it.ident.to_string(), path);
            return;
        }
        _ => return,
    };
    scope.own.insert(own.to_string());
}

fn name_use(tree: &UseTree, before: &str, scope: &mut FileScope) {
    match tree {
        UseTree::Path(it) => name_use(&it.tree, &format!("{before}{}::", it.ident), scope),
        UseTree::Group(it) => it.items.iter().for_each(|it| name_use(it, before, scope)),
        UseTree::Name(it) => {
            let path = match it.ident.to_string().as_str() {
                "self" => before.trim_end_matches("::").to_owned(),
                name => format!("{before}{name}"),
            };
            scope.uses.insert(super::short(&path).to_owned(), path);
        }
        UseTree::Rename(it) => {
            let path = format!("{before}{}", it.ident);
            scope.uses.insert(it.rename.to_string(), path);
        }
        UseTree::Glob(_) => {}
    }
}

fn read_item(item: Syntax, scope: &FileScope, surface: &mut Surface) {
    match item {
        Syntax::Struct(it) => read_struct(it, scope, surface),
        Syntax::Enum(it) => read_enum(it, scope, surface),
        Syntax::Type(it) => {
            let of = scope.full(it.ty.to_token_stream());
            let alias = signed(&it.attrs, format!("type = {of}"));
            surface.add(&scope.resolve(&it.ident.to_string()), Part::Itself, alias);
        }
        Syntax::Impl(it) => read_impl(it, scope, surface),
        Syntax::Macro(it) => tables::read(&it.mac, scope, surface),
        Syntax::Use(it) if matches!(it.vis, Visibility::Public(_)) => {
            let mut names = FileScope::default();
            name_use(&it.tree, "", &mut names);
            for (name, path) in names.uses {
                let item = signed(&it.attrs, format!("use {path}"));
                surface.add_use(&format!("{}::{name}", scope.module), item);
            }
        }
        Syntax::Static(it) => {
            let owner = format!("{}::Client", scope.module);
            surface.add_code(&owner, &it.to_token_stream().to_string());
        }
        _ => {}
    }
}

fn read_struct(it: syn::ItemStruct, scope: &FileScope, surface: &mut Surface) {
    let owner = scope.resolve(&it.ident.to_string());
    let item = signed(&it.attrs, "struct".to_owned());
    derived(&owner, &it.attrs, surface);
    surface.add(&owner, Part::Itself, item);
    for field in it.fields {
        let (Some(name), Visibility::Public(_)) = (&field.ident, &field.vis) else {
            continue;
        };
        let item = signed(&field.attrs, scope.full(field.ty.to_token_stream()));
        surface.add(&owner, Part::Field(name.to_string()), item);
    }
}

fn read_enum(it: syn::ItemEnum, scope: &FileScope, surface: &mut Surface) {
    let owner = scope.resolve(&it.ident.to_string());
    let item = signed(&it.attrs, "enum".to_owned());
    derived(&owner, &it.attrs, surface);
    surface.add(&owner, Part::Itself, item);
    for variant in it.variants {
        let held = scope.full(variant.fields.to_token_stream());
        let item = signed(&variant.attrs, held);
        surface.add(&owner, Part::Variant(variant.ident.to_string()), item);
    }
}

/// Each trait that is derived is an item, as it would be if it was written.
fn derived(owner: &str, attributes: &[Attribute], surface: &mut Surface) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let syn::Meta::List(list) = &attribute.meta else {
            continue;
        };
        let list = list.tokens.to_string();
        for name in list.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            surface.add(owner, Part::Impl(name.to_owned()), Item::default());
        }
    }
}

fn read_impl(it: syn::ItemImpl, scope: &FileScope, surface: &mut Surface) {
    let owner = scope.full(it.self_ty.to_token_stream());
    // What the client adds to types of the runtime is known by their names at the root.
    let owner = match owner.strip_prefix("crate::runtime::") {
        Some(name) => format!("crate::{name}"),
        None => owner,
    };
    if let Some((path, _)) = &it.trait_ {
        let item = Item {
            code: it
                .items
                .iter()
                .map(|it| it.to_token_stream().to_string())
                .collect(),
            ..Item::default()
        };
        let name = scope.full(path.to_token_stream());
        surface.add(&owner, Part::Impl(shown(&name)), item);
        return;
    }
    for item in it.items {
        match item {
            ImplItem::Fn(it) if matches!(it.vis, Visibility::Public(_)) => {
                let name = Part::Function(it.sig.ident.to_string());
                surface.add(&owner, name, function(&it, scope));
            }
            ImplItem::Const(it) if matches!(it.vis, Visibility::Public(_)) => {
                let mut item = signed(&it.attrs, scope.full(it.ty.to_token_stream()));
                item.code = it.expr.to_token_stream().to_string();
                surface.add(&owner, Part::Constant(it.ident.to_string()), item);
            }
            _ => {}
        }
    }
}

/// The names of arguments are shown; callers do not depend on them.
fn function(it: &syn::ImplItemFn, scope: &FileScope) -> Item {
    let arguments = it.sig.inputs.iter().map(|argument| match argument {
        FnArg::Receiver(it) => (None, it.to_token_stream().to_string().replace(' ', "")),
        FnArg::Typed(it) => {
            let name = it.pat.to_token_stream().to_string();
            (Some(name), scope.full(it.ty.to_token_stream()))
        }
    });
    let arguments: Vec<(Option<String>, String)> = arguments.collect();
    let types: Vec<&str> = arguments.iter().map(|(_, ty)| ty.as_str()).collect();
    let returned = match &it.sig.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", scope.full(ty.to_token_stream())),
    };
    let named = arguments.iter().filter_map(|(name, ty)| {
        let name = name.as_ref()?;
        Some(format!("{name}: {ty}"))
    });
    let named: Vec<String> = named.collect();
    let mut item = signed(&it.attrs, format!("fn({}){returned}", types.join(", ")));
    item.shown = format!(
        "{}({}){}",
        it.sig.ident,
        shown(&named.join(", ")),
        shown(&returned)
    );
    item.code = it.block.to_token_stream().to_string();
    item
}

/// An item of this signature, with what its attributes say.
fn signed(attributes: &[Attribute], signature: String) -> Item {
    let mut item = Item {
        shown: shown(&signature),
        signature,
        exhaustive: true,
        ..Item::default()
    };
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("deprecated") {
            item.deprecated = true;
            let note = attribute.meta.to_token_stream().to_string();
            item.is_alias = note.contains(RENAMED);
        } else if path.is_ident("non_exhaustive") {
            item.exhaustive = false;
        } else if path.is_ident("cfg") {
            item.gate
                .push_str(&attribute.meta.to_token_stream().to_string());
        } else if let syn::Meta::NameValue(it) = &attribute.meta
            && path.is_ident("doc")
        {
            item.docs.push_str(&line_of(&it.value));
            item.docs.push('\n');
        }
    }
    item
}
