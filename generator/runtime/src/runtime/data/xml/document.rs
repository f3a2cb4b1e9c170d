//! A text as a tree of elements.
//!
//! `quick-xml` takes the text apart; what it does not check is checked here. References are those to characters and the five
//! predefined ones (XML 1.0, 4.6). A document type could define others, so that there may be none. Numbers of levels, attributes and
//! namespaces have limits, so that no text costs more than its length.

use std::borrow::Cow;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{MAX_DEPTH, NotXml, XSI};

/// How many attributes an element may have, and how many namespaces may be known at a time.
const MAX_ATTRIBUTES: usize = 256;

/// The namespace of the prefix `xml` (Namespaces in XML 1.0, 3).
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An element, with its namespace looked up.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) children: Vec<Element>,
    /// Its text, without that of the elements in it.
    pub(super) text: String,
}

/// A name, with its namespace looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written, with its prefix.
    pub(super) qualified: String,
    /// The URI, if it is in a namespace; all names in it share one text.
    pub(super) space: Option<Rc<str>>,
}

impl Name {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        let local = self.qualified.split_once(':').map(|(_, local)| local);
        local.unwrap_or(&self.qualified)
    }

    pub(super) fn has_prefix(&self) -> bool {
        self.qualified.contains(':')
    }

    /// Whether it is about the document and not about what it says: a declaration of a namespace, or an attribute of `xsi`.
    pub(super) fn is_about_the_document(&self) -> bool {
        let prefix = self.qualified.split_once(':').map(|(prefix, _)| prefix);
        self.qualified == "xmlns" || prefix == Some("xmlns") || self.space.as_deref() == Some(XSI)
    }
}

impl Element {
    /// Whether `xsi:nil` says that there is no value.
    pub(super) fn is_nil(&self) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|(name, value)| {
            name.local() == "nil"
                && name.space.as_deref() == Some(XSI)
                && ["true", "1"].contains(&value.trim())
        })
    }
}

/// The element that a document consists of.
pub(super) fn parse(text: &str) -> Result<Element, NotXml> {
    let mut reader = Reader::from_str(text);
    let mut tree = Tree::of(text);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or_default();
        let fail = |reason| NotXml::new(reason, text, start);
        let event = reader.read_event().map_err(|_| {
            let at = usize::try_from(reader.error_position()).unwrap_or(start);
            NotXml::new("it is no well-formed XML", text, at)
        })?;
        if matches!(event, Event::Eof) {
            return tree.finish().map_err(fail);
        }
        tree.take(&event).map_err(fail)?;
    }
}

/// What has been read so far.
struct Tree {
    /// Whether the whole text is ASCII, which is found out once.
    is_ascii: bool,
    root: Option<Element>,
    open: Vec<Element>,
    /// The prefixes that are declared, each with the level of its element; empty for the default namespace.
    spaces: Vec<(usize, String, Rc<str>)>,
    /// The namespace of the prefix `xml`.
    xml: Rc<str>,
}

impl Tree {
    fn of(text: &str) -> Self {
        Self {
            is_ascii: text.is_ascii(),
            root: None,
            open: Vec::new(),
            spaces: Vec::new(),
            xml: XML.into(),
        }
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Start(start) => self.start(start),
            Event::Empty(start) => {
                self.start(start)?;
                self.end()
            }
            Event::End(_) => self.end(),
            Event::Text(bytes) => self.text(&lines(utf8(bytes)?)),
            Event::CData(bytes) => self.text(&lines(utf8(bytes)?)),
            Event::GeneralRef(bytes) => {
                let mut buffer = [0; 4];
                let c = referred(utf8(bytes)?)?;
                self.text(c.encode_utf8(&mut buffer))
            }
            Event::Decl(declaration) => check_declaration(utf8(declaration)?, self.is_ascii),
            Event::DocType(_) => Err("a document type is not read"),
            Event::PI(_) | Event::Comment(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), &'static str> {
        if self.open.is_empty() && self.root.is_some() {
            return Err("there is more than one element at the top");
        }
        let level = self.open.len();
        if level >= MAX_DEPTH {
            return Err("elements are nested more than 128 levels deep");
        }
        let mut attributes: Vec<(Name, String)> = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| "an attribute is not well-formed")?;
            let name = utf8(attribute.key.as_ref())?;
            if attributes.iter().any(|(it, _)| it.qualified == name) {
                return Err("an element has an attribute twice");
            }
            if attributes.len() >= MAX_ATTRIBUTES {
                return Err("an element has more than 256 attributes");
            }
            let value = attribute_value(utf8(&attribute.value)?)?;
            let declared = name.strip_prefix("xmlns:");
            if let Some(prefix) = declared.or((name == "xmlns").then_some("")) {
                if self.spaces.len() >= MAX_ATTRIBUTES {
                    return Err("more than 256 namespaces are declared");
                }
                let uri = value.as_str().into();
                self.spaces.push((level, prefix.to_owned(), uri));
            }
            let qualified = name.to_owned();
            let space = None;
            attributes.push((Name { qualified, space }, value));
        }
        for (name, _) in &mut attributes {
            // The default namespace is none of attributes (Namespaces in XML 1.0, 6.2).
            let prefix = name.qualified.split_once(':').map(|(prefix, _)| prefix);
            name.space = prefix.and_then(|it| self.space(it));
        }
        let qualified = utf8(start.name().as_ref())?.to_owned();
        let prefix = qualified.split_once(':').map_or("", |(prefix, _)| prefix);
        let space = self.space(prefix);
        self.open.push(Element {
            name: Name { qualified, space },
            attributes,
            ..Element::default()
        });
        Ok(())
    }

    /// The namespace of a prefix.
    fn space(&self, prefix: &str) -> Option<Rc<str>> {
        if prefix == "xml" {
            return Some(Rc::clone(&self.xml));
        }
        let mut known = self.spaces.iter().rev();
        let (.., uri) = known.find(|(_, it, _)| it == prefix)?;
        (!uri.is_empty()).then(|| Rc::clone(uri))
    }

    fn end(&mut self) -> Result<(), &'static str> {
        let element = self.open.pop().ok_or("an element ends that is not open")?;
        let level = self.open.len();
        while self.spaces.pop_if(|(it, ..)| *it >= level).is_some() {}
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_ascii().is_empty() => {}
            None => return Err("there is text outside of all elements"),
        }
        Ok(())
    }

    fn finish(self) -> Result<Element, &'static str> {
        if !self.open.is_empty() {
            return Err("an element has no end");
        }
        self.root.ok_or("there is no element")
    }
}

/// The body of a message has been found to be UTF-8, so that each part of it is.
fn utf8(bytes: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")
}

/// A text whose lines end as XML has them (XML 1.0, 2.11).
fn lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    text.into()
}

/// The value of an attribute (XML 1.0, 3.3.3).
fn attribute_value(raw: &str) -> Result<String, &'static str> {
    let raw = lines(raw).replace(['\t', '\n'], " ");
    let mut rest = raw.as_str();
    let mut value = String::new();
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';').ok_or("a reference has no end")?;
        value.push_str(before);
        value.push(referred(name)?);
        rest = after;
    }
    value.push_str(rest);
    Ok(value)
}

/// The character that a reference stands for.
fn referred(name: &str) -> Result<char, &'static str> {
    let number = |digits: &str, radix| {
        let is_number = digits.chars().all(|it| it.is_digit(radix));
        let code = u32::from_str_radix(digits, radix).ok();
        let c = code.filter(|_| is_number).and_then(char::from_u32);
        c.filter(|it| is_character(*it))
            .ok_or("a reference is to no character")
    };
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => number(digits, 16),
            (None, Some(digits)) => number(digits, 10),
            (None, None) => Err("a reference is to what no document type defines"),
        },
    }
}

/// Whether XML can hold a character (XML 1.0, 2.2).
pub(super) fn is_character(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    }
}

/// A declaration names no encoding but that of the text. Of ASCII, it is the same in nearly all.
fn check_declaration(declaration: &str, is_ascii: bool) -> Result<(), &'static str> {
    let declaration = declaration.to_ascii_lowercase();
    let encoding = declaration.split_once("encoding").map(|(_, rest)| rest);
    let is_utf8 = encoding.is_none_or(|rest| {
        let value = rest.trim_start_matches(|c: char| c == '=' || c.is_ascii_whitespace());
        let value = value.trim_matches(['"', '\'']);
        value.starts_with("utf-8") || value.starts_with("us-ascii")
    });
    if is_utf8 || is_ascii {
        Ok(())
    } else {
        Err("its encoding is not UTF-8")
    }
}
