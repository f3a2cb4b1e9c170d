//! `codegen --changelog`: what changed since the client was last committed, or since what `--since` names.
//!
//! The old description is the one of that commit, with the configuration and the names that were there. So an entry is right whether the new
//! description is committed already or not, and however often the client is written in between.

use std::path::{Path, PathBuf};

use openapi_generator::config::Config;
use openapi_generator::diff::changelog::ChangelogEntry;
use openapi_generator::diff::{DescribedVersion, diff_with};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use super::described::Described;
use super::revision::{Revision, folder, inside};
use crate::access::absolute;
use crate::client::Client;
use crate::description::{Description, is_stdin};
use crate::error::Error;
use crate::git::Repository;
use crate::{output, plan, read};

/// What the file is called. It is the user's: whatever else stands there stays.
const CHANGELOG: &str = "CHANGELOG.md";

/// The files that a run changes whenever the client changes.
const WRITTEN: [&str; 4] = ["src", "Cargo.toml", "names.lock", "api.md"];

/// How a changelog differs from what it should be.
pub(in crate::cli) struct Changelog {
    pub(in crate::cli) path: PathBuf,
    pub(in crate::cli) text: String,
    /// What the user has to know about it.
    pub(in crate::cli) note: Option<String>,
}

/// What the command line says about the comparison.
pub(in crate::cli) struct Since<'a> {
    /// The state that the user names.
    pub(in crate::cli) named: Option<&'a str>,
    /// The file of the configuration.
    pub(in crate::cli) config: Option<&'a Path>,
    /// The name of the package.
    pub(in crate::cli) name: Option<&'a str>,
}

/// What a client is compared with.
struct Former {
    spec: Described,
    /// Where its configuration lies.
    config_file: Option<Described>,
    config: Config,
    lock: NamesLock,
}

/// The changelog of a client with what changed since its last commit, or since what the user names. `manifest` is the new manifest, where
/// there was none.
///
/// # Errors
///
/// There is nothing to compare it with, or what there is cannot be used.
pub(in crate::cli) fn changelog(
    client: &Client,
    manifest: Option<&str>,
    since: &Since<'_>,
) -> Result<Option<Changelog>, Error> {
    let path = plan::place(&client.out, CHANGELOG)?;
    let text = read::text_if_any(&path)?;
    if let (Some(manifest), None) = (manifest, since.named) {
        let text = text.unwrap_or_else(|| ChangelogEntry::first(manifest));
        let note = None;
        return Ok(Some(Changelog { path, text, note }));
    }
    if is_stdin(&client.spec) {
        let message = "`--changelog` compares files: standard input has no former state";
        return Err(message.to_owned().into());
    }
    let Some(former) = former(client, since)? else {
        let name = read::shown(&client.out);
        output::tell(&format!(
            "note: {name} is in no commit yet, so that nothing has changed: `--since` names what to compare it with"
        ));
        return Ok(None);
    };
    let entry = compare(client, &former, since.name)?;
    let change = entry.map(|entry| {
        let text = entry.added_to(text.as_deref());
        let note = entry.lacking_version().map(|version| {
            format!(
                "note: these changes need version {version}: `version` under `[manifest.package]` in {} sets it",
                client.config.source.file
            )
        });
        Changelog { path, text, note }
    });
    Ok(change)
}

/// The former state that is meant; `None` where the client has none.
fn former(client: &Client, since: &Since<'_>) -> Result<Option<Former>, Error> {
    let config_file = since.config;
    match since.named {
        Some(since) if Path::new(since).exists() => Ok(Some(Former {
            spec: Described::find(since)?,
            config_file: config_file.map(|it| Described::File(it.to_path_buf())),
            config: client.config.clone(),
            lock: read::lock(&client.out)?,
        })),
        Some(since) => match Described::exactly(since) {
            named @ Described::Revision(_) => {
                let revision = since.split(':').next().unwrap_or_default();
                let committed = committed(client, revision, config_file)?;
                Ok(Some(Former {
                    spec: named,
                    ..committed
                }))
            }
            Described::File(_) => committed(client, since, config_file).map(Some),
        },
        None => {
            let repository = Repository::around(&client.out);
            let commit = repository.last_change(&WRITTEN).map_err(|why| {
                format!("there is no former state to compare with: give --since FILE ({why})")
            })?;
            commit
                .map(|it| committed(client, &it, config_file))
                .transpose()
        }
    }
}

/// The state of a client in a revision.
fn committed(client: &Client, revision: &str, config_file: Option<&Path>) -> Result<Former, Error> {
    let spec = Description::find(&client.spec)?;
    let beside = || spec.with_file_name(read::CONFIG);
    let config_file = config_file.map_or_else(beside, Path::to_path_buf);
    let [spec, config_file, lock] =
        [&spec, &config_file, &client.out.join("names.lock")].map(|it| in_revision(it, revision));
    let (spec, config_file, lock) = (spec?, config_file?, lock?);
    let own = client.config.source.file.to_string();
    let config = match config_file.text() {
        Ok(text) => chosen(&text, &config_file, folder(&lock.path), &spec.path)?,
        Err(_) => Config {
            source: openapi_generator::config::ConfigFile::of(&own, ""),
            ..Config::default()
        },
    };
    // A description that has moved is where the configuration said it was.
    let moved = config.spec.as_deref().filter(|_| spec.text().is_err());
    let moved = moved.and_then(|it| inside(&format!("{}/{it}", folder(&config_file.path))));
    let spec = match moved {
        Some(path) => Revision { path, ..spec },
        None => spec,
    };
    let lock = match lock.text() {
        Ok(text) => NamesLock::parse(&lock.name(), &text).map_err(|error| error.to_string())?,
        Err(_) => NamesLock::default(),
    };
    Ok(Former {
        spec: Described::Revision(spec),
        config_file: Some(Described::Revision(config_file)),
        config,
        lock,
    })
}

/// A file as it was in a revision.
fn in_revision(file: &Path, revision: &str) -> Result<Revision, String> {
    let file = absolute(file);
    let around = file.parent().unwrap_or(Path::new(""));
    let repository = Repository::around(around);
    let prefix = repository.prefix()?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(Revision {
        repository,
        at: revision.to_owned(),
        path: format!("{prefix}{name}"),
    })
}

/// Of the configurations in a file of a revision, the one of the client that goes to `out` or is made from `spec`.
fn chosen(text: &str, file: &Revision, out: &str, spec: &str) -> Result<Config, Error> {
    let configs = Config::parse_all(&file.name(), text).map_err(|error| error.to_string())?;
    let beside = |named: &Option<String>| {
        let named = named.as_deref()?;
        inside(&format!("{}/{named}", folder(&file.path)))
    };
    let is_one = configs.len() == 1;
    let by_out = configs
        .iter()
        .position(|it| beside(&it.out).as_deref() == Some(out));
    let by_spec = || {
        configs
            .iter()
            .position(|it| beside(&it.spec).as_deref() == Some(spec))
    };
    let found = by_out.or_else(by_spec).or(is_one.then_some(0));
    let config = found.and_then(|at| configs.into_iter().nth(at));
    config.ok_or_else(|| {
        let file = file.name();
        format!("{file} is not about this client yet: give --since FILE").into()
    })
}

/// What changed between the former state and the new one.
fn compare(
    client: &Client,
    former: &Former,
    name: Option<&str>,
) -> Result<Option<ChangelogEntry>, Error> {
    let new = Described::File(Description::find(&client.spec)?);
    let mut config = former.config.clone();
    config.allow_all.clone_from(&client.config.allow_all);
    // What the command line says holds for both.
    config.tests = client.config.tests;
    config.package = name.map(str::to_owned).or(config.package);
    let (old_name, new_name) = (former.spec.name(), new.name());
    let (old_text, new_text) = (former.spec.text()?, new.text()?);
    let loaders = (
        former.spec.loader(&config, former.config_file.as_ref())?,
        new.loader(&client.config, None)?,
    );
    let old = Input::new(&old_name, &old_text).with_loader(&*loaders.0);
    let new = Input::new(&new_name, &new_text).with_loader(&*loaders.1);
    let old = DescribedVersion {
        input: &old,
        config: &config,
    };
    let new = DescribedVersion {
        input: &new,
        config: &client.config,
    };
    let lock = read::lock(&client.out)?;
    let doing = format!("Comparing {old_name} and {new_name}");
    let outcome = output::with_progress(&doing, || diff_with(&old, &new, [&former.lock, &lock]));
    let Some((comparison, clients)) = outcome.comparison.zip(outcome.clients) else {
        output::report(&outcome.old, false);
        let message = format!("{old_name} cannot be used any more: `--since` names another state");
        return Err(message.into());
    };
    let clients = clients.each_ref();
    Ok(ChangelogEntry::new(&comparison, clients))
}
