//! Which clients a command line is about.

use std::path::{Path, PathBuf};

use openapi_generator::config::Config;

use super::args::SpecArgs;
use crate::access::absolute;
use crate::description::{Description, is_stdin};
use crate::error::Error;
use crate::read::{self, CONFIG, shown};

/// A description with its configuration. What the command line says counts before what the configuration says.
pub(super) struct Selected {
    pub(super) spec: PathBuf,
    /// Where its client goes, if that is known.
    pub(super) out: Option<PathBuf>,
    /// Where the command line over it goes, if there is to be one.
    pub(super) command_line: Option<PathBuf>,
    pub(super) config: Config,
}

/// What the command line is about, with the file that says so, if there is one.
pub(super) fn select(args: &SpecArgs) -> Result<(Vec<Selected>, Option<PathBuf>), Error> {
    match args.place.as_ref().or(args.spec.as_ref()) {
        Some(spec) => named(spec, args.config.as_deref()),
        None => configured(args.config.as_deref()),
    }
}

/// All descriptions of the configuration.
fn configured(config: Option<&Path>) -> Result<(Vec<Selected>, Option<PathBuf>), Error> {
    let file = config.map(Path::to_path_buf).or_else(read::nearest_config);
    let file = file.ok_or_else(|| {
        format!("there is no {CONFIG} in this folder or around it: give a description, or write one with `init`")
    })?;
    let selected = configs(config, &file)?.into_iter().map(|config| {
        let spec = read::beside(&file, config.spec.as_deref());
        Ok(Selected {
            spec: spec.ok_or_else(|| read::missing_key(&file, "spec"))?,
            out: read::beside(&file, config.out.as_deref()),
            command_line: read::command_line(&file, &config),
            config,
        })
    });
    let selected = selected.collect::<Result<_, Error>>()?;
    Ok((selected, Some(file)))
}

/// A description, with what the configuration says about it.
fn named(spec: &Path, config: Option<&Path>) -> Result<(Vec<Selected>, Option<PathBuf>), Error> {
    let spec = Description::find(spec)?;
    let Some(file) = config.map(Path::to_path_buf).or_else(|| config_of(&spec)) else {
        let config = read::config(None, &spec)?;
        return Ok((
            vec![Selected {
                spec,
                out: None,
                command_line: None,
                config,
            }],
            None,
        ));
    };
    let found = configs(config, &file)?;
    let is_only = found.len() == 1;
    let count = found.len();
    let is_meant = |config: &Config| is_only || is_about(config, &file, &spec);
    let selected: Vec<Selected> = found
        .into_iter()
        .filter(is_meant)
        .map(|config| Selected {
            spec: spec.clone(),
            out: read::beside(&file, config.out.as_deref()),
            command_line: read::command_line(&file, &config),
            config,
        })
        .collect();
    if selected.is_empty() {
        let message = format!(
            "none of the {count} clients in {} is made from {}: add one, or give --config",
            shown(&file),
            shown(&spec)
        );
        return Err(message.into());
    }
    Ok((selected, Some(file)))
}

/// What is in a file, which the user may have named.
fn configs(named: Option<&Path>, file: &Path) -> Result<Vec<Config>, String> {
    match named {
        Some(file) => read::configs(file),
        None => read::found_configs(file),
    }
}

/// The configuration beside a description, or else the nearest one if that names it.
fn config_of(spec: &Path) -> Option<PathBuf> {
    let beside = spec.with_file_name(CONFIG);
    // What is there but is no file is for the reader to complain of.
    if beside.exists() {
        return Some(beside);
    }
    let nearest = read::nearest_config().filter(|_| !is_stdin(spec))?;
    let configs = read::found_configs(&nearest).ok()?;
    let names_it = configs.iter().any(|it| is_about(it, &nearest, spec));
    names_it.then_some(nearest)
}

/// Whether the configuration in a file names this description, perhaps by its folder.
fn is_about(config: &Config, file: &Path, spec: &Path) -> bool {
    let named = read::beside(file, config.spec.as_deref());
    let named = named.and_then(|it| Description::find(&it).ok());
    named.is_some_and(|it| absolute(&it) == absolute(spec))
}
