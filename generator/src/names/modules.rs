//! The names of modules, which are also names of files, and the reserved ones; and the files of shared types.

use std::collections::BTreeSet;

use super::ident::{Ident, IdentCase, MOST, ident};
use crate::config::Config;
use crate::files::DEVICES;
use crate::ir::Api;
use crate::manifest;

/// Primitive types. A module of that name would shadow the type.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

/// The identifier of a module. As it is the name of a file, letters other than ASCII become their code points.
pub(super) fn module(text: &str) -> Ident {
    let spell = |c: char| {
        if c.is_ascii() {
            c.to_string()
        } else {
            format!(" u{:x} ", u32::from(c))
        }
    };
    let mut name = ident(text, IdentCase::Snake);
    if !name.as_str().is_ascii() {
        let words: String = name.as_str().chars().map(spell).collect();
        name = ident(&words, IdentCase::Snake);
    }
    if PRIMITIVES.contains(&name.as_str()) {
        return Ident::checked(&format!("{name}_")).unwrap_or(name);
    }
    name
}

/// `name` if a module can be called so.
pub(super) fn fitting(name: &str) -> Option<Ident> {
    let made = module(name);
    if made.as_str() == name {
        return Some(made);
    }
    // Room for a number behind a name of the greatest length.
    let fits = name.is_ascii() && name.len() < MOST + 50 && !PRIMITIVES.contains(&name);
    Ident::fitting(name, IdentCase::Snake).filter(|_| fits)
}

/// Files at the root of the crate that are no resources. cargo has a use for `lib.rs`, `main.rs` and `bin`.
const AT_ROOT: [&str; 4] = ["bin", "foreign", "lib", "main"];

/// Names with another meaning in the files of resources, or beside them.
const BESIDE_RESOURCES: [&str; 13] = [
    "body",
    "bytes",
    "client",
    "decode",
    "event_stream",
    "http",
    "multipart",
    "paging",
    "response",
    "runtime",
    "std",
    "test",
    "types",
];

/// The names that no module can have.
pub(super) struct Reserved {
    /// The crates that the client can see: `pub use uuid::*` in the file above could mean either.
    crates: BTreeSet<String>,
    /// The crates of the types that fields have, by their paths.
    of_fields: BTreeSet<String>,
    /// Whether the client has operations of its own, which are in a file at the root.
    has_operations: bool,
    /// Whether it has shapes of XML, which are in a file at the root, and the crate that reads them.
    has_xml: bool,
}

impl Reserved {
    pub(super) fn new(api: &Api, config: &Config) -> Self {
        let of_fields = api.foreign.iter();
        Self {
            crates: manifest::crates(config),
            of_fields: of_fields.map(|it| it.crate_name().to_owned()).collect(),
            has_operations: api.operations.iter().any(|it| it.resource.is_none()),
            has_xml: !api.xml.is_empty(),
        }
    }

    /// The reserved names of a resource.
    pub(super) fn beside_resources(&self, at_root: bool) -> Vec<&str> {
        let root = AT_ROOT.iter().filter(|_| at_root);
        let names = BESIDE_RESOURCES.iter().chain(&DEVICES).chain(root);
        let crates = self.of_fields.iter().map(String::as_str);
        let operations = self.has_operations.then_some("operations");
        let xml = self.has_xml.then_some("xml");
        let names = names.copied().chain(operations).chain(xml);
        names.chain(crates).collect()
    }

    /// The reserved names of a file of shared types.
    pub(super) fn beside_types(&self) -> Vec<&str> {
        let crates = self.crates.iter().map(String::as_str);
        let xml = self.has_xml.then_some("quick_xml");
        crates.chain(DEVICES).chain(xml).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{fitting, module};

    #[test]
    fn modules_are_files_of_any_disk() {
        let long = "ab ".repeat(100);
        for (text, expected) in [
            ("Kick participants", "kick_participants"),
            ("../x", "x"),
            ("Größe", "gr_uf6_udf_e"),
            ("u8", "u8_"),
            ("mod", "mod_"),
            ("self", "self_"),
            ("日", "u65e5"),
            ("com¹", "com1"),
            ("\0", "sign"),
            (&long, &format!("{}ab", "ab_".repeat(66))),
        ] {
            let made = module(text);
            assert_eq!(made.as_str(), expected, "{text}");
            assert_eq!(fitting(expected), Some(made));
        }
        let numbered = format!("{}_2", "a".repeat(200));
        assert!(fitting(&numbered).is_some());
        let long = "a".repeat(256);
        for name in [
            "", "r#x", "../x", "A", "a/b", "a b", "a_", "_a", "größe", "u8", "fn", &long,
        ] {
            assert_eq!(fitting(name), None, "{name}");
        }
    }
}
