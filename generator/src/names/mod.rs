//! Names: every identifier of the generated crate, made here and nowhere else.
//!
//! [`assign`] goes through the model scope by scope. In a scope no two things are called the same, and a name once given
//! stays: [`NamesLock`] keeps it.

mod chosen;
mod foreign;
mod ident;
mod lock;
mod operations;
mod servers;
mod types;

use std::collections::BTreeMap;

pub use foreign::{ForeignNames, RustPath};
pub use ident::{Ident, crate_ident, singular};
pub use lock::NamesLock;

use crate::analyze::Members;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, ForeignId, OperationId, ResourceId, TypeId};
use chosen::Ledger;
use ident::{Case, ident};

/// The names of everything that has one.
#[derive(Debug)]
pub struct Names {
    types: BTreeMap<TypeId, TypeNames>,
    operations: BTreeMap<OperationId, OperationNames>,
    resources: BTreeMap<ResourceId, ResourceNames>,
    /// The builder method of each security scheme, in the order of the model.
    pub schemes: Vec<Ident>,
    /// The builder method of each client-wide parameter, in the order of the model.
    pub client_parameters: Vec<Ident>,
    /// The constant of each server, in the order of the model, in lower case.
    pub servers: Vec<Ident>,
    /// The types of other crates.
    foreign: BTreeMap<ForeignId, ForeignNames>,
    /// The method that sets each variable of the servers, by the variable's name.
    pub server_variables: BTreeMap<String, Ident>,
}

/// The names of a type and of what is in it.
#[derive(Debug)]
pub struct TypeNames {
    /// The type itself.
    pub name: Ident,
    /// Where it is defined.
    pub home: Home,
    /// Its fields, values or branches, in the order of the model.
    pub members: Vec<Member>,
    /// The field of all other properties, or the variant of all other values.
    pub rest: Ident,
}

/// The name of a field or variant.
#[derive(Clone, Debug)]
pub struct Member {
    /// The field or variant itself.
    pub name: Ident,
    /// The method that sets a field.
    pub setter: Ident,
}

/// The file that defines a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// A file of its own, shared with the types written inside its schema.
    Shared(Ident),
    /// The file of a resource; `None` for that of the client's own operations.
    Resource(Option<ResourceId>),
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// Its method.
    pub method: Ident,
    /// The type of what it takes beyond positional parameters.
    pub params: Ident,
    /// The arguments for its positional parameters, in order.
    pub arguments: Vec<Ident>,
    /// The fields of its params: first its named parameters, then the fields of its body, or the body itself.
    pub fields: Vec<Member>,
}

/// The names of a resource.
#[derive(Debug)]
pub struct ResourceNames {
    /// Its module, which is also the method that leads to it.
    pub module: Ident,
    /// The type that its operations are methods of.
    pub handle: Ident,
}

impl Names {
    /// The names of a type. They are there for every type of the model that the names were assigned for.
    pub fn ty(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(&id)
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

/// Names everything in `api` as chosen, or else as in `lock`, and adds to that. Choices that will not do are reported.
pub fn assign(
    api: &Api,
    members: &Members,
    config: &Config,
    lock: &mut NamesLock,
    diagnostics: &mut Diagnostics,
) -> Names {
    let foreign = foreign::foreign(api, diagnostics);
    let mut ledger = Ledger::new(lock, config, diagnostics);
    let lock = &mut ledger;
    let resources = operations::resources(api, members, lock);
    let operations = operations::operations(api, members, lock);
    let types = types::types(api, members, &operations, &resources, lock);
    let servers = servers::servers(api, lock);
    let server_variables = servers::variables(api, lock);
    let names = Names {
        types,
        foreign,
        operations,
        resources,
        servers,
        server_variables,
        schemes: credentials(api.schemes.iter().map(|scheme| scheme.name.as_str()), lock),
        client_parameters: credentials(
            api.client_parameters
                .iter()
                .map(|parameter| parameter.wire.as_str()),
            lock,
        ),
    };
    ledger.finish();
    names
}

/// Methods of the client's builder that are always there.
const BUILDER_METHODS: [&str; 21] = [
    "attempt_timeout",
    "base_url",
    "build",
    "builder",
    "clone",
    "credential",
    "from_env",
    "header",
    "max_error_bytes",
    "max_response_bytes",
    "max_retries",
    "new",
    "parameter",
    "security",
    "server",
    "timeout",
    "transport",
    "transport_authenticates",
    "user_agent",
    "client_parameter",
    "client_secret",
];

fn credentials<'a>(names: impl Iterator<Item = &'a str>, lock: &mut Ledger<'_>) -> Vec<Ident> {
    let wanted: Vec<lock::Wanted> = names
        .map(|name| lock::Wanted {
            key: name.to_owned(),
            candidates: vec![ident(name, Case::Snake)],
            chosen: false,
        })
        .collect();
    lock::assign("client", &wanted, &BUILDER_METHODS, lock)
}

/// What the lock knows an operation by.
fn operation_key(operation: &crate::ir::Operation) -> String {
    let key = format!("{} {}", operation.method.as_str(), operation.path);
    match &operation.variant {
        Some(variant) => format!("{key} ({})", variant.name),
        None => key,
    }
}

/// What a scope of a resource is called in the lock.
fn scope(what: &str, api: &Api, resource: Option<ResourceId>) -> String {
    let path = resource.and_then(|id| api.resources.get(id.0));
    match path {
        Some(resource) => format!("{what} of {}", resource.path.join(".")),
        None => format!("{what} of the client"),
    }
}
