//! Changes of a description: what is in it is moved, removed and added.

use std::collections::BTreeSet;

use serde_yaml::{Mapping, Value};

/// What holds values and no description.
const DATA: [&str; 6] = [
    "example",
    "examples",
    "default",
    "const",
    "mapping",
    "x-enum-varnames",
];

/// Mappings and lists whose order says nothing.
const MAPPINGS: [&str; 11] = [
    "paths",
    "properties",
    "schemas",
    "definitions",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "securitySchemes",
    "components",
    "variables",
];
const LISTS: [&str; 4] = ["required", "enum", "parameters", "tags"];

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// A source of changes, which a seed gives again.
pub(super) struct Change(u64);

impl Change {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn order<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }

    /// Moves everything whose order says nothing.
    pub(super) fn shuffle(&mut self, tree: &mut Value) {
        self.shuffle_below(tree, "", false);
    }

    /// `is_named` is whether the keys here are names of the description's own.
    fn shuffle_below(&mut self, tree: &mut Value, key: &str, is_named: bool) {
        match tree {
            Value::Mapping(mapping) => {
                let is_free = !is_named && MAPPINGS.contains(&key);
                let mut entries: Vec<(Value, Value)> =
                    std::mem::take(mapping).into_iter().collect();
                let mapping_has_lists = entries
                    .iter()
                    .any(|(key, _)| key.as_str().is_some_and(|it| it.starts_with("x-")));
                if is_free {
                    self.order(&mut entries);
                }
                for (key, value) in &mut entries {
                    let key = key.as_str().unwrap_or_default().to_owned();
                    // Lists beside the values are in their order.
                    let is_told = key == "enum" && mapping_has_lists;
                    if is_told {
                        continue;
                    }
                    if is_free || !DATA.contains(&key.as_str()) && !key.starts_with("x-") {
                        // A property may be called `properties`.
                        self.shuffle_below(value, &key, is_free);
                    }
                }
                *mapping = entries.into_iter().collect();
            }
            Value::Sequence(list) => {
                // Of two headers that are one, the first counts.
                let names = list.iter().filter_map(|it| it.get("name")?.as_str());
                let names: Vec<String> = names.map(str::to_lowercase).collect();
                let are_different = names.iter().collect::<BTreeSet<_>>().len() == names.len();
                if !is_named && are_different && LISTS.contains(&key) {
                    self.order(list);
                }
                for item in list {
                    self.shuffle_below(item, "", false);
                }
            }
            _ => {}
        }
    }

    /// Makes a few edits, and says which.
    pub(super) fn edit(&mut self, tree: &mut Value) -> Vec<String> {
        let mut told = Vec::new();
        for number in 0..1 + self.below(4) {
            let edits: [fn(&mut Self, &mut Value, usize) -> Option<String>; 9] = [
                Self::remove_operation,
                Self::copy_operation,
                Self::copy_operation,
                Self::copy_under_other_tag,
                Self::remove_property,
                Self::add_property,
                Self::add_component,
                Self::add_value,
                Self::add_parameter,
            ];
            let edit = edits[self.below(edits.len())];
            told.extend(edit(self, tree, number));
        }
        if self.below(2) == 0 {
            self.shuffle(tree);
            told.push("moved all".to_owned());
        }
        told
    }

    fn operation(&mut self, tree: &Value) -> Option<(String, String)> {
        let paths = tree.get("paths")?.as_mapping()?;
        let mut all = Vec::new();
        for (path, item) in paths {
            for method in METHODS.into_iter().filter(|it| item.get(it).is_some()) {
                all.push((path.as_str()?.to_owned(), method.to_owned()));
            }
        }
        let index = self.below(all.len());
        all.get(index).cloned()
    }

    fn remove_operation(&mut self, tree: &mut Value, _: usize) -> Option<String> {
        let (path, method) = self.operation(tree)?;
        tree["paths"][path.as_str()]
            .as_mapping_mut()?
            .remove(method.as_str());
        Some(format!("without {method} {path}"))
    }

    fn copy_operation(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        self.copy(tree, number, None)
    }

    fn copy_under_other_tag(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        let (path, method) = self.operation(tree)?;
        let tag = tree["paths"][path.as_str()][method.as_str()]
            .get("operationId")?
            .as_str()?
            .to_owned();
        let tag = if self.below(2) == 0 {
            tag
        } else {
            format!("{tag} list")
        };
        self.copy(tree, number, Some(tag))
    }

    /// A copy of an operation at another path, which wants the same names.
    fn copy(&mut self, tree: &mut Value, number: usize, tag: Option<String>) -> Option<String> {
        let (path, method) = self.operation(tree)?;
        let item = tree["paths"][path.as_str()].clone();
        let mut operation = item[method.as_str()].clone();
        if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
            let id = match self.below(3) {
                0 => format!("{id}_{number}"),
                1 => format!("{number}{id}"),
                _ => id.to_uppercase() + &"_".repeat(number),
            };
            operation["operationId"] = id.into();
        }
        if let Some(tag) = &tag {
            operation["tags"] = Value::Sequence(vec![tag.as_str().into()]);
        }
        let mut copy = Mapping::new();
        if let Some(shared) = item.get("parameters") {
            copy.insert("parameters".into(), shared.clone());
        }
        copy.insert(method.as_str().into(), operation);
        let to = format!("/a{number}{path}");
        let paths = tree["paths"].as_mapping_mut()?;
        put(paths, &to, Value::Mapping(copy), self.below(2) == 0);
        Some(format!("{method} {path} as {to} with {tag:?}"))
    }

    /// The schemas of the components.
    fn components(tree: &mut Value) -> Option<&mut Mapping> {
        if tree.get("definitions").is_some() {
            return tree.get_mut("definitions")?.as_mapping_mut();
        }
        tree.get_mut("components")?
            .get_mut("schemas")?
            .as_mapping_mut()
    }

    fn component<'t>(
        &mut self,
        tree: &'t mut Value,
        with: &str,
    ) -> Option<(String, &'t mut Value)> {
        let schemas = Self::components(tree)?;
        let fitting = schemas.iter().filter(|(_, it)| it.get(with).is_some());
        let names: Vec<String> = fitting
            .filter_map(|(name, _)| Some(name.as_str()?.to_owned()))
            .collect();
        let name = names.get(self.below(names.len()))?;
        Some((name.clone(), schemas.get_mut(name.as_str())?))
    }

    fn remove_property(&mut self, tree: &mut Value, _: usize) -> Option<String> {
        let (name, schema) = self.component(tree, "properties")?;
        let required = schema.get("required").cloned().unwrap_or_default();
        let properties = schema["properties"].as_mapping_mut()?;
        let names: Vec<String> = properties
            .keys()
            .filter_map(|it| Some(it.as_str()?.to_owned()))
            .collect();
        let property = names.get(self.below(names.len()))?;
        let is_required = required
            .as_sequence()
            .is_some_and(|it| it.contains(&property.as_str().into()));
        if is_required || names.len() < 2 {
            return None;
        }
        properties.remove(property.as_str());
        Some(format!("{name} without {property}"))
    }

    fn add_property(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        let (name, schema) = self.component(tree, "properties")?;
        let properties = schema["properties"].as_mapping_mut()?;
        let names: Vec<String> = properties
            .keys()
            .filter_map(|it| Some(it.as_str()?.to_owned()))
            .collect();
        let like = names.get(self.below(names.len()))?;
        let property = self.like(like, number);
        let value = properties.get(like.as_str())?.clone();
        put(properties, &property, value, self.below(2) == 0);
        Some(format!("{name} with {property}"))
    }

    fn add_component(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        let (like, schema) = self.component(tree, "type")?;
        let (name, schema) = (self.like(&like, number), schema.clone());
        let at = if tree.get("definitions").is_some() {
            "#/definitions/"
        } else {
            "#/components/schemas/"
        };
        let is_first = self.below(2) == 0;
        put(Self::components(tree)?, &name, schema, is_first);
        let reference = name
            .replace('~', "~0")
            .replace('/', "~1")
            .replace('%', "%25")
            .replace(' ', "%20");
        let (_, owner) = self.component(tree, "properties")?;
        let mut refers = Mapping::new();
        refers.insert("$ref".into(), format!("{at}{reference}").into());
        put(
            owner["properties"].as_mapping_mut()?,
            &format!("a{number}"),
            Value::Mapping(refers),
            is_first,
        );
        Some(format!("{name} beside {like}"))
    }

    fn add_value(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        let (name, schema) = self.component(tree, "enum")?;
        let values = schema["enum"].as_sequence_mut()?;
        let like = values.get(self.below(values.len()))?.as_str()?.to_owned();
        let value = self.like(&like, number);
        if values.contains(&value.as_str().into()) {
            return None;
        }
        values.insert(0, value.as_str().into());
        Some(format!("{name} with {value:?}"))
    }

    fn add_parameter(&mut self, tree: &mut Value, number: usize) -> Option<String> {
        let (path, method) = self.operation(tree)?;
        let operation = &mut tree["paths"][path.as_str()][method.as_str()];
        let list = operation.get("parameters").and_then(Value::as_sequence);
        let names = list
            .into_iter()
            .flatten()
            .filter_map(|it| it.get("name")?.as_str());
        let names: Vec<String> = names.map(str::to_owned).collect();
        let like = names.get(self.below(names.len()))?;
        let name = self.like(like, number);
        let mut parameter = Mapping::new();
        parameter.insert("name".into(), name.as_str().into());
        parameter.insert("in".into(), "query".into());
        parameter.insert(
            "schema".into(),
            serde_yaml::from_str("{type: string}").unwrap(),
        );
        operation["parameters"]
            .as_sequence_mut()?
            .insert(0, Value::Mapping(parameter));
        Some(format!("{method} {path} with {name}"))
    }

    /// A name that becomes nearly the same in Rust.
    fn like(&mut self, name: &str, number: usize) -> String {
        match self.below(5) {
            0 => name.to_uppercase(),
            1 => name.to_lowercase(),
            2 => format!("_{name}"),
            3 => format!("{name}_{number}"),
            _ => format!("{name}{number}"),
        }
    }
}

/// Adds an entry, unless there is one, at the beginning or at the end.
fn put(mapping: &mut Mapping, key: &str, value: Value, is_first: bool) {
    if mapping.contains_key(key) {
        return;
    }
    let others: Vec<(Value, Value)> = std::mem::take(mapping).into_iter().collect();
    let new = [(key.into(), value)];
    *mapping = if is_first {
        new.into_iter().chain(others).collect()
    } else {
        others.into_iter().chain(new).collect()
    };
}
