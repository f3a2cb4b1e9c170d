//! Where things are in this workspace.

use std::path::{Path, PathBuf};

use openapi_engine::cli::Command;

/// What is configured without a description of one's own: the client that comes with the workspace.
const CONFIG: &str = "spec/codegen.toml";

/// The root of the workspace: around what cargo runs, the current folder, or this program, whichever is in it. Nothing about it is
/// compiled in, so that a checkout can be moved.
pub(crate) fn root() -> Result<PathBuf, String> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let places = [
        package,
        std::env::current_dir().ok(),
        std::env::current_exe().ok(),
    ];
    let mut folders = places.iter().flatten().flat_map(|it| it.ancestors());
    let is_root = |it: &&Path| it.join("xtask/Cargo.toml").is_file() && it.join(CONFIG).is_file();
    let root = folders.find(is_root).map(Path::to_path_buf);
    root.ok_or_else(|| {
        "this is not the workspace of the generator: run `cargo xtask` in it".to_owned()
    })
}

/// Adds the configuration of the workspace where the command line names neither a description nor a configuration.
pub(crate) fn add_config(command: &mut Command) -> Result<(), String> {
    let from = match command {
        Command::Codegen(args) => &mut args.from,
        Command::Lint(args) => &mut args.from,
        Command::Explain(args) => &mut args.from,
        Command::Runtime(_) | Command::Init(_) | Command::Diff(_) | Command::Schema => {
            return Ok(());
        }
    };
    if from.place.is_none() && from.spec.is_none() && from.config.is_none() {
        from.config = Some(root()?.join(CONFIG));
    }
    Ok(())
}
