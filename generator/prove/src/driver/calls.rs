//! The functions that make requests, one for each operation.

use std::fmt::Write as _;

use crate::manifest::{Argument, Constructor, Field, Operation};

use super::source::Client;

/// What a file begins with.
const HEAD: &str = r#"#![allow(unused_imports, unused_mut, unused_variables)]

use std::collections::BTreeMap;

use crate::support::{need, of, parse, some};

fn client() -> Result<client::Client, String> {
    let builder = client::Client::builder().base_url("https://server.example/base");
    let builder = builder.transport_authenticates().transport(client::runtime::Mock::new());
    builder.build().map_err(|error| format!("no client: {error}"))
}

"#;

/// The file of a client, with the table of all its functions: those of the types come before those of the operations.
pub(super) fn source(client: &Client) -> String {
    let Client {
        krate,
        types,
        operations,
    } = client;
    let mut text = HEAD.replacen(
        "\nfn client",
        &format!("use {krate} as client;\n\nfn client"),
        1,
    );
    for (index, operation) in operations.iter().enumerate() {
        text.push_str(&function(index, operation));
    }
    text.push_str("pub static ALL: &[fn(&str) -> Result<String, String>] = &[\n");
    // Writing to a text does not fail.
    for path in types {
        let _ = writeln!(text, "    of::<{path}>,");
    }
    for index in 0..operations.len() {
        let _ = writeln!(text, "    call_{index},");
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
        let needed = operation
            .constructor
            .as_ref()
            .map(|it| constructed(it, operation));
        let _ = writeln!(
            body,
            "    let mut params = {params}::new({});",
            needed.unwrap_or_default()
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
    let chain: Vec<String> = resources.iter().map(|it| format!(".{it}()")).collect();
    let chain = chain.concat();
    let _ = writeln!(
        body,
        "    show!(client()?{chain}.{method}({}))",
        passed.join(", ")
    );
    format!("fn call_{index}(text: &str) -> Result<String, String> {{\n{body}}}\n\n")
}

/// What the constructor of the params takes.
fn constructed(constructor: &Constructor, operation: &Operation) -> String {
    let fields = operation.fields.iter().enumerate();
    let field = |name: &String| fields.clone().find(|(_, it)| it.name == *name);
    let taken = constructor.takes.iter().filter_map(field);
    let Some(named) = &constructor.named else {
        let values: Vec<String> = taken.map(|(index, it)| needed(index, it)).collect();
        return values.join(", ");
    };
    let values = taken.map(|(index, it)| format!("{}: {}", it.name, needed(index, it)));
    format!("{named} {{ {} }}", values.collect::<Vec<_>>().join(", "))
}

fn argument(index: usize, argument: &Argument) -> String {
    let borrow = if argument.ty == "String" { "&" } else { "" };
    format!(
        "{borrow}need::<{}>(&values, \"a{index}\")?",
        read_as(&argument.ty)
    )
}

fn needed(index: usize, field: &Field) -> String {
    let ty = read_as(&field.ty);
    if field.presence != "nullable" {
        let value = format!("need::<{ty}>(&values, \"f{index}\")?");
        return converted(&value, &field.ty);
    }
    let value = format!("need::<Option<{ty}>>(&values, \"f{index}\")?");
    if is_file(&field.ty) {
        return format!("{value}.map(|it| {})", converted("it", &field.ty));
    }
    value
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
