//! Where a resource is found.

use serde::{Deserialize, Deserializer, de};

/// The names of a resource and of those around it, from the outside in. It is written with dots: `zoo.animals`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcePath(Vec<String>);

/// How many names a path has at most. Each is a folder, and paths of files end somewhere.
const DEEPEST: usize = 8;

impl ResourcePath {
    /// The names; there is at least one, and none is empty.
    pub fn segments(&self) -> &[String] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for ResourcePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let segments: Vec<String> = text.split('.').map(str::to_owned).collect();
        if segments.iter().any(String::is_empty) {
            return Err(de::Error::custom(
                "a resource is called by names with dots between them",
            ));
        }
        if segments.len() > DEEPEST {
            let message = format!("no resource is inside more than {} others", DEEPEST - 1);
            return Err(de::Error::custom(message));
        }
        Ok(Self(segments))
    }
}
