//! Shapes: what two definitions have to share to be one, as text.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};

use crate::ir::{
    AboutValue, Api, Branch, Field, JsonKind, ScalarEnum, Sign, Struct, TextEnum, Type, TypeDef,
    TypeId, TypeKind, Union,
};

/// The shape of a definition: all that it says, and the types that it refers to, in order. What is said about the type as a whole,
/// its examples and its place are not part of it.
pub(super) struct TypeShape {
    pub(super) text: String,
    pub(super) refers_to: Vec<TypeId>,
}

/// The shape of a definition; `None` for what is only ever one of a kind.
pub(super) fn of(api: &Api, def: &TypeDef) -> Option<TypeShape> {
    let mut shape = ShapeWriter {
        api,
        text: String::new(),
        refers_to: Vec::new(),
    };
    match &def.kind {
        TypeKind::Struct(object) => shape.add_struct(object),
        TypeKind::TextEnum(list) => shape.add_text_enum(list),
        TypeKind::ScalarEnum(list) => shape.add_scalar_enum(list),
        TypeKind::Union(union) => shape.add_union(union),
        TypeKind::Answer(_) => return None,
    }
    if def.deprecated {
        shape.word(&"deprecated");
    }
    let ShapeWriter {
        api: _,
        text,
        refers_to,
    } = shape;
    Some(TypeShape { text, refers_to })
}

struct ShapeWriter<'a> {
    api: &'a Api,
    text: String,
    refers_to: Vec<TypeId>,
}

impl ShapeWriter<'_> {
    fn word(&mut self, word: &dyn Debug) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.text, "{word:?} ");
    }

    /// The properties of an object have no order. The arguments of its constructor have one, which `names.lock` keeps, whichever of its places
    /// another comes first in.
    fn add_struct(&mut self, object: &Struct) {
        let Struct {
            fields,
            rest,
            rest_docs,
        } = object;
        self.word(&"struct");
        let mut sorted: Vec<&Field> = fields.iter().collect();
        sorted.sort_by(|one, other| one.wire.cmp(&other.wire));
        for field in sorted {
            self.add_field(field);
        }
        if let Some(rest) = rest {
            self.add_type(rest);
            self.word(rest_docs);
        }
    }

    fn add_field(&mut self, field: &Field) {
        let Field {
            wire,
            ty,
            presence,
            docs,
            constraints: _,
            example: _,
            constant,
            by_default,
            deprecated,
            format,
            order: _,
            origin: _,
        } = field;
        self.word(wire);
        self.add_type(ty);
        self.word(docs);
        self.word(&(presence, constant, by_default, deprecated, format));
    }

    fn add_text_enum(&mut self, list: &TextEnum) {
        let TextEnum {
            values,
            closed,
            default: _,
        } = list;
        let mut values: Vec<(&str, &AboutValue)> =
            values.iter().map(|it| (&*it.wire, &it.about)).collect();
        values.sort_by_key(|(wire, _)| *wire);
        self.word(&("strings", closed, values));
    }

    fn add_scalar_enum(&mut self, list: &ScalarEnum) {
        let ScalarEnum {
            kind,
            values,
            closed,
        } = list;
        let mut values: Vec<String> = values.iter().map(|it| format!("{it:?}")).collect();
        values.sort();
        self.word(&("scalars", kind, closed, values));
    }

    fn add_union(&mut self, union: &Union) {
        let Union { branches } = union;
        self.word(&"union");
        let mut branches: Vec<&Branch> = branches.iter().collect();
        if are_exclusive(&branches) {
            branches.sort_by(|one, other| one.name.cmp(&other.name));
        }
        for branch in branches {
            self.word(&(&branch.name, branch.kind, &branch.signs));
            self.word(&branch.docs);
            self.add_type(&branch.ty);
        }
    }

    /// A type, with a mark where it refers to a definition, and what is said there about one that is written in place.
    fn add_type(&mut self, ty: &Type) {
        match ty {
            Type::List(inner) | Type::Nullable(inner) => {
                let is_list = matches!(ty, Type::List(_));
                self.word(&if is_list { "list" } else { "nullable" });
                self.add_type(inner);
            }
            Type::Map(map) => {
                self.word(&"map");
                self.add_type(&map.key);
                self.add_type(&map.value);
            }
            Type::Tuple(places) => {
                self.word(&("tuple", places.len()));
                for place in places {
                    self.add_type(place);
                }
            }
            Type::Named(id) => {
                let def = self.api.ty(*id);
                let in_place = def.filter(|it| !it.place.is_component());
                self.word(&("type", in_place.and_then(|it| it.docs.as_ref())));
                self.refers_to.push(*id);
            }
            ty => self.word(ty),
        }
    }
}

/// Whether a value is of no two branches, so that their order means nothing: each has a JSON type of its own, or a value of its own
/// for the property that all of them have.
fn are_exclusive(branches: &[&Branch]) -> bool {
    let kinds: BTreeSet<JsonKind> = branches.iter().map(|it| it.kind).collect();
    let are_numbers = [JsonKind::Integer, JsonKind::Number];
    if kinds.len() == branches.len() && !are_numbers.iter().all(|it| kinds.contains(it)) {
        return true;
    }
    let signs: Vec<&Sign> = branches.iter().flat_map(|it| &it.signs).collect();
    let tags = signs.iter().filter_map(|sign| match sign {
        Sign::Value { key, value } => Some((key, value)),
        Sign::Key(_)
        | Sign::Tagged { .. }
        | Sign::Scalar { .. }
        | Sign::Keys(_)
        | Sign::Inner { .. } => None,
    });
    let (keys, values): (BTreeSet<&String>, BTreeSet<&String>) = tags.unzip();
    let are_tagged = branches.iter().all(|it| !it.signs.is_empty());
    are_tagged && keys.len() == 1 && values.len() == signs.len()
}
