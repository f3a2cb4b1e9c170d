//! Five operations that a program calls: what is linked then is what such a program needs of the client.
//!
//! The operations are those of this generator's list: GET, with an answer, and spread over the description. In a client of a
//! peer, the method counts whose name is the `operationId`, whatever its case and its separators. Nothing is ever sent: the program takes
//! its arguments from [`std::hint::black_box`], of which the compiler must assume that they are there.

use std::path::Path;

use serde_json::Value;

use super::sources::{Function, methods};

/// How many operations are called.
const COUNT: usize = 5;

/// An operation that is called.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// Its `operationId`.
    id: String,
    /// How it is called in our client.
    ours: String,
}

/// The operations, from the list of a client that `codegen --manifest` writes.
pub(super) fn choose(list: &Path) -> Result<Vec<Call>, String> {
    let text = openapi_engine::read::text(list)?;
    let list: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let operations = list.get("operations").and_then(Value::as_array);
    let all: Vec<Call> = operations.into_iter().flatten().filter_map(call).collect();
    let (count, wanted) = (all.len(), COUNT.min(all.len()));
    let spread: Vec<usize> = (0..wanted).map(|index| index * count / wanted).collect();
    let all = all.into_iter().enumerate();
    Ok(all
        .filter(|(index, _)| spread.contains(index))
        .map(|(_, call)| call)
        .collect())
}

/// An operation of the list, if it is one that may be called.
fn call(operation: &Value) -> Option<Call> {
    let text = |name: &str| operation.get(name).and_then(Value::as_str);
    let is_read = text("method") == Some("GET") && text("response").is_some_and(|it| it != "()");
    let id = text("id").filter(|_| is_read)?;
    let chain = operation.get("call")?.as_array()?;
    let chain: Vec<&str> = chain.iter().filter_map(Value::as_str).collect();
    let (method, resources) = chain.split_last()?;
    let resources: Vec<String> = resources.iter().map(|it| format!(".{it}()")).collect();
    let arguments = operation.get("arguments")?.as_array()?;
    let params = text("params").map(|_| "value()");
    let arguments: Vec<&str> = arguments.iter().map(argument).chain(params).collect();
    Some(Call {
        id: id.to_owned(),
        ours: format!(
            "client{}.{method}({})",
            resources.concat(),
            arguments.join(", ")
        ),
    })
}

/// A text may be given as what becomes one; what else is given has the type that is asked for.
fn argument(argument: &Value) -> &'static str {
    match argument.get("type").and_then(Value::as_str) {
        Some("String") => "\"\"",
        Some(_) | None => "value()",
    }
}

/// How our client is called.
pub(super) fn ours(calls: &[Call]) -> Vec<String> {
    calls.iter().map(|it| it.ours.clone()).collect()
}

/// How a client of other makers is called, as far as it has the methods.
pub(super) fn theirs(calls: &[Call], sources: &[String]) -> Vec<String> {
    let all: Vec<Function> = sources.iter().flat_map(|it| methods(it)).collect();
    let found = calls.iter().filter_map(|call| {
        let method = all
            .iter()
            .find(|it| letters(&it.name) == letters(&call.id))?;
        let arguments: Vec<&str> = method.parameters.iter().map(|it| given(it)).collect();
        Some(format!("client.{}({})", method.name, arguments.join(", ")))
    });
    found.collect()
}

/// What two ways of writing a name have in common.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What is given to a parameter: where the caller chooses the type, a text.
fn given(ty: &str) -> &'static str {
    if ty.starts_with("impl ") || (ty.len() == 1 && ty.starts_with(char::is_uppercase)) {
        "String::new()"
    } else {
        "value()"
    }
}

/// The program.
pub(super) fn program(client: &str, calls: &[String]) -> String {
    let calls: Vec<String> = calls
        .iter()
        .map(|it| format!("        let _ = black_box({it}.await);\n"))
        .collect();
    format!(
        "#![allow(warnings)]\nuse std::future::Future;\nuse std::hint::black_box;\nuse std::pin::pin;\nuse std::task::{{Context, Waker}};\n\n\
         fn value<T>() -> T {{\n    black_box(None).unwrap()\n}}\n\n\
         fn main() {{\n    let client: {client} = value();\n    let client = &client;\n    let mut calls = pin!(async {{\n{}    }});\n    \
         let _ = calls.as_mut().poll(&mut Context::from_waker(Waker::noop()));\n}}\n",
        calls.concat()
    )
}

#[cfg(test)]
mod tests;
