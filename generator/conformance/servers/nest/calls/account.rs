//! What is tried of account.

use crate::status;
use client::Client;
use client::account::{
    GreetingParams, SearchParams, SearchParamsRequired, SearchParamsXTenant, TokenParams,
};
use client::types::{SearchFilter, TokenRequest};
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a form", async |wire| {
            let form = TokenRequest::new("password", "ann & ben").password("ä=1").scope(["a b", "c"]);
            let token = client.account().token(TokenParams::new(form)).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Basic ZGVzazpwOsOkc3N3b3Jk"));
            assert_eq!(call.header("content-type"), Some("application/x-www-form-urlencoded"));
            assert_eq!(
                call.text(),
                "grant_type=password&username=ann%20%26%20ben&password=%C3%A4%3D1&scope=a%20b&scope=c"
            );
            assert_eq!(whole(&token), call.answer_json());
            assert_eq!(token.access_token, "ann & ben/ä=1");
            assert_eq!(token.scope, ["a b", "c"]);
            Ok(())
        })
        .await;
    calls
        .check("a cookie", async |wire| {
            let account = client.account().me().await?;
            let call = wire.only();
            assert_eq!(call.header("cookie"), Some("sid=ab.c+/="));
            assert_eq!((account.name.as_str(), account.locale), ("Ann", None));
            Ok(())
        })
        .await;
    calls
        .check("every kind of parameter", async |wire| {
            let params = SearchParams::new(SearchParamsRequired {
                q: "a+b & c".to_owned(),
                exact: true,
                limit: 3.0,
                x_trace: "t-1".to_owned(),
            });
            let filter = SearchFilter::new().author("Ann & Ben").year(2024);
            let found = client.account().search(params.x_tenant(SearchParamsXTenant::South).filter(filter).ids([1, 2])).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /search?q=a%2Bb%20%26%20c&exact=true&limit=3&filter%5Bauthor%5D=Ann%20%26%20Ben&filter%5Byear%5D=2024&ids=1,2"
            );
            assert_eq!(call.header("x-api-key"), Some("desk-key"));
            assert_eq!(whole(&found), call.answer_json());
            assert_eq!((found.q.as_str(), found.exact, found.limit), ("a+b & c", true, 3.0));
            assert_eq!(found.ids, [1.0, 2.0]);
            assert_eq!(found.filter.unwrap()["author"], "Ann & Ben");
            assert_eq!((found.trace.as_str(), found.tenant.as_deref()), ("t-1", Some("south")));
            Ok(())
        })
        .await;
    calls
        .check("text where JSON is promised", async |wire| {
            let greeting = client
                .account()
                .greeting(GreetingParams::new("Ann"))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /greeting?name=Ann");
            assert_eq!(
                call.answer_header("content-type"),
                Some("text/html; charset=utf-8")
            );
            assert_eq!(greeting, r#"Hello "Ann"!"#);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.account().help().await?;
            let lines: Vec<(String, u16)> = wire
                .all()
                .iter()
                .map(|call| (call.line(), call.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /help".to_owned(), 302),
                    ("GET /greeting?name=help".to_owned(), 200)
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("events as they come", async |wire| {
            let mut ticks = client.account().ticks().await?;
            let mut read = Vec::new();
            while let Some(tick) = ticks.next().await {
                let tick = tick?;
                read.push((tick.n, tick.at.as_str().to_owned()));
            }
            let expected = |n: i64| (n, format!("1970-01-01T00:00:0{n}.000Z"));
            assert_eq!(read, [expected(1), expected(2), expected(3)]);
            let call = wire.only();
            assert_eq!(
                call.header("accept")
                    .map(|it| it.starts_with("text/event-stream")),
                Some(true)
            );
            assert!(
                call.answer_text().contains("id: 3\ndata: {"),
                "{}",
                call.answer_text()
            );
            Ok(())
        })
        .await;
}
