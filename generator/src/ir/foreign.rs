//! Types of other crates, which the configuration chooses.

use crate::origin::Origin;

/// A type of another crate.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Its path as the configuration has it, which nobody has checked yet.
    pub path: String,
    /// Whether its values travel as any JSON; else they are strings.
    pub is_json: bool,
    /// What makes a value of it where it has no `Default`, as the configuration has it.
    pub blank: Option<String>,
    /// The entry of the configuration.
    pub origin: Origin,
}

impl Foreign {
    /// The name of its crate: the first word of its path.
    pub fn crate_name(&self) -> &str {
        let path = self.path.trim();
        let path = path.strip_prefix("::").unwrap_or(path);
        path.split("::").next().unwrap_or_default().trim()
    }
}
