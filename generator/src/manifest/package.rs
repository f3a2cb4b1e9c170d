//! What the package may be called.

use toml::Value;

use super::crates;
use crate::config::Config;
use crate::files::is_device;
use crate::names::{CratePath, crate_ident, is_ident};

/// How long a name may be. Registries take no more.
const LONGEST: usize = 64;

/// Crates that come with the compiler, beside `std` and `core`.
const BUILT_IN: [&str; 3] = ["alloc", "proc_macro", "test"];

/// Why a name cannot be that of a package, and one that can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong with it, in a sentence.
    pub message: String,
    /// A name like it.
    pub instead: String,
}

/// Checks the name that somebody has chosen for the package.
///
/// # Errors
///
/// Cargo or a registry would refuse it, or it is that of a crate that the client uses.
pub fn check_package(name: &str, config: &Config) -> Result<(), Unfit> {
    match wrong(name, config) {
        None => Ok(()),
        Some(what) => Err(Unfit {
            message: format!(
                "`{}` cannot be the name of a package: {what}",
                name.escape_debug()
            ),
            instead: made(name, config),
        }),
    }
}

/// What the package is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageName {
    /// Its name for cargo.
    pub package: String,
    /// Where code outside of it finds it: by the name of its library, or the path of its module.
    pub krate: CratePath,
}

impl PackageName {
    /// The chosen names, or else those made from the title.
    pub(crate) fn new(title: &str, config: &Config) -> Self {
        let chosen = config.package.clone();
        let package = chosen.unwrap_or_else(|| made(title, config));
        let library = config.manifest.get("lib").and_then(|it| it.get("name"));
        let krate = match config.module() {
            Some(modules) => CratePath::of_module(&modules),
            None => CratePath::of_crate(library.and_then(Value::as_str).unwrap_or(&package)),
        };
        Self { package, krate }
    }
}

/// A name that a package can have, from any text: its words in lower case, with dashes.
fn made(text: &str, config: &Config) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name = match words.first() {
        Some(first) if first.starts_with(|c: char| c.is_ascii_alphabetic()) => words.join("-"),
        Some(_) => format!("client-{}", words.join("-")),
        None => "client".to_owned(),
    };
    let name = shortened(&name, LONGEST);
    if wrong(name, config).is_none() {
        return name.to_owned();
    }
    let endings = std::iter::once("-client".to_owned());
    let endings = endings.chain((2..).map(|number| format!("-client-{number}")));
    let mut names = endings.map(|end| format!("{}{end}", shortened(name, LONGEST - end.len())));
    // There are fewer crates than numbers.
    let fits = |name: &String| wrong(name, config).is_none();
    names.find(fits).unwrap_or_default()
}

/// The words of a name that fit into so many letters; where even the first is longer, its beginning.
fn shortened(name: &str, most: usize) -> &str {
    let Some(start) = name.get(..most).filter(|_| name.len() > most) else {
        return name;
    };
    let ends_with_word = name.get(most..).is_some_and(|rest| rest.starts_with('-'));
    let words = start.rsplit_once('-').filter(|_| !ends_with_word);
    words
        .map_or(start, |(words, _)| words)
        .trim_end_matches('-')
}

/// What is wrong with a name of a package or of its library.
pub(super) fn wrong(name: &str, config: &Config) -> Option<String> {
    let is_allowed = |c: u8| c.is_ascii_alphanumeric() || b"-_".contains(&c);
    if name.is_empty() {
        return Some("it is empty".to_owned());
    } else if !name.bytes().all(is_allowed) {
        return Some("only letters and digits of ASCII, `-` and `_` can stand in one".to_owned());
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some("it has to begin with a letter".to_owned());
    } else if name.len() > LONGEST {
        return Some(format!("it has more than {LONGEST} letters"));
    } else if is_device(name) {
        return Some("it is a device of Windows".to_owned());
    } else if !is_ident(&name.replace('-', "_")) {
        return Some("it is a keyword of Rust".to_owned());
    }
    let name = crate_ident(name);
    if BUILT_IN.contains(&name.as_str()) {
        Some(format!("a crate `{name}` comes with Rust"))
    } else if crates(config).contains(name.as_str()) {
        Some(format!("the client uses a crate `{name}`"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
