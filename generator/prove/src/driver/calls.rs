//! The functions that make requests, one for each operation.

use std::fmt::Write as _;

use crate::manifest::{Argument, Field, Operation};

/// What the functions have in common.
const HELPERS: &str = r#"use std::collections::BTreeMap;

type Values = BTreeMap<String, Box<serde_json::value::RawValue>>;

fn some<T: serde::de::DeserializeOwned>(values: &Values, key: &str) -> Result<Option<T>, String> {
    let read = |it: &Box<serde_json::value::RawValue>| serde_json::from_str(it.get()).map_err(|error| format!("{key}: {error}"));
    values.get(key).map(read).transpose()
}

fn need<T: serde::de::DeserializeOwned>(values: &Values, key: &str) -> Result<T, String> {
    some(values, key)?.ok_or_else(|| format!("{key} is not given"))
}

fn parse(text: &str) -> Result<Values, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn client() -> Result<client::Client, String> {
    let builder = client::Client::builder().base_url("https://server.example/base");
    let builder = builder.transport_authenticates().transport(client::runtime::Mock::new());
    builder.build().map_err(|error| format!("no client: {error}"))
}

macro_rules! show {
    ($request:expr) => {{
        let request = $request.build().map_err(|error| error.to_string())?;
        let headers: Vec<(String, String)> = request.headers().iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect();
        let body: String = request.body().iter().map(|byte| format!("{byte:02x}")).collect();
        serde_json::to_string(&BTreeMap::from([
            ("method", serde_json::json!(request.method().as_str())),
            ("uri", serde_json::json!(request.uri().to_string())),
            ("headers", serde_json::json!(headers)),
            ("body", serde_json::json!(body)),
        ])).map_err(|error| error.to_string())
    }};
}

"#;

/// The file with all functions, and the table of them.
pub(super) fn source(krate: &str, operations: &[&Operation]) -> String {
    let mut text = format!("use {krate} as client;\n{HELPERS}");
    for (index, operation) in operations.iter().enumerate() {
        text.push_str(&function(index, operation));
    }
    text.push_str("pub static CALLS: &[fn(&str) -> Result<String, String>] = &[");
    for index in 0..operations.len() {
        // Writing to a text does not fail.
        let _ = write!(text, "call_{index}, ");
    }
    text.push_str("];\n");
    text
}

fn function(index: usize, operation: &Operation) -> String {
    let mut body = String::from("    let values = parse(text)?;\n");
    let mut passed: Vec<String> = operation
        .arguments
        .iter()
        .enumerate()
        .map(|(index, it)| argument(index, it))
        .collect();
    if let Some(params) = &operation.params {
        let fields = || operation.fields.iter().enumerate();
        let needed: Vec<String> = fields()
            .filter(|(_, it)| it.needed)
            .map(|(index, it)| needed(index, it))
            .collect();
        let _ = writeln!(
            body,
            "    let mut params = {params}::new({});",
            needed.join(", ")
        );
        for (index, field) in fields().filter(|(_, it)| !it.needed && it.is_set) {
            body.push_str(&set(index, field));
        }
        passed.push("params".to_owned());
    }
    let (method, resources) = operation
        .call
        .split_last()
        .map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    let chain: String = resources.iter().map(|it| format!(".{it}()")).collect();
    let _ = writeln!(
        body,
        "    show!(client()?{chain}.{method}({}))",
        passed.join(", ")
    );
    format!(
        "#[allow(unused_mut, unused_variables)]\nfn call_{index}(text: &str) -> Result<String, String> {{\n{body}}}\n\n"
    )
}

fn argument(index: usize, argument: &Argument) -> String {
    let borrow = if argument.ty == "String" { "&" } else { "" };
    format!(
        "{borrow}need::<{}>(&values, \"a{index}\")?",
        read_as(&argument.ty)
    )
}

fn needed(index: usize, field: &Field) -> String {
    converted(
        &format!("need::<{}>(&values, \"f{index}\")?", read_as(&field.ty)),
        &field.ty,
    )
}

fn set(index: usize, field: &Field) -> String {
    let name = &field.name;
    if field.presence == "patch" && !is_file(&field.ty) {
        let ty = &field.ty;
        return format!(
            "    if let Some(it) = some::<Option<{ty}>>(&values, \"f{index}\")? {{ params.{name} = it.into(); }}\n"
        );
    }
    if !is_file(&field.ty) {
        return format!(
            "    if let Some(it) = some(&values, \"f{index}\")? {{ params.{name} = it; }}\n"
        );
    }
    let value = converted("it", &field.ty);
    let value = if field.presence == "patch" {
        format!("({value}).into()")
    } else {
        format!("Some({value})")
    };
    format!(
        "    if let Some(it) = some::<{}>(&values, \"f{index}\")? {{ params.{name} = {value}; }}\n",
        read_as(&field.ty)
    )
}

fn is_file(ty: &str) -> bool {
    ty.contains("body::File")
}

/// Files are made of texts.
fn converted(value: &str, ty: &str) -> String {
    match (is_file(ty), ty.starts_with("Vec<")) {
        (false, _) => value.to_owned(),
        (true, false) => format!("client::runtime::body::File::from({value})"),
        (true, true) => format!(
            "{value}.into_iter().map(client::runtime::body::File::from).collect::<Vec<_>>()"
        ),
    }
}

/// The type that a value is read as.
fn read_as(ty: &str) -> String {
    match (is_file(ty), ty.starts_with("Vec<")) {
        (false, _) => ty.to_owned(),
        (true, false) => "String".to_owned(),
        (true, true) => "Vec<String>".to_owned(),
    }
}
