//! Shapes: what is in an element.
//!
//! A value that several schemas describe has the properties of all of them, also of branches: the type decides which branch it is, as it
//! does for JSON.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::names::{Claim, tell_apart};
use super::said::{NodeType, XmlSaid, is_name};
use crate::ir::{XmlField, XmlName, XmlNode, XmlObject, XmlShape};
use crate::lower::context::LoweringContext;
use crate::lower::losses::not_carried;
use crate::lower::merge::conjuncts::{Conjunct, conjuncts, subschemas};
use crate::lower::merge::subschema::Subschema;
use crate::origin::Origin;
use crate::spec::Spec;

/// How many lists may be inside each other, and how many schemas may describe one value.
const MAX_DEPTH: usize = 32;
const MAX_PARTS: usize = 512;

/// What an item is called that nothing names.
const ITEM: &str = "item";

/// A schema that describes a value, and whether it is a branch or inside of one.
struct XmlPart<'a> {
    conjunct: Conjunct<'a>,
    is_branch: bool,
}

/// The schemas that describe a value, or can.
fn parts<'a>(spec: &'a Spec, subschema: &Subschema<'a>) -> Vec<XmlPart<'a>> {
    let mut parts = Vec::new();
    let mut seen: BTreeSet<Origin> = BTreeSet::new();
    let mut next = vec![(subschema.clone(), false)];
    while let Some((subschema, is_branch)) = next.pop() {
        if !seen.insert(subschema.at.clone()) || parts.len() > MAX_PARTS {
            continue;
        }
        for conjunct in conjuncts(spec, &[subschema]) {
            for (keyword, list) in conjunct.keywords.unions() {
                let at = conjunct.subschema.at.key(keyword);
                let branches = subschemas(spec, list, &at).into_iter().rev();
                next.extend(branches.map(|it| (it, true)));
            }
            parts.push(XmlPart {
                conjunct,
                is_branch,
            });
        }
    }
    parts
}

/// Whether the values of a schema are more than a scalar.
pub(super) fn is_structured(spec: &Spec, subschema: &Subschema<'_>) -> bool {
    let parts = parts(spec, subschema);
    let mut conjuncts = parts.iter().map(|it| &it.conjunct);
    conjuncts.any(|it| is_object(it) || it.keywords.items.is_some())
}

fn is_object(conjunct: &Conjunct<'_>) -> bool {
    let additional = conjunct.keywords.additional;
    conjunct.keywords.has_properties()
        || matches!(additional, Some(AdditionalProperties::Schema(_)))
}

/// Makes the objects that have been promised, and those that these promise.
pub(super) fn keep_promises(cx: &mut LoweringContext<'_>) {
    while let Some((id, subschema)) = cx.xml.promised.pop_front() {
        let promised = cx.xml.shapes.objects.get(id.0);
        let words = promised.map(|it| it.words.clone()).unwrap_or_default();
        let object = lower_object(cx, &parts(cx.spec, &subschema), &words);
        if let Some(place) = cx.xml.shapes.objects.get_mut(id.0) {
            *place = object;
        }
    }
}

/// The shape of the values of a schema; objects in it are promised only. `depth` is how many lists are around it. `words` are what an object is named after; `item` is what items are called that have no name.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    subschema: &Subschema<'a>,
    words: &str,
    item: Option<&str>,
    depth: usize,
) -> XmlShape {
    if depth > MAX_DEPTH {
        let what = "lists of XML more than 32 deep inside each other";
        not_carried(cx.diagnostics, &subschema.at, what);
        return XmlShape::Any;
    }
    let parts = parts(cx.spec, subschema);
    if parts.iter().any(|it| is_object(&it.conjunct)) {
        return XmlShape::Object(cx.xml.promise(subschema, words));
    }
    let mut conjuncts = parts.iter().map(|it| &it.conjunct);
    let Some(list) = conjuncts.clone().find(|it| it.keywords.items.is_some()) else {
        return scalar(&parts);
    };
    if conjuncts.any(Conjunct::is_tuple) {
        not_carried(
            cx.diagnostics,
            &list.subschema.at,
            "the places of a list of XML",
        );
        return XmlShape::Any;
    }
    match list.items(cx.spec) {
        Some(items) => {
            let said = XmlSaid::of(cx.spec, &items);
            let item = item.or(items.component.as_deref()).unwrap_or(ITEM);
            let name = said.name(item, cx.diagnostics);
            let name = name.unwrap_or_else(|| XmlName {
                local: ITEM.to_owned(),
                space: None,
            });
            let inner = items
                .component
                .clone()
                .unwrap_or_else(|| format!("{words} {}", name.local));
            let shape = lower(cx, &items, &inner, Some(&name.local), depth + 1);
            XmlShape::List(name, Box::new(shape))
        }
        None => XmlShape::Any,
    }
}

fn lower_object<'a>(cx: &mut LoweringContext<'a>, parts: &[XmlPart<'a>], words: &str) -> XmlObject {
    let mut claims: Vec<Claim> = Vec::new();
    let mut rest = None;
    for XmlPart {
        conjunct,
        is_branch,
    } in parts
    {
        for wire in conjunct
            .keywords
            .properties
            .into_iter()
            .flatten()
            .map(|(it, _)| it)
        {
            if claims.iter().any(|it| it.field.wire == *wire) {
                continue;
            }
            if let Some(property) = conjunct.property(cx.spec, wire) {
                let is_required = |it: &&XmlPart<'_>| {
                    !it.is_branch
                        && !it.conjunct.is_optional
                        && it.conjunct.keywords.required.contains(wire)
                };
                let required = !is_branch && parts.iter().any(|it| is_required(&it));
                let field = field(cx, wire, &property, (words, required));
                claims.extend(field.map(|(field, at)| Claim {
                    field,
                    at,
                    is_branch: *is_branch,
                }));
            }
        }
        if let (None, Some(AdditionalProperties::Schema(node))) =
            (&rest, conjunct.keywords.additional)
        {
            let at = conjunct.subschema.at.key("additionalProperties");
            rest = cx.spec.schema(node, &at).map(Subschema::of);
        }
    }
    let rest = rest.map(|it| {
        let said = XmlSaid::of(cx.spec, &it);
        let inner = it
            .component
            .clone()
            .unwrap_or_else(|| format!("{words} value"));
        match (
            lower(cx, &it, &inner, None, 0),
            said.node_type(cx.diagnostics),
        ) {
            (XmlShape::List(_, item), None | Some(NodeType::None)) => (XmlNode::Items, *item),
            (shape, _) => (XmlNode::Element, shape),
        }
    });
    XmlObject {
        words: words.to_owned(),
        fields: tell_apart(claims, cx.diagnostics),
        rest,
    }
}

/// A property, and where its name is from; `None` where XML cannot have its name, which is reported.
fn field<'a>(
    cx: &mut LoweringContext<'a>,
    wire: &str,
    property: &Subschema<'a>,
    (words, required): (&str, bool),
) -> Option<(XmlField, Origin)> {
    let said = XmlSaid::of(cx.spec, property);
    let node_type = said.node_type(cx.diagnostics);
    let component = property.component.clone();
    let inner = component.unwrap_or_else(|| format!("{words} {wire}"));
    // What a list is called counts where it has an element (`OpenAPI 3.0.4, 4.8.26.1`); then its items are called the same.
    let is_wrapped = node_type == Some(NodeType::Element);
    let item = match said.local(wire) {
        _ if !is_wrapped => wire,
        local if is_name(local) => local,
        _ => ITEM,
    };
    let shape = lower(cx, property, &inner, Some(item), 0);
    if let (XmlShape::List(name, item), None | Some(NodeType::None)) = (&shape, node_type) {
        let node = if required {
            XmlNode::RequiredItems
        } else {
            XmlNode::Items
        };
        let field = XmlField {
            wire: wire.to_owned(),
            name: name.clone(),
            node,
            shape: (**item).clone(),
        };
        return Some((field, said.at().clone()));
    }
    let name = said.name(wire, cx.diagnostics)?;
    let (node, shape) = match (shape, node_type) {
        (shape, None | Some(NodeType::Element)) => (XmlNode::Element, shape),
        (shape @ (XmlShape::List(..) | XmlShape::Object(_)), Some(node_type)) => {
            let what = match node_type {
                NodeType::None => "the properties of an object in place of its element",
                NodeType::Attribute | NodeType::Text | NodeType::Cdata | NodeType::Element => {
                    "an attribute or a text that is no scalar"
                }
            };
            not_carried(cx.diagnostics, said.at(), what);
            (XmlNode::Element, shape)
        }
        (shape, Some(NodeType::Attribute)) => (XmlNode::Attribute, attribute(shape)),
        (shape, Some(NodeType::Text | NodeType::None)) => (XmlNode::Text, shape),
        (shape, Some(NodeType::Cdata)) => (XmlNode::Cdata, shape),
    };
    let field = XmlField {
        wire: wire.to_owned(),
        name,
        node,
        shape,
    };
    Some((field, said.at().clone()))
}

/// An attribute is a text at least.
fn attribute(shape: XmlShape) -> XmlShape {
    match shape {
        XmlShape::Any => XmlShape::Text,
        other => other,
    }
}

/// What a value without properties and items is.
fn scalar(parts: &[XmlPart<'_>]) -> XmlShape {
    let mut types: BTreeSet<&str> = BTreeSet::new();
    for XmlPart { conjunct, .. } in parts {
        let keywords = &conjunct.keywords;
        types.extend(keywords.typ.or(keywords.hint));
        if keywords.typ.is_none() {
            types.extend(keywords.values.iter().filter_map(|it| match it {
                serde_json::Value::String(_) => Some("string"),
                serde_json::Value::Number(_) => Some("number"),
                serde_json::Value::Bool(_) => Some("boolean"),
                _ => None,
            }));
        }
    }
    let types: Vec<&str> = types.into_iter().collect();
    match types.as_slice() {
        [] | ["array" | "object", ..] => XmlShape::Any,
        ["string"] => XmlShape::Text,
        ["boolean"] => XmlShape::Bool,
        ["integer" | "number"] | ["integer", "number"] => XmlShape::Number,
        _ => XmlShape::Scalar,
    }
}
