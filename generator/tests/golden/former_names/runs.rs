//! What callers of the former client write still compiles, and means the same.

#![allow(deprecated, reason = "these are the former names")]

use former_names::books::{self, AddParams, GetParams};
use former_names::types::{Audio, Book, Media, NewBook, Paper, State};
use former_names::volumes::FetchParams;
use former_names::{Client, Json, Mock};
use serde_json::{json, to_value};

fn client() -> Client {
    let builder = Client::builder().base_url("https://example.com");
    builder.transport(Mock::new()).build().unwrap()
}

#[test]
fn a_call_by_former_names_is_that_by_the_new_ones() {
    let resource: books::Books = client().books();
    let former = resource.get("1", GetParams::new().lang("de").ids([1, 2]));
    let params = FetchParams::new().language("de").numbers([1, 2]);
    let new = client().volumes().fetch("1", params);
    let urls = [former.build().unwrap(), new.build().unwrap()].map(|it| it.uri().to_string());
    assert_eq!(urls[0], urls[1]);
    assert!(urls[0].ends_with("/books/1?lang=de&ids=1&ids=2"), "{urls:?}");
}

#[test]
fn former_setters_set_what_they_have_set() {
    let former = NewBook::new("Emma")
        .title("Emma II")
        .year(1816)
        .note("read")
        .tags(["novel"])
        .extra(true)
        .media(Media::Paper(Paper::new(9)));
    let new = NewBook::new("Emma II")
        .printed_in(1816)
        .remark("read")
        .words(["novel"])
        .others(true)
        .medium(Media::Printed(Paper::new(9)));
    assert_eq!(former, new);
    let body: Json = to_value(former.clear_note()).unwrap();
    assert_eq!(body["note"], Json::Null);
    let sent = client().books().add(AddParams::new(new)).build().unwrap();
    let sent: Json = serde_json::from_slice(sent.body().as_ref()).unwrap();
    let expected = json!({
        "title": "Emma II", "year": 1816, "note": "read", "tags": ["novel"], "extra": true, "media": {"kind": "Paper", "pages": 9},
    });
    assert_eq!(sent, expected);
}

#[test]
fn former_types_and_values_are_the_new_ones() {
    assert_eq!(State::Lent, State::Away);
    assert_eq!(State::Lent.as_str(), "lent");
    let book: Book = serde_json::from_value(json!({"id": "1", "title": "Emma", "state": "lent"})).unwrap();
    assert_eq!(book.state, Some(State::Lent));
    assert_eq!(book.name.as_deref(), Some("Emma"));
    assert_eq!(Book::new().title("Emma").name.as_deref(), Some("Emma"));
    assert!(!matches!(Media::Audio(Audio::new(1)), Media::Printed(_)));
}
