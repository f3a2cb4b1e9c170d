//! The crates that are compiled: one of tables, one of derives, and a program that runs both.

use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use super::model::{Field, Model, Ty};
use super::shapes;
use super::write as write_file;

const WORKSPACE: &str =
    "[workspace]\nmembers = [\"tables\", \"derives\", \"speed\", \"shapes\"]\nresolver = \"3\"\n";

/// Writes the workspace of the crates, and the description that one of them is made from.
pub(super) fn write(model: &Model, root: &Path, folder: &Path) -> Result<(), String> {
    let description = description(model);
    write_file(&folder.join("api.json"), &description)?;
    write_file(&folder.join("Cargo.toml"), WORKSPACE)?;
    // The versions that the workspace itself is built with, which are on this machine.
    let lock = openapi_engine::read::text(&root.join("Cargo.lock"))?;
    write_file(&folder.join("Cargo.lock"), &lock)?;
    let client = client(&description)?;
    write_tables(&client, &folder.join("tables"))?;
    shapes::write(&client, &folder.join("shapes"))?;
    write_derives(model, &folder.join("derives"))?;
    let speed = folder.join("speed");
    let dependencies = "tables = { path = \"../tables\" }\nderives = { path = \"../derives\" }\nserde_json = \"1\"\n";
    write_file(&speed.join("Cargo.toml"), &manifest("speed", dependencies))?;
    write_file(&speed.join("src/main.rs"), include_str!("speed.rs.txt"))
}

pub(super) fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    )
}

/// The files of a client, by their paths.
pub(super) type Files = Vec<(String, String)>;

/// What a crate needs that has the data types of a client.
pub(super) const LINES_OF_LIB: &str = "serde = { version = \"1\", default-features = false, features = [\"std\"] }\nserde_json = { version = \"1\", features = [\"float_roundtrip\"] }\nzeroize = { version = \"1\", default-features = false, features = [\"alloc\"] }\n\n[features]\nchrono = []\njiff = []\ntime = []\nmock = []\n";

/// The client of the description.
fn client(description: &str) -> Result<Files, String> {
    let input = Input::new("api.json", description);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    let client = outcome.client.ok_or_else(|| outcome.report.render(false))?;
    let files = client.files.iter();
    Ok(files
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect())
}

/// The part of a client's runtime that is about data.
pub(super) fn write_runtime(client: &Files, folder: &Path) -> Result<(), String> {
    write_some(client, "src/runtime/data/", folder)?;
    write_file(&folder.join("src/runtime/mod.rs"), "pub mod data;\n")
}

fn write_some(client: &Files, start: &str, folder: &Path) -> Result<(), String> {
    let some = client.iter().filter(|(name, _)| name.starts_with(start));
    some.into_iter()
        .try_for_each(|(name, text)| write_file(&folder.join(name), text))
}

/// The data types of the generated client, with what they need of the runtime.
fn write_tables(client: &Files, folder: &Path) -> Result<(), String> {
    write_runtime(client, folder)?;
    write_some(client, "src/types", folder)?;
    write_file(
        &folder.join("Cargo.toml"),
        &manifest("tables", LINES_OF_LIB),
    )?;
    write_file(
        &folder.join("src/lib.rs"),
        "#![forbid(unsafe_code)]\npub mod runtime;\npub mod types;\nconst NULL_IS_EMPTY: bool = true;\n",
    )
}

/// The same types as people write them by hand.
fn write_derives(model: &Model, folder: &Path) -> Result<(), String> {
    const DERIVE: &str = "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n";
    let structs = model.structs.iter().enumerate().map(|(index, fields)| {
        let fields: Vec<String> = fields.iter().map(derived_field).collect();
        format!("{DERIVE}pub struct Type{index} {{\n{}}}\n", fields.concat())
    });
    let enums = model.enums.iter().enumerate().map(|(index, values)| {
        let values: Vec<String> = values.iter().map(|value| derived_value(value)).collect();
        format!(
            "{DERIVE}pub enum Kind{index} {{\n{}    #[serde(other)]\n    Unknown,\n}}\n",
            values.concat()
        )
    });
    let items: Vec<String> = structs.chain(enums).collect();
    let text = format!(
        "use std::collections::BTreeMap;\n\nuse serde::{{Deserialize, Serialize}};\n\n{}",
        items.join("\n")
    );
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    write_file(
        &folder.join("Cargo.toml"),
        &manifest("derives", dependencies),
    )?;
    write_file(&folder.join("src/lib.rs"), &text)
}

fn derived_field(Field { name, ty, required }: &Field) -> String {
    let ty = match ty {
        Ty::Text => "String".to_owned(),
        Ty::Integer => "i64".to_owned(),
        Ty::Number => "f64".to_owned(),
        Ty::Flag => "bool".to_owned(),
        Ty::Texts => "Vec<String>".to_owned(),
        Ty::Labels => "BTreeMap<String, String>".to_owned(),
        Ty::Enum(index) => format!("Kind{index}"),
        Ty::One(index) => format!("Type{index}"),
        Ty::Many(index) => format!("Vec<Type{index}>"),
    };
    if *required {
        format!("    pub {name}: {ty},\n")
    } else {
        format!(
            "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub {name}: Option<{ty}>,\n"
        )
    }
}

fn derived_value(value: &str) -> String {
    let (first, rest) = value.split_at(1);
    format!(
        "    #[serde(rename = \"{value}\")]\n    {}{rest},\n",
        first.to_uppercase()
    )
}

fn description(model: &Model) -> String {
    let structs = model.structs.iter().enumerate().map(|(index, fields)| {
        let properties: Vec<String> = fields.iter().map(property).collect();
        let required: Vec<String> = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| format!("\"{}\"", field.name))
            .collect();
        let required = match required.as_slice() {
            [] => String::new(),
            names => format!("\"required\":[{}],", names.join(",")),
        };
        format!(
            "\"Type{index}\":{{\"type\":\"object\",{required}\"properties\":{{{}}}}}",
            properties.join(",")
        )
    });
    let enums = model.enums.iter().enumerate().map(|(index, values)| {
        let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
        format!(
            "\"Kind{index}\":{{\"type\":\"string\",\"enum\":[{}]}}",
            values.join(",")
        )
    });
    let schemas: Vec<String> = structs.chain(enums).collect();
    let path = "\"/all\":{\"get\":{\"operationId\":\"get-all\",\"responses\":{\"200\":{\"description\":\"All.\",\
                \"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Type0\"}}}}}}}";
    format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"Synthetic\",\"version\":\"1\"}},\
         \"servers\":[{{\"url\":\"https://api.example\"}}],\"paths\":{{{path}}},\
         \"components\":{{\"schemas\":{{\n{}\n}}}}}}\n",
        schemas.join(",\n")
    )
}

fn property(Field { name, ty, .. }: &Field) -> String {
    let reference =
        |name: &str, index: &usize| format!("{{\"$ref\":\"#/components/schemas/{name}{index}\"}}");
    let schema = match ty {
        Ty::Text => "{\"type\":\"string\"}".to_owned(),
        Ty::Integer => "{\"type\":\"integer\"}".to_owned(),
        Ty::Number => "{\"type\":\"number\"}".to_owned(),
        Ty::Flag => "{\"type\":\"boolean\"}".to_owned(),
        Ty::Texts => "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}".to_owned(),
        Ty::Labels => {
            "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}".to_owned()
        }
        Ty::Enum(index) => reference("Kind", index),
        Ty::One(index) => reference("Type", index),
        Ty::Many(index) => format!(
            "{{\"type\":\"array\",\"items\":{}}}",
            reference("Type", index)
        ),
    };
    format!("\"{name}\":{schema}")
}
