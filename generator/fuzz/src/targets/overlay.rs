//! Overlays: what they take out of a description is what another reader of the same queries finds.
//!
//! Each line of an input is a query, and what it leads to is removed.

use std::panic;
use std::sync::LazyLock;
use std::time::Duration;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use openapi_generator::{Outcome, generate};
use serde_json::{Value, json};
use serde_json_path::JsonPath;

use crate::{Target, Verdict};

/// How many filters a query may have to be given to the other reader.
const MOST_FILTERS: usize = 8;

/// The target.
pub(super) const OVERLAY: Target = Target {
    name: "overlay",
    run,
    seeds: Vec::new,
    words: &[
        "$",
        ".",
        "..",
        "*",
        "[*]",
        "['paths']",
        "[\"x-list\"]",
        "[0]",
        "[-1]",
        "[1:3]",
        "[::-1]",
        "[::2]",
        "[5:1:-2]",
        "[?",
        "]",
        "?",
        "@",
        "@.type",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "&&",
        "||",
        "!",
        "(",
        ")",
        "'",
        "\"",
        ",",
        ":",
        "length(",
        "count(",
        "value(",
        "match(",
        "'string'",
        "\"object\"",
        "null",
        "true",
        "false",
        "1",
        "1.0",
        "-1",
        "1e0",
        "0",
        ".paths",
        ".components",
        ".schemas",
        ".properties",
        ".type",
        ".get",
        "x-list",
        "x-number",
        "\\'",
        "\\u00e9",
        "\\ud83e\\udd80",
        "é",
        " ",
        "\t",
        "$.x-list",
        "$..type",
    ],
    longest: 1024,
    memory: 1 << 29,
    patience: Duration::from_secs(20),
};

/// What is changed. Its keys are sorted, as those of what another program has changed are.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "openapi": "3.0.4",
        "info": {"title": "T", "version": "1", "description": "It."},
        "paths": {
            "/a": {"get": {"operationId": "a", "tags": ["one", "two"], "parameters": [
                {"name": "a", "in": "query", "schema": {"type": "string"}},
                {"name": "b", "in": "query", "schema": {"type": "integer", "maximum": 10}},
                {"name": "c", "in": "query", "schema": {"type": "number", "default": 1.5}},
            ], "responses": {"200": {"description": "It.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/A"},
            }}}}}},
            "/é/{'}": {"parameters": [{"name": "'", "in": "path", "required": true, "schema": {"type": "string"}}]},
        },
        "components": {"schemas": {
            "A": {"type": "object", "required": ["id"], "properties": {
                "id": {"type": "string"}, "b": {"$ref": "#/components/schemas/B"}, "list": {"type": "array", "items": {"type": "boolean"}},
            }},
            "B": {"type": "string", "enum": ["x", "y", "z", ""]},
        }},
        "x-list": [0, 1, 1.0, -1, "1", null, true, [], {}, [1], {"a": 1}, {"a": null, "b": [1, 2]}, 1e3, "é"],
        "x-number": 1,
    })
});

fn run(input: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(input);
    let queries: Vec<&str> = text.lines().take(3).collect();
    let actions: Vec<Value> = queries
        .iter()
        .map(|query| json!({"target": query, "remove": true}))
        .collect();
    let overlay =
        json!({"overlay": "1.0.0", "info": {"title": "T", "version": "1"}, "actions": actions})
            .to_string();
    let loader = |_: &str| Ok(overlay.clone());
    let original = DESCRIPTION.to_string();
    let input = Input::new("openapi.json", &original).with_loader(&loader);
    let Ok(config) = Config::parse("codegen.toml", "overlays = [\"overlay.json\"]") else {
        return Ok(());
    };
    let ours = generate(&input, &config, &NamesLock::default());
    let has = |code: &str| ours.report.diagnostics().any(|it| it.code == code);
    let mut description = DESCRIPTION.clone();
    let mut is_unused = false;
    for query in &queries {
        // Regular expressions are not read by ours, nor by the other without them.
        let is_known = !["match", "search"]
            .iter()
            .any(|function| query.contains(function));
        // The other takes twice as long for each filter inside another.
        if query.matches('?').count() > MOST_FILTERS {
            return Ok(());
        }
        // The other panics at some that end too early, and refuses some that RFC 9535 allows: its word counts where it reads one.
        let Ok(Ok(path)) = panic::catch_unwind(|| JsonPath::parse(query)) else {
            return Ok(());
        };
        if has("invalid-overlay") {
            // Nothing would be left without the root.
            let found = path.query_located(&description);
            let is_root = found.locations().any(|it| it.to_json_pointer().is_empty());
            ensure!(
                queries.len() > 1 || !is_known || is_root,
                "refused, but another reads it: {query:?}: {}",
                ours.report
            );
            return Ok(());
        }
        is_unused |= !remove(&path, &mut description);
        if !description.is_object() {
            return Ok(());
        }
    }
    let says_unused = has("unused-overlay-action");
    ensure!(
        says_unused == is_unused,
        "nothing is meant, or something is: {queries:?}: {}",
        ours.report
    );
    if !is_unused {
        let edited = description.to_string();
        let theirs = generate(
            &Input::new("openapi.json", &edited),
            &Config::default(),
            &NamesLock::default(),
        );
        same(&ours, &theirs, &queries)?;
    }
    Ok(())
}

/// Removes what a query leads to; whether there was anything.
fn remove(path: &JsonPath, description: &mut Value) -> bool {
    let found = path.query_located(description);
    let mut places: Vec<Vec<Step>> = found
        .locations()
        .map(|place| steps(&place.to_json_pointer(), description))
        .collect();
    places.sort();
    places.dedup();
    for place in places.iter().rev() {
        take(description, place);
    }
    !places.is_empty()
}

/// A key or an index, in an order in which the later items of a list come later.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Step {
    Index(usize),
    Key(String),
}

fn steps(pointer: &str, root: &Value) -> Vec<Step> {
    let mut here = Some(root);
    let mut steps = Vec::new();
    for token in pointer.split('/').skip(1) {
        let key = token.replace("~1", "/").replace("~0", "~");
        let index = key
            .parse()
            .ok()
            .filter(|_| here.is_some_and(Value::is_array));
        here = match index {
            Some(index) => here.and_then(|node| node.get::<usize>(index)),
            None => here.and_then(|node| node.get(&key)),
        };
        steps.push(index.map_or(Step::Key(key), Step::Index));
    }
    steps
}

fn take(node: &mut Value, place: &[Step]) {
    match (node, place) {
        (node, []) => *node = Value::Null,
        (Value::Object(members), [Step::Key(key)]) => drop(members.remove(key)),
        (Value::Array(items), [Step::Index(index)]) if *index < items.len() => {
            drop(items.remove(*index));
        }
        (Value::Object(members), [Step::Key(key), rest @ ..]) => {
            if let Some(node) = members.get_mut(key) {
                take(node, rest);
            }
        }
        (Value::Array(items), [Step::Index(index), rest @ ..]) => {
            if let Some(node) = items.get_mut(*index) {
                take(node, rest);
            }
        }
        _ => {}
    }
}

fn same(ours: &Outcome, theirs: &Outcome, queries: &[&str]) -> Verdict {
    let files = |outcome: &Outcome| outcome.client.as_ref().map(|client| client.files.clone());
    ensure!(
        files(ours) == files(theirs),
        "another description: {queries:?}: {}\nand not {}",
        ours.report,
        theirs.report
    );
    Ok(())
}
