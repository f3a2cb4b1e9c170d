//! What an operation asks for: the media types that its answer is read from (RFC 9110, 12.5.1).

use indexmap::IndexSet;
use openapiv3::Content;

use crate::ir::ErrorResponse;
use crate::lower::message::media_type::{MediaFormat, Representation, kind};

const JSON: &str = "application/json";

/// The media types that the answer of an operation is read from, in the order of the description.
#[derive(Debug, Default)]
pub(in crate::lower) struct AcceptHeader(IndexSet<String>);

impl AcceptHeader {
    /// Adds those of a response whose body is read as `chosen`. Whatever else there is of the same kind and the same schema
    /// is read alike; of JSON, the first will do.
    pub(in crate::lower) fn add(&mut self, chosen: &Representation<'_>, content: &Content) {
        self.name(chosen.name);
        if chosen.kind == MediaFormat::Json {
            return;
        }
        for (name, media_type) in content {
            let is_alike = kind(name) == chosen.kind;
            if is_alike && media_type.schema == chosen.media_type.schema {
                self.name(name);
            }
        }
    }

    fn name(&mut self, name: &str) {
        let name = asked(name);
        if can_be_asked_for(&name) {
            self.0.insert(name);
        }
    }

    /// The value of the header, where it is not the one that is sent without a word. Errors may come as they do, but for
    /// them nothing else is to be sent: a server that keeps to the header sends none otherwise.
    pub(in crate::lower) fn header(self, errors: &[ErrorResponse]) -> Option<String> {
        let Self(mut all) = self;
        if all.iter().all(|name| name == JSON) {
            return None;
        }
        let bodies = errors.iter().flat_map(|error| &error.bodies);
        let mut others: IndexSet<String> = IndexSet::new();
        for body in bodies {
            let name = asked(&body.media_type);
            if can_be_asked_for(&name) && !all.contains(&name) {
                others.insert(name);
            }
        }
        all.extend(others.iter().map(|name| format!("{name};q=0.5")));
        Some(Vec::from_iter(all).join(", "))
    }
}

/// A media type as it is asked for. What is said to be anything, and read as JSON, has to be JSON.
fn asked(name: &str) -> String {
    let mut parts = name.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    if kind(essence) == MediaFormat::Json && essence.contains('*') {
        return JSON.to_owned();
    }
    // A charset is of the answer, and not of what is asked for.
    let parts = parts.filter(|it| !it.to_ascii_lowercase().starts_with("charset"));
    let parts: Vec<&str> = std::iter::once(essence).chain(parts).collect();
    parts.join(";")
}

/// Whether this can be an item of the header.
pub(in crate::lower) fn can_be_asked_for(name: &str) -> bool {
    let is_plain = name.bytes().all(|it| (0x20..0x7f).contains(&it));
    let essence = name.split(';').next().unwrap_or_default();
    is_plain && essence.contains('/') && !name.contains(',')
}
