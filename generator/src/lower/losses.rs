//! What the client does without, reported where it stands.

use crate::diag::Diagnostics;
use crate::ir::Type;
use crate::origin::Origin;

/// Reports that the client does without something the description says.
pub(super) fn not_carried(diagnostics: &mut Diagnostics, at: &Origin, what: &str) {
    let message = format!("the client does not carry {what}");
    diagnostics.warning("not-carried", at, message);
}

/// Reports that `what` has no type of its own, and gives the type that holds everything.
pub(super) fn untyped(diagnostics: &mut Diagnostics, at: &Origin, what: &str) -> Type {
    diagnostics
        .warning("untyped", at, format!("{what} has no Rust type yet"))
        .hint("the value is carried as `Json`");
    Type::Json
}

/// Reports a branch whose values could be those of another, and gives the type that holds all.
pub(super) fn ambiguous_union(diagnostics: &mut Diagnostics, at: &Origin) -> Type {
    let message = "nothing tells the values of this branch from those of the others";
    diagnostics
        .warning("ambiguous-union", at, message)
        .hint("a discriminator, or a required property that only one of them has, would; the value is carried as `Json`");
    Type::Json
}

/// Reports that there is nothing to call, so that the client has types at most.
pub(super) fn no_operation(diagnostics: &mut Diagnostics, at: &Origin) {
    let message = "the description has no operation, so that there is nothing to call";
    diagnostics
        .warning("no-operation", at, message)
        .about_key()
        .hint("`unused = \"keep\"` in codegen.toml says that a client of types is wanted");
}

/// Reports that nothing is made of what the schema at `at` says about the names of properties.
pub(super) fn names_not_checked(diagnostics: &mut Diagnostics, at: &Origin) {
    let at = at.key("properties").key("propertyNames");
    let message = "the client does not check `propertyNames`";
    diagnostics.warning("not-carried", &at, message);
}
