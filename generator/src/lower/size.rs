//! How large a client may get: small descriptions can ask for more than any compiler could read.

use super::Lowering;
use crate::ir::{Operation, TypeDef, TypeKind};
use crate::origin::Origin;

/// About how many lines a client may have for its operations and types: some, and some more for each component and path. The
/// largest descriptions there are ask for less.
const MAX_LINES: usize = 2_000_000;
const MAX_LINES_FOR_EACH: usize = 200;

/// How much documentation counts as a line of code.
const LETTERS_OF_A_LINE: usize = 80;

impl Lowering<'_> {
    /// Whether there is more than a client may have, so that nothing else is to be made. That has been said.
    pub(super) fn is_too_large(&self) -> bool {
        self.lines > self.max_lines()
    }

    fn max_lines(&self) -> usize {
        MAX_LINES + MAX_LINES_FOR_EACH * self.schemas_and_paths()
    }

    /// Counts an operation in.
    pub(super) fn count_operation(&mut self, operation: &Operation) {
        let alternatives = operation.security.iter().map(|it| 1 + it.len());
        let fields = operation.parameters.len()
            + operation.response_headers.len()
            + operation.errors.len()
            + operation.servers.len();
        let words = operation.letters() / LETTERS_OF_A_LINE;
        let lines = 25 + 4 * fields + alternatives.sum::<usize>() + words;
        self.count(lines, &operation.origin);
    }

    /// Counts a type in.
    pub(super) fn count_type(&mut self, def: &TypeDef) {
        let inside = match &def.kind {
            TypeKind::Struct(object) => 4 * object.fields.len(),
            TypeKind::TextEnum(list) => list.values.len(),
            TypeKind::ScalarEnum(list) => list.values.len(),
            TypeKind::Union(union) => 4 * union.branches.len(),
            TypeKind::Answer(answer) => 4 * answer.cases.len(),
        };
        let words = def.letters() / LETTERS_OF_A_LINE;
        self.count(20 + inside + words, &def.origin);
    }

    fn count(&mut self, lines: usize, at: &Origin) {
        if self.is_too_large() {
            return;
        }
        self.lines += lines;
        if self.is_too_large() {
            let most = self.max_lines();
            let message = format!("the client would have more than {most} lines");
            self.diagnostics.error("too-large", at, message).hint(
                "`include` in codegen.toml takes the operations that are needed, and leaves out the others",
            );
        }
    }
}
