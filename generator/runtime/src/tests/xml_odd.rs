//! Bodies of XML that cost more than their length, or say a thing twice.

use serde_json::json;

use crate::runtime::data::xml::{XmlError, XmlRoot, from_xml, written};
use crate::runtime::data::{Json, to_json, xml_object, xml_root};

xml_object! { LIST {
    "items": Items(Any) = "i",
} }

xml_root! { LIST_DOCUMENT {
    "list": any(Object(LIST)),
} }

xml_object! { OPEN {
    "id": Attribute(Text) = "Id",
    "name": Element(Text) = "Name",
    "names": Items(Text) = "Also",
} }

xml_root! { OPEN_DOCUMENT {
    "open": any(Object(OPEN)),
} }

xml_object! { MAP {
    "name": Element(Text) = "Name",
    "names": Items(Text) = "Also",
    ..Element(Text)
} }

xml_root! { MAP_DOCUMENT {
    "map": any(Object(MAP)),
} }

xml_object! { LISTS {
    "names": Items(Text) = "Also",
    ..Items(Text)
} }

xml_root! { LISTS_DOCUMENT {
    "lists": any(Object(LISTS)),
} }

xml_object! { EITHER {
    "it": Attribute(Scalar) = "it",
} }

xml_root! { EITHER_DOCUMENT {
    "either": any(Object(EITHER)),
} }

fn read(text: &str, root: &XmlRoot) -> Json {
    from_xml(text, root).unwrap_or_else(|error| match error {
        XmlError::Text(error) => panic!("{error}"),
        XmlError::Value(error) => panic!("{error}"),
    })
}

fn write(json: &Json, root: &XmlRoot) -> Result<String, String> {
    written(to_json(json), root).map(|it| String::from_utf8(it).unwrap())
}

#[test]
fn reading_costs_what_a_document_is_long() {
    // What is done with the whole text for each of its parts is seen here: it takes minutes.
    let siblings = "<i>123456789012345678901</i>".repeat(100_000);
    let declarations = "<?xml version='1.0'?>".repeat(50_000);
    let json = read(&format!("<list>{siblings}</list>"), &LIST_DOCUMENT);
    assert_eq!(json["items"].as_array().unwrap().len(), 100_000);
    drop(from_xml::<Json>(
        &format!("<list>{declarations}</list>"),
        &LIST_DOCUMENT,
    ));
}

#[test]
fn names_share_their_namespace() {
    // With a text of its own for each name, these are 8 GB.
    let uri = "u".repeat(200_000);
    let siblings = "<i/><p:i p:a=''/>".repeat(15_000);
    let text = format!("<list xmlns='{uri}' xmlns:p='{uri}'>{siblings}</list>");
    let json = read(&text, &LIST_DOCUMENT);
    assert_eq!(json["items"].as_array().unwrap().len(), 30_000);
}

#[test]
fn a_namespace_ends_with_its_element() {
    xml_object! { SPACED {
        "one": Element(Text) = "a" in "urn:one" as "p",
        "two": Element(Text) = "a" in "urn:two" as "p",
        "inner": Element(Object(SPACED)) = "inner",
    } }
    xml_root! { SPACED_DOCUMENT {
        "outer": any(Object(SPACED)),
    } }
    let text = "<outer xmlns:p='urn:one'><inner xmlns:p='urn:two'><p:a>2</p:a></inner><p:a>1</p:a></outer>";
    let expected = json!({"one": "1", "inner": {"two": "2"}});
    assert_eq!(read(text, &SPACED_DOCUMENT), expected);
}

#[test]
fn other_attributes_are_neither_described_ones_nor_namespaces() {
    let twice = json!({"id": "1", "@Id": "2"});
    assert_eq!(
        write(&twice, &OPEN_DOCUMENT).unwrap_err(),
        "has an attribute twice"
    );
    for key in ["@xmlns", "@xmlns:p", "xmlns"] {
        assert_eq!(
            write(&json!({ key: "urn:x" }), &OPEN_DOCUMENT).unwrap_err(),
            "has a key that XML cannot have as a name",
            "{key}"
        );
    }
    let other = write(&json!({"id": "1", "@id": "2"}), &OPEN_DOCUMENT).unwrap();
    assert!(other.ends_with(r#"<open Id="1" id="2"></open>"#), "{other}");
}

#[test]
fn what_is_not_described_does_not_replace_what_is() {
    let text = "<map><Name>a</Name><name>b</name><Also>c</Also><names>d</names><x>e</x></map>";
    let expected = json!({"name": "a", "names": ["c"], "x": "e"});
    assert_eq!(read(text, &MAP_DOCUMENT), expected);
    let text = "<lists><Also>c</Also><names>d</names><x>e</x></lists>";
    let expected = json!({"names": ["c"], "x": ["e"]});
    assert_eq!(read(text, &LISTS_DOCUMENT), expected);
}

#[test]
fn a_text_that_may_be_a_number_stays_as_it_is() {
    for text in [
        "+491712345",
        "007",
        "12345678901234567890123",
        "0.10000000000000000000001",
        "1.50",
        "1e5",
        "-0",
        " 7",
        "TRUE",
        "",
    ] {
        let json = read(&format!("<either it='{text}'/>"), &EITHER_DOCUMENT);
        assert_eq!(json, json!({ "it": text }));
    }
    for (text, value) in [
        ("7", json!(7)),
        ("-7", json!(-7)),
        ("18446744073709551615", json!(u64::MAX)),
        ("1.5", json!(1.5)),
        ("true", json!(true)),
    ] {
        let json = read(&format!("<either it='{text}'/>"), &EITHER_DOCUMENT);
        assert_eq!(json, json!({ "it": value }));
    }
}

#[test]
fn an_attribute_of_two_branches_is_written_once() {
    xml_object! { BRANCHES {
        "one": Attribute(Text) = "it",
        "two": Attribute(Text) = "it",
        "far": Attribute(Text) = "it" in "urn:far" as "f",
    } }
    xml_root! { BRANCHES_DOCUMENT {
        "branches": any(Object(BRANCHES)),
    } }
    let twice = write(&json!({"one": "1", "two": "2"}), &BRANCHES_DOCUMENT);
    assert_eq!(twice.unwrap_err(), "has an attribute twice");
    let once = json!({"one": null, "two": "2", "far": "3"});
    let once = write(&once, &BRANCHES_DOCUMENT).unwrap();
    let expected = r#"<branches it="2" xmlns:f="urn:far" f:it="3"></branches>"#;
    assert!(once.ends_with(expected), "{once}");
}
