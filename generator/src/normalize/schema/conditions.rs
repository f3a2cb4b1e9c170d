//! Conditions: what a schema asks of some values only, or of some items (JSON Schema 2020-12 Core, 10.2 and 10.3; Validation, 6.4 and 6.5.4). No
//! type says that, so that the documentation does, as far as it is a sentence.

use super::Cx;
use super::values::as_text;
use crate::markdown::code;
use crate::normalize::references::percent_decoded;
use crate::normalize::remarks;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Marks a schema of whose `not` the documentation tells.
pub(crate) const SAID: &str = "x-said";

/// How many names and values a sentence lists, and how long it may be.
const MOST_LISTED: usize = 12;
const LONGEST: usize = 400;

/// Keywords that say nothing about values.
const ANNOTATIONS: [&str; 6] = [
    "title",
    "description",
    "$comment",
    "default",
    "examples",
    "example",
];

/// Moves conditions into the description, where they can be said in a sentence.
pub(super) fn said(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
        say(schema, &[keyword], |it| dependent(it.get(keyword)?));
    }
    say(
        schema,
        &["contains", "minContains", "maxContains"],
        contained,
    );
    // It stays, as a schema that says what a value is not says that there is one.
    let not = schema.get("not").and_then(holds);
    if let Some(what) = not.filter(|it| it.len() <= LONGEST) {
        remarks::append(schema, &format!("It must not be that {what}."));
        schema.insert(SAID, Node::Bool(true));
    }
    say(schema, &["if", "then", "else"], conditional);
    for keyword in ["minContains", "maxContains"] {
        if !schema.contains("contains") {
            schema.remove(keyword);
        }
    }
}

/// Takes keywords out, the first of which is there, and says what they mean, if `words` can.
fn say(schema: &mut Mapping, keywords: &[&str], words: impl Fn(&Mapping) -> Option<String>) {
    let is_there = keywords.first().is_some_and(|it| schema.contains(it));
    let words = is_there.then(|| words(schema)).flatten();
    if let Some(words) = words.filter(|it| it.len() <= LONGEST) {
        for keyword in keywords {
            schema.remove(keyword);
        }
        remarks::append(schema, &words);
    }
}

/// What is needed where a property is there.
fn dependent(node: &Node) -> Option<String> {
    let sentence = |(name, needed): &(String, Node)| {
        let name = code(name);
        match needed {
            Node::Sequence(names) => {
                let are = if names.len() == 1 { "is" } else { "are" };
                Some(format!(
                    "Where {name} is there, {} {are} needed.",
                    listed(names)?
                ))
            }
            needed => Some(format!("Where {name} is there, {}.", holds(needed)?)),
        }
    };
    let entries = node.as_mapping()?.entries();
    let sentences: Option<Vec<String>> = entries.iter().map(sentence).collect();
    Some(sentences?.join(" ")).filter(|it| !it.is_empty())
}

/// How many items are as a schema says.
fn contained(schema: &Mapping) -> Option<String> {
    let count = |key: &str| match schema.get(key) {
        None => Some(None),
        Some(Node::Int(count)) => Some(Some(*count)),
        Some(_) => None,
    };
    let are = predicate(schema.get("contains")?.as_mapping()?)?;
    let items = |count: i128| if count == 1 { "item" } else { "items" };
    let least = count("minContains")?.unwrap_or(1);
    let how_many = match count("maxContains")? {
        Some(most) if most == least => format!("{least} {}", items(least)),
        Some(most) => format!("{least} to {most} items"),
        None => format!("{least} {}", items(least)),
    };
    let lead = if schema.contains("maxContains") {
        "Of"
    } else {
        "Of at least"
    };
    Some(format!("{lead} {how_many} holds: it {are}."))
}

/// What holds if something else does.
fn conditional(schema: &Mapping) -> Option<String> {
    let condition = holds(schema.get("if")?)?;
    let part = |key: &str| match schema.get(key) {
        None => Some(None),
        Some(node) => holds(node).map(Some),
    };
    match (part("then")?, part("else")?) {
        (Some(then), None) => Some(format!("If {condition}, then {then}.")),
        (None, Some(otherwise)) => Some(format!("Unless {condition}, {otherwise}.")),
        (Some(then), Some(otherwise)) => {
            Some(format!("If {condition}, then {then}; else {otherwise}."))
        }
        // Nothing depends on it.
        (None, None) => Some(String::new()),
    }
}

/// That a value is as a schema says, as a clause.
fn holds(node: &Node) -> Option<String> {
    let schema = node.as_mapping()?;
    let is_object = schema.contains("required") || schema.contains("properties");
    if !is_object {
        return predicate(schema).map(|it| format!("it {it}"));
    }
    let required = schema
        .get("required")
        .and_then(Node::as_list)
        .unwrap_or_default();
    let mut clauses = Vec::new();
    for (key, value) in schema.entries() {
        match (key.as_str(), value) {
            ("properties", Node::Mapping(properties)) => {
                for (name, it) in properties.entries() {
                    let is_needed = required.iter().any(|it| it.as_str() == Some(name));
                    let is = predicate(it.as_mapping()?)?;
                    let absent = if is_needed { "" } else { " or is absent" };
                    clauses.push(format!("{} {is}{absent}", code(name)));
                }
            }
            ("required", Node::Sequence(names)) => {
                let described = schema.get("properties").and_then(Node::as_mapping);
                let is_described = |it: &Node| {
                    it.as_str()
                        .is_some_and(|it| described.is_some_and(|all| all.contains(it)))
                };
                let others: Vec<Node> = names
                    .iter()
                    .filter(|it| !is_described(it))
                    .cloned()
                    .collect();
                let are = if others.len() == 1 { "is" } else { "are" };
                if !others.is_empty() {
                    clauses.push(format!("{} {are} there", listed(&others)?));
                }
            }
            ("type", Node::String(name)) if name == "object" => {}
            (key, _) if is_annotation(key) => {}
            _ => return None,
        }
    }
    (1..=MOST_LISTED)
        .contains(&clauses.len())
        .then(|| clauses.join(" and "))
}

/// What a schema says about one value, behind its name.
pub(super) fn predicate(schema: &Mapping) -> Option<String> {
    let mut all = Vec::new();
    let mut typ = None;
    for (key, value) in schema.entries() {
        let number = || match value {
            Node::Int(_) | Node::Float(_) => as_text(value),
            _ => None,
        };
        all.push(match key.as_str() {
            "const" => format!("is {}", shown(value)?),
            "enum" => match value.as_list()? {
                [one] => format!("is {}", shown(one)?),
                some => format!("is one of {}", listed(some)?),
            },
            "$ref" => {
                let name = value.as_str()?.rsplit('/').next()?;
                let name = percent_decoded(name).replace("~1", "/").replace("~0", "~");
                format!("is a {}", code(&name))
            }
            "minimum" => format!("is at least {}", number()?),
            "maximum" => format!("is at most {}", number()?),
            "exclusiveMinimum" => format!("is more than {}", number()?),
            "exclusiveMaximum" => format!("is less than {}", number()?),
            "multipleOf" => format!("is a multiple of {}", number()?),
            "minLength" => format!("has at least {} characters", number()?),
            "maxLength" => format!("has at most {} characters", number()?),
            "minItems" => format!("has at least {} items", number()?),
            "maxItems" => format!("has at most {} items", number()?),
            "format" => format!("is of the format {}", shown(value)?),
            "pattern" => format!("matches {}", shown(value)?),
            "type" => {
                typ = Some(value.as_str()?);
                continue;
            }
            key if is_annotation(key) => continue,
            _ => return None,
        });
    }
    match (typ, all.is_empty()) {
        (_, false) => Some(all.join(" and ")),
        (Some(typ @ ("array" | "integer" | "object")), true) => Some(format!("is an {typ}")),
        (Some("null"), true) => Some("is `null`".to_owned()),
        (Some(typ), true) => Some(format!("is a {}", code(typ).trim_matches('`'))),
        (None, true) => None,
    }
}

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Names or values, with `and` before the last.
fn listed(values: &[Node]) -> Option<String> {
    let texts: Option<Vec<String>> = values.iter().map(shown).collect();
    let texts = texts.filter(|it| (1..=MOST_LISTED).contains(&it.len()))?;
    let (last, others) = texts.split_last()?;
    Some(if others.is_empty() {
        last.clone()
    } else {
        format!("{} and {last}", others.join(", "))
    })
}

/// A value as code; `None` for one that is no scalar.
fn shown(value: &Node) -> Option<String> {
    let text = match value {
        Node::Null => "null".to_owned(),
        Node::String(text) => text.clone(),
        value => as_text(value)?,
    };
    let is_shown = !text.is_empty() && !text.contains(char::is_control);
    is_shown.then(|| code(&text))
}
