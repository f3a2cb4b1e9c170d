//! Tests: the client carries one for each of its operations, made from the examples of the description.
//!
//! A test calls an operation over the `Mock` of the runtime, and looks at what is sent and at what is read. [`values`] chooses the
//! arguments, [`sent`] and [`sent_body`] say what a request has to look like and [`wire`] how a value is written there, [`answer`]
//! and [`items`] what comes back, and [`refused`] which errors; [`operation`] makes a test of these, [`resource`] a file of those,
//! [`package`] the target around all of them.

mod answer;
mod items;
pub(crate) mod literal;
mod operation;
pub(super) mod package;
mod refused;
mod resource;
mod sent;
mod sent_body;
mod values;
mod wire;

use super::{Context, SourceFile};

/// The files of the tests; none where they are not asked for.
pub(super) fn emit_tests<'a>(cx: &'a Context<'a>) -> Vec<SourceFile<'a>> {
    if !cx.config.tests {
        return Vec::new();
    }
    let mut files = package::emit_package(cx);
    files.extend(resource::emit_resources(cx));
    files
}
