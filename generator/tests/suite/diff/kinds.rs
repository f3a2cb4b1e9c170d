//! The files of `tests/diff`.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use openapi_generator::Client;
use openapi_generator::config::Config;
use openapi_generator::diff::{ApiDiff, DescribedVersion, diff};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use similar::TextDiff;

use crate::support::{data, write};

/// What precedes the Markdown.
const SHOWN: &str = "--- shown\n";

/// A kind of change.
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) bump: String,
    pub(crate) rule: String,
    config: Config,
    old: String,
    new: String,
    shown: String,
    /// All that is not blessed.
    head: String,
    path: PathBuf,
}

/// A kind of change, with what was found.
pub(crate) struct Compared {
    pub(crate) kind: Kind,
    pub(crate) comparison: ApiDiff,
    /// The old and the new client.
    pub(crate) clients: [Client; 2],
}

/// All kinds, by name. They are compared once for all tests.
pub(crate) fn compared() -> &'static [Compared] {
    static COMPARED: OnceLock<Vec<Compared>> = OnceLock::new();
    COMPARED.get_or_init(|| kinds().into_iter().map(Kind::compare).collect())
}

fn kinds() -> Vec<Kind> {
    let entries = fs::read_dir(data("diff")).unwrap();
    let paths = entries.map(|it| it.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|it| it.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    paths.into_iter().map(kind).collect()
}

fn kind(path: PathBuf) -> Kind {
    let text = fs::read_to_string(&path).unwrap();
    let (head, shown) = text.split_once(SHOWN).unwrap_or((&text, ""));
    let part = |name: &str| {
        let (_, behind) = head.split_once(&format!("--- {name}\n"))?;
        Some(behind.split_once("--- ").map_or(behind, |(part, _)| part))
    };
    let (verdict, _) = head.split_once('\n').unwrap();
    let (bump, rule) = verdict.split_once(' ').unwrap_or((verdict, ""));
    Kind {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        bump: bump.to_owned(),
        rule: rule.to_owned(),
        config: Config::parse("codegen.toml", part("codegen.toml").unwrap_or_default()).unwrap(),
        old: part("old").unwrap().to_owned(),
        new: part("new").unwrap().to_owned(),
        shown: shown.to_owned(),
        head: head.to_owned(),
        path,
    }
}

impl Kind {
    /// Compares both descriptions, and makes their clients.
    fn compare(self) -> Compared {
        let [old, new] = [("old.yaml", &self.old), ("new.yaml", &self.new)]
            .map(|(name, text)| Input::new(name, text));
        let [old, new] = [&old, &new].map(|input| DescribedVersion {
            input,
            config: &self.config,
        });
        let outcome = diff(&old, &new, &NamesLock::default());
        let reports = [Some(&outcome.old), outcome.new.as_ref()];
        let reports: Vec<String> = reports
            .iter()
            .flatten()
            .map(|it| it.render(false))
            .collect();
        let (Some(comparison), Some(clients)) = (outcome.comparison, outcome.clients) else {
            panic!("{}: {}", self.name, reports.concat());
        };
        Compared {
            kind: self,
            comparison,
            clients,
        }
    }

    /// Says how what is shown differs from what was, or writes it.
    pub(crate) fn check(&self, made: &str) -> Option<String> {
        if made == self.shown {
            return None;
        }
        if std::env::var_os("BLESS").is_some() {
            write(&self.path, &format!("{}{SHOWN}{made}", self.head));
            return None;
        }
        let diff = TextDiff::from_lines(self.shown.as_str(), made);
        Some(format!("{}\n{}", self.name, diff.unified_diff()))
    }
}
