//! What callers read: how long names are, what they repeat, and which of them say nothing.

use std::fs;
use std::path::Path;

use openapi_engine::write::cannot;
use openapi_generator::names::singular;
use serde_json::Value;

/// How many words the name of a method may have.
const MOST_WORDS: usize = 4;

/// How many arguments may be given by their place.
const MOST_ARGUMENTS: usize = 3;

/// Names of types that stand in for one.
const STAND_INS: [&str; 6] = ["Choice", "Element", "Inner", "Item", "Value", "Variant"];

/// What was counted.
#[derive(Default)]
pub(super) struct Surface {
    /// Methods of operations whose identifier is its author's word.
    authors: Methods,
    /// Methods of those that have none, or one that a framework makes of the path.
    made: Methods,
    arguments: usize,
    types: usize,
    numbered: usize,
    stand_ins: usize,
}

#[derive(Default)]
struct Methods {
    all: usize,
    long: usize,
    repeating: usize,
    numbered: usize,
}

impl Surface {
    /// Adds what is in the manifest of a client.
    pub(super) fn add(&mut self, manifest: &Path) -> Result<(), String> {
        let text = fs::read_to_string(manifest).map_err(|it| cannot("read", manifest, &it))?;
        let failed = |error| format!("{}: {error}", manifest.display());
        let manifest: Value = serde_json::from_str(&text).map_err(failed)?;
        list(&manifest, "operations").for_each(|it| self.add_operation(it));
        for ty in list(&manifest, "schemas").filter(|it| it["path"].is_string()) {
            let name = text_of(ty, "path").rsplit("::").next().unwrap_or_default();
            self.types += 1;
            self.numbered += usize::from(name.ends_with(|it: char| it.is_ascii_digit()));
            self.stand_ins += usize::from(STAND_INS.contains(&name));
        }
        Ok(())
    }

    fn add_operation(&mut self, operation: &Value) {
        let call: Vec<&str> = list(operation, "call").filter_map(Value::as_str).collect();
        let Some((method, resources)) = call.split_last() else {
            return;
        };
        let words = words(method);
        let resource: Vec<String> = resources
            .last()
            .map(|it| self::words(it))
            .unwrap_or_default();
        let methods = if is_made(operation) {
            &mut self.made
        } else {
            &mut self.authors
        };
        let mut windows = words.windows(resource.len().max(1));
        methods.all += 1;
        methods.long += usize::from(words.len() > MOST_WORDS);
        methods.repeating += usize::from(windows.any(|it| it == resource));
        methods.numbered += usize::from(method.ends_with(|it: char| it.is_ascii_digit()));
        let constructor = &operation["constructor"];
        let by_place =
            constructor["struct"].is_null() && list(constructor, "takes").count() > MOST_ARGUMENTS;
        let is_long = by_place || list(operation, "arguments").count() > MOST_ARGUMENTS;
        self.arguments += usize::from(is_long);
    }

    /// A line for each figure.
    pub(super) fn lines(&self) -> Vec<String> {
        let methods = |of: &Methods, whose: &str| {
            format!(
                "{:>8} methods {whose}: {} of more than {MOST_WORDS} words ({}), {} repeat their resource ({}), {} end in digits",
                of.all,
                of.long,
                share(of.long, of.all),
                of.repeating,
                share(of.repeating, of.all),
                of.numbered
            )
        };
        vec![
            methods(&self.authors, "that the author has named"),
            methods(&self.made, "without a name, or with one made of the path"),
            format!(
                "{:>8} calls with more than {MOST_ARGUMENTS} arguments by their place",
                self.arguments
            ),
            format!(
                "{:>8} types: {} end in digits, {} stand in for a name",
                self.types, self.numbered, self.stand_ins
            ),
        ]
    }
}

fn share(part: usize, all: usize) -> String {
    let tenths = (part * 1000).checked_div(all).unwrap_or_default();
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// The words of an identifier, in the singular.
fn words(name: &str) -> Vec<String> {
    let words = name.trim_start_matches("r#").split('_');
    let words = words.filter(|it| !it.is_empty());
    words
        .map(|it| singular(it).unwrap_or_else(|| it.to_owned()))
        .collect()
}

/// Whether nobody has named an operation: it has no identifier, or one that is made of its method and its path.
fn is_made(operation: &Value) -> bool {
    let [id, method, path] = ["id", "method", "path"].map(|key| text_of(operation, key));
    if id == format!("{method} {path}") || id.contains("Controller_") || id.contains("Using") {
        return true;
    }
    let capital = id.strip_prefix(method);
    if capital.is_some_and(|it| it.starts_with(['-', '_'])) {
        return true;
    }
    let (id, method) = (letters(id), letters(method));
    let segments = || path.split('/').filter(|it| !it.is_empty());
    let is_parameter = |it: &&str| it.starts_with('{');
    let is_version = |it: &&str| it.starts_with('v') && it.contains(|c: char| c.is_ascii_digit());
    let fixed: String = segments()
        .filter(|it| !is_parameter(it) && !is_version(it) && *it != "api")
        .map(letters)
        .collect();
    let mut parameters = segments().filter(is_parameter).map(letters);
    let has_place = parameters.any(|it| id.contains(&it)) || segments().any(|it| is_version(&it));
    id.contains(&method)
        && !fixed.is_empty()
        && (id.contains(&fixed) || id.contains(&letters(path)))
        && has_place
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Surface, is_made};
    use serde_json::json;

    #[test]
    fn names_of_frameworks_are_told_from_those_of_authors() {
        let operation = |id, method, path| json!({"id": id, "method": method, "path": path});
        for (id, method, path) in [
            ("GET /a", "GET", "/a"),
            ("GetUsersId", "GET", "/v1/users/{id}"),
            (
                "read_user_api_v1_users__id__get",
                "GET",
                "/api/v1/users/{id}",
            ),
            ("UsersController_findAll", "GET", "/users"),
            ("POST_design", "POST", "/designs"),
        ] {
            assert!(is_made(&operation(id, method, path)), "{id}");
        }
        for (id, method, path) in [
            ("getUser", "GET", "/users/{id}"),
            ("getUsers", "GET", "/users"),
            ("users/list", "GET", "/users"),
        ] {
            assert!(!is_made(&operation(id, method, path)), "{id}");
        }
    }

    #[test]
    fn methods_are_counted_by_what_is_wrong() {
        let mut surface = Surface::default();
        for call in [
            ["users", "list"],
            ["users", "get_user"],
            ["users", "send_all_of_the_2"],
        ] {
            surface.add_operation(&json!({
                "id": "x", "method": "GET", "path": "/users", "call": call,
                "constructor": {"struct": null, "takes": ["a", "b", "c", "d"]},
            }));
        }
        let lines = surface.lines();
        let expected = "3 methods that the author has named: 1 of more than 4 words (33.3 %), 1 repeat their resource (33.3 %), 1 end in digits";
        assert_eq!(lines[0].trim_start(), expected);
        assert_eq!(
            lines[2].trim_start(),
            "3 calls with more than 3 arguments by their place"
        );
    }
}
