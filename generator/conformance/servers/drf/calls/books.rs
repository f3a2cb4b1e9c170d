//! Authors and books.

use client::books::{CoverUpdateParams, CreateParams, PartialUpdateParams, UpdateParams};
use client::runtime::body::File;
use client::types::{
    AuthorRequest, BookGenre, BookRequest, BookRequestRequired, Invalid, PatchedBookRequest,
    Problem, Stars,
};
use client::{Client, Error, authors};
use conformance::Calls;
use serde_json::json;

use crate::refused;

const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

fn book(author: i64, title: &str) -> BookRequest {
    BookRequest::new(BookRequestRequired {
        title: title.to_owned(),
        author,
        price: "9.50".to_owned(),
        published: "1987-11-12".into(),
    })
}

/// The number of an author.
pub(crate) async fn calls(calls: &mut Calls, anybody: &Client, client: &Client) -> i64 {
    let mut author = 0;
    calls
        .check("an author is made by those who may", async |wire| {
            let new =
                authors::CreateParams::new(AuthorRequest::new("Pratchett").born("1948-04-28"));
            let made = client.authors().create(new.clone()).await?;
            let call = wire.only();
            assert_eq!(
                (call.status(), call.text().as_str()),
                (201, r#"{"name":"Pratchett","born":"1948-04-28"}"#)
            );
            assert_eq!(json!(made), call.answer_json());
            author = made.id;
            let read = anybody.authors().retrieve(author).await?;
            assert_eq!(
                (read.born.as_ref().map(|it| it.as_str()), read.book_count),
                (Some("1948-04-28"), 0)
            );
            assert!(matches!(
                anybody.authors().create(new).await,
                Err(Error::MissingCredentials { .. })
            ));
            for name in ["Gaiman", "Le Guin"] {
                client
                    .authors()
                    .create(authors::CreateParams::new(
                        AuthorRequest::new(name).clear_born(),
                    ))
                    .await?;
            }
            Ok(())
        })
        .await;
    let mut id = String::new();
    calls
        .check("a book is made, with what is needed and with everything", async |wire| {
            let made = client.books().create(CreateParams::new(book(author, "Mort"))).await?;
            let call = wire.only();
            assert_eq!(call.text(), format!(r#"{{"title":"Mort","author":{author},"price":"9.50","published":"1987-11-12"}}"#));
            assert_eq!(json!(made), call.answer_json());
            assert_eq!((made.price.as_str(), made.author_detail.name.as_str(), made.cover), ("9.50", "Pratchett", None));
            id = made.id;
            let whole = book(author, "Sourcery").genre(BookGenre::SciTech).stars(3).weight(0.5).reading_time("1 02:03:04");
            let whole = whole.tags(["a", "b"]).in_print(false).dimensions([("width", 11)]);
            let made = client.books().create(CreateParams::new(whole)).await?;
            let call = wire.only();
            let sent = json!({
                "title": "Sourcery", "author": author, "price": "9.50", "published": "1987-11-12", "genre": "sci/tech", "stars": 3,
                "weight": 0.5, "reading_time": "1 02:03:04", "tags": ["a", "b"], "in_print": false, "dimensions": {"width": 11.0},
            });
            assert_eq!(call.json(), sent);
            assert_eq!((&made.genre, &made.stars), (&Some(BookGenre::SciTech), &Some(Stars::N3)));
            assert_eq!(json!(made), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("what does not fit is refused", async |wire| {
            let mut wrong = book(author, "");
            wrong.price = "much".to_owned();
            let error = refused(client.books().create(CreateParams::new(wrong)).await);
            assert_eq!(error.status(), 400);
            let invalid: Invalid = error.decode_as()?;
            assert_eq!(json!(invalid), wire.only().answer_json());
            assert_eq!(
                invalid.title,
                Some(vec!["This field may not be blank.".to_owned()])
            );
            let error = refused(client.books().retrieve(NOBODY).await);
            assert_eq!(
                error.decode_as::<Problem>()?.detail,
                "No Book matches the given query."
            );
            Ok(())
        })
        .await;
    calls
        .check("a book is read, replaced and changed", async |wire| {
            let read = client.books().retrieve(&id).await?;
            assert_eq!(json!(read), wire.only().answer_json());
            let read = client
                .books()
                .update(
                    &id,
                    UpdateParams::new(book(author, "Mort 2").genre("").clear_stars()),
                )
                .await?;
            assert_eq!(wire.only().line(), format!("PUT /api/books/{id}/"));
            assert_eq!(
                (read.title.as_str(), read.genre),
                ("Mort 2", Some(BookGenre::Empty))
            );
            let patch = PatchedBookRequest::new()
                .stars(Stars::N1)
                .clear_weight()
                .price("10");
            let read = client
                .books()
                .partial_update(&id, PartialUpdateParams::new().body(patch))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.text()),
                (
                    format!("PATCH /api/books/{id}/"),
                    r#"{"price":"10","stars":1,"weight":null}"#.to_owned()
                )
            );
            assert_eq!(
                (read.price.as_str(), read.stars.as_ref(), read.weight),
                ("10.00", Some(&Stars::N1), None)
            );
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a cover is sent with pages, or without a file", async |wire| {
            let params = CoverUpdateParams::new("Größe").width(3).cover(File::new(vec![1, 255]).name("c.png").media_type("image/png"));
            let params = params.pages([File::new("1").name("1.txt"), File::new("2").name("2.txt")]);
            let stored = client.books().cover_update(&id, params).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /api/books/{id}/cover/"));
            assert!(call.text().contains("name=\"caption\"\r\n\r\nGröße\r\n"));
            assert_eq!(json!(stored), json!({"name": "c.png", "size": 2, "caption": "Größe", "width": 3, "pages": ["1.txt", "2.txt"]}));
            assert_eq!(json!(stored), call.answer_json());
            let stored = client.books().cover_update(&id, CoverUpdateParams::new("none")).await?;
            assert_eq!((stored.name, stored.width), (None, 640));
            let sample = client.books().sample_retrieve(&id).await?;
            assert_eq!(&sample[..], b"%PDF\x00Mort 2");
            Ok(())
        })
        .await;
    calls
        .check("a book goes", async |wire| {
            let made = client
                .books()
                .create(CreateParams::new(book(author, "Gone")))
                .await?;
            wire.only();
            client.books().destroy(&made.id).await?;
            assert_eq!(wire.only().status(), 204);
            assert_eq!(
                refused(client.books().destroy(&made.id).await).status(),
                404
            );
            Ok(())
        })
        .await;
    author
}
