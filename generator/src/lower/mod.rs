//! From the description's shape to Rust's: schemas become types, path items become operations of resources.
//!
//! Each room lowers what it is named after, and says in its `mod.rs` what comes in, what goes out, and which file decides what:
//! [`operation`] walks the paths, [`message`] lowers bodies and responses, [`schema`] one schema, [`merge`] several schemas
//! about one value, [`union`] values that one of several schemas describes, [`xml`] how values are XML, [`docs`] what is said about all of them,
//! [`validation`] what a client checks. What
//! several rooms need is beside them: a [`LoweringContext`] of values, and the [`target`](target::Target) that a type is made for.
//!
//! What cannot be carried is reported where it stands ([`losses`]), and becomes the widest type that is still true.

mod budget;
mod configured_types;
mod context;
mod docs;
mod losses;
mod merge;
mod message;
mod nesting;
mod operation;
mod registry;
mod schema;
mod target;
mod type_arena;
mod union;
mod validation;
mod version;
mod xml;

use std::collections::BTreeMap;

use crate::config::{Config, Unused};
use crate::diag::Diagnostics;
use crate::ir::{Api, EarlierRuns, Foreign, Hook, Operation};
use crate::spec::Spec;
use configured_types::ConfiguredTypes;
use context::LoweringContext;
use operation::client_wide::ClientWide;
use operation::resources::Resources;
use operation::resources::homes::Homes;
use operation::untagged::Groups;
use operation::{hooks, security, servers};

/// Lowers a whole description. `earlier` is what runs before this one have decided, if there was any.
/// `None` where the client would be too large, which is reported.
pub fn lower(
    spec: &Spec,
    config: &Config,
    earlier: Option<EarlierRuns>,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let groups = Groups::new(spec, config, earlier.as_ref().map(|it| it.has_groups));
    let has_groups = groups.are_found;
    let (known, homes) = match earlier {
        Some(it) => (Some(it.client_parameters), it.homes),
        None => (None, BTreeMap::new()),
    };
    let held = ClientWide::new(spec, config, known, diagnostics);
    let homes = Homes::new(spec, config, homes, diagnostics);
    let mut cx = LoweringContext::new(spec, config, diagnostics);
    let mut resources = Resources::new(&spec.openapi.tags, groups, homes);
    let operations = operation::lower_all(&mut cx, config, &held, &mut resources);
    let hooks = hooks::lower_all(&mut cx);
    // Where a choice has left none, its entries that mean nothing are told.
    let is_whole = config.include.is_empty() && config.exclude.is_empty();
    let is_empty = operations.is_empty() && hooks.is_empty() && is_whole;
    if is_empty && config.unused != Unused::Keep {
        losses::no_operation(cx.diagnostics, &spec.root().key("paths"));
    }
    let any_webhook = hooks::lower_any_webhook(&mut cx);
    let is_all = config.unused == Unused::Keep || operations.is_empty() && hooks.is_empty();
    if is_all {
        schema::component::lower_unused(&mut cx);
    }
    merge::memoized::lower_postponed(&mut cx);
    if !is_all {
        schema::component::note_unused(&mut cx);
    }
    let is_small = !cx.budget.is_too_large();
    let client_parameters = held.parameters(&operations);
    is_small.then(|| Api {
        client_parameters,
        has_groups,
        any_webhook,
        ..assemble(cx, config, resources, operations, hooks, is_all)
    })
}

/// The types of other crates that a configuration chooses, without a description that they are chosen for.
pub(crate) fn foreign_types(config: &Config, diagnostics: &mut Diagnostics) -> Vec<Foreign> {
    ConfiguredTypes::all(config, diagnostics)
}

/// Puts together what was lowered.
fn assemble(
    cx: LoweringContext<'_>,
    config: &Config,
    resources: Resources<'_>,
    mut operations: Vec<Operation>,
    hooks: Vec<Hook>,
    is_all: bool,
) -> Api {
    let LoweringContext {
        spec,
        diagnostics,
        types,
        registry,
        configured,
        xml,
        budget: _,
        nesting: _,
        validation,
    } = cx;
    let servers = servers::of_description(spec, config, diagnostics, &mut operations);
    let constraints = validation.finish(spec, diagnostics, &mut operations);
    let security = security::required(spec, diagnostics, None, spec.root());
    let schemes = security::schemes(spec, config, diagnostics);
    let (resources, tags) = resources.into_parts();
    let (foreign, used) = configured.into_parts();
    let package_version = version::of_package(spec, config, diagnostics);
    let info = &spec.openapi.info;
    let mut types = types.into_types();
    union::announced::set_tags(&mut types);
    docs::repeated::take_out(&mut types, &mut operations);
    Api {
        title: info.title.clone(),
        version: info.version.clone(),
        package_version,
        docs: info.description.clone(),
        base_url: servers.base_url,
        base_path: servers.base_path,
        server: servers.only,
        servers: servers.choice,
        hooks,
        any_webhook: None,
        schemes,
        security,
        client_parameters: Vec::new(),
        has_groups: false,
        tags,
        used,
        resources,
        operations,
        components: if is_all {
            registry.into_component_types()
        } else {
            Vec::new()
        },
        types,
        other_places: Vec::new(),
        own_directions: BTreeMap::new(),
        foreign,
        xml: xml.into_shapes(),
        constraints,
    }
}
