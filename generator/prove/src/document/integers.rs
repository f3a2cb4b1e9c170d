//! Whole numbers that the configuration has where the description says `number`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::library::Library;

impl Library {
    /// Takes numbers for integers where a client has these because somebody who knows better has said so.
    pub fn narrow(&mut self, integers: &BTreeMap<String, String>) {
        let Some(root) = self.files.get_mut(&self.root) else {
            return;
        };
        for (pointer, format) in integers {
            let Some(Value::Object(schema)) = root.pointer_mut(pointer) else {
                continue;
            };
            let names = match schema.get_mut("type") {
                Some(Value::Array(names)) => names.as_mut_slice(),
                Some(name) => std::slice::from_mut(name),
                None => &mut [],
            };
            for name in names.iter_mut().filter(|it| *it == "number") {
                *name = Value::from("integer");
            }
            schema.insert("format".to_owned(), Value::from(format.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::Library;

    #[test]
    fn a_number_that_is_whole_by_configuration_is_an_integer() {
        let described = json!({"a": {"type": "number"}, "b": {"type": ["number", "null"]}, "c": {"type": "number"}});
        let mut library = Library {
            root: "a".into(),
            files: [("a".into(), described)].into(),
            missing: Vec::new(),
        };
        let places = ["/a", "/b", "/d"].map(|it| (it.to_owned(), "int64".to_owned()));
        library.narrow(&places.into());
        let expected = json!({
            "a": {"type": "integer", "format": "int64"},
            "b": {"type": ["integer", "null"], "format": "int64"},
            "c": {"type": "number"},
        });
        assert_eq!(library.get(&library.root()), Some(&expected));
    }
}
