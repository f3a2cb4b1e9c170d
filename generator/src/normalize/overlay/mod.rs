//! Overlays: files of changes that are made to a description before anything else (`OpenAPI Overlay 1.0`, and `copy` of
//! 1.1).
//!
//! In come the overlays that the configuration names; the description goes out changed. An action names its targets by a query
//! in `JSONPath`, [`path`]: [`mod@parse`] and [`parse_filter`] read it, [`evaluate`] and [`evaluate_filter`] find the targets.
//! [`mod@apply`] carries the action out.

mod apply;
mod evaluate;
mod evaluate_filter;
mod parse;
mod parse_filter;
mod path;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::apply::Overlaid;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Library, Mapping, Node};

/// Applies all overlays to the description `file`, and reports mistakes in them.
pub(super) fn apply(
    library: &mut Library<'_>,
    file: &Arc<str>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    if config.overlays.is_empty() {
        return;
    }
    let mut overlaid = Overlaid::new(file);
    for (index, path) in config.overlays.iter().enumerate() {
        let named = config.at(&["overlays", &index.to_string()]);
        let overlay: Arc<str> = Arc::from(super::references::join(file, path));
        let Some(node) = library.load(&overlay, &named, diagnostics).cloned() else {
            continue;
        };
        let origin = Origin::root(overlay);
        // One after the other, since a query may be as long as the file.
        for action in actions(&node, &At::new(&origin), diagnostics) {
            match (action, library.get_mut(file)) {
                (Ok(action), Some(root)) => action.carry_out(root, &mut overlaid, diagnostics),
                (Err((at, message)), _) => {
                    diagnostics.error("invalid-overlay", &at, message);
                }
                (Ok(_), None) => {}
            }
        }
    }
    diagnostics.set_overlaid(file, overlaid.into_places());
}

/// A change, and what it is made to.
struct Action<'n> {
    target: path::Query,
    kind: Change<'n>,
    at: Origin,
}

enum Change<'n> {
    Remove,
    Update(&'n Node),
    /// The one value that the query leads to.
    Copy(path::Query),
}

/// The actions of an overlay (`Overlay 1.0.0, 4.4`), or what is wrong with them and where. What is wrong around them is reported.
fn actions<'n>(
    overlay: &'n Node,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> impl Iterator<Item = Result<Action<'n>, (Origin, String)>> + use<'n> {
    let mut invalid = |at: Origin, message: &str| {
        diagnostics.error("invalid-overlay", &at, message);
    };
    let version = overlay.get("overlay").map(|it| match it {
        Node::String(text) => text.clone(),
        other => super::schema::as_text(other).unwrap_or_default(),
    });
    match version {
        Some(version) if version.starts_with("1.") => {}
        Some(_) => invalid(
            at.key("overlay").origin(),
            "only the versions 1.0 and 1.1 of overlays are known",
        ),
        None => invalid(
            at.origin(),
            "this file does not say which version of Overlay it follows, as in `overlay: 1.0.0`",
        ),
    }
    let at = at.key("actions").origin();
    let actions = overlay.get("actions").and_then(Node::as_list);
    if actions.is_none() {
        invalid(at.clone(), "an overlay has a list of `actions`");
    }
    let actions = actions.unwrap_or_default().iter().enumerate();
    actions.map(move |(index, action)| {
        let at = at.index(index);
        match action.as_mapping() {
            Some(action) => read_action(action, &At::new(&at)),
            None => Err((at, "an action is a mapping".to_owned())),
        }
    })
}

fn read_action<'n>(action: &'n Mapping, at: &At<'_>) -> Result<Action<'n>, (Origin, String)> {
    let known = ["target", "description", "update", "remove", "copy"];
    let unknown = |key: &&str| !known.contains(key) && !key.starts_with("x-");
    if let Some(key) = action.keys().find(unknown) {
        let message = format!("`{key}` is nothing that an action has");
        return Err((at.key(key).origin(), message));
    }
    let query = |key: &str| {
        let at = at.key(key).origin();
        match action.get(key).and_then(Node::as_str) {
            Some(text) => parse::parse(text).map_err(|message| (at, message)),
            None => Err((at, format!("an action has a `{key}`, which is a query"))),
        }
    };
    let kind = match (
        action.get("remove"),
        action.get("update"),
        action.get("copy"),
    ) {
        (Some(Node::Bool(true)), ..) => Change::Remove,
        (Some(node), ..) if *node != Node::Bool(false) => {
            let at = at.key("remove").origin();
            return Err((at, "`remove` is `true` or `false`".to_owned()));
        }
        (_, Some(update), None) => Change::Update(update),
        (_, None, Some(_)) => Change::Copy(query("copy")?),
        (_, Some(_), Some(_)) => {
            let message = "an action has either `update` or `copy`".to_owned();
            return Err((at.key("copy").origin(), message));
        }
        (_, None, None) => {
            let message = "this action changes nothing: it has neither `update` nor `remove`";
            return Err((at.origin(), message.to_owned()));
        }
    };
    Ok(Action {
        target: query("target")?,
        kind,
        at: at.origin(),
    })
}
