//! Which calls are found in code that others wrote.

use serde_json::json;

use super::{Call, call, theirs};

fn operation(method: &str, response: &str) -> serde_json::Value {
    json!({
        "id": "pets/get-toy", "method": method, "response": response, "call": ["pets", "get_toy"], "params": "a::Params",
        "arguments": [{"type": "String"}, {"type": "i64"}]
    })
}

#[test]
fn an_operation_that_reads_is_called() {
    let found = call(&operation("GET", "a::Toy")).unwrap();
    assert_eq!(found.ours, "client.pets().get_toy(\"\", value(), value())");
    assert_eq!(call(&operation("POST", "a::Toy")), None);
    assert_eq!(call(&operation("GET", "()")), None);
}

#[test]
fn methods_of_others_are_found_by_the_letters_of_the_operation() {
    let call = |id: &str| Call {
        id: id.to_owned(),
        ours: String::new(),
    };
    let source =
        "impl A { pub async fn pets_get_toy(&self, id: &str, name: impl Into<String>) {} }"
            .to_owned();
    let found = theirs(&[call("pets/getToy"), call("other")], &[source]);
    assert_eq!(found, ["client.pets_get_toy(value(), String::new())"]);
}
