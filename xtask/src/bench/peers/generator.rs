//! Who is measured, as data: how each generator is called and what comes out.

/// Where a generator is from.
pub(super) enum Origin {
    /// It is built from this workspace.
    Workspace,
    /// It is installed from the registry, in this version.
    Registry { version: &'static str },
}

/// What a generator writes.
pub(super) enum Product {
    /// A package.
    Package,
    /// Modules, below `src/generated` of a package, beside a file with the dependencies of the package.
    Modules { dependencies: &'static str },
}

/// A program that makes clients.
pub(super) struct Generator {
    /// As tables call it.
    pub(super) name: &'static str,
    /// The package that it is installed from.
    pub(super) package: &'static str,
    pub(super) origin: Origin,
    /// Its arguments, with [`DESCRIPTION`], [`OUT`] and [`EMPTY`] for the paths.
    pub(super) arguments: &'static [&'static str],
    pub(super) product: Product,
    /// The type with the calls, or that leads to them, in the client.
    pub(super) client: &'static str,
}

/// The path of the description, among the arguments.
pub(super) const DESCRIPTION: &str = "{description}";

/// The folder that is written, among the arguments.
pub(super) const OUT: &str = "{out}";

/// An empty file, among the arguments: in place of a configuration that may lie beside the description.
pub(super) const EMPTY: &str = "{empty}";

/// The package that is made, and its folder.
pub(super) const CLIENT: &str = "client";

/// All generators: first this one, then its peers.
pub(super) static ALL: [Generator; 5] = [
    Generator {
        name: "this one",
        package: "openapi-client",
        origin: Origin::Workspace,
        arguments: &[
            "codegen",
            "--config",
            EMPTY,
            "--spec",
            DESCRIPTION,
            "--out",
            OUT,
            "--name",
            CLIENT,
        ],
        product: Product::Package,
        client: "client::Client",
    },
    Generator {
        name: "progenitor",
        package: "cargo-progenitor",
        origin: Origin::Registry { version: "0.15.1" },
        arguments: &[
            "progenitor",
            "-i",
            DESCRIPTION,
            "-o",
            OUT,
            "-n",
            CLIENT,
            "-v",
            "0.1.0",
        ],
        product: Product::Package,
        client: "client::Client",
    },
    Generator {
        name: "ploidy",
        package: "ploidy",
        origin: Origin::Registry { version: "0.15.0" },
        arguments: &[
            "generate",
            "rust",
            DESCRIPTION,
            "--output",
            OUT,
            "--name",
            CLIENT,
        ],
        product: Product::Package,
        client: "client::client::Client",
    },
    Generator {
        name: "oas3-gen",
        package: "oas3-gen",
        origin: Origin::Registry { version: "0.29.0" },
        arguments: &[
            "generate",
            "client-mod",
            "-i",
            DESCRIPTION,
            "-o",
            OUT,
            "--workspace",
            "--api-name",
            "TheClient",
        ],
        product: Product::Package,
        client: "client::TheClient",
    },
    Generator {
        name: "openapi-to-rust",
        package: "openapi-to-rust",
        origin: Origin::Registry { version: "0.23.0" },
        arguments: &["generate", DESCRIPTION, "--output-dir", OUT],
        product: Product::Modules {
            dependencies: "REQUIRED_DEPS.toml",
        },
        client: "client::generated::client::HttpClient",
    },
];

/// The names of the peers.
pub(super) fn names() -> Vec<&'static str> {
    let is_peer = |it: &&Generator| matches!(it.origin, Origin::Registry { .. });
    ALL.iter().filter(is_peer).map(|it| it.name).collect()
}

impl Generator {
    /// Its name, with its version where it has one of its own.
    pub(super) fn title(&self) -> String {
        match self.origin {
            Origin::Workspace => self.name.to_owned(),
            Origin::Registry { version } => format!("{} {version}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, DESCRIPTION, OUT, Origin};

    #[test]
    fn every_generator_is_told_what_to_read_and_where_to_write() {
        for generator in &ALL {
            for place in [DESCRIPTION, OUT] {
                let given = generator.arguments.iter().filter(|it| **it == place);
                assert_eq!(given.count(), 1, "{}", generator.name);
            }
        }
    }

    #[test]
    fn the_first_is_ours_and_the_others_are_pinned() {
        let pinned = |it: &Origin| matches!(it, Origin::Registry { version } if version.split('.').count() == 3);
        assert!(matches!(ALL[0].origin, Origin::Workspace));
        assert!(ALL[1..].iter().all(|it| pinned(&it.origin)));
    }
}
