//! What an `xml` object says of a schema.

use serde_json::Value;

use crate::diag::Diagnostics;
use crate::ir::XmlName;
use crate::lower::losses::not_carried;
use crate::lower::merge::subschema::Subschema;
use crate::markdown::code;
use crate::normalize::XML;
use crate::origin::Origin;
use crate::spec::Spec;

/// How many schemas may be the only member of each other.
const MAX_DEPTH: usize = 16;

/// What an `xml` object says, and its place.
#[derive(Clone, Debug)]
pub(super) struct XmlSaid<'a> {
    said: Option<&'a Value>,
    at: Origin,
}

/// What a value is (`OpenAPI 3.2.0, 4.26.1`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeType {
    Element,
    Attribute,
    Text,
    Cdata,
    /// What is inside of it stands in its place.
    None,
}

impl<'a> XmlSaid<'a> {
    /// What is said of a schema, or else of the only schema that it is made of.
    pub(super) fn of(spec: &'a Spec, subschema: &Subschema<'a>) -> Self {
        let mut subschema = subschema.clone();
        for _ in 0..MAX_DEPTH {
            if let Some(said) = subschema.schema.schema_data.extensions.get(XML) {
                let at = subschema.at.key("xml");
                return Self {
                    said: Some(said),
                    at,
                };
            }
            let [only] = subschema.keywords().all_of else {
                break;
            };
            let at = subschema.at.key("allOf").index(0);
            let Some(resolved) = spec.schema(only, &at) else {
                break;
            };
            subschema = Subschema::of(resolved);
        }
        Self {
            said: None,
            at: subschema.at,
        }
    }

    /// Where it stands.
    pub(super) fn at(&self) -> &Origin {
        &self.at
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.said?.get(key)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn is(&self, key: &str) -> bool {
        let flag = self.said.and_then(|it| it.get(key));
        flag.and_then(Value::as_bool) == Some(true)
    }

    /// Whether it has a name.
    pub(super) fn is_named(&self) -> bool {
        self.text("name").is_some()
    }

    /// Where the name stands.
    fn at_name(&self) -> Origin {
        if self.is_named() {
            self.at.key("name")
        } else {
            self.at.clone()
        }
    }

    /// The name without its prefix, whether or not XML can have it.
    pub(super) fn local<'o>(&self, other: &'o str) -> &'o str
    where
        'a: 'o,
    {
        let whole = self.text("name").unwrap_or(other);
        whole.split_once(':').map_or(whole, |(_, local)| local)
    }

    /// What the value is, where it says so.
    pub(super) fn node_type(&self, diagnostics: &mut Diagnostics) -> Option<NodeType> {
        if let Some(word) = self.text("nodeType") {
            return match word {
                "element" => Some(NodeType::Element),
                "attribute" => Some(NodeType::Attribute),
                "text" => Some(NodeType::Text),
                "cdata" => Some(NodeType::Cdata),
                "none" => Some(NodeType::None),
                other => {
                    let what = format!("the `nodeType` {}", code(other));
                    not_carried(diagnostics, &self.at.key("nodeType"), &what);
                    None
                }
            };
        }
        if self.is("attribute") {
            return Some(NodeType::Attribute);
        }
        self.is("wrapped").then_some(NodeType::Element)
    }

    /// What the value is called; `None` where XML has no such name, which is reported.
    pub(super) fn name(&self, other: &str, diagnostics: &mut Diagnostics) -> Option<XmlName> {
        let given = self.said.and_then(|it| it.get("name"));
        if given.is_some() && !self.is_named() {
            let what = "a name of XML that is empty, or no text";
            not_carried(diagnostics, &self.at.key("name"), what);
        }
        let whole = self.text("name").unwrap_or(other);
        if !is_name(whole) {
            let at = self.at_name();
            let what = format!("{}, which XML cannot have as a name", code(whole));
            not_carried(diagnostics, &at, &what);
            return None;
        }
        let (of_name, local) = match whole.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, whole),
        };
        let prefix = self.text("prefix").or(of_name);
        let Some(uri) = self.text("namespace") else {
            if self.text("prefix").is_some() {
                let what = "a prefix without the namespace that it stands for";
                not_carried(diagnostics, &self.at.key("prefix"), what);
            }
            // The prefix `xml` has its namespace everywhere.
            let unknown = of_name.filter(|it| *it != "xml");
            if let Some(prefix) = unknown {
                let prefix = code(prefix);
                let what = format!(
                    "the prefix {prefix} of a name without the namespace that it stands for"
                );
                not_carried(diagnostics, &self.at_name(), &what);
            }
            let local = unknown.map_or(whole, |_| local).to_owned();
            return Some(XmlName { local, space: None });
        };
        let can_be = |it: &&str| is_name(it) && !it.contains(':') && !RESERVED.contains(it);
        let usable = prefix.filter(can_be);
        if let (Some(prefix), None) = (prefix, usable) {
            let what = format!("the prefix {}", code(prefix));
            not_carried(diagnostics, &self.at, &what);
        }
        let uri: String = uri.chars().filter(|it| !it.is_control()).collect();
        let prefix = usable.unwrap_or_default().to_owned();
        Some(XmlName {
            local: local.to_owned(),
            space: Some((uri, prefix)),
        })
    }
}

/// Prefixes with a meaning of their own.
const RESERVED: [&str; 3] = ["xml", "xmlns", "xsi"];

/// Whether XML can have a name, which may have a prefix (Namespaces in XML 1.0, 4). What declares namespaces is none.
pub(super) fn is_name(name: &str) -> bool {
    let mut parts = name.split(':');
    let is_part = |it: &str| it.starts_with(starts_name) && it.chars().all(is_in_name);
    let is_declaration = parts.clone().next() == Some("xmlns");
    !is_declaration && parts.clone().count() <= 2 && parts.all(is_part)
}

/// XML 1.0, 2.3.
fn starts_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn is_in_name(c: char) -> bool {
    let is_other = matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}');
    is_other || starts_name(c)
}
