//! The workspace around a client: the package that a generator wrote, or that is put around its modules, and a program with its calls.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_engine::write::cannot;

use super::super::crates::manifest;
use super::super::write as write_file;
use super::calls;
use super::generator::{CLIENT, DESCRIPTION, EMPTY, Generator, OUT, Product};
use super::install::Program;

/// The package of the program, and its folder.
pub(super) const CONSUMER: &str = "consumer";

const WORKSPACE: &str = "[workspace]\nmembers = [\"client\", \"consumer\"]\nresolver = \"3\"\n\n[profile.release]\nstrip = true\n";

/// What one generator makes of one description.
pub(super) struct Project {
    pub(super) generator: &'static Generator,
    pub(super) program: Program,
    description: PathBuf,
    pub(super) folder: PathBuf,
}

impl Project {
    /// A project in a folder of its own below `at`.
    pub(super) fn new(
        generator: &'static Generator,
        program: Program,
        description: &Path,
        at: &Path,
    ) -> Self {
        Self {
            generator,
            program,
            description: description.to_path_buf(),
            folder: at.join(generator.package),
        }
    }

    /// The package of the client.
    pub(super) fn client(&self) -> PathBuf {
        self.folder.join(CLIENT)
    }

    /// What the generator is given.
    pub(super) fn arguments(&self) -> Vec<String> {
        let out = match self.generator.product {
            Product::Package => self.client(),
            Product::Modules { .. } => self.modules(),
        };
        let argument = |it: &&str| match *it {
            DESCRIPTION => self.description.display().to_string(),
            OUT => out.display().to_string(),
            EMPTY => self.empty().display().to_string(),
            other => other.to_owned(),
        };
        self.generator.arguments.iter().map(argument).collect()
    }

    fn empty(&self) -> PathBuf {
        self.folder.join("empty.toml")
    }

    fn modules(&self) -> PathBuf {
        self.client().join("src/generated")
    }

    /// Removes all that an earlier run has left.
    pub(super) fn clear(&self) -> Result<(), String> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)
                .map_err(|error| cannot("remove", &self.folder, &error))?;
        }
        write_file(&self.empty(), "")
    }

    /// Writes the rest of the workspace, with a program of these calls.
    pub(super) fn complete(&self, calls: &[String]) -> Result<(), String> {
        if let Product::Modules { dependencies } = self.generator.product {
            let dependencies = openapi_engine::read::text(&self.modules().join(dependencies))?;
            write_file(&self.client().join("Cargo.toml"), &around(&dependencies))?;
            write_file(&self.source(), "pub mod generated;\n")?;
        }
        write_file(&self.folder.join("Cargo.toml"), WORKSPACE)?;
        let consumer = self.folder.join(CONSUMER);
        write_file(
            &consumer.join("Cargo.toml"),
            &manifest(CONSUMER, "client = { path = \"../client\" }\n"),
        )?;
        write_file(
            &self.program_source(),
            &calls::program(self.generator.client, calls),
        )
    }

    /// The root of the client.
    pub(super) fn source(&self) -> PathBuf {
        self.client().join("src/lib.rs")
    }

    /// The root of the program.
    pub(super) fn program_source(&self) -> PathBuf {
        self.folder.join(CONSUMER).join("src/main.rs")
    }
}

/// The manifest of a package around modules, whose dependencies may come under their heading.
fn around(dependencies: &str) -> String {
    let has_heading = dependencies.lines().any(|it| it.trim() == "[dependencies]");
    let package = manifest(CLIENT, dependencies);
    if has_heading {
        package.replacen("[dependencies]\n", "", 1)
    } else {
        package
    }
}

#[cfg(test)]
mod tests {
    use super::super::generator::ALL;
    use super::{Project, around};
    use std::path::Path;

    #[test]
    fn dependencies_have_one_heading() {
        let expected = "[package]\nname = \"client\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\na = \"1\"\n";
        assert_eq!(around("a = \"1\"\n"), expected);
        assert_eq!(around("[dependencies]\na = \"1\"\n"), expected);
    }

    #[test]
    fn modules_are_written_into_a_package() {
        let arguments = ALL.iter().map(|generator| {
            let none = Err(String::new());
            Project::new(generator, none, Path::new("a.json"), Path::new("at")).arguments()
        });
        let arguments: Vec<Vec<String>> = arguments.collect();
        assert!(arguments.iter().all(|it| it.contains(&"a.json".to_owned())));
        let out: Vec<&String> = arguments
            .iter()
            .flatten()
            .filter(|it| it.contains("/client"))
            .collect();
        assert_eq!(out[0], "at/openapi-client/client");
        assert_eq!(out[4], "at/openapi-to-rust/client/src/generated");
    }
}
