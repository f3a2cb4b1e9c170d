//! What a `build.rs` calls.

use std::path::Path;

use crate::client::Client;
use crate::error::Error;
use crate::{output, read};

/// Brings the clients of the `codegen.toml` beside `build.rs` up to date, and tells cargo which files to watch. What is up to date
/// is not touched.
///
/// # Errors
///
/// A description cannot be used: its diagnostics. Or a file cannot be read or written.
pub fn build_script() -> Result<(), Error> {
    let config = Path::new("codegen.toml");
    let watch = |path: &Path| output::say(&format!("cargo::rerun-if-changed={}", path.display()));
    watch(config);
    for client in Client::all(config)? {
        let generated = client.generate()?;
        generated.files.iter().for_each(|it| watch(it));
        let Some(made) = generated.made else {
            return Err(generated.report.to_string().into());
        };
        if generated.report.warnings() > 0 {
            let found = output::count(&generated.report);
            let out = read::shown(&client.out);
            output::say(&format!("cargo::warning={out}: {found}"));
        }
        made.plan.carry_out()?;
    }
    Ok(())
}
