//! Words that say no more than a name: pydantic gives each property and each schema a title that is made of its name.

use crate::ir::{Field, Operation, Role, TypeDef, TypeKind};

/// Takes out what only repeats the name of what it is about.
pub(in crate::lower) fn take_out(types: &mut [TypeDef], operations: &mut [Operation]) {
    for def in types {
        if let (Role::Component(name), true) = (&def.place.role, def.place.steps.is_empty())
            && is_repeated(def.docs.as_deref(), name)
        {
            def.docs = None;
        }
        if let TypeKind::Struct(object) = &mut def.kind {
            object.fields.iter_mut().for_each(of_field);
        }
    }
    for operation in operations {
        let parameters = operation.parameters.iter_mut();
        parameters.for_each(|it| of_field(&mut it.field));
    }
}

fn of_field(field: &mut Field) {
    if is_repeated(field.docs.as_deref(), &field.wire) {
        field.docs = None;
    }
}

fn is_repeated(docs: Option<&str>, name: &str) -> bool {
    docs.is_some_and(|docs| letters(docs).eq(letters(name)))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}
