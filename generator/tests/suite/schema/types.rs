//! The types of the configuration, as their source says what they read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use syn::{Attribute, Fields, GenericArgument, Item, ItemEnum, ItemStruct, PathArguments, Type};

use crate::support::files_below;

/// Structs and enums by their names.
pub(super) struct Types {
    structs: BTreeMap<String, ItemStruct>,
    enums: BTreeMap<String, ItemEnum>,
}

/// What serde is told about a type, a field or a variant.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a word of serde's own"
)]
#[derive(Default)]
struct Told {
    name: Option<String>,
    case: Option<String>,
    is_default: bool,
    is_closed: bool,
    is_skipped: bool,
    is_flat: bool,
}

/// A key of a table.
pub(super) struct Key {
    /// Its name.
    pub(super) name: String,
    /// What it is about.
    pub(super) docs: String,
    /// How it is used, in TOML.
    pub(super) example: Option<String>,
    /// The schema of its value.
    pub(super) schema: Value,
    is_required: bool,
}

impl Types {
    pub(super) fn read(folder: &Path) -> Self {
        let mut types = Self {
            structs: BTreeMap::new(),
            enums: BTreeMap::new(),
        };
        for file in files_below(folder) {
            if file.rsplit('.').next() != Some("rs") {
                continue;
            }
            let text = fs::read_to_string(folder.join(file)).unwrap();
            for item in syn::parse_file(&text).unwrap().items {
                match item {
                    Item::Struct(it) => drop(types.structs.insert(it.ident.to_string(), it)),
                    Item::Enum(it) => drop(types.enums.insert(it.ident.to_string(), it)),
                    _ => {}
                }
            }
        }
        types
    }

    /// The names of the keys of a struct.
    pub(super) fn keys(&self, name: &str) -> Vec<String> {
        self.table(name).into_iter().map(|it| it.name).collect()
    }

    /// The keys of a struct.
    pub(super) fn table(&self, name: &str) -> Vec<Key> {
        let of = told(&self.structs[name].attrs);
        let fields = self.structs[name].fields.iter();
        let keys = fields.filter_map(|field| {
            let told = told(&field.attrs);
            if told.is_skipped || told.is_flat {
                return None;
            }
            let mut schema = self.schema(&field.ty);
            if let Some(default) = self.default(&field.ty)
                && (of.is_default || told.is_default)
            {
                schema["default"] = default;
            }
            let (docs, example) = docs(&field.attrs);
            schema["description"] = json!(docs);
            Some(Key {
                name: told
                    .name
                    .unwrap_or(field.ident.as_ref().unwrap().to_string()),
                docs,
                example,
                schema,
                is_required: !of.is_default && !told.is_default && word(&field.ty) != "Option",
            })
        });
        keys.collect()
    }

    /// The schema of a struct.
    pub(super) fn object(&self, name: &str) -> Value {
        let mut schema = json!({ "type": "object" });
        let keys = self.table(name);
        let required: Vec<&str> = keys
            .iter()
            .filter(|it| it.is_required)
            .map(|it| it.name.as_str())
            .collect();
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let properties = keys.into_iter().map(|it| (it.name, it.schema));
        schema["properties"] = Value::Object(properties.collect());
        if told(&self.structs[name].attrs).is_closed {
            schema["additionalProperties"] = json!(false);
        }
        schema
    }

    /// The schemas of what is referred to.
    pub(super) fn definitions(&self) -> Value {
        let mut all = Map::new();
        for name in self.structs.keys() {
            let used = ["Config", "ConfigFile", "ClientTable", "Entries", "Choice"];
            let is_table = self.structs[name]
                .fields
                .iter()
                .all(|it| it.ident.is_some());
            if is_table
                && !self.structs[name].fields.is_empty()
                && !used.contains(&&**name)
                && self.special(name).is_none()
            {
                all.insert(name.clone(), self.object(name));
            }
        }
        for name in self.enums.keys() {
            let schema = self
                .special(name)
                .unwrap_or_else(|| self.alternatives(name));
            all.insert(name.clone(), schema);
        }
        for name in ["CommandLineConfig", "FilesConfig"] {
            all.insert(name.to_owned(), self.special(name).unwrap());
        }
        Value::Object(all)
    }

    /// Types that are read by code of their own.
    fn special(&self, name: &str) -> Option<Value> {
        Some(match name {
            "FilesConfig" => json!({
                "type": "object",
                "properties": { "roots": { "type": "array", "items": { "type": "string" } } },
                "additionalProperties": { "type": "string" },
            }),
            "CommandLineConfig" => json!({ "anyOf": [
                { "type": "string" },
                { "$ref": "#/definitions/CommandLineTable" },
            ]}),
            "TypeChoice" => json!({ "anyOf": [
                self.alternatives("FormatType"),
                { "type": "string", "pattern": "::" },
                { "$ref": "#/definitions/ForeignChoice" },
            ]}),
            "SignatureConfig" => json!({ "anyOf": [
                { "type": "string", "enum": ["standard", "github", "stripe"] },
                { "$ref": "#/definitions/HmacConfig" },
            ]}),
            _ => return None,
        })
    }

    /// The schema of an enum: its words, or what its variants hold.
    fn alternatives(&self, name: &str) -> Value {
        let of = &self.enums[name];
        let case = told(&of.attrs).case.unwrap_or_default();
        let held = of.variants.iter().map(|it| match &it.fields {
            Fields::Unnamed(fields) => {
                let mut schema = self.schema(&fields.unnamed[0].ty);
                schema["description"] = json!(docs(&it.attrs).0);
                Some(schema)
            }
            _ => None,
        });
        if let Some(held) = held.collect::<Option<Vec<Value>>>() {
            return json!({ "anyOf": held });
        }
        let words: Vec<String> = of
            .variants
            .iter()
            .map(|it| cased(&it.ident.to_string(), &case))
            .collect();
        let lines = of.variants.iter().zip(&words);
        let lines = lines.map(|(it, word)| format!("`{word}`: {}", docs(&it.attrs).0));
        let lines: Vec<String> = lines.collect();
        json!({ "type": "string", "enum": words, "description": lines.join("\n") })
    }

    fn schema(&self, ty: &Type) -> Value {
        let name = word(ty);
        match name.as_str() {
            "String" | "HeaderName" | "ResourcePath" => json!({ "type": "string" }),
            "char" => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
            "bool" => json!({ "type": "boolean" }),
            "u64" => json!({ "type": "integer", "minimum": 0 }),
            "Table" => json!({ "type": "object" }),
            "Option" => self.schema(arguments(ty)[0]),
            "Vec" => json!({ "type": "array", "items": self.schema(arguments(ty)[0]) }),
            "BTreeMap" => {
                let values = self.schema(arguments(ty)[1]);
                json!({ "type": "object", "additionalProperties": values })
            }
            name if self.structs.contains_key(name) || self.enums.contains_key(name) => {
                json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
            }
            name => panic!("there is no schema for `{name}`"),
        }
    }

    /// The value where nothing is said, if that is a word.
    fn default(&self, ty: &Type) -> Option<Value> {
        let name = word(ty);
        if name == "bool" {
            return Some(json!(false));
        }
        let of = self.enums.get(&name)?;
        let mut variants = of.variants.iter();
        let is_default = |it: &Attribute| it.path().is_ident("default");
        let variant = variants.find(|it| it.attrs.iter().any(is_default))?;
        let case = told(&of.attrs).case.unwrap_or_default();
        Some(json!(cased(&variant.ident.to_string(), &case)))
    }
}

/// The last word of the path of a type.
fn word(ty: &Type) -> String {
    let Type::Path(path) = ty else {
        panic!("no path");
    };
    path.path.segments.last().unwrap().ident.to_string()
}

fn arguments(ty: &Type) -> Vec<&Type> {
    let Type::Path(path) = ty else {
        panic!("no path");
    };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last().unwrap().arguments
    else {
        panic!("no arguments");
    };
    let types = arguments.args.iter().filter_map(|it| match it {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

fn told(attributes: &[Attribute]) -> Told {
    let mut told = Told::default();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            let text = || syn::Result::Ok(meta.value()?.parse::<syn::LitStr>()?.value());
            match meta.path.get_ident().unwrap().to_string().as_str() {
                "rename" => told.name = Some(text()?),
                "rename_all" => told.case = Some(text()?),
                "default" => {
                    told.is_default = true;
                    // The name of a function, whose value is none that a file could have.
                    if meta.input.peek(syn::Token![=]) {
                        text()?;
                    }
                }
                "deny_unknown_fields" => told.is_closed = true,
                "skip" => told.is_skipped = true,
                "flatten" => told.is_flat = true,
                "untagged" => {}
                other => panic!("serde is told `{other}`"),
            }
            Ok(())
        });
        parsed.unwrap();
    }
    told
}

/// A name as serde writes it.
fn cased(name: &str, case: &str) -> String {
    let dashed = |text: String, c: char| {
        let separator = if c.is_uppercase() && !text.is_empty() {
            "-"
        } else {
            ""
        };
        format!("{text}{separator}{}", c.to_ascii_lowercase())
    };
    match case {
        "kebab-case" => name.chars().fold(String::new(), dashed),
        "lowercase" => name.to_ascii_lowercase(),
        other => panic!("there is no case `{other}`"),
    }
}

/// The words of a documentation, and the example at its end.
fn docs(attributes: &[Attribute]) -> (String, Option<String>) {
    let lines = attributes.iter().filter_map(|it| {
        let value = it.meta.require_name_value().ok()?;
        let is_docs = value.path.is_ident("doc");
        let syn::Expr::Lit(text) = &value.value else {
            return None;
        };
        let syn::Lit::Str(text) = &text.lit else {
            return None;
        };
        let text = text.value();
        is_docs.then(|| text.strip_prefix(' ').unwrap_or(&text).to_owned())
    });
    let lines: Vec<String> = lines.collect();
    let text = lines.join("\n");
    match text.split_once("\n\n```toml\n") {
        Some((words, example)) => {
            let example = example.strip_suffix("\n```").unwrap();
            (words.replace('\n', " "), Some(example.to_owned()))
        }
        None => (text.replace('\n', " "), None),
    }
}
