//! What a client is for cargo.

use serde::Deserialize;

use super::Config;

/// Whether a client is a crate, or a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A crate, with a `Cargo.toml`.
    #[default]
    Crate,
    /// A module, in a folder below the `src` of another crate.
    Module,
}

impl Config {
    /// The modules that lead from the root of its crate to a client that is a module: the folders of `out` below `src`. There is none where
    /// `out` lies elsewhere. `None` for a client that is a crate.
    pub fn module(&self) -> Option<Vec<&str>> {
        if self.layout == Layout::Crate {
            return None;
        }
        let out = self.out.as_deref().unwrap_or_default();
        let mut folders: Vec<&str> = Vec::new();
        for folder in out.split(['/', '\\']) {
            match folder {
                "" | "." => {}
                ".." if folders.last().is_some_and(|it| *it != "..") => drop(folders.pop()),
                folder => folders.push(folder),
            }
        }
        let source = folders.iter().rposition(|it| *it == "src");
        let below = source.map(|at| folders.split_off(at + 1));
        Some(below.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn the_folder_says_which_module_it_is() {
        for (out, expected) in [
            ("src/api", &["api"][..]),
            ("./src//net/api/", &["net", "api"]),
            ("../app/src/api", &["api"]),
            ("/home/src/app/src/api", &["api"]),
            ("src/net/../api", &["api"]),
            ("src", &[]),
            ("api", &[]),
            ("src/..", &[]),
        ] {
            let text = format!("layout = \"module\"\nout = \"{out}\"\n");
            let config = Config::parse("codegen.toml", &text).unwrap();
            assert_eq!(config.module().unwrap(), expected, "{out}");
        }
        assert!(Config::default().module().is_none());
    }
}
