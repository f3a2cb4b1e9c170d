//! Where things are in this workspace.

use std::path::{Path, PathBuf};

use openapi_engine::codegen::Places;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The description that comes with the workspace, and its client.
pub(crate) fn client() -> Places {
    let root = root();
    Places {
        spec: root.join("spec/realtime-kit.yaml"),
        out: root.join("generated-client"),
    }
}
