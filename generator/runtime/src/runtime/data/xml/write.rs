//! From a JSON value to a document.

use serde_json::Map;

use super::document::is_character;
use super::shape::{XmlField, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape, XmlSpace};
use super::untyped::{ATTRIBUTE, TEXT};
use super::{MAX_DEPTH, XSI};
use crate::runtime::data::Json;

/// The document of a value.
///
/// # Errors
///
/// What XML cannot hold: a character, or a key that is no name.
pub(super) fn to_xml(json: &Json, root: &XmlRoot) -> Result<Vec<u8>, &'static str> {
    let mut writer = XmlWriter {
        text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        spaces: Vec::new(),
        outer: 0,
        level: 0,
    };
    writer.element(&root.name.into(), &root.shape, json)?;
    Ok(writer.text.into_bytes())
}

/// A name to be written; that of a property that no shape describes is known only now.
#[derive(Clone, Copy)]
struct Written<'a> {
    local: &'a str,
    space: Option<XmlSpace>,
}

impl From<XmlName> for Written<'static> {
    fn from(name: XmlName) -> Self {
        let XmlName { local, space } = name;
        Self { local, space }
    }
}

impl<'a> Written<'a> {
    fn plain(local: &'a str) -> Result<Self, &'static str> {
        // `xmlns` is none: it would move the element to another namespace.
        if local == DECLARATION
            || !local.starts_with(starts_name)
            || !local.chars().all(|c| starts_name(c) || is_in_name(c))
        {
            return Err("has a key that XML cannot have as a name");
        }
        Ok(Self { local, space: None })
    }
}

/// Whether a name without a prefix can begin with a character (XML 1.0, 2.3).
fn starts_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Whether a name can have a character elsewhere only.
fn is_in_name(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

struct XmlWriter {
    text: String,
    /// The namespaces that are declared, and how many of them by elements around this one.
    spaces: Vec<XmlSpace>,
    outer: usize,
    level: usize,
}

impl XmlWriter {
    fn element(
        &mut self,
        name: &Written<'_>,
        shape: &XmlShape,
        json: &Json,
    ) -> Result<(), &'static str> {
        if self.level >= MAX_DEPTH {
            return Err("is more than 128 levels deep");
        }
        let outer = std::mem::replace(&mut self.outer, self.spaces.len());
        self.level += 1;
        self.text.push('<');
        self.name(name);
        self.declare(name.space)?;
        match (shape, json) {
            (_, Json::Null) => {
                self.declare(Some(NIL))?;
                self.text.push_str(" xsi:nil=\"true\"");
                self.text.push('>');
            }
            (XmlShape::Object(object), Json::Object(map)) => self.object(object, map)?,
            (_, Json::Object(map)) => self.object(&UNTYPED, map)?,
            (XmlShape::List(item, shape), Json::Array(items)) => {
                self.text.push('>');
                for json in items {
                    self.element(&Written::from(**item), shape, json)?;
                }
            }
            (_, Json::Array(items)) => {
                self.text.push('>');
                for json in items {
                    self.element(&Written::from(ITEM), &XmlShape::Any, json)?;
                }
            }
            (_, scalar) => {
                self.text.push('>');
                self.scalar(scalar, false)?;
            }
        }
        self.text.push_str("</");
        self.name(name);
        self.text.push('>');
        self.spaces.truncate(self.outer);
        self.outer = outer;
        self.level -= 1;
        Ok(())
    }

    /// The attributes of an object, the end of its tag, and what is in it.
    fn object(&mut self, object: &XmlObject, map: &Map<String, Json>) -> Result<(), &'static str> {
        let mut others: Vec<(&String, &Json)> = map.iter().collect();
        others.retain(|(key, _)| !object.is_described(key));
        let value = |field: &XmlField| map.get(field.wire).filter(|it| !it.is_null());
        for (index, field) in object.fields.iter().enumerate() {
            if let (XmlNode::Attribute, Some(written)) = (field.node, value(field)) {
                // Two branches may have an attribute of one name.
                let mut before = object.fields.iter().take(index);
                if before
                    .any(|it| it.node == field.node && it.name == field.name && value(it).is_some())
                {
                    return Err(TWICE);
                }
                self.declare(field.name.space.filter(|it| !it.prefix.is_empty()))?;
                self.attribute(&field.name.into(), written)?;
            }
        }
        for (key, value) in &others {
            if let (Some(name), None) = (key.strip_prefix(ATTRIBUTE), object.rest) {
                let written = Written::plain(name)?;
                if object.has_attribute(name) {
                    return Err(TWICE);
                }
                self.attribute(&written, value)?;
            }
        }
        self.text.push('>');
        for field in object.fields {
            if let Some(value) = map.get(field.wire) {
                self.field(field, &field.name.into(), value)?;
            }
        }
        for (key, value) in others {
            match object.rest {
                Some(rest) => self.field(rest, &Written::plain(key)?, value)?,
                None if key == TEXT => self.scalar(value, false)?,
                None if key.starts_with(ATTRIBUTE) => {}
                None => self.field(&UNKNOWN, &Written::plain(key)?, value)?,
            }
        }
        Ok(())
    }

    /// A property that is no attribute.
    fn field(
        &mut self,
        field: &XmlField,
        name: &Written<'_>,
        value: &Json,
    ) -> Result<(), &'static str> {
        match (field.node, value) {
            // An attribute has been written. A text or a list that is `null` is nothing.
            (XmlNode::Attribute, _)
            | (
                XmlNode::Text | XmlNode::Cdata | XmlNode::Items | XmlNode::RequiredItems,
                Json::Null,
            ) => Ok(()),
            (XmlNode::Text, value) => self.scalar(value, false),
            (XmlNode::Cdata, value) => self.scalar(value, true),
            (XmlNode::Items | XmlNode::RequiredItems, Json::Array(items)) => items
                .iter()
                .try_for_each(|item| self.element(name, &field.shape, item)),
            (XmlNode::Element | XmlNode::Items | XmlNode::RequiredItems, value) => {
                self.element(name, &field.shape, value)
            }
        }
    }

    fn attribute(&mut self, name: &Written<'_>, value: &Json) -> Result<(), &'static str> {
        if value.is_null() {
            return Ok(());
        }
        self.text.push(' ');
        self.name(name);
        self.text.push_str("=\"");
        self.scalar(value, false)?;
        self.text.push('"');
        Ok(())
    }

    fn name(&mut self, name: &Written<'_>) {
        if let Some(space) = name.space.filter(|it| !it.prefix.is_empty()) {
            self.text.extend([space.prefix, ":"]);
        }
        self.text.push_str(name.local);
    }

    /// Declares a namespace, where it is not known by its prefix.
    fn declare(&mut self, space: Option<XmlSpace>) -> Result<(), &'static str> {
        let Some(space) = space else {
            return Ok(());
        };
        let mut known = self.spaces.iter().enumerate().rev();
        let known = known.find(|(_, it)| it.prefix == space.prefix);
        match known {
            Some((_, known)) if *known == space => return Ok(()),
            Some((place, _)) if place >= self.outer => {
                return Err("has an element with two namespaces of one prefix");
            }
            _ if space.prefix == "xml" => return Ok(()),
            _ => {}
        }
        self.spaces.push(space);
        self.text.push_str(" xmlns");
        if !space.prefix.is_empty() {
            self.text.extend([":", space.prefix]);
        }
        self.text.push_str("=\"");
        // A shape has no other characters in a URI.
        space.uri.chars().for_each(|c| self.character(c));
        self.text.push('"');
        Ok(())
    }

    fn scalar(&mut self, value: &Json, is_cdata: bool) -> Result<(), &'static str> {
        match value {
            Json::Null => {}
            Json::Bool(value) => self.text.push_str(if *value { "true" } else { "false" }),
            Json::Number(value) => self.text.push_str(&value.to_string()),
            Json::String(text) if !text.chars().all(is_character) => {
                return Err("has a character that XML cannot hold");
            }
            // A section holds all but its own end, and ends of lines that a reader would change.
            Json::String(text) if is_cdata && !text.contains('\r') => {
                let text = text.replace("]]>", "]]]]><![CDATA[>");
                self.text.extend(["<![CDATA[", &text, "]]>"]);
            }
            Json::String(text) => text.chars().for_each(|c| self.character(c)),
            Json::Array(_) | Json::Object(_) => {
                return Err("has a value that is no text where XML has room for no other");
            }
        }
        Ok(())
    }

    /// A character of a text or of an attribute, so that it is read as it is.
    fn character(&mut self, c: char) {
        match c {
            '&' => self.text.push_str("&amp;"),
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            '"' => self.text.push_str("&quot;"),
            '\t' => self.text.push_str("&#9;"),
            '\n' => self.text.push_str("&#10;"),
            '\r' => self.text.push_str("&#13;"),
            c => self.text.push(c),
        }
    }
}

/// Why a document is not written, as it would not be well-formed.
const TWICE: &str = "has an attribute twice";

/// The attribute that declares a namespace.
const DECLARATION: &str = "xmlns";

/// The namespace of `xsi:nil`.
const NIL: XmlSpace = XmlSpace {
    uri: XSI,
    prefix: "xsi",
};

/// An item of a list in a list that no shape describes.
const ITEM: XmlName = XmlName {
    local: "item",
    space: None,
};

/// A property that no shape describes.
const UNKNOWN: XmlField = XmlField {
    wire: "",
    name: ITEM,
    node: XmlNode::Items,
    shape: XmlShape::Any,
};

/// An object that no shape describes.
const UNTYPED: XmlObject = XmlObject {
    fields: &[],
    rest: None,
};
