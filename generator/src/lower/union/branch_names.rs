//! What the branches of a union are named after.

use std::collections::{BTreeMap, BTreeSet};

use super::branch::BranchGroup;
use crate::ir::{JsonKind, Sign};

/// What a branch is named after: the component it refers to, what tells it apart, or its JSON type. Of what any webhook carries, a
/// branch is the event that its tag says.
pub(super) fn branch_name(group: &BranchGroup<'_>, is_of_webhooks: bool) -> String {
    let own = match group.members.as_slice() {
        [only] => only.name.clone(),
        _ => None,
    };
    let by_reference = group
        .members
        .first()
        .is_some_and(|it| it.component.is_some());
    let sign = group.signs.first();
    let word = sign.and_then(Sign::word);
    let is_tag = matches!(
        sign,
        Some(Sign::Value { .. } | Sign::Tagged { .. } | Sign::Scalar { .. })
    );
    let is_event = is_of_webhooks && group.signs.len() == 1;
    let name = if is_tag && (is_event || !by_reference) {
        word.or(own)
    } else {
        own.or(word)
    };
    name.unwrap_or_else(|| json_type_name(group.json_type).to_owned())
}

fn json_type_name(json_type: JsonKind) -> &'static str {
    match json_type {
        JsonKind::Bool => "bool",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "list",
        JsonKind::Object => "object",
    }
}

/// The names of the branches so far.
#[derive(Default)]
pub(super) struct BranchNames {
    taken: BTreeSet<String>,
    /// The last number behind each name that has needed one: all smaller ones are taken.
    numbers: BTreeMap<String, usize>,
}

impl BranchNames {
    /// A name that no branch before has: the given one, or one with a number behind it.
    pub(super) fn free(&mut self, name: String) -> String {
        if !self.taken.contains(&name) {
            return name;
        }
        let first = self.numbers.get(&name).copied().unwrap_or(2);
        let mut numbered = (first..).map(|number| (number, format!("{name} {number}")));
        let found = numbered.find(|(_, name)| !self.taken.contains(name));
        let (number, free) = found.unwrap_or_default();
        self.numbers.insert(name, number);
        free
    }

    /// Gives a name to a branch.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }
}
