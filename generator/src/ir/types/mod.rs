//! Types: what a schema becomes.

mod enums;
mod union;

pub use enums::{AboutValue, ScalarEnum, ScalarKind, ScalarValue, TextEnum, TextValue};
pub use union::{Branch, JsonKind, Sign, Union};

use super::{Answer, ForeignId, Payload, Place, TypeId, Value};
use crate::origin::Origin;

/// A type as it is used: by a field, a parameter, a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `i128`.
    I128,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A moment, as text.
    DateTime,
    /// A day, as text.
    Date,
    /// Bytes, as base64 text.
    Base64,
    /// A string that is never shown.
    Secret,
    /// A file to be sent, as a body or as a part of one.
    File,
    /// The parts of a body, which their caller names.
    Parts,
    /// Any JSON value.
    Json,
    /// A list of items.
    List(Box<Type>),
    /// An array with a type for each place, of which there are from two to eight.
    Tuple(Vec<Type>),
    /// An object with free keys.
    Map(Box<MapType>),
    /// A value that may be `null` where nothing else can say so, as an item of a list.
    Nullable(Box<Type>),
    /// A type of its own.
    Named(TypeId),
    /// A type of another crate.
    Foreign(ForeignId),
}

/// An object with free keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MapType {
    /// What its keys are: [`Type::String`], or a type whose values are texts and have an order.
    pub key: Type,
    /// What its values are.
    pub value: Type,
}

impl Type {
    /// A map whose keys may be any text.
    pub fn map_of(value: Type) -> Self {
        let key = Self::String;
        Self::Map(Box::new(MapType { key, value }))
    }

    /// How many lists, tuples and maps are inside each other.
    pub fn depth(&self) -> usize {
        match self {
            Self::List(item) => 1 + item.depth(),
            Self::Map(map) => 1 + map.value.depth(),
            Self::Tuple(places) => 1 + places.iter().map(Self::depth).max().unwrap_or(0),
            Self::Nullable(inner) => inner.depth(),
            _ => 0,
        }
    }

    /// The ids of the named types in it, with whether one is held in place rather than behind a list or map.
    pub fn named(&self) -> Vec<(TypeId, bool)> {
        let behind = |ids: Vec<_>| ids.into_iter().map(|(id, _)| (id, false)).collect();
        match self {
            Self::Named(id) => vec![(*id, true)],
            Self::Nullable(inner) => inner.named(),
            Self::Tuple(places) => places.iter().flat_map(Self::named).collect(),
            Self::List(item) => behind(item.named()),
            Self::Map(map) => behind([map.key.named(), map.value.named()].concat()),
            _ => Vec::new(),
        }
    }
}

/// A type of its own: a struct or an enum.
#[derive(Debug)]
pub struct TypeDef {
    /// What it is named after.
    pub place: Place,
    /// Which way it travels.
    pub direction: Direction,
    /// What it is.
    pub kind: TypeKind,
    /// The title that the description gives it, if that is a name.
    pub title: Option<String>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// Where its schema stands.
    pub origin: Origin,
}

impl TypeDef {
    /// Every type inside this one.
    pub fn types(&self) -> Vec<&Type> {
        match &self.kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain(&object.rest).collect()
            }
            TypeKind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => Vec::new(),
            TypeKind::Answer(answer) => {
                let payloads = answer.cases.iter().filter_map(|case| case.payload.as_ref());
                payloads.filter_map(Payload::ty).collect()
            }
        }
    }

    /// Every type inside this one, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        match &mut self.kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(&mut object.rest).collect()
            }
            TypeKind::Union(union) => {
                let branches = union.branches.iter_mut();
                branches.map(|branch| &mut branch.ty).collect()
            }
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => Vec::new(),
            TypeKind::Answer(answer) => {
                let payloads = answer
                    .cases
                    .iter_mut()
                    .filter_map(|case| case.payload.as_mut());
                payloads.filter_map(Payload::ty_mut).collect()
            }
        }
    }
}

/// The kinds of types.
#[derive(Debug)]
pub enum TypeKind {
    /// An object with named fields.
    Struct(Struct),
    /// A string of a list of known values.
    TextEnum(TextEnum),
    /// A number, or any scalar, of a list of known values.
    ScalarEnum(ScalarEnum),
    /// One of several types.
    Union(Union),
    /// What an operation answers where that depends on the status.
    Answer(Answer),
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Either way, in the same shape.
    Both,
    /// From the server to the caller.
    Read,
    /// From the caller to the server.
    Write,
}

/// An object with named fields.
#[derive(Debug)]
pub struct Struct {
    /// Its fields, in the order of the description.
    pub fields: Vec<Field>,
    /// The type of all other properties, where the description says that there are some.
    pub rest: Option<Type>,
    /// What the description says about them, in Markdown.
    pub rest_docs: Option<String>,
}

/// A field of a struct, or of the params of an operation.
#[derive(Clone, Debug)]
pub struct Field {
    /// The property's name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is there.
    pub presence: Presence,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Its bounds and its default, in words; the documentation has them, too.
    pub constraints: Option<String>,
    /// What its value may look like.
    pub example: Option<Value>,
    /// The only value it can have, where the description names just one.
    pub constant: Option<Value>,
    /// Whether that is also what the server takes where the property is left out, or `null`.
    pub by_default: bool,
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// What its text is, where the description says so and paging has to know.
    pub format: Option<Format>,
    /// Its place among the properties that the description requires, in the order in which it does; 0 where nothing says.
    pub order: usize,
    /// Where its schema stands.
    pub origin: Origin,
}

impl Field {
    /// The value that a constructor gives it: the only one that it can have, where it is always there or is that by default. What is
    /// sent says by it what it is, also where the server does not insist.
    pub fn preset(&self) -> Option<&Value> {
        let is_set = match self.presence {
            Presence::Required => true,
            Presence::Optional | Presence::Nullable => self.by_default,
            Presence::Nullish | Presence::Patch => false,
        };
        self.constant.as_ref().filter(|_| is_set)
    }

    /// Whether a caller has to give it: it is always there, and can have more than one value, of which `null` is one.
    pub fn is_needed(&self) -> bool {
        match self.presence {
            Presence::Required => self.constant.is_none(),
            Presence::Nullable => self.preset().is_none(),
            Presence::Optional | Presence::Nullish | Presence::Patch => false,
        }
    }
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A URL.
    Url,
    /// A moment or a day.
    Time,
}

/// Whether a property is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always, with a value.
    Required,
    /// Always, with a value or `null`.
    Nullable,
    /// Perhaps.
    Optional,
    /// Perhaps, with a value or `null`, which mean the same to whoever reads it.
    Nullish,
    /// Left out, `null` and a value mean three different things.
    Patch,
}

impl Presence {
    /// Whether it is always there, be it `null`.
    pub fn is_always(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

/// A type of another crate.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Its path as the configuration has it, which nobody has checked yet.
    pub path: String,
    /// Whether its values travel as any JSON; else they are strings.
    pub is_json: bool,
    /// What makes a value of it where it has no `Default`, as the configuration has it.
    pub blank: Option<String>,
    /// The entry of the configuration.
    pub origin: Origin,
}

impl Foreign {
    /// The name of its crate: the first word of its path.
    pub fn crate_name(&self) -> &str {
        let path = self.path.trim();
        let path = path.strip_prefix("::").unwrap_or(path);
        path.split("::").next().unwrap_or_default().trim()
    }
}
