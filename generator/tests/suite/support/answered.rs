//! What has to be true of a client, whatever it was made from.

use std::collections::BTreeSet;

use openapi_generator::Client;

/// The files of a client are Rust without a name twice, and a manifest.
pub fn check_client(client: &Client, text: &str) {
    let manifest = client.files["Cargo.toml"].parse::<toml::Table>();
    assert!(manifest.is_ok(), "{manifest:?}\n{text}");
    let files = client.files.iter();
    for (path, source) in files.filter(|(path, _)| is_generated_rust(path)) {
        let Ok(file) = syn::parse_file(source) else {
            panic!("{path} is no Rust:\n{source}\n{text}");
        };
        let twice = twice(&file);
        assert!(
            twice.is_none(),
            "{path} has {twice:?} twice:\n{source}\n{text}"
        );
    }
}

/// A name that two things of one kind have in one place.
fn twice(file: &syn::File) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut names: Vec<String> = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Struct(it) => {
                names.push(format!("type {}", it.ident));
                let fields = it.fields.iter().filter_map(|field| field.ident.as_ref());
                names.extend(fields.map(|field| format!("{}.{field}", it.ident)));
            }
            syn::Item::Enum(it) => {
                names.push(format!("type {}", it.ident));
                let variants = it.variants.iter();
                names.extend(variants.map(|variant| format!("{}::{}", it.ident, variant.ident)));
            }
            syn::Item::Type(it) => names.push(format!("type {}", it.ident)),
            syn::Item::Mod(it) => names.push(format!("mod {}", it.ident)),
            syn::Item::Impl(it) if it.trait_.is_none() => {
                let of = &it.self_ty;
                let of = quote::quote!(#of);
                for item in &it.items {
                    if let syn::ImplItem::Fn(method) = item {
                        names.push(format!("{of}::{}()", method.sig.ident));
                        let arguments = method.sig.inputs.iter().filter_map(|it| match it {
                            syn::FnArg::Typed(it) => Some(&it.pat),
                            syn::FnArg::Receiver(_) => None,
                        });
                        let name = &method.sig.ident;
                        names.extend(
                            arguments.map(|it| format!("{of}::{name}({})", quote::quote!(#it))),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    names.into_iter().find(|name| !seen.insert(name.clone()))
}

fn is_generated_rust(path: &str) -> bool {
    path.starts_with("src/") && !path.starts_with("src/runtime/")
}
