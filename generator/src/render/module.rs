//! The files of a crate as those of a module: other places, and paths that lead there.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// How a link in the documentation of generated code begins. No link of a description does: those lead to the web.
const LINK: &str = "](crate::";

/// A module that holds what would be a crate.
pub(super) struct CrateModule {
    /// From the root of the crate to it, with `::` at the end.
    path: String,
}

impl CrateModule {
    /// The module that these lead to.
    pub(super) fn new(modules: &[&str]) -> Self {
        let path: String = modules.iter().flat_map(|it| [*it, "::"]).collect();
        Self { path }
    }

    /// A file of the runtime. All its words are ours, and none of its texts has a path in it.
    pub(super) fn runtime(&self, text: &str) -> String {
        let mut pieces = text.split("crate::");
        let mut made = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let is_name = made.ends_with(|c: char| c == '_' || c.is_alphanumeric());
            made.push_str("crate::");
            if !is_name {
                made.push_str(&self.path);
            }
            made.push_str(piece);
        }
        made
    }

    /// Code, in which paths from the root of the crate lead to the module. Examples are written for it already.
    pub(super) fn code(&self, code: TokenStream) -> TokenStream {
        let mut made = TokenStream::new();
        let mut tokens = code.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "crate" => {
                    let is_path =
                        matches!(tokens.peek(), Some(TokenTree::Punct(it)) if it.as_char() == ':');
                    made.extend([TokenTree::Ident(word)]);
                    if is_path {
                        made.extend(tokens.by_ref().take(2));
                        made.extend(self.path.parse::<TokenStream>());
                    }
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                    made.extend([self.attribute(group)]);
                }
                TokenTree::Group(group) => made.extend([self.group(&group)]),
                token => made.extend([token]),
            }
        }
        made
    }

    fn group(&self, group: &Group) -> TokenTree {
        let mut inner = Group::new(group.delimiter(), self.code(group.stream()));
        inner.set_span(group.span());
        TokenTree::Group(inner)
    }

    /// What stands in brackets, which may be that of an attribute.
    fn attribute(&self, group: Group) -> TokenTree {
        let mut tokens = group.stream().into_iter();
        match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(name)), ..) if name == "example" => TokenTree::Group(group),
            (Some(TokenTree::Ident(name)), Some(_), Some(TokenTree::Literal(text)))
                if name == "doc" =>
            {
                let text = self.literal(text);
                TokenTree::Group(Group::new(Delimiter::Bracket, quote!(doc = #text)))
            }
            _ => self.group(&group),
        }
    }

    fn literal(&self, text: Literal) -> Literal {
        let text = TokenTree::Literal(text);
        match syn::parse2::<LitStr>(quote!(#text)) {
            Ok(read) => Literal::string(&self.docs(&read.value())),
            Err(_) => match text {
                TokenTree::Literal(text) => text,
                _ => Literal::string(""),
            },
        }
    }

    /// A line of documentation, in which links lead to the module.
    pub(super) fn docs(&self, line: &str) -> String {
        line.replace(LINK, &format!("{LINK}{}", self.path))
    }
}

/// Where a file of a crate lies in the folder of a module; nothing for its manifest.
pub(super) fn place(path: &str) -> Option<String> {
    match path {
        "Cargo.toml" => None,
        "src/lib.rs" => Some("mod.rs".to_owned()),
        path => Some(path.strip_prefix("src/").unwrap_or(path).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{CrateModule, place};

    #[test]
    fn paths_lead_to_the_module() {
        let module = CrateModule::new(&["net", "api"]);
        let code = quote! {
            #[doc = " A [`B`](crate::B), and `crate::B` in a text."]
            #[example { use crate::net::api::B; }]
            pub(crate) fn a() -> crate::B { b!("crate::B", [crate::B, crate::types::C::new()]) }
        };
        let expected = quote! {
            #[doc = " A [`B`](crate::net::api::B), and `crate::B` in a text."]
            #[example { use crate::net::api::B; }]
            pub(crate) fn a() -> crate::net::api::B {
                b!("crate::B", [crate::net::api::B, crate::net::api::types::C::new()])
            }
        };
        assert_eq!(module.code(code).to_string(), expected.to_string());
        let text = "use crate::a; $crate::b!(); my_crate::c(); pub(in crate::d) fn e() {}";
        assert_eq!(
            module.runtime(text),
            "use crate::net::api::a; $crate::net::api::b!(); my_crate::c(); pub(in crate::net::api::d) fn e() {}"
        );
    }

    #[test]
    fn the_sources_lie_in_the_folder_itself() {
        for (path, expected) in [
            ("Cargo.toml", None),
            ("src/lib.rs", Some("mod.rs")),
            ("src/types/pet.rs", Some("types/pet.rs")),
            ("api.md", Some("api.md")),
        ] {
            assert_eq!(place(path).as_deref(), expected);
        }
    }
}
