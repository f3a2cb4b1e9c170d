//! Bodies of XML: what is read of a document, what is written, and what is refused.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::runtime::data::xml::{XmlError, XmlRoot, from_xml, written};
use crate::runtime::data::{
    Decode, Encode, Json, Patch, record, to_json, union, xml_object, xml_root,
};

#[derive(Clone)]
pub struct Book {
    pub isbn: String,
    pub title: Option<String>,
    pub pages: Option<i64>,
    pub price: Option<f64>,
    pub sold: Option<bool>,
    pub authors: Option<Vec<String>>,
    pub tags: Vec<String>,
    pub parts: Option<Vec<Book>>,
    pub kind: Option<Kind>,
    pub note: Patch<String>,
    pub counts: Option<BTreeMap<String, i64>>,
    pub grid: Option<Vec<Vec<i64>>>,
}

record! { Book {
    isbn: required(String) = "isbn",
    title: optional(String) = "title",
    pages: optional(i64) = "pages",
    price: optional(f64) = "price",
    sold: optional(bool) = "sold",
    authors: optional(Vec<String>) = "authors",
    tags: required(Vec<String>) = "tags",
    parts: optional(Vec<Book>) = "parts",
    kind: optional(Kind) = "kind",
    note: patch(String) = "note",
    counts: optional(BTreeMap<String, i64>) = "counts",
    grid: optional(Vec<Vec<i64>>) = "grid",
} }

#[derive(Clone)]
pub enum Kind {
    Novel(Novel),
    Atlas(Atlas),
    Unknown(Json),
}

union! { Kind {
    Novel(Novel): Object("type" = "novel"),
    Atlas(Atlas): Object("type" = "atlas"),
    ..Unknown
} }

#[derive(Clone)]
pub struct Novel {
    pub epoch: Option<String>,
}

record! { Novel {
    epoch: optional(String) = "epoch",
} }

#[derive(Clone)]
pub struct Atlas {
    pub maps: i64,
}

record! { Atlas {
    maps: required(i64) = "maps",
} }

xml_object! { BOOK {
    "isbn": Attribute(Text) = "isbn",
    "title": Element(Text) = "title" in "urn:books" as "b",
    "pages": Element(Number) = "pages",
    "price": Element(Number) = "price",
    "sold": Element(Bool) = "sold",
    "authors": Element(List("author", Text)) = "authors",
    "tags": RequiredItems(Text) = "tag",
    "parts": Items(Object(BOOK)) = "part",
    "kind": Element(Object(KIND)) = "kind",
    "note": Element(Text) = "note",
    "counts": Element(Object(COUNTS)) = "counts",
    "grid": Element(List("row", List("cell", Number))) = "grid",
} }

xml_object! { KIND {
    "type": Attribute(Text) = "type",
    "epoch": Element(Text) = "epoch",
    "maps": Element(Number) = "maps",
} }

xml_object! { COUNTS {
    ..Element(Number)
} }

xml_root! { BOOK_DOCUMENT {
    "book": named(Object(BOOK)),
} }

fn read<T: Decode>(text: &str, root: &XmlRoot) -> Result<T, String> {
    from_xml(text, root).map_err(|error| match error {
        XmlError::Text(error) => error.to_string(),
        XmlError::Value(error) => error.to_string(),
    })
}

fn book(text: &str) -> Result<Book, String> {
    read(text, &BOOK_DOCUMENT)
}

fn write(value: &impl Encode, root: &XmlRoot) -> Result<String, String> {
    written(to_json(value), root).map(|it| String::from_utf8(it).unwrap())
}

#[test]
fn a_document_is_read_by_its_shape() {
    let book = book(
        r#"<?xml version="1.0" encoding="utf-8"?>
        <!-- all there is -->
        <book isbn="1 &amp; 2" xmlns:x="urn:books" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <x:title>A &lt;b&gt; &#x41;<![CDATA[&amp;]]></x:title>
          <pages> +0012 </pages><price>1.50</price><sold>1</sold>
          <authors><author>One</author></authors>
          <tag>only</tag>
          <part isbn="3"/>
          <kind type="atlas"><maps>7</maps></kind>
          <note xsi:nil="true"/>
          <counts><a>1</a><b>2</b></counts>
          <grid><row><cell>1</cell><cell>2</cell></row><row/></grid>
          <unknown><deep/></unknown>
        </book>"#,
    )
    .unwrap();
    let expected = serde_json::json!({
        "isbn": "1 & 2", "title": "A <b> A&amp;", "pages": 12, "price": 1.5, "sold": true, "authors": ["One"],
        "tags": ["only"], "parts": [{"isbn": "3", "tags": []}], "kind": {"type": "atlas", "maps": 7},
        "note": null, "counts": {"a": 1, "b": 2}, "grid": [[1, 2], []],
    });
    assert_eq!(serde_json::to_value(&book).unwrap(), expected);
}

#[test]
fn a_value_is_written_by_its_shape() {
    let value: Book = serde_json::from_value(serde_json::json!({
        "isbn": "\"<&\t", "title": "]]>", "tags": ["a", "b"], "authors": [], "note": null,
        "kind": {"type": "novel", "epoch": "late"}, "parts": [{"isbn": "2", "title": "two", "tags": []}],
    }))
    .unwrap();
    assert_eq!(
        write(&value, &BOOK_DOCUMENT).unwrap(),
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><book isbn="&quot;&lt;&amp;&#9;">"#,
            r#"<b:title xmlns:b="urn:books">]]&gt;</b:title><authors></authors><tag>a</tag><tag>b</tag>"#,
            r#"<part isbn="2"><b:title xmlns:b="urn:books">two</b:title></part>"#,
            r#"<kind type="novel"><epoch>late</epoch></kind>"#,
            r#"<note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></note></book>"#,
        )
    );
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    for (text, expected) in [
        (
            "<book isbn='1'><pages>many</pages></book>",
            "pages: invalid type: string \"many\", expected a 64-bit integer",
        ),
        ("<book/>", "missing field `isbn`"),
        (
            "<book isbn='1'><title>a</title><title>b</title></book>",
            "duplicate field `title`",
        ),
        (
            "<book isbn='1'><part><tag/></part></book>",
            "parts[0]: missing field `isbn`",
        ),
        (
            "<html/>",
            "invalid type: another element, expected the element `book`",
        ),
        (
            "<book isbn='1'><title><b/></title></book>",
            "title: invalid type: map, expected a string",
        ),
    ] {
        assert_eq!(book(text).map(|_| ()).unwrap_err(), expected, "{text}");
    }
}

#[test]
fn namespaces_tell_elements_of_one_name_apart() {
    xml_object! { PAIR {
        "one": Element(Text) = "name" in "urn:one" as "o",
        "two": Element(Text) = "name" in "urn:two" as "t",
        "own": Element(Text) = "name",
        "lang": Attribute(Text) = "lang",
    } }
    xml_root! { PAIR_DOCUMENT {
        "pair" in "urn:pair" as "": any(Object(PAIR)),
    } }
    let text = r#"<pair xmlns="urn:pair"><n xmlns="urn:x"/><name xmlns="urn:two">2</name><a:name xmlns:a="urn:one">1</a:name><name>0</name>
        <name xmlns="urn:other">x</name></pair>"#;
    let json: Json = read(text, &PAIR_DOCUMENT).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"one": "1", "two": "2", "own": "0"})
    );
    assert_eq!(
        write(&json, &PAIR_DOCUMENT).unwrap(),
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><pair xmlns="urn:pair"><o:name xmlns:o="urn:one">1</o:name>"#,
            r#"<t:name xmlns:t="urn:two">2</t:name><name>0</name></pair>"#
        )
    );
}

#[test]
fn a_text_stands_beside_attributes() {
    xml_object! { MONEY {
        "currency": Attribute(Text) = "currency",
        "amount": Text(Number) = "amount",
    } }
    xml_object! { NOTE {
        "text": Cdata(Text) = "text",
    } }
    xml_root! { MONEY_DOCUMENT {
        "money": any(Object(MONEY)),
    } }
    xml_root! { NOTE_DOCUMENT {
        "note": any(Object(NOTE)),
    } }
    let money: Json = read("<money currency='EUR'> 12.5 </money>", &MONEY_DOCUMENT).unwrap();
    assert_eq!(
        money,
        serde_json::json!({"currency": "EUR", "amount": 12.5})
    );
    let text = write(&money, &MONEY_DOCUMENT).unwrap();
    assert!(
        text.ends_with(r#"<money currency="EUR">12.5</money>"#),
        "{text}"
    );
    let note = serde_json::json!({"text": "a ]]> & <b>"});
    let text = write(&note, &NOTE_DOCUMENT).unwrap();
    assert!(
        text.ends_with("<note><![CDATA[a ]]]]><![CDATA[> & <b>]]></note>"),
        "{text}"
    );
    assert_eq!(read::<Json>(&text, &NOTE_DOCUMENT).unwrap(), note);
}

#[test]
fn what_no_schema_describes_keeps_its_structure() {
    xml_root! { ANY_DOCUMENT {
        "any": any(Any),
    } }
    let text = "<any a='1'>t<b/><b>2</b><c><d>3</d></c></any>";
    let json: Json = read(text, &ANY_DOCUMENT).unwrap();
    let expected = serde_json::json!({"@a": "1", "#text": "t", "b": ["", "2"], "c": {"d": "3"}});
    assert_eq!(json, expected);
    let written = write(&json, &ANY_DOCUMENT).unwrap();
    assert_eq!(read::<Json>(&written, &ANY_DOCUMENT).unwrap(), expected);
}

#[test]
fn what_is_no_xml_is_refused() {
    let deep = "<a>".repeat(200) + &"</a>".repeat(200);
    let attributes: Vec<String> = (0..300).map(|it| format!("a{it}=''")).collect();
    let many = format!("<book {}/>", attributes.join(" "));
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><book isbn='&b;'/>";
    let external =
        "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><book isbn='1'>&a;</book>";
    for (text, expected) in [
        (laughs, "a document type is not read"),
        (external, "a document type is not read"),
        ("<book isbn='&a;'/>", "what no document type defines"),
        ("<book>&a;</book>", "what no document type defines"),
        ("<book>&#0;</book>", "a reference is to no character"),
        ("<book>&#xD800;</book>", "a reference is to no character"),
        ("<book>&#x110000;</book>", "a reference is to no character"),
        ("<book>&#+1;</book>", "a reference is to no character"),
        (
            "<book>&#99999999999;</book>",
            "a reference is to no character",
        ),
        (&deep, "more than 128 levels deep"),
        (&many, "more than 256 attributes"),
        ("<book isbn='1' isbn='2'/>", "an attribute twice"),
        ("<book isbn='1'>", "an element has no end"),
        (
            "<book isbn='1'/><book/>",
            "more than one element at the top",
        ),
        ("<book isbn='1'/>x", "text outside of all elements"),
        ("<book isbn='1'></boot>", "no well-formed XML"),
        ("<book isbn='1'", "no well-formed XML"),
        ("<book isbn=1/>", "an attribute is not well-formed"),
        ("", "there is no element"),
        ("{}", "text outside of all elements"),
        (
            "<?xml version='1.0' encoding='latin1'?><book isbn='é'/>",
            "its encoding is not UTF-8",
        ),
    ] {
        let error = book(text).map(|_| ()).unwrap_err();
        assert!(error.contains(expected), "{error:?} for {text:.80}");
    }
}

#[test]
fn what_xml_cannot_hold_is_not_written() {
    let refused = |json: Json| write(&json, &BOOK_DOCUMENT).unwrap_err();
    assert_eq!(
        refused(serde_json::json!({"title": "\u{1}"})),
        "has a character that XML cannot hold"
    );
    assert_eq!(
        refused(serde_json::json!({"counts": {"a b": 1}})),
        "has a key that XML cannot have as a name"
    );
    assert_eq!(
        refused(serde_json::json!({"isbn": {"a": 1}})),
        "has a value that is no text where XML has room for no other"
    );
}

fn text() -> impl Strategy<Value = String> {
    "[ -~äß€\u{1f600}\t\n\r]{0,12}"
}

prop_compose! {
    fn leaf()(isbn in text(), title in proptest::option::of(text()), pages in proptest::option::of(any::<i64>()),
        price in proptest::option::of(-1.0e9..1.0e9_f64), sold in any::<Option<bool>>(),
        authors in proptest::option::of(proptest::collection::vec(text(), 0..3)),
        tags in proptest::collection::vec(text(), 0..3), maps in proptest::option::of(any::<i64>()),
        counts in proptest::option::of(proptest::collection::btree_map("[a-z_][a-z0-9.-]{0,5}", any::<i64>(), 0..3)),
        grid in proptest::option::of(proptest::collection::vec(proptest::collection::vec(any::<i64>(), 0..3), 0..3)),
    ) -> Book {
        Book {
            isbn, title, pages, price, sold, authors, tags, parts: None,
            kind: maps.map(|maps| Kind::Atlas(Atlas { maps })),
            note: Patch::Absent, counts, grid,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(outer in leaf(), parts in proptest::collection::vec(leaf(), 1..3)) {
        let value = Book { parts: Some(parts), ..outer };
        let text = write(&value, &BOOK_DOCUMENT).unwrap();
        let back = book(&text).unwrap();
        prop_assert_eq!(serde_json::to_value(&back).unwrap(), serde_json::to_value(&value).unwrap(), "{}", text);
    }

    #[test]
    fn no_text_ends_otherwise_than_in_a_value_or_an_error(text in "[<>/!\\[\\]&;#xa0'\"= ?-]{0,40}") {
        drop(book(&text));
        drop(book(&format!("<book isbn='1'>{text}</book>")));
        drop(read::<Json>(&format!("<a {text}/>"), &BOOK_DOCUMENT));
    }
}
