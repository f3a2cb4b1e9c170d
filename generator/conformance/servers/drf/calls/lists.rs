//! Lists, by pages, offsets and cursors.

use client::books::{CreateParams, ListParams};
use client::types::{BookRequest, BookRequestRequired, Genre, SaleRequest};
use client::{Client, authors, sales};
use conformance::{Calls, Exchange};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, author: i64) {
    let mut book = String::new();
    for number in 1..=3 {
        let new = BookRequest::new(BookRequestRequired {
            title: format!("Novel {number}"),
            author,
            price: format!("{number}.25"),
            published: "2001-01-01".into(),
        });
        let made = client
            .books()
            .create(CreateParams::new(new.genre("novel")))
            .await;
        book = made.unwrap().id;
    }
    calls
        .check("books come by pages", async |wire| {
            let params = ListParams::new()
                .genre([Genre::Novel, Genre::SciTech])
                .max_price(9.5);
            let mut items = client.books().list(params).items();
            let mut titles = Vec::new();
            while let Some(book) = items.next().await {
                titles.push(book?.title);
            }
            assert_eq!(titles, ["Novel 1", "Novel 2", "Novel 3", "Sourcery"]);
            let all = wire.all();
            assert_eq!(all.len(), 2);
            assert_eq!(
                all[0].line(),
                "GET /api/books/?genre=novel&genre=sci%2Ftech&max_price=9.5"
            );
            assert!(
                all[1].line().contains("page=2") && all[1].line().contains("genre=novel"),
                "{}",
                all[1].line()
            );
            let page = client
                .books()
                .list(
                    ListParams::new()
                        .in_print(true)
                        .published_after("2000-01-01")
                        .page(2),
                )
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /api/books/?in_print=true&page=2&published_after=2000-01-01"
            );
            assert_eq!(json!(page), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("authors come by offsets", async |wire| {
            let mut pages = client
                .authors()
                .list(authors::ListParams::new().limit(2))
                .pages();
            let mut names = Vec::new();
            while let Some(page) = pages.next().await {
                let page = page?;
                assert_eq!(page.count, 3);
                names.extend(page.results.into_iter().map(|it| it.name));
            }
            assert_eq!(names, ["Pratchett", "Gaiman", "Le Guin"]);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(
                lines,
                [
                    "GET /api/authors/?limit=2",
                    "GET /api/authors/?limit=2&offset=2"
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("sales come by cursors", async |wire| {
            for (copies, at) in [
                (1, "2024-05-06T07:08:09Z"),
                (2, "2024-05-07T00:00:00+02:00"),
                (3, "2024-05-08T00:00:00Z"),
            ] {
                let sale = client
                    .sales()
                    .create(sales::CreateParams::new(SaleRequest::new(
                        at,
                        book.as_str(),
                        copies,
                    )))
                    .await?;
                assert_eq!(json!(sale), wire.only().answer_json());
            }
            let mut items = client.sales().list(sales::ListParams::new()).items();
            let mut copies = Vec::new();
            while let Some(sale) = items.next().await {
                copies.push(sale?.copies);
            }
            assert_eq!(copies, [1, 2, 3]);
            let all = wire.all();
            assert_eq!(all.len(), 2);
            assert!(all[1].line().starts_with("GET /api/sales/?cursor="));
            Ok(())
        })
        .await;
}
