//! From the description's shape to Rust's: schemas become types, path items become operations of resources.
//!
//! [`schema`] decides what a schema becomes and hands on to one file per answer: [`object`], [`all_of`], [`union`],
//! [`enums`]. What several schemas say at once is looked at through [`parts`], [`implied`], [`shape`] and [`telling`];
//! [`component`] and [`value`] see to it that nothing becomes two types. [`operations`] walks the paths and uses [`parameters`], [`body`], [`responses`] and [`resources`]. What
//! cannot be carried is reported where it stands, and becomes the widest type that is still true.

mod budget;
mod configured_types;
mod docs;
mod merge;
mod message;
mod operation;
mod schema;
mod size;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{
    Api, ClientParameter, Direction, Foreign, Hook, Operation, Place, Resource, TypeDef, TypeId,
    Used,
};
use crate::origin::Origin;
use crate::spec::Spec;
use merge::conjuncts::Subschema;
use merge::memo::MergeKey;
use schema::component::Progress;

/// Lowers a whole description. `None` where the client would be too large, which is reported.
pub fn lower(spec: &Spec, config: &Config, diagnostics: &mut Diagnostics) -> Option<Api> {
    let mut lowering = Lowering {
        spec,
        config,
        diagnostics,
        direction: Direction::Read,
        types: Vec::new(),
        chosen: BTreeMap::new(),
        foreign: Vec::new(),
        components: BTreeMap::new(),
        merges: BTreeMap::new(),
        merging: Vec::new(),
        postponed: Vec::new(),
        in_order: false,
        depth: 0,
        merged: 0,
        listed: 0,
        lines: 0,
        distributed: Vec::new(),
        tags: BTreeSet::new(),
        // Of two of the same name, the first counts.
        described_tags: (spec.openapi.tags.iter().rev())
            .map(|tag| (tag.name.as_str(), tag))
            .collect(),
        used: Used::default(),
        resources: Vec::new(),
        resource_of: BTreeMap::new(),
        operations: Vec::new(),
    };
    lowering.read_choices();
    lowering.operations();
    let hooks = lowering.hooks();
    lowering.unused_components();
    lowering.postponed();
    (!lowering.is_too_large()).then(|| lowering.into_api(hooks))
}

/// What lowering knows and has made so far.
struct Lowering<'a> {
    spec: &'a Spec,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    /// Which way the schema at hand travels.
    direction: Direction,
    /// `None` stands for a type that is promised: something refers to it while it is still being made.
    types: Vec<Option<TypeDef>>,
    /// From the pointers of schemas to the entries of the configuration that choose types for them.
    chosen: BTreeMap<String, &'a str>,
    foreign: Vec<Foreign>,
    components: BTreeMap<(String, Direction), Progress>,
    /// What several schemas together became.
    merges: BTreeMap<MergeKey, Progress>,
    /// The merges at hand, with the place of each, and the id under which something inside has referred to it.
    merging: Vec<(MergeKey, (Place, Option<TypeId>))>,
    /// Values that were too deep inside of others, and have yet to be made.
    postponed: Vec<(MergeKey, Vec<Vec<Subschema<'a>>>, Place)>,
    /// Whether what the component at hand refers to has been lowered before it.
    in_order: bool,
    /// How many schemas the one at hand is inside of.
    depth: usize,
    /// The unions whose branches are being merged with what stands beside them.
    distributed: Vec<Origin>,
    /// How many times schemas have been put together.
    merged: usize,
    /// How many times a schema has been met as a part of another.
    listed: usize,
    /// About how many lines the operations and types so far will have.
    lines: usize,
    tags: BTreeSet<String>,
    /// What the description says about tags, by their names.
    described_tags: BTreeMap<&'a str, &'a openapiv3::Tag>,
    used: Used,
    resources: Vec<Resource>,
    /// Which of them is at a path.
    resource_of: BTreeMap<Vec<String>, usize>,
    operations: Vec<Operation>,
}

impl Lowering<'_> {
    fn define(&mut self, def: TypeDef) -> TypeId {
        self.count_type(&def);
        let id = self.promised(&def).unwrap_or_else(|| self.promise());
        if let Some(slot) = self.types.get_mut(id.0) {
            *slot = Some(def);
        }
        id
    }

    fn promise(&mut self) -> TypeId {
        self.types.push(None);
        TypeId(self.types.len() - 1)
    }

    fn into_api(mut self, hooks: Vec<Hook>) -> Api {
        let servers = self.servers();
        let security = self.security(None, &self.spec.root().clone());
        let schemes = operation::security::schemes(self.spec, self.config, self.diagnostics);
        let info = &self.spec.openapi.info;
        let client_parameters = self
            .config
            .client_parameters
            .iter()
            .map(|wire| ClientParameter {
                wire: wire.clone(),
                docs: self
                    .operations
                    .iter()
                    .flat_map(|operation| &operation.parameters)
                    .find(|parameter| parameter.client_wide && parameter.field.wire == *wire)
                    .and_then(|parameter| parameter.field.docs.clone()),
            })
            .collect();
        Api {
            title: info.title.clone(),
            version: info.version.clone(),
            docs: info.description.clone(),
            base_url: servers.base_url,
            server: servers.only,
            servers: servers.choice,
            hooks,
            schemes,
            security,
            client_parameters,
            tags: self.tags,
            used: self.used,
            resources: self.resources,
            operations: self.operations,
            components: self
                .components
                .into_values()
                .filter_map(Progress::into_type)
                .collect(),
            // Every promise is kept: a component that is referred to while it is made defines its type in the end.
            types: self.types.into_iter().flatten().collect(),
            foreign: self.foreign,
        }
    }
}
