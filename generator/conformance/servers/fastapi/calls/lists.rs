//! Lists of seeds.

use client::Client;
use client::seeds::{CreateParams, ListParams, SearchParams, SearchParamsOrderBy};
use client::types::{HttpValidationError, Kind, NewSeed, Zone};
use conformance::{Calls, Exchange};
use serde_json::json;

use crate::refused;

pub(crate) async fn calls(calls: &mut Calls, ann: &Client) {
    calls
        .check("a list takes parameters of all kinds", async |wire| {
            let params = ListParams::new().kind([Kind::CutFlower, Kind::Herb]).sown_after("2024-01-31");
            let params = params.created_before("2025-01-01T00:00:00+01:00").organic(false).max_price("9.99").zone(Zone::N8);
            let params = params.limit(10).offset(0_u64).x_source("a b").session("s 1");
            let answer = ann.seeds().list(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /seeds?kind=cut%20flower&kind=herb&sown_after=2024-01-31&created_before=2025-01-01T00%3A00%3A00%2B01%3A00\
                 &organic=false&max_price=9.99&zone=8&limit=10&offset=0"
            );
            assert_eq!((call.header("x-source"), call.header("cookie")), (Some("a b"), Some("session=s%201")));
            assert_eq!(answer.body().items.len(), 1);
            assert_eq!(json!(answer.body()), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "a list in a header",
            "a header is described as one line with commas, and is read as a list only from a line for each item",
            async |wire| {
                let error = refused(ann.seeds().list(ListParams::new().x_lot([1, 2])).await);
                assert_eq!(wire.only().header("x-lot"), Some("1,2"));
                assert_eq!(error.status(), 422);
                Ok(())
            },
        )
        .await;
    for number in 1..=3 {
        let seed = NewSeed::new(format!("More {number}"), number);
        ann.seeds().create(CreateParams::new(seed)).await.unwrap();
    }
    calls
        .check("all items of a list are read, page by page", async |wire| {
            let mut items = ann.seeds().list(ListParams::new()).items();
            let mut names = Vec::new();
            while let Some(seed) = items.next().await {
                names.push(seed?.name);
            }
            assert_eq!(
                names,
                ["Rote Beete", "Zinnie", "More 1", "More 2", "More 3"]
            );
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(
                lines,
                ["GET /seeds", "GET /seeds?offset=2", "GET /seeds?offset=4"]
            );

            let params = SearchParams::new()
                .order_by(SearchParamsOrderBy::MinusName)
                .per_page(3);
            let mut pages = ann.seeds().search(params).pages();
            let mut names = Vec::new();
            while let Some(page) = pages.next().await {
                let page = page?;
                assert_eq!(page.pages, 2);
                names.extend(page.results.into_iter().map(|it| it.name));
            }
            assert_eq!(
                names,
                ["Zinnie", "Rote Beete", "More 3", "More 2", "More 1"]
            );
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            let first = "GET /seeds/search?per_page=3&order_by=-name";
            assert_eq!(lines, [first.to_owned(), format!("{first}&page=2")]);
            Ok(())
        })
        .await;
    calls
        .check(
            "a parameter that is out of bounds is refused",
            async |wire| {
                let error = refused(ann.seeds().search(SearchParams::new().per_page(51)).await);
                let details = error.decode_as::<HttpValidationError>()?.detail.unwrap();
                assert_eq!(
                    json!(details.first().unwrap().loc),
                    json!(["query", "per_page"])
                );
                assert_eq!(wire.only().status(), 422);
                let params = SearchParams::new().kinds([Kind::Herb, Kind::F1]);
                assert_eq!(ann.seeds().search(params).await?.results.len(), 1);
                assert_eq!(wire.only().line(), "GET /seeds/search?kinds=herb&kinds=F1");
                Ok(())
            },
        )
        .await;
}
