//! Which types may be one: what a type belongs to beside its shape.

use crate::ir::{Api, Place, Role, Step, TypeDef, TypeId, TypeKind};

/// What a type belongs to. Only types of one owner can be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'a> {
    /// The component of this name, and the one that may be `null` besides.
    Component(&'a str),
    /// All unions that are named after their branches, wherever they are written.
    Alternatives,
    /// All that is written in place and called so.
    Called(String),
    /// Itself.
    Itself(TypeId),
}

impl<'a> Owner<'a> {
    /// What a type belongs to.
    pub(super) fn of(api: &Api, id: TypeId, def: &'a TypeDef) -> Self {
        let TypeDef { place, kind, .. } = def;
        match (&place.role, kind) {
            (_, TypeKind::Answer(_)) => Self::Itself(id),
            (Role::Component(name), _) if place.steps.is_empty() => {
                Self::Component(without_null(name).unwrap_or(name))
            }
            (_, TypeKind::Union(union)) if union.alternatives(api).is_some() => Self::Alternatives,
            _ => Self::Called(called(def)),
        }
    }

    /// Whether a type that belongs to this may be that of a component, to which it is equal. Only what is called as the component
    /// is may: its author has given it a meaning, and what is equal by chance has another.
    pub(super) fn may_be(&self, api: &Api, def: &TypeDef, component: &Self) -> bool {
        let Self::Component(name) = component else {
            return false;
        };
        match self {
            Self::Component(_) | Self::Itself(_) => false,
            Self::Alternatives | Self::Called(_) => {
                called(def) == word(name) || fits(api, &def.place, name)
            }
        }
    }
}

/// What is said before and behind the name of a component by the one that may be `null` besides.
const BEFORE: [&str; 4] = ["NullableOf", "Nullable", "nullable-", "nullable_"];
const BEHIND: [&str; 4] = ["Nullable", "-nullable", "_nullable", "OrNull"];

/// The name of the component that another one is, but for `null`: GitHub has a `nullable-simple-user` beside a `simple-user`. Where they
/// are equal, they are one type, and `null` is `None` where it may stand.
pub(super) fn without_null(name: &str) -> Option<&str> {
    let before = BEFORE.iter().filter_map(|it| name.strip_prefix(it));
    let behind = BEHIND.iter().filter_map(|it| name.strip_suffix(it));
    // In camel case, what follows is a word of its own.
    let is_word = |it: &&str| !(name.starts_with('N') && it.starts_with(char::is_lowercase));
    before
        .chain(behind)
        .find(|it| !it.is_empty() && is_word(it))
}

/// What a type that is written in place is called: its title, or the last name on the way to it.
fn called(def: &TypeDef) -> String {
    if let Some(title) = &def.title {
        return word(title);
    }
    let place = &def.place;
    let name = place.steps.iter().rev().find_map(|step| match step {
        Step::Body => Some("body".to_owned()),
        _ => named(step).map(word),
    });
    name.unwrap_or_else(|| match &place.role {
        Role::Component(name) => word(name),
        // What is sent and answered as a whole may be one.
        Role::Response(_) => "body".to_owned(),
        Role::Errors(_) | Role::Error(..) => "error".to_owned(),
        Role::Params(_) => "params".to_owned(),
    })
}

fn named(step: &Step) -> Option<&str> {
    match step {
        Step::Property(name) | Step::Branch(name) => Some(name),
        Step::Body | Step::Item | Step::Place(_) | Step::Key | Step::Value => None,
    }
}

/// Whether a component is called as a place is: `Currency` fits `default_currency`, and `OrderState` the `state` of an `Order`, also
/// where that is written in an operation of `orders`.
fn fits(api: &Api, place: &Place, component: &str) -> bool {
    let Some(last) = place.steps.iter().rev().find_map(named) else {
        return false;
    };
    let whole = word(component);
    // `ConversationEnumState` is the `state` of a `Conversation`.
    let plain = whole.replacen("enum", "", 1);
    let is_wanted = |name: &str| [&whole, &plain].contains(&&word(name));
    if ends(last).any(is_wanted) {
        return true;
    }
    let steps = place.steps.iter().filter_map(named);
    let operation = match &place.role {
        Role::Component(name) => {
            let names: Vec<&str> = std::iter::once(name.as_str()).chain(steps).collect();
            return (0..names.len())
                .any(|start| is_wanted(&names.get(start..).unwrap_or_default().concat()));
        }
        Role::Response(id) | Role::Error(id, _) | Role::Errors(id) | Role::Params(id) => {
            api.operation(*id)
        }
    };
    let path = operation.map(|it| it.path.as_str()).unwrap_or_default();
    let segments = path.split('/').filter(|it| !it.starts_with('{'));
    segments.flat_map(ends).any(|owner| {
        let owner = word(owner);
        ends(last).any(|end| is_wanted(&format!("{owner}{end}")))
    })
}

/// A name from each of its words on.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.char_indices().filter(|(at, c)| {
        let before = name.get(..*at).and_then(|it| it.chars().next_back());
        before.is_none_or(|it| !it.is_alphanumeric() || (c.is_uppercase() && it.is_lowercase()))
    });
    starts.filter_map(|(at, _)| name.get(at..))
}

/// A name without what its spelling and its number add to it.
fn word(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let word: String = letters.flat_map(char::to_lowercase).collect();
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}
