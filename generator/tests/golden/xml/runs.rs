//! What callers of this client write, and what is sent and read.

use bodies_of_xml::operations::{AddBookError, AddBookParams, AddBookResponse, ListBooksError, SearchParams};
use bodies_of_xml::types::{Book, File, Medium, Price};
use bodies_of_xml::{Client, Error, Mock, MockAnswer, TypedError};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn mocked() -> Result<(Client, Mock), Error> {
    let mock = Mock::new();
    let client = Client::builder().transport(mock.clone()).build()?;
    Ok((client, mock))
}

fn xml(status: u16, text: &str) -> MockAnswer {
    MockAnswer::bytes(status, "application/xml", text.to_owned())
}

#[tokio::test]
async fn a_book_is_sent_and_read() -> Outcome {
    let (client, mock) = mocked()?;
    let part = Book::new("2", Vec::<String>::new());
    let mut file = File::new();
    file.summary = Some("a & b".to_owned());
    let book = Book::new("1", ["a", "b"])
        .authors(["Ada"])
        .grid([vec![1.0, 2.5], vec![]])
        .price(Price::new().currency("EUR").amount(9.5))
        .medium(Medium::File(file))
        .parts([part]);
    let call = || client.add_book(AddBookParams::new(book.clone()));
    let sent = String::from_utf8(call().build()?.body().as_ref().to_vec())?;
    assert_eq!(
        sent,
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<b:book xmlns:b=\"https://example.com/books\" isbn=\"1\"><authors><author>Ada</author></authors>",
            "<tag>a</tag><tag>b</tag><grid><grid><grid>1.0</grid><grid>2.5</grid></grid><grid></grid></grid>",
            "<price currency=\"EUR\">9.5</price><medium kind=\"file\"><![CDATA[a & b]]></medium>",
            "<b:book isbn=\"2\"></b:book></b:book>"
        )
    );
    mock.respond("addBook", xml(200, &sent));
    assert_eq!(call().await?, AddBookResponse::Ok(book));
    Ok(())
}

#[tokio::test]
async fn errors_are_read_as_documented() -> Outcome {
    let (client, mock) = mocked()?;
    let call = || client.list_books().typed_errors();
    mock.respond("listBooks", xml(404, "<Problem><title>None</title><code>7</code></Problem>"));
    let Err(TypedError::Documented(error)) = call().await else {
        return Err("it is documented".into());
    };
    let ListBooksError::NotFound(problem) = error.body else {
        return Err("it is not found".into());
    };
    assert_eq!(problem.title.as_deref(), Some("None"));

    mock.respond("addBook", xml(500, "<Problem/>"));
    let call = client.add_book(AddBookParams::new(Book::new("1", ["a"])));
    let Err(TypedError::Documented(error)) = call.max_retries(0).typed_errors().await else {
        return Err("it is documented".into());
    };
    assert!(matches!(error.body, AddBookError::Default(_)));
    Ok(())
}

#[tokio::test]
async fn what_does_not_fit_is_told_without_what_is_there() -> Outcome {
    let (client, mock) = mocked()?;
    for (text, expected) in [
        ("<books><book isbn='1'><grid><grid><grid>s3cret</grid></grid></grid></book></books>", "expected a number, found a string at [0].grid[0][0]"),
        ("<books><book/></books>", "missing field `isbn` at [0]"),
        ("<shelf>s3cret</shelf>", "expected the element `books`"),
        ("<!DOCTYPE books><books/>", "a document type is not read (line 1 column 1)"),
        ("<books>s3cret", "an element has no end"),
    ] {
        mock.respond("listBooks", xml(200, text));
        let Err(Error::Decode(error)) = client.list_books().await else {
            return Err(text.into());
        };
        let said = format!("{error} {error:?}");
        assert!(said.contains(expected) && !said.contains("s3cret"), "{said}");
    }
    Ok(())
}

#[tokio::test]
async fn json_stays_the_plain_method() -> Outcome {
    let (client, mock) = mocked()?;
    mock.respond("search", MockAnswer::json(200, &["a"]));
    assert_eq!(client.search(SearchParams::new(["w"])).await?, ["a"]);
    let call = client.search_as_xml(SearchParams::new(["w"]).most(3));
    let sent = call.build()?;
    assert_eq!(sent.headers()["accept"], "application/xml");
    let document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><search most=\"3\"><word>w</word></search>";
    assert_eq!(sent.body().as_ref(), document.as_bytes());
    mock.respond("search", xml(200, "<found><w>1</w><w>2</w><v>3</v></found>"));
    let found = client.search_as_xml(SearchParams::new(["w"])).await?;
    assert_eq!(found["w"], ["1", "2"]);
    assert_eq!(found["v"], ["3"]);
    Ok(())
}
