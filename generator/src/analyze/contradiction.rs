//! Examples that contradict their schemas: the first place in a value that does not fit its type.

use crate::ir::{Api, Field, MAX_KEPT, Presence, Struct, Type, TypeId, TypeKind, Union, Value};

/// What does not fit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// The way to it, from the outside in.
    path: Vec<String>,
    /// What is wrong with it.
    what: String,
}

impl Contradiction {
    fn new(what: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            what: what.into(),
        }
    }

    fn below(mut self, step: &str) -> Self {
        self.path.insert(0, step.to_owned());
        self
    }

    /// It as the end of a sentence.
    pub(crate) fn words(&self) -> String {
        if self.path.is_empty() {
            return self.what.clone();
        }
        let steps = self.path.iter();
        let pointer = steps.map(|it| format!("/{}", it.replace('~', "~0").replace('/', "~1")));
        format!("{}, at `{}` in it", self.what, pointer.collect::<String>())
    }
}

/// How many types may be inside each other.
const DEPTH: usize = 64;

/// Where a value does not fit a type, if it does not.
pub(crate) fn find(api: &Api, ty: &Type, value: &Value) -> Option<Contradiction> {
    find_within(api, ty, value, DEPTH)
}

/// Where an object does not fit its fields, if it does not.
pub(crate) fn find_in_fields<'f>(
    api: &Api,
    fields: impl Iterator<Item = &'f Field>,
    value: &Value,
) -> Option<Contradiction> {
    in_fields(api, fields, value, DEPTH)
}

fn find_within(api: &Api, ty: &Type, value: &Value, depth: usize) -> Option<Contradiction> {
    let depth = depth.checked_sub(1)?;
    let unless = |fits: bool, wanted: &str| {
        (!fits).then(|| Contradiction::new(format!("{} is not {wanted}", kind(value))))
    };
    match ty {
        Type::Bool => unless(matches!(value, Value::Bool(_)), "a boolean"),
        Type::I32 => unless(
            is_integer(value, i32::MIN.into(), i32::MAX.into()),
            "an integer of 32 bits",
        ),
        Type::I64 => unless(
            is_integer(value, i64::MIN.into(), i64::MAX.into()),
            "an integer",
        ),
        Type::U32 => unless(
            is_integer(value, 0, u32::MAX.into()),
            "an integer of 32 bits without a sign",
        ),
        Type::U64 => unless(
            is_integer(value, 0, u64::MAX.into()),
            "an integer without a sign",
        ),
        Type::I128 => unless(is_integer(value, i128::MIN, i128::MAX), "an integer"),
        Type::F32 | Type::F64 => unless(
            matches!(value, Value::Integer(_) | Value::Number(_)),
            "a number",
        ),
        Type::String | Type::DateTime | Type::Date | Type::Base64 | Type::Secret | Type::File => {
            unless(matches!(value, Value::String(_)), "a string")
        }
        // Parts have names of their own.
        Type::Json | Type::Parts => None,
        Type::List(item) => match value {
            Value::List(items) => first(items.iter().map(|it| find_within(api, item, it, depth))),
            _ => unless(false, "an array"),
        },
        Type::Tuple(places) => match value {
            Value::List(items) if items.len() == places.len() => {
                let places = places.iter().zip(items);
                first(places.map(|(ty, it)| find_within(api, ty, it, depth)))
            }
            _ => unless(false, &format!("an array of {}", places.len())),
        },
        Type::Map(map) => match value {
            Value::Object(entries) => entries.iter().find_map(|(key, value)| {
                let name = Value::String(key.clone());
                let found = find_within(api, &map.key, &name, depth);
                let found = found.or_else(|| find_within(api, &map.value, value, depth));
                Some(found?.below(key))
            }),
            _ => unless(false, "an object"),
        },
        Type::Nullable(_) if *value == Value::Null => None,
        Type::Nullable(inner) => find_within(api, inner, value, depth),
        Type::Named(id) => in_named(api, *id, value, depth),
        Type::Foreign(id) => {
            let is_text = api.foreign.get(id.0).is_some_and(|it| !it.is_json);
            unless(!is_text || matches!(value, Value::String(_)), "a string")
        }
    }
}

/// The first contradiction among those of items, with the number of its item.
fn first(found: impl Iterator<Item = Option<Contradiction>>) -> Option<Contradiction> {
    found
        .enumerate()
        .find_map(|(index, it)| Some(it?.below(&index.to_string())))
}

fn in_named(api: &Api, id: TypeId, value: &Value, depth: usize) -> Option<Contradiction> {
    match &api.ty(id)?.kind {
        TypeKind::Struct(Struct { fields, .. }) => in_fields(api, fields.iter(), value, depth),
        TypeKind::TextEnum(list) => {
            let is_known = |text: &str| list.values.iter().any(|it| it.wire == text);
            match value {
                Value::String(text) if list.values.is_empty() || is_known(text) => None,
                Value::String(text) => Some(Contradiction::new(format!(
                    "`{text}` is not one of its values"
                ))),
                _ => Some(Contradiction::new(format!(
                    "{} is not a string",
                    kind(value)
                ))),
            }
        }
        TypeKind::ScalarEnum(list) => {
            let is_known = list.values.iter().any(|it| it.wire == *value);
            (!is_known)
                .then(|| Contradiction::new(format!("{} is not one of its values", kind(value))))
        }
        TypeKind::Union(Union { branches }) => {
            let mut of_branches = branches.iter().filter(|it| it.has(value)).peekable();
            if of_branches.peek().is_none() {
                return Some(Contradiction::new(format!(
                    "{} is of none of its branches",
                    kind(value)
                )));
            }
            // It is read as the first of them.
            let first = of_branches.next()?;
            find_within(api, &first.ty, value, depth)
        }
        TypeKind::Answer(_) => None,
    }
}

fn in_fields<'f>(
    api: &Api,
    mut fields: impl Iterator<Item = &'f Field>,
    value: &Value,
    depth: usize,
) -> Option<Contradiction> {
    let Value::Object(properties) = value else {
        return Some(Contradiction::new(format!(
            "{} is not an object",
            kind(value)
        )));
    };
    // Of a longer example, not all is there to be looked at.
    let is_whole = properties.len() < MAX_KEPT;
    fields.find_map(|field| {
        let takes_null = matches!(
            field.presence,
            Presence::Nullable | Presence::Nullish | Presence::Patch
        );
        match value.get(&field.wire) {
            Some(Value::Null) if takes_null => None,
            Some(given) => Some(find_within(api, &field.ty, given, depth)?.below(&field.wire)),
            None if is_whole && field.presence.is_always() => {
                let what = format!("the required property `{}` is missing", field.wire);
                Some(Contradiction::new(what))
            }
            None => None,
        }
    })
}

fn is_integer(value: &Value, least: i128, greatest: i128) -> bool {
    match value {
        Value::Integer(number) => (least..=greatest).contains(number),
        _ => false,
    }
}

/// What a value is, in words.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::List(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(_) => "a string".to_owned(),
        scalar => format!("`{}`", scalar.text().unwrap_or_default()),
    }
}
