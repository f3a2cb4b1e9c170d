//! Media types that a client does without, as another one of the same message has the same schema.
//!
//! The value is the same, so that a method for each of them would only be another name for one call: the plain one is sent and
//! asked for, which is JSON where there is any. That it is so is said once for a description.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Content, Operation};

use super::{body, response};
use crate::diag::Diagnostics;
use crate::ir::Method;
use crate::markdown::code;
use crate::origin::Origin;
use crate::spec::Spec;

/// How many media types are named.
const NAMED: usize = 5;

/// The media types that are neither sent nor asked for, by their places.
#[derive(Default)]
pub(in crate::lower) struct EqualMediaTypes<'a> {
    places: BTreeSet<Origin>,
    /// The first place, and the names in the order of the description.
    first: Option<Origin>,
    names: BTreeMap<&'a str, usize>,
}

impl<'a> EqualMediaTypes<'a> {
    /// Adds those of an operation.
    pub(in crate::lower) fn add_operation(
        &mut self,
        spec: &'a Spec,
        operation: &'a Operation,
        method: &Method,
        at: &Origin,
    ) {
        if let Some(node) = &operation.request_body
            && let Some(resolved) = spec.request_body(node, &at.key("requestBody"))
        {
            let all = body::bodies(spec, node, &at.key("requestBody"), method);
            let used = all.into_iter().map(|(_, it)| it.at).collect();
            let at = resolved.origin.key("content");
            self.add(&resolved.value.content, &at, &used);
        }
        if *method != Method::Head {
            let at = at.key("responses");
            for (content, at, used) in response::contents(spec, &operation.responses, &at) {
                self.add(content, &at, &used);
            }
        }
    }

    /// Adds what is in `content` and not among those that are `used`.
    fn add(&mut self, content: &'a Content, at: &Origin, used: &BTreeSet<Origin>) {
        for name in content.keys() {
            let at = at.key(name);
            if !used.contains(&at) && self.places.insert(at.clone()) {
                self.first.get_or_insert(at);
                let next = self.names.len();
                self.names.entry(name).or_insert(next);
            }
        }
    }

    /// Says how many there are.
    pub(in crate::lower) fn note(self, diagnostics: &mut Diagnostics) {
        let Some(first) = self.first else {
            return;
        };
        let mut names: Vec<(&str, usize)> = self.names.into_iter().collect();
        names.sort_by_key(|(_, place)| *place);
        let more = if names.len() > NAMED { ", …" } else { "" };
        let names = names.iter().take(NAMED);
        let names: Vec<String> = names.map(|(name, _)| code(name)).collect();
        let names = names.join(", ");
        let what = match self.places.len() {
            1 => format!(
                "{names} is not sent or asked for, since another media type of the same message has the same schema"
            ),
            count => format!(
                "{count} media types are not sent or asked for, since others of the same messages have the same schemas: {names}{more}"
            ),
        };
        diagnostics
            .note("equal-media-types", &first, what)
            .about_key()
            .hint("an overlay that removes the other one has this one used");
    }
}
