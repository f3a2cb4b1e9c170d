//! From places in the normalized document to those in the author's files.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::origin::Origin;

/// The places of all moved things. What is below a moved thing has moved with it.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<String, Arc<Origin>>);

impl Places {
    /// Notes that what is at `pointer` was written at `origin`.
    pub fn insert(&mut self, pointer: String, origin: &Arc<Origin>) {
        self.0.insert(pointer, Arc::clone(origin));
    }

    /// The place in the author's file, for one in the normalized document.
    pub fn written(&self, now: &Origin) -> Origin {
        if self.0.is_empty() {
            return now.clone();
        }
        let mut outer = now.pointer.as_str();
        loop {
            if let Some(origin) = self.0.get(outer) {
                let rest = now.pointer.get(outer.len()..).unwrap_or_default();
                return Origin {
                    file: Arc::clone(&origin.file),
                    pointer: format!("{}{rest}", origin.pointer),
                };
            }
            match outer.rfind('/') {
                Some(end) => outer = outer.get(..end).unwrap_or_default(),
                None => return now.clone(),
            }
        }
    }
}
