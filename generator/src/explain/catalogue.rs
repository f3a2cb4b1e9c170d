//! The items of a client that come of a description, each with the places it is made of.

use std::collections::BTreeMap;

use crate::emit::{Context, in_module, module_path, written};
use crate::ir::{
    BodyShape, Field, Operation, OperationId, ResourceId, Role, Struct, Type, TypeDef, TypeId,
    TypeKind,
};
use crate::names::{DefiningFile, LockEntry, OperationNames, TypeNames};
use crate::origin::Origin;

/// From a place in the model to the one in the author's file.
pub(super) type WrittenPlace<'a> = &'a dyn Fn(&Origin) -> Origin;

/// All items.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    pub(super) items: Vec<CatalogueItem>,
}

/// An item.
#[derive(Debug)]
pub(super) struct CatalogueItem {
    pub(super) subject: ItemSubject,
    /// What it is, in a word.
    pub(super) kind: &'static str,
    /// Its path from outside the crate.
    pub(super) path: String,
    /// How it is reached from the client, if by methods.
    pub(super) call: Option<String>,
    /// What it is called on the wire or in the description.
    pub(super) wire: String,
    /// Its entry in `names.lock`; that of params is empty, as they are named after their method.
    pub(super) entry: LockEntry,
    /// The places that it is made of.
    pub(super) places: Vec<Origin>,
}

impl CatalogueItem {
    /// Its own name: the last of its path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }
}

/// What an item is in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemSubject {
    /// The module of a resource, the method that leads to it, and the struct that this returns.
    Resource(ResourceId),
    /// A type.
    Type(TypeId),
    /// A field, variant or value of a type, by its position.
    Member(TypeId, usize),
    /// A method.
    Method(OperationId),
    /// The struct that a method takes.
    Params(OperationId),
    /// A field of that, by its position.
    ParamsField(OperationId, usize),
    /// An argument of a method, by its position.
    Argument(OperationId, usize),
    /// The method of the builder that takes a credential, by the position of the scheme.
    Scheme(usize),
    /// The method of the builder that takes a parameter of all operations, by its position.
    ClientParameter(usize),
}

impl Catalogue {
    /// The items of a client.
    pub(super) fn new(cx: &Context<'_>, place: WrittenPlace<'_>) -> Self {
        let mut catalogue = Self::default();
        catalogue.add_resources(cx);
        let mut others: BTreeMap<TypeId, Vec<Origin>> = BTreeMap::new();
        for other in &cx.api.other_places {
            others
                .entry(other.of)
                .or_default()
                .push(place(&other.origin));
        }
        for (id, def) in cx.api.types() {
            if let Some(names) = cx.names.ty(id) {
                let others = others.remove(&id).unwrap_or_default();
                catalogue.add_type(cx, place, (id, def, others), names);
            }
        }
        for (id, operation) in cx.api.operations() {
            if let Some(names) = cx.names.operation(id) {
                catalogue.add_operation(cx, place, (id, operation), names);
            }
        }
        catalogue.add_client(cx, place);
        catalogue
    }

    /// The item of a thing in the model.
    pub(super) fn of(&self, subject: ItemSubject) -> Option<&CatalogueItem> {
        self.items.iter().find(|it| it.subject == subject)
    }

    fn add_resources(&mut self, cx: &Context<'_>) {
        for (id, resource) in cx.api.resources() {
            let modules = module_path(cx, id).join("::");
            let module = format!("{}::{modules}", cx.package.krate);
            let tags = cx.config.resources.iter();
            let mut tags = tags.filter(|(_, it)| it.segments() == resource.path);
            let tag = tags.next().map(|(tag, _)| tag);
            let wire = tag.or(resource.path.last());
            let handle = cx.names.resource_handle(Some(id));
            let handle = handle.map(|it| ("struct", format!("{module}::{it}")));
            let items = handle.into_iter().chain([("module", module)]);
            self.items.extend(items.map(|(kind, path)| {
                CatalogueItem {
                    subject: ItemSubject::Resource(id),
                    kind,
                    path,
                    call: (kind == "module").then(|| modules.clone()),
                    wire: wire
                        .filter(|_| kind == "module")
                        .cloned()
                        .unwrap_or_default(),
                    entry: LockEntry::of_resource(cx.api, resource),
                    places: Vec::new(),
                }
            }));
        }
    }

    fn add_type(
        &mut self,
        cx: &Context<'_>,
        place: WrittenPlace<'_>,
        (id, def, others): (TypeId, &TypeDef, Vec<Origin>),
        names: &TypeNames,
    ) {
        let path = written(cx, &Type::Named(id));
        let mut places = vec![place(&def.origin)];
        places.extend(others);
        places.dedup();
        let (kind, table, part) = match &def.kind {
            TypeKind::Struct(_) => ("struct", "fields", "field"),
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => ("enum", "values", "variant"),
            TypeKind::Union(_) => ("enum", "branches", "variant"),
            TypeKind::Answer(_) => ("enum", "statuses", "variant"),
        };
        self.items.push(CatalogueItem {
            subject: ItemSubject::Type(id),
            kind,
            path: path.clone(),
            call: None,
            wire: match &def.place.role {
                Role::Component(name) if def.place.steps.is_empty() => name.clone(),
                _ => String::new(),
            },
            entry: LockEntry::of_type(cx.api, names),
            places,
        });
        let members = members(def).into_iter().zip(&names.members).enumerate();
        self.items.extend(
            members.map(|(index, ((wire, origin), member))| CatalogueItem {
                subject: ItemSubject::Member(id, index),
                kind: part,
                path: format!("{path}::{}", member.name),
                call: None,
                entry: LockEntry::new(format!("{table} of {}", names.key), &wire),
                wire,
                places: origin.map(place).into_iter().collect(),
            }),
        );
    }

    fn add_operation(
        &mut self,
        cx: &Context<'_>,
        place: WrittenPlace<'_>,
        (id, operation): (OperationId, &Operation),
        names: &OperationNames,
    ) {
        let owner = match cx.names.resource_handle(operation.resource) {
            Some(handle) => in_module(cx, operation.resource, handle.as_str()),
            None => format!("{}::Client", cx.package.krate),
        };
        let modules = operation.resource.map(|id| module_path(cx, id));
        let mut call = modules.unwrap_or_default();
        call.push(names.method.to_string());
        let path = format!("{owner}::{}", names.method);
        self.items.push(CatalogueItem {
            subject: ItemSubject::Method(id),
            kind: "method",
            path: path.clone(),
            call: Some(call.join("::")),
            wire: operation.id.clone(),
            entry: LockEntry::of_operation(cx.api, operation),
            places: vec![place(&operation.origin)],
        });
        let shares = operation
            .variant
            .as_ref()
            .is_some_and(|it| it.shares_params);
        if shares {
            return;
        }
        let mut add = |subject, kind, (table, path): (&str, String), field: &Field| {
            self.items.push(CatalogueItem {
                subject,
                kind,
                path,
                call: None,
                wire: field.wire.clone(),
                entry: LockEntry::of_input(table, operation, &field.wire),
                places: vec![place(&field.origin)],
            });
        };
        let positional = operation.positional().zip(&names.arguments);
        for (index, (parameter, name)) in positional.enumerate() {
            let path = format!("{path}::{name}");
            let subject = ItemSubject::Argument(id, index);
            add(subject, "argument", ("arguments", path), &parameter.field);
        }
        let params = in_module(cx, operation.resource, names.params.as_str());
        let fields = params_fields(operation);
        for (index, (field, name)) in fields.iter().zip(&names.fields).enumerate() {
            let path = format!("{params}::{}", name.name);
            let subject = ItemSubject::ParamsField(id, index);
            add(subject, "field", ("params", path), field);
        }
        if operation.takes_params() {
            self.items.push(CatalogueItem {
                subject: ItemSubject::Params(id),
                kind: "struct",
                path: params,
                call: None,
                wire: String::new(),
                entry: LockEntry::new("", ""),
                places: vec![place(&operation.origin)],
            });
        }
    }

    fn add_client(&mut self, cx: &Context<'_>, place: WrittenPlace<'_>) {
        let builder = format!("{}::ClientBuilder", cx.package.krate);
        let schemes = cx.api.schemes.iter().zip(&cx.names.schemes);
        let schemes = schemes.map(|(scheme, name)| {
            let places = vec![place(&scheme.origin)];
            (name, &scheme.name, places)
        });
        let parameters = cx
            .api
            .client_parameters
            .iter()
            .zip(&cx.names.client_parameters);
        let parameters = parameters.map(|(it, name)| (name, &it.wire, Vec::new()));
        let subjects = (0..cx.api.schemes.len()).map(ItemSubject::Scheme);
        let subjects = subjects.chain((0..).map(ItemSubject::ClientParameter));
        let all = schemes.chain(parameters).zip(subjects);
        self.items
            .extend(all.map(|((name, wire, places), subject)| CatalogueItem {
                subject,
                kind: "builder method",
                path: format!("{builder}::{name}"),
                call: None,
                wire: wire.clone(),
                entry: LockEntry::new("client", wire),
                places,
            }));
    }
}

/// What the members of a type are called on the wire, and where they stand.
fn members(def: &TypeDef) -> Vec<(String, Option<&Origin>)> {
    match &def.kind {
        TypeKind::Struct(Struct { fields, .. }) => {
            let fields = fields.iter();
            fields
                .map(|it| (it.wire.clone(), Some(&it.origin)))
                .collect()
        }
        TypeKind::TextEnum(list) => {
            let values = list.values.iter();
            values.map(|it| (it.wire.clone(), None)).collect()
        }
        TypeKind::ScalarEnum(list) => {
            let values = list.values.iter();
            let texts = values.map(|it| it.wire.text().unwrap_or_default());
            texts.map(|it| (it, None)).collect()
        }
        TypeKind::Union(union) => {
            let branches = union.branches.iter();
            branches
                .map(|it| (it.name.clone(), Some(&it.origin)))
                .collect()
        }
        TypeKind::Answer(answer) => {
            let cases = answer.cases.iter();
            cases.map(|it| (it.name.clone(), None)).collect()
        }
    }
}

/// The fields of the params of an operation: its named parameters, and those of its body.
pub(super) fn params_fields(operation: &Operation) -> Vec<&Field> {
    let mut fields: Vec<&Field> = operation.named().map(|it| &it.field).collect();
    if let Some(BodyShape::Fields(body)) = operation.body.as_ref().map(|it| &it.shape) {
        fields.extend(body.iter().map(|it| &it.field));
    }
    fields
}

/// The file that defines a type, as a path in the crate.
pub(super) fn file_of(cx: &Context<'_>, home: &DefiningFile) -> String {
    match home {
        DefiningFile::Shared(file) => format!("src/types/{file}.rs"),
        DefiningFile::Resource(Some(id)) => format!("src/{}.rs", module_path(cx, *id).join("/")),
        DefiningFile::Resource(None) => "src/operations.rs".to_owned(),
    }
}
