//! The budget of lowering. Short descriptions can ask for more work, and for more code, than any machine has room for.

use crate::diag::Diagnostics;
use crate::ir::{Operation, Place, TypeDef, TypeKind};
use crate::origin::Origin;
use crate::spec::Spec;

/// How many schemas are merged in all: some, and some more for each component and path. A schema counts once for each merge
/// it is part of. Only descriptions in which each merge leads to further merges come near.
const MAX_MERGED: usize = 20_000;
const MAX_MERGED_FOR_EACH: usize = 20;

/// How many times schemas are visited as members of an `allOf`: some times, and some more for each component. Where all
/// components are members of all others, each visits as many as the square of their number.
const MAX_VISITED: usize = 200_000;
const MAX_VISITED_FOR_EACH: usize = 100;

/// How many steps inside of a component or a body something may be merged.
const MAX_MERGED_INSIDE: usize = 48;

/// How many comparisons of schemas cost as much as one merge.
const COMPARED_FOR_ONE: usize = 16;

/// About how many lines a client may have for its operations and types: some, and some more for each component and path. The
/// largest descriptions there are ask for less.
const MAX_LINES: usize = 2_000_000;
const MAX_LINES_FOR_EACH: usize = 200;

/// How many bytes of documentation count as a line of code.
const BYTES_OF_A_LINE: usize = 80;

/// What is left untyped where the budget for merges is spent, for diagnostics.
pub(super) const TOO_MUCH_MERGED: &str =
    "what comes of more merges than a description has a use for";

/// How much has been done, and how much may be.
#[derive(Debug)]
pub(super) struct LoweringBudget {
    max_merged: usize,
    max_visited: usize,
    max_lines: usize,
    merged: usize,
    visited: usize,
    lines: usize,
}

impl LoweringBudget {
    /// The budget for a description, none of which is spent.
    pub(super) fn new(spec: &Spec) -> Self {
        let components = spec.openapi.components.as_ref();
        let schemas = components.map_or(0, |it| it.schemas.len());
        let schemas_and_paths = schemas + spec.openapi.paths.paths.len();
        Self {
            max_merged: MAX_MERGED + MAX_MERGED_FOR_EACH * schemas_and_paths,
            max_visited: MAX_VISITED + MAX_VISITED_FOR_EACH * schemas,
            max_lines: MAX_LINES + MAX_LINES_FOR_EACH * schemas_and_paths,
            merged: 0,
            visited: 0,
            lines: 0,
        }
    }

    /// Counts schemas that are merged.
    pub(super) fn count_merged(&mut self, schemas: usize) {
        self.merged += schemas;
    }

    /// Counts schemas that are compared.
    pub(super) fn count_compared(&mut self, schemas: usize) {
        self.merged += schemas / COMPARED_FOR_ONE;
    }

    /// Counts schemas that are visited as members of an `allOf`.
    pub(super) fn count_visited(&mut self, schemas: usize) {
        self.visited += schemas;
    }

    /// Whether no further schemas are merged.
    pub(super) fn has_no_merges_left(&self) -> bool {
        self.merged >= self.max_merged
    }

    /// Counts a merge of so many schemas, and says whether it is not to be made: the budget is spent, or it is inside of too
    /// many others.
    pub(super) fn forbids_merge(&mut self, schemas: usize, place: &Place) -> bool {
        self.count_merged(schemas);
        self.has_no_merges_left() || place.steps.len() > MAX_MERGED_INSIDE
    }

    /// Whether no further members of an `allOf` are visited.
    pub(super) fn has_no_visits_left(&self) -> bool {
        self.visited > self.max_visited
    }

    /// Whether the client has as much code as it may have, so that nothing is added to it. That has been reported.
    pub(super) fn is_too_large(&self) -> bool {
        self.lines > self.max_lines
    }

    /// Counts the code of an operation.
    pub(super) fn count_operation(&mut self, operation: &Operation, diagnostics: &mut Diagnostics) {
        let alternatives = operation.security.iter().map(|it| 1 + it.len());
        let fields = operation.parameters.len()
            + operation.response_headers.len()
            + operation.errors.len()
            + operation.servers.len();
        let words = operation.letters() / BYTES_OF_A_LINE;
        let lines = 25 + 4 * fields + alternatives.sum::<usize>() + words;
        self.count_lines(lines, &operation.origin, diagnostics);
    }

    /// Counts the code of a type.
    pub(super) fn count_type(&mut self, def: &TypeDef, diagnostics: &mut Diagnostics) {
        let inside = match &def.kind {
            TypeKind::Struct(object) => 4 * object.fields.len(),
            TypeKind::TextEnum(list) => list.values.len(),
            TypeKind::ScalarEnum(list) => list.values.len(),
            TypeKind::Union(union) => 4 * union.branches.len(),
            TypeKind::Answer(answer) => 4 * answer.cases.len(),
        };
        let words = def.letters() / BYTES_OF_A_LINE;
        self.count_lines(20 + inside + words, &def.origin, diagnostics);
    }

    fn count_lines(&mut self, lines: usize, at: &Origin, diagnostics: &mut Diagnostics) {
        if self.is_too_large() {
            return;
        }
        self.lines += lines;
        if self.is_too_large() {
            let message = format!("the client would have more than {} lines", self.max_lines);
            diagnostics.error("too-large", at, message).hint(
                "`include` in codegen.toml takes the operations that are needed, and leaves out the others",
            );
        }
    }
}
