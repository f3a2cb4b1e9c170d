//! Diagnostics: mistakes in a description, with their places.
//!
//! In come messages about an [`Origin`]; out goes a [`Report`] that shows the lines of the source. [`places`] turns the place
//! in a rewritten document back into the author's, [`mod@position`] and [`toml_position`] find the line and column of a
//! pointer, and [`mod@shown`] makes texts of others safe for a terminal. [`pages`] has a page about each code.

mod json_position;
mod located;
pub mod pages;
mod places;
mod position;
mod report;
mod rewrites;
mod saved;
mod shown;
mod summary;
mod toml_error;
mod toml_position;
mod toml_words;

pub(crate) use located::locate;
pub use places::Places;
pub use report::{Report, Sources};
pub(crate) use rewrites::Rewrites;
pub use saved::SavedReport;
pub use shown::{shown, shown_lines};
pub use toml_error::TomlError;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::origin::{Origin, pointer_of};
use crate::suggestions::nearest;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The description cannot be used as it is.
    Error,
    /// The client lacks something that the description says.
    Warning,
    /// Nothing is wrong; something was decided that a setting decides otherwise.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A message about one place of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// Its stable code, such as `unresolved-reference`.
    pub code: &'static str,
    /// Its place.
    pub origin: Origin,
    /// The line and column, counted from 1, where the text could not be read far enough to have pointers.
    pub position: Option<(usize, usize)>,
    /// Whether it is about the key at that place, and not about its value.
    pub about_key: bool,
    /// The message, made safe for a terminal by [`shown()`].
    pub message: String,
    /// Advice, likewise.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// Makes it point at the key instead of the value.
    pub fn about_key(&mut self) -> &mut Self {
        self.about_key = true;
        self
    }

    /// Suggests a name that comes near to the wrong one, if there is one.
    pub(crate) fn did_you_mean(&mut self, near: Option<&str>) -> &mut Self {
        if let Some(near) = near {
            self.hint(format!("did you mean `{near}`?"));
        }
        self
    }

    /// Adds advice.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(shown(&hint.into()).into_owned());
        self
    }
}

/// Collects diagnostics, and becomes a [`Report`] at the end.
#[derive(Debug, Default)]
#[must_use = "what was collected has to be reported"]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    places: Places,
    /// The root file, and the places in overlays of what they have added to it.
    overlaid: Option<(Arc<str>, Places)>,
    /// What was left out before, by its place, and the errors that were accepted with it.
    left_out: BTreeMap<Origin, Diagnostic>,
    accepted: BTreeSet<(&'static str, String)>,
    way_out: Option<String>,
    /// The warnings that the configuration accepts.
    dropped: Vec<Diagnostic>,
    /// What rewrites do, where someone asks.
    pub(crate) rewrites: Rewrites,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an error.
    pub fn error(
        &mut self,
        code: &'static str,
        origin: &Origin,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Severity::Error, code, origin, &message.into())
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        origin: &Origin,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Severity::Warning, code, origin, &message.into())
    }

    /// Adds a note.
    pub fn note(
        &mut self,
        code: &'static str,
        origin: &Origin,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Severity::Note, code, origin, &message.into())
    }

    /// Sets the places of moved things: from here on, diagnostics are about the rewritten document.
    pub fn set_places(&mut self, places: Places) {
        self.places = places;
    }

    /// Sets the places in overlays: from here on, diagnostics are about the description with overlays applied.
    pub fn set_overlaid(&mut self, file: &Arc<str>, places: Places) {
        self.overlaid = Some((Arc::clone(file), places));
    }

    /// Sets the warnings about what was left out, by its place, and the codes and pointers of the errors accepted with it.
    pub(crate) fn set_left_out(
        &mut self,
        left_out: BTreeMap<Origin, Diagnostic>,
        accepted: BTreeSet<(&'static str, String)>,
    ) {
        (self.left_out, self.accepted) = (left_out, accepted);
    }

    /// Sets what would accept all errors.
    pub(crate) fn set_way_out(&mut self, way_out: Option<String>) {
        self.way_out = way_out;
    }

    /// Drops the warnings and notes that the configuration accepts: of a code, those at the pointers, or everywhere for `"*"`. An entry
    /// that accepts nothing is an error, so that none goes stale.
    pub fn accept(&mut self, config: &Config) {
        self.add_left_out();
        let mut unused = Vec::new();
        for (code, pointers) in &config.allow {
            for (index, pointer) in pointers.iter().enumerate() {
                let is_meant = |of: &str, at: &str| {
                    of == code && (pointer == "*" || pointer_of(pointer) == at)
                };
                let mut is_used = self.accepted.iter().any(|(of, at)| is_meant(of, at));
                is_used |= self
                    .list
                    .iter()
                    .any(|it| is_meant(it.code, &it.origin.pointer));
                self.drop_warnings(|it| is_meant(it.code, &it.origin.pointer));
                if !is_used {
                    let at = config.at(&["allow", code, &index.to_string()]);
                    let near = self.nearest_allowed(code, pointer).map(str::to_owned);
                    unused.push((at, format!("`{code}` is no warning at `{pointer}`"), near));
                }
            }
        }
        self.drop_warnings(|it| config.allow_all.iter().any(|code| code == it.code));
        for (at, message, near) in unused {
            self.error("unused-configuration", &at, message)
                .did_you_mean(near.as_deref());
        }
    }

    /// What an entry that accepts nothing may mean: a code, if there is none of that name, or else a place.
    fn nearest_allowed(&self, code: &str, pointer: &str) -> Option<&str> {
        if pages::page(code).is_none() {
            return pages::nearest_code(code);
        }
        let said = self.list.iter().filter(|it| it.code == code);
        let places = said.map(|it| it.origin.pointer.as_str());
        nearest(pointer_of(pointer), places)
    }

    /// The place in the author's file, for one in the rewritten document.
    pub fn written(&self, origin: &Origin) -> Origin {
        let origin = self.places.written(origin);
        match &self.overlaid {
            Some((file, places)) if *file == origin.file => places.written(&origin),
            _ => origin,
        }
    }

    /// The errors.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let all = self.list.iter();
        all.filter(|it| it.severity == Severity::Error)
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The places in `outer` about which something with this code was said, be it accepted.
    pub(crate) fn places(&self, code: &str, outer: &Origin) -> impl Iterator<Item = &Origin> {
        let all = self.list.iter().chain(&self.dropped);
        let said = all.filter(move |it| it.code == code);
        said.map(|it| &it.origin).filter(|it| it.is_in(outer))
    }

    /// `None` where there is an error. The phases after the gate rely on there being none.
    pub fn gate(&self) -> Option<()> {
        (!self.has_errors()).then_some(())
    }

    /// All that was collected, with the texts it is about.
    pub fn into_report(mut self, sources: Sources) -> Report {
        self.add_left_out();
        Report::new(self.list, self.way_out, sources)
    }

    fn drop_warnings(&mut self, is_accepted: impl Fn(&Diagnostic) -> bool) {
        let is_dropped = |it: &mut Diagnostic| it.severity != Severity::Error && is_accepted(it);
        self.dropped.extend(self.list.extract_if(.., is_dropped));
    }

    /// Adds the warnings about what was left out, in place of all others about these places.
    fn add_left_out(&mut self) {
        let left_out = std::mem::take(&mut self.left_out);
        if left_out.is_empty() {
            return;
        }
        let is_gone = |it: &Diagnostic| it.origin.around().any(|it| left_out.contains_key(&it));
        self.list
            .retain(|it| it.severity == Severity::Error || !is_gone(it));
        self.list.extend(left_out.into_values());
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        origin: &Origin,
        message: &str,
    ) -> &mut Diagnostic {
        let index = self.list.len();
        self.list.push(Diagnostic {
            severity,
            code,
            origin: self.written(origin),
            position: None,
            about_key: false,
            message: shown(message).into_owned(),
            hint: None,
        });
        // The element was pushed a line above.
        #[allow(clippy::indexing_slicing, reason = "the element was just pushed")]
        &mut self.list[index]
    }
}
