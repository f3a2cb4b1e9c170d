//! Every operation of the description, called by the typed client: what it sends is what the examples of the description
//! say, and nothing of what comes back is lost.

#![cfg(all(feature = "reqwest", feature = "resources"))]

#[path = "operations/mod.rs"]
mod operations;

use std::collections::BTreeSet;
use std::sync::Arc;

use operations::description::Description;
use operations::server::Server;
use operations::{calls, client};
use serde_json::Value;

#[test]
fn every_operation_is_called() {
    let description = Description::read();
    let described: BTreeSet<&str> = description.operations.iter().map(|it| &*it.id).collect();
    let calls = calls();
    let called: BTreeSet<&str> = calls.iter().map(|call| call.operation).collect();
    assert_eq!(called, described);
    assert_eq!(calls.len(), described.len(), "one of them is called twice");
}

#[tokio::test]
async fn requests_and_responses_are_those_of_the_examples() {
    let description = Arc::new(Description::read());
    let server = Server::start(Arc::clone(&description), None).await;
    let client = client(&server.url()).build().unwrap();
    for call in calls() {
        let name = call.operation;
        let response = call.run(&client).await;
        let response = response.unwrap_or_else(|error| panic!("{name}: {error}"));
        let operation = description.operation(name);
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.operation, name);
        assert_eq!(seen.faults, [""; 0]);
        let sent = with_floats(&seen.request);
        assert_eq!(sent, with_floats(&operation.request_example), "{name}");
        let response = with_floats(&response);
        let expected = with_floats(&operation.response_example);
        assert_eq!(response, but_for_nulls(&expected, &response), "{name}");
    }
}

/// A value with all its numbers as floats. JSON has one kind of number, so that 4 and 4.0 are the same.
fn with_floats(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Array(items) => items.iter().map(with_floats).collect(),
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.clone(), with_floats(value)));
            entries.collect()
        }
        other => other.clone(),
    }
}

/// `example` without the nulls that `response` leaves out. A field that may be null and may be absent is read as an
/// `Option`, which does not tell the two apart.
fn but_for_nulls(example: &Value, response: &Value) -> Value {
    match (example, response) {
        (Value::Array(examples), Value::Array(responses)) if examples.len() == responses.len() => {
            let pairs = examples.iter().zip(responses);
            pairs
                .map(|(left, right)| but_for_nulls(left, right))
                .collect()
        }
        (Value::Object(example), Value::Object(response)) => {
            let kept = example.iter();
            let kept = kept.filter(|(key, value)| !value.is_null() || response.contains_key(*key));
            let kept = kept.map(|(key, value)| {
                let response = response.get(key).unwrap_or(&Value::Null);
                (key.clone(), but_for_nulls(value, response))
            });
            kept.collect()
        }
        _ => example.clone(),
    }
}
