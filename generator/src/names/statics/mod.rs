//! The statics of a client: tables that only generated code names, so that the lock need not keep their names.

mod constraints;
mod xml;

use std::collections::BTreeSet;

pub use constraints::ConstraintNames;
pub(super) use constraints::constraints;
pub use xml::XmlNames;

use super::ident::{Ident, IdentCase, ident};

/// A name for these words that no other static has.
fn free(words: &str, taken: &mut BTreeSet<Ident>) -> Ident {
    let named = |words: &str| ident(words, IdentCase::Snake).to_constant();
    let plain = named(words);
    let numbered = (2..).map(|number| named(&format!("{words} {number}")));
    let mut candidates = std::iter::once(plain.clone()).chain(numbered);
    // Of one more than there are names, one is free.
    let tried = taken.len() + 1;
    let found = candidates
        .by_ref()
        .take(tried)
        .find(|it| !taken.contains(it));
    let name = found.unwrap_or(plain);
    taken.insert(name.clone());
    name
}
