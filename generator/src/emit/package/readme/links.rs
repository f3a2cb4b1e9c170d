//! Links: to files of the crate where the text is read as a file, to its items where it is the front page.

use crate::emit::docs::{Docs, docs, list};
use crate::emit::{Context, Piece};

/// The words of a link, the item, and the file in which it is defined.
struct LinkTarget {
    words: &'static str,
    item: &'static str,
    file: &'static str,
}

const fn target(words: &'static str, item: &'static str, file: &'static str) -> LinkTarget {
    LinkTarget { words, item, file }
}

/// What the words of the text link to.
const TARGETS: [LinkTarget; 13] = [
    target("`Client::builder`", "Client::builder", "src/client.rs"),
    target("`Client::from_env`", "Client::from_env", "src/client.rs"),
    target("`ClientBuilder`", "ClientBuilder", "src/client.rs"),
    target("`Error`", "Error", "src/runtime/error.rs"),
    target("`File`", "File", "src/runtime/body/file.rs"),
    target("`Request`", "Request", "src/runtime/request/typed.rs"),
    target(
        "`Request::items`",
        "Request::items",
        "src/runtime/request/typed.rs",
    ),
    target(
        "`Request::pages`",
        "Request::pages",
        "src/runtime/request/typed.rs",
    ),
    target(
        "`Request::typed_errors`",
        "Request::typed_errors",
        "src/runtime/request/typed_errors.rs",
    ),
    target("`RetryPolicy`", "RetryPolicy", "src/runtime/send/policy.rs"),
    target(
        "`StatusError`",
        "StatusError",
        "src/runtime/response/status_error.rs",
    ),
    target(
        "`Transport`",
        "Transport",
        "src/runtime/transport/interface.rs",
    ),
    target("all operations", "Client#implementations", "api.md"),
];

/// The places in the files of the crate. What is in a runtime that clients share is re-exported by `lib.rs`.
pub(super) fn in_files(cx: &Context<'_>, pieces: &[Piece]) -> Docs {
    let is_shared = cx.config.runtime.is_some();
    let is_module = cx.config.module().is_some();
    definitions(pieces, |target| {
        let file = match target.file {
            file if is_shared && file.starts_with("src/runtime/") => "src/lib.rs",
            file => file,
        };
        match file {
            "src/lib.rs" if is_module => "mod.rs",
            file if is_module => file.strip_prefix("src/").unwrap_or(file),
            file => file,
        }
    })
}

/// The items of the crate. The first definition of a link counts: these stand before the text.
pub(in crate::emit::package) fn to_items(cx: &Context<'_>) -> Docs {
    definitions(&super::parts(cx), |target| target.item)
}

/// Definitions of the links that are used. A text of the description has none of these, as its brackets are escaped.
fn definitions(pieces: &[Piece], place: impl Fn(&LinkTarget) -> &'static str) -> Docs {
    let is_used = |target: &&LinkTarget| {
        let link = format!("[{}]", target.words);
        let is_in = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(&link));
        pieces.iter().any(is_in)
    };
    let used = TARGETS.iter().filter(is_used);
    list(used.map(|target| docs!["[", target.words, "]: ", place(target)]))
}
