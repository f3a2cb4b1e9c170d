//! What an operation asks for: the media types that its answer is read from (RFC 9110, 12.5.1).

use indexmap::IndexSet;
use openapiv3::Content;

use crate::ir::ErrorResponse;
use crate::lower::message::media_type::{MediaFormat, essence};
use crate::lower::message::representation::Representation;

const JSON: &str = "application/json";

/// Asks for anything where nothing else is to be had. Some servers choose a media type before they know the operation, among
/// those that they have for all operations.
const ANYTHING: &str = "*/*;q=0.1";

/// The media types that the answer of an operation is read from, in the order of the description.
#[derive(Debug, Default)]
pub(super) struct AcceptHeader {
    names: IndexSet<String>,
    /// Whether there is an answer of which another media type would be another answer.
    is_chosen: bool,
}

impl AcceptHeader {
    /// Adds the media type that a response is read as first, and all others of the same format and the same schema, which are
    /// read in the same way. Of JSON, the first will do. A text that may be anything is asked for as one: then it is what it is,
    /// without a doubt.
    pub(super) fn add(&mut self, first: &Representation<'_>, is_text: bool, content: &Content) {
        if is_text && essence(first.name) == "*/*" {
            self.add_name("text/plain");
        }
        self.add_name(first.name);
        if first.format.is_json() {
            self.is_chosen = true;
            return;
        }
        for (name, media_type) in content {
            let is_same = match MediaFormat::of(name) {
                // Without a structure, it is a text.
                MediaFormat::Xml => matches!(first.format, MediaFormat::Xml | MediaFormat::Text),
                format => format == first.format,
            };
            if is_same && media_type.schema == first.media_type.schema {
                self.add_name(name);
            } else {
                self.is_chosen = true;
            }
        }
    }

    fn add_name(&mut self, name: &str) {
        let name = asked(name);
        if can_be_asked_for(&name) {
            self.names.insert(name);
        }
    }

    /// The value of the header; `None` where it is the one that is sent anyway. Errors are read whatever their media type, but
    /// theirs are asked for as well: a server that keeps to the header sends none otherwise. Texts and bytes are read whatever
    /// they are called, so that anything else will do, unless the server was offered a choice.
    pub(super) fn into_header(self, errors: &[ErrorResponse]) -> Option<String> {
        let Self {
            names: mut all,
            is_chosen,
        } = self;
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
        if !is_chosen && !all.contains("*/*") {
            all.insert(ANYTHING.to_owned());
        }
        Some(Vec::from_iter(all).join(", "))
    }
}

/// A media type as it is asked for. What may be anything, and is read as JSON, has to be JSON.
fn asked(name: &str) -> String {
    let mut parts = name.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    if MediaFormat::of(essence) == MediaFormat::Json && essence.contains('*') {
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
    is_plain && essence(name).contains('/') && !name.contains(',')
}
