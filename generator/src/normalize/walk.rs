//! The walk: every node of the document against the table.

use super::grammar::{DESCRIPTION, Presence, Rule, SCHEMA, Shape};
use super::rules::list;
use crate::diag::Diagnostics;
use crate::origin::Origin;
use crate::source::Node;

/// Checks the whole document, and takes out what does not belong there.
pub(super) fn walk(root: &mut Node, at: &Origin, diagnostics: &mut Diagnostics) {
    let mut walk = Walk { diagnostics };
    walk.object(&DESCRIPTION, root, at);
}

struct Walk<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_> {
    /// Checks a value. `false`: the value is reported and has to go.
    fn value(&mut self, shape: Shape, node: &mut Node, at: &Origin) -> bool {
        match shape {
            Shape::Data => true,
            Shape::Text => self.text(node, at),
            Shape::Word(words) => self.word(words, node, at),
            Shape::Flag => {
                matches!(node, Node::Bool(_)) || self.wrong("`true` or `false`", node, at)
            }
            Shape::Number => match node {
                Node::Int(_) => true,
                Node::Float(number) if number.is_finite() => true,
                _ => self.wrong("a number", node, at),
            },
            Shape::Count => self.count(node, at),
            Shape::Object(rule) => self.object(rule, node, at),
            Shape::RefOr(rule) => self.reference_or(rule, node, at),
            Shape::SchemaOrFlag => {
                matches!(node, Node::Bool(_)) || self.reference_or(&SCHEMA, node, at)
            }
            Shape::List(item) => self.list(*item, node, at),
            Shape::Map(value) => self.map(*value, node, at, |_, _, _| true),
            Shape::Paths(value) => self.map(*value, node, at, Self::path_key),
            Shape::Statuses(value) => self.map(*value, node, at, Self::status_key),
        }
    }

    fn wrong(&mut self, expected: &str, node: &Node, at: &Origin) -> bool {
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.error("invalid-type", at, message);
        false
    }

    /// A string. YAML reads `version: 1.0` as a number; the words of a description are meant as text all the same.
    fn text(&mut self, node: &mut Node, at: &Origin) -> bool {
        let text = match node {
            Node::String(_) => return true,
            Node::Int(number) => number.to_string(),
            Node::Float(number) if number.fract() == 0.0 => format!("{number:.1}"),
            Node::Float(number) => number.to_string(),
            Node::Bool(flag) => flag.to_string(),
            Node::Null => String::new(),
            Node::Sequence(_) | Node::Mapping(_) => return self.wrong("a string", node, at),
        };
        *node = Node::String(text);
        true
    }

    fn word(&mut self, words: &[&str], node: &Node, at: &Origin) -> bool {
        match node.as_str() {
            Some(word) if words.contains(&word) => true,
            Some(word) => {
                let mut expected: Vec<&str> = words.to_vec();
                expected.sort_unstable();
                let hint = match nearest(word, expected.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known are {}", list(&expected)),
                };
                self.diagnostics
                    .error("invalid-value", at, format!("`{word}` is not known here"))
                    .hint(hint);
                false
            }
            None => self.wrong("a string", node, at),
        }
    }

    fn count(&mut self, node: &mut Node, at: &Origin) -> bool {
        match node {
            Node::Int(number) if u32::try_from(*number).is_ok() => true,
            Node::Int(_) | Node::Float(_) => {
                self.diagnostics
                    .warning(
                        "invalid-bound",
                        at,
                        "expected a whole number that is not negative",
                    )
                    .hint("the client does without this bound");
                false
            }
            _ => self.wrong("a number", node, at),
        }
    }

    fn list(&mut self, item: Shape, node: &mut Node, at: &Origin) -> bool {
        let Node::Sequence(items) = node else {
            return self.wrong("a list", node, at);
        };
        let mut index = 0;
        items.retain_mut(|node| {
            index += 1;
            self.value(item, node, &at.index(index - 1))
        });
        true
    }

    fn map(
        &mut self,
        value: Shape,
        node: &mut Node,
        at: &Origin,
        key_is_right: fn(&mut Self, &str, &Origin) -> bool,
    ) -> bool {
        let Node::Mapping(entries) = node else {
            return self.wrong("a mapping", node, at);
        };
        let checked = !matches!(value, Shape::RefOr(rule) if std::ptr::eq(rule, &raw const SCHEMA));
        entries.retain_mut(|(key, node)| {
            let at = at.key(key);
            // Only where keys have a meaning of their own are extensions allowed among them.
            if checked && key.starts_with("x-") && !matches!(node, Node::Mapping(_)) {
                return false;
            }
            key_is_right(self, key, &at) && self.value(value, node, &at)
        });
        true
    }

    fn path_key(&mut self, key: &str, at: &Origin) -> bool {
        if key.starts_with("x-") {
            return false;
        }
        if !key.starts_with('/') {
            self.diagnostics.error(
                "invalid-path",
                at,
                format!("the path `{key}` does not start with a slash"),
            );
            return false;
        }
        true
    }

    fn status_key(&mut self, key: &str, at: &Origin) -> bool {
        if key.starts_with("x-") {
            return false;
        }
        let is_status = match key.as_bytes() {
            [b'1'..=b'5', b'X', b'X'] | b"default" => true,
            [b'1'..=b'9', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
            _ => false,
        };
        if !is_status {
            self.diagnostics
                .error("invalid-status", at, format!("`{key}` is not a status"))
                .hint("statuses are `200`, `4XX` or `default`");
        }
        is_status
    }

    fn reference_or(&mut self, rule: &'static Rule, node: &mut Node, at: &Origin) -> bool {
        let Node::Mapping(entries) = node else {
            return self.wrong(rule.name, node, at);
        };
        let Some((_, target)) = entries.iter_mut().find(|(key, _)| key == "$ref") else {
            return self.object(rule, node, at);
        };
        if !matches!(target, Node::String(_)) {
            let target = target.clone();
            return self.wrong("a reference", &target, &at.key("$ref"));
        }
        entries.retain(|(key, _)| {
            if key != "$ref" {
                self.diagnostics
                    .warning(
                        "ignored-sibling",
                        &at.key(key),
                        format!("`{key}` beside `$ref` has no effect"),
                    )
                    .hint(
                        "in OpenAPI 3.0, a reference stands alone; wrap it in `allOf` to add to it",
                    );
            }
            key == "$ref"
        });
        true
    }

    fn object(&mut self, rule: &'static Rule, node: &mut Node, at: &Origin) -> bool {
        let Node::Mapping(entries) = node else {
            return self.wrong(rule.name, node, at);
        };
        for field in rule
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
        {
            if entries.iter().all(|(key, _)| key != field.name) {
                self.diagnostics.error(
                    "missing-field",
                    at,
                    format!("{} needs `{}`", rule.name, field.name),
                );
            }
        }
        entries.retain_mut(|(key, node)| self.field(rule, key, node, &at.key(key)));
        if let Some(also) = rule.also {
            also(entries, at, self.diagnostics);
        }
        true
    }

    fn field(&mut self, rule: &Rule, key: &str, node: &mut Node, at: &Origin) -> bool {
        if key.starts_with("x-") {
            return true;
        }
        let Some(field) = rule.fields.iter().find(|field| field.name == key) else {
            let diagnostic = self.diagnostics.warning(
                "unknown-field",
                at,
                format!("{} has no field `{key}` in OpenAPI 3.0", rule.name),
            );
            diagnostic.about_key();
            if let Some(near) = nearest(key, rule.fields.iter().map(|field| field.name)) {
                diagnostic.hint(format!("did you mean `{near}`?"));
            }
            return false;
        };
        if field.presence == Presence::NotCarried {
            self.diagnostics
                .warning(
                    "not-carried",
                    at,
                    format!("the client does not carry `{key}` of {}", rule.name),
                )
                .about_key();
            return false;
        }
        self.value(field.shape, node, at)
    }
}

/// The name that differs least from `wrong`, if it differs little.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|(distance, name)| *distance <= 2 && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

/// How many letters have to be added, removed or replaced to get from one word to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.to_lowercase().chars().enumerate() {
        let mut left = i + 1;
        let mut above_left = i;
        let mut next = vec![left];
        for (b, above) in other.iter().zip(row.iter().skip(1)) {
            let replaced = above_left + usize::from(a != *b);
            left = replaced.min(left + 1).min(above + 1);
            above_left = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
