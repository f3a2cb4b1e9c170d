//! From a tree of elements to the JSON value that it stands for.
//!
//! XML has no types: the shape says what is a number, and what is a list of one. What it does not describe is kept as `untyped` has it,
//! so that the type decides what becomes of it, as it does for JSON.

use serde::de::{Error as _, Unexpected};
use serde_json::{Error, Map, Number};

use super::document::{Element, Name};
use super::shape::{XmlField, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape};
use super::untyped::{self, append};
use crate::runtime::data::Json;

/// The value of a document.
pub(super) fn root(element: &Element, root: &XmlRoot) -> Result<Json, Error> {
    if root.is_named && fit(&root.name, &element.name, None) == Fit::None {
        let expected = format!("the element `{}`", root.name.local);
        let found = Unexpected::Other("another element");
        return Err(Error::invalid_type(found, &expected.as_str()));
    }
    value(element, &root.shape)
}

fn value(element: &Element, shape: &XmlShape) -> Result<Json, Error> {
    if element.is_nil() {
        return Ok(Json::Null);
    }
    match shape {
        XmlShape::Object(object) => read_object(element, object),
        XmlShape::List(_, item) => {
            let items = element.children.iter().map(|it| value(it, item));
            Ok(Json::Array(items.collect::<Result<_, _>>()?))
        }
        XmlShape::Any => Ok(untyped::read(element)),
        XmlShape::Text | XmlShape::Number | XmlShape::Bool | XmlShape::Scalar => {
            if element.children.is_empty() {
                Ok(scalar(&element.text, shape))
            } else {
                Ok(untyped::read(element))
            }
        }
    }
}

/// A scalar. What is none of its kind stays a string, which the type does not take.
fn scalar(text: &str, shape: &XmlShape) -> Json {
    let trimmed = text.trim_ascii();
    let read = match shape {
        XmlShape::Number | XmlShape::Bool if trimmed.is_empty() => Some(Json::Null),
        XmlShape::Number => number(trimmed),
        XmlShape::Bool => boolean(trimmed),
        XmlShape::Scalar => same(text),
        XmlShape::Text | XmlShape::Any | XmlShape::Object(_) | XmlShape::List(..) => None,
    };
    read.unwrap_or_else(|| text.into())
}

/// A number, which may have a sign and zeros before it (XML Schema Part 2, 3.2.3).
fn number(text: &str) -> Option<Json> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = match unsigned.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", unsigned),
    };
    let significant = digits.trim_start_matches('0');
    let zero = if significant.starts_with(|it: char| it.is_ascii_digit()) {
        ""
    } else {
        "0"
    };
    let is_number = digits.starts_with(|it: char| it.is_ascii_digit() || it == '.');
    let number = format!("{sign}{zero}{significant}");
    let number = number.strip_suffix('.').unwrap_or(&number);
    let number: Number = number.parse().ok().filter(|_| is_number)?;
    Some(Json::Number(number))
}

/// A number or a boolean that is written as `text` is. All other texts are texts: `007` and `+49` can be names of something.
fn same(text: &str) -> Option<Json> {
    let boolean = text.parse().ok().map(Json::Bool);
    boolean.or_else(|| {
        let number: Number = text.parse().ok()?;
        let is_whole = number.is_i64() || number.is_u64();
        // Where numbers keep their digits, those that a type could take are asked for.
        let held = number.as_f64().and_then(Number::from_f64);
        let is_same = is_whole || held.is_some_and(|it| it.to_string() == text);
        is_same.then_some(Json::Number(number))
    })
}

fn boolean(text: &str) -> Option<Json> {
    match text {
        "true" | "1" => Some(true.into()),
        "false" | "0" => Some(false.into()),
        _ => None,
    }
}

fn read_object(element: &Element, object: &XmlObject) -> Result<Json, Error> {
    let mut read = Reading {
        object,
        best: vec![Fit::None; object.fields.len()],
        json: Map::new(),
    };
    for (name, text) in &element.attributes {
        match read.field(name, None, |node| node == XmlNode::Attribute) {
            Some((index, fit, field)) => read.set(index, fit, field, scalar(text, &field.shape))?,
            None if name.is_about_the_document() => {}
            None if object.rest.is_none() => {
                let value = Json::from(text.as_str());
                read.unknown(untyped::attribute(name), value);
            }
            None => {}
        }
    }
    for child in &element.children {
        let space = element.name.space.as_deref();
        let found = read.field(&child.name, space, |node| {
            node.is_items() || node == XmlNode::Element
        });
        match (found, object.rest) {
            (Some((_, _, field)), _) if field.node.is_items() => {
                let item = value(child, &field.shape)?;
                push(&mut read.json, field.wire, item);
            }
            (Some((index, fit, field)), _) => {
                read.set(index, fit, field, value(child, &field.shape)?)?;
            }
            // A property that is described is what its own name says.
            (None, Some(_)) if object.is_described(child.name.local()) => {}
            (None, Some(rest)) if rest.node.is_items() => {
                let item = value(child, &rest.shape)?;
                push(&mut read.json, child.name.local(), item);
            }
            (None, Some(rest)) => {
                let value = value(child, &rest.shape)?;
                read.json.insert(child.name.local().to_owned(), value);
            }
            // Written again, it would be in the namespace of the object.
            (None, None) if child.name.space == element.name.space && !child.name.has_prefix() => {
                read.unknown(child.name.local().to_owned(), untyped::read(child));
            }
            (None, None) => {}
        }
    }
    read.text(element);
    for field in object.fields {
        if field.node == XmlNode::RequiredItems && !read.json.contains_key(field.wire) {
            read.json
                .insert(field.wire.to_owned(), Json::Array(Vec::new()));
        }
    }
    Ok(Json::Object(read.json))
}

/// An object that is being read.
struct Reading<'o> {
    object: &'o XmlObject,
    /// How well the names fit that the fields have been read from.
    best: Vec<Fit>,
    json: Map<String, Json>,
}

impl<'o> Reading<'o> {
    /// The field of a name.
    fn field(
        &self,
        name: &Name,
        outer: Option<&str>,
        is_wanted: impl Fn(XmlNode) -> bool,
    ) -> Option<(usize, Fit, &'o XmlField)> {
        let fields = self.object.fields.iter().enumerate();
        let fields = fields.filter(|(_, it)| is_wanted(it.node));
        let fits = fields.map(|(index, it)| (index, fit(&it.name, name, outer), it));
        // The first of those that fit best.
        let best = fits.rev().max_by_key(|(_, fit, _)| *fit);
        best.filter(|(_, fit, _)| *fit != Fit::None)
    }

    /// Sets a field, unless a name that fits better has set it.
    fn set(&mut self, index: usize, fit: Fit, field: &XmlField, value: Json) -> Result<(), Error> {
        let Some(best) = self.best.get_mut(index) else {
            return Ok(());
        };
        if *best == fit {
            return Err(Error::duplicate_field(field.wire));
        }
        if *best < fit {
            *best = fit;
            self.json.insert(field.wire.to_owned(), value);
        }
        Ok(())
    }

    /// Keeps what no field describes, where no field has its name.
    fn unknown(&mut self, key: String, value: Json) {
        if !self.object.is_described(&key) {
            append(&mut self.json, key, value);
        }
    }

    fn text(&mut self, element: &Element) {
        let text = if element.children.is_empty() {
            &element.text
        } else {
            element.text.trim_ascii()
        };
        let mut fields = self.object.fields.iter();
        match fields.find(|it| it.node.is_text()) {
            // Beside elements, no text is none, as in a union of which other branches have one.
            Some(field) if !text.is_empty() || element.children.is_empty() => {
                let value = scalar(text, &field.shape);
                self.json.insert(field.wire.to_owned(), value);
            }
            None if self.object.rest.is_none() && !text.trim_ascii().is_empty() => {
                self.unknown(untyped::TEXT.to_owned(), text.into());
            }
            Some(_) | None => {}
        }
    }
}

/// Adds an item to a list.
fn push(json: &mut Map<String, Json>, key: &str, item: Json) {
    let list = json.entry(key).or_insert_with(|| Json::Array(Vec::new()));
    if let Json::Array(items) = list {
        items.push(item);
    }
}

/// How well a name fits a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    None,
    /// The namespace is another one, of which one of them does not say anything.
    Local,
    /// The namespace is that of the element around it, or there is none.
    Inherited,
    Exact,
}

/// How well a name fits. Descriptions that say nothing of namespaces are many, and so are servers that leave them out.
fn fit(wanted: &XmlName, found: &Name, outer: Option<&str>) -> Fit {
    // A description may have a prefix in the name itself.
    if wanted.local != found.local() && wanted.local != found.qualified {
        return Fit::None;
    }
    let is_outer = found.space.is_none() || found.space.as_deref() == outer;
    match (wanted.space, found.space.as_deref()) {
        (Some(space), Some(uri)) if space.uri == uri => Fit::Exact,
        (Some(_), Some(_)) => Fit::None,
        (None, _) if is_outer || wanted.local.contains(':') => Fit::Inherited,
        (Some(_), None) | (None, _) => Fit::Local,
    }
}
