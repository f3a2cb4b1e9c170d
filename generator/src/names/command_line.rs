//! What a command line calls things: commands, flags, environment variables.
//!
//! All names follow from those of the client, which `names.lock` keeps: a command is called as the method, a flag as the argument or the
//! field. They are words of the identifiers with dashes between them.

use std::collections::BTreeSet;

use super::{Ident, Names};
use crate::ir::{Api, Body, BodyShape, OperationId, ResourceId, Struct, Type, TypeKind};

/// The flags that every command has, or that some have whatever the operation is.
pub(crate) const RESERVED: [&str; 15] = [
    "all",
    "base-url",
    "body",
    "completions",
    "header",
    "help",
    "max-items",
    "max-retries",
    "output",
    "output-file",
    "part",
    "pointer",
    "timeout",
    "verbose",
    "version",
];

/// The flags of a command.
#[derive(Debug)]
pub(crate) struct Flags {
    /// Those of the parameters, in the order of the operation.
    pub(crate) parameters: Vec<String>,
    /// Those of the properties of the body, in their order.
    pub(crate) fields: Vec<String>,
}

impl Names {
    /// The name of the command of an operation.
    pub(crate) fn command(&self, id: OperationId) -> String {
        self.operation(id)
            .map_or_else(String::new, |it| dashed(&it.method))
    }

    /// The name of the commands of a resource.
    pub(crate) fn command_group(&self, id: ResourceId) -> String {
        self.resource(id)
            .map_or_else(String::new, |it| dashed(&it.module))
    }

    /// The flags that name the files with the secrets of the security schemes, in the order of the model.
    pub(crate) fn credential_flags(&self) -> Vec<String> {
        let mut taken = reserved();
        let schemes = self.schemes.iter();
        schemes
            .map(|it| free(format!("{}-file", dashed(it)), "credential", &mut taken))
            .collect()
    }

    /// The flags of an operation. One that is taken says what else it is: a parameter, or a field of the body.
    pub(crate) fn flags(&self, api: &Api, id: OperationId) -> Flags {
        let (Some(operation), Some(names)) = (api.operation(id), self.operation(id)) else {
            let (parameters, fields) = (Vec::new(), Vec::new());
            return Flags { parameters, fields };
        };
        let mut taken = reserved();
        taken.extend(self.credential_flags());
        let mut positional = names.arguments.iter();
        let mut named = names.fields.iter().map(|it| &it.name);
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            let name = if operation.is_positional(parameter) {
                positional.next()
            } else {
                named.next()
            };
            let flag = name.map(dashed).unwrap_or_default();
            let flag = of_secret(flag, &parameter.field.ty);
            parameters.push(free(flag, "parameter", &mut taken));
        }
        let of_body = operation
            .body
            .as_ref()
            .map(|it| self.members(api, it, named));
        let fields = of_body.into_iter().flatten();
        let fields = fields.map(|(flag, ty)| free(of_secret(flag, ty), "field", &mut taken));
        Flags {
            parameters,
            fields: fields.collect(),
        }
    }

    /// The properties of a body, with their types.
    fn members<'a>(
        &'a self,
        api: &'a Api,
        body: &'a Body,
        named: impl Iterator<Item = &'a Ident>,
    ) -> Vec<(String, &'a Type)> {
        if let BodyShape::Fields(fields) = &body.shape {
            let types = fields.iter().map(|it| &it.field.ty);
            return named.map(dashed).zip(types).collect();
        }
        let Some((id, object)) = body_object(api, body) else {
            return Vec::new();
        };
        let names = self.ty(id).map(|it| it.members.as_slice());
        let names = names.unwrap_or_default().iter().map(|it| dashed(&it.name));
        names.zip(object.fields.iter().map(|it| &it.ty)).collect()
    }
}

/// The object that a body is as a whole, if it is one.
pub(crate) fn body_object<'a>(
    api: &'a Api,
    body: &Body,
) -> Option<(crate::ir::TypeId, &'a Struct)> {
    let BodyShape::Whole(ty) = &body.shape else {
        return None;
    };
    let inner = match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    };
    let Type::Named(id) = inner else {
        return None;
    };
    match &api.ty(*id)?.kind {
        TypeKind::Struct(object) => Some((*id, object)),
        _ => None,
    }
}

/// The environment variable for a thing, behind what those have in common that the configuration names, or else behind the name of the
/// package.
pub(crate) fn variable(api: &Api, package: &str, name: &Ident) -> String {
    let known: Vec<&str> = api
        .schemes
        .iter()
        .filter_map(|it| it.env.as_deref())
        .collect();
    let prefix = shared_prefix(&known).unwrap_or_else(|| {
        let package = package.replace('-', "_").to_ascii_uppercase();
        format!("{package}_")
    });
    format!("{prefix}{}", name.to_constant())
}

/// The words that several names begin with.
fn shared_prefix(names: &[&str]) -> Option<String> {
    let (first, others) = names.split_first()?;
    if others.is_empty() {
        return None;
    }
    let ends = first.match_indices('_').map(|(at, _)| at + 1);
    let prefixes = ends.filter_map(|end| first.get(..end));
    let mut shared = prefixes.filter(|it| others.iter().all(|name| name.starts_with(it)));
    shared.next_back().map(str::to_owned)
}

/// The constant for an argument that several commands take, by its flag.
pub(crate) fn constant(flag: &str, taken: &mut BTreeSet<String>) -> String {
    let name = super::ident::constant(&flag.replace('-', "_"));
    let name = if name.trim_matches('_').is_empty() {
        "ARGUMENT".to_owned()
    } else {
        name
    };
    let numbered = (2..taken.len() + 3).map(|number| format!("{name}_{number}"));
    let mut all = std::iter::once(name.clone()).chain(numbered);
    all.find(|it| taken.insert(it.clone())).unwrap_or(name)
}

fn reserved() -> BTreeSet<String> {
    RESERVED.iter().map(|it| (*it).to_owned()).collect()
}

/// The words of an identifier with dashes between them. What keeps it from being a keyword is no part of it.
fn dashed(name: &Ident) -> String {
    name.as_str().trim_end_matches('_').replace('_', "-")
}

/// The flag of a secret names the file that it is in.
fn of_secret(flag: String, ty: &Type) -> String {
    let inner = match ty {
        Type::Nullable(inner) | Type::List(inner) => inner,
        ty => ty,
    };
    if *inner == Type::Secret {
        format!("{flag}-file")
    } else {
        flag
    }
}

/// A flag that nothing has yet.
fn free(flag: String, what: &str, taken: &mut BTreeSet<String>) -> String {
    let named = format!("{flag}-{what}");
    let numbered = (2..taken.len() + 3).map(|number| format!("{flag}-{what}-{number}"));
    let mut all = [flag.clone(), named].into_iter().chain(numbered);
    all.find(|it| taken.insert(it.clone())).unwrap_or(flag)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{RESERVED, shared_prefix};

    #[test]
    fn all_flags_of_the_driver_are_reserved() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("command-line/src/driver/parser/mod.rs");
        let text = fs::read_to_string(path).unwrap();
        let mut found: BTreeSet<&str> = ["help", "version", "body", "part"].into();
        for begin in ["Arg::new(\"", "global(\""] {
            let ends = text.split(begin).skip(1);
            found.extend(ends.filter_map(|it| it.split('"').next()));
        }
        assert_eq!(found, BTreeSet::from(RESERVED));
    }

    #[test]
    fn variables_share_the_words_that_those_of_credentials_share() {
        for (names, expected) in [
            (&["A_TOKEN"][..], None),
            (&["A_TOKEN", "A_KEY"], Some("A_")),
            (&["A_B_TOKEN", "A_B_KEY"], Some("A_B_")),
            (&["A_TOKEN", "B_TOKEN"], None),
            (&[], None),
        ] {
            assert_eq!(shared_prefix(names).as_deref(), expected, "{names:?}");
        }
    }
}
