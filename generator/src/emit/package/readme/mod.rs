//! `README.md`: what a caller has to know before the first call. It is the front page of the documentation, too, which includes it.
//!
//! [`chapters`] has the words, as far as they are true of this API; [`calls`] the code, and [`links`] what the links lead to, in either place.

mod calls;
mod chapters;
mod features;
pub(super) mod links;

use crate::emit::docs::{Docs, docs, paragraphs};
use crate::emit::{Context, Piece};

/// The longest description of the API, in lines, that stands before the first call.
const MOST_LINES: usize = 12;

/// The file, as parts between which there are blank lines.
pub(in crate::emit) fn emit_readme(cx: &Context<'_>) -> Vec<Piece> {
    let mut pieces = parts(cx);
    let links = links::in_files(cx, &pieces);
    pieces.push(text(links));
    pieces
}

/// All but the places that links lead to.
fn parts(cx: &Context<'_>) -> Vec<Piece> {
    let (first, rest) = about(cx);
    let mut pieces = vec![text(first)];
    pieces.extend(calls::first(cx));
    pieces.extend([
        text(chapters::authentication(cx)),
        text(chapters::errors(cx)),
        Piece::Snippet(calls::errors(cx)),
        text(chapters::limits(cx)),
        Piece::Snippet(calls::limits(cx)),
    ]);
    pieces.extend(calls::lists(cx));
    pieces.extend(calls::streams(cx));
    pieces.extend(chapters::files(cx).map(text));
    pieces.extend(chapters::checks(cx).map(text));
    pieces.extend(chapters::webhooks(cx).map(text));
    pieces.push(text(chapters::blocking()));
    pieces.extend(calls::tests(cx));
    pieces.extend([
        text(features::table(cx)),
        text(chapters::wasm()),
        text(rest),
    ]);
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    pieces
}

/// What the crate is; and what the description says about the API where that is long.
fn about(cx: &Context<'_>) -> (Docs, Docs) {
    let (title, version) = (Docs::literal(&cx.api.title), Docs::literal(&cx.api.version));
    let what = docs!["A client of ", title.clone(), ", version ", version, "."].wrapped();
    let heading = docs!["# ", title];
    let words = cx.api.docs.as_deref().unwrap_or_default();
    let whole = Docs::of(words);
    if whole.as_str().lines().count() <= MOST_LINES {
        return (paragraphs([heading, what, whole]), Docs::default());
    }
    let (lead, rest) = Docs::lead_of(words);
    let rest = paragraphs([docs!["## About the API"], rest]);
    (paragraphs([heading, what, lead.wrapped()]), rest)
}

fn text(docs: Docs) -> Piece {
    Piece::Text(docs.into_text())
}
