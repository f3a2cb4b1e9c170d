//! Names: all identifiers of the generated crate, which are made only here.
//!
//! In come the model and `names.lock`; out go [`Names`] and the new lock. Each file names one kind of thing, with [`mod@ident`]
//! to turn a text into an identifier. `assign.rs` makes the names of a scope unique: a name that was given
//! stays ([`NamesLock`]), unless the user has chosen another ([`chosen`]).

mod assign;
mod chosen;
mod client;
pub(crate) mod command_line;
mod constructors;
mod crate_path;
mod features;
mod foreign;
mod former;
mod ident;
mod known;
mod lock;
mod methods;
mod modules;
mod operations;
mod reasons;
mod resources;
mod statics;
mod types;

use std::collections::BTreeMap;

pub use client::ServerEnum;
pub use constructors::Constructor;
pub use crate_path::CratePath;
pub use features::FeatureNames;
pub(crate) use foreign::foreign;
pub use foreign::{ForeignNames, RustPath};
pub use ident::{Ident, crate_ident, is_ident, singular};
pub use lock::NamesLock;
pub use reasons::{LockEntry, NameReason, NameReasons};
pub use statics::{ConstraintNames, XmlNames};
pub(crate) use types::TAKEN_TYPES;
pub use types::{Alias, DefiningFile, Derives, FormerMember, Member, TypeNames, TypeTables};

use crate::analyze::Analysis;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, ForeignId, OperationId, ResourceId, TypeId};
use chosen::Ledger;
use lock::KnownComponents;
use modules::Reserved;

/// The names of all things in the model.
#[derive(Debug)]
pub struct Names {
    /// The types.
    pub types: TypeTables,
    operations: BTreeMap<OperationId, OperationNames>,
    resources: BTreeMap<ResourceId, ResourceNames>,
    /// The builder method of each security scheme, in the order of the model.
    pub schemes: Vec<Ident>,
    /// The builder method of each client-wide parameter, in the order of the model.
    pub client_parameters: Vec<Ident>,
    /// The constant of each server, in the order of the model, in lower case.
    pub servers: Vec<Ident>,
    /// The Cargo features.
    pub features: FeatureNames,
    /// The types of other crates.
    foreign: BTreeMap<ForeignId, ForeignNames>,
    /// The shapes of XML.
    pub xml: XmlNames,
    /// The method that sets each variable of the servers, by the variable's name.
    pub server_variables: BTreeMap<String, Ident>,
    /// The enum of the values of each variable that has a list of them, by the variable's name.
    pub server_enums: BTreeMap<String, ServerEnum>,
    /// The tables of what the client checks.
    pub constraints: ConstraintNames,
    /// Why things have their names.
    pub reasons: NameReasons,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// Its method.
    pub method: Ident,
    /// What it was called before, where nothing else is by now.
    pub former: Vec<FormerMethod>,
    /// The type of what it takes beyond positional parameters.
    pub params: Ident,
    /// The arguments for its positional parameters, in order.
    pub arguments: Vec<Ident>,
    /// The fields of its params: first its named parameters, then the fields of its body, or the body itself.
    pub fields: Vec<Member>,
    /// What the constructor of its params takes.
    pub constructor: Constructor,
}

/// A former name of an operation.
#[derive(Clone, Debug)]
pub struct FormerMethod {
    /// Its method.
    pub method: Ident,
    /// The type of what it took beyond positional parameters.
    pub params: Option<Ident>,
}

/// The names of a resource.
#[derive(Debug)]
pub struct ResourceNames {
    /// Its module, which is also the method that leads to it.
    pub module: Ident,
    /// The type that its operations are methods of.
    pub handle: Ident,
    /// What it was called before, where nothing else is by now.
    pub former: Vec<FormerResource>,
}

/// A former name of a resource.
#[derive(Clone, Debug)]
pub struct FormerResource {
    /// Its module.
    pub module: Ident,
    /// The type that its operations were methods of.
    pub handle: Ident,
}

impl Names {
    /// The names of a type: `Some` for every type of the model that the names were assigned for.
    pub fn ty(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.names.get(&id)
    }

    /// The path of a type of another crate, as [`Self::ty`].
    pub fn foreign(&self, id: ForeignId) -> Option<&ForeignNames> {
        self.foreign.get(&id)
    }

    /// The names of an operation, as [`Self::ty`].
    pub fn operation(&self, id: OperationId) -> Option<&OperationNames> {
        self.operations.get(&id)
    }

    /// The type that the operations of a resource are methods of; `None` where that is the client.
    pub fn resource_handle(&self, id: Option<ResourceId>) -> Option<&Ident> {
        self.resource(id?).map(|names| &names.handle)
    }

    /// The names of a resource, as [`Self::ty`].
    pub fn resource(&self, id: ResourceId) -> Option<&ResourceNames> {
        self.resources.get(&id)
    }
}

/// Names everything in `api`: as chosen, or else as in `lock`, which gets the new names. Invalid choices are reported.
pub fn assign(
    api: &Api,
    analysis: &Analysis,
    config: &Config,
    lock: &mut NamesLock,
    diagnostics: &mut Diagnostics,
) -> Names {
    let foreign = foreign(&api.foreign, config, diagnostics);
    let derives = types::derives::derives(api, analysis, config, diagnostics);
    let components = known::of_components(api);
    follow(api, &components, lock, diagnostics);
    former::follow_resources(api, &analysis.members, config, lock);
    let mut ledger = Ledger::new(lock, config, diagnostics);
    let lock = &mut ledger;
    let reserved = Reserved::new(api, config);
    let members = &analysis.members;
    let resources = resources::resources(api, members, &reserved, lock);
    let mut operations = operations::operations(api, members, &resources, lock);
    let mut types = types::types(api, analysis, &mut operations, &resources, &reserved, lock);
    types.derives = derives;
    former::name_params(api, &resources, &types, &mut operations);
    let servers = client::servers(api, lock);
    let server_variables = client::variables(api, lock);
    let server_enums = client::server_enums(api, lock);
    let (schemes, client_parameters) = client::builder_methods(api, lock);
    let features = features::features(api, analysis, &resources, &types, config);
    let mut names = Names {
        types,
        operations,
        resources,
        schemes,
        client_parameters,
        servers,
        features,
        foreign,
        xml: XmlNames::new(&api.xml),
        server_variables,
        server_enums,
        constraints: statics::constraints(api),
        reasons: NameReasons::default(),
    };
    record_known(api, &components, &names, ledger.lock);
    names.reasons = ledger.finish();
    names
}

/// Gives what was renamed in the description the names of what it was, and says so.
fn follow(
    api: &Api,
    components: &KnownComponents,
    lock: &mut NamesLock,
    diagnostics: &mut Diagnostics,
) {
    let operations = lock.follow(&known::of_operations(api));
    let followed = operations.iter().filter_map(|(old, new)| {
        let at = api
            .operations
            .iter()
            .find(|it| operation_line(it) == *new)?;
        Some((&at.origin, old, new))
    });
    let renamed = lock.follow_components(components);
    let types = renamed.iter().filter_map(|(old, new)| {
        let at = api
            .types
            .iter()
            .find(|it| it.place.component_name() == Some(new.as_str()))?;
        Some((&at.origin, old, new))
    });
    for (at, old, new) in followed.chain(types) {
        let [old, new] = [old, new].map(|it| it.escape_debug());
        let message = format!("`{new}` was `{old}` before, and keeps its names in Rust");
        diagnostics.note("renamed", at, message).about_key();
    }
}

/// Records what operations and components are recognised by.
fn record_known(api: &Api, components: &KnownComponents, names: &Names, lock: &mut NamesLock) {
    for (id, operation) in api.operations().filter(|(_, it)| it.variant.is_none()) {
        if let Some(given) = names.operation(id) {
            let id = known::id(operation);
            lock.record_id(&operation_line(operation), id, given.method.as_str());
        }
    }
    lock.record_components(components);
}

/// The key of an operation in the lock.
fn operation_key(operation: &crate::ir::Operation) -> String {
    let key = operation_line(operation);
    match &operation.variant {
        Some(variant) => format!("{key} ({})", variant.name),
        None => key,
    }
}

fn operation_line(operation: &crate::ir::Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// The table of a scope of a resource in the lock.
fn scope(what: &str, api: &Api, resource: Option<ResourceId>) -> String {
    let path = resource.and_then(|id| api.resources.get(id.0));
    match path {
        Some(resource) => format!("{what} of {}", resource.path.join(".")),
        None => format!("{what} of the client"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::client::{BUILDER_METHODS, SERVER_METHODS};
    use super::resources::HANDLE_METHODS;

    /// The methods that the runtime gives to a type, also those that nobody else sees.
    fn methods(ty: &str) -> BTreeSet<String> {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/runtime")];
        let mut methods = BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
                for item in file.items {
                    if let syn::Item::Impl(it) = item
                        && matches!(&*it.self_ty, syn::Type::Path(path) if path.path.is_ident(ty))
                    {
                        methods.extend(it.items.iter().filter_map(|it| match it {
                            syn::ImplItem::Fn(it) => Some(it.sig.ident.to_string()),
                            _ => None,
                        }));
                    }
                }
            }
        }
        methods.remove("fmt");
        methods
    }

    #[test]
    fn nothing_is_called_as_a_method_of_the_runtime() {
        let types: [(&str, &[&str], &str); 3] = [
            ("Client", &HANDLE_METHODS, "base_url"),
            ("ClientBuilder", &BUILDER_METHODS, "fail"),
            ("Server", &SERVER_METHODS, "url"),
        ];
        for (ty, reserved, known) in types {
            let methods = methods(ty);
            assert!(methods.contains(known), "{ty} has {methods:?}");
            for method in methods {
                assert!(reserved.contains(&method.as_str()), "{ty}::{method}");
            }
        }
    }
}
