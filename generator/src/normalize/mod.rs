//! Brings descriptions of all versions into one form: `OpenAPI` 3.0, such that the `openapiv3` crate reads it without a loss.
//!
//! The steps, in order:
//!
//! 1. [`overlay`] makes the changes that the configuration names.
//! 2. [`filter`] takes out the operations that the configuration leaves out, and at the end the components that only they used.
//! 3. [`references`] makes one document of many files, in which all references lead to components.
//! 4. [`grammar`] says what the next steps would pass over, since it has another type than they look for.
//! 5. [`swagger_2_0`] and [`openapi_3_x`] rewrite the objects of other versions, [`methods`] and [`hooks`] move operations that
//!    3.0 does not have, and [`schema`] rewrites the schemas of all versions. [`remarks`] moves what other fields say to readers
//!    into descriptions.
//! 6. [`document`] and [`grammar`] look for mistakes. The former has rules about several objects; the latter checks each object
//!    against a table of the objects of the specification. A value with only one possible meaning is rewritten to it, any other
//!    mistake is left out with a warning. The phases after this one meet only what they know.
//!
//! # Origins
//!
//! Rewrites move things, but a diagnostic shows the place in the author's file. Each walk therefore keeps that place, an [`At`].
//! It is the pointer from the root, except below a mapping that carries a stamp
//! ([`Mapping::stamp`](crate::source::Mapping::stamp)): a rewrite that moves or makes a mapping stamps it with the place it is
//! from. At the end, [`places`] lists the new pointer of each stamped mapping. The phases after this one only know new pointers;
//! [`Diagnostics`] turns each back into the author's place by that list.

mod any_webhook;
mod document;
mod filter;
mod grammar;
mod hooks;
mod left_out;
mod marks;
mod methods;
pub(crate) mod object_tree;
mod openapi_3_x;
mod overlay;
mod places;
mod recognize;
mod references;
mod remarks;
mod schema;
mod styles;
mod swagger_2_0;

pub(crate) use any_webhook::ANY_WEBHOOK;
pub(crate) use document::{FALLBACK, REST, UNSAID};
pub(crate) use hooks::HOOKS;
pub use left_out::LeftOut;
pub(crate) use left_out::Unit;
pub(crate) use methods::METHOD;
pub(crate) use references::percent_decoded;
pub(crate) use schema::{
    EXACT, KEYS, OPTIONAL, PLACES, SAID, UNEVALUATED_ITEMS, UNEVALUATED_PROPERTIES, WIDTH, XML,
};
pub(crate) use styles::{RESERVED, STYLE, WHOLE_QUERY};

use std::sync::Arc;

use self::filter::Filter;
use self::object_tree::Kind;
use self::recognize::recognize;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Document, Library, Node};

/// The versions, as far as they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// Reads the description in `library`, and all files it refers to, and brings it into the one form. `None` where it is not
/// one that can be read. It lacks what is left out.
pub fn to_3_0(
    library: &mut Library<'_>,
    config: &Config,
    left_out: &mut LeftOut,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let file = library.root(diagnostics)?;
    overlay::apply(library, &file, config, diagnostics);
    let version = version(library.get(&file)?, &file, diagnostics)?;
    let mut filter = Filter::new(config);
    filter.operations(library.get_mut(&file)?);
    let origin = Origin::root(Arc::clone(&file));
    document::sizes(library.get_mut(&file)?, &At::new(&origin), diagnostics);
    let urls = &config.files.urls;
    let mut document = references::bundle(library, &file, version, urls, left_out, diagnostics)?;
    let at = &At::new(&origin);
    let root = &mut document.root;
    marks::take_out(root, at);
    filter.operations(root);
    if version == Version::V2_0 {
        grammar::before(root, false, at, diagnostics);
    }
    if let Node::Mapping(root) = root {
        root.insert("openapi", Node::text("3.0.4"));
    }
    if let Node::Mapping(root) = &mut *root {
        match version {
            Version::V2_0 => swagger_2_0::lower(root, at, diagnostics),
            Version::V3_0 | Version::V3_1 | Version::V3_2 => {
                swagger_2_0::form_parameters(root, at, diagnostics);
            }
        }
    }
    filter.components(root, diagnostics);
    grammar::before(root, true, at, diagnostics);
    if let (true, Node::Mapping(root)) = (version != Version::V2_0, &mut *root) {
        methods::methods(root, at, diagnostics);
        hooks::hooks(root, at, diagnostics);
    }
    if let Node::Mapping(root) = &mut *root {
        remarks::remarks(root, config.include.is_empty() && config.exclude.is_empty());
    }
    object_tree::walk(
        Kind::Description,
        root,
        at,
        &mut openapi_3_x::Newer {
            version,
            diagnostics,
        },
    );
    object_tree::walk(
        Kind::Description,
        root,
        at,
        &mut schema::Schemas::new(version, diagnostics),
    );
    document::before(root, version, at, diagnostics);
    let is_annotated = matches!(version, Version::V3_1 | Version::V3_2);
    grammar::walk(root, at, is_annotated, diagnostics);
    let is_readable = document::after(root, at, diagnostics);
    diagnostics.set_places(places::places(root, &origin));
    is_readable.then_some(document)
}

fn version(root: &Node, file: &Arc<str>, diagnostics: &mut Diagnostics) -> Option<Version> {
    let at = Origin::root(Arc::clone(file));
    if !matches!(root, Node::Mapping(_)) {
        let message = format!(
            "an OpenAPI description is a mapping, but this is {}",
            root.kind()
        );
        diagnostics.error("not-a-description", &at, message);
        return None;
    }
    let found = ["openapi", "swagger"]
        .into_iter()
        .find_map(|key| Some((key, root.get(key)?)));
    let Some((key, version)) = found else {
        let (what, advice) = recognize(root).unwrap_or_else(|| {
            let what = "this file does not say which version of OpenAPI it follows";
            (
                what.to_owned(),
                "an OpenAPI description has `openapi: 3.0.4` at its top",
            )
        });
        diagnostics
            .error("not-a-description", &at, what)
            .hint(advice);
        return None;
    };
    let at = at.key(key);
    let version = match version {
        Node::String(version) => version.trim().to_owned(),
        Node::Int(number) => number.to_string(),
        Node::Float(number) => number.to_string(),
        other => {
            let message = format!("expected a version, found {}", other.kind());
            diagnostics.error("invalid-type", &at, message);
            return None;
        }
    };
    let mut numbers = version.split('.').map(str::trim);
    let known = match (numbers.next(), numbers.next()) {
        (Some("2"), None | Some("0")) => Some(Version::V2_0),
        (Some("3"), None | Some("0")) => Some(Version::V3_0),
        (Some("3"), Some("1")) => Some(Version::V3_1),
        (Some("3"), Some("2")) => Some(Version::V3_2),
        _ => None,
    };
    if known.is_none() {
        let message = format!("version {version} is not supported");
        diagnostics
            .error("unsupported-version", &at, message)
            .hint("supported are the versions 2.0, 3.0, 3.1 and 3.2");
    }
    known
}
