//! `diff`: what changed between two descriptions, and which version the client needs.
//!
//! [`described`] reads a description from wherever it is, [`revision`] from a git revision; [`mod@changelog`] tells the same in the
//! `CHANGELOG.md` of a client.

pub(super) mod changelog;
mod described;
mod revision;

use std::path::Path;

use openapi_generator::diag::Report;
use openapi_generator::diff::report::{Titles, json, markdown, text};
use openapi_generator::diff::{DescribedVersion, diff};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use described::Described;

use super::args::{DiffArgs, DiffFormat};
use crate::error::Error;
use crate::{Ending, output};

/// Compares the descriptions, and shows what changed. The diagnostics of both go to where messages go, so that the result stands alone.
pub(super) fn run(args: &DiffArgs) -> Result<Ending, Error> {
    let old = Described::find(&args.old)?;
    let new = Described::find(&args.new)?;
    let lock = match &args.lock {
        Some(lock) => Described::exactly(lock).text().map(Some)?,
        None => old.beside("names.lock").text_if_any()?,
    };
    let shown = args.lock.as_deref().unwrap_or("names.lock");
    let lock = match lock {
        Some(text) => NamesLock::parse(shown, &text).map_err(|error| error.to_string())?,
        None => NamesLock::default(),
    };
    let configs = [&old, &new].map(|it| it.config(args.config.as_deref()));
    let [mut old_config, mut new_config] = match configs {
        [Ok(old), Ok(new)] => [old, new],
        [Err(error), _] | [_, Err(error)] => return Err(error.into()),
    };
    for config in [&mut old_config, &mut new_config] {
        config.allow_all.clone_from(&args.accepted);
    }
    let texts = (old.text()?, new.text()?);
    let names = (old.name(), new.name());
    let config = args.config.as_deref();
    let config = config.map(|it: &Path| Described::File(it.to_path_buf()));
    let config = config.as_ref();
    let loaders = (
        old.loader(&old_config, config)?,
        new.loader(&new_config, config)?,
    );
    let old_input = Input::new(&names.0, &texts.0).with_loader(&*loaders.0);
    let new_input = Input::new(&names.1, &texts.1).with_loader(&*loaders.1);
    let old_version = DescribedVersion {
        input: &old_input,
        config: &old_config,
    };
    let new_version = DescribedVersion {
        input: &new_input,
        config: &new_config,
    };
    let outcome = output::with_progress(&format!("Comparing {} and {}", names.0, names.1), || {
        diff(&old_version, &new_version, &lock)
    });
    let Some(comparison) = outcome.comparison else {
        tell(&outcome.old);
        outcome.new.iter().for_each(tell);
        return Ok(Ending::Failed);
    };
    let titles = Titles {
        old: &names.0,
        new: &names.1,
    };
    let shown = match args.format {
        DiffFormat::Text => text(&comparison, titles),
        DiffFormat::Markdown => markdown(&comparison, titles),
        DiffFormat::Json => json(&comparison, titles),
    };
    output::say(shown.trim_end());
    Ok(Ending::Done)
}

/// Warnings are what `lint` shows: here, only what keeps a description from being compared is told.
fn tell(report: &Report) {
    if report.errors() > 0 {
        output::report(report, false);
    }
}
