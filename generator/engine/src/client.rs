//! A client: what it is made from, and where it goes.

use std::path::{Path, PathBuf};

use openapi_generator::CrateAround;
use openapi_generator::config::{CommandLineConfig, Config};
use openapi_generator::diag::Report;
use openapi_generator::files::Files;
use openapi_generator::source::Input;

use crate::access::absolute;
#[cfg(feature = "cli")]
use crate::cache::Cache;
use crate::description::{Description, FilesAsked};
use crate::error::Error;
use crate::plan::Plan;
use crate::read;

/// What a client is made from, and where it goes.
#[derive(Clone, Debug)]
pub struct Client {
    /// The description: a file, a folder with one in it, or `-`.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The folder of the command line over it, where there is to be one.
    pub command_line: Option<PathBuf>,
    /// Its configuration.
    pub config: Config,
    /// Whether its manifest is made.
    pub manifest: bool,
}

/// What came of a client. Nothing is written yet.
#[derive(Debug)]
pub struct Generated {
    /// The name of the description, as messages show it.
    pub name: String,
    /// All diagnostics. There may be warnings although there is a crate.
    pub report: Report,
    /// The crate; `None` where there is an error.
    pub made: Option<Made>,
    /// The files that were read: the description, and those that it refers to.
    pub files: Vec<PathBuf>,
    /// The files that it refers to and that could not be read.
    pub missing: Vec<PathBuf>,
}

/// A crate that was made.
#[derive(Debug)]
pub struct Made {
    /// What has to happen to its folder.
    pub plan: Plan,
    /// What there is in it, as JSON, where [`Client::manifest`] asks for it.
    pub manifest: Option<String>,
    /// How many operations it has.
    pub operations: usize,
    /// How many types it has.
    pub types: usize,
    /// What it needs of the crate around it, where it is a module of one.
    pub around: Option<CrateAround>,
}

impl Generated {
    /// The text that the file of names is about to have, if that differs.
    #[cfg(feature = "cli")]
    pub(crate) fn new_lock(&self, lock: &Path) -> Option<String> {
        self.made.as_ref()?.plan.change_of(lock)?.new.clone()
    }
}

impl Client {
    /// The clients that a `codegen.toml` is about.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is wrong, or does not say where a description is or where its client goes.
    pub fn all(config: &Path) -> Result<Vec<Self>, Error> {
        let configs = read::configs(config)?.into_iter();
        let client = |config_of: Config| {
            let missing = |key: &str| read::missing_key(config, key);
            let spec =
                read::beside(config, config_of.spec.as_deref()).ok_or_else(|| missing("spec"))?;
            let out =
                read::beside(config, config_of.out.as_deref()).ok_or_else(|| missing("out"))?;
            Ok(Self {
                spec,
                out,
                command_line: read::command_line(config, &config_of),
                config: config_of,
                manifest: false,
            })
        };
        configs.map(client).collect()
    }

    /// Generates the crate, and compares it with its folder.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or is in the way of a generated one.
    pub fn generate(&self) -> Result<Generated, Error> {
        self.generate_by(|question, description| {
            let generate = |input: &Input<'_>| question.generate(input);
            let (answer, asked) = description.compile(question.config, generate)?;
            Ok((answer?, asked))
        })
    }

    /// The same, but nothing is generated again that the cache has.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or is in the way of a generated one.
    #[cfg(feature = "cli")]
    pub fn generate_with(&self, cache: &Cache) -> Result<Generated, Error> {
        self.generate_by(|question, description| cache.answer(question, description))
    }

    fn generate_by(
        &self,
        answer: impl FnOnce(&Question<'_>, &Description) -> Result<(Answer, FilesAsked), Error>,
    ) -> Result<Generated, Error> {
        let description = Description::read(&self.spec)?;
        let lock = read::lock_text(&self.out)?;
        let mut config = self.config.clone();
        config.cli = self.command_line.as_ref().map(|folder| CommandLineConfig {
            client: Some(path_between(folder, &self.out)),
            ..config.cli.unwrap_or_default()
        });
        let question = Question {
            out: &self.out,
            config: &config,
            lock: lock.as_ref(),
            manifest: self.manifest,
        };
        let (Answer { report, texts }, FilesAsked { read, missing }) =
            answer(&question, &description)?;
        let made = texts.map(|it| self.made(it)).transpose()?;
        Ok(Generated {
            name: description.name().to_owned(),
            report,
            made,
            files: read,
            missing,
        })
    }

    fn made(&self, texts: Texts) -> Result<Made, Error> {
        let mut plan = Plan::new(texts.files, &self.out)?;
        if let (Some(folder), Some(files)) = (&self.command_line, texts.command_line) {
            plan.join(Plan::new(files, folder)?);
        }
        Ok(Made {
            plan,
            manifest: texts.manifest,
            operations: texts.operations,
            types: texts.types,
            around: texts.around,
        })
    }
}

/// All that decides what a client is, beside its description.
pub(crate) struct Question<'a> {
    /// The folder of the crate, which decides nothing but what is compared.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "for the cache"))]
    pub(crate) out: &'a Path,
    pub(crate) config: &'a Config,
    /// The file with the names given so far.
    pub(crate) lock: Option<&'a (String, String)>,
    pub(crate) manifest: bool,
}

/// What a client is.
pub(crate) struct Answer {
    pub(crate) report: Report,
    /// `None` where there is an error.
    pub(crate) texts: Option<Texts>,
}

/// A client, as texts.
pub(crate) struct Texts {
    /// Its files, with that of the names.
    pub(crate) files: Files,
    pub(crate) command_line: Option<Files>,
    pub(crate) manifest: Option<String>,
    pub(crate) operations: usize,
    pub(crate) types: usize,
    pub(crate) around: Option<CrateAround>,
}

impl Question<'_> {
    /// Generates the answer.
    pub(crate) fn generate(&self, input: &Input<'_>) -> Result<Answer, Error> {
        let lock = read::parse_lock(self.lock)?;
        let generate = if self.manifest {
            openapi_generator::generate_with_manifest
        } else {
            openapi_generator::generate
        };
        let outcome = generate(input, self.config, &lock);
        let texts = outcome.client.map(|client| {
            let mut files = client.files;
            let added = files.insert("names.lock", client.lock.to_text());
            added.map_err(|broken| broken.message)?;
            Ok::<_, Error>(Texts {
                files,
                command_line: client.command_line,
                manifest: client.manifest,
                operations: client.operations,
                types: client.types,
                around: client.around,
            })
        });
        Ok(Answer {
            report: outcome.report,
            texts: texts.transpose()?,
        })
    }
}

/// The path from a folder to another, as a manifest in the first names the second.
fn path_between(from: &Path, to: &Path) -> String {
    let (from, to) = (absolute(from), absolute(to));
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared);
    let down = down.map(|it| it.as_os_str().to_string_lossy().into_owned());
    let path: Vec<String> = up.chain(down).collect();
    if path.is_empty() {
        ".".to_owned()
    } else {
        path.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::path_between;
    use std::path::Path;

    #[test]
    fn a_path_leads_from_a_folder_to_another() {
        for (from, to, expected) in [
            ("a/cli", "a", ".."),
            ("cli", "a", "../a"),
            ("cli", "../a", "../../a"),
            ("a", "a/client", "client"),
            ("a/../b", "c", "../c"),
            ("a", "a", "."),
        ] {
            let [from, to] = [from, to].map(|it| Path::new("/folder/of/it").join(it));
            assert_eq!(
                path_between(&from, &to).replace("/folder/of/it/", ""),
                expected
            );
        }
    }
}
