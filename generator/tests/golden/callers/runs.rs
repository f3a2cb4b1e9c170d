//! What callers of this client write, and what is sent.

use callers::operations::{
    GetDayParams, GetDeepParams, GetDeepParamsRequired, GetNewsParams, GetPictureParams,
    GetPictureResponse, PutBookParams, SendFormParams, SendNodeParams,
};
use callers::{Client, Json, Mock, MockAnswer, types};
use serde_json::{from_value, json, to_value};

fn client() -> Client {
    let builder = Client::builder().base_url("https://example.com");
    builder.transport(Mock::new()).build().unwrap()
}

/// What stands in a body.
fn body(request: &http::Request<impl AsRef<[u8]>>) -> Json {
    serde_json::from_slice(request.body().as_ref()).unwrap()
}

#[test]
fn what_a_book_needs_is_named() {
    let book = types::BookRequest::new(types::BookRequestRequired2 {
        isbn: "0-330".into(),
        title: "Life".into(),
        author: "Adams".into(),
        owner: types::OwnerRequest::new("Ann"),
        chapters: vec![],
    });
    let sent = client()
        .put_book("1", PutBookParams::new(book))
        .build()
        .unwrap();
    let expected = json!({
        "title": "Life", "isbn": "0-330", "author": "Adams", "kind": "book", "owner": {"name": "Ann"}, "chapters": [],
    });
    assert_eq!(body(&sent), expected);
}

#[test]
fn what_was_read_is_changed_and_sent() {
    let read = json!({
        "id": "1", "title": "Life", "isbn": "0-330", "author": "Adams", "kind": "novel",
        "owner": {"id": "2", "name": "Ann", "more": {"a": 1, "b": {"value": 1}, "c": [], "d": {}}},
        "chapters": [{"id": "3", "name": "One", "since": 1979}],
        "note": "read it", "unnamed": true,
        "previous": {"id": "4", "title": "", "isbn": "", "author": "", "kind": "book", "owner": {"id": "5", "name": ""}, "chapters": []},
    });
    let mut book: types::Book = from_value(read).unwrap();
    book.title = "Life, the Universe".to_owned();
    book.note = None;
    let sent = client()
        .put_book("1", PutBookParams::new(book))
        .build()
        .unwrap();
    let expected = json!({
        "title": "Life, the Universe", "isbn": "0-330", "author": "Adams", "kind": "novel",
        "owner": {"name": "Ann", "more": {"a": 1.0, "b": {"value": 1}, "c": [], "d": {}}},
        "chapters": [{"name": "One", "since": 1979}],
        "note": null, "unnamed": true,
        "previous": {"title": "", "isbn": "", "author": "", "kind": "book", "owner": {"name": ""}, "chapters": [], "note": null},
    });
    assert_eq!(body(&sent), expected);
}

#[test]
fn a_test_makes_an_answer() {
    let book = types::Book::new().title("Life");
    let expected = json!({
        "id": "", "title": "Life", "isbn": "", "author": "", "kind": "book", "owner": {"id": "", "name": ""}, "chapters": [],
    });
    assert_eq!(to_value(book).unwrap(), expected);
}

/// Waits for what is there already: nothing here waits for anything else.
fn now<T>(call: impl IntoFuture<Output = T>) -> T {
    let mut call = std::pin::pin!(call.into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = call.as_mut().poll(&mut context) {
            return value;
        }
    }
}

#[test]
fn nothing_new_is_no_error() {
    let mock = Mock::new();
    let builder = Client::builder().base_url("https://example.com");
    let client = builder.transport(mock.clone()).build().unwrap();
    for id in ["getNews", "getPicture", "getUnconditional"] {
        mock.respond(id, MockAnswer::empty(304));
    }
    let params = || GetNewsParams::new().if_none_match("\"1\"");
    assert!(now(client.get_news(params())).unwrap().is_none());
    assert!(now(client.get_news(params()).items().next()).is_none());
    let picture = now(client.get_picture(GetPictureParams::new())).unwrap();
    assert!(matches!(picture, GetPictureResponse::NotModified));
    let error = now(client.get_unconditional()).unwrap_err();
    assert!(error.to_string().contains("304"), "{error}");
}

#[test]
fn parts_of_a_long_path_are_named() {
    let params = GetDeepParams::new(GetDeepParamsRequired {
        fourth: 4,
        third: "3".into(),
        second: "2".into(),
        first: "1".into(),
    });
    let sent = client().get_deep(params.query_first("q")).build().unwrap();
    assert_eq!(sent.uri(), "https://example.com/a/1/b/2/c/3/d/4?first=q");
}

#[test]
fn arguments_and_setters_take_the_same() {
    let params = GetDayParams::new()
        .ids([1, 18_446_744_073_709_551_615])
        .page(2);
    let sent = client()
        .get_day("2024-01-02", "rest", params)
        .build()
        .unwrap();
    assert_eq!(
        sent.uri(),
        "https://example.com/days/2024-01-02/rest?ids=1&ids=18446744073709551615&page=2"
    );
    let day: callers::Date = "2024-01-02".parse().unwrap();
    client()
        .get_day(
            day,
            callers::operations::GetDayParamsKind::Work,
            GetDayParams::new().page(0.5),
        )
        .build()
        .unwrap();
}

#[test]
fn null_is_set_in_the_chain_and_never_lost() {
    let note = types::BookRequestRequired::new(types::BookRequestRequiredRequired {
        a: 1.0,
        b: types::Node::new(1),
        c: vec![1],
        d: [("k".to_owned(), "v".to_owned())].into(),
    });
    let owner = types::OwnerRequest::new("Ann").more(note);
    let book = types::BookRequest::new(types::BookRequestRequired2 {
        isbn: String::new(),
        title: String::new(),
        author: String::new(),
        owner,
        chapters: vec![],
    });
    let book = to_value(book.clear_note().token("t")).unwrap();
    assert_eq!((&book["note"], &book["token"]), (&Json::Null, &json!("t")));
    let form = SendFormParams::new().clear_note("c");
    let sent = client().send_form(form.clone().note("n")).build().unwrap();
    assert_eq!(&sent.body()[..], b"note=n&clear_note=c");
    let refused = client().send_form(form.unset_note()).build().unwrap_err();
    assert!(
        refused.to_string().contains("can be sent in JSON alone"),
        "{refused}"
    );
}

#[test]
fn unions_are_made_from_what_their_branches_are() {
    let inner = types::Node::new(0).up("root").size(2).count("2024-01-02");
    let node = types::Node::new(1)
        .up(inner)
        .size("auto")
        .count(3)
        .with_sub(4);
    let sent = client()
        .send_node(SendNodeParams::new(node))
        .build()
        .unwrap();
    let expected = json!({
        "value": 1, "size": "auto", "count": 3, "sub": 4,
        "up": {"value": 0, "up": "root", "size": 2.0, "count": "2024-01-02"},
    });
    assert_eq!(body(&sent), expected);
}

#[test]
fn a_branch_around_something_is_made_from_that() {
    let sent = |command: types::Command| to_value(command).unwrap();
    let goto = types::CommandGoto::new(1, 2);
    assert_eq!(sent(goto.clone().into()), json!({"Goto": {"x": 1, "y": 2}}));
    assert_eq!(
        sent(types::Point::new(1, 2).into()),
        json!({"See": {"x": 1.0, "y": 2.0}})
    );
    let not = types::CommandNot::new(types::Command::from(goto));
    assert_eq!(sent(not.into()), json!({"Not": {"Goto": {"x": 1, "y": 2}}}));
    assert_eq!(sent("Stop".into()), json!("Stop"));
}

#[test]
fn what_all_branches_have_is_read_without_a_match() {
    let read = |shape| from_value::<types::Shape>(shape).unwrap();
    let shape = read(
        json!({"type": "Square", "id": "a", "big": true, "at": {"x": 1, "y": 2}, "unknown": "u"}),
    );
    assert_eq!(
        (shape.id(), shape.big(), shape.unknown()),
        (Some("a"), Some(true), Some("u"))
    );
    assert_eq!(shape.at().map(|it| it.x), Some(1.0));
    assert_eq!(read(json!({"type": "Other", "id": "a"})).id(), None);
}
