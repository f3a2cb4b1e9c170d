//! Parameters: what a caller gives beside the body.

use super::fields::keys;
use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::diff::side::{DiffSide, Key};
use crate::ir::{Direction, Location, Operation, OperationId, Parameter, Style};
use crate::markdown::code;

impl DiffWalk<'_> {
    pub(super) fn parameters(
        &mut self,
        (old_id, old): (OperationId, &Operation),
        (new_id, new): (OperationId, &Operation),
    ) {
        let mut left: Vec<&Parameter> = new.parameters.iter().collect();
        let mut gone = Vec::new();
        for parameter in &old.parameters {
            let found = left.iter().position(|it| is_same(parameter, it, old, new));
            match found {
                Some(index) => {
                    let now = left.remove(index);
                    let mut both = items(self.old, old_id, old, parameter);
                    both.extend(items(self.new, new_id, new, now));
                    self.parameter(parameter, now, both);
                }
                None => gone.push(parameter),
            }
        }
        for parameter in gone {
            // What has the same name at another place has moved there.
            let moved = left
                .iter()
                .position(|it| it.field.wire == parameter.field.wire);
            let mut keys = items(self.old, old_id, old, parameter);
            if let Some(index) = moved {
                let now = left.remove(index);
                keys.extend(items(self.new, new_id, new, now));
                let words = format!("moved here from {}", location(parameter.location));
                let change = ApiChange::new(&rules::PARAMETER_MOVED, &place(now), words);
                self.add(change.about(keys.clone()));
                self.field(&parameter.field, &now.field, &spot(now, keys));
            } else {
                let change = ApiChange::new(&rules::PARAMETER_REMOVED, &place(parameter), "gone");
                self.add(change.about(keys));
            }
        }
        for parameter in left {
            let is_needed = parameter.field.is_needed() && !parameter.client_wide;
            let (rule, words) = if is_needed {
                (&rules::PARAMETER_ADDED_REQUIRED, "new and required")
            } else {
                (&rules::PARAMETER_ADDED, "new and optional")
            };
            let keys = items(self.new, new_id, new, parameter);
            self.add(ApiChange::new(rule, &place(parameter), words).about(keys));
        }
    }

    fn parameter(&mut self, old: &Parameter, new: &Parameter, keys: Vec<Key>) {
        let at = spot(new, keys);
        if old.field.wire != new.field.wire {
            let words = format!("was called {}", code(&old.field.wire));
            let rule = match new.location {
                Location::Path => &rules::PATH_PARAMETER_RENAMED,
                _ => &rules::PARAMETER_RENAMED,
            };
            self.say(rule, &at.path, words, &at);
        }
        if old.style != new.style {
            let words = format!(
                "written as {} instead of {}",
                style(new.style),
                style(old.style)
            );
            self.say(&rules::STYLE_CHANGED, &at.path, words, &at);
        }
        self.field(&old.field, &new.field, &at);
    }
}

/// Parameters are the same if they have place and name in common; those of a path also if they have the same place in it. Names of
/// headers know no case.
fn is_same(old: &Parameter, new: &Parameter, before: &Operation, now: &Operation) -> bool {
    let names = (&old.field.wire, &new.field.wire);
    match (old.location, new.location) {
        (Location::Path, Location::Path) => {
            let is_both = |it: &Operation, name: &str| it.path.contains(&format!("{{{name}}}"));
            if is_both(now, names.0) && is_both(before, names.1) {
                names.0 == names.1
            } else {
                index(before, old) == index(now, new)
            }
        }
        (Location::Header, Location::Header) => names.0.eq_ignore_ascii_case(names.1),
        (old, new) => old == new && names.0 == names.1,
    }
}

/// Which of the parameters of the path it is.
fn index(operation: &Operation, parameter: &Parameter) -> Option<usize> {
    let names = operation.path.split('{').skip(1);
    let mut names = names.filter_map(|it| it.split('}').next());
    names.position(|it| it == parameter.field.wire)
}

/// The items that a parameter is: a field, or the method that it is an argument of.
fn items(side: &DiffSide<'_>, id: OperationId, operation: &Operation, it: &Parameter) -> Vec<Key> {
    let mut named = operation.named();
    let Some(index) = named.position(|named| std::ptr::eq(named, it)) else {
        return vec![side.method(id)];
    };
    let (owner, members) = side.params(id);
    let member = members.get(index);
    let mut items = member.map(|it| keys(&owner, it)).unwrap_or_default();
    items.push(side.method(id));
    items
}

fn spot(parameter: &Parameter, keys: Vec<Key>) -> Spot {
    Spot {
        path: place(parameter),
        way: Direction::Write,
        keys,
    }
}

fn place(parameter: &Parameter) -> String {
    format!("{} {}", location(parameter.location), parameter.field.wire)
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query | Location::WholeQuery => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn style(style: Style) -> String {
    let Style {
        kind,
        explode,
        allow_reserved,
    } = style;
    let explode = if explode { ", exploded" } else { "" };
    let reserved = if allow_reserved {
        ", reserved characters as they are"
    } else {
        ""
    };
    format!("`{kind:?}`{explode}{reserved}")
}
