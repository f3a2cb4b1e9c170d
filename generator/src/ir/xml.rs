//! How values are XML (`OpenAPI 3.2.0, 4.26`): beside their types, which are about JSON.

/// The shapes of all bodies that are XML.
#[derive(Debug, Default)]
pub struct XmlShapes {
    /// The documents; [`XmlId`] is the position in this list.
    pub roots: Vec<XmlRoot>,
    /// The objects in them; [`XmlObjectId`] is the position in this list.
    pub objects: Vec<XmlObject>,
}

impl XmlShapes {
    /// Whether no body is XML.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// The document behind an id.
    pub fn root(&self, id: XmlId) -> Option<&XmlRoot> {
        self.roots.get(id.0)
    }

    /// The object behind an id.
    pub fn object(&self, id: XmlObjectId) -> Option<&XmlObject> {
        self.objects.get(id.0)
    }
}

/// A document of [`XmlShapes::roots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct XmlId(pub usize);

/// An object of [`XmlShapes::objects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct XmlObjectId(pub usize);

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlRoot {
    /// What its element is called.
    pub name: XmlName,
    /// Whether the description says so, and not only the name of the schema.
    pub is_named: bool,
    /// What is in it.
    pub shape: XmlShape,
}

/// The name of an element or an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlName {
    /// Its local part.
    pub local: String,
    /// The URI of its namespace and the prefix, which is empty for the default namespace.
    pub space: Option<(String, String)>,
}

/// What is in an element or an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlShape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Bool,
    /// A scalar of several types.
    Scalar,
    /// Anything.
    Any,
    /// An object.
    Object(XmlObjectId),
    /// A list, each item an element of this name.
    List(XmlName, Box<XmlShape>),
}

/// An object.
#[derive(Clone, Debug)]
pub struct XmlObject {
    /// What it is named after.
    pub words: String,
    /// Its properties, in the order of the description.
    pub fields: Vec<XmlField>,
    /// What all other properties are, where they have a schema.
    pub rest: Option<(XmlNode, XmlShape)>,
}

/// A property.
#[derive(Clone, Debug)]
pub struct XmlField {
    /// Its name as JSON.
    pub wire: String,
    /// Its name as XML.
    pub name: XmlName,
    /// What it is.
    pub node: XmlNode,
    /// What is in it.
    pub shape: XmlShape,
}

/// What a property is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlNode {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's own element.
    Text,
    /// The same, as a CDATA section.
    Cdata,
    /// A list without an element of its own.
    Items,
    /// The same, where the list is always there, and may be empty.
    RequiredItems,
}
