//! Queries, and what they select.

use super::evaluate::{PathElement, select};
use super::parse::parse;
use crate::source::Node;

const DOCUMENT: &str = r#"{
    "shop": {
        "items": [
            {"name": "tea", "price": 3, "tags": ["hot", "dry"]},
            {"name": "ice", "price": 2.5, "cold": true},
            {"name": "mug", "price": 12, "tags": []}
        ],
        "it's": {"open": null, "a/b": 1}
    },
    "limit": 3
}"#;

fn answer(query: &str) -> Vec<String> {
    let root: Node = serde_json::from_str(DOCUMENT).unwrap();
    let query = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let shown = |steps: &Vec<PathElement>| {
        let shown = steps.iter().map(|step| match step {
            PathElement::Key(key) => key.clone(),
            PathElement::Index(index) => index.to_string(),
        });
        shown.collect::<Vec<_>>().join(" ")
    };
    select(&query, &root).iter().map(shown).collect()
}

#[test]
fn queries_lead_where_the_specification_says() {
    let cases: &[(&str, &[&str])] = &[
        ("$", &[""]),
        ("$.limit", &["limit"]),
        ("$['shop'][\"it's\"]['a/b']", &["shop it's a/b"]),
        ("$ .shop ['it\\'s'] .open", &["shop it's open"]),
        ("$['shop', 'limit'].*", &["shop items", "shop it's"]),
        ("$.shop.items[0].name", &["shop items 0 name"]),
        ("$.shop.items[-1]", &["shop items 2"]),
        ("$.shop.items[3]", &[]),
        ("$.shop.items[-4]", &[]),
        (
            "$.shop.items[1:].name",
            &["shop items 1 name", "shop items 2 name"],
        ),
        ("$.shop.items[::-2]", &["shop items 2", "shop items 0"]),
        ("$.shop.items[:-2]", &["shop items 0"]),
        ("$.shop.items[::0]", &[]),
        ("$..tags[0]", &["shop items 0 tags 0"]),
        ("$..open", &["shop it's open"]),
        ("$..[?@.cold]", &["shop items 1"]),
        ("$.shop.items[?@.cold == true].name", &["shop items 1 name"]),
        ("$.shop.items[?@.price > $.limit]", &["shop items 2"]),
        ("$.shop.items[?@.price == 3.0]", &["shop items 0"]),
        (
            "$.shop.items[?@.price >= 3 && !(@.name == 'tea')]",
            &["shop items 2"],
        ),
        (
            "$.shop.items[?@.name < 'm' || @.price<0]",
            &["shop items 1"],
        ),
        ("$.shop.items[?!@.tags]", &["shop items 1"]),
        ("$.shop.items[?@.tags == $.nothing]", &["shop items 1"]),
        ("$.shop.items[?length(@.tags) == 0]", &["shop items 2"]),
        ("$.shop.items[?count(@.tags[*]) == 2]", &["shop items 0"]),
        (
            "$.shop.items[?value(@.tags[0:1]) == 'hot']",
            &["shop items 0"],
        ),
        ("$.shop[\"it's\"][?@ == null]", &["shop it's open"]),
        (
            "$['\\u0073hop'].items[0, 0]['price']",
            &["shop items 0 price", "shop items 0 price"],
        ),
    ];
    for (query, expected) in cases {
        assert_eq!(answer(query), *expected, "{query}");
    }
}

#[test]
fn what_is_no_query_says_where() {
    for (query, message) in [
        ("", "expected `$` at character 1"),
        ("paths", "expected `$` at character 1"),
        ("$.", "expected a name or `*` at character 3"),
        ("$.a-b", "expected `.`, `[` or the end at character 4"),
        ("$['a", "the name has no end at character 5"),
        (
            "$['a\\x']",
            "an escape that JSON does not have at character 7",
        ),
        ("$[01]", "`01` is no index at character 3"),
        (
            "$[?@.a == @..b]",
            "only what leads to one value can be compared at character 15",
        ),
        ("$[?1]", "expected a comparison at character 5"),
        (
            "$[?@ == []]",
            "expected a query, a value, `length`, `count` or `value` at character 9",
        ),
        (
            "$[?match(@.a, 'b')]",
            "expected a query, a value, `length`, `count` or `value` at character 4",
        ),
    ] {
        assert_eq!(parse(query).unwrap_err(), message, "{query}");
    }
    let deep = format!("$[?{}@.a{}]", "(".repeat(1000), ")".repeat(1000));
    assert!(
        parse(&deep)
            .unwrap_err()
            .starts_with("the query is nested too deeply")
    );
}
