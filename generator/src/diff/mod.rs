//! What changed between two descriptions, on the wire and for callers in Rust, and which version the new client needs.
//!
//! In come two descriptions with their configurations and the names that the old client has; out goes a [`ApiDiff`], which [`report`]
//! prints. The old client is compiled first, and the new one with its names, so that nothing has another name by chance. [`renames`] takes what has an alias for the same. [`walk`] compares
//! the models, and says in words what changes on the wire. [`surface`] reads the public items out of the files of both clients, so that no
//! difference is missed whatever it comes from, and [`attribute`] tells each with the change that it comes from. [`rules`] says what is
//! major, minor or a patch. [`changelog`] tells it to those who call the client.

mod attribute;
mod change;
pub mod changelog;
mod renames;
pub mod report;
mod rules;
mod side;
mod surface;
mod walk;

pub use change::{ApiChange, ApiDiff, Group, RustChange, Subject};
pub use rules::{Bump, Rule};

use crate::config::{Config, Layout};
use crate::diag::Report;
use crate::ir::Api;
use crate::names::NamesLock;
use crate::source::Input;
use crate::{Client, Model, run};
use renames::Renames;
use side::DiffSide;

/// A description with what belongs to it.
#[derive(Debug)]
pub struct DescribedVersion<'a> {
    /// The description.
    pub input: &'a Input<'a>,
    /// Its configuration.
    pub config: &'a Config,
}

/// The result of [`diff`].
#[derive(Debug)]
pub struct DiffOutcome {
    /// What changed; `None` where there is an error in a description.
    pub comparison: Option<ApiDiff>,
    /// The clients of both, where there is a comparison.
    pub clients: Option<[Client; 2]>,
    /// The diagnostics of the old description.
    pub old: Report,
    /// Those of the new one; `None` where the old one has an error.
    pub new: Option<Report>,
}

/// Compares two descriptions. `lock` has the names of the client of the old one, if it has one.
pub fn diff(
    old: &DescribedVersion<'_>,
    new: &DescribedVersion<'_>,
    lock: &NamesLock,
) -> DiffOutcome {
    diff_clients(old, new, lock, None)
}

/// Compares two descriptions whose clients have these names.
pub fn diff_with(
    old: &DescribedVersion<'_>,
    new: &DescribedVersion<'_>,
    locks: [&NamesLock; 2],
) -> DiffOutcome {
    let [lock, new_lock] = locks;
    diff_clients(old, new, lock, Some(new_lock))
}

fn diff_clients(
    old: &DescribedVersion<'_>,
    new: &DescribedVersion<'_>,
    lock: &NamesLock,
    new_lock: Option<&NamesLock>,
) -> DiffOutcome {
    let [old_config, new_config] = [old.config, new.config].map(as_crate);
    let (before, old_report) = run(old.input, &old_config, lock, |model, client, _| {
        (model, client)
    });
    let mut outcome = DiffOutcome {
        comparison: None,
        clients: None,
        old: old_report,
        new: None,
    };
    let Some((old_model, old_client)) = before else {
        return outcome;
    };
    let lock = new_lock.unwrap_or(&old_client.lock);
    let (after, new_report) = run(new.input, &new_config, lock, |model, client, _| {
        (model, client)
    });
    outcome.new = Some(new_report);
    if let Some((new_model, new_client)) = after {
        let (old, new) = ((&old_model, &old_client), (&new_model, &new_client));
        outcome.comparison = Some(compare(old, new));
        outcome.clients = Some([old_client, new_client]);
    }
    outcome
}

/// The same client as a crate, be it a module or not: its items are compared by their paths there.
fn as_crate(config: &Config) -> Config {
    Config {
        layout: Layout::Crate,
        ..config.clone()
    }
}

fn compare(old: (&Model, &Client), new: (&Model, &Client)) -> ApiDiff {
    let surfaces = [old, new].map(|(model, client)| {
        let Api {
            title,
            version,
            docs,
            ..
        } = &model.api;
        let docs = format!("{title} {version}\n{}", docs.as_deref().unwrap_or_default());
        surface::read(&client.files, docs)
    });
    let [old_surface, new_surface] = surfaces;
    let new = DiffSide::new(new.0, &new_surface, Renames::default());
    let renames = Renames::new(&new, &old_surface);
    let old_surface = renames.surface(old_surface);
    let old = DiffSide::new(old.0, &old_surface, renames);
    let mut groups = walk::walk(&old, &new);
    let differences = surface::compare(&old_surface, &new_surface);
    attribute::attribute(&mut groups, differences, [&old_surface, &new_surface]);
    ApiDiff { groups }
}
