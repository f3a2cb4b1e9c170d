//! The Rust-shaped model: what the generated crate consists of, still under the names of the wire.
//!
//! Lowering fills it, the phases after it read it. Every node knows its [`Origin`](crate::origin::Origin); no node knows a Rust identifier.

mod constraint;
mod error;
mod letters;
mod message;
mod operation;
mod paging;
mod parameter;
mod place;
mod server;
mod types;
mod value;
mod xml;

pub use constraint::{Constraint, ConstraintKey, Constraints};
pub use error::{ErrorBody, ErrorResponse, ErrorType};
pub use message::{
    Answer, Body, BodyField, BodyFormat, BodyShape, Case, DocumentedStatus, Flag, Framing, Payload,
    ResponseHeader, Sample, StreamItem, Streaming, Success,
};
pub use operation::{IdempotencyHeader, Method, NameSource, NotModified, Operation, Variant};
pub use paging::{ItemsAt, NextPage, Paging};
pub use parameter::{Location, Parameter, Style, StyleKind};
pub use place::{OtherPlace, Place, Role, Step};
pub use server::{OAuth2Flow, OAuth2FlowKind, Scheme, SchemeKind, Server, ServerVariable};
pub use types::{
    AboutValue, Branch, Direction, Field, Foreign, Format, JsonKind, MapType, Presence, ScalarEnum,
    ScalarKind, ScalarValue, Sign, Struct, TextEnum, TextValue, Type, TypeDef, TypeKind, Union,
};
pub use value::{MAX_KEPT, Value};
pub use xml::{
    XmlField, XmlId, XmlName, XmlNode, XmlObject, XmlObjectId, XmlRoot, XmlShape, XmlShapes,
};

use std::collections::{BTreeMap, BTreeSet};

/// A whole API.
#[derive(Debug)]
pub struct Api {
    /// The title of the description.
    pub title: String,
    /// The version the description gives the API.
    pub version: String,
    /// The version of the package, where that of the API decides it.
    pub package_version: Option<String>,
    /// What the description says about the API as a whole, in Markdown.
    pub docs: Option<String>,
    /// Where requests go unless the caller says otherwise.
    pub base_url: Option<String>,
    /// The path that the URL of the server ends with, where the description says no more of it.
    pub base_path: Option<String>,
    /// The server there, where the caller has no choice.
    pub server: Option<Server>,
    /// The servers that the caller has the choice of; none where there is only one, whose URL has no variables.
    pub servers: Vec<Server>,
    /// The ways to authenticate, in the order of the description.
    pub schemes: Vec<Scheme>,
    /// What operations need in general, as [`Operation::security`].
    pub security: Vec<Vec<String>>,
    /// The parameters that the client can hold for all operations, in the order of the configuration.
    pub client_parameters: Vec<ClientParameter>,
    /// Whether operations without tags were found to be groups, named after their paths.
    pub has_groups: bool,
    /// The tags that operations are found under.
    pub tags: BTreeSet<String>,
    /// What of the configuration the description has a use for.
    pub used: Used,
    /// The groups of operations; a parent stands before its children.
    pub resources: Vec<Resource>,
    /// The operations, in the order of the description.
    pub operations: Vec<Operation>,
    /// Requests that the server sends: webhooks and callbacks, in the order of the description.
    pub hooks: Vec<Hook>,
    /// What any webhook carries, where that tells which webhook it is.
    pub any_webhook: Option<Type>,
    /// What the schemas among the components became, each for the directions it travels in, where all of them are kept.
    pub components: Vec<Type>,
    /// The types; [`TypeId`] is the position in this list.
    pub types: Vec<TypeDef>,
    /// Where else these types stand, in the order in which they would be in the list.
    pub other_places: Vec<OtherPlace>,
    /// Which way the values of the place of a type travel, where those of its other places travel the other way.
    pub own_directions: BTreeMap<TypeId, Direction>,
    /// Types of other crates; [`ForeignId`] is the position in this list.
    pub foreign: Vec<Foreign>,
    /// How the bodies that are XML are written and read.
    pub xml: XmlShapes,
    /// The constraints that others refer to, where the client checks what it sends.
    pub constraints: BTreeMap<ConstraintKey, Constraints>,
}

impl Api {
    /// The type behind an id.
    ///
    /// Ids are only made by lowering, for types it has put into the list, so that `None` does not happen.
    pub fn ty(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// What an object is around, with the name of its only property, if it is a branch of a union that is named after that: serde writes
    /// an enum so.
    pub fn wrapped<'a>(&self, def: &'a TypeDef) -> Option<(&'a str, TypeId)> {
        let (TypeKind::Struct(object), Some(Step::Branch(branch))) =
            (&def.kind, def.place.steps.last())
        else {
            return None;
        };
        let ([field], None) = (object.fields.as_slice(), &object.rest) else {
            return None;
        };
        let Type::Named(inner) = field.ty else {
            return None;
        };
        let is_other = self.ty(inner).is_some_and(|it| !std::ptr::eq(it, def));
        (field.is_needed() && field.wire == *branch && is_other).then_some((branch, inner))
    }

    /// What the requests that the server sends carry.
    pub fn payloads(&self) -> impl Iterator<Item = &Type> {
        let payloads = self.hooks.iter().filter_map(|it| it.ty.as_ref());
        payloads.chain(&self.any_webhook)
    }

    /// All that the client checks of what it sends; nothing where it checks nothing.
    pub fn checks(&self) -> impl Iterator<Item = &Constraints> {
        let of_operations = self.operations.iter().flat_map(Operation::checks);
        of_operations.chain(self.constraints.values())
    }

    /// The operation behind an id.
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operations.get(id.0)
    }

    /// All types with their ids.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        (0..).map(TypeId).zip(&self.types)
    }

    /// The places of all types, each with its type and the direction of its values.
    pub fn places(&self) -> impl Iterator<Item = (TypeId, &Place, Direction)> {
        let defined = self.types().map(|(id, it)| {
            let own = self.own_directions.get(&id);
            (id, &it.place, own.copied().unwrap_or(it.direction))
        });
        let others = self.other_places.iter();
        defined.chain(others.map(|it| (it.of, &it.place, it.direction)))
    }

    /// The operations that each type is a part of, be it by other types.
    pub fn uses(&self) -> BTreeMap<TypeId, BTreeSet<OperationId>> {
        let ids = |ty: &Type| ty.named().into_iter().map(|(id, _)| id);
        let mut uses: BTreeMap<TypeId, BTreeSet<OperationId>> = BTreeMap::new();
        for (id, operation) in self.operations() {
            let mut next: Vec<TypeId> = operation.types().into_iter().flat_map(ids).collect();
            while let Some(ty) = next.pop() {
                if uses.entry(ty).or_default().insert(id) {
                    let inner = self.ty(ty).map(TypeDef::types).unwrap_or_default();
                    next.extend(inner.into_iter().flat_map(ids));
                }
            }
        }
        uses
    }

    /// All operations with their ids.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        (0..).map(OperationId).zip(&self.operations)
    }

    /// All resources with their ids.
    pub fn resources(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        (0..).map(ResourceId).zip(&self.resources)
    }
}

/// Entries of the configuration that were about something.
#[derive(Debug, Default)]
pub struct Used {
    /// Those that close enums.
    pub closed_enums: BTreeSet<String>,
    /// Formats that have a type of the user's choice.
    pub formats: BTreeSet<String>,
    /// Pointers of schemas that have one.
    pub types: BTreeSet<String>,
}

/// A type of [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type of [`Api::foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignId(pub usize);

/// An operation of [`Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// A resource of [`Api::resources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// A group of operations that a caller reaches by a method of the client or of another group.
#[derive(Debug)]
pub struct Resource {
    /// The names from the client down to this resource, as the description or the configuration spells them.
    pub path: Vec<String>,
    /// The resource one step up; `None` where the client itself offers this one.
    pub parent: Option<ResourceId>,
    /// What the description says about the group, in Markdown.
    pub docs: Option<String>,
}

impl Resource {
    /// By what resources are sorted.
    pub fn sort_key(&self) -> (Vec<String>, &[String]) {
        let folded = self.path.iter().map(|it| it.to_lowercase());
        (folded.collect(), &self.path)
    }
}

/// Where an example finds an API whose description does not say where it is.
pub const EXAMPLE_HOST: &str = "https://api.example.com";

/// A request that the server sends (`OpenAPI 3.1.1, 4.8.1.1 and 4.8.18`): a webhook, or a callback of an operation.
#[derive(Debug)]
pub struct Hook {
    /// Its name; that of a callback comes after the name of its operation.
    pub name: String,
    /// Its method, if that is not `POST`.
    pub method: Option<String>,
    /// The identifier that the description gives it beside its name.
    pub id: Option<String>,
    /// What it carries, if that is JSON.
    pub ty: Option<Type>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Whether the documentation of the type says all of that.
    pub is_told: bool,
}

/// What earlier runs have decided about the shape of a client, which stays as callers know it.
#[derive(Clone, Debug, Default)]
pub struct EarlierRuns {
    /// The names of the parameters that they have found the client to hold.
    pub client_parameters: Vec<String>,
    /// Whether they have grouped operations without tags by their paths.
    pub has_groups: bool,
    /// Where operations are found, by method and path without the names of the parameters in it: the name of their resource, or `None`
    /// for the client itself. Resources of which the configuration has decided are not listed.
    pub homes: BTreeMap<String, Option<String>>,
}

/// A parameter that the client can hold for all operations.
#[derive(Debug)]
pub struct ClientParameter {
    /// The parameter's name on the wire.
    pub wire: String,
    /// Where it travels, if any operation has it.
    pub location: Option<Location>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Whether the value is one that nothing shows.
    pub is_secret: bool,
    /// Whether it is no choice of the configuration, but was found, as nearly all operations require it.
    pub is_found: bool,
}
