//! Nothing that is read is lost: properties without a field, `null`, and numbers.

use serde_json::json;

use crate::runtime::data::{Base64, Extra, Json, received, record};

#[derive(Clone, Default)]
struct Plan {
    title: Option<String>,
    seats: Vec<i64>,
    note: Option<Json>,
    extra: Extra,
}

record! { Plan {
    title: optional(String) = "title",
    seats: required(Vec<i64>) = "seats",
    note: optional(Json) = "note",
    => extra(unknown)
} }

#[derive(Clone, Default)]
struct Seen {
    title: Option<String>,
    digest: Option<Base64>,
    plan: Option<Plan>,
    ratio: Option<f64>,
    nulls: Extra,
}

received! { Seen {
    title: optional(String) = "title",
    digest: optional(Base64) = "digest",
    plan: optional(Plan) = "plan",
    ratio: optional(f64) = "ratio",
    => nulls(nulls)
} }

fn read<T: serde::de::DeserializeOwned>(json: &Json) -> T {
    serde_json::from_str(&json.to_string()).unwrap()
}

#[test]
fn what_has_no_field_is_read_changed_and_written() {
    let json = json!({"seats": [1], "owner": {"id": 7, "tags": [null]}, "a": null, "title": "x"});
    let mut plan: Plan = read(&json);
    assert_eq!(plan.extra().len(), 2);
    assert_eq!(plan.extra().get("owner"), Some(&json["owner"]));
    assert_eq!(serde_json::to_value(&plan).unwrap(), json);
    let twin: Plan = serde_json::from_value(json).unwrap();
    assert_eq!(plan, twin);

    plan.title = None;
    plan.extra.insert("seats", 2);
    assert_eq!(plan.extra.insert("b", true), None);
    assert_eq!(plan.extra.remove("a"), Some(Json::Null));
    assert_ne!(plan, twin);
    let written = serde_json::to_string(&plan).unwrap();
    assert_eq!(
        written,
        r#"{"seats":[1],"b":true,"owner":{"id":7,"tags":[null]}}"#
    );
    let shown = format!("{plan:?}");
    assert!(shown.contains(r#"extra: {"b": Bool(true)"#), "{shown}");
}

#[test]
fn what_is_kept_costs_nothing_where_there_is_nothing() {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
    let plan: Plan = read(&json!({"seats": []}));
    assert!(plan.extra.is_empty() && !format!("{plan:?}").contains("extra"));
}

#[test]
fn null_is_written_where_it_was_read() {
    for json in [
        json!({"title": null, "plan": {"seats": [], "note": null}, "ratio": 1.5}),
        json!({"digest": null, "title": "t"}),
        json!({"plan": null, "ratio": null}),
        json!({"plan": {"seats": [], "title": null, "x": [{"y": null}]}, "title": "after a null"}),
        json!({}),
    ] {
        let mut seen: Seen = read(&json);
        assert_eq!(serde_json::to_value(&seen).unwrap(), json);
        // What has a value again is written with it, once.
        seen.title = Some("new".to_owned());
        assert_eq!(serde_json::to_value(&seen).unwrap()["title"], "new");
        // A type that is only read keeps nothing else.
        let mut more = json.clone();
        more["other"] = json!([null]);
        let seen: Seen = read(&more);
        assert_eq!(serde_json::to_value(&seen).unwrap(), json);
    }
}

#[test]
fn null_is_an_empty_list_or_map() {
    #[derive(Clone, Default)]
    struct Node {
        images: Vec<String>,
        ports: std::collections::BTreeMap<String, Vec<i32>>,
    }
    record! { Node {
        images: required(Vec<String>) = "images",
        ports: required(BTreeMap<String, Vec<i32>>) = "ports",
    } }

    let node: Node = read(&json!({"images": null, "ports": {"80/tcp": null, "443/tcp": [1]}}));
    assert_eq!((node.images.len(), node.ports.len()), (0, 2));
    assert!(node.ports["80/tcp"].is_empty());
    let node: Node = read(&json!({"images": ["a"], "ports": null}));
    assert_eq!((node.images.len(), node.ports.len()), (1, 0));
    // What is missing is missing.
    assert!(serde_json::from_str::<Node>(r#"{"images": []}"#).is_err());
    assert!(serde_json::from_str::<Node>(r#"{"images": 1, "ports": {}}"#).is_err());
    assert!(serde_json::from_str::<Plan>(r#"{"seats": [null]}"#).is_err());
}

#[test]
fn no_number_becomes_null_or_infinite() {
    #[derive(Clone, Default)]
    struct Sizes {
        single: f32,
        double: f64,
    }
    record! { Sizes {
        single: required(f32) = "single",
        double: required(f64) = "double",
    } }

    let text = r#"{"single":3.4028235e+38,"double":1.7e+308}"#;
    let sizes: Sizes = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&sizes).unwrap(), text);
    let error = serde_json::from_str::<Sizes>(r#"{"single":1e39,"double":0}"#).unwrap_err();
    assert!(error.to_string().contains("single"), "{error}");
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let sizes = Sizes {
            single: 0.0,
            double: number,
        };
        let error = serde_json::to_string(&sizes).unwrap_err();
        assert_eq!(error.to_string(), "a number that is not finite");
    }
}
