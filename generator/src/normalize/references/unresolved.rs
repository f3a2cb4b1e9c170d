//! Diagnostics for references that lead to nothing.

use std::sync::Arc;

use super::find::ReferenceTarget;
use super::pointers::{SECTIONS, canonical};
use super::uri::{self, Uri};
use super::{Bundle, section};
use crate::broken::LEFT_OUT;
use crate::normalize::Version;
use crate::normalize::object_tree::Kind;
use crate::origin::{At, Origin};
use crate::suggestions::{nearest, nearest_within};

/// How many letters are compared in all to find suggestions.
pub(super) const MAX_COMPARED: usize = 50_000_000;

/// Why a reference leads to nothing.
pub(super) enum Lost {
    /// It leads out of the available files.
    Remote,
    /// The file cannot be read, which has been reported.
    Unreadable,
    /// There is nothing at its place.
    Nowhere(Uri),
    /// It leads to a component of another kind.
    OtherKind,
}

impl Bundle<'_, '_> {
    pub(super) fn report(&mut self, lost: &Lost, kind: Kind, reference: &str, at: &At<'_>) {
        match lost {
            Lost::Remote => self.remote(reference, kind, at),
            Lost::Nowhere(uri) => self.unresolved(kind, reference, uri, at),
            Lost::OtherKind => {
                let expected = section(kind).unwrap_or("components that can stand here");
                let message = format!("`{reference}` is not one of the {expected}");
                self.diagnostics
                    .error("unresolved-reference", &at.origin(), message);
            }
            Lost::Unreadable => {}
        }
    }

    /// Whether the target of a reference is left out, which is reported.
    pub(super) fn is_gone(&mut self, target: &ReferenceTarget, at: &At<'_>) -> bool {
        if self.left_out.is_idle() {
            return false;
        }
        let origin = |file: &Arc<str>, steps: &[String]| Origin {
            file: Arc::clone(file),
            pointer: uri::pointer(steps),
        };
        let places: Vec<Origin> = match target {
            ReferenceTarget::Copy(file, steps) => vec![origin(file, steps)],
            ReferenceTarget::Component(section, name) => {
                let root = Origin::root(Arc::clone(self.root));
                // In 2.0, the sections stand at the top.
                let newer = root.key("components").key(section).key(name);
                vec![newer, root.key(section).key(name)]
            }
        };
        let mut places = places.iter().map(|it| self.diagnostics.written(it));
        let is_gone = places.any(|it| self.left_out.is_gone(&it));
        if is_gone {
            let message = "what this reference leads to is left out";
            self.diagnostics.error(LEFT_OUT, &at.origin(), message);
        }
        is_gone
    }

    fn remote(&mut self, reference: &str, kind: Kind, at: &At<'_>) {
        let what = match kind {
            Kind::Schema => "its place takes any value",
            _ => "it is left out",
        };
        let message = format!("`{reference}` is not a file beside this one, so that {what}");
        self.diagnostics
            .warning("remote-reference", &at.origin(), message)
            .hint("the generator does not read from the network; name a local copy under `[files]` in codegen.toml");
    }

    fn unresolved(&mut self, kind: Kind, reference: &str, uri: &Uri, at: &At<'_>) {
        let steps = uri::steps(&uri.fragment).unwrap_or_default();
        let (message, near) = match canonical(&steps, self.version) {
            Some((there, name)) if section(kind) == Some(there) && uri.file == **self.root => (
                format!("there is no `{name}` under `components.{there}`"),
                nearest_within(name, self.names.all(there), &mut self.left_to_compare),
            ),
            _ => {
                let near = section_meant(&steps).filter(|_| self.version != Version::V2_0);
                let near = near.map(|section| {
                    let rest: Vec<&str> = steps.iter().skip(2).map(String::as_str).collect();
                    format!("#/components/{section}/{}", rest.join("/"))
                });
                let message = format!("`{reference}` leads to nothing");
                let error = self
                    .diagnostics
                    .error("unresolved-reference", &at.origin(), message);
                error.did_you_mean(near.as_deref());
                return;
            }
        };
        self.diagnostics
            .error("unresolved-reference", &at.origin(), message)
            .did_you_mean(near);
    }
}

/// The section of the components that a pointer nearly names.
fn section_meant(steps: &[String]) -> Option<&'static str> {
    let [components, section, _, ..] = steps else {
        return None;
    };
    nearest(components, ["components"].into_iter())?;
    nearest(section, SECTIONS.into_iter())
}
