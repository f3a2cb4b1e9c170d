//! Shapes: how the values of a schema are XML (`OpenAPI 3.2.0, 4.26`).

/// A document.
#[doc(hidden)]
#[derive(Debug)]
pub struct XmlRoot {
    /// What its element is called.
    pub name: XmlName,
    /// Whether the description says so, and not only the name of the schema: another element is no such document then.
    pub is_named: bool,
    /// What is in it.
    pub shape: XmlShape,
}

/// The name of an element or an attribute.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlName {
    /// Its local part.
    pub local: &'static str,
    /// Its namespace, where it has one of its own.
    pub space: Option<XmlSpace>,
}

/// A namespace.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlSpace {
    /// The URI.
    pub uri: &'static str,
    /// The prefix that it is written with; empty for the default namespace.
    pub prefix: &'static str,
}

/// What is in an element or an attribute.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum XmlShape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Bool,
    /// A number or a boolean if it is written as one is, or else a string.
    Scalar,
    /// Anything.
    Any,
    /// An object.
    Object(&'static XmlObject),
    /// A list, each item an element of this name.
    List(&'static XmlName, &'static Self),
}

/// An object.
#[doc(hidden)]
#[derive(Debug)]
pub struct XmlObject {
    /// Its properties, in the order in which they are written.
    pub fields: &'static [XmlField],
    /// All other properties, where they have a schema; the name is not used.
    pub rest: Option<&'static XmlField>,
}

impl XmlObject {
    /// Whether a property of this name as JSON is described.
    pub(super) fn is_described(&self, wire: &str) -> bool {
        self.fields.iter().any(|it| it.wire == wire)
    }

    /// Whether an attribute without a prefix is described that has this name.
    pub(super) fn has_attribute(&self, name: &str) -> bool {
        self.fields.iter().any(|it| {
            let has_prefix = it.name.space.is_some_and(|it| !it.prefix.is_empty());
            it.node == XmlNode::Attribute && !has_prefix && it.name.local == name
        })
    }
}

/// A property.
#[doc(hidden)]
#[derive(Debug)]
pub struct XmlField {
    /// What it is called as JSON.
    pub wire: &'static str,
    /// What it is called as XML.
    pub name: XmlName,
    /// What it is.
    pub node: XmlNode,
    /// What is in it.
    pub shape: XmlShape,
}

/// What a property is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlNode {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's own element.
    Text,
    /// The same, written as a CDATA section.
    Cdata,
    /// A list without an element of its own: its items are beside the other properties.
    Items,
    /// The same, where no item is an empty list.
    RequiredItems,
}

impl XmlNode {
    /// Whether the items of a list are beside the other properties.
    pub(super) fn is_items(self) -> bool {
        match self {
            Self::Items | Self::RequiredItems => true,
            Self::Element | Self::Attribute | Self::Text | Self::Cdata => false,
        }
    }

    /// Whether the property is the text of the object's own element.
    pub(super) fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Cdata => true,
            Self::Element | Self::Attribute | Self::Items | Self::RequiredItems => false,
        }
    }
}
