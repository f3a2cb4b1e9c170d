//! The tree of values: the common data model of YAML and JSON, in the order of the text.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor,
};

use super::Mapping;
use super::weight::{Budget, VALUE};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a fraction.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A string.
    String(String),
    /// An array.
    Sequence(Vec<Node>),
    /// An object. Keys are the text as written, the same for `404` and `'404'`, in order. A key may occur twice until it is
    /// checked.
    Mapping(Mapping),
}

impl Node {
    /// How many lists and mappings are nested in it.
    pub(crate) fn depth(&self) -> usize {
        let inner = match self {
            Self::Mapping(mapping) => {
                let values = mapping.entries().iter();
                values.map(|(_, value)| value.depth()).max()
            }
            Self::Sequence(items) => items.iter().map(Self::depth).max(),
            _ => return 0,
        };
        1 + inner.unwrap_or(0)
    }

    /// What kind of value it is, with an article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) | Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }

    /// The value under `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Mapping(mapping) => mapping.get(key),
            _ => None,
        }
    }

    /// The entries of an object.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match self {
            Self::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The entries of an object, to be changed.
    pub fn as_mapping_mut(&mut self) -> Option<&mut Mapping> {
        match self {
            Self::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// The value that a pointer (RFC 6901) leads to from here.
    pub fn at_pointer<'s>(&self, segments: impl Iterator<Item = &'s str>) -> Option<&Self> {
        let mut node = self;
        for segment in segments {
            node = match node {
                Self::Mapping(mapping) => mapping.get(segment)?,
                Self::Sequence(items) => items.get(segment.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        NodeSeed(&Budget::endless()).deserialize(deserializer)
    }
}

/// What is said of a tag.
pub(super) const NO_TAG: &str = "a tag such as `!name` means nothing in a description";

/// Deserializes a value, and takes its weight from a budget.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'b>(pub(super) &'b Budget);

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.0.take(VALUE).map_err(D::Error::custom)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without a tag")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(NO_TAG))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Int(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Int(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "no integer of the tree is as wide"
        )]
        Ok(i128::try_from(value).map_or(Node::Float(value as f64), Node::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.0.take(value.len()).map_err(E::custom)?;
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.0.take(value.len()).map_err(E::custom)?;
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            self.0.take(key.len()).map_err(A::Error::custom)?;
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Node::Mapping(Mapping::new(entries)))
    }
}
